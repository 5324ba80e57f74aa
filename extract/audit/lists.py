"""Numbers against the lists that they announce: 需求、资源、项目、责任四个清单."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.audit.figures import ArticleFigures
from extract.audit.findings import finding, verdict
from extract.fold import fold
from extract.rulebook.patterns import compile_pattern
from schemas import facts
from schemas.records import Span
from schemas.rules.audit import AuditFile, ListRule
from schemas.rules.clauses import RoleRule

SURE_ITEMS = 3
"""A list of fewer items before its number may be its attribute (光伏、风电3个项目) and contradicts nothing."""
_PAIRS = {"”": "“", "’": "‘", ")": "(", "》": "《"}
_CLOSING = {opening: closing for closing, opening in _PAIRS.items()}
_BOUNDARY = frozenset(",。;:!?…\n“‘(《")
_SENTENCE_END = frozenset("。!?\n")
_DIGIT = re.compile(r"[0-9]")
_LINE_BREAKS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class _Items:
    """A list: where it stands, its items, and whether the last of them may be two (C和D)."""

    words: Span
    names: tuple[str, ...]
    last_joined: bool

    @property
    def number(self) -> int:
        """How many there are, the last counted twice where it may be two."""
        return len(self.names) + self.last_joined


class ListReader:
    """The list rules."""

    def __init__(self, rules: AuditFile, roles: Sequence[RoleRule], slots: Mapping[str, str]) -> None:
        self._rules = tuple((rule, compile_pattern(rule.pattern, slots)) for rule in rules.lists)
        self._numerals = rules.numerals
        self._joints = tuple(map(fold, rules.joints))
        self._closers = tuple(fold(word) for role in roles if role.role == "etcetera" for word in role.words)

    def findings(self, figures: ArticleFigures) -> Iterator[facts.Finding]:
        """A finding for each number whose list is told whole."""
        for rule, pattern in self._rules:
            for match in pattern.finditer(figures.text):
                yield from self._judge(figures, rule, match)

    def _judge(self, figures: ArticleFigures, rule: ListRule, match: re.Match[str]) -> Iterator[facts.Finding]:
        items, count = self._items(figures.text, rule, match), self._count(match["count"])
        if items is None or count is None or items.number < rule.fewest:
            return
        if items.last_joined and count == len(items.names):
            return  # C和D may be one item or two: nothing can be said
        agrees = count == items.number
        if not agrees and not _contradicts(rule, items, count, match.groupdict()):
            return
        ids = [figure.id for figure in figures.within(match.span()) if figure.start == match.start("count")]
        start, end = min(items.words[0], match.start("count")), max(items.words[1], match.end())
        listed = "、".join(items.names)
        arithmetic = f"{count} announced, {items.number} named: {listed}"
        yield finding(figures, "list", verdict(agrees), ids, arithmetic, (start, end), rule.id)

    def _count(self, numeral: str) -> int | None:
        return int(numeral) if numeral.isdecimal() else self._numerals.get(numeral)

    def _items(self, text: str, rule: ListRule, match: re.Match[str]) -> _Items | None:
        if rule.items == "ordered":
            return _ordered(text, rule.ordinals, match.end())
        if rule.items == "behind":
            words = _behind(text, match.end())
            return self._split(text, words, rule.separators) if words else None
        words = _in_quotes(text, match.start(), rule.separators)
        if words is not None:
            return self._split(text, words, rule.separators)
        words = self._clause(text, match.start())
        return self._split(text, words, rule.separators[:1]) if words else None

    def _clause(self, text: str, end: int) -> Span | None:
        """The words before `end`, back to the clause's beginning or to the end of another list."""
        position = end
        while position > 0 and text[position - 1] not in _BOUNDARY:
            if text.endswith(self._closers, 0, position):
                break
            opening = _opening(text, position - 1) if text[position - 1] in _PAIRS else position - 1
            if opening is None:
                return None
            position = opening
        return (position, end) if position < end else None

    def _split(self, text: str, words: Span, separators: Sequence[str]) -> _Items | None:
        inside = text[slice(*words)]
        if _DIGIT.search(inside) or any(closer in inside for closer in self._closers):
            return None
        plain = _outside(inside)
        separator = next((one for one in separators if one in plain), None)
        cuts = [place for place, character in enumerate(plain) if character == separator]
        edges = zip([-1, *cuts], [*cuts, len(inside)], strict=True)
        names = tuple(_LINE_BREAKS.sub("", inside[first + 1 : last]).strip() for first, last in edges)
        if not all(names):
            return None
        last = plain[cuts[-1] + 1 if cuts else 0 :]
        joints = self._joints if cuts else self._joints[:1]
        return _Items(words, names, any(0 < last.find(joint) < len(last) - 1 for joint in joints))


def _contradicts(rule: ListRule, items: _Items, count: int, groups: Mapping[str, str | None]) -> bool:
    """Whether a list that does not agree with the number is surely the one that it announces."""
    if groups.get("open") and items.number < count:
        return False
    names, shared = items.names, groups.get("shared")
    if shared is not None:
        return all(name.endswith(shared) for name in names)
    if rule.items == "ordered":
        return True
    return len(names) >= SURE_ITEMS and (abs(len(names) - count) == 1 or len(set(map(len, names[1:]))) == 1)


def _in_quotes(text: str, end: int, separators: Sequence[str]) -> Span | None:
    """What the quotation marks that close at `end` hold, when that is a list."""
    if text[end - 1 : end] not in ("”", "’"):
        return None
    opening = _opening(text, end - 1)
    if opening is None or not any(one in _outside(text[opening + 1 : end - 1]) for one in separators):
        return None
    return opening + 1, end - 1


def _behind(text: str, start: int) -> Span | None:
    """The list that begins at `start`: to the end of its bracket, else of its sentence."""
    if text[start - 1] == "(":
        end = text.find(")", start)
        words = (start, end) if end > start else None
    else:
        ends = [position for position in range(start, min(len(text), start + 200)) if text[position] in _SENTENCE_END]
        words = (start, ends[0]) if ends and ends[0] > start else None
    return words if words and not set(",;:") & set(text[slice(*words)]) else None


def _opening(text: str, closing: int) -> int | None:
    """Where the mark is that the one at `closing` closes."""
    close, depth = text[closing], 0
    for position in range(closing, -1, -1):
        if text[position] == close:
            depth += 1
        elif text[position] == _PAIRS[close]:
            depth -= 1
            if not depth:
                return position
        elif text[position] == "\n":
            return None
    return None


def _outside(text: str) -> str:
    """The text with blanks for what stands in quotation marks and brackets."""
    kept, waiting = [], list[str]()
    for character in text:
        if waiting and character == waiting[-1]:
            waiting.pop()
            kept.append(" ")
        elif character in _CLOSING:
            waiting.append(_CLOSING[character])
            kept.append(" ")
        else:
            kept.append(" " if waiting else character)
    return "".join(kept)


def _ordered(text: str, ordinals: Sequence[str], start: int) -> _Items | None:
    """Items that are numbered one by one, in the paragraph from `start` on."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    names: list[str] = []
    position = start
    for ordinal in ordinals:
        found = text.find(ordinal, position, end)
        if found < 0 or (not names and found > start + 1):
            break
        names.append(ordinal)
        position = found + len(ordinal)
    return _Items((start, position), tuple(names), last_joined=False) if names else None
