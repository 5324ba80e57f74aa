"""Rule patterns with a quick test before them: where none of their first characters stands, they are not tried."""

import re
from collections.abc import Mapping

from extract.rulebook.patterns import compile_pattern, guard


def guarded(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern of a rule, compiled to search whole articles; raises `PatternError`."""
    compiled = compile_pattern(pattern, slots)
    return re.compile(guard([compiled]) + compiled.pattern)
