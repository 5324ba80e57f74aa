"""Changes → what a person, a pull request or a program reads."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from extract.columns import padded, width_of
from extract.unseen import visible, visible_json
from schemas.changes import Change, Changes, Entry

Grouping = str
"""`article` or `rule`."""
MOST_ROWS = 50
"""Rows of a Markdown table; of the rest it tells the number."""
_NO_RULE = "page"
"""What articles are put under when facts are grouped by rule: no single rule makes them."""
_SPECIAL = re.compile(r"[\\`*_<>|\[\]~&$!]")
_MENTION = re.compile(r"[@#]")
"""What makes a mention of a person or an issue, also behind a backslash; a space without width keeps it from that."""


class Where(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int | None = None


class Row(NamedTuple):
    """One difference: its sign, the fact in a few words, and what is different."""

    sign: str
    entry: Entry
    what: str


def as_json(found: Changes) -> str:
    """An object with the lists `added`, `removed` and `changed`."""
    return visible_json(found.model_dump_json(indent=2))


def as_text(found: Changes, by: Grouping, same: int) -> str:
    """A table, a group an article or a rule; `same` is the number of facts that stayed."""
    lines: list[str] = []
    for heading, rows in _grouped(found, by):
        lines += [f"{heading}{_counted(rows) if by == 'rule' else ''}"]
        width = max(width_of(row.entry.told) for row in rows)
        lines += [f"  {row.sign} {padded(row.entry.told, width)}  {row.what}".rstrip() for row in rows]
    return "\n".join(map(visible, [*lines, summary(found, same)]))


def as_markdown(found: Changes, by: Grouping, same: int) -> str:
    """A table for a pull request; text of the pages is shown as text."""
    lines = [f"**{summary(found, same)}**"]
    rows = [(heading, row) for heading, group in _grouped(found, by) for row in group]
    if rows:
        lines += ["", f"| | fact | | {by} |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {row.sign.replace('~', '±')} | {markdown(row.entry.told)} | {markdown(row.what)} | {markdown(heading)} |"
        for heading, row in rows[:MOST_ROWS]
    ]
    if len(rows) > MOST_ROWS:
        lines += ["", f"and {len(rows) - MOST_ROWS} more"]
    return "\n".join(lines)


def as_annotations(found: Changes, locate: Callable[[Entry], Where], by: Grouping, same: int) -> str:
    """Workflow commands that put each difference at its line."""
    lines = []
    for heading, rows in _grouped(found, by):
        for row in rows:
            where = locate(row.entry)
            place = f"file={_property(where.file)},line={where.line}"
            place += f",col={where.column}" if where.column else ""
            verb = {"+": "added", "-": "removed", "~": "changed"}[row.sign]
            title = _property(f"{row.entry.kind} {verb}: {heading}")
            lines.append(f"::warning {place},title={title}::{_message(f'{row.entry.told}  {row.what}'.strip())}")
    return "\n".join([*lines, summary(found, same)])


def markdown(text: str) -> str:
    """Text for a line or a cell of Markdown: nothing in it is markup, a mention or a line break."""
    plain = visible(" ".join(text.split()))
    return _MENTION.sub(r"\g<0>&#8203;", _SPECIAL.sub(r"\\\g<0>", plain))


def summary(found: Changes, same: int) -> str:
    """How many facts differ, and how many do not."""
    if not found:
        return f"no fact differs ({same} facts)"
    counts = len(found.added), len(found.removed), len(found.changed)
    return "{} added, {} removed, {} changed; {} as before".format(*counts, same)


def _grouped(found: Changes, by: Grouping) -> Iterator[tuple[str, list[Row]]]:
    """Rows with the heading of their group, in a stable order."""
    rows = [*_rows(found)]
    if by == "rule":
        rows.sort(key=lambda row: row.entry.rule or _NO_RULE)
        for rule, of_rule in groupby(rows, key=lambda row: row.entry.rule or _NO_RULE):
            yield rule, [*of_rule]
        return
    order: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        order.setdefault((row.entry.source, row.entry.article), []).append(row)
    for (source, _), of_article in sorted(order.items(), key=lambda item: item[0][0]):
        yield f"{source}  {of_article[0].entry.title}".rstrip(), of_article


def _rows(found: Changes) -> Iterator[Row]:
    for change in found.changed:
        yield Row("~", change, _told_change(change))
    for entry in found.removed:
        yield Row("-", entry, _kind(entry))
    for entry in found.added:
        yield Row("+", entry, _kind(entry))


def _told_change(change: Change) -> str:
    fields = (f"{field.field} {_value(field.old)} → {_value(field.new)}" for field in change.fields)
    return "; ".join(fields)


def _kind(entry: Entry) -> str:
    """What kind of fact it is: an indicator by its type, its place when it has one."""
    if entry.kind != "indicator":
        return entry.kind
    return " · ".join(filter(None, (entry.fact["type"], _place(entry.fact["place"]))))


def _place(place: Mapping[str, Any] | None) -> str | None:
    levels = ("community", "township", "county", "city", "province")
    return next((place[level] for level in levels if place[level]), None) if place else None


def _value(value: Any) -> str:
    if value is None:
        return "(none)"
    return "; ".join(value) if isinstance(value, tuple | list) else str(value)


def _counted(rows: Iterable[Row]) -> str:
    signs = [row.sign for row in rows]
    return "".join(f"  {sign}{signs.count(sign)}" for sign in "+-~" if sign in signs)


def _message(text: str) -> str:
    """Text for a workflow command: one line, in which nothing stands for a line break."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
