"""What one document may cost."""

from dataclasses import dataclass
from math import ceil

_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of computing for every 100 kB that a document begins; `megabytes` for each process of its own."""

    seconds: float = 10.0
    megabytes: int = 2000

    def seconds_for(self, size: int) -> float:
        """The computing time for a document of so many bytes."""
        return self.seconds * max(1, ceil(size / _BYTES))


DEFAULT = Limits()
