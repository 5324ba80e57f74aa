"""Rule files of `rules/calendar.yaml`: which period of the calendar the words name that date a figure."""

from pydantic import Field

from schemas.rules.base import Pattern, Rule, RuleFile, Word, Words

Months = tuple[int, int]
"""The first month and the last."""
Years = tuple[int, int]
"""The first year and the last."""


class PeriodRule(Rule):
    """Words that name a period.

    The groups `year`, `month`, `day`, `part` and `plan` say which, `to_year`, `to_month` and `to_day` where it ends.
    What they hold is a number, or a word of the table of that name. Without a `year` it is that of the publication,
    unless the words before speak of another, or the period was yet to come.
    """

    pattern: Pattern
    """From end to end of the dating words, without an `openings` word."""
    until_now: bool = False
    """Whether it goes on until the day of publication (2020年以来)."""


class CalendarFile(RuleFile):
    """How dating words are led to the calendar."""

    openings: Words = ()
    """Words before a date that leave it the same (截至)."""
    years: dict[Word, int] = Field(default_factory=dict)
    """Words for years, and how far each is from the year of publication."""
    months: dict[Word, int] = Field(default_factory=dict)
    """Words for months, and how far each is from the month of publication."""
    days: dict[Word, int] = Field(default_factory=dict)
    """Words for days, and how far each is from the day of publication."""
    parts: dict[Word, Months] = Field(default_factory=dict)
    """Parts of a year, and their months."""
    plans: dict[Word, Years] = Field(default_factory=dict)
    """Five-year plans, and their years."""
    periods: tuple[PeriodRule, ...] = ()
