"""Sources → what the rules read of them and what they leave: hits of each rule, figures without a type, numbers that
no rule took.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extract.examples.facts import rule_ids
from extract.explain import Explainer
from extract.explain.command import explainer
from extract.read import Input, ReadError, documents, find_inputs
from extract.report import Line, line
from schemas.coverage import Coverage, Gap
from schemas.explanation import Item
from schemas.records import Source

UNTYPED = "type.other"
MOST_SILENT = 12
"""So many silent rules are named in a line of the report."""
_SENTENCE_ENDS = "。！？!?\n"


def coverage(sources: Iterable[Source], explainer: Explainer) -> Coverage:
    """What the rulebook reads of the sources."""
    hits: Counter[str] = Counter()
    count = figures = 0
    untyped: list[Gap] = []
    unread: list[Gap] = []
    for source in sources:
        count += 1
        for records in explainer.extractor.records(source):
            hits.update(rule for rule in rule_ids(records) if rule)
            figures += len(records.indicators)
            hits.update(rule for quote in explainer.extractor.reasons(records).quotes for rule in quote.rules)
        for item in explainer.explain(source).items:
            if item.kind == "figure" and item.rule == UNTYPED:
                untyped.append(_gap(source, item, "no type rule, or more than one, speaks for it"))
            elif item.kind == "number" and item.standing == "near":
                unread.append(_gap(source, item, item.says))
    known = [rule.id for rule in explainer.rulebook.rules()]
    return Coverage(
        sources=count,
        figures=figures,
        untyped=tuple(untyped),
        unread=tuple(unread),
        hits={rule: times for rule, times in hits.most_common() if rule in set(known)},
        silent=tuple(rule for rule in known if rule not in hits),
    )


def cover(paths: Sequence[str], over: Sequence[str]) -> tuple[Coverage, list[ReadError]]:
    """What the rules read of all that can be read of the paths; the errors are those of the others."""
    explains = explainer(over)
    inputs, errors = find_inputs(paths)
    return coverage(_read(inputs, errors), explains), errors


def _read(inputs: Sequence[Input], errors: list[ReadError]) -> Iterator[Source]:
    for found in inputs:
        for one in documents(found):
            if isinstance(one, ReadError):
                errors.append(one)
            else:
                yield one


def report(found: Coverage, *, only_gaps: bool = False) -> Iterator[Line]:
    """The coverage as a person reads it: what is to be done first."""
    yield from _todo("numbers that no rule took", found.unread)
    yield from _todo("figures without a type", found.untyped)
    if not found.unread and not found.untyped:
        yield line(("every number with a unit is a figure with a type", "good"))
        yield line()
    if only_gaps:
        return
    yield line((f"rules that fired ({len(found.hits)})", "strong"))
    for rule, times in found.hits.items():
        yield line(f"  {times:5}  {rule}")
    yield line()
    yield line((f"rules that never fired ({len(found.silent)})", "strong"))
    for section, rules in groupby(found.silent, key=lambda rule: rule.partition(".")[0]):
        yield line("  ", (f"{section}  ", "faint"), _few(list(rules)))


def _todo(title: str, gaps: Sequence[Gap]) -> Iterator[Line]:
    if not gaps:
        return
    yield line((f"{title} ({len(gaps)})", "strong"))
    for gap in gaps:
        yield line("  ", (f"{gap.text}{gap.follows}", "near"), f"  {gap.source}:{gap.line}")
        yield line(f"      {gap.sentence}")
    yield line()


def _gap(source: Source, item: Item, why: str) -> Gap:
    follows = item.says.rpartition(": ")[2] if item.kind == "number" else ""
    return Gap(
        source=source.name,
        line=item.line,
        text=_one_line(item.text),
        sentence=_sentence(source.text, *item.span),
        why=why,
        follows=follows,
    )


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, in one line."""
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end)) >= 0]
    last = min(ends, default=len(text) - 1) + 1
    return _one_line(text[first:last]).strip()


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _few(rules: Sequence[str]) -> str:
    more = f" and {len(rules) - MOST_SILENT} more" if len(rules) > MOST_SILENT else ""
    return ", ".join(rules[:MOST_SILENT]) + more
