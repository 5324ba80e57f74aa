"""Annotation tools: pages out and back are the same, and corrections come back as facts and examples."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cli import app
from extract.annotation import TOOLS
from extract.annotation.corrected import Corrected, corrected, number_of
from extract.annotation.examples import examples_of, yaml_of
from extract.annotation.label_studio import configuration
from extract.annotation.marks import marked
from extract.annotation.reader import Reader
from extract.annotation.words import AnnotationError, Utf16, proved, sentence_at, shown
from extract.gazetteer import load_gazetteer
from extract.rulebook import load_rulebook
from schemas.annotation import FIGURE_FIELDS, LINKS, MODEL, MODEL_FIELDS, Link, Mark, MarkedPage
from schemas.facts import Document, Indicator
from schemas.rules.base import Match, Reject
from tests.pages import extractor, seed_readings, seeds, source

PAGE = """## 清河县：“板凳夜谈”解民忧\r
\r
■记者 王明\r
\r
𠮷日，清河县推行“板凳夜谈”工作法😀。截至2024年6月，全县共划分网格819个，其中农村网\r
格611个、社区网格208个，配备网格员近900名，问题办结率达98.6%。\r
"""
EXPORTS = {"label-studio": "tasks.json", "doccano": "pages.jsonl", "brat": ""}
LABELS = ("grid", "grid_worker", "rate", "other")


@cache
def reader() -> Reader:
    return Reader(load_rulebook(), load_gazetteer())


@cache
def document() -> Document:
    return extractor().document(source(PAGE))


@cache
def page() -> MarkedPage:
    return marked(document(), PAGE)


def there_and_back(pages: list[MarkedPage], tool: str, folder: Path) -> list[MarkedPage]:
    TOOLS[tool].write(pages, LABELS, folder)
    return list(TOOLS[tool].read(folder / EXPORTS[tool], {one.source: one for one in pages}))


def fact(made: Document, words: str) -> Indicator:
    found = [figure for article in made.articles for figure in article.indicators if figure.text == words]
    assert len(found) == 1
    return found[0]


def mark(pages: MarkedPage, words: str) -> Mark:
    return next(one for one in pages.marks if pages.text[slice(*one.span)] == words)


def with_mark(one: MarkedPage, words: str, **changes: Any) -> MarkedPage:
    old = mark(one, words)
    return replace(one, marks=tuple(replace(old, **changes) if each is old else each for each in one.marks))


def without(one: MarkedPage, words: str) -> MarkedPage:
    return replace(one, marks=tuple(each for each in one.marks if each is not mark(one, words)))


@pytest.mark.parametrize("tool", TOOLS)
def test_what_goes_out_and_comes_back_makes_the_same_document(tool: str, tmp_path: Path) -> None:
    pages = [marked(one.document, text.text) for one, text in zip(seed_readings(), seeds(), strict=True)]
    back = there_and_back([*pages, page()], tool, tmp_path)
    documents = [*(one.document for one in seed_readings()), document()]
    texts = [*(text.text for text in seeds()), PAGE]
    for one, made, text in zip(back, documents, texts, strict=True):
        result = corrected(made, one, text, reader())
        assert (result.document, result.changes, result.problems) == (made, (), ())


@pytest.mark.parametrize("tool", ["label-studio", "brat"])
def test_tools_that_tell_fields_give_the_same_page_back(tool: str, tmp_path: Path) -> None:
    (back,) = there_and_back([page()], tool, tmp_path)
    assert back == replace(page(), text=shown(PAGE))


def test_doccano_gives_spans_labels_and_links_back(tmp_path: Path) -> None:
    (back,) = there_and_back([page()], "doccano", tmp_path)
    assert [(one.label, one.span) for one in back.marks] == [(one.label, one.span) for one in page().marks]
    span = {one.id: one.span for one in back.marks}
    own = {one.id: one.span for one in page().marks}
    assert [(one.name, span[one.of], span[one.to]) for one in back.links] == [
        (one.name, own[one.of], own[one.to]) for one in page().links
    ]


def offsets_in_files(tool: str, folder: Path) -> tuple[int, int]:
    """Where the first export says that 819个 stands."""
    TOOLS[tool].write([page()], LABELS, folder)
    if tool == "brat":
        lines = (folder / "page.ann").read_text(encoding="utf-8").splitlines()
        told = next(line for line in lines if line.endswith("\t819个")).split("\t")[1].split(" ")
        return int(told[1]), int(told[2])
    if tool == "label-studio":
        (task,) = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
        values = [entry["value"] for entry in task["predictions"][0]["result"] if entry["type"] == "labels"]
        value = next(value for value in values if value["text"] == "819个")
        return value["start"], value["end"]
    line = json.loads((folder / "pages.jsonl").read_text(encoding="utf-8"))
    number = [one.span for one in page().marks].index(fact(document(), "819个").span)
    entity = line["entities"][number]
    return entity["start_offset"], entity["end_offset"]


@pytest.mark.parametrize(("tool", "shift"), [("label-studio", 0), ("doccano", 2), ("brat", 0)])
def test_each_tool_gets_the_offsets_that_it_counts(tool: str, shift: int, tmp_path: Path) -> None:
    """Two characters before 819个 are outside the basic plane: each takes two code units of UTF-16."""
    start, end = fact(document(), "819个").span
    assert offsets_in_files(tool, tmp_path) == (start + shift, end + shift)
    in_browser = shown(PAGE).encode("utf-16-le")
    if tool == "doccano":
        assert in_browser[2 * (start + shift) : 2 * (end + shift)].decode("utf-16-le") == "819个"


def test_offsets_of_an_older_label_studio_are_read_by_their_words(tmp_path: Path) -> None:
    TOOLS["label-studio"].write([page()], LABELS, tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    count = Utf16(shown(PAGE))
    for entry in tasks[0]["predictions"][0]["result"]:
        if "start" in entry.get("value", {}):
            entry["value"]["start"] = count.units(entry["value"]["start"])
            entry["value"]["end"] = count.units(entry["value"]["end"])
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    (back,) = TOOLS["label-studio"].read(tmp_path / "tasks.json", {})
    assert back.marks == page().marks


def test_the_page_of_label_studio_has_every_label_link_and_field() -> None:
    view = ElementTree.fromstring(configuration(LABELS))
    assert [label.get("value") for label in view.iter("Label")] == [MODEL, *LABELS]
    assert [link.get("value") for link in view.iter("Relation")] == list(LINKS)
    fields = [control for kind in ("TextArea", "Choices") for control in view.iter(kind)]
    assert {control.get("name") for control in fields} == {*FIGURE_FIELDS, *MODEL_FIELDS}
    assert {(control.get("toName"), control.get("perRegion")) for control in fields} == {("text", "true")}


def test_in_label_studio_annotations_come_before_predictions(tmp_path: Path) -> None:
    TOOLS["label-studio"].write([page()], LABELS, tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    tasks[0]["annotations"] = [{"result": []}, {"was_cancelled": True, "result": [{"type": "labels"}]}]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    (back,) = TOOLS["label-studio"].read(tmp_path / "tasks.json", {})
    assert back.marks == ()


def test_doccano_without_relations_leaves_links_as_they_were(tmp_path: Path) -> None:
    TOOLS["doccano"].write([page()], LABELS, tmp_path)
    line = json.loads((tmp_path / "pages.jsonl").read_text(encoding="utf-8"))
    entities = line.pop("entities")
    line.pop("relations")
    line["label"] = [[one["start_offset"], one["end_offset"], one["label"]] for one in entities]
    (tmp_path / "pages.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (back,) = TOOLS["doccano"].read(tmp_path / "pages.jsonl", {})
    assert corrected(document(), back, PAGE, reader()).document == document()


def test_brat_writes_words_over_a_line_break_as_fragments(tmp_path: Path) -> None:
    text = "## 某镇\n\n目前，全镇共划分网格8\n19个。\n"
    made = extractor().document(source(text))
    (back,) = there_and_back([marked(made, text)], "brat", tmp_path)
    assert "8\n19个" in [text[slice(*one.span)] for one in back.marks]
    assert any(";" in line for line in (tmp_path / "page.ann").read_text(encoding="utf-8").splitlines())
    assert corrected(made, back, text, reader()).document == made


class TestCorrections:
    """What a person changes in a tool, and what it makes of the document."""

    def correct(self, one: MarkedPage) -> Corrected:
        return corrected(document(), one, PAGE, reader())

    def test_another_label_is_another_type(self) -> None:
        figure = fact(self.correct(with_mark(page(), "208个", label="other")).document, "208个")
        assert (figure.type, figure.rule) == ("other", "annotation")
        assert figure == fact(document(), "208个").model_copy(update={"type": "other", "rule": "annotation"})

    def test_a_mark_that_is_gone_is_a_fact_that_is_gone(self) -> None:
        result = self.correct(without(page(), "819个"))
        figures = {figure.text: figure for figure in result.document.articles[0].indicators}
        assert "819个" not in figures
        assert {figure.part_of for figure in figures.values()} == {None}
        assert [(number.text, number.class_) for number in result.document.numbers if number.rule == "annotation"] == [
            ("819", "other")
        ]
        assert result.document.findings == ()
        assert [change.new for change in result.changes].count(None) == 1

    def test_other_words_are_read_again(self) -> None:
        start, end = mark(page(), "98.6%").span
        figure = fact(self.correct(with_mark(page(), "98.6%", span=(start + 3, end))).document, "6%")
        assert (figure.value, figure.unit, figure.span) == (6, "%", (start + 3, end))
        assert figure.id == fact(document(), "98.6%").id

    def test_a_new_mark_is_a_new_figure_as_the_rules_read_it(self) -> None:
        bare = corrected(document(), without(page(), "900名"), PAGE, reader()).document
        one = with_mark(page(), "900名", id="x1", fields={})
        result = corrected(bare, one, PAGE, reader())
        figure = fact(result.document, "900名")
        assert [(change.old, change.new) for change in result.changes] == [(None, figure)]
        assert result.document.numbers == document().numbers
        assert (figure.value, figure.unit, figure.subject, figure.modifier) == (900, "名", "网格员", "nearly")
        assert figure.place is not None
        assert (figure.place.county, figure.place.span, figure.rule) == ("清河县", None, "annotation")

    def test_a_new_mark_on_a_name_is_a_model(self) -> None:
        start = PAGE.index("工作法")
        result = self.correct(replace(page(), marks=(*page().marks, Mark("x1", MODEL, (start, start + 3)))))
        assert [model.name for model in result.document.articles[0].models] == ["板凳夜谈", "工作法"]

    def test_fields_are_taken_over(self) -> None:
        fields = {
            "subject": "网格长",
            "time": "",
            "value": "901",
            "unit": "位",
            "place": "河北省/邢台市",
            "status": "planned",
        }
        figure = fact(self.correct(with_mark(page(), "900名", fields=fields)).document, "900名")
        assert (figure.subject, figure.value, figure.unit, figure.status) == ("网格长", 901, "位", "planned")
        assert figure.place is not None
        assert (figure.place.city, figure.place.county, figure.place.code) == ("邢台市", None, "130500")

    def test_links_are_taken_over(self) -> None:
        one = page()
        link = Link("share_of", mark(one, "98.6%").id, mark(one, "900名").id)
        result = self.correct(replace(one, links=(*one.links, link)))
        assert fact(result.document, "98.6%").share_of == fact(document(), "900名").id

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"place": "河北省/某市"}, "there is no place '河北省/某市'"),
            ({"value": "many"}, "value 'many' is no number and no ratio such as 1:3"),
            ({"status": "soon"}, "Input should be 'reported', 'planned' or 'standard'"),
        ],
    )
    def test_what_cannot_be_is_told_and_left_as_it_was(self, fields: Mapping[str, str], message: str) -> None:
        result = self.correct(with_mark(page(), "900名", fields={**mark(page(), "900名").fields, **fields}))
        assert fact(result.document, "900名") == fact(document(), "900名")
        (problem,) = result.problems
        assert message in problem

    def test_a_mark_outside_every_article_is_told(self) -> None:
        result = self.correct(replace(page(), marks=(*page().marks, Mark("x", "grid", (len(PAGE) - 1, len(PAGE))))))
        assert "is in no article" in result.problems[0]
        assert result.document == document()


def example_rows(one: MarkedPage) -> list[dict[str, Any]]:
    changes = corrected(document(), one, PAGE, reader()).changes
    rows: list[dict[str, Any]] = yaml.safe_load(yaml_of([*examples_of(changes, PAGE, load_rulebook())]))["examples"]
    return rows


@pytest.mark.parametrize(
    ("change", "rule", "kind", "told"),
    [
        (lambda one: without(one, "900名"), "type.grid_worker", "reject", {"why": "900名 is no figure"}),
        (lambda one: without(one, "板凳夜谈"), "model.practice", "reject", {"why": "板凳夜谈 is no model"}),
        (
            lambda one: with_mark(one, "208个", fields={**mark(one, "208个").fields, "subject": "社区网"}),
            "type.grid",
            "match",
            {"gives": [{"figure": "208个", "type": "grid", "subject": "社区网"}]},
        ),
    ],
    ids=["no-figure", "no-model", "subject"],
)
def test_corrections_make_examples_for_the_rule(
    change: Callable[[MarkedPage], MarkedPage], rule: str, kind: str, told: dict[str, Any]
) -> None:
    row = next(row for row in example_rows(change(page())) if kind in row)
    assert row["rule"].startswith(rule.split(".")[0])
    (example,) = row[kind]
    assert {name: value for name, value in example.items() if name != "text"} == told
    (Match if kind == "match" else Reject).model_validate(example)


def test_another_type_makes_a_look_alike_of_the_old_rule_and_an_example_of_the_new() -> None:
    rows = example_rows(with_mark(page(), "208个", label="community"))
    assert [(row["rule"], "match" in row, "reject" in row) for row in rows] == [
        ("type.grid", False, True),
        ("type.community", True, False),
    ]
    assert "农村网格611个" in rows[0]["reject"][0]["text"]


def test_no_corrections_make_no_examples() -> None:
    assert example_rows(page()) == []


def extract(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("tool", TOOLS)
def test_the_commands_lead_there_and_back(tool: str, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "page.txt").write_bytes(PAGE.encode())
    assert extract(pages, "-o", tmp_path / "out", "-q").exit_code == 0
    given = extract("export", tmp_path / "out", pages, "--to", tool, "-o", tmp_path / "tasks")
    assert given.exit_code == 0, given.output
    words = ("import", tmp_path / "tasks" / EXPORTS[tool], tmp_path / "out", pages, "--from", tool)
    taken = extract(*words, "-o", tmp_path / "gold", "--examples", tmp_path / "examples.yaml")
    assert taken.exit_code == 0, taken.output
    assert "1 pages: 0 added, 0 removed, 0 changed" in taken.stderr
    assert (tmp_path / "gold" / "page.json").read_bytes() == (tmp_path / "out" / "page.json").read_bytes()
    assert yaml.safe_load((tmp_path / "examples.yaml").read_text(encoding="utf-8")) == {"examples": []}


def test_a_page_that_has_changed_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    extract(tmp_path / "page.txt", "-o", tmp_path / "out", "-q")
    (tmp_path / "page.txt").write_text("无事。", encoding="utf-8")
    result = extract("export", tmp_path / "out", tmp_path / "page.txt", "--to", "doccano", "-o", tmp_path / "tasks")
    assert result.exit_code == 1
    assert "page.txt: the page has changed since; run extract again" in result.stderr
    assert (tmp_path / "tasks" / "pages.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("tool", "content", "message"),
    [
        ("label-studio", "nothing", "is no JSON export of Label Studio"),
        ("label-studio", '[{"id": 1}]', "task 1 has no data.source and data.text"),
        ("doccano", '{"text": "x"}', ":1: is no page of doccano (KeyError: 'source')"),
        ("doccano", "[1]", ":1: is no page of doccano"),
    ],
)
def test_what_is_no_export_is_told(tool: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "export").write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        list(TOOLS[tool].read(tmp_path / "export", {}))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tgrid 0 3\t没有的", "the words '没有的' do not stand at 0"),
        ("T1\tgrid zero\t819个", "'grid zero' is no mark"),
        ("R1\tpart_of T1 T2", "'part_of T1 T2' is no relation"),
    ],
)
def test_a_broken_line_of_brat_is_told_at_its_place(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "page.ann").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        list(TOOLS["brat"].read(tmp_path, {"page.txt": page()}))
    assert str(caught.value).startswith(f"{tmp_path}/page.ann:1: ")
    assert message in str(caught.value)


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"holds no \.ann file"):
        list(TOOLS["brat"].read(tmp_path, {"page.txt": page()}))


TEXTS = st.text(st.sampled_from("网格819个，。 \n\r\t|=\\\"'<&𠮷😀‍\u0301"), min_size=1, max_size=40)


@st.composite
def marked_pages(draw: st.DrawFn) -> MarkedPage:
    """Pages of any characters with marks that have words in them."""
    text = draw(TEXTS)
    marks = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        words = shown(text)[start:end]
        if words == words.strip() and words.replace("\n", "").strip():
            told = draw(st.dictionaries(st.sampled_from(["subject", "per", "time"]), TEXTS.map(shown), max_size=2))
            marks.append(Mark(f"page#1/{number}", "grid", (start, end), told))
    links = [Link("part_of", one.id, marks[0].id) for one in marks[1:]]
    return MarkedPage("a/page.txt", "0" * 64, text, tuple(marks), tuple(links))


@pytest.mark.parametrize("tool", ["label-studio", "doccano", "brat"])
@settings(deadline=None)
@given(one=marked_pages())
def test_any_marks_come_back_where_they_were(tool: str, one: MarkedPage) -> None:
    with TemporaryDirectory() as folder:
        (back,) = there_and_back([one], tool, Path(folder))
    assert [(each.label, each.span) for each in back.marks] == [(each.label, each.span) for each in one.marks]
    if tool != "doccano":
        assert [each.fields for each in back.marks] == [each.fields for each in one.marks]
        assert back.links == one.links


@settings(deadline=None)
@given(st.text(st.sampled_from("网8𠮷😀\u0301\n"), max_size=30))
def test_code_units_and_code_points_are_each_other_s_inverse(text: str) -> None:
    count = Utf16(text)
    for point in range(len(text) + 1):
        assert count.units(point) == len(text[:point].encode("utf-16-le")) // 2
        assert count.point(count.units(point)) == point


@pytest.mark.parametrize(
    ("quote", "span", "found"),
    [
        ("819个", (2, 6), (2, 6)),
        ("819个", (3, 7), (2, 6)),
        ("819个", (9, 13), (2, 6)),
        ("8\\n19个", (2, 6), (2, 6)),
        ("820个", (2, 6), None),
    ],
    ids=["code points", "code units", "nearby", "line feed written out", "not there"],
)
def test_words_prove_where_a_mark_stands(quote: str, span: tuple[int, int], found: tuple[int, int] | None) -> None:
    assert proved("𠮷有819个网格", quote, span) == found


def test_the_sentence_of_words_is_on_one_line() -> None:
    assert sentence_at(PAGE, fact(document(), "611个").span).startswith(
        "截至2024年6月，全县共划分网格819个，其中农村网格611个"
    )


@pytest.mark.parametrize(
    ("told", "value"), [("611", 611), ("-3", -3), ("98.6", 98.6), ("1e+16", 1e16), ("1:3", "1:3"), ("", None)]
)
def test_values_are_read_as_they_are_written(told: str, value: object) -> None:
    assert number_of(told) == value


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("河北省/邢台市/清河县", ("河北省", "邢台市", "清河县", None, None, "130534")),
        ("北京市/朝阳区", ("北京市", None, "朝阳区", None, None, "110105")),
        ("浙江省/台州市/天台县/平桥镇", ("浙江省", "台州市", "天台县", "平桥镇", None, "331023")),
        ("浙江省/台州市/天台县/某某村", ("浙江省", "台州市", "天台县", None, "某某村", "331023")),
        ("浙江省/台州市/天台县/平桥镇/某某村", ("浙江省", "台州市", "天台县", "平桥镇", "某某村", "331023")),
        ("清河县", None),
        ("河北省/邢台市/无此县/某镇/某村", None),
    ],
)
def test_places_are_named_by_their_path(path: str, place: tuple[str | None, ...] | None) -> None:
    found = reader().place_named(path)
    names = ("province", "city", "county", "township", "community", "code")
    assert (found and tuple(getattr(found, name) for name in names)) == place
