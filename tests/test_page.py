"""The page stage: what is an article, who wrote it, and in which order it is read."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.fold import fold
from extract.gazetteer import load_gazetteer
from extract.page import PageReader
from extract.rulebook import load_rulebook
from schemas.records import Article, BlockKind

ROOT = Path(__file__).resolve().parents[1]
RULEBOOK = load_rulebook()
WORDS = frozenset({"书记", "互联网", "调解", "搭建", "覆盖", "组织", "联网", "居民", "党员"})
READER = PageReader(RULEBOOK.page, RULEBOOK.slot_patterns, is_place=load_gazetteer().forms.__contains__)
READER_WITH_WORDS = PageReader(RULEBOOK.page, RULEBOOK.slot_patterns, WORDS.__contains__)


def blocks(article: Article, kind: BlockKind) -> list[str]:
    """The texts of the article's blocks of one kind."""
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


def seed_pages() -> list[tuple[str, dict]]:
    pages = []
    for path in sorted((ROOT / "tests" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        pages.append(((ROOT / "seeds" / gold["source"]).read_bytes().decode("utf-8"), gold))
    return pages


def bare(title: str) -> str:
    return "".join(title.split())


# -- the five seed pages, as they are and in other dress ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "gold"), seed_pages(), ids=lambda value: value["source"] if isinstance(value, dict) else ""
)
def test_seed_pages_are_cut_into_their_articles(text: str, gold: dict) -> None:
    articles = READER.articles(text)
    assert [article.span for article in articles] == [(a["start"], a["end"]) for a in gold["articles"]]
    for article, expected in zip(articles, gold["articles"], strict=True):
        assert bare(article.title) in {bare(title) for title in (expected["title"], *expected.get("title_also", []))}
        assert set(article.authors) == set(expected["authors"])


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def wrapped(text: str, width: int) -> str:
    lines = without_blank_lines(text).split("\n")
    return "\n".join(line[at : at + width] for line in lines for at in range(0, len(line), width))


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) != "#"})


@pytest.mark.parametrize(
    "dress",
    [without_blank_lines, lambda text: wrapped(text, 40), lambda text: text.replace("\n", "\r\n"), full_width],
    ids=["no blank lines", "wrapped at 40", "carriage returns", "full width"],
)
@pytest.mark.parametrize(
    ("text", "gold"), seed_pages(), ids=lambda value: value["source"] if isinstance(value, dict) else ""
)
def test_a_page_is_read_alike_in_other_dress(text: str, gold: dict, dress) -> None:
    articles = READER.articles(dress(text))
    assert [article.authors for article in articles] == [article.authors for article in READER.articles(text)]
    for article, as_printed in zip(articles, READER.articles(text), strict=True):
        assert bare(fold(article.title)).endswith(bare(fold(as_printed.title)))


# -- other papers ---------------------------------------------------------------------------------------------------

