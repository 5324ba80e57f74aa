"""Corrections and what became of them → those that no longer apply, as a person reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.corrections.loading import Corrections
from schemas.reading import CorrectionOutcome


@dataclass(frozen=True, slots=True)
class StaleCorrection:
    """A correction that no longer applies: where it stands, its fact, and why."""

    where: str
    fact: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.fact} is not corrected: {self.problem}"


def stale(corrections: Corrections, outcomes: Iterable[CorrectionOutcome]) -> Iterator[StaleCorrection]:
    """The corrections that were applied to no fact, in the order of the file."""
    problems: dict[str, str] = {}
    for outcome in outcomes:
        if problems.get(outcome.fact) != "":
            problems[outcome.fact] = outcome.problem
    for fact, one in corrections.by_fact.items():
        problem = problems.get(fact, "its page was not read")
        if problem:
            yield StaleCorrection(one.where, fact, problem)
