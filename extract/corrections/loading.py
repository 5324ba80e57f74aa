"""A file of corrections → corrections by the id of their fact, each with its place in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from extract.gazetteer import Gazetteer
from extract.gazetteer.paths import place_at
from extract.rulebook import Rulebook, RulebookError, RuleProblem
from extract.rulebook.problems import meant
from extract.rulebook.sheets import problem_at, read_source, validated
from extract.rulebook.yaml_source import YamlSource
from schemas.facts import Place
from schemas.rules.corrections import Correction, CorrectionFile


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction, the place that it names as the gazetteer has it, and the line on which it stands."""

    correction: Correction
    place: Place | None
    where: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections by the ids of their facts; `digest` is the SHA-256 of what they say, None of none."""

    by_fact: Mapping[str, Placed] = field(default_factory=dict)
    digest: str | None = None


NONE = Corrections()


def load_corrections(path: Path | None, rulebook: Rulebook, gazetteer: Gazetteer) -> Corrections:
    """The corrections of a file; raises `RulebookError` with everything that is wrong with it."""
    if path is None:
        return NONE
    source = read_source(path, str(path))
    if isinstance(source, RuleProblem):
        raise RulebookError([source])
    file = validated(CorrectionFile, source, str(path))
    if not isinstance(file, CorrectionFile):
        raise RulebookError(file)
    placed = [_placed(path, number, one, source, gazetteer) for number, one in enumerate(file.corrections)]
    problems = [*_problems(path, file, placed, source, rulebook)]
    if problems:
        raise RulebookError(problems)
    digest = sha256(file.model_dump_json(exclude={"corrections": {"__all__": {"why"}}}).encode()).hexdigest()
    return Corrections({one.correction.fact: one for one in placed}, digest)


def _placed(path: Path, number: int, correction: Correction, source: YamlSource, gazetteer: Gazetteer) -> Placed:
    line, _ = source.position(("corrections", number))
    named = correction.set.place if correction.set else None
    return Placed(correction, place_at(named, gazetteer) if named else None, f"{path}:{line}")


def _problems(
    path: Path, file: CorrectionFile, placed: list[Placed], source: YamlSource, rulebook: Rulebook
) -> Iterator[RuleProblem]:
    """What only the rules, the gazetteer and the corrections beside it can tell of a correction."""
    types = rulebook.indicators.type_codes
    seen: dict[str, str] = {}
    for number, one in enumerate(placed):
        fact, says = one.correction.fact, one.correction.set
        at = ("corrections", number)
        if fact in seen:
            message = f"{fact!r} is corrected twice; the first is on line {seen[fact].rpartition(':')[2]}"
            yield problem_at(str(path), source.text, source.position((*at, "fact")), message)
        seen.setdefault(fact, one.where)
        if says and says.type and says.type not in types:
            message = f"there is no type {says.type!r}; {meant(says.type, types)}"
            yield problem_at(str(path), source.text, source.position((*at, "set", "type")), message)
        if says and says.place is not None and one.place is None:
            message = f"there is no place {says.place!r}; official names from the province down, joined by /"
            yield problem_at(str(path), source.text, source.position((*at, "set", "place")), message)
