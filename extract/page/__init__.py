"""Decoded text → articles: the page stage.

Lines are put together to paragraphs, each paragraph is a piece of some kind, articles begin at certain pieces, and
each article's pieces are put in reading order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from extract.fold import fold, odd_characters
from extract.page.articles import Page, build_article
from extract.page.buttons import with_buttons
from extract.page.headlines import HeadlineReader
from extract.page.kinds import LineReader
from extract.page.lines import read_lines
from extract.page.lookup import RuleList
from extract.page.marks import Marks
from extract.page.mending import Mender
from extract.page.neighbours import with_bare_names
from extract.page.openings import OpeningFinder, Places
from extract.page.paragraphs import LineTests, paragraphs
from extract.page.pieces import Kind, Piece
from extract.page.seams import Seams
from extract.page.signing import Signing
from extract.page.slots import page_slots
from extract.page.spacing import Spacing
from extract.unseen import has_unseen, without
from schemas.records import Article, BlockKind
from schemas.rules.page import PageFile

_HEADLINE = (BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.SUBHEADING)


class PageReader:
    """The page rules, made ready once.

    `is_word` says whether the dictionary knows a word: then a sentence that was cut within one is put together again
    even where its first half looks like a subheading. `is_place` says whether a name is that of an administrative
    place: then it is no author, and an article that has lost its headline is known by a real place only. `is_within`
    says whether a place of the first name may belong to one of the second: a headline of it begins no article then.
    """

    def __init__(
        self,
        rules: PageFile,
        slots: Mapping[str, str],
        is_word: Callable[[str], bool] | None = None,
        is_place: Callable[[str], bool] | None = None,
        is_within: Callable[[str, str], bool] | None = None,
    ) -> None:
        slots = page_slots(rules, slots)
        self._marks = Marks(rules)
        self._signing = Signing(rules, slots, is_word or _never, is_place or _never)
        self._lines = LineReader(rules, slots, self._marks, self._signing)
        self._line_tests = LineTests(
            self._marks.is_cut,
            self._marks.is_prose,
            self._marks.has_clauses,
            self._marks.could_be_headline,
            self._lines.stands_alone,
        )
        headlines = HeadlineReader(RuleList(rules.columns, slots), self._marks, is_place or _never)
        places = Places(is_place or _always, is_within or _never_within)
        self._openings = OpeningFinder(headlines, RuleList(rules.beginnings, slots), self._marks, places)
        self._spacing = Spacing(self._marks, Seams(self._marks, is_word or _never))
        self._is_word = is_word or _never
        self._mender = Mender(self._marks, self._is_word)

    def articles(self, text: str) -> tuple[Article, ...]:
        """The articles of a page, in printed order; none where nothing is printed but furniture."""
        odd = odd_characters(text)
        if not has_unseen("".join(odd)):
            return self._articles(text, fold(text, odd))
        seen, offsets = without(text)
        return tuple(_led_back(article, text, offsets) for article in self._articles(seen, fold(seen)))

    def _articles(self, text: str, folded: str) -> tuple[Article, ...]:
        lines = self._spacing.closed_up(list(read_lines(folded)))
        recognised = self._lines.pieces(list(paragraphs(lines, self._line_tests)))
        printed = list(with_buttons(recognised, self._is_word, self._names_person))
        pieces = with_bare_names(printed, self._signing, self._marks)
        openings = self._openings.openings(pieces)
        if not openings:
            return ()
        ends = [*(opening.first for opening in openings[1:]), len(pieces)]
        page = Page(text, folded, *_head(pieces))
        numbered = list(enumerate(pieces))
        found = (
            build_article(page, opening, numbered[opening.first : end], self._mender, self._marks)
            for opening, end in zip(openings, ends, strict=True)
        )
        articles = [article for article in found if article is not None]
        return tuple(article for article in articles if len(articles) == 1 or _has_text(article))

    def _names_person(self, text: str) -> bool:
        return bool(self._signing.namer.persons(text))


def _led_back(article: Article, text: str, offsets: Sequence[int]) -> Article:
    """The article with its places in the whole text, where it had those in the text without unseen characters."""
    start, end = article.span
    places = [offsets[offset] for offset in article.offsets]
    return replace(article, source=text, span=(offsets[start], offsets[end - 1] + 1), offsets=places)


def _never(_: str) -> bool:
    """For a test that was not given."""
    return False


def _never_within(_: str, __: str) -> bool:
    """For a test that was not given."""
    return False


def _always(_: str) -> bool:
    """For a test that was not given and that only narrows what the layout shows."""
    return True


def _has_text(article: Article) -> bool:
    """Whether there is more of the article than the lines of a headline."""
    return any(block.kind not in _HEADLINE for block in article.blocks)


def _head(pieces: Iterable[Piece]) -> tuple[str | None, str | None]:
    """The newspaper and the date that stand above everything else on the page."""
    paper = date = None
    for piece in pieces:
        if piece.kind is not Kind.REMAINS:
            break
        paper, date = paper or piece.paper, date or piece.date
    return paper, date
