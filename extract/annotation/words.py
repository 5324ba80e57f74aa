"""Places in a page as annotation tools count them, and the words that prove them.

Tools show a page in a browser and store it with line feeds only: `shown` is the page in that form, character by
character as long as the page itself. Offsets are code points, or UTF-16 code units, of which a character outside the
basic plane (𠮷, an emoji) takes two.
"""

import re
from bisect import bisect_left

from schemas.facts import Span

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+|\\n")
"""White space, and the line feed as Label Studio writes it in the words of a region."""
_END = re.compile(r"[。！？!?…]+[”’）)]*|\n\s*\n")
_BREAK = re.compile(r"\s*\n\s*")
_NEAR = 200
"""So many characters around a wrong offset are searched for the words."""


class AnnotationError(Exception):
    """An export that cannot be read; the message names the file and says what to do."""


def shown(text: str) -> str:
    """The page with line feeds only, no character more or less."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


class Utf16:
    """Offsets of one text in code points and in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        beyond = [match.start() for match in _BEYOND.finditer(text)]
        self._points = beyond
        self._units = [point + number for number, point in enumerate(beyond)]

    def units(self, point: int) -> int:
        """Code points → code units."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Code units → code points; one in the middle of a character belongs to its beginning."""
        before = bisect_left(self._units, unit)
        point = unit - before
        return point + 1 if before and point < self._points[before - 1] + 1 else point

    def span_in_units(self, span: Span) -> Span:
        """A span in code units."""
        return self.units(span[0]), self.units(span[1])

    def span_in_points(self, span: Span) -> Span:
        """A span in code points."""
        return self.point(span[0]), self.point(span[1])


def proved(text: str, quote: str, span: Span) -> Span | None:
    """The span in which the words of `quote` stand: as it is told in code points, in UTF-16 code units, or nearby.

    None where they do not, or nearby more than once.
    """
    for start, end in (span, Utf16(text).span_in_points(span)):
        if _bare(text[start:end]) == _bare(quote):
            return start, end
    near = max(0, span[0] - _NEAR)
    around = text[near : span[1] + _NEAR]
    at = around.find(quote)
    if at < 0 or around.find(quote, at + 1) >= 0:
        return None
    return near + at, near + at + len(quote)


def sentence_at(text: str, span: Span) -> str:
    """The sentence that holds the words, on one line: a line break in it is where a column ends."""
    ends = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= span[0])
    stop = min(end for end in ends if end >= span[1])
    return _BREAK.sub("", text[start:stop]).strip()


def _bare(words: str) -> str:
    return _SPACE.sub("", words)
