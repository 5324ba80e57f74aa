"""A record with fields → a document: what JSON, JSON Lines and CSV have in common."""

from collections.abc import Mapping

from extract.dates import iso_date
from extract.read.errors import Fault, ReadError
from extract.read.options import Fields, ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

Record = Mapping[str, object]
DEFAULT_NAMES = Fields(text="text", id="id", title="title", date="date")
"""Where a field is looked for that the user has not named."""
_MOST_NAMED = 12


class RecordNames:
    """Names for the records of one container: their ids or numbers, numbered on a repeat."""

    def __init__(self) -> None:
        self._times: dict[int, int] = {}

    def name(self, record_id: str, suffix: str = "") -> str:
        """The id, or `id-2` for the second record of that id, before the suffix."""
        name = f"{record_id}{suffix}"
        while (times := self._count(name)) > 1:
            name = f"{record_id}-{times}{suffix}"
        return name

    def _count(self, name: str) -> int:
        key = hash(name)  # a number in place of the text: an archive has many
        times = self._times[key] = self._times.get(key, 0) + 1
        return times


def document(raw: Raw, record: object, content: bytes, options: ReadOptions) -> Source:
    """The document of a record whose own bytes are `content`; raises `ReadError`.

    The title stands above the text, as on a page, unless the text begins with it.
    """
    if not isinstance(record, Mapping):
        raise ReadError(raw.name, "this is no record with fields", Fault.NO_FIELD)
    fields = options.fields
    text = _field(raw, record, fields.text, DEFAULT_NAMES.text, is_needed=True)
    title = _field(raw, record, fields.title, DEFAULT_NAMES.title).strip()
    date = iso_date(_field(raw, record, fields.date, DEFAULT_NAMES.date))
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return raw.extracted(text, content, options.limits, date=date)


def id_of(record: object, options: ReadOptions) -> str | None:
    """What the record says it is called; None where it says nothing."""
    value = record.get(options.fields.id or DEFAULT_NAMES.id) if isinstance(record, Mapping) else None
    if not isinstance(value, str | int) or not str(value).strip():
        return None
    return str(value).encode("utf-8", "backslashreplace").decode()


def _field(raw: Raw, record: Record, wanted: str | None, default: str | None, *, is_needed: bool = False) -> str:
    """The field's text; empty where it may be missing and is."""
    name = wanted or default or ""
    value = record.get(name)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if value is None and not is_needed and (wanted is None or name in record):
        return ""
    what = f"there is no field {name!r}" if name not in record else f"the field {name!r} is no text"
    there = ", ".join(map(str, list(record)[:_MOST_NAMED])) or "none"
    raise ReadError(raw.name, f"{what}; there are: {there} (say which: --text-field NAME)", Fault.NO_FIELD)
