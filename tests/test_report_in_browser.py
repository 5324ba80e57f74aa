"""The report page as readers meet it, in Chromium: pressing, searching, keys, phone, dark, paper; quick and reachable.

Pictures of what was seen are written where the environment names a folder in `REPORT_PICTURES`.
"""

import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.browser import PHONE, WIDE, chromium, why_none, write_report
from tests.pages import SEEDS, seeds

pytestmark = pytest.mark.skipif(why_none() is not None, reason=why_none() or "")

OPENED = """new Promise(told => requestAnimationFrame(() => requestAnimationFrame(() => told(performance.now()))))"""
"""The milliseconds from the call of a page until it has been drawn."""
SLOWEST = 1.5
"""So many times what a plain page with the same text takes may the report take to open."""
ROUNDS = 7
PATIENCE = 15_000
"""Milliseconds to wait for what has to appear."""
SERIOUS = ("serious", "critical")
PICTURES = os.environ.get("REPORT_PICTURES")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(SEEDS, tmp_path_factory.mktemp("report"))


class Seen:
    """A page with all that it said to the console and asked of others."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": WIDE, **options})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.fixture
def seen(browser: Any, report: Path) -> Iterator[Seen]:
    one = Seen(browser, report)
    yield one
    assert one.said == []
    assert one.asked == [report.as_uri()]
    one.context.close()


def faults(page: Any) -> list[str]:
    """What axe-core finds that keeps people out."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found if one["impact"] in SERIOUS for node in one["nodes"]]


def open_article(page: Any, title: str) -> None:
    page.locator("#articles").get_by_role("link", name=title).click()
    page.locator(".printed").wait_for()


def test_the_overview_counts_and_leads_to_what_needs_a_look(seen: Seen) -> None:
    tiles = seen.page.locator(".tiles li").all_inner_texts()
    assert [re.sub(r"\s+", " ", tile) for tile in tiles][:3] == ["5 页面", "25 文章", "288 数字"]
    seen.picture("overview")
    seen.page.get_by_role("button", name=re.compile("个数字没有归类")).click()
    rows = seen.page.locator("table.rows tbody tr")
    assert rows.count() > 0
    assert set(rows.locator("td:nth-child(3)").all_inner_texts()) == {"未归类"}


def test_pressing_a_figure_shows_its_fact_its_subject_and_the_reasons(seen: Seen) -> None:
    open_article(seen.page, "浙江台州天台县")
    seen.page.locator(".printed").get_by_role("link", name="611个").click()
    card = seen.page.locator("#detail .card.figure")
    assert card.locator(".big").inner_text() == "611个"
    assert card.locator(".says").inner_text() == "农村网格"
    assert "取数字前的名词短语" in card.inner_text()
    assert "type.grid" in card.inner_text()
    assert "819个 网格" in card.locator("dl").inner_text()
    assert seen.page.locator(".printed .is-subject").all_inner_texts() == ["农村网格"]
    assert seen.page.locator("#status").inner_text() == "611个 农村网格 网格"
    seen.picture("figure")
    card.get_by_role("link", name="819个 网格", exact=True).click()
    assert seen.page.locator("#detail .big").first.inner_text() == "819个"


def test_pointing_at_a_figure_shows_it_as_long_as_the_pointer_is_there(seen: Seen) -> None:
    open_article(seen.page, "浙江台州天台县")
    seen.page.locator(".printed").get_by_role("link", name="611个").hover()
    assert seen.page.locator("#detail .big").inner_text() == "611个"
    seen.page.locator("header.bar").hover()
    seen.page.locator("#detail .big").wait_for(state="detached")


def test_models_places_and_digits_that_are_none_can_be_asked_too(seen: Seen) -> None:
    open_article(seen.page, "浙江台州天台县")
    for kind, label in (("model", "其他做法"), ("place", "地名"), ("ledger", "不计数字")):
        seen.page.locator(f".printed .mark.{kind}").last.click()
        assert label in seen.page.locator(f"#detail .card.{kind}").inner_text()


def test_a_finding_leads_to_its_words(seen: Seen) -> None:
    seen.page.locator(".views").get_by_role("link", name="核算").click()
    first = seen.page.locator(".finding").first
    assert first.locator(".verdict").inner_text() == "矛盾"
    seen.picture("findings")
    first.locator("blockquote a").click()
    assert seen.page.locator(".printed .is-claim").all_inner_texts() == [first_claim(seen)]
    seen.picture("finding")


def first_claim(seen: Seen) -> str:
    return str(seen.page.locator("#detail blockquote").inner_text())


def test_filters_and_search_narrow_the_articles_and_are_cleared(seen: Seen) -> None:
    titles = seen.page.locator("#articles .list-title")
    everything = titles.count()
    seen.page.select_option("#filter-type", "volunteer_hours")
    assert titles.count() == 2
    seen.page.select_option("#filter-place", "山东省")
    assert titles.all_inner_texts() == ["山东青岛李沧区:推进离退休干部党建融入社区治理"]
    seen.page.click("#reset")
    seen.page.fill("#search", "抗美")
    titles.nth(1).wait_for(state="detached")
    assert titles.all_inner_texts() == ["河北石家庄:服务“一老一幼”惠及千家万户"]
    seen.page.click("#reset")
    titles.nth(everything - 1).wait_for()


def test_figures_that_the_filters_do_not_want_step_back(seen: Seen) -> None:
    seen.page.select_option("#filter-type", "party_org")
    open_article(seen.page, "浙江台州天台县")
    wanted = seen.page.locator(".printed .mark.figure:not(.unwanted)").all_inner_texts()
    assert wanted == ["33个", "668个", "118个"]


