"""Every input ends as a source or as an error that says what to do; none stops the others."""

import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from extract.read import DEFAULT, Fault, Input, Limits, ReadError, ReadOptions, find_inputs, read_input


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "notes.log", ".hidden.txt", "sub/c.txt", "sub/.git/d.txt", "sub-a.txt", "e.TXT"):
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
    return fault_of(path).message


def fault_of(path: Path, options: ReadOptions = DEFAULT, *, named: bool = True) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_input(Input(path.name, path, named), options)
    return caught.value


def test_a_folder_gives_its_files_in_name_order_without_what_is_hidden(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "e.TXT", "notes.log", "sub/c.txt", "sub-a.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["b.txt", "sub-a.txt"]),
        ("**/*.txt", ["b.txt", "sub/c.txt", "sub-a.txt"]),
        ("s*/*", ["sub/c.txt"]),
        ("[ab].*", ["a.md", "b.txt"]),
    ],
)
def test_a_pattern_gives_what_it_matches_as_parts_of_its_folder(folder: Path, pattern: str, found: list[str]) -> None:
    assert names(folder / pattern) == found


def test_a_pattern_that_matches_nothing_is_told(folder: Path) -> None:
    assert told(folder / "*.pdf") == [f"{folder}/*.pdf: no file matches this [not_found]"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[1].txt").write_text("一页。", encoding="utf-8")
    assert names(folder / "[1].txt") == ["[1].txt"]


def test_a_folder_of_facts_is_no_folder_of_pages(folder: Path) -> None:
    for name in ("run.json", "articles.csv", "indicators.csv", "b.json"):
        (folder / "sub" / name).write_text("{}", encoding="utf-8")
    assert names(folder) == ["a.md", "b.txt", "e.TXT", "notes.log", "sub-a.txt"]


def test_a_file_named_outright_is_read_whatever_its_suffix_under_its_own_name(folder: Path) -> None:
    assert names(folder / "notes.log", folder / "sub" / "c.txt") == ["notes.log", "c.txt"]
    assert read_input(Input("notes.log", folder / "notes.log")).text == "notes.log的一页。"


def test_a_file_of_a_folder_with_another_suffix_is_an_error_that_names_it(folder: Path) -> None:
    error = fault_of(folder / "notes.log", named=False)
    assert error.code is Fault.UNKNOWN_FORMAT
    assert error.message == ".log files are not read; name it outright to read it as text"


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "b.txt", folder / "sub" / ".." / "b.txt") == names(folder)
    assert not told(folder, folder / "b.txt")


def test_two_files_of_one_name_cannot_both_be_sources(folder: Path) -> None:
    (folder / "sub" / "b.txt").write_text("另一页。", encoding="utf-8")
    assert names(folder / "b.txt", folder / "sub" / "b.txt") == ["b.txt"]
    (message,) = told(folder / "b.txt", folder / "sub" / "b.txt")
    assert message.endswith("another source is called 'b.txt'; name a folder above both [same_name]")


def test_folders_behind_links_are_not_followed_but_linked_files_are_read(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "z.txt").symlink_to(folder / "b.txt")
    assert names(folder) == ["a.md", "b.txt", "e.TXT", "notes.log", "sub/c.txt", "sub-a.txt", "z.txt"]
    assert names(folder / "loop") == names(folder)
    (folder / "b.txt").unlink()
    assert message_of(folder / "z.txt") == "cannot be read: No such file or directory"


def test_what_is_not_there_is_an_error_and_the_rest_is_found(folder: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    assert names(folder / "no.txt", folder / "b.txt", empty) == ["b.txt"]
    assert told(folder / "no.txt", folder / "b.txt", empty) == [
        f"{folder}/no.txt: there is no such file or folder [not_found]",
        f"{empty}: there is no file in this folder [not_found]",
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


def test_an_empty_file_is_an_empty_source(tmp_path: Path) -> None:
    assert content_of(tmp_path, b"") == ""


def test_neither_too_large_nor_endless_files_are_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10_000_000_000)
    assert message_of(large) == "larger than 20 MB; split it, or raise --max-bytes"
    os.mkfifo(tmp_path / "pipe.txt")
    assert message_of(tmp_path / "pipe.txt") == "not a regular file; pipe it in: extract - < FILE"
    assert fault_of(Path("/dev/zero")).code is Fault.NOT_A_FILE


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(bytes=11), Fault.TOO_LARGE), (Limits(characters=3), Fault.TOO_LARGE)]
)
def test_a_limit_is_an_error_and_no_cut(tmp_path: Path, limits: Limits, code: Fault) -> None:
    path = tmp_path / "page.txt"
    path.write_text("共有四字", encoding="utf-8")
    assert fault_of(path, ReadOptions(limits=limits)).code is code
    assert read_input(Input("page.txt", path), ReadOptions(limits=Limits(bytes=12, characters=4))).text == "共有四字"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("一页。".encode())))
    ((found,), _) = find_inputs(["-"])
    source = read_input(found)
    assert (source.name, source.text) == ("stdin", "一页。")
