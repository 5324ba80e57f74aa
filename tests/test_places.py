"""Which places articles name, are about, and speak of: invented pages in the genre, then the seed pages."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import pytest

from extract.fold import fold
from extract.gazetteer import load_gazetteer
from extract.places import PlaceResolver
from extract.rulebook import load_rulebook
from extract.tokens import Tokenizer
from schemas.records import Article, ArticlePlaces, Block, BlockKind, Place
from tests.pages import seed_readings


@cache
def resolver() -> PlaceResolver:
    rulebook = load_rulebook()
    return PlaceResolver(rulebook.places, load_gazetteer(), rulebook.slot_patterns, Tokenizer().knows)


def article(headline: str, *paragraphs: str) -> Article:
    text, blocks = "", []
    for kind, line in [(BlockKind.HEADLINE, headline), *((BlockKind.BODY, paragraph) for paragraph in paragraphs)]:
        if line:
            blocks.append(Block(kind, len(text), len(text) + len(line) + 1))
            text += fold(line) + "\n"
    return Article(text, (0, len(text)), headline, None, None, None, None, (), text, range(len(text)), tuple(blocks))


def places(*articles: Article) -> tuple[ArticlePlaces, ...]:
    return resolver().resolve(articles)


def path(place: Place | None) -> str | None:
    return place.path if place else None


def mentions(*paragraphs: str) -> dict[str, str | None]:
    page = article("", *paragraphs)
    return {page.text[one.start : one.end]: path(one.place) for one in places(page)[0].mentions}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("双河口镇修路。汉阴县办公。", "双河口镇", "陕西省/安康市/汉阴县/双河口镇"),
        ("双河口镇桂花村修路。汉阴县办公。", "双河口镇桂花村", "陕西省/安康市/汉阴县/双河口镇/桂花村"),
        ("平梁镇梨树河村修路。汉阴县办公。", "平梁镇梨树河村", "陕西省/安康市/汉阴县/平梁镇/梨树河村"),
    ],
)
def test_the_short_name_of_a_far_county_is_none_inside_a_longer_name(text: str, name: str, place: str) -> None:
    found = mentions(text)
    assert found == {name: place, "汉阴县": "陕西省/安康市/汉阴县"}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("陕西渭南的经验。", "陕西渭南", "陕西省/渭南市"),
        ("台州天台县划分网格。", "台州天台县", "浙江省/台州市/天台县"),
        ("山东青岛市南区建成基地。", "山东青岛市南区", "山东省/青岛市/市南区"),
        ("海南藏族自治州种草。", "海南藏族自治州", "青海省/海南藏族自治州"),
        ("湖北省仙桃市养鱼。", "湖北省仙桃市", "湖北省/仙桃市"),
        ("成都市新津县修路。", "成都市新津县", "四川省/成都市/新津区"),
        ("桓仁县种参。", "桓仁县", "辽宁省/本溪市/桓仁满族自治县"),
        ("浙江温岭市清溪村办民宿。", "浙江温岭市清溪村", "浙江省/台州市/温岭市/清溪村"),
        ("河北省石家庄市桥西区1502社区改造。", "河北省石家庄市桥西区1502社区", "河北省/石家庄市/桥西区/1502社区"),
        ("北京石景山区的清溪社区改造。", "北京石景山区的清溪社区", "北京市/石景山区/清溪社区"),
        ("平利县长安镇采茶。", "平利县长安镇", "陕西省/安康市/平利县/长安镇"),
        ("本报崇仁讯 引进博士。", "崇仁", "江西省/抚州市/崇仁县"),
    ],
)
def test_names_lead_to_places_of_today(text: str, name: str, place: str) -> None:
    assert mentions(text)[name] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("平谷消防走进东高村镇，1200户用上报警器。", "北京市/平谷区/东高村镇"),
        ("五角场街道总结工作。五角场街道全年救助困难群众。", "上海市/杨浦区/五角场街道"),
        ("东高村镇改造道路。", None),
        ("凤城镇改造道路。凤城镇铺设管网。", None),
        ("天台县赤城街清溪社区有居民200人。", "浙江省/台州市/天台县/赤城街道/清溪社区"),
    ],
)
def test_a_township_without_namesakes_places_a_text_that_speaks_for_it(text: str, place: str | None) -> None:
    assert path(places(article("", text))[0].place) == place


@pytest.mark.parametrize(
    "text",
    [
        "公安机关合作推进平安建设，来宾安康，世界大同。",
        "队伍沿长江西岸行进，祝福清洁工人。",
        "各社区、示范村、行政村推动老旧小区改造，打造幸福社区。",
        "健全区级制度，应该市级统筹，一个村里也有规矩。",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert mentions(text) == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("日照市民上报问题。", "山东省/日照市"),
        ("文成法院审理案件。", "浙江省/温州市/文成县"),
        ("石河子市红山街道25社区建群。红山街道25社区有党员。", "新疆维吾尔自治区/石河子市/红山街道/25社区"),
        ("石河子市红山街道25社区入选。", "新疆维吾尔自治区/石河子市/红山街道"),
        ("西乡街道麻布社区开展活动。", "广东省/深圳市/宝安区/西乡街道/麻布社区"),
        ("文成开展活动。", None),
        ("西乡街道开展活动。", None),
    ],
)
def test_what_follows_a_name_shows_that_it_is_one(text: str, place: str | None) -> None:
    assert path(places(article("", text))[0].place) == place


def test_an_ambiguous_name_is_left_open() -> None:
    assert mentions("鼓楼区建成食堂。") == {"鼓楼区": None}


def test_the_article_decides_what_an_ambiguous_name_means() -> None:
    found = mentions("江苏省徐州市推进治理。", "鼓楼区建成食堂。")
    assert found["鼓楼区"] == "江苏省/徐州市/鼓楼区"


def test_the_page_decides_what_a_short_name_means() -> None:
    short, _, _ = places(
        article("走进长乐军营", "日前，长乐法院开展普法。长乐法院干警授课。"),
        article("连江县办食堂", "连江县办食堂12个。"),
        article("永泰县装电梯", "永泰县装电梯30部。"),
    )
    assert path(short.place) == "福建省/福州市/长乐区"


def test_our_city_is_the_pages() -> None:
    ours, _, _ = places(
        article("我市抓实教育管理", "近年来，我市抓实机制。目前，全市有党员640名。"),
        article("碧江区聚力", "碧江区有网格员591人。"),
        article("印江自治县办学", "印江土家族苗族自治县办班68期。"),
    )
    assert path(ours.place) == "贵州省/铜仁市"
    assert ours.mention is None


@pytest.mark.parametrize(
    ("page", "place"),
    [
        (
            ("河南信阳光山县：稻虾富农家", "近日，光山县孙铁铺镇有人捕虾。", "光山县有虾田10万亩。"),
            "河南省/信阳市/光山县",
        ),
        (
            ("小团队细网格", "走进闽侯县清溪村，古村焕新。", "清溪村有户籍人口4000人。", "清溪村修路。"),
            "福建省/福州市/闽侯县/清溪村",
        ),
        (("连江清溪村建驿站", "连江县坑园镇清溪村毗邻港口。", "清溪村有驿站。"), "福建省/福州市/连江县/坑园镇/清溪村"),
        (("黑龙江：黑土地保护", "黑龙江省推广还田。在绥化市望奎县，农户种玉米。"), "黑龙江省"),
        (("青海玉树州为基层减负", "本报崇仁讯 江西崇仁县引进博士54人。", "崇仁县设立中心。"), "江西省/抚州市/崇仁县"),
        (
            ("北京医疗覆盖乌兰察布", "乌兰察布市有医院15家。", "北京专家到乌兰察布市兴和县。", "乌兰察布市培训医生。"),
            "内蒙古自治区/乌兰察布市",
        ),
        (("找活不再难", "在亳州市谯城区零工驿站，王芳找到活。", "亳州市建成驿站10个。"), "安徽省/亳州市"),
        (("找活不再难", "在亳州市谯城区零工驿站，王芳找到活。", "驿站有岗位10个。"), "安徽省/亳州市/谯城区"),
        (("各地乡村行", "山东临朐县办平台。浙江温岭市建民宿。四川资中推广积分。"), None),
        (("创新需要真功夫", "创新是动力。", "在天台县，有人创新。", "创新要走心。"), None),
    ],
)
def test_an_article_is_about_the_deepest_place_that_it_agrees_on(page: Sequence[str], place: str | None) -> None:
    assert path(places(article(*page))[0].place) == place


COUNTY = "浙江省/台州市/天台县"
LEAD = ("天台县网格智治", "浙江省台州市天台县推行网格智治。", "天台县深化网格，天台县有办法。")


@pytest.mark.parametrize(
    ("paragraphs", "figure", "place"),
    [
        (("全县有网格819个。",), "819", COUNTY),
        (("清溪社区老人多。在赤城街道，网格员巡河30次。",), "30", f"{COUNTY}/赤城街道"),
        (("走进赤城街道清溪社区，道路整洁。社区设食堂2个。",), "2", f"{COUNTY}/赤城街道/清溪社区"),
        (("走进赤城街道清溪社区，道路整洁。", "该小区安置居民42户。"), "42", f"{COUNTY}/赤城街道/清溪社区"),
        (("走进赤城街道清溪社区，道路整洁。", "全县有网格819个。"), "819", COUNTY),
        (("走进赤城街道清溪社区，道路整洁。目前，该县有网格819个。",), "819", COUNTY),
        (("在赤城街道、福溪街道等地建立支部8个。",), "8", COUNTY),
        (("赤城街道清溪社区网格员许小锦说，清单有职责8项。",), "8", COUNTY),
        (("家住赤城街道的徐扬上门服务，解决困难1287个。",), "1287", COUNTY),
        (("天台县与北京21家医院协作。",), "21", "北京市"),
        (("杭州市上城区小营街道清溪社区有居民6245人。",), "6245", "浙江省/杭州市/上城区/小营街道/清溪社区"),
        (("高铁连接贵州贵阳和广西南宁，全长482公里。",), "482", COUNTY),
        (("北京专家到天台县义诊，服务300人次。",), "300", COUNTY),
        (("目前，全国建成示范社区2990个。",), "2990", None),
        (("目前，全市组建党委38个，占全市的57%；注册公司21家。",), "57", "浙江省/台州市"),
        (("目前，全市组建党委38个，占全市的57%；注册公司21家。",), "21", "浙江省/台州市"),
        (("目前，全市组建党委38个。注册公司21家。",), "21", COUNTY),
    ],
)
def test_figures_are_governed_by_the_place_that_the_text_goes_on_about(
    paragraphs: Sequence[str], figure: str, place: str | None
) -> None:
    page = article(*LEAD, *paragraphs)
    (found,) = places(page)
    governing = found.governing(page.text.index(figure, page.blocks[2].end))
    assert path(governing.place if governing else found.place) == place


SEED_PLACES = {
    "河北石家庄": "河北省/石家庄市",
    "浙江台州天台县": COUNTY,
    "昔日穷山窝": "广西壮族自治区/百色市/凌云县/伶站瑶族乡/浩坤村",
    "我市“三个双向”": "贵州省/铜仁市",
    "玉屏平溪街道": "贵州省/铜仁市/玉屏侗族自治县/平溪街道",
    "万山“四微”": "贵州省/铜仁市/万山区",
    "主题普法": "福建省/福州市/长乐区",
    "创新需要真功夫": None,
    "基层善治": None,
}


@pytest.mark.parametrize(("title", "place"), SEED_PLACES.items())
def test_seed_articles_have_their_places(title: str, place: str | None) -> None:
    found = [article for reading in seed_readings() for article in reading.document.articles]
    (named,) = [one for one in found if one.title.startswith(title)]
    parts = (
        named.place.model_dump(include={"province", "city", "county", "township", "community"}) if named.place else {}
    )
    assert ("/".join(part for part in parts.values() if part) or None) == place


def test_scopes_are_in_order_and_apart() -> None:
    for reading in seed_readings():
        for records in reading.records:
            spans = [(scope.start, scope.end) for scope in records.places.scopes]
            assert all(start < end for start, end in spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
