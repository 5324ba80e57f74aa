"""Bytes → text, without a single replaced character: by what is told of the encoding, else by evidence.

In this order: the encoding that the user names; a byte order mark; UTF-8, when every byte obeys it; the encoding that
the document's surroundings declare (a web page's head); the candidate whose text looks most like Chinese print. What
they leave open is an error.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from extract.read.errors import Fault, ReadError

_MARKS = {  # the longer first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WITH_ZERO_BYTES = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_MULTIBYTE = ("gb18030", "big5hkscs")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
"""Names under which texts go that use more than the encoding of that name has."""
SAMPLE = 65_536
"""Bytes that are looked at for evidence."""
_LEAST_SCORE = 0.7
_LEAST_LEAD = 0.15


_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TELLING = re.compile("[^\t\n\f\r\x20-\x7e]")
_AT_HOME = re.compile(
    "[\t\n\f\r\x20-\x7e\u00a0-\u00bf\u2010-\u203b\u2100-\u214f\u2460-\u2473\u3000-\u3011\uff01-\uff5e\uffe5]"
)
"""What stands beside Han characters in print: ASCII, punctuation, full-width forms."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and the share of its characters that print uses, Han characters and what stands beside them."""

    encoding: str
    score: float


def decode(name: str, content: bytes, wanted: str | None = None, declared: str | None = None) -> str:
    """The text, a byte order mark not counted, line ends as they stand; raises `ReadError`."""
    encoding = encoding_of(name, content, wanted, declared)
    try:
        return _without_mark(content).decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, f"not {encoding} at byte {error.start}") from None


def encoding_of(
    name: str, content: bytes, wanted: str | None = None, declared: str | None = None, *, whole: bool = True
) -> str:
    """The encoding of these bytes, which may be only the beginning of the content; raises `ReadError`."""
    if wanted is not None:
        return known(wanted) or wanted
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    has_zeros = b"\0" in content
    if not has_zeros and _fits(content, "utf-8", whole=whole):
        return "utf-8"
    widest = known(declared) if declared else None
    if widest and not has_zeros and _fits(content, widest, whole=whole):
        return widest
    return _by_evidence(name, content, _WITH_ZERO_BYTES if has_zeros else (*_MULTIBYTE, *_WITH_ZERO_BYTES))


def without_mark(text: str) -> str:
    """The text without the byte order mark that a decoder leaves at its beginning."""
    return text.removeprefix("\ufeff")


def _without_mark(content: bytes) -> bytes:
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    return content.removeprefix(mark)


def known(encoding: str) -> str | None:
    """The codec of this name, or of the encoding that texts of this name are really in; None if there is none."""
    try:
        codec = codecs.lookup(encoding.strip().strip("'\""))
        "".encode(codec.name)
    except (LookupError, ValueError):
        return None
    return _WIDER.get(codec.name, codec.name)


def _fits(content: bytes, encoding: str, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(content, final=whole)
    except UnicodeError:
        return False
    return True


def _by_evidence(name: str, content: bytes, candidates: tuple[str, ...]) -> str:
    """The one candidate that clearly gives print; raises `ReadError` with the scores when none does."""
    _refuse_broken_utf_8(name, content)
    scored = sorted((_scored(content, encoding) for encoding in candidates), key=lambda one: -one.score)
    best, second = scored[0], scored[1]
    if best.score >= _LEAST_SCORE and best.score - second.score >= _LEAST_LEAD:
        return best.encoding
    if b"\0" in content:
        raise ReadError(name, f"binary, not text: a zero byte at byte {content.index(0)}", Fault.NOT_TEXT)
    told = ", ".join(f"{one.encoding} {one.score:.2f}" for one in scored if one.encoding in _MULTIBYTE)
    where = f"not UTF-8 at byte {first_bad_byte(content)}"
    raise _undecodable(name, f"{where}, and no other encoding gives Chinese text (shares of print: {told})")


def _scored(content: bytes, encoding: str) -> Scored:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(content[:SAMPLE], final=False)
    except UnicodeError:
        return Scored(encoding, 0.0)
    return Scored(encoding, score(without_mark(text)))


def score(text: str) -> float:
    """How much of a text is print: 1 for frequent characters and punctuation only, 0 or less for junk.

    ASCII counts for nothing beside other characters; signs of other scripts, private and unassigned characters count
    against the text.
    """
    told = _TELLING.findall(text) or list(text)
    return sum(map(_worth, told)) / len(told) if told else 0.0


@cache
def _frequent() -> frozenset[str]:
    """The Han characters that the national standards of both scripts put first, being the frequent ones."""
    first = _rows("gb2312", range(0xB0, 0xD8)) + _rows("big5", range(0xA4, 0xC7))
    return frozenset(_HAN.findall(first))


def _rows(encoding: str, leads: range) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return "".join(pair.decode(encoding, "ignore") for pair in pairs)


def _worth(char: str) -> float:
    if char in _frequent() or _AT_HOME.match(char):
        return 1.0
    if _HAN.match(char):
        return 0.0
    return -1.0 if unicodedata.category(char) in {"Cn", "Co", "Cc", "Cs", "Lo", "Lu", "Ll"} else 0.0


def _refuse_broken_utf_8(name: str, content: bytes) -> None:
    """An error for UTF-8 with a few wrong bytes: in other encodings it would be well-formed nonsense."""
    sample = content[:SAMPLE]
    others = sum(byte >= 0x80 for byte in sample)
    kept = sum(len(char.encode()) for char in sample.decode("utf-8", "ignore") if not char.isascii())
    if others and kept * 2 > others:
        raise _undecodable(name, f"UTF-8 with a fault at byte {first_bad_byte(content)}")


def first_bad_byte(content: bytes) -> int:
    """Where the bytes stop being UTF-8; their number if they are."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)


def _undecodable(name: str, message: str) -> ReadError:
    return ReadError(name, f"{message}; save it as UTF-8, or name its encoding: --encoding gb18030", Fault.ENCODING)
