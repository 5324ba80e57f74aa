"""Zip archives: each member a document, or a container in its turn. Nothing is unpacked to the disk."""

import io
import zlib
from collections.abc import Callable, Iterator
from posixpath import splitext
from zipfile import BadZipFile, ZipFile, ZipInfo

from extract.read.decoding import decode
from extract.read.errors import Fault, ReadError
from extract.read.formats.records import RecordNames
from extract.read.options import Limits, ReadOptions
from extract.read.raw import Raw, megabytes, too_large
from schemas.records import Source

ReadAs = Callable[[Raw, ReadOptions, str | None], Iterator[Source | ReadError]]
"""Reads bytes as a format, or as the one that their name tells."""
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What `zipfile` raises of an archive that is damaged, locked or packed in a way that it does not know."""
_IS_UTF_8 = 0x800
_IS_LOCKED = 0x1
_FREE_OF_RATIO = 100_000
"""Bytes up to which a member may unpack to any multiple: what repeats itself packs well."""


def read(raw: Raw, options: ReadOptions, read_as: ReadAs) -> Iterator[Source | ReadError]:
    """The documents of all members in the order of the archive, hidden ones left out; raises `ReadError`."""
    with opened(raw, options.limits) as archive:
        names = RecordNames()
        for member in members(raw, archive, options.limits):
            name = _name(raw, member)
            if not _is_hidden(name):
                yield from _member(raw, archive, member, names.name(*splitext(name)), options, read_as)


def opened(raw: Raw, limits: Limits) -> ZipFile:
    """The archive; raises `ReadError`."""
    try:
        stream = raw.stream if raw.stream.seekable() else io.BytesIO(raw.content(limits))
        return ZipFile(stream)
    except BROKEN as error:
        raise _broken(raw.name, error) from None


def members(raw: Raw, archive: ZipFile, limits: Limits) -> list[ZipInfo]:
    """The files in the archive; raises `ReadError` when they are too many or too much."""
    found = [member for member in archive.infolist() if not member.is_dir()]
    if len(found) > limits.members:
        what = f"more than {limits.members:,} members; raise --max-members"
        raise ReadError(raw.name, what, Fault.ARCHIVE_LIMIT)
    if sum(member.file_size for member in found) > limits.unpacked:
        what = f"its members unpack to more than {megabytes(limits.unpacked)}; raise --max-unpacked"
        raise ReadError(raw.name, what, Fault.ARCHIVE_LIMIT)
    return found


def content_of(name: str, archive: ZipFile, member: ZipInfo, limits: Limits) -> bytes:
    """The bytes of a member, called `name` in errors; raises `ReadError`.

    The sizes that the archive states bound what is unpacked: `zipfile` reads no byte more.
    """
    if member.flag_bits & _IS_LOCKED:
        raise ReadError(name, "behind a password; unpack it first", Fault.ENCRYPTED)
    if member.file_size > limits.bytes:
        raise too_large(name, limits)
    if member.file_size > max(_FREE_OF_RATIO, limits.ratio * member.compress_size):
        what = f"unpacks to more than {limits.ratio} times its size; raise --max-ratio"
        raise ReadError(name, what, Fault.ARCHIVE_LIMIT)
    try:
        return archive.read(member)
    except BROKEN as error:
        raise _broken(name, error) from None


def _member(
    raw: Raw, archive: ZipFile, member: ZipInfo, name: str, options: ReadOptions, read_as: ReadAs
) -> Iterator[Source | ReadError]:
    whole_name = raw.within(name, b"").name
    try:
        content = content_of(whole_name, archive, member, options.limits)
        yield from read_as(raw.within(name, content), options, None)
    except ReadError as error:
        yield error


def _name(raw: Raw, member: ZipInfo) -> str:
    """The member's name; Chinese systems write it in their own encoding, which zip does not tell."""
    if member.flag_bits & _IS_UTF_8 or member.filename.isascii():
        return member.filename
    try:
        return decode(raw.name, member.filename.encode("cp437"))
    except (ReadError, UnicodeError):
        return member.filename


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in name.split("/"))


def _broken(name: str, error: Exception) -> ReadError:
    return ReadError(name, f"no sound zip archive: {error}", Fault.MALFORMED)
