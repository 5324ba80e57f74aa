"""Each format as other programs write it → its documents: their names, their texts, what is known of them."""

import builtins
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from extract.read import Fault, Fields, Input, ReadError, ReadOptions, documents
from schemas.records import Source
from tests.pages import extractor

INPUTS = Path(__file__).parent / "inputs"
HEADLINE = "清河镇：“板凳夜谈”解民忧"


def read(path: Path, options: ReadOptions | None = None) -> list[Source | ReadError]:
    return list(documents(Input(path.name, path), options or ReadOptions()))


def sources(path: Path, options: ReadOptions | None = None) -> list[Source]:
    found = read(path, options)
    assert all(isinstance(one, Source) for one in found), found
    return [one for one in found if isinstance(one, Source)]


def only(path: Path, options: ReadOptions | None = None) -> Source:
    (source,) = sources(path, options)
    return source


def fault(path: Path, options: ReadOptions | None = None) -> Fault:
    (error,) = read(path, options)
    assert isinstance(error, ReadError), error
    return error.code


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", ["page.docx", "page.epub", "page.pdf", "columns.pdf", "page.html"])
def test_what_office_programs_and_websites_write_gives_the_figures_of_the_page(name: str) -> None:
    source = only(INPUTS / name)
    assert source.extracted
    assert source.sha256 == sha256((INPUTS / name).read_bytes()).hexdigest()
    document = extractor().document(source)
    (article,) = document.articles
    assert article.title == HEADLINE
    figures = {(figure.value, figure.unit): figure for figure in article.indicators}
    assert {(1286, "场次"), (3452, "条"), (86.3, "%"), (612, "户"), (48.6 * 10000, "元"), (136, "名")} <= set(figures)
    assert document.text == source.text
    for figure in article.indicators:
        assert source.text[slice(*figure.span)] == figure.text


@pytest.mark.parametrize("name", ["page.docx", "page.pdf", "page.epub", "page.html"])
def test_a_row_of_a_table_is_a_line(name: str) -> None:
    (row,) = [line for line in only(INPUTS / name).text.splitlines() if line.endswith("场次") and "52" in line]
    assert row.replace(" ", "") == "双桥村\t52场次"


def test_columns_are_read_one_after_another() -> None:
    text = "".join(only(INPUTS / "columns.pdf").text.split())
    assert "双桥村村民李大山说" in text
    assert "问题、需求、资源三张清单，上半年累计办理民生实事74件" in text


def test_the_menu_and_the_foot_of_a_web_page_are_no_text_and_its_head_tells_the_day() -> None:
    source = only(INPUTS / "page.html")
    assert source.published == "2024-06-18"
    assert source.text.startswith(HEADLINE)
    assert not {word for word in ("100条", "京ICP备", "var n") if word in source.text}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>增收<b>12.5</b>万元</p><p>共3户</p>", "增收12.5万元\n\n共3户"),
        ("<p>一行<br>二行</p>", "一行\n二行"),
        ("<title>某镇建成网格</title><p>全镇有3个。</p>", "某镇建成网格\n\n全镇有3个。"),
        ("<title>某镇建成网格_某网</title><h1>某镇建成网格</h1><p>全镇有3个。</p>", "某镇建成网格\n\n全镇有3个。"),
        ("<p>1&lt;2&nbsp;&#19977;户</p>", "1<2\xa0三户"),
        ("<nav>首页<p>全文都在没有结束的菜单里。", "首页\n\n全文都在没有结束的菜单里。"),
        ("<table><tr><td>村<td>户</tr><tr><td>双桥</td><td>612户</td></tr></table>", "村\t户\n双桥\t612户"),
        ("<table><tr><td><p>一段。</p><p>二段。</p></td></tr></table>", "一段。\n\n二段。"),
        ("<p>甲<!-- 乙 -->丙</p><script>if(a<b){}</script>", "甲丙"),
        ("<p>&bomb;</p><!DOCTYPE x [<!ENTITY bomb '炸'>]>", "&bomb;\n]>"),
    ],
)
def test_a_web_page_is_read_as_it_is_shown(tmp_path: Path, markup: str, text: str) -> None:
    source = only(written(tmp_path, "page.html", markup))
    assert [line.strip() for line in source.text.strip().splitlines() if line.strip()] == [
        line for line in text.splitlines() if line
    ]


def test_the_main_text_of_a_web_page_is_what_trafilatura_finds() -> None:
    source = only(INPUTS / "page.html", ReadOptions(main_text=True))
    assert "1286场次" in source.text
    assert "京ICP备" not in source.text


@pytest.mark.parametrize(
    ("name", "code"),
    [("scan.pdf", Fault.NO_TEXT), ("locked.pdf", Fault.ENCRYPTED)],
)
def test_a_scan_and_a_locked_document_are_told(name: str, code: Fault) -> None:
    assert fault(INPUTS / name) is code


