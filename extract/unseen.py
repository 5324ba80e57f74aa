"""Characters that print nothing or steer what shows them: controls, marks of direction, joiners, fillers.

A page may hold them between two digits; a file may be named with them to forge what a terminal or a log shows. Stages
read a text without them, and every place where text leaves the program writes them out.
"""

import re
import unicodedata
from collections.abc import Sequence

_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Controls that break no line."""
_FILLERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What Unicode says to show nothing for (`Default_Ignorable_Code_Point`), and its marks of annotations."""
_UNSEEN = re.compile(f"[{_CONTROLS}{_FILLERS}]")
_SPACES = " \u3000"
_LOG_COMMAND = re.compile(r"^(\s*):(?=:)|(#)#(?=\[|vso\[)", re.MULTILINE)
"""What a log of GitHub or Azure would take for a command, as far as its second mark."""
_UNSAFE_IN_JSON = re.compile(f"[{_CONTROLS}{_FILLERS}\x85\u2028\u2029]|(?<=#)#(?=\\[|vso\\[)")


def without(text: str) -> tuple[str, Sequence[int]]:
    """The text without unseen characters, and the place in `text` of each that is left and of the end."""
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for unseen in _UNSEEN.finditer(text):
        pieces.append(text[position : unseen.start()])
        offsets.extend(range(position, unseen.start()))
        position = unseen.end()
    pieces.append(text[position:])
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), offsets


def has_unseen(text: str) -> bool:
    """Whether the text holds any of them."""
    return _UNSEEN.search(text) is not None


def sound(word: str) -> str:
    """A word of the command line as a text: bytes of it that are no UTF-8 are written out."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def visible(line: str) -> str:
    """A line with such characters and line breaks written out as Python would: it is shown as one line, as text.

    What a CI service would take for a command in its log is none.
    """
    if not line.isprintable():
        line = "".join(map(_written, line))
    return _LOG_COMMAND.sub(_broken, line) if "::" in line or "##" in line else line


def visible_json(text: str) -> str:
    """JSON that says the same, with such characters as escapes."""
    return _UNSAFE_IN_JSON.sub(lambda found: _json_code(found.group()), text)


def _written(char: str) -> str:
    return char if char in _SPACES or unicodedata.category(char)[0] not in "CZ" else ascii(char)[1:-1]


def _broken(command: re.Match[str]) -> str:
    blank, hash_mark = command.groups()
    return f"{blank}\\x3a" if hash_mark is None else f"{hash_mark}\\x23"


def _json_code(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
