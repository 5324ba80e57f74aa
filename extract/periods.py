"""Dating words and the day of publication → the period of the calendar that they name, in ISO 8601.

今年6月份 on a page of 2024 is `2024-06`. Nothing is guessed: without a day of publication only words that tell their
own year are resolved; a month without a year is one of the year of publication only if it had begun by then, and if
the words before it speak of no other year.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from extract.dates import iso_date
from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.patterns import alternation, compile_pattern
from extract.rulebook.together import Together
from schemas.reading import ArticleRecords
from schemas.records import Article, Indicator, Span
from schemas.rules.calendar import CalendarFile, PeriodRule

NOW = ".."
"""The end of a period that goes on until a day that is not told."""
Meaning = TypeVar("Meaning")
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A year, a month or a day; `month` and `day` are 0 where they are left open."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, iso: str | None) -> "Point | None":
        """The point of an ISO date."""
        return cls(*map(int, iso.split("-"))) if iso else None

    @property
    def is_real(self) -> bool:
        """Whether the calendar has it."""
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    def has_begun(self, now: "Point") -> bool:
        """Whether it had begun by then, as far as `now` tells."""
        there = (now.year, now.month, now.day if self.day else 0)
        return bool(now.month and (now.day or not self.day)) and (self.year, self.month, self.day) <= there

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)


class Unresolved(Exception):  # noqa: N818 -- no error: what is not told is left open
    """The words leave open which period they name."""


class Calendar:
    """The rules, made ready once."""

    def __init__(self, rules: CalendarFile, slots: Mapping[str, str]) -> None:
        self._rules = tuple((rule, compile_pattern(rule.pattern, slots)) for rule in rules.periods)
        self._patterns = Together((rule.pattern for rule in rules.periods), slots)
        self._opening = expression(f"(?:{alternation(rules.openings)})?")
        self._words = _Words(rules)
        self._said_year = compile_pattern("{year}", slots)

    def dated(self, records: ArticleRecords, published: str | None) -> ArticleRecords:
        """The records with the periods of their figures; the day that the page prints goes before `published`."""
        if all(figure.time is None for figure in records.indicators):
            return records
        article = records.article
        now = Point.of((iso_date(article.date) if article.date else None) or published)
        known: dict[Span, tuple[str, str] | None] = {}
        return replace(
            records, indicators=tuple(self._dated(figure, article, now, known) for figure in records.indicators)
        )

    def _dated(
        self, figure: Indicator, article: Article, now: Point | None, known: dict[Span, tuple[str, str] | None]
    ) -> Indicator:
        if figure.time is None:
            return figure
        if figure.time not in known:
            known[figure.time] = self._period(article.text, figure.time, now)
        found = known[figure.time]
        return figure._replace(resolved=found[0], rules=(*figure.rules, found[1])) if found else figure

    def _period(self, text: str, words: Span, now: Point | None) -> tuple[str, str] | None:
        """The period, and the rule that names it."""
        opening = self._opening.match(text, *words)
        start = opening.end() if opening else words[0]
        index = self._patterns.whole(text, start, words[1])
        if index is None:
            return None
        rule, pattern = self._rules[index]
        match = pattern.fullmatch(text, start, words[1])
        with suppress(Unresolved):
            return (self._told(rule, match, now, text[: words[0]]), rule.id) if match else None
        return None

    def _told(self, rule: PeriodRule, match: re.Match[str], now: Point | None, before: str) -> str:
        said = {name: words for name, words in match.groupdict().items() if words is not None}
        first, last = self._words.ends(said, now)
        if "year" not in said and "plan" not in said and not self._words.is_relative(said):
            self._refuse_another_year(last, now, before)
        if rule.until_now:
            return f"{first}/{now or NOW}"
        return str(first) if first == last else f"{first}/{last}"

    def _refuse_another_year(self, last: Point, now: Point | None, before: str) -> None:
        """Leave open a period without a year that was yet to come, or that follows words of another year."""
        if now is None or not last.has_begun(now):
            raise Unresolved
        said = [*self._said_year.finditer(before)]
        if said and self._words.year(said[-1].group(), now) != now.year:
            raise Unresolved


class _Words:
    """The tables: what words mean, told from the day of publication."""

    def __init__(self, rules: CalendarFile) -> None:
        self._years, self._months, self._days = (_folded(table) for table in (rules.years, rules.months, rules.days))
        self._parts, self._plans = _folded(rules.parts), _folded(rules.plans)

    def is_relative(self, said: Mapping[str, str]) -> bool:
        """Whether the words are told from the day of publication by themselves (上月, 昨天)."""
        return said.get("month") in self._months or said.get("day") in self._days

    def ends(self, said: Mapping[str, str], now: Point | None) -> tuple[Point, Point]:
        """The first and the last year, month or day; raises `Unresolved`."""
        if "plan" in said:
            first_year, last_year = self._plans.get(said["plan"]) or _unresolved()
            return Point(first_year), Point(last_year)
        if "part" in said:
            year = self.year(said.get("year"), now)
            first_month, last_month = self._parts.get(said["part"]) or _unresolved()
            return Point(year, first_month), Point(year, last_month)
        first = self._point(said.get("year"), said.get("month"), said.get("day"), now)
        ends = {name: said[f"to_{name}"] for name in ("year", "month", "day") if f"to_{name}" in said}
        last = self._end(first, ends, now) if ends else first
        if not (first.is_real and last.is_real and first <= last):
            raise Unresolved
        return first, last

    def year(self, words: str | None, now: Point | None) -> int:
        """The year that the words tell, that of publication where there are none; raises `Unresolved`."""
        told = _DIGITS.match(words or "")
        if told:
            return int(told.group())
        if now is None or (words and words not in self._years):
            raise Unresolved
        return now.year + (self._years[words] if words else 0)

    def _point(self, year: str | None, month: str | None, day: str | None, now: Point | None) -> Point:
        if day in self._days:
            return _shifted_day(now, self._days[day])
        if month in self._months:
            return _shifted_month(now, self._months[month])
        return Point(self.year(year, now), int(month or 0), int(day or 0))

    def _end(self, first: Point, said: Mapping[str, str], now: Point | None) -> Point:
        """The last year, month or day; what it leaves unsaid is that of the first."""
        year = self.year(said["year"], now) if "year" in said else first.year
        month = int(said["month"]) if "month" in said else first.month if "day" in said else 0
        return Point(year, month, int(said.get("day", 0)))


def _folded(table: Mapping[str, Meaning]) -> dict[str, Meaning]:
    return {fold(word): meaning for word, meaning in table.items()}


def _shifted_month(now: Point | None, months: int) -> Point:
    if now is None or not now.month:
        raise Unresolved
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    return Point(year, month + 1)


def _shifted_day(now: Point | None, days: int) -> Point:
    if now is None or (days and not now.day):
        raise Unresolved
    if not days:
        return now
    then = date(now.year, now.month, now.day) + timedelta(days)
    return Point(then.year, then.month, then.day)


def _unresolved() -> tuple[int, int]:
    raise Unresolved
