"""Every input ends as a source or as an error that says what to do; none stops the others."""

import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from extract.read import MAX_BYTES, Input, ReadError, find_inputs, read_input


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "notes.pdf", ".hidden.txt", "sub/c.txt", "sub/.git/d.txt", "sub-a.txt", "e.TXT"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}的一页。", encoding="utf-8")
    return tmp_path / "pages"


def names(*paths: Path | str) -> list[str]:
    return [found.name for found in find_inputs(map(str, paths))[0]]


def told(*paths: Path | str) -> list[str]:
    return [str(error) for error in find_inputs(map(str, paths))[1]]


def content_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    return read_input(Input("page.txt", path)).text


def message_of(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_input(Input(path.name, path))
    return caught.value.message


def test_a_folder_gives_its_texts_in_name_order_without_what_is_hidden(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "e.TXT", "sub/c.txt", "sub-a.txt"]


def test_a_file_named_outright_is_read_whatever_its_suffix_under_its_own_name(folder: Path) -> None:
    assert names(folder / "notes.pdf", folder / "sub" / "c.txt") == ["notes.pdf", "c.txt"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "b.txt", folder / "sub" / ".." / "b.txt") == names(folder)
    assert not told(folder, folder / "b.txt")


def test_two_files_of_one_name_cannot_both_be_sources(folder: Path) -> None:
    (folder / "sub" / "b.txt").write_text("另一页。", encoding="utf-8")
    assert names(folder / "b.txt", folder / "sub" / "b.txt") == ["b.txt"]
    (message,) = told(folder / "b.txt", folder / "sub" / "b.txt")
    assert message.endswith("another source is called 'b.txt'; name a folder above both")


def test_folders_behind_links_are_not_followed_but_linked_files_are_read(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "z.txt").symlink_to(folder / "b.txt")
    assert names(folder) == ["a.md", "b.txt", "e.TXT", "sub/c.txt", "sub-a.txt", "z.txt"]
    assert names(folder / "loop") == names(folder)
    (folder / "b.txt").unlink()
    assert message_of(folder / "z.txt") == "cannot be read: No such file or directory"


def test_what_is_not_there_is_an_error_and_the_rest_is_found(folder: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    assert names(folder / "no.txt", folder / "b.txt", empty) == ["b.txt"]
    assert told(folder / "no.txt", folder / "b.txt", empty) == [
        f"{folder}/no.txt: there is no such file or folder",
        f"{empty}: there is no .md or .txt file in this folder",
    ]


def test_a_name_that_is_not_utf_8_is_written_out(folder: Path) -> None:
    odd = os.fsdecode(b"\xc8\xab\xca\xd0.txt")
    (folder / odd).write_text("一页。", encoding="utf-8")
    assert "\u022b\\xca\\xd0.txt" in names(folder)


def test_text_stands_as_it_is_printed_and_the_sum_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "第一行\r\n第二行\n".encode())
    source = read_input(Input("page.txt", path))
    assert source.text == "第一行\r\n第二行\n"
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("共有".encode() + b"\xff", "not UTF-8 at byte 6; save it as UTF-8"),
        (b"\xef\xbb\xbf\xff", "not UTF-8 at byte 3; save it as UTF-8"),
        ("全市".encode("gb18030"), "it may be GB 18030: iconv -f GB18030 -t UTF-8"),
        ("一页".encode("utf-16"), "this is UTF-16; save it as UTF-8"),
        (b"PK\x03\x04\x00", "binary, not text: a zero byte at byte 4"),
    ],
)
def test_what_is_no_utf_8_text_says_where_and_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    assert message in message_of(path)


def test_an_empty_file_is_an_empty_source(tmp_path: Path) -> None:
    assert content_of(tmp_path, b"") == ""


def test_neither_too_large_nor_endless_files_are_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10 * MAX_BYTES)
    assert message_of(large) == "larger than 20 MB; split it"
    os.mkfifo(tmp_path / "pipe.txt")
    assert message_of(tmp_path / "pipe.txt") == "not a regular file; pipe it in: extract - < FILE"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("一页。".encode())))
    ((found,), _) = find_inputs(["-"])
    source = read_input(found)
    assert (source.name, source.text) == ("stdin", "一页。")
