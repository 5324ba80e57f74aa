"""Lists of patterns from the rules → one compiled pattern, also for an empty list."""

import re
from collections.abc import Mapping, Sequence

from extract.rulebook.patterns import compile_pattern, guard

_NOTHING = re.compile(r"(?!)")


def any_of(patterns: Sequence[str], slots: Mapping[str, str], frame: str = "{}") -> re.Pattern[str]:
    """Matches any of the patterns, set into `frame` at its `{}`; without patterns it matches nowhere."""
    if not patterns:
        return _NOTHING
    alternatives = f"(?:{'|'.join(patterns)})"
    if not frame.startswith("{}"):
        # The engine itself skips to what a pattern begins with, not to what stands further within.
        alternatives = guard([compile_pattern(alternatives, slots)]) + alternatives
    return compile_pattern(frame.replace("{}", alternatives), slots)
