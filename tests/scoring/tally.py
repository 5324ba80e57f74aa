"""Right and wrong answers, counted by measure."""

from collections import Counter, defaultdict

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


class Tally:
    """What was right and what was missed."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        self.misses: defaultdict[str, list[str]] = defaultdict(list)

    def count(self, measure: str, right: bool, note: str) -> None:
        """Count one answer; `note` tells of it when it is wrong."""
        self._all[measure] += 1
        if right:
            self._right[measure] += 1
        else:
            self.misses[measure].append(note)

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
