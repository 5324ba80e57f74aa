"""Rule files of `rules/quantities.yaml`: numerals, units, modifiers, and what only looks like a quantity."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.rules.base import Alternatives, Regex, Rule, RuleFile, RuleModel, Word, Words

Modifier = Literal["about", "nearly", "over", "at_least", "at_most", "under"]
LedgerClass = Literal["date", "clock", "ordinal", "name", "age", "other"]


class Scale(RuleModel):
    """A word that multiplies the number before it."""

    identity: ClassVar[str] = "word"

    word: Word
    factor: int = Field(gt=1)
    not_before: str = ""
    """Characters with which the word makes a unit of its own (千+米)."""
    before: str = ""
    """Where the word is also a unit: characters other than digits that it scales (兆+元)."""


class VagueDigit(RuleModel):
    """A character that makes a numeral indeterminate (几十, 数百)."""

    identity: ClassVar[str] = "word"

    word: Word
    not_after: str = ""
    """Characters with which the word makes a noun (人+数)."""


class Minus(RuleModel):
    """Signs of a number below zero."""

    words: Words = ()
    after: str = ""
    """Characters after which a sign is one (为-5℃); so it is after a comma, a colon, a bracket and at the start."""


class UnitRule(Rule):
    """Measure words or units of one kind."""

    words: Words = Field(min_length=1)
    numerals: Literal["all", "arabic"] = "all"
    """`arabic`: with a Chinese numeral these words are no count (三方, 一线)."""
    not_before: Words = ()
    """Where one of these stands behind it, the unit's last character begins another word (86人+家门口)."""


class ModifierRule(Rule):
    """Words around or inside a quantity that say how it is meant."""

    modifier: Modifier
    before: Words = ()
    """Directly before the number (近260万元)."""
    inside: Words = ()
    """Between number, scale and unit (2万余个)."""
    after: Words = ()
    """Directly after the unit (90%以上)."""
    after_at_end: Words = ()
    """Directly after the unit where the phrase ends there (3倍多)."""
    reach: int = Field(0, ge=0, le=12)
    """How many characters of the same clause may stand between a word of `before` and the number (至少储备3名)."""
    not_after: Words = ()
    """A word of `before` is none when one of these stands before it (附近 is no 近)."""
    not_before: Words = ()
    """Nor when one of these stands behind it (约谈 is no 约)."""


class SkipRule(Rule):
    """Digits and numerals that are no figure; `pattern` starts at the numeral (look behind for what precedes)."""

    ledger: LedgerClass
    pattern: Alternatives


class RatioRule(Rule):
    """A pattern with the named groups `first` and `second`: a ratio or fraction."""

    pattern: Annotated[Word, Regex(("first", "second"))]
    sign: Literal[":", "/"]
    """What stands between the two numbers in the value: `1:3`, `1/3`."""


class QuantityFile(RuleFile):
    """How numbers are written and counted."""

    settings: ClassVar[frozenset[str]] = frozenset(
        {"implied_digit", "minus", "neighbours_mark", "ratio_unit", "percent_unit"}
    )

    scales: tuple[Scale, ...] = ()
    numeral_digits: str = ""
    """The characters that Chinese numerals are made of."""
    fraction_digits: str = ""
    """Those that stand behind a decimal point."""
    implied_digit: str = ""
    """The one that may be left out before the first scale (百二 is 一百二)."""
    zeros: str = ""
    """Those that stand for skipped places (一万零五)."""
    spellings: dict[Word, Word] = Field(default_factory=dict)
    """Formal and traditional characters of numerals → the plain ones (佰 → 百, 萬 → 万, 廿 → 二十)."""
    word_characters: str = ""
    """Spellings that also end and begin words (队伍): numerals only beside another spelling, or after no word."""
    vague_digits: tuple[VagueDigit, ...] = ()
    points: Words = ()
    """What stands for the decimal point in words (二点五)."""
    minus: Minus = Minus()
    not_after_tail: str = ""
    """Characters before which digits after a scale are a number of their own (2万2023年)."""
    neighbours: Words = ()
    """Pairs of digits that are a small range (三五个, 七八十人)."""
    neighbours_mark: Word = "、"
    """What may stand between them (三、四百人)."""
    ratio_unit: str = ""
    """The unit of a ratio."""
    indefinite: Words = ()
    """Numerals that with a measure word count nothing (一个)."""
    bare_scale_units: Words = ()
    """Units that a scale alone counts without a modifier (千名); others need one (近千人, but 千家万户)."""
    range_marks: Words = ()
    """What stands between the two ends of a range."""
    percent_prefixes: Words = ()
    """What turns the numeral after it into a percentage (百分之三十)."""
    tenths: Words = ()
    """Units that count tenths of the whole (三成)."""
    tenths_not_before: str = ""
    """Characters after which a tenth is part of a verb (建成两成立)."""
    percent_unit: str = ""
    """The unit of a percentage in words."""
    countables: Words = ()
    """Nouns that a large number before them, or a number that closes its clause behind them, counts without a measure
    word (2.3万老年人; 犯罪嫌疑人1088)."""
    closers: str = ""
    """Characters that close a clause behind such a number."""
    halves: Words = ()
    """What stands before a unit for one half of it (半小时)."""
    and_halves: Words = ()
    """What stands between a number and a unit of `halved` for one half more (3个半小时)."""
    halved: Words = ()
    """The units of which there may be a half more."""
    halves_not_after: str = ""
    """Characters after which a half is no quantity (上半年)."""
    units: tuple[UnitRule, ...] = ()
    modifiers: tuple[ModifierRule, ...] = ()
    ratios: tuple[RatioRule, ...] = ()
    skips: tuple[SkipRule, ...] = ()
