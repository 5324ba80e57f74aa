"""Results that are kept: a run that was broken off goes on, and what is torn, planted or stale is nothing."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from extract import cache as cache_module
from extract.cache import FILE, ResultCache
from extract.private import private_folder

PARTS = ("page.txt", "目前")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "extract"


def keep(content: bytes, made_with: str = "1") -> None:
    cache = ResultCache(made_with)
    cache.put(cache.key(PARTS), content)
    cache.close()


def kept(made_with: str = "1", parts: tuple[str, ...] = PARTS) -> bytes | None:
    cache = ResultCache(made_with)
    try:
        return cache.get(cache.key(parts))
    finally:
        cache.close()


def test_what_was_kept_comes_back() -> None:
    assert kept() is None
    keep("事实".encode())
    assert kept() == "事实".encode()


@pytest.mark.parametrize("parts", [("page.txt", "目前。"), ("page.txt目", "前"), ("page.txt",), (*PARTS, "")])
def test_another_text_name_or_option_is_another_key(parts: tuple[str, ...]) -> None:
    keep(b"x")
    assert kept(parts=parts) is None


def test_other_rules_and_another_program_are_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(b"x")
    assert kept(made_with="2") is None
    monkeypatch.setattr(cache_module, "program_hash", lambda: b"changed")
    assert kept() is None


def test_the_folder_and_the_file_are_the_user_s_alone(home: Path) -> None:
    keep(b"x")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o777, 0o750, 0o701])
def test_a_folder_that_others_can_enter_is_not_used(home: Path, mode: int) -> None:
    keep(b"x")
    home.chmod(mode)
    assert private_folder() is None
    assert kept() is None
    keep(b"y")
    home.chmod(0o700)
    assert kept() == b"x"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("name", ["", FILE])
def test_a_folder_or_file_of_somebody_else_is_not_used(home: Path, name: str) -> None:
    keep(b"planted")
    os.chown(home / name, 12345, -1)
    assert kept() is None


def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    keep(b"planted")
    (home / FILE).rename(tmp_path / "planted")
    (home / FILE).symlink_to(tmp_path / "planted")
    assert kept() is None


def test_an_entry_that_is_torn_or_exchanged_is_none(home: Path) -> None:
    keep(b"x" * 1000)
    with sqlite3.connect(home / FILE) as base:
        base.execute("update results set content = substr(content, 1, length(content) - 1)")
    base.close()
    assert kept() is None
    with sqlite3.connect(home / FILE) as base:
        base.execute("update results set content = 'text', hash = 'text'")
    base.close()
    assert kept() is None


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_file_that_is_no_base_is_made_anew(home: Path, size: int) -> None:
    home.mkdir(mode=0o700, parents=True)
    (home / FILE).write_bytes(b"planted!" * size)
    (home / FILE).chmod(0o600)
    keep(b"x")
    assert kept() == b"x"


def test_where_nothing_can_be_kept_nothing_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep(b"x")
    assert kept() is None


def test_two_at_the_same_time_lose_nothing() -> None:
    caches = [ResultCache("1"), ResultCache("1")]
    for number in range(200):
        one = caches[number % 2]
        one.put(one.key([str(number)]), b"%d" % number)
    for one in caches:
        one.close()
    assert [kept(parts=(str(number),)) for number in range(200)] == [b"%d" % number for number in range(200)]


def test_when_it_has_grown_too_large_the_older_half_goes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ResultCache("1")
    for number in range(10):
        cache.put(cache.key([str(number)]), b"x")
    cache.close()
    assert kept(parts=("0",)) == b"x"
    monkeypatch.setattr(cache_module, "MAX_BYTES", 0)
    ResultCache("1").close()
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home.parent))
    there = [kept(parts=(str(number),)) is not None for number in range(10)]
    assert there == sorted(there)
    assert 4 <= sum(there) <= 6
