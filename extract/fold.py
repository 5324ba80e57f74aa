"""One spelling for characters that newspapers print in several: full-width forms, corner brackets, dashes, traditional
characters.

`fold` maps character by character, so offsets stay valid. Pages and rule files are folded alike: a rule may be
written with full-width or half-width punctuation and matches both.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from extract.expressions import expression

if TYPE_CHECKING:
    from opencc import OpenCC

_FULL_WIDTH_OFFSET = 0xFF01 - 0x21
_FULL_WIDTH_ASCII = {code: code - _FULL_WIDTH_OFFSET for code in range(0xFF01, 0xFF5F)}
_VARIANTS = {
    " ": "\u3000\u00a0\u2002\u2003\u2009\t",
    "“": "「﹁〝",
    "”": "」﹂〞",
    "‘": "『﹃",
    "’": "』﹄",
    "—": "―─━–－﹣",
    "~": "〜∼",
    ":": "∶﹕",
    ",": "﹐",
    ";": "﹔",
    "·": "•・･‧",
}
_SPELLINGS = {chr(code): chr(one) for code, one in _FULL_WIDTH_ASCII.items()}
_SPELLINGS |= {form: one for one, forms in _VARIANTS.items() for form in forms}
_SIMPLIFIED = bytes(byte for row in range(0xA1, 0xF8) for column in range(0xA1, 0xFF) for byte in (row, column)).decode(
    "gb2312", "ignore"
) + "".join(map(chr, range(0x80)))
"""The characters of simplified print, which GB 2312 lists. 著 and 乾 are among them: they stay as they are."""
_PLAIN = {char for char in _SIMPLIFIED if char.isprintable() or char == "\n"} - _SPELLINGS.keys()
_ODD = expression(f"[^{re.escape(''.join(sorted(_PLAIN)))}]")


def odd_characters(text: str) -> set[str]:
    """The characters of a text that `fold` may spell otherwise, and all that print nothing but the line feed."""
    return set(_ODD.findall(text))


def fold(text: str, odd: Iterable[str] | None = None) -> str:
    """The same text, as long as before, in the one spelling that rules are matched against.

    `odd` are its odd characters, where they are known already.
    """
    for char in odd_characters(text) if odd is None else odd:
        text = text.replace(char, _spelling(char))
    return text


@cache
def _spelling(char: str) -> str:
    """A character as rules spell it: one form for each mark, the simplified form of a traditional character."""
    if char in _SPELLINGS:
        return _SPELLINGS[char]
    simplified = _simplifier().convert(char) if char.isalpha() else char
    # Some forms are simplified in two steps (薴, 苧, 苎); half of one would leave the text to the order of replacing.
    return char if simplified == char or len(simplified) > 1 else _spelling(simplified)


@cache
def _simplifier() -> "OpenCC":
    """OpenCC's tables, read only for a page that has a character for them: most have none."""
    from opencc import OpenCC

    return OpenCC("t2s")
