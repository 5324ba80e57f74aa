"""Text → townships: those of the gazetteer in a known county, and unlisted ones by their shape after a name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.expressions import expression
from extract.gazetteer import Division, Gazetteer, Level
from extract.places.patterns import any_of
from extract.rulebook.patterns import alternation, compile_pattern
from schemas.records import Span
from schemas.rules.places import PlaceFile

MAX_NAME = 10
MIN_NAME = 2
LONE_NAME = 3
"""A township that nothing places has a name of so many characters at least."""
REPEATED = 2
"""And stands in the text so often, where no name around it is one of those that it belongs to."""


class Township(NamedTuple):
    """A township in the text: its official name and the divisions that it may belong to."""

    start: int
    end: int
    name: str
    divisions: tuple[Division, ...]
    is_listed: bool
    rule: str


class Townships:
    """Made ready once from the rules and the gazetteer."""

    def __init__(self, rules: PlaceFile, gazetteer: Gazetteer, slots: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._rule = next((rule.id for rule in rules.townships), "")
        self._shapes = [(rule.id, compile_pattern(rule.pattern, slots)) for rule in rules.townships]
        self._generic = any_of([pattern for rule in rules.townships for pattern in rule.generic], slots)
        suffixes = (suffix for forms in rules.levels if forms.level == "township" for suffix in forms.suffixes)
        self._suffix = expression(alternation(suffixes))
        self._clipped = [form for forms in rules.levels if forms.level == "township" for form in forms.clipped]
        self._offices = tuple(
            form.printed.removeprefix(form.official)
            for form in self._clipped
            if len(form.printed) > len(form.official) + 1 and form.printed.startswith(form.official)
        )
        """What the office of a township adds to its suffix."""
        clipped = alternation(form.printed for form in self._clipped)
        self._any_suffix = expression(f"{self._suffix.pattern}|{clipped}")

    def following(self, text: str, position: int, divisions: Sequence[Division]) -> Township | None:
        """The township of one of the divisions that is named at `position`."""
        if self._any_suffix.search(text, position + 1, position + MAX_NAME) is None:
            return None
        ends = [match.end() for match in self._suffix.finditer(text, position + 1, position + MAX_NAME)]
        for end in reversed(ends):
            if (listed := self._listed(text, position, end, divisions)) is not None:
                return listed
        clipped = self._clipped_short(text, position, divisions)
        return clipped or self._unlisted(text, position, divisions)

    def find(self, text: str, divisions: Collection[Division], known: Mapping[str, Division]) -> Iterator[Township]:
        """The townships of the divisions that are named anywhere; `known` are unlisted ones with their county."""
        if not divisions:
            return
        free_from = 0
        towns = self._gazetteer.towns
        for match in self._suffix.finditer(text):
            end = match.end()
            for start in range(max(free_from, end - MAX_NAME), end - MIN_NAME + 1):
                name = text[start:end]
                if name in towns or name in known:
                    town = self._named(text, (start, end), divisions, known)
                    if town is not None:
                        yield town
                        free_from = town.end
                        break

    def lone(
        self, text: str, around: Collection[Division], is_read_on: Callable[[str, int], bool]
    ) -> Iterator[Township]:
        """Townships of which the country has one, in a text that places nothing else.

        `around` are divisions that the text may mean: one that the township belongs to supports it, as do repetition
        and the name of a community directly behind it, which `is_read_on` tells.
        """
        for match in self._suffix.finditer(text):
            end = match.end()
            for start in range(max(0, end - MAX_NAME), end - LONE_NAME + 1):
                name = text[start:end]
                homes = self._gazetteer.towns.get(name, ())
                if len(homes) != 1:
                    continue
                is_told = text.count(name) >= REPEATED or is_read_on(text, end)
                if is_told or any(homes[0].is_within(division) for division in around):
                    yield self._township(text, start, end, name, tuple(homes))
                    break

    def _named(
        self, text: str, span: Span, divisions: Collection[Division], known: Mapping[str, Division]
    ) -> Township | None:
        start, end = span
        name = text[start:end]
        if name in known:
            return Township(start, end, name, (known[name],), False, self._rule)
        homes = self._gazetteer.towns[name]
        own = tuple(home for home in homes if home in divisions) or self._only_within(homes, divisions)
        return self._township(text, start, end, name, own) if own else None

    def _only_within(self, homes: Sequence[Division], divisions: Collection[Division]) -> tuple[Division, ...]:
        """The county of a township that only one county of the prefectures has."""
        prefectures = [division for division in divisions if division.level is Level.CITY]
        within = tuple(home for home in homes if any(home.is_within(one) for one in prefectures))
        return within if len(within) == 1 else ()

    def _listed(self, text: str, start: int, end: int, divisions: Sequence[Division]) -> Township | None:
        homes = self._gazetteer.towns.get(text[start:end])
        if not homes:
            return None
        own = tuple(home for home in homes if home in divisions)
        own = own or tuple(home for home in homes if any(home.is_within(division) for division in divisions))
        return self._township(text, start, end, text[start:end], own) if own else None

    def _clipped_short(self, text: str, position: int, divisions: Sequence[Division]) -> Township | None:
        """A listed township at `position` whose suffix is cut short (南湖街 for 南湖街道)."""
        for form in self._clipped:
            end = text.find(form.printed, position + MIN_NAME, position + MAX_NAME)
            if end < 0:
                continue
            official = text[position:end] + form.official
            homes = self._gazetteer.towns.get(official, ())
            own = tuple(home for home in homes if any(home.is_within(division) for division in divisions))
            if len(own) == 1:
                return Township(position, end + len(form.printed), official, own, True, self._rule)
        return None

    def _unlisted(self, text: str, position: int, divisions: Sequence[Division]) -> Township | None:
        if len(divisions) != 1 or divisions[0].level is Level.PROVINCE:
            return None
        for rule, shape in self._shapes:
            match = shape.match(text, position)
            if match is not None and not self._generic.search(match["stem"]):
                return Township(position, match.end(), self._official(match[0]), tuple(divisions), False, rule)
        return None

    def _official(self, printed: str) -> str:
        """The name with its suffix in full, without that of its office."""
        form = next((form for form in self._clipped if printed.endswith(form.printed)), None)
        return printed if form is None else printed.removesuffix(form.printed) + form.official

    def _township(self, text: str, start: int, end: int, name: str, homes: tuple[Division, ...]) -> Township:
        official = self._gazetteer.town(name, homes[0]) or name
        office = next((office for office in self._offices if text.startswith(office, end)), "")
        return Township(start, end + len(office), official, homes, True, self._rule)
