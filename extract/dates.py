"""Dates as pages, fields and file names print them → ISO 8601."""

import re
from collections.abc import Iterator
from datetime import date

_CALENDAR = r"((?:19|20)[0-9]{2})(?:年|[-_./])([0-9]{1,2})(?:(?:月|[-_./])([0-9]{1,2})日?|月)?"
_COMPACT = r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})"
_FORMS = (re.compile(_CALENDAR), re.compile(_COMPACT))
_FORMS_IN_NAMES = tuple(re.compile(rf"(?<![0-9A-Za-z]){form}(?![0-9A-Za-z])") for form in (_CALENDAR, _COMPACT))
"""In a name nothing may touch the date: eight digits of a checksum are none."""
_CLOCK_TIME = re.compile(r"(?:[T ][0-9]{1,2}:.*)?\Z", re.DOTALL)


def iso_date(text: str) -> str | None:
    """`2024-06-18`, or `2024-06` where no day is told; None for what is no such date from end to end.

    A clock time behind it is passed over: the day is the one that is printed, whatever the time zone.
    """
    text = text.strip()
    for form in _FORMS:
        match = form.match(text)
        if match and _CLOCK_TIME.match(text, match.end()):
            return _iso(match)
    return None


def date_in_name(name: str) -> str | None:
    """The date in a file name; None when there is none, or more than one."""
    found = set(_dates_in(name))
    return found.pop() if len(found) == 1 else None


def _dates_in(name: str) -> Iterator[str]:
    for form in _FORMS_IN_NAMES:
        yield from filter(None, map(_iso, form.finditer(name)))


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = match.groups()
    try:
        there = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return there.isoformat() if day else f"{there:%Y-%m}"
