"""How quantities are written, and what only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from extract.quantities import QuantityFinder
from extract.rulebook import load_rulebook
from extract.tokens import Tokenizer
from schemas.records import Article, Block, BlockKind, Quantity, Skip
from tests.pages import extractor, source

RULEBOOK = load_rulebook()
FINDER = QuantityFinder(RULEBOOK.quantities, RULEBOOK.slot_patterns, Tokenizer().is_idiom)


def article(text: str) -> Article:
    folded = fold(text)
    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    return Article(text, (0, len(text)), "", None, None, None, None, (), folded, range(len(text)), blocks)


def quantities(text: str) -> list[Quantity]:
    return list(FINDER.find(article(text))[0])


def skips(text: str) -> list[Skip]:
    return list(FINDER.find(article(text))[1])


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("共819个", "819个", "819", "个"),
        ("共１２３个", "１２３个", "123", "个"),
        ("达1,234,567元", "1,234,567元", "1234567", "元"),
        ("达12，345元", "12，345元", "12345", "元"),
        ("占32.1%", "32.1%", "32.1", "%"),
        ("占９０％", "９０％", "90", "%"),
        ("达2.1万人", "2.1万人", "21000", "人"),
        ("达260万元", "260万元", "2600000", "元"),
        ("达1.2万亿元", "1.2万亿元", "1200000000000", "元"),
        ("达3.5千万元", "3.5千万元", "35000000", "元"),
        ("达3亿5000万元", "3亿5000万元", "350000000", "元"),
        ("达一亿二千万元", "一亿二千万元", "120000000", "元"),
        ("约三百二十户", "三百二十户", "320", "户"),
        ("帮扶十户", "十户", "10", "户"),
        ("两部电梯", "两部", "2", "部"),
        ("半小时后", "半小时", "0.5", "小时"),
        ("占百分之八十五", "百分之八十五", "85", "%"),
        ("占七成以上", "七成", "70", "%"),
        ("提高3个百分点", "3个百分点", "3", "个百分点"),
        ("面积244平方公里", "244平方公里", "244", "平方公里"),
        ("全长1.5千米", "1.5千米", "1.5", "千米"),
        ("1.2万台套农机具", "1.2万台套", "12000", "台套"),
        ("存栏60余万头（只）", "60余万头（只）", "600000", "头(只)"),
        ("覆盖2.34万老年人", "2.34万", "23400", ""),
        ("外来人口近千人", "千人", "1000", "人"),
        ("二十多人", "二十多人", "20", "人"),
        ("十几个村", "十几个", "10", "个"),
        ("二十几万人", "二十几万人", "200000", "人"),
        ("共3千5百万元", "3千5百万元", "35000000", "元"),
        ("共3万4000人", "3万4000人", "34000", "人"),
        ("两万五千亿元", "两万五千亿元", "2500000000000", "元"),
        ("约三万五人", "三万五人", "35000", "人"),
        ("二点五亿元", "二点五亿元", "250000000", "元"),
        ("百三十人", "百三十人", "130", "人"),
        ("服务3个半小时", "3个半小时", "3.5", "小时"),
        ("历时一个半小时", "一个半小时", "1.5", "小时"),
        ("人民币伍拾万元", "伍拾万元", "500000", "元"),
        ("共廿二户", "廿二户", "22", "户"),
        ("共三萬兩千人", "三萬兩千人", "32000", "人"),
        ("占百分之3.5", "百分之3.5", "3.5", "%"),
        ("做到百分之百", "百分之百", "100", "%"),
        ("气温-5℃", "-5℃", "-5", "℃"),
        ("增长-1.2%", "-1.2%", "-1.2", "%"),
        ("总人数三百余人", "三百余人", "300", "人"),
        ("志愿服务队伍百余支", "百余支", "100", "支"),
        ("收拾六间房", "六间", "6", "间"),
        ("为企业减负1.2亿元", "1.2亿元", "120000000", "元"),
    ],
)
def test_a_quantity_has_value_and_unit(text: str, figure: str, value: str, unit: str) -> None:
    (found,) = quantities(text)
    assert (text[found.start : found.end], found.value, found.unit) == (figure, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每个网格覆盖300—500户", 300, 500),
        ("每人联系5至20户", 5, 20),
        ("收益5万—50万元", 50000, 500000),
        ("投资3—5万元", 30000, 50000),
        ("下降10%-15%", 10, 15),
        ("派出三五个人", 3, 5),
        ("约七八十人", 70, 80),
        ("少花三四万元", 30000, 40000),
        ("来了十二三万人", 120000, 130000),
        ("派出三四十万人", 300000, 400000),
        ("到了三、四百人", 300, 400),
        ("共十三、四个", 13, 14),
        ("投资三至五万元", 30000, 50000),
        ("气温-5至3℃", -5, 3),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    (found,) = quantities(text)
    assert (found.value, found.value_max, found.modifier) == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("近260万元", "nearly"),
        ("超24万人", "over"),
        ("2万余个", "over"),
        ("30余万分", "over"),
        ("500多人", "over"),
        ("约2000条", "about"),
        ("10户左右", "about"),
        ("90%以上", "at_least"),
        ("20万人次以上", "at_least"),
        ("至少储备3名", "at_least"),
        ("不超过10户", "at_most"),
        ("不到半小时", "under"),
        ("低于5万元", "under"),
        ("819个", "exact"),
        ("附近5个", "exact"),
        ("三百二十户", "exact"),
        ("十户", "exact"),
        ("十几户", "over"),
        ("几十户", "about"),
        ("节约5万元", "exact"),
    ],
)
def test_words_around_and_inside_modify(text: str, modifier: str) -> None:
    (found,) = quantities(text)
    assert found.modifier == modifier


@pytest.mark.parametrize(
    "text",
    [
        "一个小区", "进一步提升", "村两委", "一老一幼", "“五个一”行动", "“三个双向”机制", "千家万户", "四处求人",
        "几家企业", "数个村庄", "二十大精神", "“十四五”规划", "第一书记", "上半年", "五位一体布局", "十分有益",
        "万一", "三三两两", "队伍个数", "大陆家园", "七里铺街道", "五台山景区", "多数百姓", "百十来人",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("2022年11月起", "2022年11月", "date"),
        ("4月27日开始", "4月27日", "date"),
        ("2月至5月", "2月至5月", "date"),
        ("2021—2023年", "2021—2023年", "date"),
        ("上世纪80年代", "80年代", "date"),
        ("延长至21:00", "21:00", "clock"),
        ("下午3点左右", "3点", "clock"),
        ("第70个大学生", "第70个", "ordinal"),
        ("\n1.特色产业", "1.", "ordinal"),
        ("80岁以上老人", "80岁以上", "age"),
        ("70多岁的", "70多岁", "age"),
        ("3502社区", "3502", "name"),
        ("“1+3+N”体系", "“1+3+N”", "name"),
        ("桦树胡同8号楼", "8号楼", "name"),
        ("5G网络", "5G", "name"),
        ("15分钟便民服务圈", "15分钟便民服务圈", "name"),
        ("24小时服务驿站", "24小时", "name"),
        ("《条例22条》", "《条例22条》", "name"),
    ],
)
def test_a_look_alike_goes_to_the_ledger(text: str, printed: str, kind: str) -> None:
    assert quantities(text) == []
    assert (printed, kind) in [(text[skip.start : skip.end], skip.kind) for skip in skips(text)]


@pytest.mark.parametrize("text", ["几十家企业", "数百名群众"])
def test_a_vague_numeral_with_a_scale_is_indeterminate(text: str) -> None:
    (found,) = quantities(text)
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("按1:3比例", "1:3"), ("三分之一是老人", "1/3"), ("1/10的人口", "1/10"), ("千分之三点五", "3.5/1000")],
)
def test_a_ratio_is_text(text: str, value: str) -> None:
    (found,) = quantities(text)
    assert (found.value, found.unit) == (value, "比")


@given(
    st.text(
        st.sampled_from("0123456789.,%一二三两百千万亿几半余多近约超至—个人户元岁年月日时点第:“”《》()第 社区\n"),
        max_size=40,
    )
)
def test_whatever_the_text_the_spans_are_sound(text: str) -> None:
    found, look_alikes = FINDER.find(article(text))
    position = 0
    for quantity in found:
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.outer_start <= quantity.start <= quantity.unit_start <= quantity.end <= quantity.outer_end
        position = quantity.end
    assert all(skip.start < skip.end <= len(text) for skip in look_alikes)


def test_the_numeral_of_a_known_place_counts_nothing() -> None:
    document = extractor().document(source("三门县有12个村，五家渠市新建学校3所。\n"))
    assert [figure.text for article in document.articles for figure in article.indicators] == ["12个", "3所"]


def test_a_unit_is_told_as_it_is_printed() -> None:
    document = extractor().document(source("全縣共劃分網格819個，覆蓋率95％。\n"))
    found = [(figure.text, figure.unit) for article in document.articles for figure in article.indicators]
    assert found == [("819個", "個"), ("95％", "%")]
