"""Rule patterns → compiled regular expressions: named sub-patterns instead of copied ones."""

import re
from collections.abc import Iterable, Iterator, Mapping

from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.openings import needed_class, opening_class
from schemas.records import Span

SLOT = re.compile(r"\{([a-z_]+)\}")
_GROUP_NAME = re.compile(r"\(\?P<[a-z_0-9]+>")


class PatternError(ValueError):
    """A pattern that cannot be compiled, said so that its author can mend it; `offset` is the place, if it is known."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


def compile_pattern(pattern: str, slots: Mapping[str, str], *, may_be_empty: bool = False) -> re.Pattern[str]:
    """The pattern, folded like the pages it meets, its `{slots}` filled; raises `PatternError`."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in slots:
            raise PatternError(f"unknown slot {{{name}}}; there are {', '.join(sorted(slots))}")
        return f"(?:{slots[name]})"

    filled = SLOT.sub(fill, _fold_pattern(pattern))
    try:
        compiled = expression(filled)
    except (re.error, OverflowError, RecursionError) as error:
        offset = getattr(error, "pos", None) or 0
        in_pattern = offset if filled[:offset] == pattern[:offset] else 0
        raise PatternError(f"bad pattern: {getattr(error, 'msg', error)}", in_pattern) from error
    if compiled.match("") and not may_be_empty:
        raise PatternError("the pattern matches the empty text")
    return compiled


def _fold_pattern(pattern: str) -> str:
    """The pattern in the spelling of folded texts; a full-width bracket stays a character and opens no group."""
    pairs = zip(pattern, fold(pattern), strict=True)
    return "".join(folded if folded == char else re.escape(folded) for char, folded in pairs)


def alternation(words: Iterable[str]) -> str:
    """A sub-pattern for any of the words, folded, the longest first."""
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda word: (-len(word), word)))


def guard(patterns: Iterable[re.Pattern[str]]) -> str:
    """A look ahead that spares trying the patterns where none can begin; nothing when one may begin with anything."""
    opening = opening_class(patterns)
    return f"(?={opening})" if opening else ""


def needed(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """What a text holds wherever one of the patterns matches in it: a quick test before they are searched for."""
    return expression(needed_class(patterns) or "")


def without_names(pattern: str) -> str:
    """The pattern without its named groups, to be laid together with others that have groups of the same name."""
    return _GROUP_NAME.sub("(?:", pattern)


def lines_of(text: str, positions: Iterable[int]) -> Iterator[Span]:
    """The lines that hold one of the ascending positions, each once, with the line feed at its end."""
    end = 0
    for position in positions:
        if position >= end:
            start = text.rfind("\n", end, position) + 1 or end
            end = text.find("\n", position) + 1 or len(text)
            yield start, end
