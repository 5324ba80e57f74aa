"""The digits that are no figures, as the report shows and marks them."""

from collections.abc import Iterator, Sequence

from extract.html_report.marking import Mark
from extract.html_report.page_reasons import PageReasons
from schemas.facts import Skipped
from schemas.report import ReportNumber


def number_entries(numbers: Sequence[Skipped], page: PageReasons) -> dict[str, ReportNumber]:
    """Entries of the ledger by their keys, n0 and on, each with its reason."""
    return {
        f"n{position}": ReportNumber(
            text="".join(number.text.split()),
            kind=number.class_,
            says=page.says("number", number.span),
            rule=number.rule,
            **page.why("number", number.span),
        )
        for position, number in enumerate(numbers)
    }


def number_marks(numbers: Sequence[Skipped]) -> Iterator[Mark]:
    """Their marks."""
    yield from (Mark(*number.span, f"n{position}") for position, number in enumerate(numbers))
