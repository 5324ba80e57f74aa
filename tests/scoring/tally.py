"""Right and wrong answers, counted by measure."""

from collections import Counter, defaultdict
from typing import NamedTuple

PARTS = {
    "model.primary.f1": ("model.primary.precision", "model.primary.recall"),
    "model.f1": ("model.precision", "model.recall"),
    "quantity.f1": ("quantity.precision", "quantity.recall"),
    "fact.f1": ("fact.precision", "fact.recall"),
}
"""Measures that are the harmonic mean of two others."""
ORDER = (
    *("article.boundary", "article.title", "article.authors", "article.place"),
    *("model.primary.recall", "model.primary.precision", "model.recall", "model.precision"),
    *("quantity.recall", "quantity.precision", "modifier", "subject", "type", "place", "place.other"),
    *("time", "time.dated", "per", "per.set", "part_of", "part_of.set", "fact.recall", "fact.precision"),
)


class Miss(NamedTuple):
    """A wrong answer: in what way it is wrong, and where it stands."""

    cause: str
    note: str


class Tally:
    """What was right and what was missed."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        self._misses: defaultdict[str, list[Miss]] = defaultdict(list)

    def count(self, measure: str, right: bool, note: str, cause: str = "") -> None:
        """Count one answer; `note` tells of it when it is wrong, `cause` in what way it is."""
        self._all[measure] += 1
        if right:
            self._right[measure] += 1
        else:
            self._misses[measure].append(Miss(cause, note))

    def misses(self, measure: str) -> dict[str, list[str]]:
        """The notes of a measure's wrong answers by cause, the most frequent cause first."""
        by_cause: defaultdict[str, list[str]] = defaultdict(list)
        for miss in self._misses[measure]:
            by_cause[miss.cause].append(miss.note)
        return dict(sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0])))

    def counts(self, measure: str) -> tuple[int, int]:
        """Right answers and all."""
        return self._right[measure], self._all[measure]

    def rates(self) -> dict[str, float | None]:
        """Every measure, from 0 to 1; None where there was nothing to measure."""
        rates = {measure: self._rate(measure) for measure in ORDER}
        for measure, (precision, recall) in PARTS.items():
            rates[measure] = _harmonic_mean(rates[precision], rates[recall])
        return rates

    def _rate(self, measure: str) -> float | None:
        right, every = self.counts(measure)
        return right / every if every else None


def _harmonic_mean(first: float | None, second: float | None) -> float | None:
    if first is None or second is None:
        return None
    return 2 * first * second / (first + second) if first + second else 0.0
