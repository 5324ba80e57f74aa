"""Rules that are tried together are tried only where one of them can begin."""

import pytest

from extract.rulebook import load_rulebook
from extract.rulebook.openings import opening
from extract.rulebook.patterns import compile_pattern
from extract.rulebook.together import alternatives

RULEBOOK = load_rulebook()
GROUPS = {
    "skips": RULEBOOK.quantities.skips,
    "times": RULEBOOK.clauses.times,
    "statuses": RULEBOOK.clauses.statuses,
    "bases": RULEBOOK.clauses.bases,
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_built_in_rule_says_what_it_begins_with(group: str) -> None:
    """One that may begin with anything makes all of its group slow: they would be tried everywhere."""
    compiled = {rule.id: compile_pattern(rule.pattern, RULEBOOK.slot_patterns).pattern for rule in GROUPS[group]}
    open_ended = [
        rule_id for rule_id, pattern in compiled.items() for one in alternatives(pattern) if opening(one).first is None
    ]
    assert open_ended == []
