"""A drafted rule → the text of its file, with remarks that tell its author what to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.rulebook.edit import flow, quoted
from extract.rulebook.schema import HEADER

SCHEMAS = ".schemas"
"""The folder of a pack that holds the schemas for editors."""


@dataclass(frozen=True, slots=True)
class DraftedExample:
    """One text, and either the facts that it gives or why it gives nothing."""

    text: str
    gives: tuple[Mapping[str, Any], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One rule to be written: where it belongs, its keys in order, a remark for some of them, its examples."""

    section: str
    group: str
    keys: Mapping[str, Any]
    match: DraftedExample
    reject: DraftedExample
    remarks: Mapping[str, str] = field(default_factory=dict)
    declares: Mapping[str, str] = field(default_factory=dict)
    """New type codes, with what figures of each count."""


def file_text(drafted: Drafted, depth: int) -> str:
    """The file that holds the rule, `depth` folders below its pack."""
    lines = [
        f"{HEADER}{'../' * depth}{SCHEMAS}/{drafted.section}.json",
        "# Drafted from one sentence: widen its words to what any page may print, and reject real look-alikes.",
        "schema: 1",
    ]
    if drafted.declares:
        lines += ["# A new type, and what figures of it count.", "type_codes:"]
        lines += [f"  {code}: {_text(about)}" for code, about in drafted.declares.items()]
    lines.append(f"{drafted.group}:")
    lines += _rule(drafted)
    return "\n".join(lines) + "\n"


def _rule(drafted: Drafted) -> list[str]:
    lines: list[str] = []
    for key, value in drafted.keys.items():
        if key in drafted.remarks:
            lines.append(f"    # {drafted.remarks[key]}")
        lines.append(f"    {key}: {_text(value) if isinstance(value, str) else flow(value)}")
    first = next(number for number, text in enumerate(lines) if not text.lstrip().startswith("#"))
    lines[first] = "  - " + lines[first].lstrip()
    return [*lines, "    examples:", *_examples("match", [drafted.match]), *_examples("reject", [drafted.reject])]


def _examples(kind: str, examples: Sequence[DraftedExample]) -> list[str]:
    lines = [f"      {kind}:"]
    for example in examples:
        lines.append(f"        - text: {_text(example.text)}")
        if example.gives:
            lines.append(f"          gives: {flow(example.gives)}")
        else:
            lines.append(f"          why: {_text(example.why)}")
    return lines


def _text(value: str) -> str:
    """A text as a value of its own line: plain where that is safe."""
    is_plain = value[:1].isalnum() and not any(sign in value for sign in (": ", " #", "\n")) and value[-1:] != ":"
    return value if is_plain and flow(value.replace(",", "")) == value.replace(",", "") else quoted(value)
