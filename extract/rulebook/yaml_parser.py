"""YAML text → values and their places, by PyYAML's events and the project's own, stricter rules.

PyYAML lets a repeated key win, reads `no` as False and `12:30` as 750, and its composer recurses on nesting. Here a
scalar is text unless it is plainly a number or true/false/null; repeated keys, anchors, tags and deep nesting are
errors with their line and column.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from extract.rulebook.yaml_source import Extent, Path, Places, Position, YamlSourceError

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 24
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where there is one: ten times as fast."""
_QUOTED = ("'", '"', "|", ">")
_PLAIN = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]+")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a text."""
_ADVICE = (
    ("mapping values are not allowed", "a text with ': ' in it needs quotes; or the line is indented too far"),
    ("found character '\\t'", "indent with spaces, not with a tab"),
    ("violates indentation", "indent with spaces, not with a tab"),
    ("cannot start any token", "a text that begins with % @ ` or a tab needs quotes"),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("while scanning a quoted scalar", "a quotation mark is not closed"),
    ("expected ',' or", "a list [ or mapping { is not closed, or a text in it needs quotes"),
    ("expected <block end>", "the line is not indented like those it belongs to"),
    ("expected '-' indicator", "the line is not indented like the items of the list"),
    ("could not find expected ':'", "a key needs ': ' after it"),
    (
        "did not find expected key",
        "the line is not indented like the keys beside it, or a quoted text goes on behind it",
    ),
    ("found unknown escape character", "in double quotes a \\ must be doubled; single quotes keep it as it is"),
    ("did not find expected node content", "a value is missing, or a text that begins with a mark needs quotes"),
    ("did not find expected alphabetic or numeric character", "a text that begins with * or & needs quotes"),
    ("did not find expected <document start>", "one file holds one document; what follows it is too much"),
)
"""What PyYAML and libyaml say of a mistake, and what to do about it."""


def parsed(text: str) -> tuple[Any, Places]:
    """The value of the text's only document, and where everything stands; raises `YamlSourceError`."""
    if len(text) > MAX_CHARACTERS:
        raise YamlSourceError(1, 1, f"the file has more than {MAX_CHARACTERS:,} characters; split it")
    if (strange := _UNPRINTABLE.search(text)) is not None:
        line, column = text.count("\n", 0, strange.start()) + 1, strange.start() - text.rfind("\n", 0, strange.start())
        raise YamlSourceError(line, column, f"this character may not stand in a file: {ascii(strange.group())[1:-1]}")
    try:
        return _Builder(text).read()
    except yaml.MarkedYAMLError as error:
        opens = "quoted scalar" in (error.context or "") or "flow" in (error.context or "")
        mark = error.context_mark if opens and error.context_mark else error.problem_mark or error.context_mark
        line, column = _position(mark) if mark else (1, 1)
        raise YamlSourceError(line, column, f"this is not YAML: {_advice(error)}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlSourceError(1, 1, f"this is not YAML: {_advice(error)}") from error


def _advice(error: Exception) -> str:
    """What to do about a YAML error, in the words of rule authors where they are known."""
    told = " ".join(str(error).split())
    return next((advice for sign, advice in _ADVICE if sign in told), getattr(error, "problem", None) or told)


class _Builder:
    """Builds values from the stream of events, which stops at the first that rules never need."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._positions: dict[Path, Position] = {}
        self._extents: dict[Path, Extent] = {}
        self._depth = 0

    def read(self) -> tuple[Any, Places]:
        """The value of the text, and where everything stands."""
        events = _events(self._text)
        first = next(events, None)
        if first is None:
            raise YamlSourceError(1, 1, "the file is empty")
        value = self._build(first, events, ())
        beyond = next(events, None)
        if beyond is not None:
            raise YamlSourceError(*_position(beyond.start_mark), "one file holds one document; this begins another")
        return value, Places(self._positions, self._extents)

    def _build(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        start = _position(event.start_mark)
        self._positions.setdefault(path, start)
        if isinstance(event, yaml.ScalarEvent):
            quote = event.style if event.style in _QUOTED else ""
            self._extents[path] = Extent(start, _position(event.end_mark), quote)
            return event.value if quote else _plain(event.value)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlSourceError(*start, f"nested more than {MAX_DEPTH} deep")
        is_list = isinstance(event, yaml.SequenceStartEvent)
        value = self._sequence(events, path) if is_list else self._mapping(events, path)
        self._extents[path] = Extent(start, self._end, "")
        self._depth -= 1
        return value

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        built: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._end = _position(event.end_mark)
                break
            built.append(self._build(event, events, (*path, len(built))))
        return built

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self._end = _position(event.end_mark)
                break
            position = _position(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlSourceError(*position, "a key must be plain text")
            key = event.value
            if key in built:
                first = self._positions[(*path, key)][0]
                raise YamlSourceError(*position, f"the key {key!r} is repeated; the first is on line {first}")
            self._positions[(*path, key)] = position
            built[key] = self._build(next(events), events, (*path, key))
        return built


def _events(text: str) -> Iterator[Any]:
    """The events of values; raises at what rules never need."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.NodeEvent):
            _refuse_what_rules_never_need(event)
            yield event
        elif isinstance(event, yaml.CollectionEndEvent):
            yield event


def _refuse_what_rules_never_need(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        message = "anchors and aliases (& and *) are not read; write the value out, or quote a text that begins so"
        raise YamlSourceError(*_position(event.start_mark), message)
    if event.tag:
        raise YamlSourceError(
            *_position(event.start_mark), f"tags ({event.tag}) are not read; quote the value if it is text"
        )


def _position(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _plain(text: str) -> str | int | float | bool | None:
    if text in _PLAIN:
        return _PLAIN[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