@pytest.mark.parametrize("name", ["page.docx", "page.epub", "page.pdf", "pages.warc.gz", "named_in_gbk.zip"])
def test_half_a_file_is_told(tmp_path: Path, name: str) -> None:
    content = (INPUTS / name).read_bytes()
    found = read(written(tmp_path, name, content[: len(content) // 2]))
    assert any(isinstance(one, ReadError) and one.code is Fault.MALFORMED for one in found)


@pytest.mark.parametrize("suffix", ["docx", "epub", "pdf", "zip", "warc"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\0" * 999, "一页。".encode(), b"%PDF-1.7\n%%EOF"])
def test_what_is_no_such_file_is_told(tmp_path: Path, suffix: str, content: bytes) -> None:
    found = read(written(tmp_path, f"x.{suffix}", content))
    assert [one.code for one in found if isinstance(one, ReadError)] in ([Fault.MALFORMED], [Fault.NO_TEXT])


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("page.pdf", "pypdfium2", "pdf"),
        ("page.docx", "docx", "docx"),
        ("pages.warc.gz", "warcio", "warc"),
        ("page.html", "trafilatura", "html"),
    ],
)
def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    real = builtins.__import__

    def without(wanted: str, *rest: Any) -> Any:
        if wanted.partition(".")[0] == module:
            raise ImportError(wanted)
        return real(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    (error,) = read(INPUTS / name, ReadOptions(main_text=True))
    assert isinstance(error, ReadError)
    assert (error.code, error.message.endswith(f"pip install 'extract-facts[{extra}]'")) == (Fault.MISSING_EXTRA, True)


def test_a_web_archive_gives_the_pages_that_were_found_by_their_addresses() -> None:
    gbk, utf8 = sources(INPUTS / "pages.warc.gz")
    assert gbk.name == "pages.warc.gz#http://127.0.0.1:8099/gbk.html"
    assert gbk.container == "pages.warc.gz"
    assert gbk.published == "2024-06-18"
    assert utf8.published is None
    assert "1286场次" in gbk.text
    assert "1286场次" in utf8.text


RECORDS = [
    {"id": "a", "title": "某镇建成网格", "text": "全镇有3个。", "date": "2024-06-18 09:30"},
    {"id": "b", "text": "全镇有4个。"},
    {"id": "a", "text": "全镇有5个。"},
]
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
TABLE = 'id,title,text,date\r\na,某镇建成网格,"全镇有3个。",2024-06-18 09:30\r\nb,,全镇有4个。,\r\na,,全镇有5个。,\r\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.jsonl", LINES),
        ("r.ndjson", "\ufeff" + LINES.replace("\n", "\r\n")),
        ("r.json", json.dumps(RECORDS, ensure_ascii=False)),
        ("r.json", json.dumps(RECORDS, indent=2)),
        ("r.csv", TABLE),
        ("r.csv", "\ufeff" + TABLE),
        ("r.csv", TABLE.encode("gb18030")),
        ("r.csv", TABLE.encode("utf-16")),
        ("r.tsv", TABLE.replace(",", "\t")),
    ],
)
def test_records_are_documents_named_by_their_ids(tmp_path: Path, name: str, content: str | bytes) -> None:
    found = sources(written(tmp_path, name, content))
    assert [source.name for source in found] == [f"{name}#a", f"{name}#b", f"{name}#a-2"]
    assert [source.text for source in found] == ["某镇建成网格\n\n全镇有3个。", "全镇有4个。", "全镇有5个。"]
    assert [source.published for source in found] == ["2024-06-18", None, None]
    assert {source.container for source in found} == {name}


def test_fields_are_those_that_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "r.jsonl", '{"no": 7, "head": "某镇", "body": "有3个。", "day": "2024年6月"}\n')
    source = only(path, ReadOptions(fields=Fields(text="body", id="no", title="head", date="day")))
    assert (source.name, source.text, source.published) == ("r.jsonl#7", "某镇\n\n有3个。", "2024-06")


def test_the_sum_of_a_line_is_that_of_its_bytes(tmp_path: Path) -> None:
    (source, *_) = sources(written(tmp_path, "r.jsonl", LINES))
    assert source.sha256 == sha256(LINES.splitlines()[0].encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.jsonl", '{"text": "一"}\n{"body": "二"}\n{"text": "三"}\n', Fault.NO_FIELD),
        ("r.jsonl", '{"text": "一"}\n{"text": "二"\n{"text": "三"}\n', Fault.MALFORMED),
        ("r.jsonl", '{"text": "一"}\n[1]\n{"text": "三"}\n', Fault.NO_FIELD),
        ("r.jsonl", '{"text": "一"}\n{"text": ["二"]}\n{"text": "三"}\n', Fault.NO_FIELD),
        ("r.jsonl", '{"text": "一"}\n{"text": ""}\n{"text": "三"}\n', Fault.NO_TEXT),
        ("r.jsonl", '{"text": "一"}\n' + "[" * 100_000 + '\n{"text": "三"}\n', Fault.MALFORMED),
        ("r.json", '[{"text": "一"}, 2, {"text": "三"}]', Fault.NO_FIELD),
        ("r.csv", 'text\n一\n""\n三\n', Fault.NO_TEXT),
    ],
)
def test_a_bad_record_costs_itself_only(tmp_path: Path, name: str, content: str, code: Fault) -> None:
    found = read(written(tmp_path, name, content))
    assert [one.text if isinstance(one, Source) else one.code for one in found] == ["一", code, "三"]
    assert [one.name for one in found] == [f"{name}#1", f"{name}#2", f"{name}#3"]


