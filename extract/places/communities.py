"""Text → villages and urban communities, which no gazetteer lists: by their suffix and by where the name begins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.gazetteer import Gazetteer
from extract.places.patterns import any_of
from extract.rulebook.patterns import compile_pattern
from schemas.records import Span
from schemas.rules.places import PlaceFile

MAX_STEM = 7
MAX_OPENER = 3
REPEATED = 2
"""A name that is a number, or whose beginning is only a punctuation mark, must stand so often to be believed."""
_WORD = "0-9A-Za-z㐀-䶿一-鿿〇"
_STEM = rf"(?P<stem>[{_WORD}]{{1,{MAX_STEM}}}?)"
_LAST_STEM = rf"(?P<stem>[{_WORD}]{{1,{MAX_STEM}}})$"
_LONGER_LAST_STEM = rf"(?P<stem>[{_WORD}]{{2,{MAX_STEM}}})$"


class Community(NamedTuple):
    """A community in the text; `name` is what it is called."""

    start: int
    end: int
    name: str
    rule: str


class _Ending(NamedTuple):
    """A suffix that no other name holds: `limit` is where the name may begin at the earliest."""

    start: int
    end: int
    limit: int
    rule: str


class Communities:
    """Made ready once from the rules."""

    def __init__(self, rules: PlaceFile, gazetteer: Gazetteer, slots: Mapping[str, str]) -> None:
        read = rules.communities
        self._common = gazetteer.community_stems
        self._ids = {f"r{index}": rule.id for index, rule in enumerate(read)}
        suffixes = [f"(?P<r{index}>{rule.suffix})" for index, rule in enumerate(read)]
        links = "".join(f"(?:{link})?" for rule in read for link in rule.links)
        self._suffix = any_of(suffixes, slots)
        self._after_name = any_of(suffixes, slots, f"{links}{_STEM}{{}}")
        self._after_mark = compile_pattern(f"(?s:.*)(?:^|[^{_WORD}]){_LAST_STEM}", slots)
        self._after_opener = any_of(_all(rule.openers for rule in read), slots, f"(?s:.*){{}}{_LONGER_LAST_STEM}")
        self._after_joiner = any_of(_all(rule.joiners for rule in read), slots, f"(?s:.*){{}}{_LONGER_LAST_STEM}")
        self._frames = any_of(_all(rule.frames for rule in read), slots)
        self._followers = any_of(_all(rule.followers for rule in read), slots)
        self._generic = any_of(_all(rule.generic for rule in read), slots)

    def following(self, text: str, position: int) -> Community | None:
        """The community named at `position`, directly after the name of what it belongs to."""
        match = self._after_name.match(text, position)
        if match is None:
            return None
        start, end = match.start("stem"), match.end()
        name = text[start:end]
        is_number = match["stem"].isdecimal() and text.count(name) >= REPEATED
        if not is_number and self._generic.search(match["stem"]):
            return None
        return Community(start, end, name, self._ids[match.lastgroup or ""])

    def find(self, text: str, taken: Sequence[Span], known: set[str]) -> list[Community]:
        """The communities named outside the spans `taken`; `known` are names that are certain already."""
        endings = list(self._endings(text, taken))
        names = known | {name for ending in endings if (name := self._name(text, ending))}
        lengths = sorted({len(name) for name in names}, reverse=True)
        return [one for ending in endings if (one := _named(text, ending, names, lengths)) is not None]

    def _endings(self, text: str, taken: Sequence[Span]) -> Iterator[_Ending]:
        """The suffixes outside of `taken`, in order."""
        index, limit = 0, 0
        for match in self._suffix.finditer(text):
            start, end = match.span()
            while index < len(taken) and taken[index][1] <= start:
                limit = taken[index][1]
                index += 1
            if index == len(taken) or end <= taken[index][0]:
                yield _Ending(start, end, limit, self._ids[match.lastgroup or ""])

    def _name(self, text: str, ending: _Ending) -> str | None:
        """The name that ends there, if its surroundings or its repetition show that it is one."""
        window = max(ending.limit, ending.start - MAX_STEM - MAX_OPENER)
        opened = self._after_opener.match(text, window, ending.start)
        match = (
            opened
            or self._after_joiner.match(text, window, ending.start)
            or self._after_mark.match(text, window, ending.start)
        )
        if match is None or self._generic.search(match["stem"]) or match["stem"].isdigit():
            return None
        start = match.start("stem")
        name = text[start : ending.end]
        is_shown = opened is not None or self._frames.match(text, ending.end) is not None
        if is_shown or text.count(name) >= REPEATED or self._is_common(text, start, ending):
            return name
        return None

    def _is_common(self, text: str, start: int, ending: _Ending) -> bool:
        """Whether many communities are called so, and one may be meant here."""
        if text[start : ending.start] not in self._common:
            return False
        begins_block = start == 0 or text[start - 1] == "\n"
        return begins_block or self._followers.match(text, ending.end) is not None


def _all(lists: Iterable[Iterable[str]]) -> list[str]:
    return [pattern for patterns in lists for pattern in patterns]


def _named(text: str, ending: _Ending, names: set[str], lengths: Sequence[int]) -> Community | None:
    """The longest of the names that ends there; `lengths` are those of the names, the longest first."""
    for length in lengths:
        start = ending.end - length
        if start >= ending.limit and text[start : ending.end] in names:
            return Community(start, ending.end, text[start : ending.end], ending.rule)
    return None
