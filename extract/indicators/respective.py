"""分别 between nouns and figures: the first figure belongs to the first noun, the second to the second, and so on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.indicators.elements import NOMINAL, VERBAL, Element, Part
from extract.indicators.figures import Figure
from extract.indicators.phrases import PhraseFinder, span_of
from schemas.records import Span

DEALS: Part = "respective"
JOINT: frozenset[Part] = frozenset({"joint"})


class Dealt(NamedTuple):
    """What a figure belongs to: a noun, or else what the figure at the place `figure` does."""

    noun: Span | None
    figure: int | None


def dealt_out(figures: Sequence[Figure], phrases: PhraseFinder) -> Mapping[int, Dealt]:
    """What the figures behind words such as 分别 belong to, by their place among the figures of a text."""
    found: dict[int, Dealt] = {}
    for place, figure in enumerate(figures):
        if DEALS in figure.left_parts:
            found.update(_dealt(figures, place, phrases))
    return found


def _dealt(figures: Sequence[Figure], place: int, phrases: PhraseFinder) -> Iterator[tuple[int, Dealt]]:
    left = figures[place].left
    at = next(index for index, element in enumerate(left) if element.part == DEALS)
    run = _run(figures, place)
    has_own = bool(figures[run[-1]].right) and figures[run[-1]].right[0].part in NOMINAL
    if len(run) < 2 or has_own or any(element.part in VERBAL for element in left[at + 1 :]):
        return
    nouns = [phrases.before(item) for item in _items(left[:at])]
    if len(nouns) == len(run) and all(nouns):
        yield from ((one, Dealt(span_of(noun), None)) for one, noun in zip(run, nouns, strict=True))
    elif not any(nouns) and _stand_before(figures, place, len(run)):
        yield from ((one, Dealt(None, one - len(run))) for one in run)


def _run(figures: Sequence[Figure], place: int) -> list[int]:
    """The figures from one on that only joints part."""
    run = [place]
    for index in range(place + 1, len(figures)):
        if figures[index].is_first or not figures[index].left_parts <= JOINT:
            break
        run.append(index)
    return run


def _items(elements: Sequence[Element]) -> list[list[Element]]:
    """The elements between joints."""
    items: list[list[Element]] = [[]]
    for element in elements:
        if element.part in JOINT:
            items.append([])
        else:
            items[-1].append(element)
    return items


def _stand_before(figures: Sequence[Figure], place: int, count: int) -> bool:
    """Whether so many figures stand before one in its sentence."""
    return place >= count and figures[place - count].sentence == figures[place].sentence
