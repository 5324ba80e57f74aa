"""Every rule's own examples, in the whole rulebook and with the rule alone in its group."""

from collections.abc import Iterable
from functools import cache

import pytest

from extract.examples import Example, alone, complaints, examples, outcome
from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.rulebook import load_rulebook

RULEBOOK = load_rulebook()
GAZETTEER = load_gazetteer()
EXAMPLES = list(examples(RULEBOOK))


@cache
def whole_rulebook() -> Extractor:
    return Extractor(RULEBOOK, GAZETTEER)


@cache
def alone_of(section: str, rule_id: str) -> Extractor:
    example = next(one for one in EXAMPLES if (one.section, one.rule.id) == (section, rule_id))
    return Extractor(alone(RULEBOOK, example), GAZETTEER)


def cases(kinds: Iterable[str]) -> list[object]:
    """Examples as test cases; a `todo` fails until it works, and then asks to be moved up."""
    todo = [pytest.mark.xfail(reason="todo", strict=True)]
    return [
        pytest.param(example, id=str(example), marks=todo if example.kind == "todo" else [])
        for example in EXAMPLES
        if example.kind in kinds
    ]


def tell(example: Example, found: list[str]) -> None:
    """Fail with what speaks against the example, and nothing else."""
    if found:
        pytest.fail("\n  ".join([f"{example}: {example.example.text}", *found]), pytrace=False)


@pytest.mark.parametrize("example", cases(["match", "reject", "todo"]))
def test_it_holds_in_the_whole_rulebook(example: Example) -> None:
    tell(example, complaints(example, outcome(example, whole_rulebook())))


@pytest.mark.parametrize("example", cases(["match", "reject"]))
def test_it_holds_with_its_rule_alone(example: Example) -> None:
    tell(example, complaints(example, outcome(example, alone_of(example.section, example.rule.id))))
