"""Percentages that compare the two figures before them: 调解案件1688宗, 化解矛盾纠纷1686宗, 成功率99.88%."""

from collections.abc import Iterator, Sequence

from extract.audit.figures import ArticleFigures, Figure
from extract.audit.sums import SHARE_RULE, share_finding, whole_finding
from extract.fold import fold
from schemas import facts
from schemas.rules.audit import OutcomeRule

FEWEST_IN_LINE = 3
"""Percentages that must stand in line before it is asked whether they are all."""


class OutcomeReader:
    """Rates that the rules, or the facts themselves, tie to the two figures before them."""

    def __init__(self, rules: Sequence[OutcomeRule]) -> None:
        self._words = tuple((rule.id, tuple(map(fold, rule.words))) for rule in rules)

    def findings(self, figures: ArticleFigures) -> Iterator[facts.Finding]:
        """A finding for each such rate."""
        for base, part, share in zip(figures.all, figures.all[1:], figures.all[2:], strict=False):
            if share.is_share and _in_line(figures, base, part, share):
                rule = self._rule(share) or (SHARE_RULE if share.fact.share_of == base.id else None)
                if rule is not None:
                    yield from share_finding(figures, share, part, base, rule)

    def _rule(self, share: Figure) -> str | None:
        subject = fold(share.fact.subject)
        return next((rule for rule, words in self._words if subject.endswith(words)), None)


def shares_in_line(figures: ArticleFigures, taken: set[str]) -> Iterator[facts.Finding]:
    """Percentages that follow one another in a sentence and make 100 together."""
    line: list[Figure] = []
    for figure in (*figures.all, None):
        if figure and line and _continues(figures, line[-1], figure):
            line.append(figure)
            continue
        if len(line) >= FEWEST_IN_LINE and not taken.intersection(share.id for share in line):
            yield from whole_finding(figures, line, claims_all=False)
        line = [figure] if figure and figure.is_share else []


def _continues(figures: ArticleFigures, last: Figure, figure: Figure) -> bool:
    return figure.is_share and figures.sentence(last.start) == figures.sentence(figure.start)


def _in_line(figures: ArticleFigures, base: Figure, part: Figure, share: Figure) -> bool:
    """Whether three figures stand in one sentence, the first two of one unit and the second not above the first."""
    sentence = figures.sentence(share.start)
    counted = base.unit == part.unit and not part.is_share and base.is_number and part.is_number and share.is_number
    return bool(counted and base.start >= sentence[0] and _is_short(figures, part, share))


def _is_short(figures: ArticleFigures, part: Figure, share: Figure) -> bool:
    """Whether only the rate's own subject stands before it."""
    subject = share.record.subject or (share.start, share.start)
    return subject[0] - part.end <= 1
