"""Broken rule files, one thing wrong with each; beside each what `check` must say of it, by line and column."""

from typing import NamedTuple

UNIT = """\
schema: 1
units:
  - id: unit.mine
    about: strings of things
    words: [挂]
    examples:
      match: [{text: 有3挂。, gives: [{figure: 3挂}]}]
      reject: [{text: 挂起来。, why: no number}]
"""
SKIP = """\
schema: 1
skips:
  - id: skip.mine
    about: years
    ledger: date
    pattern: '[0-9]+年'
    examples:
      match: [{text: 在2020年。, gives: [{skip: 2020年}]}]
      reject: [{text: 年年如此。, why: no number}]
"""
TYPE = """\
schema: 1
type_codes: {people: persons}
types:
  - id: type.mine
    type: people
    about: persons
    heads: [村民]
    examples:
      match: [{text: 村民3人。, gives: [{figure: 3人}]}]
      reject: [{text: 村民来了。, why: no number}]
"""
PHRASE = """\
schema: 1
phrases:
  - id: model.mine
    about: a way of working
    pattern: '{openers}(?P<name>[^。]{2,8}法)'
    openers: [推行]
    where: text
    examples:
      match: [{text: 推行夜谈法。, gives: [{model: 夜谈法}]}]
      reject: [{text: 推行夜谈。, why: no method}]
"""
QUOTED = """\
schema: 1
quoted:
  - id: model.mine
    about: a way of working
    quote: {after: [模式]}
    examples:
      match: [{text: “夜谈”模式。, gives: [{model: 夜谈}]}]
      reject: [{text: 模式。, why: nothing is quoted}]
"""
REMAINS = """\
schema: 1
remains:
  - id: remains.mine
    about: a call to scan
    pattern: 扫码
    closes: true
    examples:
      match: [{text: 扫码, gives: [{article: a}]}]
      reject: [{text: 扫地, why: another verb}]
"""


class Broken(NamedTuple):
    """A file's section, its text, and the problems that it must give."""

    section: str
    text: str
    problems: list[str]


