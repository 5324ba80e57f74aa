"""Whether a figure reports, plans or sets a norm: words before it in its clause or sentence."""

from collections.abc import Mapping, Sequence

from extract.expressions import expression
from extract.indicators.figures import Figure
from extract.rulebook.patterns import compile_pattern
from extract.rulebook.together import Together
from schemas.rules.clauses import StatusRule

REPORTED = "reported"


class StatusReader:
    """The status rules as one expression; those that reach beyond their clause apart."""

    def __init__(self, rules: Sequence[StatusRule], slots: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)
        self._far = [_FarStatus(rule, slots) for rule in rules if rule.reach == "sentence"]

    def status(self, text: str, figure: Figure) -> tuple[str, tuple[str, ...]]:
        """The status of a figure, and the id of the rule that says so."""
        clause, number = figure.clause[0], figure.quantity.start
        index = self._patterns.first(text, clause, number)
        if index is not None:
            return self._rules[index].status, (self._rules[index].id,)
        for far in self._far:
            if figure.sentence[0] < clause and far.reaches(text, figure.sentence[0], clause, number):
                return far.rule.status, (far.rule.id,)
        return REPORTED, ()


class _FarStatus:
    """A rule whose words in an earlier clause of the sentence hold on, until others end their reach."""

    def __init__(self, rule: StatusRule, slots: Mapping[str, str]) -> None:
        self.rule = rule
        self._pattern = compile_pattern(rule.pattern, slots)
        self._until = compile_pattern(rule.until, slots) if rule.until else expression("(?!)")

    def reaches(self, text: str, sentence: int, clause: int, number: int) -> bool:
        said = self._pattern.search(text, sentence, clause)
        return said is not None and self._until.search(text, said.end(), number) is None
