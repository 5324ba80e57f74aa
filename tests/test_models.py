"""What names a model, what only looks like a name, and which name the article is about."""

from collections.abc import Sequence
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fold import fold
from extract.models import ModelFinder
from extract.rulebook import RULES_FOLDER
from extract.rulebook.yaml_source import read_yaml
from schemas.records import Article, Block, BlockKind, ModelName
from schemas.rules.base import Match, Reject, Rule
from schemas.rules.models import ModelFile
from schemas.rules.slots import SlotFile


def _section(name: str) -> object:
    return read_yaml((RULES_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).value


RULES = ModelFile.model_validate(_section("models"))
SLOTS = {slot.name: slot.pattern for slot in SlotFile.model_validate(_section("slots")).slots}
FINDER = ModelFinder(RULES, SLOTS)
ALL_RULES: Sequence[Rule] = (
    *RULES.quoted,
    *RULES.counted,
    *RULES.series,
    *RULES.puns,
    *RULES.phrases,
    *RULES.primaries,
)


def article(text: str) -> Article:
    """A page of one article: the first of several lines is its headline, lines without a full stop are subheadings."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Block] = []
    position = 0
    for line in lines:
        kind = BlockKind.BODY if line.endswith(("。", "!", "！", "”")) else BlockKind.SUBHEADING
        if len(lines) > 1 and not blocks:
            kind = BlockKind.HEADLINE
        blocks.append(Block(kind, position, position + len(line)))
        position += len(line) + 1
    source = "".join(f"{line}\n" for line in lines)
    title = lines[0] if len(lines) > 1 else ""
    whole = (0, len(source))
    return Article(source, whole, title, None, None, None, None, (), fold(source), range(len(source)), tuple(blocks))


def found(text: str) -> tuple[ModelName, ...]:
    return FINDER.find(article(text))


def names(text: str) -> list[str]:
    return [model.name for model in found(text)]


SHORTEST_FORMS = [
    ("居民发起成立“暖心敲门”志愿服务队。", ["暖心敲门"]),
    ("该县建立“1+5+N”网格团队配备体系。", ["1+5+N"]),
    ("街道开展“月月评、季季比”活动。", ["月月评、季季比"]),
    ("社区打造“老街‘坊’‘友’汇”党建品牌。", ["老街‘坊’‘友’汇"]),
    ("村里推行「板凳夜谈」的工作机制。", ["板凳夜谈"]),
    ('村里推行"板凳夜谈"工作机制。', ["板凳夜谈"]),
    ("开展“邻里节”“睦邻宴”“百姓舞台”等系列活动。", ["邻里节", "睦邻宴", "百姓舞台"]),
    ("推行“先锋岗”党旗红、“银发帮”便民服务项目、“亮灯巷”等一批民生项目。", ["先锋岗", "银发帮", "亮灯巷"]),
    ("按照“问需于民、问计于民、问效于民”的“三问”工作法，收集意见。", ["三问"]),
    ("构建“街道—社区—网格—楼栋—住户”五级服务体系。", ["五级服务体系"]),
    ("他说：“我们推行‘一户一档’管理办法，效果很好。”", ["一户一档"]),
    ("开展“三进三问”活动，深化“三进三问”活动。", ["三进三问"]),
    ("建成15分钟便民服务圈。", ["15分钟便民服务圈"]),
    ("在全县推广文明积分制，村民都说好。", ["文明积分制"]),
    ("“邻里手牵手，社区一家亲”主题活动走进村里。", ["邻里手牵手，社区一家亲"]),
    ("果园由“公司+合作社+农户”共同经营。", ["公司+合作社+农户"]),
]


@pytest.mark.parametrize(("text", "expected"), SHORTEST_FORMS)
def test_a_model_is_named_by_its_shortest_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


NAMELESS = [
    "有效打通服务群众“最后一公里”，完善治理体系。",
    "村“两委”干部组织活动。",
    "“五老”志愿服务队走进校园。",
    "“大家都来参加活动，真热闹！”她说。",
    "推动服务从“有没有”向“好不好”转变。",
    "昔日的“光棍村”变成“富裕村”。",
    "街道解决了“停车难”问题。",
    "做到“小事不出村、大事不出镇”的工作格局。",
    "该村先后获得“文明村”“卫生村”等荣誉称号。",
    "编印《“暖心”工作法》一书。",
    "他总是面带笑容，“活地图”当之无愧。",
    "“五一”活动期间游客多。",
]


@pytest.mark.parametrize("text", NAMELESS)
def test_slogans_groups_speech_and_titles_name_no_model(text: str) -> None:
    assert names(text) == []


PRIMARIES = [
    ("山河市“三联三促”提升治理效能\n近年来，山河市推行“三联三促”机制，开展“敲门行动”。", ["三联三促"]),
    ("山河镇百名银龄管家上门\n近年来，山河镇推行“银龄管家”服务模式。", ["银龄管家"]),
    ("昔日荒山飞出“金凤凰”\n近年来，村里开展“夜话”活动。", ["夜话"]),
    ("昔日荒山飞出“金凤凰”\n近年来，村里组建“夜话”服务队。", []),
    ("幸福来敲门\n近年来，山河县创新推行“板凳夜谈”工作法。", ["板凳夜谈"]),
    ("山河县以村社联营破解难题\n村社联营好。村社联营带来收益。\n全县推进村社联营。", ["村社联营"]),
    ("山河区探索网格警务新模式\n本报讯 山河区探索网格警务新模式。", ["网格警务新模式"]),
    ("老人有了好去处\n石桥镇暖心书屋开张。\n这是全县首家暖心书屋。", ["暖心书屋"]),
    ("老人有了好去处\n石桥镇暖心书屋开张。\n县里还有农家书屋。", []),
    ("山河村打造幸福家园\n本报讯 山河村打造幸福家园，开展走访。", []),
]


@pytest.mark.parametrize(("text", "expected"), PRIMARIES)
def test_the_headline_then_the_lead_tells_what_the_article_is_about(text: str, expected: list[str]) -> None:
    assert [model.name for model in found(text) if model.role == "primary"] == expected


def test_a_name_is_as_printed_and_its_place_is_the_first_mention() -> None:
    page = article("村里实行“Ａ＋Ｂ”模式。“Ａ＋Ｂ”模式见效。")
    (model,) = FINDER.find(page)
    assert (model.name, page.printed(model.start, model.end), model.start) == ("Ａ＋Ｂ", "Ａ＋Ｂ", 5)


EXAMPLES = [(rule, example) for rule in ALL_RULES for example in rule.examples.match]
LOOK_ALIKES = [(rule, example) for rule in ALL_RULES for example in rule.examples.reject]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_a_rule_finds_its_examples(rule: Rule, example: Match) -> None:
    models = found(example.text)
    assert rule.id in {model.rule for model in models}
    for fact in example.gives:
        assert (fact["model"], fact["role"]) in {(model.name, model.role) for model in models}


@pytest.mark.parametrize(("rule", "example"), LOOK_ALIKES, ids=lambda value: getattr(value, "id", None))
def test_a_rule_has_no_part_in_its_look_alikes(rule: Rule, example: Reject) -> None:
    assert rule.id not in {model.rule for model in found(example.text)}


@pytest.mark.parametrize("text", [example.text for rule in RULES.not_names for example in rule.examples.match])
def test_what_is_no_name_names_nothing(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("rule", RULES.not_names, ids=lambda rule: rule.id)
def test_what_is_no_name_would_be_one_without_its_rule(rule: Rule) -> None:
    others = tuple(other for other in RULES.not_names if other is not rule)
    finder = ModelFinder(RULES.model_copy(update={"not_names": others}), SLOTS)
    assert any(finder.find(article(example.text)) for example in rule.examples.match)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='“”‘’"《》村区的推行“”、,。+1N三联机制活动\n', max_size=120))
def test_any_text_gives_names_in_order_each_once(text: str) -> None:
    models = found(text)
    assert all(one.start <= other.start for one, other in pairwise(models))
    assert len({model.name for model in models}) == len(models)


def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    line = "推行“村{}社”机制，开展“敲门{}”活动，成立村{}服务队。"

    def seconds(lines: int) -> float:
        page = article("\n".join(line.replace("{}", str(number)) for number in range(lines)))
        start = perf_counter()
        FINDER.find(page)
        return perf_counter() - start

    seconds(10)
    assert min(seconds(2000) for _ in range(3)) < 40 * min(seconds(200) for _ in range(3))
