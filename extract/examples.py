"""The examples of the rules, run: each through the whole pipeline, with the whole rulebook or with its rule alone.

A `match` holds when its facts are found and its rule had a part in the text; a `reject` when its rule had none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extract.fold import fold
from extract.pipeline import Extractor
from extract.rulebook import SECTIONS, Rulebook
from schemas import facts
from schemas.reading import ArticleRecords, Reading
from schemas.records import Source
from schemas.rules.base import Match, Reject, Rule

PAGE_SECTION = "page"
"""The section whose examples are pages; those of the others are paragraphs."""
_SENTENCE_ENDS = ("。", "!", "?", "！", "？", "”", "…", "\n")
_FULL_STOP = "。"

Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One example and its rule's home in the rulebook."""

    section: str
    group: str
    rule: Rule
    example: Match | Reject
    number: int

    @property
    def kind(self) -> str:
        """`match`, `reject` or `todo`."""
        return type(self.example).__name__.lower()

    def __str__(self) -> str:
        return f"{self.rule.id}:{self.kind}[{self.number}]"


def examples(rulebook: Rulebook) -> Iterator[Example]:
    """Every example of every rule."""
    for section in SECTIONS:
        read = getattr(rulebook, section)
        for group in type(read).model_fields:
            for rule in _rules_in(getattr(read, group)):
                yield from _examples_of(section, group, rule)


def alone(rulebook: Rulebook, example: Example) -> Rulebook:
    """The rulebook in which the example's rule is the only one of its group."""
    section = getattr(rulebook, example.section)
    return replace(rulebook, **{example.section: section.model_copy(update={example.group: (example.rule,)})})


def complaints(example: Example, extractor: Extractor) -> list[str]:
    """What speaks against the example; nothing when it holds."""
    reading = extractor.reading(_source(example))
    had_part = example.rule.id in _rule_ids(reading)
    if isinstance(example.example, Reject):
        return [f"the rule has a part in it, but it is: {example.example.why}"] if had_part else []
    found = [*_facts(reading)]
    missing = [_missing(wanted, found) for wanted in example.example.gives if not _is_among(wanted, found)]
    return missing if had_part else [*missing, "the rule has no part in it"]


def _examples_of(section: str, group: str, rule: Rule) -> Iterator[Example]:
    told = rule.examples
    kinds: tuple[tuple[Match | Reject, ...], ...] = (told.match, told.reject, told.todo)
    for kind in kinds:
        yield from (Example(section, group, rule, one, number) for number, one in enumerate(kind))


def _rules_in(group: Any) -> Iterator[Rule]:
    return (item for item in group if isinstance(item, Rule)) if isinstance(group, tuple) else iter(())


def _source(example: Example) -> Source:
    """The example as a source: a page as it stands, a paragraph with a full stop."""
    text = example.example.text
    if example.section != PAGE_SECTION and not text.endswith(_SENTENCE_ENDS):
        text += _FULL_STOP
    return Source("example", text, "")


def _rule_ids(reading: Reading) -> set[str]:
    in_records = {rule for records in reading.records for rule in _rule_ids_of(records)}
    return in_records | {finding.rule for finding in reading.document.findings}


def _rule_ids_of(records: ArticleRecords) -> Iterator[str]:
    """The ids of all rules that had a part in an article."""
    places = records.places
    yield from records.article.rules
    yield from (block.rule for block in records.article.blocks)
    yield from (mention.rule for mention in places.mentions)
    yield from (scope.mention.rule for scope in places.scopes)
    yield from (model.rule for model in records.models)
    yield from (skip.rule for skip in records.skips)
    for figure in records.indicators:
        yield figure.rule
        yield from figure.rules
        yield from figure.quantity.rules


def _facts(reading: Reading) -> Iterator[Fact]:
    """Everything that an example may ask for, each fact by its telling key first."""
    for article, records in zip(reading.document.articles, reading.records, strict=True):
        yield {
            "article": article.title,
            **{key: getattr(article, key) for key in ("kicker", "column", "paper", "date", "authors")},
            "place": _path(article.place),
        }
        yield from ({"model": model.name, "role": model.role} for model in article.models)
        yield from _figures(article)
        yield from _places_and_skips(records)
    for finding in reading.document.findings:
        told = {key: getattr(finding, key) for key in ("verdict", "arithmetic", "text")}
        yield {"finding": finding.kind, **told}


def _figures(article: facts.Article) -> Iterator[Fact]:
    text_of = {figure.id: _one_line(figure.text) for figure in article.indicators}
    name_of = {model.id: model.name for model in article.models}
    for figure in article.indicators:
        yield {
            "figure": text_of[figure.id],
            **{key: getattr(figure, key) for key in ("type", "subject", "value", "value_max", "unit", "modifier")},
            **{key: getattr(figure, key) for key in ("per", "time", "status")},
            "place": _path(figure.place),
            "part_of": text_of.get(figure.part_of or ""),
            "share_of": text_of.get(figure.share_of or ""),
            "repeat_of": text_of.get(figure.repeat_of or ""),
            "model": name_of.get(figure.model or ""),
        }


def _places_and_skips(records: ArticleRecords) -> Iterator[Fact]:
    article = records.article
    for mention in records.places.mentions:
        path = mention.place.path if mention.place else None
        yield {"place": path, "text": article.printed(mention.start, mention.end)}
    for skip in records.skips:
        yield {"skip": article.printed(skip.start, skip.end), "class": skip.kind}


def _path(place: facts.Place | None) -> str | None:
    if place is None:
        return None
    return "/".join(filter(None, (place.province, place.city, place.county, place.township, place.community)))


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _is_among(wanted: Fact, found: list[Fact]) -> bool:
    return any(_agrees(wanted, fact) for fact in found)


def _agrees(wanted: Fact, fact: Fact) -> bool:
    return _telling(wanted) == _telling(fact) and all(
        key in fact and _comparable(fact[key]) == _comparable(value) for key, value in wanted.items()
    )


def _telling(fact: Fact) -> str:
    return next(iter(fact))


def _comparable(value: Any) -> Any:
    """Numbers by their value, words in one spelling, lists item by item, nothing as the empty text."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(str(value)).normalize()
    if isinstance(value, list | tuple):
        return tuple(_comparable(item) for item in value)
    return fold(value or "")


def _missing(wanted: Fact, found: list[Fact]) -> str:
    """What was wanted, beside what is nearest to it: the facts of its kind, in the keys that were asked for."""
    alike = [fact for fact in found if _telling(fact) == _telling(wanted)]
    unknown = [key for key in wanted if alike and key not in alike[0]]
    if unknown:
        return f"{dict(wanted)}: a {_telling(wanted)} has no {', '.join(unknown)}; there are {', '.join(alike[0])}"
    got = [{key: fact[key] for key in wanted} for fact in alike]
    return f"wanted {dict(wanted)}, got {got or 'no ' + _telling(wanted)}"
