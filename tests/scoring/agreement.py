"""When a predicted value agrees with the right answer: spelling, spacing and quotation marks aside."""

import re
import unicodedata
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
_QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》]+")
_UNTELLING_STARTS = re.compile(r"^(?:截至|截止|自从|自|从|在|到)")
_LEVELS = ("province", "city", "county", "township", "community")


def flat(text: str | None) -> str:
    """Without white space."""
    return _SPACE.sub("", text or "")


def bare(text: str | None) -> str:
    """Without white space and quotation marks."""
    return _QUOTES.sub("", text or "")


def dated(time: str | None) -> str:
    """Words that date a figure, without the preposition before them."""
    return _UNTELLING_STARTS.sub("", flat(time))


def path_of(place: Row | None) -> str:
    """The names of a predicted place from province to community."""
    return "/".join(place[level] for level in _LEVELS if place[level]) if place else ""


def gold_span(figure: Row) -> Span:
    """Where a gold figure is printed."""
    return figure["start"], figure["start"] + len(figure["text"])


def shared(first: Span, second: Span) -> int:
    """How many characters two spans share; below zero where they are apart."""
    return min(first[1], second[1]) - max(first[0], second[0])


def likeness(first: Span, second: Span) -> float:
    """Shared characters over those of both."""
    return max(0, shared(first, second)) / (max(first[1], second[1]) - min(first[0], second[0]) or 1)


def same_quantity(found: Row, gold: Row) -> bool:
    """Value, range end and unit agree, and the span is the figure's own and not its clause's."""
    return (
        _number(found["value"]) == _number(gold["value"])
        and _number(found["value_max"]) == _number(gold["value_max"])
        and unicodedata.normalize("NFKC", found["unit"]) == unicodedata.normalize("NFKC", gold["unit"])
        and likeness(found["span"], gold_span(gold)) >= 0.5
    )


def same_subject(found: str, gold: Row) -> bool:
    """The subject holds the core of the right answer and nothing beyond its fullest form."""
    full = bare(gold["full"])
    return not full or (bare(gold["core"]) in bare(found) and bare(found) in full)


def _number(value: Any) -> Any:
    return round(float(value), 6) if isinstance(value, (int, float)) else value
