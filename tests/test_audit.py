"""What arithmetic says of a page's own figures: what holds, what does not, and what is no relation at all."""

import json
from collections.abc import Iterator
from decimal import Decimal
from time import perf_counter

import pytest

from extract.assemble import assemble
from extract.audit.amounts import is_slip
from schemas.facts import Finding
from tests.pages import extractor, seed_readings, seeds, source

Told = tuple[str, str, str]
"""Kind, verdict, arithmetic."""


def findings(text: str) -> list[Finding]:
    return list(extractor().document(source(text)).findings)


def told(text: str) -> list[Told]:
    return [(found.kind, found.verdict, found.arithmetic) for found in findings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全县共划分网格819个，其中农村网格611个、社区网格171个、专属网格37个。",
            [("total", "holds", "819 = 611 + 171 + 37")],
        ),
        (
            "全县共划分网格819个，其中农村网格611个、社区网格171个、专属网格39个。",
            [("total", "conflict", "819 ≠ 611 + 171 + 39 = 821")],
        ),
        (
            "全县共划分网格819个，其中农村网格911个、社区网格171个、专属网格37个。",
            [("total", "conflict", "819 ≠ 911 + 171 + 37 = 1119")],
        ),
        (
            "种植面积13700余亩，其中烤烟1257亩、果树6807亩、药材2357亩、蔬菜921亩、葡萄2437亩。",
            [("total", "holds", "13700 ≈ 1257 + 6807 + 2357 + 921 + 2437 = 13779")],
        ),
        (
            "全区常住人口45.3万人，其中城镇人口30.2万人、农村人口15.2万人。",
            [("total", "holds", "453000 ≈ 302000 + 152000 = 454000")],
        ),
        (
            "共投入资金500万元，其中市级资金300万元、县级资金250万元。",
            [("total", "conflict", "5000000 ≠ 3000000 + 2500000 = 5500000")],
        ),
        ("全县有党员3335人，其中女党员1965人，占58.9%。", [("share", "holds", "1965 / 3335 = 58.9%")]),
        ("全县有党员3335人，其中女党员1965人，占68.9%。", [("share", "conflict", "1965 / 3335 = 58.92%, not 68.9%")]),
        (
            "全区调解案件1688宗，化解矛盾纠纷1686宗，成功率99.88%。",
            [("share", "holds", "1686 / 1688 = 99.88%")],
        ),
        (
            "制定需求、资源、项目、责任四个清单。",
            [("list", "holds", "4 announced, 4 named: 制定需求、资源、项目、责任")],
        ),
        (
            "制定需求、资源、项目、责任三个清单。",
            [("list", "conflict", "3 announced, 4 named: 制定需求、资源、项目、责任")],
        ),
        ("村干部认领四级网格员。如今三级网格构架已经完成。", [("restated", "conflict", "四级网格 ≠ 三级网格")]),
        ("全县网格党组织覆盖率达120%。", [("limit", "conflict", "120% > 100%")]),
        ("全县党员人数为-3名。", [("limit", "conflict", "-3名 < 0名")]),
    ],
)
def test_what_the_words_relate_is_checked(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("全县有网格500个，党员300人，志愿者200人。", "three counts that happen to add up"),
        ("全县有网格819个，以网格为单位建立党总支33个、党支部668个、党小组118个。", "a sum over other things"),
        ("全县有医院30家，其中三甲医院2家、二甲医院5家。", "其中 names some of them"),
        ("全县有河流55条，其中大河5条、一级支流18条、二级支流14条。", "其中 names some of them"),
        ("家畜存栏60余万头，其中猪7166头、牛1863头。", "其中 names some of them"),
        ("全区受理案件200宗，办结180宗，满意率97%。", "satisfied is not closed"),
        ("女性占60%，党员占30%，教师占20%。", "shares that overlap"),
        ("农产品销售增长率达120%。", "growth has no limit"),
        ("建设光伏、风电3个项目。", "attributes of the projects"),
        ("全县12个乡镇（街道、管理区）推行网格管理。", "other names of them"),
        ("落实“三会一课”（支部党员大会、支部委员会、党小组会、党课）制度。", "two numbers"),
        ("培育了文体、公益等四类组织。", "等 leaves the list open"),
        ("有三级医院2家。建成四级医疗体系。", "a member of the third level"),
        ("老村有党员12名。新村有党员35名。", "two places"),
        ("每个网格配备1名网格员。全县有网格员300名。", "a norm and a count"),
        ("村民甲家年收入达到5万元以上。村民乙家年收入达到8万元以上。", "two families"),
    ],
)
def test_what_no_words_relate_is_no_finding(text: str, why: str) -> None:
    assert told(text) == [], why


PARAGRAPH = "近年来，全镇坚持党建引领，组织党员干部走村入户，排查各类矛盾纠纷{}件，全部登记造册、限期办结。"


def page(first: str, second: str) -> str:
    return (
        f"## 某镇建成网格\n\n{PARAGRAPH.format(first)}\n\n记者走进村里，看到处处整洁。\n\n{PARAGRAPH.format(second)}\n"
    )


