"""What is wrong with a rule file, where, and how a person sees it: the line with a caret under the place."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_LINE = 100
"""So much of a line is shown around the place."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One thing wrong with a rule file; `line` and `column` count from 1, `source_line` is the line as it stands."""

    file: str
    line: int
    column: int
    message: str
    source_line: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    @property
    def excerpt(self) -> tuple[str, str]:
        """The line, or what of a long one stands around the place, and a line with a caret under the place."""
        at = min(self.column - 1, len(self.source_line))
        start = max(0, at - LONGEST_LINE // 2) if len(self.source_line) > LONGEST_LINE else 0
        return self.source_line[start : start + LONGEST_LINE], " " * width(self.source_line[start:at]) + "^"


class RulebookError(Exception):
    """The rules cannot be used; `problems` holds everything found in one run."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def meant(word: str, known: Iterable[str], kind: str = "there are") -> str:
    """What a word that is not known was probably meant to be, else what there is."""
    known = list(known)
    near = get_close_matches(word, known, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"{kind} {', '.join(known)}"


def width(text: str) -> int:
    """How many columns of a terminal the text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
