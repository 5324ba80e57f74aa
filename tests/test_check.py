"""`extract check` in a repository, as a workflow and the hooks of docs/ci.md run it."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from cli import app
from tests.pages import ROOT, shell_environment

GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = "## 清河县：“板凳夜谈”解民忧\n\n■记者 王明\n\n目前，全县共划分网格819个，配备网格员近900名。\n"


def workflow() -> dict[str, Any]:
    """The workflow file that the guide shows."""
    (shown,) = (block for block in re.findall(r"```yml\n(.*?)```", GUIDE, re.DOTALL) if "jobs:" in block)
    return dict(yaml.safe_load(shown))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a page, its facts, the workflow of the guide."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text(PAGE, encoding="utf-8")
    Path(".gitignore").write_text("run.json\n", encoding="utf-8")
    Path(".github/workflows").mkdir(parents=True)
    Path(".github/workflows/facts.yml").write_text(yaml.safe_dump(workflow()), encoding="utf-8")
    assert CliRunner().invoke(app, ["seeds", "--out", "out"]).exit_code == 0
    for words in ("init --quiet", "add .", "-c user.name=t -c user.email=t@example.org commit --quiet -m facts"):
        subprocess.run(["git", *words.split()], check=True)
    subprocess.run(["git", "clone", "--quiet", ".", "clone"], check=True)
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


def run_step(repository: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """The step of the workflow that checks, run as the workflow's shell runs it; and the summary it wrote."""
    (job,) = workflow()["jobs"].values()
    (step,) = (step["run"] for step in job["steps"] if "extract check" in step.get("run", ""))
    summary = repository.parent / "summary.md"
    environment = shell_environment(repository.parent) | {"GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(["sh", "-e", "-c", step], capture_output=True, check=False, text=True, env=environment)
    return done, summary.read_text(encoding="utf-8") if summary.exists() else ""


def test_the_workflow_passes_when_the_facts_are_current(repository: Path) -> None:
    done, summary = run_step(repository)
    assert (done.returncode, done.stdout, summary) == (0, "no fact differs (4 facts)\n", "")


def test_the_workflow_fails_with_a_summary_when_they_are_not(repository: Path) -> None:
    Path("seeds/a.txt").write_text(PAGE.replace("819", "829"), encoding="utf-8")
    done, summary = run_step(repository)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith("::warning file=seeds/a.txt,line=5,col=11,title=indicator changed")
    assert "### The facts in out are not up to date" in summary
    assert "| ± | 829个 网格 | value 819 → 829 |" in summary
    assert "run: extract seeds --out out" in summary


def check(*words: str) -> Any:
    return CliRunner().invoke(app, ["check", *words])


def test_it_changes_nothing(repository: Path) -> None:
    Path("seeds/a.txt").write_text(PAGE.replace("819", "829"), encoding="utf-8")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert check().exit_code == 1
    assert {path: path.read_bytes() for path in before} == before
    assert check("--format", "json").stdout.startswith("{")
    assert json.loads(check("--format", "json").stdout)["changed"][0]["told"] == "829个 网格"


def test_a_moved_page_is_not_current_and_says_that_no_fact_differs(repository: Path) -> None:
    Path("seeds/a.txt").write_text("\n\n" + PAGE, encoding="utf-8")
    result = check()
    assert result.exit_code == 1
    assert result.stdout == "no fact differs (4 facts)\n"
    assert result.stderr.splitlines() == [
        "extract: not up to date in places, findings or digits that are no figures: out/a.json",
        "extract: run: extract seeds --out out",
    ]


def test_a_document_whose_page_is_gone_is_named(repository: Path) -> None:
    Path("seeds/a.txt").rename("seeds/b.txt")
    result = check()
    assert result.exit_code == 1
    assert "not up to date: out/a.json, out/articles.csv, out/b.json" in result.stderr


def test_a_page_that_cannot_be_read_is_told(repository: Path) -> None:
    Path("seeds/b.txt").write_bytes(b"\xff\xff")
    result = check()
    assert result.exit_code == 1
    assert "b.txt: not UTF-8" in result.stderr


def test_without_facts_it_cannot_run(repository: Path) -> None:
    result = check("seeds", "--out", "none")
    assert result.exit_code == 2
    assert result.stderr == "extract: none: there is no such folder; write it first: extract seeds --out none\n"


def test_the_workflow_is_one() -> None:
    shown = workflow()
    assert set(shown) == {"name", True, "permissions", "jobs"}
    assert shown["permissions"] == {"contents": "read"}
    for job in shown["jobs"].values():
        assert job["runs-on"]
        assert all({"uses", "run"} & step.keys() for step in job["steps"])


def test_the_hooks_are_ones_that_pre_commit_reads() -> None:
    """The keys and values of pre-commit's manifest."""
    assert [hook["id"] for hook in HOOKS] == ["extract-check", "extract-rules"]
    for hook in HOOKS:
        assert hook.keys() >= {"id", "name", "entry", "language"}
        assert hook.keys() <= {"id", "name", "description", "entry", "language", "files", "pass_filenames", "types_or"}
        assert hook["language"] == "python"
        assert re.compile(hook["files"])
        assert hook["entry"].split()[0] == "extract"


def test_the_guide_s_hooks_are_those_of_the_project() -> None:
    (shown,) = (block for block in re.findall(r"```yml\n(.*?)```", GUIDE, re.DOTALL) if "repos:" in block)
    (repository,) = yaml.safe_load(shown)["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in HOOKS]
