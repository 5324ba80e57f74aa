"""An installed wheel carries the rules and finds them from any folder."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.pages import ROOT, SEEDS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.heavy
def test_the_wheel_holds_the_rules_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*") if path.is_file()}
    assert rules <= names
    assert not {name for name in names if name.startswith(("tests", "seeds", "out"))}


@pytest.mark.heavy
def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "venv"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", wheel], check=True)
    others = Path(next(path for path in sys.path if path.endswith("site-packages")))
    site = next((place / "lib").glob("python*/site-packages"))
    for package in others.iterdir():  # what it depends on, without installing it again
        if not (site / package.name).exists() and "extract" not in package.name:
            (site / package.name).symlink_to(package)
    subprocess.run(
        [place / "bin" / "extract", SEEDS, "--out", "out", "--quiet"],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        check=True,
    )
    assert (tmp_path / "out" / "indicators.csv").exists()
    for path in sorted((ROOT / "out").glob("*")):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