BODY = "近日，东山乡党员志愿者走上河堤，清理垃圾3吨。"
PAGES = [
    (
        "markup, one article",
        f"# 小网格撬动大治理\n\n## 建强队伍\n\n{BODY}\n\n## 办好实事\n\n{BODY}",
        [("小网格撬动大治理", ())],
    ),
    (
        "markup, page name above the headlines",
        f"# 第3版 要闻\n\n## 石桥村修好连心路\n\n本报记者 张立\n\n{BODY}\n\n"
        f"## 东山乡办起夜校\n\n本报讯（记者 李晓）{BODY}",
        [("石桥村修好连心路", ("张立",)), ("东山乡办起夜校", ("李晓",))],
    ),
    (
        "signed at the end",
        f"白水区检查消防安全\n\n{BODY}（张立 王芳）\n\n石桥村举办丰收节\n\n{BODY}\n(赵宏 摄影报道)",
        [("白水区检查消防安全", ("张立", "王芳")), ("石桥村举办丰收节", ("赵宏",))],
    ),
    (
        "pages of a website one after the other",
        f"首页 > 新闻\n\n老街换了新颜\n\n2024-03-05 来源：南江日报 作者：张立\n\n{BODY}\n\n责任编辑：王强\n"
        f"分享到：微信\n\n小院开起议事会\n\n{BODY}\n\n版权所有 南江日报社",
        [("老街换了新颜", ("张立",)), ("小院开起议事会", ())],
    ),
    (
        "a dispatch under three lines",
        f"构建共建共治共享新格局\n南江市推行“三联三治”\n——来自基层的报道\n新华社南江3月5日电（记者张立、王芳）{BODY}",
        [("构建共建共治共享新格局 南江市推行“三联三治”", ("张立", "王芳"))],
    ),
    (
        "markup, every headline told of a place",
        f"## 浙江省天台县：“板凳夜谈”解民忧\n\n{BODY}\n\n## 河北省清河县：小网格大服务\n\n{BODY}",
        [("浙江省天台县：“板凳夜谈”解民忧", ()), ("河北省清河县：小网格大服务", ())],
    ),
    (
        "headlines told of places, without markup",
        f"浙江省天台县：\n“板凳夜谈”解民忧\n\n{BODY}\n\n河北省清河县：\n小网格大服务\n\n{BODY}",
        [("浙江省天台县： “板凳夜谈”解民忧", ()), ("河北省清河县： 小网格大服务", ())],
    ),
    (
        "a picture's caption above the dispatch",
        f"全市志愿者突破万人\n\n3月5日，志愿者代表为服务基地揭牌。\n\n新华社南江3月5日电（记者张立）{BODY}",
        [("全市志愿者突破万人", ("张立",))],
    ),
    ("byline above the headline", f"撰文｜张立 编辑｜王强\n\n老街新生记\n\n{BODY}", [("老街新生记", ("张立",))]),
    ("begins with its text", f"{BODY}\n\n{BODY}", [("", ())]),
    ("headline in brackets kept", f"【基层亮点】“板凳会”议民生\n\n{BODY}", [("【基层亮点】“板凳会”议民生", ())]),
    (
        "an office signs",
        f"年度统计公报正式发布\n\n南江市统计局\n\n2024年3月20日\n\n{BODY}",
        [("年度统计公报正式发布", ("南江市统计局",))],
    ),
    (
        "a headline over two lines",
        f"小积分兑出\n乡村治理大效能\n\n■ 本报记者 李明\n\n{BODY}",
        [("小积分兑出 乡村治理大效能", ("李明",))],
    ),
    ("nothing but furniture", "2024年3月5日 星期二 第3版\n\n责任编辑：王强", []),
    ("nothing", " \n\n\t", []),
]


