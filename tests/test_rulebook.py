"""What a rule file may hold, and how its errors read: file, line, column, what is wrong, what was probably meant."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.expressions import expression
from extract.rulebook import RulebookError, load_rulebook
from extract.rulebook.openings import closing_characters, opening_characters, opening_class
from extract.rulebook.patterns import PatternError, compile_pattern
from extract.rulebook.together import Together, alternatives
from extract.rulebook.yaml_source import YamlSourceError, read_yaml

UNIT = """\
schema: 1
units:
  - id: unit.people
    about: persons
    words: [人]
    examples:
      match: [{text: 有3人。, gives: [{figure: 3人}]}]
      reject: [{text: 有人。, why: no number}]
"""


def problems_of(folder: Path, text: str, name: str = "quantities.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as raised:
        load_rulebook(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in raised.value.problems]


def test_the_built_in_rules_load() -> None:
    assert len(list(load_rulebook().rules())) > 100


def test_a_rule_file_is_found_by_being_there(tmp_path: Path) -> None:
    (tmp_path / "quantities").mkdir()
    (tmp_path / "quantities" / "mine.yaml").write_text(UNIT, encoding="utf-8")
    assert [rule.id for rule in load_rulebook(tmp_path).rules()] == ["unit.people"]


def test_every_problem_is_told_in_one_run(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, UNIT.replace("words", "wrods").replace("about", "abuot"))) > 2


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "quantities").mkdir()
    (tmp_path / "quantities" / "a.yaml").write_text(UNIT, encoding="utf-8")
    assert "the id 'unit.people' is taken by" in problems_of(tmp_path, UNIT)[0]


def test_a_file_of_no_section_is_refused(tmp_path: Path) -> None:
    assert "no section of the rulebook is called 'unknown'" in problems_of(tmp_path, UNIT, "unknown.yaml")[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x",
        "a: !!python/object:os.system 1",
        "[" * 30 + "]" * 30,
        "",
        "? [a]\n: 1",
        "a: 1\na: 2",
        "--- 1\n--- 2",
    ],
)
def test_yaml_that_rules_never_need_is_an_error(text: str) -> None:
    with pytest.raises(YamlSourceError):
        read_yaml(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("no", "no"), ("12:30", "12:30"), ("010", "010"), ("2020-01-01", "2020-01-01"), ("1_000", "1_000"), ("5", 5)],
)
def test_a_scalar_is_text_unless_it_is_plainly_a_number(text: str, value: object) -> None:
    assert read_yaml(f"a: {text}").value == {"a": value}


@pytest.mark.parametrize("pattern", ["x*", "(?:)", "{nothing}", "(", "a|"])
def test_a_pattern_that_cannot_serve_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, {})


def test_patterns_are_folded_like_the_pages_they_meet() -> None:
    assert compile_pattern("（{number}％）", {"number": "[0-9]+"}).fullmatch("(30%)")


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        ("[0-9]+年", "0-9"),
        ("(?<=第)(?:a|b)c", "ab"),
        ("x?y", "xy"),
        ("第(?:[0-9])", "第"),
        ("(?=[xy])(?:.|z)", "xy"),
        ("(?:a|b)++c", "ab"),
        ("a?(?=b)", None),
        (".a", None),
        ("[^a]b", None),
        ("(?i:a)b", None),
    ],
)
def test_the_first_characters_of_a_pattern_are_known(pattern: str, openings: str | None) -> None:
    found = opening_class([compile_pattern(pattern, {})])
    plain = found and found.encode().decode("unicode_escape").strip("[]")
    assert plain == openings


@pytest.mark.parametrize(
    "pattern",
    ["(?:ab|b)c*", "(?<=a)[bc]", "(?=[ab])(?:.b|a)", "(?:a|b)?c", "(?:a|b)++c", "(?:a?b?)+c", "(?i:a)b"],
)
def test_an_expression_that_skips_to_its_beginning_finds_what_the_plain_one_does(pattern: str) -> None:
    for text in map("".join, product("abcA", repeat=5)):
        found = [match.span() for match in expression(pattern).finditer(text)]
        assert found == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "openings", "closings"),
    [
        ("(?:南|东北)[站路]?", "东南", "南北站路"),
        ("(?<=市)[场镇](?=$)", "场镇", "场镇"),
        ("[场镇](?=市)", "场镇", "场镇"),
        ("[0-2]{1,2}(?:月|年初)", "012", "月初"),
        ("(?:共|有)?约", "共有约", "约"),
        ("东[^,]{0,6}", "东", None),
        ("[一-鿿]{2,4}报", None, "报"),
        ("(?P<name>河[南北])(?:岸|畔)", "河", "岸畔"),
    ],
)
def test_the_characters_that_a_match_can_begin_and_end_with_are_listed(
    pattern: str, openings: str | None, closings: str | None
) -> None:
    compiled = compile_pattern(pattern, {})
    assert opening_characters([compiled]) == (openings and set(openings))
    assert closing_characters(compiled) == (closings and set(closings))


@pytest.mark.parametrize(
    ("patterns", "openings"),
    [
        (["[运黄](?P<name>河[南北])", "长(?P<name>江西)"], "河江"),
        (["(?:大(?P<name>[山海]))(?=边)"], "山海"),
        (["(?:黄(?P<name>山)|长江)"], None),
        (["黄山"], None),
    ],
)
def test_the_first_characters_of_a_named_group_are_listed(patterns: list[str], openings: str | None) -> None:
    found = opening_characters([compile_pattern(pattern, {}) for pattern in patterns], "name")
    assert found == (openings and set(openings))


PATTERNS = (
    *("[0-9]{1,2}月", "(?:第|年)?[0-9]+年", "“[^”]", "a", "a?1+(?=年)", "(?:a?)*2月", "(?<=第)(?:1|年a)"),
    *(
        "[0-9]{2}(?=月|“a)",
        "[12a]+[年月]",
        "第[^1]|a|[1]{3}",
        "(?:1|2a)?年月?",
        "1[0-9]*(?!月)",
        "(?:[0-9]+年)?[0-9]{1,2}月",
    ),
)


@given(st.text("12年月第“a\n", max_size=12))
def test_patterns_are_tried_wherever_they_can_match(text: str) -> None:
    for pattern in PATTERNS:
        plain = re.compile(pattern)
        found = [match.span() for _, match in Together([pattern], {}).find(text)]
        assert found == [match.span() for match in plain.finditer(text)], pattern


@given(st.text("12年月第“a\n", max_size=12))
def test_patterns_laid_together_match_like_one_alternation(text: str) -> None:
    plain = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS))
    found = [match.span() for _, match in Together(PATTERNS, {}).find(text)]
    assert found == [match.span() for match in plain.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("(?:a|b)|[|)]|c\\|d", ["(?:a|b)", "[|)]", "c\\|d"]),
        ("[]|]|[^]|]", ["[]|]", "[^]|]"]),
        ("a(b|(c|d))", ["a(b|(c|d))"]),
    ],
)
def test_a_pattern_is_cut_at_the_bars_outside_of_its_brackets(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


def test_patterns_laid_together_match_as_they_do_alone() -> None:
    together = Together(["[0-9]+年", "(?P<base>[0-9])+月", "“[^”]+”"], {})
    text = "“三个一”在2020年5月"
    assert [(index, match.group()) for index, match in together.find(text)] == [
        (2, "“三个一”"),
        (0, "2020年"),
        (1, "5月"),
    ]
    assert together.groups(1, text, text.index("5")) == {"base": (text.index("5"), text.index("5") + 1)}
