"""The examples of the rules, run: each through the whole pipeline, with the whole rulebook or with its rule alone.

A `match` holds when its facts are found and its rule had a part in the text; a `reject` when its rule had none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extract.examples.facts import Fact, agrees, facts_of, refusals_of, rule_ids, telling
from extract.pipeline import Extractor
from extract.rulebook import SECTIONS, Rulebook
from schemas.records import Source
from schemas.rules.base import Match, Reject, Rule

__all__ = ["Example", "Outcome", "alone", "complaints", "examples", "outcome"]

PAGE_SECTION = "page"
"""The section whose examples are pages; those of the others are paragraphs."""
REFUSING_GROUP = "not_names"
"""The group whose rules leave no record: they are asked why words are no name."""
_SENTENCE_ENDS = ("。", "!", "?", "！", "？", "”", "…", "\n")
_FULL_STOP = "。"


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an example: the facts found, those wanted and not found, whether the rule had a part in it."""

    found: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    had_part: bool


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


def outcome(example: Example, extractor: Extractor) -> Outcome:
    """The example, read."""
    reading = extractor.reading(_source(example))
    found, ids = list(facts_of(reading)), {rule for records in reading.records for rule in rule_ids(records)}
    ids.update(finding.rule for finding in reading.document.findings)
    if example.group == REFUSING_GROUP:
        for records in reading.records:
            reasons = extractor.reasons(records)
            found.extend(refusals_of(records, reasons))
            ids.update(rule for quote in reasons.quotes for rule in quote.rules)
    wanted = example.example.gives if isinstance(example.example, Match) else ()
    missing = tuple(fact for fact in wanted if not any(agrees(fact, one) for one in found))
    return Outcome(tuple(found), missing, example.rule.id in ids)


def complaints(example: Example, came: Outcome) -> list[str]:
    """What speaks against the example; nothing when it holds."""
    if isinstance(example.example, Reject):
        return [f"the rule has a part in it, but it is: {example.example.why}"] if came.had_part else []
    missing = [_missing(wanted, came.found) for wanted in came.missing]
    return missing if came.had_part else [*missing, "the rule has no part in it"]


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


def _missing(wanted: Fact, found: tuple[Fact, ...]) -> str:
    """What was wanted, beside what is nearest to it: the facts of its kind, in the keys that were asked for."""
    alike = [fact for fact in found if telling(fact) == telling(wanted)]
    got = [{key: fact.get(key) for key in wanted} for fact in alike]
    return f"wanted {dict(wanted)}, got {got or 'no ' + telling(wanted)}"