@pytest.mark.parametrize(("text", "expected"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_pages_of_other_papers(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(article.title, article.authors) for article in READER.articles(text)] == expected


LAST = "河堤上又有了散步的人。"
LEFT_OVER = [
    (f"老街换了新颜\n\n{BODY}{LAST}\n\n热文榜\n", LAST),
    (f"老街换了新颜\n\n{BODY}\n\n{LAST}\n\n我要报料\n网友热议\n", LAST),
    (f"老街换了新颜\n\n{BODY}\n\n(记者 张立)\n", "(记者 张立)"),
    (f"老街换了新颜\n\n{BODY}河堤上又有了散步\n的人", "的人"),
]


@pytest.mark.parametrize(("text", "end"), LEFT_OVER)
def test_an_article_ends_with_its_last_sentence_or_who_wrote_it(text: str, end: str) -> None:
    (article,) = READER.articles(text)
    assert text[: article.span[1]].endswith(end)


FURNITURE = (ROOT / "tests" / "furniture.txt").read_text(encoding="utf-8").splitlines()
"""What websites and papers print around articles, a line each."""


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_no_part_of_an_article(line: str) -> None:
    (above,) = READER.articles(f"{line}\n\n老街换了新颜\n\n{BODY}{LAST}")
    (below,) = READER.articles(f"老街换了新颜\n\n{BODY}{LAST}\n\n{line}\n")
    assert (above.title, below.title) == ("老街换了新颜", "老街换了新颜")
    assert above.text == below.text


SENTENCES = [
    "今天是2023年的第一天，老街120家商铺开门迎客。",
    "欢迎来到老街，这里有商铺120家。",
    "扫描二维码报名的居民有120人。",
    "公开方式多样，居民提出建议120条。",
    "清溪村  86户  120人",
    "上篇：老街的故事有120个",
    "广告设计师来了120人。",
    "关注老街的居民有120户。",
    "点击量突破120万次的老街火了。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_furniture_is_read(sentence: str) -> None:
    (article,) = READER.articles(f"老街换了新颜\n\n{BODY}{LAST}\n\n{sentence}\n\n{BODY}")
    assert "120" in article.text


@pytest.mark.parametrize("headline", ["视频丨老街换了新颜", "图片新闻丨老街换了新颜", "老街换了新颜，居民点赞"])
def test_a_headline_that_looks_like_furniture_is_one(headline: str) -> None:
    (article,) = READER.articles(f"{headline}\n\n{BODY}{LAST}")
    assert article.title == headline


BUTTONS = [
    ("2024-03-05 10:15\n首看\n视野\n快评\n\n", ()),
    ("2024-03-05 10:15\n张立\n\n", ("张立",)),
    ("2024-03-05 10:15\n\n", ()),
]


@pytest.mark.parametrize(("furniture", "authors"), BUTTONS)
def test_a_word_under_furniture_is_no_headline(furniture: str, authors: tuple[str, ...]) -> None:
    (article,) = READER.articles(f"老街换了新颜\n{furniture}{BODY}{LAST}")
    assert (article.title, article.authors) == ("老街换了新颜", authors)


BYLINES = [
    ("本报记者 曲 宏", ("曲宏",)),
    ("■记者 孟 航 李彤彤", ("孟航", "李彤彤")),
    ("□南江晚报记者 张立 通讯员 白政法", ("张立", "白政法")),
    ("南江观察记者 张立 通讯员 市委组织部 王强", ("张立", "王强")),
    ("本报见习记者张立 通讯员李晓红王强", ("张立", "李晓红", "王强")),
    ("本报记者 张立 文 李晓 摄", ("张立",)),
    ("文/张立 图/李晓", ("张立",)),
    ("张立/文 李晓/图", ("张立",)),
    ("本报记者 张立 摄影报道", ("张立",)),
    ("作者：欧阳志远、买买提·艾力", ("欧阳志远", "买买提·艾力")),
    ("■中共石桥县委组织部", ("中共石桥县委组织部",)),
    ("王立 刘萍", ("王立", "刘萍")),
    ("晓岚", ("晓岚",)),
]


@pytest.mark.parametrize(("line", "authors"), BYLINES)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    (article,) = READER.articles(f"让好风景变成好光景\n\n{line}\n\n{BODY}")
    assert (article.title, article.authors) == ("让好风景变成好光景", authors)
    assert len(blocks(article, BlockKind.BYLINE)) == 1


@pytest.mark.parametrize("line", ["■建强组织体系", "编者按", "记者走基层看变化", "社区工作者、网格员", "一、基本情况"])
def test_lines_that_are_no_bylines(line: str) -> None:
    (article,) = READER.articles(f"让好风景变成好光景\n\n{line}\n\n{BODY}")
    assert article.authors == ()


def test_column_paper_and_date_are_told_from_the_headline() -> None:
    text = f"南江日报 2024年3月5日 星期二\n\n深度关注\n\n石桥村修好连心路\n\n本报记者 张立\n\n{BODY}"
    (article,) = READER.articles(text)
    assert (article.column, article.paper, article.date) == ("深度关注", "南江日报", "2024年3月5日")
    assert text[slice(*article.span)].startswith("石桥村修好连心路")


def test_a_kicker_stands_above_a_signed_headline() -> None:
    (article,) = READER.articles(f"个人经验变成集体智慧\n\n导师帮带让干部更有招\n\n本报记者 张立\n\n{BODY}")
    assert (article.kicker, article.title) == ("个人经验变成集体智慧", "导师帮带让干部更有招")


# -- sentences that columns have cut --------------------------------------------------------------------------------

SEAMS = [
    (
        "a column break",
        "工作有力。社区组织党员进一步凝\n\n聚共识，服务群众。",
        ["工作有力。社区组织党员进一步凝聚共识,服务群众。"],
    ),
    (
        "a caption in the gap",
        "工作有力。全区为1023户家庭，在老街\n\n居民在老街休闲。（社区供图）\n\n完成改造，群众满意。",
        ["工作有力。全区为1023户家庭,在老街完成改造,群众满意。"],
    ),
    (
        "a sentence under a picture, and a character printed twice",
        "工作推进有力。为1023户家庭全覆盖\n\n\n\n社区开展主题党日活动。\n\n盖完成改造。",
        ["工作推进有力。为1023户家庭全覆盖完成改造。"],
    ),
    (
        "jump marks",
        "35名党员上门走访。他们通过微信\n\n（下转B13版）\n\n（上接B12版）\n\n等方式联系。",
        ["35名党员上门走访。他们通过微信等方式联系。"],
    ),
    (
        "a narrow column whose lines are not of one length",
        "清晨时分，人们站在石桥县的江\n堤上望过去，水头从高处一路淌下来，\n10万亩高标准农田喝的都是松花江\n水，多半卖到了外地。",
        [
            "清晨时分,人们站在石桥县的江堤上望过去,水头从高处一路淌下来,10万亩高标准农田喝的都是松花江水,多半卖到了外地。"
        ],
    ),
    (
        "a row of figures in a narrow column",
        "全区完成老旧小区改造17个，改造面积约\n22.3万平方米，受益居民2400\n余户，拆除保笼2万平方米，大家都满意。",
        ["全区完成老旧小区改造17个,改造面积约22.3万平方米,受益居民2400余户,拆除保笼2万平方米,大家都满意。"],
    ),
    ("a figure across the break", "一般每名党员联系10\n\n户左右群众。", ["一般每名党员联系10户左右群众。"]),
    (
        "a word across the break",
        "大家喜欢。\n\n老师对党建互\n\n联网赞不绝口。",
        ["大家喜欢。", "老师对党建互联网赞不绝口。"],
    ),
    (
        "the end of a quotation printed apart",
        "示范村”荣誉称号。\n\n创新机制 推动发展\n\n石桥村创新机制。去年被授予“全省\n\n议项目。建了储藏库。",
        ["石桥村创新机制。去年被授予“全省示范村”荣誉称号。", "议项目。建了储藏库。"],
    ),
    ("white space", "全 区　有 3 个 AI lab 驿站。", ["全区有3个AI lab驿站。"]),
]


@pytest.mark.parametrize(("text", "bodies"), [seam[1:] for seam in SEAMS], ids=[seam[0] for seam in SEAMS])
def test_cut_sentences_are_whole_again(text: str, bodies: list[str]) -> None:
    (article,) = READER_WITH_WORDS.articles(f"石桥村修好连心路\n\n本报记者 张立\n\n{text}")
    assert blocks(article, BlockKind.BODY) == bodies


def test_a_figure_across_a_break_leads_back_to_its_print() -> None:
    text = "石桥村修好连心路\n\n本报记者 张立\n\n每名党员联系10\n\n户左右群众。"
    (article,) = READER.articles(text)
    at = article.text.index("10户")
    start, end = article.source_span(at, at + 3)
    assert text[start:end] == "10\n\n户"
    assert article.printed(at, at + 3) == "10户"


# -- any text -------------------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    f"""## 标题在这里写|### 小标题|石桥村修好连心路|本报记者 张 立|■中共石桥县委组织部|王立 刘萍|在基层|{BODY}
社区组织党员进一步凝|聚共识，服务|（下转B13版）|(上接B12版)|居民休闲。（社区供图）|（张立）|本报讯（记者 李晓）{BODY}
（作者系某县干部）|责任编辑：王强|2024年3月5日|一、情况|　　他说“好|事”。|||  \t|10|户|**加粗**|()|”|记者手记
[查看原文](http://a.b/c)|# 第3版 要闻|文/张立|图为现场。|近年来，石桥县抓实工作。""".replace("\n", "|").split("|")
)
PRINTED = st.lists(LINES | st.text(max_size=12), max_size=14).map("\n".join) | st.text(max_size=80)


@settings(max_examples=150, deadline=None)
@given(PRINTED)
@example("（上接B12版）")
@example("\ufeff\u200b\r\n")
def test_any_text_is_read_and_every_character_leads_back(text: str) -> None:
    folded = fold(text)
    end_before = 0
    for article in READER_WITH_WORDS.articles(text):
        start, end = article.span
        assert end_before <= start < end <= len(text)
        end_before = end
        assert len(article.offsets) == len(article.text)
        assert list(article.offsets) == [article.offsets[at] for at in range(len(article.offsets))]
        assert all(start <= offset < end for offset in article.offsets)
        printed = [at for at, character in enumerate(article.text) if character != "\n"]
        assert all(folded[article.offsets[at]] == article.text[at] for at in printed)
        assert [article.text[block.end] for block in article.blocks] == ["\n"] * len(article.blocks)
