"""A rule file may come from anyone: it is refused at its place or it is data, in no time, and nothing of it runs."""

import string
import time
from itertools import pairwise
from pathlib import Path

import pytest

from extract.rulebook.checking import check
from extract.rulebook.yaml_source import YamlSourceError, read_yaml
from tests.broken_rules import SKIP

NO_ANCHORS = "anchors and aliases (& and *) are not read"
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 8)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
"""What would be a billion items if its aliases were followed."""

REFUSED = {
    "aliases of aliases": (BOMB, f"1:4: {NO_ANCHORS}"),
    "a list that holds itself": ("&a [*a]", f"1:1: {NO_ANCHORS}"),
    "a merged alias": ("a: &x {b: 1}\nc:\n  <<: *x", f"1:4: {NO_ANCHORS}"),
    "two hundred thousand brackets": ("[" * 200_000, "1:25: nested more than 24 deep"),
    "two hundred thousand braces": ("{a: " * 200_000, "1:97: nested more than 24 deep"),
    "a hundred thousand dashes": ("- " * 100_000, "1:49: nested more than 24 deep"),
    "a staircase": ("".join(f"{' ' * step}a:\n" for step in range(1000)), "25:25: nested more than 24 deep"),
    "a call of Python": ("a: !!python/object/apply:os.system [touch HERE]", "1:4: tags (tag:yaml.org,2002:python/"),
    "a name of Python": ("!!python/name:os.system", "1:1: tags (tag:yaml.org,2002:python/name:os.system)"),
    "a set": ("!!set {a, b}", "1:1: tags ("),
    "binary": ("a: !!binary aGk=", "1:4: tags ("),
    "a tag of one's own": ("%TAG ! tag:evil,2000:\n---\n!x a: 1", "3:1: tags ("),
    "another version of YAML": ("%YAML 9.9\n---\na: 1", "1:1: this is not YAML"),
    "two documents": ("--- a\n--- b\n", "2:5: one file holds one document"),
    "a key that is a list": ("? [a]\n: b", "1:3: a key must be plain text"),
    "a repeated key": ("a: 1\na: 2", "2:1: the key 'a' is repeated; the first is on line 1"),
    "a repeated key in quotes": ("a: 1\n'a': 2", "2:1: the key 'a' is repeated"),
    "a zero byte": ("a: \0", r"1:4: this character may not stand in a file: \x00"),
    "half a character": ("a: \ud800", r"1:4: this character may not stand in a file: \ud800"),
    "half a character written out": (r'a: "\ud800"', "1:4: this is not YAML"),
    "a character beyond Unicode": (r'a: "\UFFFFFFFF"', "1:4: this is not YAML"),
    "nothing but a remark": ("# nothing", "1:1: the file is empty"),
    "a million characters and one": ("a: " + "x" * 1_000_000, "1:1: the file has more than 1,000,000 characters"),
}
TEXTS = ("no", "yes", "on", "12:30", "010", "0x1F", "1e999", ".inf", ".nan", "2020-01-01", "1_000", "9" * 400)
"""What other readers of YAML take for numbers, dates and truths."""


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_no_rule_needs_is_refused_at_its_place_and_at_once(text: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(YamlSourceError) as refused:
        read_yaml(text)
    assert str(refused.value).startswith(message)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("text", TEXTS)
def test_what_looks_like_a_number_or_a_date_is_the_text_it_is(text: str) -> None:
    assert read_yaml(f"{text}: {text}").value == {text: text}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_may_end_in_any_way_and_a_byte_order_mark_may_stand_first(ends: str) -> None:
    assert read_yaml(f"\ufeffa: 1{ends}b: 2{ends}").value == {"a": 1, "b": 2}


def problems(folder: Path, pattern: str) -> list[str]:
    """What is said of a pack whose only pattern this is."""
    (folder / "quantities").mkdir()
    text = SKIP.replace("'[0-9]+年'", f"'{pattern}'")
    assert text != SKIP or pattern == "[0-9]+年"
    (folder / "quantities" / "mine.yaml").write_text(text, encoding="utf-8")
    return [problem.message for problem in check(over=[folder])]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[0-9]{99999999999999999999}年", "skip.mine: bad pattern: the repetition number is too large"),
        ("(?:" * 3000 + "年" + ")" * 3000, "skip.mine: bad pattern: maximum recursion depth exceeded"),
        ("(?:[0-9]{1,60000}){1,60000}年", "skip.mine: a quantifier repeats a part that is itself repeated"),
        ("(?<=a+)[0-9]年", "skip.mine: bad pattern: look-behind requires fixed-width pattern"),
    ],
)
def test_a_pattern_that_would_not_compile_or_not_end_is_told(tmp_path: Path, pattern: str, message: str) -> None:
    (told,) = problems(tmp_path, pattern)
    assert told.startswith(message)


def test_a_slot_uses_no_slot_so_that_none_grow_from_each_other(tmp_path: Path) -> None:
    names = string.ascii_lowercase[:10]
    slots = "".join(
        f"  - {{name: mine_{new}, about: ten of the last, pattern: '{f'{{mine_{old}}}' * 10}'}}\n"
        for old, new in pairwise(names)
    )
    (tmp_path / "slots.yaml").write_text(f"schema: 1\nslots:\n{slots}", encoding="utf-8")
    assert {message.partition(";")[0] for message in problems(tmp_path, "{mine_j}年")} == {
        "slots.0: unknown slot {mine_a}"
    }


def test_nothing_in_a_pack_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither code beside the rules nor a tag in them; what is there and is no rule is told."""
    trace = tmp_path / "it-ran"
    pack = tmp_path / "pack"
    (pack / "quantities").mkdir(parents=True)
    code = f"open({str(trace)!r}, 'w')"
    for name in ("__init__.py", "conftest.py", "sitecustomize.py", "setup.py"):
        (pack / name).write_text(code, encoding="utf-8")
    (pack / "quantities" / "mine.yaml").write_text(
        f"schema: 1\nunits: !!python/object/apply:builtins.exec [{code!r}]\n", encoding="utf-8"
    )
    monkeypatch.chdir(pack)
    told = [problem.message for problem in check(over=["."])]
    assert any(message.startswith("tags (tag:yaml.org,2002:python/object/apply:builtins.exec)") for message in told)
    assert not trace.exists()
