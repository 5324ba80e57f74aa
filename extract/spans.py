"""A stretch of an article's reading text → the stretch of the source that prints it."""

from extract.unseen import without
from schemas.records import Article, Span


def printed_span(article: Article, start: int, end: int) -> Span:
    """The source span of `text[start:end]`, as far as it is printed in one piece.

    White space and unseen characters may stand between its characters (a column or line break); where anything else
    does, as when a caption was dropped into the middle of a number, the span ends before it.
    """
    offsets = article.offsets
    first, last = offsets[start], offsets[end - 1]
    if last - first == end - 1 - start:
        return first, last + 1
    last = first
    for offset in offsets[start + 1 : end]:
        if offset <= last or without(article.source[last + 1 : offset])[0].strip():
            break
        last = offset
    return first, last + 1
