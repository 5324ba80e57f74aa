"""Lines that belong to the page and not to an article: its furniture, and what a website leaves around a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.page.lookup import RuleList
from schemas.rules.page import PageFile, RemainsRule

LONGEST = 200
"""A longer line is no furniture."""
_BETWEEN = re.compile(r"[\s|·•,/、()\[\]【】>◀▶◄►←→-]+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line of furniture says of the article near it; one with a date stands above it and closes nothing."""

    rules: tuple[str, ...]
    paper: str | None
    date: str | None
    credit: str
    closes: bool


class Remains:
    """A line is furniture when it is made of furniture from end to end."""

    def __init__(self, rules: PageFile, slots: Mapping[str, str]) -> None:
        self._parts: RuleList[RemainsRule] = RuleList(rules.remains, slots)
        self.beginning = f"{_BETWEEN.pattern}|{self._parts.pattern}"
        """Matches at the start of every line of furniture."""

    def read(self, text: str) -> Furniture | None:
        """What the line says, or None where it says anything else too."""
        if len(text) > LONGEST:
            return None
        parts = self._tile(text)
        if not parts:
            return None
        said: dict[str, str] = {}
        for _, match in parts:
            said |= {name: value for name, value in match.groupdict().items() if value and name not in said}
        return Furniture(
            tuple(dict.fromkeys(rule.id for rule, _ in parts)),
            said.get("paper"),
            said.get("date"),
            said.get("credit", ""),
            "date" not in said and any(rule.closes for rule, _ in parts),
        )

    def _tile(self, text: str) -> list[tuple[RemainsRule, re.Match[str]]]:
        parts: list[tuple[RemainsRule, re.Match[str]]] = []
        position = 0
        while position < len(text):
            part = self._parts.longest(text, position)
            if part is not None and part[1].end() > position:
                parts.append(part)
                position = part[1].end()
                continue
            between = _BETWEEN.match(text, position)
            if between is None:
                return []
            position = between.end()
        return parts