BROKEN: dict[str, Broken] = {
    "an unknown key": Broken(
        "quantities",
        UNIT.replace("words:", "wrods:"),
        [
            "3:5: unit.mine: the key 'words' is missing",
            "5:5: unit.mine: unknown key 'wrods'; did you mean 'words'?",
        ],
    ),
    "an unknown section of a file": Broken(
        "quantities",
        UNIT.replace("units:", "unitz:"),
        [
            "2:1: file: unknown key 'unitz'; did you mean 'units'?",
        ],
    ),
    "an unknown key of an example": Broken(
        "quantities",
        UNIT.replace("why:", "becuase:"),
        [
            "8:16: unit.mine.examples.reject.0: the key 'why' is missing",
            "8:29: unit.mine.examples.reject.0: unknown key 'becuase'; there are text, why",
        ],
    ),
    "an unknown key in a quote test": Broken(
        "models",
        QUOTED.replace("after:", "afterr:"),
        [
            "5:13: model.mine.quote: unknown key 'afterr'; did you mean 'after'?",
        ],
    ),
    "a missing key": Broken(
        "quantities",
        UNIT.replace("    about: strings of things\n", ""),
        [
            "3:5: unit.mine: the key 'about' is missing",
        ],
    ),
    "no look-alike": Broken(
        "quantities",
        UNIT.replace("      reject: [{text: 挂起来。, why: no number}]\n", ""),
        [
            "6:5: unit.mine.examples: the key 'reject' is missing",
        ],
    ),
    "no match": Broken(
        "quantities",
        UNIT.replace("      match: [{text: 有3挂。, gives: [{figure: 3挂}]}]\n", ""),
        [
            "6:5: unit.mine.examples: the key 'match' is missing",
        ],
    ),
    "an empty list of look-alikes": Broken(
        "quantities",
        UNIT.replace("reject: [{text: 挂起来。, why: no number}]", "reject: []"),
        [
            "8:7: unit.mine.examples: 'reject' needs at least 1 item",
        ],
    ),
    "no examples": Broken(
        "quantities",
        UNIT[: UNIT.index("    examples")],
        [
            "3:5: unit.mine: the key 'examples' is missing",
        ],
    ),
    "a look-alike without a reason": Broken(
        "quantities",
        UNIT.replace(", why: no number", ""),
        [
            "8:16: unit.mine.examples.reject.0: the key 'why' is missing",
        ],
    ),
    "a match that gives nothing": Broken(
        "quantities",
        UNIT.replace("gives: [{figure: 3挂}]", "gives: []"),
        [
            "7:28: unit.mine.examples.match.0: 'gives' needs at least 1 item",
        ],
    ),
    "an unknown kind of fact": Broken(
        "quantities",
        UNIT.replace("figure: 3挂", "figur: 3挂"),
        [
            "7:36: unit.mine.examples.match.0.gives: "
            "a fact begins with figure, model, no_model, finding, place, skip, article; this one with 'figur'",
        ],
    ),
    "an unknown key of a fact": Broken(
        "quantities",
        UNIT.replace("figure: 3挂", "figure: 3挂, subjet: 人"),
        [
            "7:36: unit.mine.examples.match.0.gives: a figure has no 'subjet'; did you mean 'subject'?",
        ],
    ),
    "an empty list of words": Broken(
        "quantities",
        UNIT.replace("[挂]", "[]"),
        [
            "5:5: unit.mine: 'words' needs at least 1 item",
        ],
    ),
    "an empty word": Broken(
        "quantities",
        UNIT.replace("[挂]", "['']"),
        [
            "5:13: unit.mine.words: item 1 is empty",
        ],
    ),
    "one word where a list belongs": Broken(
        "quantities",
        UNIT.replace("[挂]", "人"),
        [
            "5:5: unit.mine: 'words' must be a list: [ … ], or a line with '- ' for each item",
        ],
    ),
    "a number where a text belongs": Broken(
        "quantities",
        UNIT.replace("[挂]", "[5]"),
        [
            "5:13: unit.mine.words: item 1 must be text, not 5; put it in quotes if it is one",
        ],
    ),
    "a missing value": Broken(
        "quantities",
        UNIT.replace("about: strings of things", "about:"),
        [
            "4:5: unit.mine: 'about' has no value",
        ],
    ),
    "yes and no are no numbers": Broken(
        "quantities",
        UNIT.replace("units:", "modifiers:").replace("words: [挂]", "modifier: over\n    before: [超]\n    reach: no"),
        [
            "7:5: unit.mine: 'reach' must be a whole number, not 'no'",
        ],
    ),
    "an unknown choice": Broken(
        "quantities",
        SKIP.replace("ledger: date", "ledger: dates"),
        [
            "5:5: skip.mine: 'ledger' cannot be 'dates'; did you mean 'date'?",
        ],
    ),
    "an unknown choice far from all": Broken(
        "quantities",
        SKIP.replace("ledger: date", "ledger: 日期"),
        [
            "5:5: skip.mine: 'ledger' cannot be '日期'; it is one of date, clock, ordinal, name, age, other",
        ],
    ),
    "a number out of range": Broken(
        "quantities",
        UNIT.replace("units:", "modifiers:").replace("words: [挂]", "modifier: over\n    before: [超]\n    reach: 99"),
        [
            "7:5: unit.mine: 'reach' must be at most 12, not 99",
        ],
    ),
    "a number with a comma in it": Broken(
        "quantities",
        "schema: 1\nscales: [{word: 万, factor: '10,000'}]\n",
        [
            "2:20: scales.0: 'factor' must be a whole number, not '10,000'",
        ],
    ),
    "a flag that is none": Broken(
        "page",
        REMAINS.replace("true", "maybe"),
        [
            "6:5: remains.mine: 'closes' is true or false, not 'maybe'",
        ],
    ),
    "an id in capitals": Broken(
        "quantities",
        UNIT.replace("unit.mine", "Unit Mine"),
        [
            "3:5: Unit Mine: 'id' cannot be 'Unit Mine'; "
            "small letters, digits and _ make a name, joined by dots: unit.weight",
        ],
    ),
    "no rule but a text": Broken(
        "quantities",
        "schema: 1\nunits: [挂]\n",
        [
            "2:9: units: item 1 must be keys with values, not '挂'",
        ],
    ),
    "a rule without evidence": Broken(
        "indicators",
        TYPE.replace("    heads: [村民]\n", ""),
        [
            "4:5: type.mine: a type rule needs heads, verbs, verbs_after, units or decisive_units",
        ],
    ),
    "a phrase without openers": Broken(
        "models",
        PHRASE.replace("    openers: [推行]\n", ""),
        [
            "3:5: model.mine: a phrase rule for the text needs openers, and a pattern that begins with {openers}",
        ],
    ),
    "a newer format": Broken(
        "quantities",
        UNIT.replace("schema: 1", "schema: 2"),
        [
            "1:1: this needs rule schema 2; this version of extract reads 1: update extract",
        ],
    ),
    "an older format": Broken(
        "quantities",
        UNIT.replace("schema: 1", "schema: 0"),
        [
            "1:1: file: 'schema' must be at least 1, not 0",
        ],
    ),
    "no format": Broken(
        "quantities",
        UNIT.replace("schema: 1\n", ""),
        [
            "1:1: file: the key 'schema' is missing",
        ],
    ),
    "a list and no keys": Broken(
        "quantities",
        "- schema: 1\n",
        [
            "1:1: the file must be keys with values, as in `schema: 1`",
        ],
    ),
    "an unknown section": Broken(
        "quantity",
        UNIT,
        [
            "1:1: no section of the rulebook is called 'quantity'; did you mean 'quantities'?",
        ],
    ),
    "a repeated id": Broken(
        "quantities",
        UNIT + UNIT[UNIT.index("  - id") :].replace("[挂]", "[名]"),
        [
            "9:5: the id 'unit.mine' is taken by 3",
            "14:17: unit.mine: this example cannot fail: it shares nothing with what the rule looks for",
        ],
    ),
    "an id of another group": Broken(
        "models",
        PHRASE.replace("model.mine", "unit.people"),
        [
            "3:5: the id 'unit.people' is taken by rules/quantities.yaml; only quantities, units can override it",
        ],
    ),
    "an unknown type": Broken(
        "indicators",
        TYPE.replace("type: people", "type: poeple"),
        [
            "5:5: type.mine: unknown type 'poeple'; did you mean 'people'? (a new one is declared under `type_codes`)",
        ],
    ),
    "an unknown rule to take heads from": Broken(
        "indicators",
        TYPE.replace("    heads: [村民]", "    heads: [村民]\n    heads_of: [type.populaton]"),
        [
            "8:16: type.mine.heads_of: there is no rule 'type.populaton'; did you mean 'type.population'?",
        ],
    ),
    "a bad pattern": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "[0-9+年"),
        [
            "6:15: skip.mine: bad pattern: unterminated character set",
        ],
    ),
    "a bracket that is not closed": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "(?:第[0-9]+年"),
        [
            "6:15: skip.mine: bad pattern: missing ), unterminated subpattern",
        ],
    ),
    "an unknown slot": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "{digitz}年"),
        [
            "6:15: skip.mine: unknown slot {digitz}; did you mean 'digits'?",
        ],
    ),
    "an unknown slot in one of several alternatives": Broken(
        "quantities",
        SKIP.replace("pattern: '[0-9]+年'", "pattern: ['[0-9]+月', '[0-9]+{digitz}年']"),
        [
            "6:33: skip.mine: unknown slot {digitz}; did you mean 'digits'?",
        ],
    ),
    "a pattern that matches the empty text": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "[0-9]*"),
        [
            "6:15: skip.mine: the pattern matches the empty text",
            "9:17: skip.mine: this example cannot fail: it shares nothing with what the rule looks for",
        ],
    ),
    "nested quantifiers": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "(?:[0-9]+)+年"),
        [
            "6:5: skip.mine: a quantifier repeats a part that is itself repeated, "
            "as in (a+)+: on some texts it never ends",
        ],
    ),
    "a bare bracket": Broken(
        "quantities",
        SKIP.replace("[0-9]+年", "[0-9]+年(度)"),
        [
            "6:22: skip.mine: a bare ( captures by number; write (?:…), or （ ） for printed brackets",
        ],
    ),
    "a pattern without its group": Broken(
        "models",
        PHRASE.replace("?P<name>", "?:"),
        [
            "5:5: model.mine: the pattern needs the named group (?P<name>…)",
        ],
    ),
    "a bad shape of quoted words": Broken(
        "models",
        QUOTED.replace("after: [模式]", "shape: '[+'"),
        [
            "5:21: model.mine.quote: bad pattern: unterminated character set",
        ],
    ),
    "a look-alike that shares nothing": Broken(
        "quantities",
        UNIT.replace("挂起来。", "天气晴。"),
        [
            "8:17: unit.mine: this example cannot fail: it shares nothing with what the rule looks for",
        ],
    ),
    "a word that another rule has": Broken(
        "quantities",
        UNIT.replace("[挂]", "[挂, 元]"),
        [
            "5:16: unit.mine.words: '元' is shadowed: unit.money (rules/quantities.yaml) loses it to this rule",
        ],
    ),
    "a word listed twice": Broken(
        "quantities",
        UNIT.replace("[挂]", "[名人, 名人]"),
        [
            "5:17: unit.mine.words: '名人' is listed twice",
            "8:17: unit.mine: this example cannot fail: it shares nothing with what the rule looks for",
        ],
    ),
    "a word inside a longer one": Broken(
        "quantities",
        UNIT.replace("[挂]", "[人民]").replace("挂起来", "人民").replace("3挂", "3人民币")
        + "  - {id: unit.longer, about: money, words: [人民币], examples: {"
        "match: [{text: 3人民币。, gives: [{figure: 3人民币}]}], reject: [{text: 人民币。, why: no number}]}}\n",
        [
            "7:16: unit.mine: '人民' is shadowed here: "
            "it stands inside '人民币' of unit.longer, and the longer word wins",
        ],
    ),
    "half-width punctuation": Broken(
        "quantities",
        UNIT.replace("text: 有3挂。", "text: '全村,有3挂。'"),
        [
            "7:25: unit.mine.examples.match.0: half-width ',' after a Chinese character; pages print '，'",
        ],
    ),
    "a repeated key": Broken(
        "quantities",
        UNIT.replace("    about: strings of things", "    about: a\n    about: b"),
        [
            "5:5: the key 'about' is repeated; the first is on line 4",
        ],
    ),
    "an anchor": Broken(
        "quantities",
        UNIT.replace("words: [挂]", "words: &all [挂]"),
        [
            "5:12: anchors and aliases (& and *) are not read; write the value out, or quote a text that begins so",
        ],
    ),
    "an alias": Broken(
        "quantities",
        UNIT.replace("words: [挂]", "words: *all"),
        [
            "5:12: anchors and aliases (& and *) are not read; write the value out, or quote a text that begins so",
        ],
    ),
    "a tag": Broken(
        "quantities",
        UNIT.replace("about: strings of things", "about: !!python/object:os.system strings"),
        [
            "4:12: tags (tag:yaml.org,2002:python/object:os.system) are not read; quote the value if it is text",
        ],
    ),
    "a list that is not closed": Broken(
        "quantities",
        UNIT.replace("words: [挂]", "words: [人"),
        [
            "5:12: this is not YAML: a list [ or mapping { is not closed, or a text in it needs quotes",
        ],
    ),
    "a quotation mark that is not closed": Broken(
        "quantities",
        UNIT.replace("about: strings of things", "about: 'persons"),
        [
            "4:12: this is not YAML: a quotation mark is not closed",
        ],
    ),
    "a tab": Broken(
        "quantities",
        UNIT.replace("    words", "\twords"),
        [
            "5:1: this is not YAML: indent with spaces, not with a tab",
        ],
    ),
    "a text with a colon": Broken(
        "quantities",
        UNIT.replace("about: strings of things", "about: strings of things: all"),
        [
            "4:29: this is not YAML: a text with ': ' in it needs quotes; or the line is indented too far",
        ],
    ),
    "a backslash in double quotes": Broken(
        "quantities",
        SKIP.replace("'[0-9]+年'", '"\\d+年"'),
        [
            "6:14: this is not YAML: in double quotes a \\ must be doubled; single quotes keep it as it is",
        ],
    ),
    "deep nesting": Broken(
        "quantities",
        "schema: 1\nunits: " + "[" * 100_000 + "]" * 100_000,
        [
            "2:31: nested more than 24 deep",
        ],
    ),
    "a file of more than a million characters": Broken(
        "quantities",
        UNIT + "#" * 1_000_001,
        [
            "1:1: the file has more than 1,000,000 characters; split it",
        ],
    ),
    "an empty file": Broken(
        "quantities",
        "",
        [
            "1:1: the file is empty",
        ],
    ),
    "two documents": Broken(
        "quantities",
        UNIT + "---\n" + UNIT,
        [
            "10:1: one file holds one document; this begins another",
        ],
    ),
    "a control character": Broken(
        "quantities",
        UNIT.replace("strings", "str\x07sons"),
        [
            "4:15: this character may not stand in a file: \\x07",
        ],
    ),
    "a key that is a list": Broken(
        "quantities",
        "schema: 1\n? [units]\n: []\n",
        [
            "2:3: a key must be plain text",
        ],
    ),
    "a clock time is a text": Broken(
        "quantities",
        "schema: 1\nscales: [{word: 万, factor: 12:30}]\n",
        [
            "2:20: scales.0: 'factor' must be a whole number, not '12:30'",
        ],
    ),
}