def test_places_are_compared_and_each_figure_leads_back(seen: Seen) -> None:
    seen.page.locator(".views").get_by_role("link", name="比较").click()
    for name in ("网格", "党组织", "服务时长"):
        seen.page.locator(".pick", has_text=re.compile(f"^{name}$")).locator("input").check()
    row = seen.page.locator("table.grid tr", has_text="天台县")
    assert "其中 农村网格 611 个、社区网格 171 个、专属网格 37 个" in re.sub(r"\s+", " ", row.inner_text())
    seen.picture("compare")
    row.get_by_role("link", name="819 个").click()
    assert seen.page.locator("#detail .big").inner_text() == "819个"


def test_keys_go_through_figures_and_articles(seen: Seen) -> None:
    page = seen.page
    page.keyboard.press("j")
    page.keyboard.press("n")
    assert page.locator("#detail .big").inner_text() == "7356支"
    page.keyboard.press("n")
    assert page.locator("#detail .big").inner_text() == "500多人"
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    assert page.locator("#detail .card").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "7356支"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_way_back_is_that_of_the_browser(seen: Seen) -> None:
    open_article(seen.page, "浙江台州天台县")
    seen.page.locator(".printed").get_by_role("link", name="611个").click()
    seen.page.go_back()
    assert seen.page.locator("#detail .card").count() == 0
    seen.page.go_back()
    assert seen.page.locator(".overview").count() == 1


def test_on_a_phone_the_list_is_a_view_and_a_fact_rises_from_below(browser: Any, report: Path) -> None:
    seen = Seen(browser, report, viewport=PHONE, has_touch=True, is_mobile=True)
    assert not seen.page.locator("#articles").is_visible()
    seen.picture("phone-overview")
    seen.page.locator(".views").get_by_role("link", name="文章").click()
    open_article(seen.page, "浙江台州天台县")
    seen.page.locator(".printed").get_by_role("link", name="611个").tap()
    card, figure = seen.page.locator("#detail"), seen.page.locator(".printed .is-on")
    assert figure.bounding_box()["y"] + figure.bounding_box()["height"] <= card.bounding_box()["y"]
    seen.picture("phone-figure")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert faults(seen.page) == []
    assert (seen.said, seen.asked) == ([], [report.as_uri()])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["overview", "figures", "compare", "findings", "article/2/f1"])
def test_nothing_in_a_view_keeps_people_out(browser: Any, report: Path, view: str, scheme: str) -> None:
    seen = Seen(browser, report, color_scheme=scheme)
    seen.page.evaluate(f"location.hash = '{view}'")
    seen.page.wait_for_timeout(50)
    assert faults(seen.page) == []
    seen.picture(f"{scheme}-{view.partition('/')[0]}")


def test_the_theme_can_be_switched(seen: Seen) -> None:
    def paper() -> str:
        return str(seen.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = paper()
    seen.page.click("#theme")
    dark = paper()
    seen.page.click("#theme")
    assert (light, paper()) == ("rgb(246, 245, 241)", light)
    assert dark == "rgb(22, 24, 27)"


def test_on_paper_only_the_article_is_left(seen: Seen) -> None:
    open_article(seen.page, "浙江台州天台县")
    seen.page.emulate_media(media="print")
    assert [seen.page.locator(one).is_visible() for one in (".printed", ".list", ".views", "#theme")] == [
        *(True, False, False, False)
    ]


def test_hostile_words_do_nothing(browser: Any, tmp_path: Path) -> None:
    words = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{figures}"
    name = "<img src=x onerror=alert(3)>.txt"
    (tmp_path / "pages").mkdir()
    text = f"## {words}\n\n■记者 王明\n\n近日，清河县共划分网格819个<b onclick=alert(4)>。\n"
    (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    file = write_report(tmp_path / "pages", tmp_path)
    seen = Seen(browser, file)
    alerts: list[str] = []
    seen.page.on("dialog", lambda dialog: alerts.append(dialog.message))
    for view in ("article/0/f0", "figures", "compare", "findings", "overview"):
        seen.page.evaluate(f"location.hash = '{view}'")
        seen.page.wait_for_timeout(50)
        assert words in seen.page.locator("#articles").inner_text()
    assert (alerts, seen.said, seen.asked) == ([], [], [file.as_uri()])
    assert seen.page.locator("img, b").count() == 0


def test_two_hundred_articles_open_nearly_as_fast_as_their_bare_text(browser: Any, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for copy in range(8):
        for seed in seeds():
            (pages / f"{copy}-{seed.name}").write_bytes((SEEDS / seed.name).read_bytes())
    file, plain = write_report(pages, tmp_path), tmp_path / "plain.html"
    lines = [line for _ in range(8) for seed in seeds() for line in seed.text.splitlines() if line.strip()]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    plain.write_text(f"<!doctype html><meta charset=utf-8><title>plain</title>{body}", encoding="utf-8")
    times: dict[Path, list[float]] = {file: [], plain: []}
    for _ in range(ROUNDS):
        for one in times:
            seen = Seen(browser, one)
            times[one].append(seen.page.evaluate(OPENED))
            seen.context.close()
    took = {one: min(every) for one, every in times.items()}
    print(f"report {took[file]:.0f} ms (median {median(times[file]):.0f}), bare text {took[plain]:.0f} ms")
    assert took[file] <= SLOWEST * took[plain]
