"""The report page, as far as no browser is needed: its texts are whole, its data stay data, nothing is missing."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from extract.html_report.marking import Mark, pieces
from extract.html_report.page import for_script_element
from extract.html_report.words import LANGUAGES, words_of
from extract.rulebook import load_rulebook
from tests.pages import ROOT, SEEDS, seed_readings, seeds

ASSETS = ROOT / "extract" / "html_report" / "assets"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>${policy}{count}<!--"
PAGE = f"## {HOSTILE}\n\n■记者 王明\n\n近日，清河县共划分网格819个<b onclick=alert(3)>，配备网格员900名。\n"


class Read(HTMLParser):
    """A page as a parser of HTML sees it: its elements, its texts, its data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        """The texts of scripts and styles, by their ids or else their tags."""
        self._in = ""
        self.feed(page)
        self.data = {name: json.loads(text) for name, text in self.inside.items() if name not in ("script", "style")}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._in = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.inside[self._in] = self.inside.get(self._in, "") + data


def report(folder: Path, *pages: object, language: str = "zh") -> Read:
    """The report of pages, made by the command."""
    out, page = folder / "facts", folder / "report.html"
    CliRunner().invoke(app, [*map(str, pages), "--out", str(out), "--quiet"])
    result = CliRunner().invoke(app, ["report", str(out), *map(str, pages), "-o", str(page), "--lang", language])
    assert result.exit_code == 0, result.output
    return Read(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return report(tmp_path_factory.mktemp("report"), SEEDS)


@pytest.fixture(scope="module")
def shown(of_seeds: Read) -> list[dict[str, Any]]:
    """The articles of the seeds' report, in order."""
    return [of_seeds.data[f"article-{number}"] for number in range(len(of_seeds.data["index"]["articles"]))]


def test_every_figure_and_model_is_marked_with_the_words_that_print_it(shown: list[dict[str, Any]]) -> None:
    documents = {reading.document.source: reading.document for reading in seed_readings()}
    for article in shown:
        words: dict[str, str] = {}
        for paragraph in article["paragraphs"]:
            for text, owner, others in paragraph["pieces"]:
                for key in [owner, *others.split()]:
                    words[key] = words.get(key, "") + "".join(text.split())
        assert {key: figure["fact"]["text"] for key, figure in article["figures"].items()} == {
            key: words[key] for key in article["figures"]
        }
        facts = next((one for one in documents[article["source"]].articles if one.id == article["id"]), None)
        for number, model in enumerate(facts.models if facts else ()):
            printed = next(one.text for one in seeds() if one.name == article["source"])[slice(*model.span)]
            assert words[f"m{number}"] == "".join(printed.split())


def test_every_character_that_is_printed_is_shown(shown: list[dict[str, Any]]) -> None:
    for seed in seeds():
        told = "".join(
            text
            for article in shown
            if article["source"] == seed.name
            for paragraph in article["paragraphs"]
            for text, _, _ in paragraph["pieces"]
        )
        assert sorted("".join(told.split())) == sorted("".join(seed.text.split()))


def test_every_number_of_the_ledger_is_shown_with_its_reason(shown: list[dict[str, Any]]) -> None:
    told = [number for article in shown for number in article["numbers"].values()]
    assert len(told) == sum(len(reading.document.numbers) for reading in seed_readings())
    assert all(number["kind"] and number["rule"] and number["says"] for number in told)


def test_every_figure_has_its_reasons_and_its_line(shown: list[dict[str, Any]]) -> None:
    for article in shown:
        for figure in article["figures"].values():
            assert {"subject", "number", "type", "time", "place"} <= {reason["of"] for reason in figure["because"]}
            assert figure["line"] > 0


def test_the_subject_of_a_figure_is_marked(shown: list[dict[str, Any]]) -> None:
    article = next(one for one in shown if one["title"].startswith("浙江台州天台县"))
    key = next(key for key, figure in article["figures"].items() if figure["fact"]["subject"] == "农村网格")
    subject = f"s{key[1:]}"
    marked = [text for one in article["paragraphs"] for text, _, others in one["pieces"] if subject in others.split()]
    assert "".join(marked) == "农村网格"


def test_hostile_headlines_and_file_names_stay_text(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(4)>&amp;.txt"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / name).write_text(PAGE, encoding="utf-8")
    page = report(tmp_path, tmp_path / "pages")
    assert {tag for tag, _ in page.tags} & {"img", "b"} == set()
    assert [attributes for tag, attributes in page.tags if tag == "script" and "type" not in attributes] == [{}]
    assert not [value for _, attributes in page.tags for value in attributes if value.startswith("on")]
    entry = page.data["index"]["articles"][0]
    assert (entry["title"], entry["source"]) == (HOSTILE.strip(), name)


@given(st.text())
def test_no_text_ends_the_element_that_holds_it(text: str) -> None:
    told = for_script_element(json.dumps(text, ensure_ascii=False))
    assert not re.search(r"[<>&\u2028\u2029]", told)
    assert json.loads(told) == text


def test_the_policy_admits_the_pages_own_script_and_style_alone(of_seeds: Read) -> None:
    policy = next(str(at["content"]) for tag, at in of_seeds.tags if at.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def hash_of(tag: str) -> str:
        return f"'sha256-{b64encode(sha256(of_seeds.inside[tag].encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "script-src": hash_of("script"),
        "style-src": hash_of("style"),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_page_names_nothing_to_fetch(of_seeds: Read) -> None:
    assert not [at for _, at in of_seeds.tags if {"src", "srcset", "data", "action"} & at.keys()]
    assert all(str(at["href"]).startswith("#") for _, at in of_seeds.tags if "href" in at)
    assert "@import" not in (ASSETS / "page.css").read_text(encoding="utf-8")
    assert "url(" not in (ASSETS / "page.css").read_text(encoding="utf-8")


MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from("fmnpst")), max_size=12)


@given(st.text(min_size=1, max_size=30), MARKS)
def test_pieces_make_up_the_text_and_each_mark_its_words(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [
        Mark(start, min(start + length, len(text)), f"{letter}{number}")
        for number, (start, length, letter) in enumerate(spans)
        if start < len(text)
    ]
    cut = list(pieces(text, (0, len(text)), marks))
    assert "".join(piece for piece, _, _ in cut) == text
    for mark in marks:
        told = "".join(piece for piece, owner, others in cut if mark.key in (owner, *others.split()))
        assert told == text[mark.start : mark.end]


@pytest.mark.parametrize(
    ("keys", "owner"), [(["p0", "n0"], "n0"), (["m0", "n0"], "m0"), (["f0", "m0"], "f0"), (["s0"], ""), ([], "")]
)
def test_of_marks_on_the_same_words_figures_answer_before_models_numbers_and_places(
    keys: list[str], owner: str
) -> None:
    ((_, answering, _),) = pieces("字", (0, 1), [Mark(0, 1, key) for key in keys])
    assert answering == owner


def test_without_its_page_the_sentences_of_figures_are_shown_and_that_is_said(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    CliRunner().invoke(app, [str(page), "--out", str(tmp_path / "facts"), "--quiet"])
    page.write_text(PAGE.replace("819", "820"), encoding="utf-8")
    target = tmp_path / "report.html"
    result = CliRunner().invoke(app, ["report", str(tmp_path / "facts"), str(page), "-o", str(target)])
    assert result.exit_code == 1
    assert "page.txt: its page has changed since; run extract again; its facts are shown without it" in result.stderr
    article = Read(target.read_text(encoding="utf-8")).data["article-0"]
    assert article["origin"] == "sentences"
    (paragraph,) = article["paragraphs"]
    assert [text for text, owner, _ in paragraph["pieces"] if owner] == ["819个", "900名"]


def test_a_target_that_cannot_be_written_stops_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(ROOT / "out"), str(SEEDS), "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr == f"extract: {tmp_path}: cannot be written: Is a directory\n"


def test_the_same_facts_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one.html", "two.html"):
        CliRunner().invoke(app, ["report", str(ROOT / "out"), str(SEEDS), "-o", str(tmp_path / name)])
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_both_languages_have_every_word_that_the_page_asks_for() -> None:
    script = "".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))
    template = (ASSETS / "page.html").read_text(encoding="utf-8")
    for language in LANGUAGES:
        words = words_of(language).model_dump()
        asked = re.findall(r"words\.(\w+)\.(\w+)", script) + [
            ("page", name) for name in re.findall(r"\$_(\w+)", template)
        ]
        assert {(group, name) for group, name in asked if name not in words[group]} == set()


def test_both_languages_have_the_same_words() -> None:
    chinese, english = (words_of(language).model_dump(exclude={"phrases", "rules"}) for language in ("zh", "en"))
    assert {group: set(words) for group, words in chinese.items()} == {
        group: set(words) for group, words in english.items()
    }


def test_every_type_has_a_name() -> None:
    assert set(words_of("zh").types) == set(load_rulebook().indicators.type_codes)


def test_nearly_all_rules_state_in_chinese_what_they_state() -> None:
    statements = [rule.about for rule in load_rulebook().rules()]
    known = words_of("zh").rules
    assert sum(statement in known for statement in statements) >= 0.9 * len(statements)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("网格: the noun phrase before it; 下设/action 网格/noun", "网格: 取数字前的名词短语; 下设/行为 网格/名词"),
        ("grid: head 网格, unit 个; weight 4", "网格: 中心词 网格, 单位 个; 分值 4"),
        ("none: no dating words reach it", "无：没有管到它的时间词语"),
        ("5 announced, 5 named: 政治、自治", "5 项（称）, 5 项（列出）: 政治、自治"),
        ("819 = 611 + 171 + 37", "819 = 611 + 171 + 37"),
    ],
)
def test_explanations_are_said_in_chinese(english: str, chinese: str) -> None:
    assert words_of("zh").said(english) == chinese
    assert words_of("en").said(english) == english
