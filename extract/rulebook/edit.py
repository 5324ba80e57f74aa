"""New values into a rule file's text: every other character, comment and order stays as it is."""

import json
import re
from collections.abc import Mapping
from typing import Any

from extract.rulebook.yaml_source import Path, Position, YamlSource, read_yaml

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BLOCK = ("|", ">")


def edited(source: YamlSource, values: Mapping[Path, Any]) -> str:
    """The source's text with the values at these paths replaced."""
    starts = [0, *(match.end() for match in _BREAK.finditer(source.text))]
    text = source.text
    for path in sorted(values, key=lambda path: source.places.extents[path].start, reverse=True):
        extent = source.places.extents[path]
        start, end = _offset(starts, extent.start), _offset(starts, extent.end)
        tail = "\n" if extent.quote in _BLOCK else ""
        text = text[:start] + flow(values[path]) + tail + text[end:]
    return text


def flow(value: Any) -> str:
    """A value as YAML writes it on one line; text in quotes where it would be read as something else."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return str(value)
    return value if _is_plain(value) else quoted(value)


def quoted(text: str) -> str:
    """The text in quotes: single ones, which leave a backslash alone, where it is one line."""
    return json.dumps(text, ensure_ascii=False) if "\n" in text else "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Whether the text stands for itself inside [ ] and { }."""
    if not text or not text[0].isalnum() or any(char in text for char in "[]{},:#\n'\""):
        return False
    return bool(read_yaml(f"a: {text}").value == {"a": text})


def _offset(starts: list[int], position: Position) -> int:
    return starts[position[0] - 1] + position[1] - 1