@pytest.mark.parametrize(
    ("name", "content", "code", "read_before"),
    [
        ("r.json", '[{"text": "一"}, {"text": ', Fault.MALFORMED, 1),
        ("r.json", "{", Fault.MALFORMED, 0),
        ("r.csv", 'text\n一\n"二\n三\n', Fault.MALFORMED, 1),
        ("r.csv", "text\n一\n".encode() + b"\xff\xfe\n", Fault.ENCODING, 0),
    ],
)
def test_where_a_table_or_an_array_breaks_it_says_so(
    tmp_path: Path, name: str, content: str | bytes, code: Fault, read_before: int
) -> None:
    *before, last = read(written(tmp_path, name, content))
    assert len(before) == read_before
    assert isinstance(last, ReadError)
    assert last.code is code


def test_a_record_that_lacks_its_field_names_those_that_there_are(tmp_path: Path) -> None:
    (error,) = read(written(tmp_path, "r.jsonl", '{"id": 1, "正文": "一"}\n'))
    assert isinstance(error, ReadError)
    assert error.message == "there is no field 'text'; there are: id, 正文 (say which: --text-field NAME)"


def test_one_object_is_one_document_under_the_name_of_its_file(tmp_path: Path) -> None:
    source = only(written(tmp_path, "2024-06-18.json", '{"text": "有3个。"}'))
    assert (source.name, source.container, source.published) == ("2024-06-18.json", None, "2024-06-18")


HEAD = "---\ntitle: 某镇建成网格\ndate: 2024-06-18\ntags: [1, 2]\n---\n"


def test_the_head_of_markdown_is_no_text_and_moves_no_character(tmp_path: Path) -> None:
    page = HEAD + "\n■记者 王明\n\n今年，全镇共划分网格819个。\n"
    source = only(written(tmp_path, "page.md", page))
    assert source.published == "2024-06-18"
    assert len(source.text) == len(page)
    assert source.text.split() == ["某镇建成网格", "■记者", "王明", "今年，全镇共划分网格819个。"]
    (article,) = extractor().document(source).articles
    assert article.title == "某镇建成网格"
    (figure,) = article.indicators
    assert page[slice(*figure.span)] == "819个"
    assert figure.time_resolved == "2024"


def test_a_title_that_the_page_prints_again_stands_once(tmp_path: Path) -> None:
    source = only(written(tmp_path, "page.md", HEAD + "# 某镇建成网格\n"))
    assert source.text.split() == ["#", "某镇建成网格"]


def test_a_rule_across_a_page_is_no_head(tmp_path: Path) -> None:
    page = "---\n全镇共划分网格819个。\n"
    assert only(written(tmp_path, "page.md", page)).text == page


def kinds(folder: Path, name: str, content: bytes) -> Iterator[str]:
    for one in documents(Input(name, written(folder, name, content))):
        yield one.code if isinstance(one, ReadError) else "read"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("page", b"%PDF-", "malformed"),
        ("page", (INPUTS / "page.pdf").read_bytes(), "read"),
        ("page", (INPUTS / "page.docx").read_bytes(), "read"),
        ("page", (INPUTS / "page.epub").read_bytes(), "read"),
        ("page", b"<!DOCTYPE html><p>\xe4\xb8\x80", "read"),
        ("page.txt", (INPUTS / "page.pdf").read_bytes(), "not_text"),
        ("page.txt", b"SQLite format 3\0rest", "not_text"),
        ("page.html", b"\x89PNG\r\n\x1a\nrest", "not_text"),
        ("page", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "not_text"),
    ],
)
def test_the_first_bytes_tell_a_file_without_a_suffix_and_a_wrong_one(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    assert list(kinds(tmp_path, name, content)) == [kind]


def test_the_format_that_is_named_goes_before_suffix_and_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "page.txt", "<p>有<b>3</b>个。</p>")
    assert only(path, ReadOptions(format="html")).text == "有3个。"
