"""What README and docs/ say is so: commands run, output is as printed, rules and files are there."""

import doctest
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from cli import app
from extract.rulebook import load_rulebook
from schemas.facts import Document
from tests.pages import ROOT, SEEDS, extractor, shell_environment, source
from tests.reference import PAGE as PAGE_OF_COMMANDS
from tests.reference import reference
from tests.transcripts import BLOCK, commands, plain, printed

READMES = {
    "README.md": ("\n## The command\n", "\n## Add rules for a new article style", "\n## Rules\n"),
    "README.zh.md": ("\n## 命令\n", "\n## 十分钟", "\n## 规则\n"),
}
"""In each language the headings behind the session, before the walk-through and behind it."""
BY_LANGUAGE = [name if name == "README.md" else pytest.param(name, marks=pytest.mark.heavy) for name in READMES]
"""The same commands print the same in every language: the quick gate runs those of one."""
FILES = [*(ROOT / name for name in READMES), *(ROOT / "docs").glob("*.md")]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in FILES}
README = PAGES["README.md"]
PAGE = README.partition("$ cat page.txt\n")[2].partition("$ ")[0]
"""The page of the session in README."""


_REMARK = re.compile(r" +# .*")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def document() -> Document:
    return extractor().document(source(PAGE))


@pytest.mark.parametrize("name", BY_LANGUAGE)
def test_what_changed_and_whether_it_adds_up_is_as_readme_says(name: str, tmp_path: Path) -> None:
    """Every command before the list of them prints what stands below it; a file that is shown first is made of it."""
    (tmp_path / "seeds").symlink_to(SEEDS)
    environment = shell_environment(tmp_path)
    session = "".join(blocks(PAGES[name].partition(READMES[name][0])[0], "console"))
    told = [part.partition("\n") for part in session.removeprefix("$ ").split("\n$ ")]
    assert len(told) > 10
    for command, _, below in told:
        if command.startswith("make"):
            continue
        shown_file = tmp_path / command.removeprefix("cat ")
        if command.startswith("cat ") and not shown_file.exists():
            shown_file.write_text(f"{below}\n", encoding="utf-8")
        words = ["sh", "-c", command]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=False, text=True)
        shown = [line.rstrip() for line in (done.stdout + done.stderr).rstrip().splitlines()]
        assert shown == below.rstrip().splitlines(), command


@pytest.mark.parametrize("readme", BY_LANGUAGE)
def test_the_walk_through_prints_what_readme_says(readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Block by block in one folder, so that each builds on what the ones before have written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")
    _, begins, ends = READMES[readme]
    walk = PAGES[readme].partition(begins)[2].partition(ends)[0]
    told = [command for block in BLOCK.findall(walk) for command in commands(block)]
    (name, page), *rest = told
    Path(name.removeprefix("cat ")).write_text(page, encoding="utf-8")
    assert {command.split()[2] for command, _ in rest if command.startswith("extract rules")} >= {
        *("coverage", "new", "check", "test", "explain")
    }
    for command, output in rest:
        assert plain(printed(command)) == output, command


@pytest.mark.parametrize("name", READMES)
def test_what_readme_shows_of_the_library_is_so(name: str) -> None:
    (shown,) = blocks(PAGES[name], "pycon")
    pytest.importorskip("pandas")
    test = doctest.DocTestParser().get_doctest(shown, {}, name, name, 0)
    told: list[str] = []
    assert doctest.DocTestRunner().run(test, out=told.append).attempted >= 5
    assert told == []


def test_both_languages_show_the_same() -> None:
    """Every block of commands, code and data but for remarks behind #."""
    shown = [
        [_REMARK.sub("", block) for kind in ("console", "json", "yaml", "pycon", "sh") for block in blocks(text, kind)]
        for text in (PAGES[name] for name in READMES)
    ]
    assert shown[0] == shown[1]


def test_the_fact_in_readme_is_in_the_document() -> None:
    (shown,) = blocks(README, "json")
    (article,) = json.loads(document().model_dump_json(by_alias=True))["articles"]
    assert json.loads(shown) == article["indicators"][1]
    assert list(json.loads(shown)) == list(article["indicators"][1])


def rules_shown() -> Iterator[tuple[str, dict[str, object]]]:
    for text in PAGES.values():
        for block in blocks(text, "yaml"):
            for group in yaml.safe_load(block).values():
                yield from ((rule["id"], rule) for rule in group)


def test_rules_are_shown_as_they_are() -> None:
    rules = {rule.id: rule for rule in load_rulebook().rules()}
    shown = list(rules_shown())
    assert shown
    for rule_id, rule in shown:
        assert rules[rule_id] == type(rules[rule_id]).model_validate(rule)


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:extract|schemas|tests|rules|docs|seeds|out|cli\.py)(?:/[\w./*]*)?)`", PAGES[name])
    for path in named:
        assert list(ROOT.glob(path)) if path != "extract" else True, path


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_that_is_named_is_there(name: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^|\$ )make ([\w-]+)", PAGES[name], re.MULTILINE)) <= targets


def test_every_option_and_exit_code_that_is_named_is_in_the_help() -> None:
    rules = [["rules", name] for name in ("list", "check", "test", "coverage", "explain", "new", "schema")]
    named = [["run"], ["diff"], ["check"], ["audit"], ["show"], ["export"], ["import"], ["report"], ["compare"]]
    shown = "".join(CliRunner().invoke(app, [*words, "--help"]).stdout for words in ([], *named, *rules))
    assert set(re.findall(r"--[a-z]+", "".join(blocks(README, "console")))) <= set(re.findall(r"--[a-z]+", shown))
    for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE):
        assert re.search(rf"^ +{code}  ", shown, re.MULTILINE)


def test_the_reference_of_commands_is_that_of_the_command() -> None:
    assert PAGE_OF_COMMANDS.read_text(encoding="utf-8") == reference(), "make reference"


def test_every_field_that_is_written_is_described() -> None:
    described = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    (article,) = json.loads(document().model_dump_json(by_alias=True))["articles"]
    (finding, *_) = json.loads(document().model_dump_json(by_alias=True))["findings"]
    for record in (article, article["indicators"][0], article["models"][0], article["place"], finding):
        assert {field for field in record if f"`{field}`" not in described} == set()
