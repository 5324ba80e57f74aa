"""What `extract show` does: a written fact led back to the characters that print it and to the rules that made it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.read import Fault, Input, ReadError, find_inputs, find_source
from extract.rulebook import Rulebook, load_rulebook
from extract.stored import Stored, StoredDocument, StoredError, read_stored
from extract.tables import SENTENCE_END
from schemas import records
from schemas.facts import Article, Indicator, Model
from schemas.reading import ArticleRecords, Reading
from schemas.records import Source, Span

OPEN, CLOSE = "【", "】"
"""What stands around the figure in its sentence."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What to print, and what is missing to say more."""

    text: str
    missing: Sequence[str] = ()


AnyFact = Article | Model | Indicator


@dataclass(frozen=True, slots=True)
class _Found:
    """A written fact with its article and document."""

    stored: StoredDocument
    article: Article
    fact: AnyFact


@dataclass(frozen=True, slots=True)
class _Again:
    """What a new reading finds: where in the article's text, and by which rules."""

    article: records.Article
    words: Span | None
    rules: tuple[str, ...]


def show_fact(fact_id: str, out: str, sources: Sequence[str], rules: Sequence[str]) -> Shown:
    """The fact of this id among the written documents; raises `StoredError`, `RulebookError`.

    With its source at hand, the page is read again: line, column and reasons come from there.
    """
    stored = read_stored(out)
    found = _find(stored, fact_id, out)
    try:
        where, source = _source(found, sources)
    except ReadError as error:
        return Shown("\n".join([*_described(found), *_from_table(stored, found)]), [f"{error}; {_ADVICE}"])
    rulebook = load_rulebook(over=rules)
    again = _read_again(found.fact, Extractor(rulebook, load_gazetteer()).reading(source))
    lines = [*_described(found), _place(where, source, found.fact.span), *_sentence(again)]
    return Shown("\n".join([*lines, *_reasons(found.fact, again, rulebook)]))


_ADVICE = "name the pages for line, column and reasons: extract show FACT_ID OUT PATH..."


def _find(stored: Stored, fact_id: str, out: str) -> _Found:
    for one in stored.documents:
        for article in one.document.articles:
            facts: tuple[AnyFact, ...] = (article, *article.models, *article.indicators)
            for fact in facts:
                if fact.id == fact_id:
                    return _Found(one, article, fact)
    raise StoredError(f"{out}: there is no fact {fact_id!r}")


def _source(found: _Found, paths: Sequence[str]) -> tuple[Input, Source]:
    """The page of a fact as it was when the fact was written; raises `ReadError`."""
    document = found.stored.document
    inputs, errors = find_inputs(paths)
    there = find_source(document.source, inputs)
    if there is None:
        raise errors[0] if errors else ReadError(document.source, f"not among {', '.join(paths)}", Fault.NOT_FOUND)
    if there[1].sha256 != document.sha256:
        raise ReadError(document.source, "it has changed since; run extract again", Fault.CHANGED)
    return there


def _described(found: _Found) -> Iterator[str]:
    fact = found.fact
    yield fact.id
    if isinstance(fact, Indicator):
        yield f"{'figure':<9}{_value(fact)}  {fact.subject}  ({fact.type}, {fact.modifier}, {fact.status})"
    elif isinstance(fact, Model):
        yield f"{'model':<9}{fact.name}  ({fact.role})"
    yield f"{'article':<9}{found.article.title or '(no title)'}  {found.article.id}"


def _value(figure: Indicator) -> str:
    top = "" if figure.value_max is None else f"—{figure.value_max}"
    return f"{'(open)' if figure.value is None else figure.value}{top} {figure.unit}".strip()


def _from_table(stored: Stored, found: _Found) -> Iterator[str]:
    """Source and sentence, as far as the written files know them."""
    yield f"{'source':<9}{found.stored.document.source}"
    sentence = stored.sentences.get(found.fact.id)
    if sentence is not None and isinstance(found.fact, Indicator):
        figure = "".join(found.fact.text.splitlines())
        yield f"{'sentence':<9}{sentence.replace(figure, f'{OPEN}{figure}{CLOSE}', 1)}"
        yield f"{'rule':<9}{found.fact.rule}"


def _read_again(fact: AnyFact, reading: Reading) -> _Again | None:
    """What the stages find for a fact now; None when these rules do not find it."""
    for article, read in zip(reading.document.articles, reading.records, strict=True):
        if article.id == fact.id:
            return _Again(read.article, None, tuple(dict.fromkeys(_rules_of_page(read))))
        for model, name in zip(article.models, read.models, strict=True):
            if model.id == fact.id:
                return _Again(read.article, (name.start, name.end), (name.rule,))
        for figure, record in zip(article.indicators, read.indicators, strict=True):
            if figure.id == fact.id:
                span = record.quantity.start, record.quantity.end
                return _Again(read.article, span, (record.rule, *record.rules, *record.quantity.rules))
    return None


def _rules_of_page(read: ArticleRecords) -> Iterator[str]:
    """The page rules that shaped an article."""
    yield from read.article.rules
    yield from (block.rule for block in read.article.blocks if block.rule)


def _place(where: Input, source: Source, span: Span) -> str:
    """File, line and column, as editors open them; of text that was got out of a format, those of that text."""
    start = span[0]
    line, column = source.text.count("\n", 0, start) + 1, start - source.text.rfind("\n", 0, start)
    name = source.name if source.container else where.path or source.name
    return f"{'source':<9}{name}:{line}:{column}"


def _sentence(again: _Again | None) -> Iterator[str]:
    """The sentence as it is printed, without line breaks, the fact marked."""
    if again is None or again.words is None:
        return
    text, (start, end) = again.article.text, again.words
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    first = max(place for place in ends if place <= start)
    last = min(place for place in ends if place >= end)
    printed = (again.article.printed(*part) for part in ((first, start), (start, end), (end, last)))
    before, fact, behind = printed
    yield f"{'sentence':<9}{before.lstrip()}{OPEN}{fact}{CLOSE}{behind.rstrip()}"


def _reasons(fact: AnyFact, again: _Again | None, rulebook: Rulebook) -> Iterator[str]:
    """The rule that a fact names, then all others that had a part in it, each with what it states and where."""
    about = {rule.id: rule.about for rule in rulebook.rules()}
    named = () if isinstance(fact, Article) else (fact.rule,)
    for number, rule in enumerate(dict.fromkeys((*named, *(again.rules if again else ())))):
        home = rulebook.homes.get(rule)
        where = f"  {Path(home.place.file).name}:{home.place.line}" if home else ""
        yield f"{'reasons' if number == 1 else '' if number else 'rule':<9}{rule}{where}"
        if rule in about:
            yield f"{'':<11}{about[rule]}"
    if again is None:
        yield f"{'':<9}these rules do not find it any more; run extract again"
