"""Official names → the other names that people use for the same division, by the word lists of the rule file."""

import re
from collections.abc import Iterator

from extract.gazetteer import Level
from schemas.rules.places import PlaceFile

_REMARK = re.compile(r"[(（].*")
_MIN_STEM = 2


class NameForms:
    """What official names are shortened to, grown from, and printed as."""

    def __init__(self, rules: PlaceFile) -> None:
        levels = {forms.level: forms for forms in rules.levels}
        self._forms = {level: levels[level.name.lower()] for level in Level if level.name.lower() in levels}  # type: ignore[index]
        self._peoples = sorted(rules.peoples, key=len, reverse=True)

    def has_suffix(self, level: Level, name: str) -> bool:
        """Whether the name ends as official names of the level do."""
        return bool(self._suffix(level, name))

    def short(self, level: Level, name: str) -> str:
        """The name without its suffix and without peoples; the name itself where one character would be left."""
        suffix = self._suffix(level, name)
        stem = name.removesuffix(suffix)
        if not suffix or len(stem) < _MIN_STEM:
            return name
        return self._without_peoples(stem)

    def middle(self, level: Level, name: str) -> Iterator[str]:
        """Forms between the official and the short name: the short name with the suffix, or with its last character."""
        suffix, short = self._suffix(level, name), self.short(level, name)
        if short == name or suffix not in self._forms[level].autonomous:
            return
        if short + suffix != name:
            yield short + suffix
        if level is not Level.PROVINCE:
            yield short + suffix[-1]

    def earlier(self, level: Level, name: str) -> Iterator[str]:
        """Names that the division may have had before it rose to what it is."""
        short = self.short(level, name)
        if short == name:
            return
        for change in self._forms[level].earlier:
            if name == short + change.suffix:
                yield from (short + suffix for suffix in change.were)

    def township(self, name: str) -> str | None:
        """The official name of a township; None for what only stands in the same list (farms, prisons, zones)."""
        name = _REMARK.sub("", name)
        for spelling in self._forms[Level.TOWNSHIP].spellings:
            if name.endswith(spelling.printed):
                name = name.removesuffix(spelling.printed) + spelling.official
        suffix = self._suffix(Level.TOWNSHIP, name)
        return name if suffix and len(name) > len(suffix) else None

    def community(self, name: str) -> str:
        """The stem of a community's name (XX社区居委会 → XX)."""
        suffixes = self._forms[Level.COMMUNITY].suffixes
        while suffix := next((suffix for suffix in suffixes if name.endswith(suffix)), ""):
            name = name.removesuffix(suffix)
        return name

    def _suffix(self, level: Level, name: str) -> str:
        return next((suffix for suffix in self._forms[level].suffixes if name.endswith(suffix)), "")

    def _without_peoples(self, stem: str) -> str:
        while people := next((p for p in self._peoples if stem.endswith(p) and len(stem) - len(p) >= _MIN_STEM), ""):
            stem = stem.removesuffix(people)
        return stem
