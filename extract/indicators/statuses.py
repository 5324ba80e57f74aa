"""Whether a figure reports, plans or sets a norm: words before it in its clause."""

from collections.abc import Mapping, Sequence

from extract.indicators.figures import Figure
from extract.rulebook.patterns import Together
from schemas.rules.clauses import StatusRule

REPORTED = "reported"


class StatusReader:
    """The status rules as one expression."""

    def __init__(self, rules: Sequence[StatusRule], slots: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)

    def status(self, text: str, figure: Figure) -> tuple[str, tuple[str, ...]]:
        """The status of a figure, and the id of the rule that says so."""
        index = self._patterns.first(text, figure.clause[0], figure.quantity.start)
        return (REPORTED, ()) if index is None else (self._rules[index].status, (self._rules[index].id,))
