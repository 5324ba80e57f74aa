"""JSON and JSON Lines: an object is a document, its text in a field; an array or a file of lines holds many."""

import json
import re
from collections.abc import Iterator

from extract.read.decoding import decode
from extract.read.errors import Fault, ReadError
from extract.read.formats.records import RecordNames, document, id_of
from extract.read.options import ReadOptions
from extract.read.raw import Raw, too_large
from schemas.records import Source

_BETWEEN = re.compile(r"[\s,]*")
_SKIPPED_AT_ONCE = 1_000_000


def read(raw: Raw, options: ReadOptions) -> Iterator[Source | ReadError]:
    """The document of an object, or those of an array, each named by its id or its number; raises `ReadError`."""
    content = raw.content(options.limits)
    text = decode(raw.name, content, options.encoding)
    if not text.lstrip().startswith("["):
        yield document(raw, _value(raw, text), content, options)
        return
    names = RecordNames()
    for number, (value, printed) in enumerate(_items(raw, text), 1):
        record = raw.within(names.name(id_of(value, options) or str(number)), printed.encode("utf-8", "surrogatepass"))
        yield _document(record, value, options)


def read_lines(raw: Raw, options: ReadOptions) -> Iterator[Source | ReadError]:
    """The document of each line that is not blank, named by its id or by the line's number."""
    names = RecordNames()
    for number, line in enumerate(_lines(raw, options), 1):
        if isinstance(line, ReadError):
            yield line
        elif line.strip():
            yield _line(raw, number, line.rstrip(b"\r\n"), names, options)


def _line(raw: Raw, number: int, line: bytes, names: RecordNames, options: ReadOptions) -> Source | ReadError:
    place = raw.within(str(number), line)
    try:
        value = _value(place, decode(place.name, line, options.encoding))
    except ReadError as error:
        return error
    return _document(raw.within(names.name(id_of(value, options) or str(number)), line), value, options)


def _document(record: Raw, value: object, options: ReadOptions) -> Source | ReadError:
    try:
        return document(record, value, record.content(options.limits), options)
    except ReadError as error:
        return error


def _lines(raw: Raw, options: ReadOptions) -> Iterator[bytes | ReadError]:
    """Line by line; of one that is too long only that it is."""
    most = options.limits.bytes
    number = 0
    while line := raw.stream.readline(most + 1):
        number += 1
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = raw.stream.readline(_SKIPPED_AT_ONCE)
        yield too_large(raw.within(str(number), b"").name, options.limits)


def _value(raw: Raw, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _malformed(raw, error) from None
    except RecursionError:
        raise _too_deep(raw) from None


def _items(raw: Raw, text: str) -> Iterator[tuple[object, str]]:
    """The items of an array with the characters that print each; raises `ReadError` where it is broken."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    while True:
        at = _end_of(_BETWEEN, text, at)
        if text[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError as error:
            raise _malformed(raw, error) from None
        except RecursionError:
            raise _too_deep(raw) from None
        yield value, text[at:end]
        at = end


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _malformed(raw: Raw, error: ValueError) -> ReadError:
    return ReadError(raw.name, f"no JSON: {error}", Fault.MALFORMED)


def _too_deep(raw: Raw) -> ReadError:
    return ReadError(raw.name, "its values are nested too deeply", Fault.MALFORMED)
