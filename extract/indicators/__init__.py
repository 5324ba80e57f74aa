"""Quantities → indicators: subject, type, base, time, place, status, and which is a part of which."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from extract.indicators.bases import Base, BaseReader
from extract.indicators.dating import Dating, DatingReader, date
from extract.indicators.elements import AGE, DATE, VERBAL, Element, ElementReader
from extract.indicators.figures import Context, Figure, FigureReader
from extract.indicators.heads import Heads
from extract.indicators.outcomes import outcomes
from extract.indicators.parts import PartReader
from extract.indicators.phrases import PhraseFinder
from extract.indicators.reasons import figure_reasons
from extract.indicators.respective import Dealt, dealt_out
from extract.indicators.shares import shares
from extract.indicators.statuses import StatusReader
from extract.indicators.subjects import SubjectReader
from extract.indicators.sums import summed
from extract.indicators.types import OTHER, Evidence, TypeChooser
from extract.rulebook.patterns import lines_of
from extract.tokens import Tokenizer
from schemas.reading import ArticleRecords
from schemas.reasons import FigureReasons
from schemas.records import Article, ArticlePlaces, Indicator, ModelName, Quantity, Skip, Span
from schemas.rules.clauses import ClauseFile
from schemas.rules.indicators import IndicatorFile

MONEY = frozenset({"fund"})
CASES = frozenset({"case_reported", "case_resolved"})
COMPARING = frozenset({"than", "source"})
ITEM_MARKS = frozenset("、;.")


class _Draft(NamedTuple):
    """What a figure's own clause says of it; `rules` are the ids of all rules that had a part."""

    subject: Span | None
    per: Span | None
    type: str
    rule: str
    status: str
    rules: tuple[str, ...]


class IndicatorReader:
    """One rulebook's clause and type rules, made ready once."""

    def __init__(
        self, clauses: ClauseFile, indicators: IndicatorFile, slots: Mapping[str, str], tokenizer: Tokenizer
    ) -> None:
        heads = Heads(indicators.types, indicators.counts)
        self._elements = ElementReader(clauses.roles, heads.words, tokenizer)
        self._figures = FigureReader(self._elements)
        self._types = TypeChooser(indicators.types, indicators.self_counting, heads)
        self._phrases = PhraseFinder(heads)
        self._subjects = SubjectReader(heads, self._types, self._phrases)
        self._bases = BaseReader(clauses.bases, slots, heads)
        self._statuses = StatusReader(clauses.statuses, slots)
        self._parts = PartReader(clauses.roles, self._figures, self._types)
        self._datings = DatingReader(clauses.times, slots)

    def read(
        self,
        article: Article,
        quantities: Sequence[Quantity],
        skips: Sequence[Skip],
        places: ArticlePlaces,
        models: Sequence[ModelName],
    ) -> tuple[Indicator, ...]:
        """The indicators of an article, one for each quantity, in text order."""
        if not quantities:
            return ()
        lines = list(lines_of(article.text, (quantity.start for quantity in quantities)))
        datings = self._datings.find(article.text, lines)
        context = self._context(article.text, lines, quantities, skips, datings, places)
        figures = list(self._figures.figures(context))
        drafts = self._drafts(context, figures, self._bases.find(article.text, lines))
        sentences = [figure.sentence for figure in figures]
        are_shares = [self._types.is_share(quantity.unit) for quantity in quantities]
        parts, bases = shares(quantities, sentences, are_shares, self._parts.totals(context, figures))
        parts = summed(quantities, sentences, are_shares, parts)
        opens_parts = [self._parts.opens_sentence(context, figure) for figure in figures]
        dated = date(context, datings, figures, parts, opens_parts)
        drafts = self._with_cases(context.text, drafts, quantities)
        parts = outcomes(quantities, list(map(_case, drafts, figures)), sentences, parts)
        return tuple(
            self._indicator(article.text, quantity, _typed(draft, drafts, total), total, base, dating, places, models)
            for quantity, draft, total, base, dating in zip(quantities, drafts, parts, bases, dated, strict=True)
        )

    def reasons(self, read: ArticleRecords) -> tuple[FigureReasons, ...]:
        """What spoke for each indicator of an article, and what else was considered."""
        if not read.indicators:
            return ()
        text, quantities = read.article.text, [indicator.quantity for indicator in read.indicators]
        lines = list(lines_of(text, (quantity.start for quantity in quantities)))
        datings = self._datings.find(text, lines)
        context = self._context(text, lines, quantities, read.skips, datings, read.places)
        return tuple(
            figure_reasons(context, figure, indicator, _evidence(text, figure, indicator.subject), datings, self._types)
            for figure, indicator in zip(self._figures.figures(context), read.indicators, strict=True)
        )

    def _context(
        self,
        text: str,
        lines: Sequence[Span],
        quantities: Sequence[Quantity],
        skips: Sequence[Skip],
        datings: Sequence[Dating],
        places: ArticlePlaces,
    ) -> Context:
        """The text with what parts its clauses: dates and ages, dating words, places."""
        telling = [skip for skip in skips if skip.kind in (DATE, AGE)]
        dating_words = [Skip(dating.start, dating.end, DATE, dating.rule) for dating in datings]
        dates = sorted((*telling, *dating_words), key=attrgetter("start"))
        return Context(text, lines, quantities, dates, places.mentions)

    def _drafts(self, context: Context, figures: Sequence[Figure], bases: Sequence[Base]) -> list[_Draft]:
        """What each figure's clause says of it."""
        drafts: list[_Draft] = []
        dealt = dealt_out(figures, self._phrases)
        for place, figure in enumerate(figures):
            told = _told(dealt[place], drafts) if place in dealt else None
            drafts.append(self._draft(context, figure, bases, drafts[-1].subject if drafts else None, told))
        return drafts

    def _draft(
        self, context: Context, figure: Figure, bases: Sequence[Base], subject_before: Span | None, told: Span | None
    ) -> _Draft:
        """A figure with what its clause says of it.

        `subject_before` is the subject of the figure before, `told` its own where 分别 tells it.
        """
        base = self._bases.before(bases, figure.left)
        if base.per is None and self._types.leans_to(figure.quantity.unit, MONEY):
            behind = self._bases.behind(bases, figure.quantity.end)
            base = base._replace(per=behind.per, rules=behind.rules)
        clear = figure.without(subject_before).without_bases(base.bases)
        subject = told or self._subjects.subject(clear, subject_before, lambda: self._clause_before(context, figure))
        status, status_rules = self._statuses.status(context.text, figure)
        kind, rule = self._types.choose(_evidence(context.text, figure, subject))
        roles = {element.rule for element in (*figure.left, *figure.right) if element.rule}
        rules = (rule, *base.rules, *status_rules, *sorted(roles))
        return _Draft(subject, base.per, kind, rule, status, rules)

    def _with_cases(self, text: str, drafts: Sequence[_Draft], quantities: Sequence[Quantity]) -> list[_Draft]:
        """The drafts; where cases are listed by those who handle them or by what they are about, all are cases.

        诉求2877件: 住建局99件、保障性住房17件.
        """
        found: list[_Draft] = []
        cases: dict[str, _Draft] = {}
        for draft, quantity in zip(drafts, quantities, strict=True):
            known = cases.get(quantity.unit)
            if known is not None and (draft.type == OTHER or _is_item(text, draft)):
                draft = draft._replace(type=known.type, rule=known.rule)
            elif draft.type in CASES and self._types.leans_to(quantity.unit, CASES):
                cases[quantity.unit] = draft
            found.append(draft)
        return found

    def _clause_before(self, context: Context, figure: Figure) -> Sequence[Element]:
        """The elements of the clause before a figure's, cut only when a subject is looked for there."""
        clause = context.clauses.before(figure.clause)
        return self._figures.elements(context, clause) if clause else ()

    def _indicator(
        self,
        text: str,
        quantity: Quantity,
        draft: _Draft,
        total: int | None,
        base: int | None,
        dating: Dating | None,
        places: ArticlePlaces,
        models: Sequence[ModelName],
    ) -> Indicator:
        """The fact, all that was read of it put together."""
        return Indicator(
            quantity=quantity,
            type=draft.type,
            subject=draft.subject,
            per=draft.per,
            time=(dating.start, dating.end) if dating and not dating.undated else None,
            place=places.governing(quantity.start),
            part_of=total,
            share_of=base,
            model=_model_named(text, draft.subject, models),
            status=draft.status,
            rule=draft.rule,
            rules=(*quantity.rules, *draft.rules, *((dating.rule,) if dating else ())),
        )


