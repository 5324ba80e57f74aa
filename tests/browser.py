"""Chromium for tests, and the picture of the report in README: python -m tests.browser docs/report.png"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner

from cli import app
from tests.pages import ROOT, SEEDS

_FLAGS = (
    # a browser of a test has no one to protect itself from, and calls nobody
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def why_none() -> str | None:
    """Why there is no browser to test in; None when there is one."""
    if find_spec("playwright") is None:
        return "Playwright is not installed: make browser"
    if _chromium() is None:
        return "Chromium is not installed: apt-get install chromium"
    return None


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        yield browser
        browser.close()


def write_report(pages: Path, folder: Path) -> Path:
    """The report of pages, with their facts beside it."""
    out, target = folder / "facts", folder / "report.html"
    for words in (["run", pages, "--out", out, "--quiet"], ["report", out, pages, "-o", target]):
        result = CliRunner().invoke(app, [*map(str, words)])
        assert result.exit_code == 0, result.output
    return target


def take_picture(target: Path) -> None:
    """The report of the seeds with a figure looked at, as a PNG."""
    with TemporaryDirectory() as folder, chromium() as browser:
        page = browser.new_page(viewport=WIDE)
        page.goto(write_report(SEEDS, Path(folder)).as_uri())
        page.get_by_role("link", name="浙江台州天台县").first.click()
        page.locator(".printed").get_by_role("link", name="611个").click()
        page.screenshot(path=target)


if __name__ == "__main__":
    take_picture(ROOT / sys.argv[1])
