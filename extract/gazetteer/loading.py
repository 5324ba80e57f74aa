"""`rules/gazetteer.tsv.gz` → the gazetteer: its lines are split and indexed, nothing is computed that can be stored."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from extract.gazetteer.divisions import Division, Gazetteer, Level, Mark, Named
from extract.lexicon import Lexicon

FILE_NAME = "gazetteer.tsv.gz"
BUILT_IN = Path(__file__).resolve().parents[2] / "rules" / FILE_NAME
TOWNSHIP_LINE = "\n4\t\t"
COMMUNITY_LINE = "\n5\t\t"
"""How the lines of townships and of common names of communities begin: the level, no code."""
_NEXT_DIVISION = re.compile(r"\n(?=[123]\t)")
_FIELDS = 6
_LEVELS = {str(level.value): level for level in Level}
_MARKS = {mark.value: mark for mark in Mark}


@dataclass(slots=True)
class _Index:
    """What has been read so far; `above` holds the divisions that the next line may belong to, the deepest last."""

    divisions: list[Division] = field(default_factory=list)
    full: dict[str, list[Division]] = field(default_factory=dict)
    short: dict[str, list[Division]] = field(default_factory=dict)
    towns: dict[str, list[Division]] = field(default_factory=dict)
    renamed: dict[tuple[str, Division], str] = field(default_factory=dict)
    above: list[Division] = field(default_factory=list)

    def add(self, lines: str) -> None:
        """The line of a province, prefecture or county, and those of its townships."""
        line, *towns = lines.split(TOWNSHIP_LINE)
        division = self._add_division(line)
        for town in towns:
            name, _, rest = town.partition("\t")
            homes = self.towns.get(name)
            if homes is None:
                self.towns[name] = [division]
            else:
                homes.append(division)
            if rest:
                self._add_former(name, rest, division)

    def _add_division(self, line: str) -> Division:
        depth, code, name, short, others, mark = (*line.split("\t"), "", "")[:_FIELDS]
        level = _LEVELS[depth]
        while self.above and self.above[-1].level >= level:
            self.above.pop()
        division = Division(level, code, name, short, _MARKS[mark], self.above[-1] if self.above else None)
        self.above.append(division)
        self.divisions.append(division)
        self.full.setdefault(name, []).append(division)
        for form in _listed(others):
            self.full.setdefault(form, []).append(division)
        if short != name:
            self.short.setdefault(short, []).append(division)
        return division

    def _add_former(self, name: str, rest: str, division: Division) -> None:
        """The former names of a township."""
        for former in _listed(rest.split("\t")[1]):
            self.towns.setdefault(former, []).append(division)
            self.renamed[former, division] = name


def load_gazetteer(path: Path = BUILT_IN) -> Gazetteer:
    """The gazetteer of a file."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8").removesuffix("\n")
    divisions, *stems = text.split(COMMUNITY_LINE)
    index = _Index()
    for lines in _NEXT_DIVISION.split(divisions):
        index.add(lines)
    forms = _forms(index.full, index.short)
    return Gazetteer(
        tuple(index.divisions),
        MappingProxyType(forms),
        MappingProxyType(index.towns),
        MappingProxyType(index.renamed),
        frozenset(stems),
        Lexicon(forms),
    )


def _listed(names: str) -> list[str]:
    return names.split("|") if names else []


def _forms(full: Mapping[str, list[Division]], short: Mapping[str, list[Division]]) -> dict[str, Named]:
    """Names and short names in one table; a word that is both is a full name."""
    forms = {
        name: Named(tuple(found), True, any(one.has_ordinary_short for one in found)) for name, found in short.items()
    }
    for name, found in full.items():
        forms[name] = Named(tuple(found), False, all(one.mark is Mark.ORDINARY for one in found))
    return forms