def _case(draft: _Draft, figure: Figure) -> Span | None:
    """The subject of a figure that counts cases, and not by how many these have changed."""
    is_changed = any(element.part in COMPARING for element in figure.elements[: figure.place])
    return draft.subject if draft.type in CASES and not is_changed else None


def _is_item(text: str, draft: _Draft) -> bool:
    """Whether nothing but the mark of an item stands before the subject (、保障性住房+17件, 5.咨询+131件)."""
    return draft.subject is not None and text[draft.subject[0] - 1 : draft.subject[0]] in ITEM_MARKS


def _told(dealt: Dealt, drafts: Sequence[_Draft]) -> Span | None:
    """The noun that a figure belongs to, or the subject of the figure that it goes with."""
    return dealt.noun if dealt.figure is None else drafts[dealt.figure].subject


def _typed(draft: _Draft, drafts: Sequence[_Draft], total: int | None) -> _Draft:
    """A part without a type of its own has its total's."""
    if total is None or draft.type != OTHER:
        return draft
    return draft._replace(type=drafts[total].type, rule=drafts[total].rule)


def _evidence(text: str, figure: Figure, subject: Span | None) -> Evidence:
    """What speaks for the type: verbs that are part of the subject do not govern it."""
    subject = subject or (0, 0)
    before, behind = _verbs(figure.left, subject), _verbs(figure.right, subject)
    return Evidence(text[slice(*subject)], figure.quantity.unit, before[::-1], behind[0] if behind else None)


def _verbs(elements: Sequence[Element], subject: Span) -> list[str]:
    """The verbs that are no part of the subject."""
    start, end = subject
    return [e.word for e in elements if e.part in VERBAL and not start <= e.start < end] if elements else []


def _model_named(text: str, subject: Span | None, models: Sequence[ModelName]) -> int | None:
    """The model whose name the subject holds."""
    if subject is None or not models:
        return None
    words = text[slice(*subject)]
    return next((index for index, model in enumerate(models) if model.name in words), None)