def test_a_block_printed_twice_is_told() -> None:
    (found,) = findings(page("120", "120"))
    assert (found.kind, found.verdict, found.arithmetic) == ("repeat", "holds", "120件 = 120件")
    assert len(found.facts) == 2


def test_a_block_printed_twice_with_another_number_is_a_conflict() -> None:
    assert told(page("120", "130")) == [("restated", "conflict", "120件 ≠ 130件")]


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("千名", "1100名", [("restated", "holds", "千名 ≈ 1100名")]),
        ("152名", "152名", [("restated", "holds", "152名 = 152名")]),
        ("152名", "162名", [("restated", "conflict", "152名 ≠ 162名")]),
        ("152名", "3000名", []),
    ],
)
def test_a_headline_agrees_with_its_body_or_not(headline: str, body: str, expected: list[Told]) -> None:
    text = f"## 某县{headline}党员楼栋长为民办事\n\n■记者 王明\n\n某县有党员楼栋长{body}，天天走访。\n"
    assert told(text) == expected


def test_findings_name_facts_of_their_document_and_words_at_their_span() -> None:
    for reading, seed in zip(seed_readings(), seeds(), strict=True):
        ids = {figure.id for article in reading.document.articles for figure in article.indicators}
        assert reading.document.findings
        for found in reading.document.findings:
            assert set(found.facts) <= ids
            assert seed.text[slice(*found.span)] == found.text


def test_what_the_seed_pages_state_holds() -> None:
    every = [found for reading in seed_readings() for found in reading.document.findings]
    arithmetic = {found.arithmetic for found in every if found.verdict == "holds"}
    assert {
        "7356 = 2361 + 1502 + 1292 + 2201",
        "32.1 + 20.4 + 17.6 + 29.9 = 100%",
        *("2361 / 7356 = 32.1%", "1502 / 7356 = 20.4%", "1292 / 7356 = 17.6%", "2201 / 7356 = 29.9%"),
        "819 = 611 + 171 + 37",
        "1686 / 1688 = 99.88%",
    } <= arithmetic
    assert [found.arithmetic for found in every if found.verdict == "conflict"] == ["四级网格 ≠ 三级网格"]


FIGURES = {
    "000": (
        *("7356支", "2361个", "1502个", "1292个", "2201个", "32.1%", "20.4%", "17.6%", "29.9%"),
        *("819个", "农村网格611个", "社区网格171个", "专属网格37个"),
    ),
    "001": ("1688宗", "1686宗", "99.88%"),
}


def one_digit_changed() -> Iterator[tuple[str, str, str]]:
    """Every figure with each of its digits replaced by the next one."""
    for page_name, figures in FIGURES.items():
        for figure in figures:
            for place, digit in enumerate(figure):
                if digit.isdecimal():
                    yield page_name, figure, f"{figure[:place]}{(int(digit) % 9) + 1}{figure[place + 1 :]}"


@pytest.mark.parametrize(("name", "figure", "changed"), list(one_digit_changed()))
def test_one_wrong_digit_is_a_conflict_of_the_changed_figure(name: str, figure: str, changed: str) -> None:
    (seed,) = (seed for seed in seeds() if seed.name.startswith(name))
    assert seed.text.count(figure) == 1
    document = extractor().document(source(seed.text.replace(figure, changed), seed.name))
    text_of = {fact.id: fact.text for article in document.articles for fact in article.indicators}
    conflicts = [found for found in document.findings if found.verdict == "conflict"]
    assert any(changed.endswith(text_of[fact]) for found in conflicts for fact in found.facts)


def test_findings_are_written_with_their_document() -> None:
    (reading,) = (one for one in seed_readings() if one.document.source.startswith("000"))
    written = json.loads(reading.document.model_dump_json(by_alias=True))["findings"]
    assert list(written[0]) == ["kind", "verdict", "facts", "arithmetic", "text", "span", "rule"]


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        ("819", "719", True),
        ("171", "117", True),
        ("33.1", "32.1", True),
        ("819", "819", False),
        ("819", "728", False),
        ("819", "89", False),
    ],
)
def test_a_slip_is_one_digit_or_two_exchanged(printed: str, meant: str, slip: bool) -> None:
    assert is_slip(Decimal(printed), Decimal(meant)) is slip


@pytest.mark.heavy
def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    sentence = "全县有网格{n}个，其中农村网格{m}个、社区网格8个，占比2%。建立县、乡、村三级体系，做到“五有”。\n"
    auditor, known = extractor()._audit, {}
    for lines in (100, 1600):
        text = "".join(sentence.format(n=819 + number, m=611 + number) for number in range(lines))
        page_read = source(text)
        records = extractor().records(page_read)
        known[lines] = (assemble(page_read, records), records)

    def seconds(lines: int) -> float:
        start = perf_counter()
        auditor.audited(*known[lines])
        return perf_counter() - start

    seconds(100)
    assert min(seconds(1600) for _ in range(3)) < 60 * min(seconds(100) for _ in range(5))
