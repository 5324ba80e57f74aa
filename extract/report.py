"""What a report is made of: lines of text in a few styles, which the console paints. No text is ever read as markup."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel

from extract.rulebook.problems import width
from extract.unseen import visible_json

Style = Literal["plain", "strong", "faint", "good", "bad", "near"]
Segment = tuple[str, Style]
Line = tuple[Segment, ...]
SHOWN = 60
"""So many characters of a text are shown around a span."""


def line(*parts: str | Segment) -> Line:
    """A line of texts, plain ones and ones with a style."""
    return tuple((part, "plain") if isinstance(part, str) else part for part in parts)


def underlined(text: str, start: int, end: int, indent: str, style: Style = "near") -> Iterator[Line]:
    """What stands around a span in its line, and a line of marks under the span."""
    first = max(text.rfind("\n", 0, start) + 1, start - SHOWN // 2)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, max(end, first + SHOWN))
    shown = text[first:last].replace("\n", " ")
    before, inside = shown[: start - first], shown[start - first : end - first]
    opening = "…" if first > 0 and text[first - 1] != "\n" else ""
    closing = "…" if last < len(text) and text[last] != "\n" else ""
    yield line(indent, opening, before, (inside, style), shown[end - first :], closing)
    yield line(" " * width(indent), " " * width(opening + before), ("^" * max(1, width(inside)), style))


def json_of(value: BaseModel) -> str:
    """A value as JSON, in one line."""
    return visible_json(value.model_dump_json(by_alias=True))


def plain(lines: Iterable[Line]) -> str:
    """The lines without their styles."""
    return "".join("".join(text for text, _ in one).rstrip() + "\n" for one in lines)
