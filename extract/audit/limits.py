"""Values that cannot be: more than all, fewer than none."""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.amounts import plain
from extract.audit.figures import ArticleFigures, Figure
from extract.audit.findings import CONFLICT, finding, words_of
from extract.fold import fold
from schemas import facts
from schemas.rules.audit import AuditFile, LimitRule


class LimitReader:
    """The limit rules."""

    def __init__(self, rules: AuditFile) -> None:
        self._rules = tuple((rule, tuple(map(fold, rule.subjects))) for rule in rules.limits)
        self._links = tuple(map(fold, rules.link_words))
        self._most = min((rule.most for rule in rules.limits if rule.most is not None), default=Decimal("Infinity"))
        self._least = max((rule.least for rule in rules.limits if rule.least is not None), default=-Decimal("Infinity"))

    def findings(self, figures: ArticleFigures) -> Iterator[facts.Finding]:
        """A conflict for each value beyond its limit."""
        for figure in figures.all:
            value = figure.record.quantity.value
            if not isinstance(value, Decimal) or self._least <= value <= self._most:
                continue
            for rule, subjects in self._rules:
                beyond = _beyond(value, rule)
                if beyond and self._is_for(figures, figure, rule, subjects):
                    arithmetic = f"{plain(value)}{figure.unit} {beyond}{figure.unit}"
                    yield finding(figures, "limit", CONFLICT, [figure.id], arithmetic, words_of(figure), rule.id)

    def _is_for(self, figures: ArticleFigures, figure: Figure, rule: LimitRule, subjects: tuple[str, ...]) -> bool:
        if rule.units and figure.unit not in rule.units:
            return False
        if rule.types and figure.fact.type not in rule.types:
            return False
        if not subjects:
            return True
        before = figures.text[: figure.record.quantity.outer_start]
        link = next((word for word in self._links if before.endswith(word)), "")
        return fold(figure.fact.subject).endswith(subjects) or before.removesuffix(link).endswith(subjects)


def _beyond(value: Decimal, rule: LimitRule) -> str:
    """The limit that a value is beyond, with its sign; nothing when it is within."""
    if rule.most is not None and value > rule.most:
        return f"> {plain(rule.most)}"
    if rule.least is not None and value < rule.least:
        return f"< {plain(rule.least)}"
    return ""
