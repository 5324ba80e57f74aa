"""Whether a figure reports, plans or sets a norm: words before it in its clause."""

import re
from collections.abc import Sequence

from extract.fold import fold
from extract.indicators.figures import Figure
from extract.rulebook.patterns import alternation
from schemas.rules.clauses import StatusRule

REPORTED = "reported"


class StatusReader:
    """The status rules by their words."""

    def __init__(self, rules: Sequence[StatusRule]) -> None:
        self._rules = {fold(word): rule for rule in rules for word in rule.words}
        self._words = re.compile(alternation(self._rules) or "(?!)")

    def status(self, text: str, figure: Figure) -> tuple[str, tuple[str, ...]]:
        """The status of a figure, and the id of the rule that says so."""
        match = self._words.search(text, figure.clause[0], figure.quantity.start)
        if match is None:
            return REPORTED, ()
        rule = self._rules[match.group()]
        return rule.status, (rule.id,)
