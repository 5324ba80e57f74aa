"""Zip archives as people and attackers make them: each member ends as a document or as an error that names it."""

import io
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from extract.read import Fault, Input, Limits, ReadError, ReadOptions, documents
from schemas.records import Source
from tests.test_formats import INPUTS, read, sources

PAGE = "全镇共划分网格819个。"


def packed(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def told(path: Path, limits: Limits | None = None) -> list[tuple[str, str]]:
    found = documents(Input(path.name, path), ReadOptions(limits=limits or Limits()))
    return [(one.name, one.code if isinstance(one, ReadError) else one.text) for one in found]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


def test_members_are_documents_in_the_order_of_the_archive(archive: Path) -> None:
    archive.write_bytes(packed({"b.txt": "乙", "x/a.md": "甲", "x/": "", ".hid/c.txt": "丙", "__MACOSX/._a.md": "丁"}))
    assert told(archive) == [("a.zip#b.txt", "乙"), ("a.zip#x/a.md", "甲")]


def test_names_that_chinese_windows_wrote_are_led_back() -> None:
    gbk, utf8 = sources(INPUTS / "named_in_gbk.zip")
    assert gbk.name == "named_in_gbk.zip#新闻/2024-06-18_清河.txt"
    assert gbk.published == "2024-06-18"
    assert utf8.name == "named_in_gbk.zip#新闻/第二版.txt"
    assert "1286场次" in gbk.text


def test_members_behind_a_password_are_told_one_by_one() -> None:
    assert [one.code for one in read(INPUTS / "locked.zip") if isinstance(one, ReadError)] == [Fault.ENCRYPTED] * 2


def test_members_that_are_not_read_are_told(archive: Path) -> None:
    archive.write_bytes(packed({"a.png": b"\x89PNG\r\n", "b.txt": PAGE, "c": PAGE}))
    assert told(archive) == [
        ("a.zip#a.png", Fault.UNKNOWN_FORMAT),
        ("a.zip#b.txt", PAGE),
        ("a.zip#c", Fault.UNKNOWN_FORMAT),
    ]


def test_names_that_would_leave_a_folder_are_only_names(archive: Path, tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/passwd.txt", "C:\\x.txt", f"{'x' * 300}.txt"]
    archive.write_bytes(packed(dict.fromkeys(names, PAGE)))
    assert [text for _, text in told(archive)] == [PAGE] * 4
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_tables_in_an_archive_give_their_records(archive: Path) -> None:
    archive.write_bytes(packed({"r.jsonl": '{"id": "x", "text": "一"}\n{"id": "y", "text": "二"}\n'}))
    assert told(archive) == [("a.zip#r.jsonl#x", "一"), ("a.zip#r.jsonl#y", "二")]
    assert {one.container for one in sources(archive)} == {"a.zip"}


def test_archives_within_archives_are_read_as_deep_as_is_allowed(archive: Path) -> None:
    content: bytes = packed({"page.txt": PAGE})
    for name in ("2.zip", "1.zip"):
        content = packed({name: content})
    archive.write_bytes(content)
    assert told(archive) == [("a.zip#1.zip#2.zip#page.txt", PAGE)]
    assert told(archive, Limits(nesting=2)) == [("a.zip#1.zip#2.zip", Fault.ARCHIVE_LIMIT)]


def test_an_archive_that_holds_itself_without_end_is_stopped(archive: Path) -> None:
    content = packed({"page.txt": PAGE})
    for _ in range(50):
        content = packed({"inner.zip": content, "page.txt": PAGE})
    archive.write_bytes(content)
    assert [code for _, code in told(archive)] == [Fault.ARCHIVE_LIMIT, PAGE, PAGE, PAGE]


def test_a_member_that_unpacks_to_too_much_is_told_and_not_unpacked(archive: Path) -> None:
    archive.write_bytes(packed({"bomb.txt": b"1" * 15_000_000, "page.txt": PAGE}))
    assert archive.stat().st_size < 20_000
    assert told(archive) == [("a.zip#bomb.txt", Fault.ARCHIVE_LIMIT), ("a.zip#page.txt", PAGE)]
    assert told(archive, Limits(bytes=1_000_000)) == [("a.zip#bomb.txt", Fault.TOO_LARGE), ("a.zip#page.txt", PAGE)]


@pytest.mark.parametrize("limits", [Limits(members=2), Limits(unpacked=80)])
def test_too_many_members_and_too_many_bytes_are_told(archive: Path, limits: Limits) -> None:
    archive.write_bytes(packed({f"{number}.txt": PAGE for number in range(3)}))
    assert told(archive, limits) == [("a.zip", Fault.ARCHIVE_LIMIT)]


def test_a_member_that_lies_about_its_size_is_told(archive: Path) -> None:
    content = bytearray(packed({"bomb.txt": b"1" * 15_000_000}))
    size = struct.pack("<L", 15_000_000)
    assert content.count(size) == 2
    archive.write_bytes(bytes(content).replace(size, struct.pack("<L", 10)))
    assert told(archive) == [("a.zip#bomb.txt", Fault.MALFORMED)]


def test_repeated_names_are_told_apart(archive: Path) -> None:
    buffer = io.BytesIO()
    made = ZipFile(buffer, "w")
    made.writestr("a.txt", "甲")
    with pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("a.txt", "乙")
    made.close()
    archive.write_bytes(buffer.getvalue())
    assert told(archive) == [("a.zip#a.txt", "甲"), ("a.zip#a-2.txt", "乙")]


DOCUMENT = "word/document.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'


def with_part(original: Path, part: str, change: str) -> bytes:
    """A copy of an office file with `change` put behind the first line of a part."""
    with ZipFile(original) as made:
        members = {name: made.read(name) for name in made.namelist()}
    head, mark, rest = members[part].partition(b"?>")
    members[part] = head + mark + change.encode() + rest
    return packed(dict(members))


def test_entities_in_a_word_document_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(with_part(INPUTS / "page.docx", DOCUMENT, BOMB))
    (error,) = read(path)
    assert isinstance(error, ReadError)
    assert (error.code, "defines entities" in error.message) == (Fault.MALFORMED, True)


def test_entities_in_a_book_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    with ZipFile(INPUTS / "page.epub") as made:
        (chapter,) = [name for name in made.namelist() if name.endswith("section0001.xhtml")]
    path = tmp_path / "bomb.epub"
    path.write_bytes(with_part(INPUTS / "page.epub", chapter, BOMB.replace("]>", "]>&b;&s;")))
    (source,) = read(path)
    assert isinstance(source, Source)
    assert "root:" not in source.text
    assert "aaaa" not in source.text
