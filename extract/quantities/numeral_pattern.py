"""The rulebook's numerals → one expression that begins at the number, whatever may stand in it.

Its groups: `minus`, `percent`, then either `arabic` with `inner`, `scales`, `tail`, `more`, or `han` with `han_more`,
`han_scale`, then `and_half`; or `half`.
"""

import re
from collections.abc import Iterable, Iterator

from extract.expressions import expression
from extract.quantities.chinese import LARGE
from extract.rulebook.patterns import alternation
from schemas.rules.quantities import QuantityFile, Scale

_DECIMAL = r"[0-9]+(?:[.][0-9]+)?"
_ARABIC = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:[.][0-9]+)?|{_DECIMAL}"
_AFTER_NO_WORD = "(?<![\u3400-\u9fff])"
_NEVER = "(?!)"
THOUSAND = 1000


def numeral_pattern(rules: QuantityFile, inner_words: Iterable[str]) -> re.Pattern[str]:
    """The expression for all numerals; `inner_words` may stand inside one (30余万)."""
    inner = alternation(inner_words) or _NEVER
    percent = alternation(rules.percent_prefixes) or _NEVER
    half = alternation(rules.halves) or _NEVER
    more_half = f"(?P<and_half>(?:{alternation(rules.and_halves) or _NEVER})(?={alternation(rules.halved) or _NEVER}))?"
    return expression(
        f"(?={_first_characters(rules)})(?:"
        f"{_minus(rules)}(?P<percent>{percent})?(?:{_arabic(rules, inner)}|{_chinese(rules, inner)}){more_half}"
        f"|(?P<half>(?<![{rules.halves_not_after} ])(?:{half})))"
    )


def _arabic(rules: QuantityFile, inner: str) -> str:
    """Digits, their scales, and what more of the number stands behind a scale (3亿5000万, 3千5百, 3万4000)."""
    scale, digits, zeros = _any_scale(rules.scales, rules), _forms(rules, rules.numeral_digits), f"[{rules.zeros}]"
    part = f"{zeros}?(?:{_DECIMAL}|[{digits}]){scale}{{1,2}}"
    tail = "|".join([*_digits_after_scale(rules), f"{zeros}[0-9]{{1,4}}", "0[0-9]+"])
    end = f"(?![0-9.,{re.escape(rules.not_after_tail)}])"
    scales = f"(?P<inner>{inner})?(?P<scales>{scale}{{1,3}}(?:{part})*)(?P<tail>(?:{tail}){end})?"
    return f"(?P<arabic>{_ARABIC})(?:{scales})?(?P<more>{inner})?"


def _digits_after_scale(rules: QuantityFile) -> Iterator[str]:
    """As many digits as the scale skips places: 3万4000, 1万600."""
    for scale in rules.scales:
        if THOUSAND <= scale.factor <= LARGE:
            places = len(str(scale.factor)) - 1
            yield f"(?<=[{_forms(rules, scale.word)}])[0-9]{{3,{places}}}"


def _chinese(rules: QuantityFile, inner: str) -> str:
    """A numeral in characters, its fraction, and the scale after an inner word (一千多万)."""
    large = _any_scale((scale for scale in rules.scales if scale.factor >= LARGE), rules)
    small = "".join(_forms(rules, scale.word) for scale in rules.scales if scale.factor < LARGE)
    points = "".join(_forms(rules, point) for point in rules.points)
    fraction = f"(?:[{points}][{_forms(rules, rules.fraction_digits)}]++(?![{small}]){large}{{0,2}})?"
    scale = _any_scale(rules.scales, rules)
    return f"(?P<han>(?:{_character(rules)})++{fraction})(?:(?P<han_more>{inner})(?P<han_scale>{scale}{{0,2}}))?"


def _character(rules: QuantityFile) -> str:
    """One character of a numeral, where it is one."""
    scales = _any_scale(rules.scales, rules)
    plain = _plain_characters(rules)
    branches = [f"[{plain}]", *(_scale(scale, rules) for scale in rules.scales if scale.before)]
    mark = re.escape(rules.neighbours_mark)
    branches += [f"(?<=[^\n]{pair[0]}){mark}(?={pair[-1]})" for pair in rules.neighbours]
    for vague in rules.vague_digits:
        if vague.not_after:
            branches += [f"(?<![{vague.not_after}]){vague.word}(?={scales})", f"(?<=[{plain}]){vague.word}"]
    if rules.word_characters:
        spelt, char = "".join(rules.spellings), f"[{rules.word_characters}]"
        branches += [f"{char}(?=[{spelt}])", f"(?<=[{spelt}]){char}", f"{_AFTER_NO_WORD}{char}(?=[{plain}])"]
    return "|".join(branches)


def _plain_characters(rules: QuantityFile) -> str:
    """The characters that belong to a numeral wherever they stand."""
    scales = (scale.word for scale in rules.scales if not scale.before)
    vague = (digit.word for digit in rules.vague_digits if not digit.not_after)
    return _forms(rules, rules.numeral_digits + "".join((*scales, *vague)))


def _forms(rules: QuantityFile, characters: str) -> str:
    """The characters and their other spellings that are no part of words."""
    others = (form for form, plain in rules.spellings.items() if set(plain) <= set(characters))
    return characters + "".join(form for form in others if form not in rules.word_characters)


def _any_scale(scales: Iterable[Scale], rules: QuantityFile) -> str:
    return "(?:" + "|".join(_scale(scale, rules) for scale in scales) + ")"


def _scale(scale: Scale, rules: QuantityFile) -> str:
    """A scale where it is none of a unit (千米, 100兆)."""
    word = f"[{_forms(rules, scale.word)}]"
    if scale.before:
        return f"{word}(?=[{scale.before}{_forms(rules, rules.numeral_digits)}])"
    return f"{word}(?![{scale.not_before}])" if scale.not_before else word


def _minus(rules: QuantityFile) -> str:
    """A sign below zero: at the start, after a mark or after a word that measures (气温-5℃)."""
    return f"(?P<minus>(?<![^,(:、{rules.minus.after}])(?:{alternation(rules.minus.words) or _NEVER}))?"


def _first_characters(rules: QuantityFile) -> str:
    """The class of characters that begin a numeral, so that a search need not try it anywhere else."""
    words = (*rules.minus.words, *rules.percent_prefixes, *rules.halves, *rules.spellings)
    single = (*(s.word for s in rules.scales), *(v.word for v in rules.vague_digits), rules.numeral_digits)
    return "[0-9" + re.escape("".join(sorted({*(word[0] for word in words), *"".join(single)}))) + "]"
