"""Where a page is not at hand: the sentences that the tables kept, with their figures marked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extract.html_report.marking import Mark, pieces
from schemas.facts import Indicator
from schemas.report import Paragraph


def sentence_paragraphs(figures: Sequence[Indicator], sentences: Mapping[str, str]) -> Iterator[Paragraph]:
    """A paragraph a sentence; figures without one stand alone."""
    numbered = [(f"f{number}", figure) for number, figure in enumerate(figures)]
    for sentence, group in groupby(numbered, key=lambda one: sentences.get(one[1].id, "")):
        ones = list(group)
        if sentence:
            yield Paragraph(
                kind="body", pieces=tuple(pieces(sentence, (0, len(sentence)), list(_marks(sentence, ones))))
            )
        else:
            yield from (Paragraph(kind="body", pieces=((figure.text, key, ""),)) for key, figure in ones)


def _marks(sentence: str, figures: Sequence[tuple[str, Indicator]]) -> Iterator[Mark]:
    """Each figure where its words stand next."""
    position = 0
    for key, figure in figures:
        words = "".join(figure.text.splitlines())
        start = sentence.find(words, position)
        if start >= 0:
            position = start + len(words)
            yield Mark(start, position, key)
