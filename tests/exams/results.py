"""What came of a suite."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from extract.fold import fold

REFUSED = Path(__file__).with_name("refused.toml")


class Case(NamedTuple):
    """One question of a suite: its text, what the suite expects, what we find."""

    text: str
    expected: object
    found: object
    agrees: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A convention that we do not follow: the cases with these texts, or whose text the pattern matches."""

    reason: str
    pattern: re.Pattern[str]
    texts: frozenset[str]

    @classmethod
    def of(cls, row: dict[str, object]) -> Self:
        """A row of `refused.toml`."""
        texts = row.get("texts", [])
        assert isinstance(texts, list)
        return cls(str(row["reason"]), re.compile(str(row.get("pattern", "(?!)"))), frozenset(map(str, texts)))

    def covers(self, text: str) -> bool:
        """Whether a case follows the convention; patterns meet the text folded."""
        return text in self.texts or self.pattern.search(fold(text)) is not None


@dataclass(slots=True)
class Result:
    """The cases of one suite, by what came of them."""

    name: str
    agreed: list[Case] = field(default_factory=list)
    disagreed: list[Case] = field(default_factory=list)
    refused: list[tuple[Case, Refusal]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Agreed of those that were asked."""
        return len(self.agreed) / max(1, len(self.agreed) + len(self.disagreed))


def judged(name: str, cases: Iterable[Case], refusals: Iterable[Refusal]) -> Result:
    """The suite's cases, each where it belongs."""
    result, refusals = Result(name), tuple(refusals)
    for case in cases:
        refusal = next((one for one in refusals if one.covers(case.text)), None)
        if refusal:
            result.refused.append((case, refusal))
        else:
            (result.agreed if case.agrees else result.disagreed).append(case)
    return result


def refusals(suite: str) -> Iterator[Refusal]:
    """The conventions of one suite that are not ours."""
    for row in tomllib.loads(REFUSED.read_text(encoding="utf-8")).get(suite, []):
        yield Refusal.of(row)
