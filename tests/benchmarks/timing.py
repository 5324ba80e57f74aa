"""Jobs over the same text, turn by turn in one run: what one of them is slowed by slows the others as much."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Job:
    """Something to measure over `characters` characters of text."""

    run: Callable[[], object]
    characters: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The seconds that a job took in each round."""

    job: Job
    seconds: tuple[float, ...]

    @property
    def speed(self) -> float:
        """Characters in a second, at the median."""
        return self.job.characters / median(self.seconds)

    def ratio_to(self, other: "Measured") -> float:
        """How many times as fast as the other, at the median of the rounds."""
        share = self.job.characters / other.job.characters
        return share * median(theirs / ours for ours, theirs in zip(self.seconds, other.seconds, strict=True))


def measure(jobs: Mapping[str, Job], rounds: int) -> dict[str, Measured]:
    """Each job once in every round, the order turned round each time."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        order: Sequence[str] = list(jobs) if number % 2 == 0 else [*reversed(list(jobs))]
        for name in order:
            start = perf_counter()
            jobs[name].run()
            seconds[name].append(perf_counter() - start)
    return {name: Measured(job, tuple(seconds[name])) for name, job in jobs.items()}
