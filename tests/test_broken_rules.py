"""Every way to break a rule file that people find: told at its place in plain words, and never by a traceback."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from extract.rulebook import RulebookError, RuleProblem, load_rulebook
from extract.rulebook.checking import check
from extract.rulebook.problems import width
from extract.rulebook.yaml_source import YamlSourceError, read_yaml
from tests.broken_rules import BROKEN, PHRASE, QUOTED, REMAINS, SKIP, TYPE, UNIT, Broken
from tests.pages import ROOT

SOUND = {"quantities": [UNIT, SKIP], "indicators": [TYPE], "models": [PHRASE, QUOTED], "page": [REMAINS]}


def pack(folder: Path, broken: Broken) -> Path:
    file = folder / broken.section / "mine.yaml"
    file.parent.mkdir()
    file.write_text(broken.text, encoding="utf-8")
    return file


def told(problem: RuleProblem, file: Path) -> str:
    """The problem without the names of folders and without lines of the built-in rules, which move."""
    short = str(problem).replace(f"{file}:", "").replace(f"{ROOT}/", "")
    return re.sub(r"(rules/\w+\.yaml):[0-9]+", r"\1", short)


def test_there_are_many_ways() -> None:
    assert len(BROKEN) >= 40


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_at_its_place(tmp_path: Path, broken: Broken) -> None:
    file = pack(tmp_path, broken)
    assert [told(problem, file) for problem in check(over=[tmp_path])] == broken.problems


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_no_broken_file_gives_a_traceback(tmp_path: Path, broken: Broken) -> None:
    pack(tmp_path, broken)
    result = CliRunner().invoke(app, ["rules", "check", "--rules", str(tmp_path)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("text", [text for texts in SOUND.values() for text in texts])
def test_what_the_broken_files_were_made_of_is_sound(tmp_path: Path, text: str) -> None:
    section = next(section for section, texts in SOUND.items() if text in texts)
    pack(tmp_path, Broken(section, text, []))
    assert [str(problem) for problem in check(over=[tmp_path]) if "shadowed" not in problem.message] == []


def test_the_built_in_rules_have_no_problems() -> None:
    assert check() == []


def test_every_problem_of_every_file_is_told_in_one_run(tmp_path: Path) -> None:
    pack(tmp_path, Broken("quantities", UNIT.replace("words", "wrods").replace("about", "abuot"), []))
    pack(tmp_path, Broken("models", QUOTED.replace("after", "afterr"), []))
    assert len(check(over=[tmp_path])) == 5


def test_the_line_is_shown_with_a_caret_under_the_place() -> None:
    problem = RuleProblem("mine.yaml", 5, 9, "wrong", "词：[挂, 元]")
    line, caret = problem.excerpt
    assert line == "词：[挂, 元]"
    assert len(caret) - 1 == width("词：[挂, 元]")
    assert RuleProblem("mine.yaml", 5, 4, "wrong", "词：[挂, 元]").excerpt[1] == "     ^"


def test_of_a_long_line_the_place_is_shown() -> None:
    line, caret = RuleProblem("mine.yaml", 1, 501, "wrong", "x" * 500 + "挂" + "x" * 500).excerpt
    assert len(line) == 100
    assert line[caret.index("^")] == "挂"


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_bytes(b"\xff\xfe\x00")
    assert [problem.message for problem in check(over=[tmp_path])] == ["not UTF-8 at byte 0; save the file as UTF-8"]
    (tmp_path / "models.yaml").unlink()
    (tmp_path / "models.yaml").mkdir()
    assert [problem.message for problem in check(over=[tmp_path])] == ["cannot be read: Is a directory"]


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text("\ufeffschemas: 1\n", encoding="utf-8")
    assert {(problem.line, problem.column) for problem in check(over=[tmp_path])} == {(1, 1)}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abc:-[]{},'\"|>&*!%@`#? \n\t\\人，：0123.~", max_size=60))
def test_any_text_is_values_or_an_error_with_a_place(text: str) -> None:
    try:
        position = read_yaml(text).places.positions[()]
    except YamlSourceError as error:
        position = (error.line, error.column)
    assert min(position) >= 1


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([UNIT, SKIP, TYPE, PHRASE, QUOTED]), st.data())
def test_any_cut_in_a_rule_file_loads_or_is_told(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    folder = tmp_path_factory.mktemp("cut")
    section = next(section for section, texts in SOUND.items() if text in texts)
    pack(folder, Broken(section, text[:start] + text[end:], []))
    with suppress(RulebookError):
        load_rulebook(folder)
