"""What the gazetteer knows: official names of today, codes, short and former names."""

import pytest

from extract.gazetteer import Division, Gazetteer, Level, load_gazetteer, place_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def only(gazetteer: Gazetteer, name: str) -> Division:
    (division,) = gazetteer.forms[name].divisions
    return division


@pytest.mark.parametrize(
    ("name", "path", "code"),
    [
        ("内蒙古自治区", "内蒙古自治区", "150000"),
        ("天台县", "浙江省/台州市/天台县", "331023"),
        ("桓仁县", "辽宁省/本溪市/桓仁满族自治县", "210522"),
        ("沿河自治县", "贵州省/铜仁市/沿河土家族自治县", "520627"),
        ("印江", "贵州省/铜仁市/印江土家族苗族自治县", "520625"),
        ("恩施州", "湖北省/恩施土家族苗族自治州", "422800"),
        ("仙桃市", "湖北省/仙桃市", "429004"),
        ("石河子市", "新疆维吾尔自治区/石河子市", "659001"),
        ("浦东", "上海市/浦东新区", "310115"),
        ("和康县", "新疆维吾尔自治区/和田地区/和康县", "653228"),
        ("东莞市", "广东省/东莞市", "441900"),
        ("屏东县", "台湾省/屏东县", "710000"),
    ],
)
def test_a_name_leads_to_its_place_and_code(gazetteer: Gazetteer, name: str, path: str, code: str) -> None:
    place = place_of(only(gazetteer, name))
    assert (place.path, place.code) == (path, code)


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("新津县", "四川省/成都市/新津区"),
        ("江干区", "浙江省/杭州市/上城区"),
        ("长乐市", "福建省/福州市/长乐区"),
        ("铜仁地区", "贵州省/铜仁市"),
    ],
)
def test_a_former_name_leads_to_its_successor(gazetteer: Gazetteer, former: str, today: str) -> None:
    assert today in {place_of(division).path for division in gazetteer.forms[former].divisions}


def test_a_municipality_has_no_city_level(gazetteer: Gazetteer) -> None:
    beijing = next(one for one in gazetteer.forms["朝阳区"].divisions if one.code == "110105")
    assert place_of(beijing).path == "北京市/朝阳区"


def test_one_character_stems_stay_whole(gazetteer: Gazetteer) -> None:
    assert "赵" not in gazetteer.forms
    assert only(gazetteer, "赵县").short == "赵县"


@pytest.mark.parametrize("name", ["市辖区", "省直辖县级行政区划", "石家庄高新技术产业开发区"])
def test_pseudo_divisions_are_dropped(gazetteer: Gazetteer, name: str) -> None:
    assert name not in gazetteer.forms


@pytest.mark.parametrize(
    ("town", "county", "official"),
    [
        ("葵英街道", "210202", "葵英街道"),
        ("伶站瑶族乡", "451027", "伶站瑶族乡"),
        ("平溪街道", "520622", "平溪街道"),
    ],
)
def test_a_township_belongs_to_its_county(gazetteer: Gazetteer, town: str, county: str, official: str) -> None:
    division = next(one for one in gazetteer.divisions if one.code == county)
    assert gazetteer.town(town, division) == official


def test_former_townships_lead_to_those_of_today(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.renamed) > 1000
    for (former, division), official in list(gazetteer.renamed.items())[:200]:
        assert division in gazetteer.towns[official], former


@pytest.mark.parametrize("word", ["合作", "公安", "和平", "大同", "来宾"])
def test_short_names_that_are_words_are_marked(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.forms[word].is_ordinary


def test_names_are_found_in_a_line(gazetteer: Gazetteer) -> None:
    line = "辽宁省阜新市彰武县公安机关"
    assert [line[start:end] for start, end in gazetteer.names(line)] == ["辽宁省", "阜新市", "彰武县"]


def test_the_levels_are_as_many_as_the_country_has(gazetteer: Gazetteer) -> None:
    coded = [division.level for division in gazetteer.divisions if division.code]
    assert [coded.count(level) for level in (Level.PROVINCE, Level.CITY, Level.COUNTY)] == [34, 333, 2849]
