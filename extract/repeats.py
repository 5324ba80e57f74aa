"""Figures that a page prints again: the same words up to and including the figure stand earlier on the page."""

from collections.abc import Sequence

from schemas.reading import ArticleRecords

SAME_WORDS = 15
"""Characters, the figure included, that must be the same: fewer may be the same by chance."""


def first_printings(records: Sequence[ArticleRecords], figure_ids: Sequence[Sequence[str]]) -> dict[str, str]:
    """The id of a repeated figure → the id of its first printing; `figure_ids` run beside the records' indicators."""
    first: dict[str, str] = {}
    repeats: dict[str, str] = {}
    for read, ids in zip(records, figure_ids, strict=True):
        for figure, own_id in zip(read.indicators, ids, strict=True):
            words = _words_up_to(read.article.text, figure.quantity.start, figure.quantity.end)
            if words and first.setdefault(words, own_id) != own_id:
                repeats[own_id] = first[words]
    return repeats


def _words_up_to(text: str, start: int, end: int) -> str:
    """The figure and what stands before it in its block, `SAME_WORDS` in all; nothing where there is less."""
    words = text[max(0, min(start, end - SAME_WORDS)) : end]
    return "" if "\n" in words or len(words) < SAME_WORDS else words
