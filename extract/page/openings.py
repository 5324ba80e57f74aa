"""Pieces of a page → where its articles begin."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from extract.page.headlines import SHORTEST_HEADLINE, Headline, HeadlineReader
from extract.page.lookup import RuleList
from extract.page.marks import Marks
from extract.page.pieces import SHORT, Kind, Piece
from schemas.rules.page import LineRule

LEAD_PARAGRAPHS = 2
"""A byline may stand after so many paragraphs of its article."""
TOLD_PARAGRAPHS = 2
"""On a page of signed headlines an article has so many before one without byline may begin the next."""
TAKEN_UP = 120
"""Within so many characters a text names the place of its headline."""
SHORTEST_SECTION = 300
"""Under headings of one level, articles have at least so many characters; sections of an article may have fewer."""
LONGEST_PLACE = 12
"""No name of an administrative place has more characters."""
LONGEST_UNMARKED_CAPTION = 80
"""Nor has a sentence under the headline's picture that no mark shows to be a caption."""
PASSED_OVER = (Kind.CAPTION, Kind.REMAINS, Kind.JUMP)
"""What may stand between a headline and its byline."""
_BODY = Kind.BODY
_SIGNED = (Kind.BYLINE, Kind.LEAD)
_CLOSING = (Kind.SIGNATURE, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of an article: `first` is its first piece, its column's name included."""

    first: int
    headline: Headline | None = None
    rules: tuple[str, ...] = ()
    provisional: bool = False
    """A headline may still follow: there is none yet, or only a column's name or a heading of a lower level."""


class Places(NamedTuple):
    """What is known of the names of administrative places: which are some, and which may lie within another."""

    is_place: Callable[[str], bool]
    is_within: Callable[[str, str], bool]


class OpeningFinder:
    """What the rules and the layout say of where an article begins."""

    def __init__(
        self,
        headlines: HeadlineReader,
        beginnings: RuleList[LineRule],
        marks: Marks,
        places: Places,
    ) -> None:
        self.headlines = headlines
        self.beginnings = beginnings
        self.marks = marks
        self.is_place, self.is_within = places

    def openings(self, pieces: Sequence[Piece]) -> list[Opening]:
        """The beginnings of the page's articles, in printed order."""
        return _Walk(self, pieces).openings()

    def tells_place(self, text: str) -> bool:
        """Whether a line opens with the names of an administrative place and a colon."""
        place, colon, _ = text.partition(":")
        if not colon or not self.opens_with_place(place):
            return False
        return any(self.is_place(place[-length:]) for length in range(2, LONGEST_PLACE + 1))

    def opens_with_place(self, text: str) -> bool:
        """Whether a heading opens with the name of an administrative place."""
        return any(self.is_place(text[:length]) for length in range(2, LONGEST_PLACE + 1))

    def places_at_opening(self, text: str) -> list[str]:
        """The names in a row that a heading opens with (海南+定安)."""
        places = []
        while text and (length := self._place_length(text)):
            places.append(text[:length])
            text = text[length:]
        return places

    def _place_length(self, text: str) -> int:
        lengths = (length for length in range(min(LONGEST_PLACE, len(text)), 1, -1) if self.is_place(text[:length]))
        return next(lengths, 0)


class _Walk:
    """One way through a page; what is known of the article that is being passed."""

    def __init__(self, finder: OpeningFinder, pieces: Sequence[Piece]) -> None:
        self._finder = finder
        self._pieces = pieces
        self._level, self._signed_headlines = _headline_level(pieces, finder.opens_with_place)
        self._found: list[Opening] = []
        self._forget()

    def _forget(self) -> None:
        self._bodies = self._subheadings = 0
        self._is_signed = self._is_closed = False

    def openings(self) -> list[Opening]:
        at = 0
        while at < len(self._pieces):
            at = self._pass(at)
        if not self._found and any(piece.kind is Kind.CAPTION for piece in self._pieces):
            self._open(Opening(0))
        return self._found

    def _pass(self, at: int) -> int:
        """Look at the piece or the group of short lines at `at`; the next place to look at."""
        piece = self._pieces[at]
        kind = piece.kind
        if kind is _BODY:
            self._pass_body(at)
        elif kind in SHORT:
            end = _end_of_group(self._pieces, at)
            self._pass_group(range(at, end))
            return end
        elif kind in _SIGNED:
            self._pass_byline(at)
        elif kind in _CLOSING or piece.closes:
            self._is_closed = self._bodies > 0
        return at + 1

    def _open(self, opening: Opening) -> None:
        self._found.append(opening)
        self._forget()

    def _pass_group(self, group: range) -> None:
        headlines = self._finder.headlines
        follower = _follower(self._pieces, group.stop)
        if follower is not None and follower.kind in _SIGNED:
            self._open_at(group, headlines.signed(self._pieces, group, self._level))
        elif not self._found or self._is_closed:
            self._open_at(group, headlines.unsigned(self._pieces, group, self._level))
        else:
            self._pass_headings(group)

    def _open_at(self, group: range, headline: Headline) -> None:
        first = headline.all_lines[0] if headline.column is None else headline.column
        if not self._found:
            first = 0
        level = self._pieces[headline.lines[0]].paragraph.level
        column = self._finder.headlines.names_column(self._pieces[headline.lines[0]].text)
        rules = headline.rules + ((column,) if column else ())
        provisional = level > self._level > 0 or (column is not None and headline.column is None)
        self._open(Opening(first, headline, rules, provisional))

    def _pass_headings(self, group: range) -> None:
        """Headings in the midst of a page: a headline of its own, the one that is still missing, or subheadings."""
        main = next((at for at in group if 0 < self._pieces[at].paragraph.level <= self._level), None)
        current = self._found[-1]
        if main is None and current.provisional and self._may_be_late(group[0]):
            main = group[0]
        if main is None and (self._tells_place(current, group) or self._turns_to_place(current, group)):
            main = group[0]
        if main is None:
            self._subheadings += len(group)
            return
        headline = self._finder.headlines.unsigned(self._pieces, range(main, group.stop), self._level)
        if not current.provisional:
            self._open(Opening(main, headline, headline.rules))
            return
        column = current.headline.lines[0] if current.headline else headline.column
        self._found[-1] = replace(current, headline=replace(headline, column=column), provisional=False)

    def _tells_place(self, current: Opening, group: range) -> bool:
        """Whether the lines are told of another place (某省某县：…) as the headline of the article above them was.

        Where headlines are signed, that alone tells them, unless the article above has told of its place and ended.
        """
        least = TOLD_PARAGRAPHS if self._signed_headlines else 1
        if current.headline is None or not current.headline.lines or self._bodies < least:
            return False
        above, below = self._pieces[current.headline.lines[0]].text, self._pieces[group[0]].text
        return self._finder.tells_place(above) and self._finder.tells_place(below)

    def _turns_to_place(self, current: Opening, group: range) -> bool:
        """Whether the line opens with a place that its text takes up and the article above, of another one, has not."""
        finder, pieces = self._finder, self._pieces
        if current.headline is None or not current.headline.lines or not self._bodies:
            return False
        told = pieces[current.first : group[0]]
        above = [place for piece in told if piece.kind in SHORT for place in finder.places_at_opening(piece.text)]
        below = _follower(pieces, group.stop)
        return below is not None and any(
            here in below.text[:TAKEN_UP]
            and not any(here in piece.text for piece in told)
            and not any(finder.is_within(here, place) for place in above)
            for here in (finder.places_at_opening(pieces[group[0]].text) if above else ())
        )

    def _may_be_late(self, at: int) -> bool:
        """Whether a line without markup may be the headline of an article that has begun without one."""
        text = self._pieces[at].text
        if self._bodies == 0:
            return self._finder.marks.could_be_headline(text)
        is_column = self._found[-1].headline is not None and not self._level
        return is_column and self._bodies <= LEAD_PARAGRAPHS and len(text) >= SHORTEST_HEADLINE

    def _pass_byline(self, at: int) -> None:
        """A byline that stands under no headline begins an article, ends one or was moved into it."""
        if not self._found:
            self._open(Opening(0, None, provisional=True))
        elif not self._is_expected(at):
            if self._pieces[at].kind is Kind.BYLINE and not self._is_signed and self._ends_article(at + 1):
                self._is_closed = True
            else:
                self._open(Opening(at, None, provisional=True))
        self._is_signed = True

    def _is_expected(self, at: int) -> bool:
        """Whether the byline belongs to the article that is being passed: under its headline, or not far below."""
        above = _follower(self._pieces, at - 1, -1)
        if above is not None and (above.is_short or above.kind in _SIGNED):
            return True
        if self._pieces[at].kind is Kind.LEAD and self._is_under_picture(at):
            return True
        return self._pieces[at].kind is Kind.BYLINE and not self._is_signed and self._bodies <= LEAD_PARAGRAPHS

    def _is_under_picture(self, at: int) -> bool:
        """Whether only the caption of a picture stands between the headline and the lead."""
        if self._is_signed or self._bodies != 1 or self._found[-1].headline is None:
            return False
        caption = self._pieces[at - 1].text
        return len(caption) <= LONGEST_UNMARKED_CAPTION and self._finder.marks.is_one_sentence(caption)

    def _ends_article(self, at: int) -> bool:
        follower = _follower(self._pieces, at)
        return follower is None or follower.is_short

    def _pass_body(self, at: int) -> None:
        if not self._found:
            self._open(Opening(0))
        elif self._subheadings and self._signed_headlines > 1:
            rule = self._lost_headline(at)
            if rule is not None:
                self._open(Opening(at, None, (rule,)))
        self._bodies += 1

    def _lost_headline(self, at: int) -> str | None:
        """The rule by which body text in the midst of a page begins an article that has lost its headline.

        On a page of several articles a lead names a place that the article so far has not named, and a subheading
        follows it, though the article already has subheadings.
        """
        pieces, finder = self._pieces, self._finder
        if at + 1 >= len(pieces) or not pieces[at + 1].is_short:
            return None
        found = finder.beginnings.match(pieces[at].text)
        if found is None or finder.marks.is_cut(pieces[at - 1].text):
            return None
        place = found[1].group("place")
        earlier = (piece.text for piece in pieces[self._found[-1].first : at])
        is_new = not any(place in text for text in earlier)
        return found[0].id if is_new and finder.is_place(place) else None


def _end_of_group(pieces: Sequence[Piece], at: int) -> int:
    """Where the short lines that stand together at `at` end."""
    while at < len(pieces) and pieces[at].kind in SHORT:
        at += 1
    return at


def _follower(pieces: Sequence[Piece], at: int, step: int = 1) -> Piece | None:
    """The nearest piece from `at` on that is more than a picture or furniture."""
    while 0 <= at < len(pieces):
        if pieces[at].kind not in PASSED_OVER or pieces[at].closes:
            return pieces[at]
        at += step
    return None


def _headline_level(pieces: Sequence[Piece], opens_with_place: Callable[[str], bool]) -> tuple[int, int]:
    """The level of markup that headlines have, 0 for none, and how many headlines have a byline or a lead."""
    signed = list(_signed_levels(pieces))
    marked = Counter(chain.from_iterable(signed))
    if marked:
        return min(marked, key=lambda level: (-marked[level], level)), len(signed)
    levels = [piece.paragraph.level for piece in pieces if piece.kind is Kind.HEADING]
    if not levels:
        return 0, len(signed)
    top = min(levels)
    headings = [piece.text for piece in pieces if piece.kind is Kind.HEADING and piece.paragraph.level == top]
    of_places = len(headings) > 1 and all(map(opens_with_place, headings))
    return (top if of_places or _are_headlines(pieces, top, levels) else 0), len(signed)


def _signed_levels(pieces: Sequence[Piece]) -> Iterator[set[int]]:
    """For each group of short lines with a byline under it, the levels of markup in it."""
    at = 0
    while at < len(pieces):
        if pieces[at].kind not in SHORT:
            at += 1
            continue
        end = _end_of_group(pieces, at)
        follower = _follower(pieces, end)
        if follower is not None and follower.kind in _SIGNED:
            yield {piece.paragraph.level for piece in pieces[at:end]} - {0}
        at = end


def _are_headlines(pieces: Sequence[Piece], top: int, levels: Sequence[int]) -> bool:
    """Whether headings of the highest level are headlines, on a page without bylines under them."""
    start = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.REMAINS), 0)
    if pieces[start].kind is Kind.BODY:
        return True
    opening = pieces[start : _end_of_group(pieces, start)]
    if all(piece.paragraph.level != top for piece in opening):
        return False
    if len(set(levels)) > 1 or levels.count(top) == 1:
        return True
    length = sum(len(piece.text) for piece in pieces if piece.kind is Kind.BODY)
    are_numbered = sum(piece.numbered for piece in pieces if piece.paragraph.level == top) > 1
    return length / levels.count(top) >= SHORTEST_SECTION and not are_numbered
