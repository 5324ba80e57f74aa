"""All examples of a rulebook, each alone and within the whole; a report of those that do not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extract.examples import Example, Outcome, alone, complaints, examples, outcome
from extract.examples.facts import Fact, telling
from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.report import Line, line, underlined
from extract.rulebook import Rulebook

WHOLE, ALONE = "in the whole rulebook", "alone"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: where it was tried, what came of it, what speaks against it."""

    example: Example
    where: str
    outcome: Outcome
    complaints: tuple[str, ...]


class ExampleRun:
    """The examples of one rulebook whose names hold `wanted`."""

    def __init__(self, rulebook: Rulebook, wanted: str = "") -> None:
        self.rulebook = rulebook
        self.examples = [example for example in examples(rulebook) if wanted in str(example)]
        self._gazetteer = load_gazetteer()

    @cached_property
    def _whole(self) -> Extractor:
        return Extractor(self.rulebook, self._gazetteer)

    def in_whole(self) -> Iterator[Failure]:
        """The examples that do not hold within the whole rulebook; a `todo` must not hold yet."""
        for example in self.examples:
            yield from _failures(example, WHOLE, self._whole)

    def alone(self) -> Iterator[Failure]:
        """The match and reject examples that do not hold with their rule alone in its group."""
        extractor, rule = self._whole, ""
        for example in self.examples:
            if example.kind == "todo":
                continue
            if example.rule.id != rule:
                rule = example.rule.id
                extractor = Extractor(alone(self.rulebook, example), self._gazetteer)
            yield from _failures(example, ALONE, extractor)


def tried(rulebook: Rulebook, wanted: str = "") -> tuple[list[Failure], list[Line]]:
    """The failures of the examples whose names hold `wanted`, and the report of the run."""
    run = ExampleRun(rulebook, wanted)
    failures = [*run.in_whole(), *run.alone()]
    return failures, list(_report(run, failures))


def _failures(example: Example, where: str, extractor: Extractor) -> Iterator[Failure]:
    came = outcome(example, extractor)
    against = complaints(example, came)
    if example.kind == "todo":
        against = [] if against else ["it works now: move it up to `match`"]
    if against:
        yield Failure(example, where, came, tuple(against))


def _report(run: ExampleRun, failures: list[Failure]) -> Iterator[Line]:
    for failure in failures:
        yield from _told(failure)
    rules, total = len({example.rule.id for example in run.examples}), len(run.examples)
    counted = f"{total} example{'s' * (total != 1)} of {rules} rule{'s' * (rules != 1)}"
    if not run.examples:
        yield line(("no example is called so; `extract rules list` shows the rules", "bad"))
    elif failures:
        failed = len({str(failure.example) for failure in failures})
        yield line((f"{failed} of {counted} {'do' if failed != 1 else 'does'} not hold", "bad"))
    else:
        verb = "hold" if total != 1 else "holds"
        yield line((f"{counted} {verb}, alone and in the whole rulebook", "good"))


def _told(failure: Failure) -> Iterator[Line]:
    """The example with what was wanted and what came, each under its place in the text."""
    example = failure.example
    yield line((str(example), "strong"), "  ", (failure.where, "faint"))
    if failure.outcome.missing:
        for wanted in failure.outcome.missing:
            yield from _beside(example, wanted, failure.outcome.found)
    else:
        yield line("  ", example.example.text.rstrip("\n").replace("\n", "\n  "))
    for complaint in failure.complaints:
        if not complaint.startswith("wanted "):
            yield line("  ", (complaint, "bad"))
    yield line()


def _beside(example: Example, wanted: Fact, found: tuple[Fact, ...]) -> Iterator[Line]:
    """A wanted fact and the found facts of its kind, those that are printed alike first."""
    text, printed = example.example.text, str(wanted.get(telling(wanted)) or "")
    at = text.find(printed) if printed else -1
    yield from underlined(text, at, at + len(printed), "  ") if at >= 0 else [line("  ", text)]
    yield line("  expected  ", (_keys(wanted, wanted), "good"))
    alike = [fact for fact in found if telling(fact) == telling(wanted)]
    same = [fact for fact in alike if fact[telling(fact)] == wanted[telling(wanted)]]
    for fact in same or alike:
        yield line("  got       ", (_keys(fact, wanted), "bad"))
    if not alike:
        yield line("  got       ", (f"no {telling(wanted)}", "bad"))


def _keys(fact: Fact, wanted: Fact) -> str:
    return ", ".join(f"{key}: {'null' if fact[key] is None else fact[key]}" for key in wanted if key in fact)
