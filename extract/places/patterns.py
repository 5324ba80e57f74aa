"""Lists of patterns from the rules → one compiled pattern, also for an empty list."""

import re
from collections.abc import Mapping, Sequence

from extract.rulebook.patterns import compile_pattern

_NOTHING = re.compile(r"(?!)")


def any_of(patterns: Sequence[str], slots: Mapping[str, str], frame: str = "{}") -> re.Pattern[str]:
    """Matches any of the patterns, set into `frame` at its `{}`; without patterns it matches nowhere."""
    if not patterns:
        return _NOTHING
    return compile_pattern(frame.replace("{}", f"(?:{'|'.join(patterns)})"), slots)
