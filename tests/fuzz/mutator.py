"""Seed texts → texts like them that are broken in some way: cut, repeated, spliced, with odd characters put in."""

from collections.abc import Callable, Sequence
from random import Random

LONGEST = 160
"""Characters of a piece of a seed; short texts are read quickly, and a break needs no more."""
MOST_CHANGES = 6
ODD = (
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u2069", "\u061c", "\ufe0f", "\U000e0101"),
    *("\0", "\x07", "\x1b[2J", "\x7f", "\x85", "\x9b31m", "\x0b", "\x0c", "\x1c", "\u2028", "\u2029", "\r", "\r\n"),
    *("\n", "\n\n", " ", "\t", "\u3000", "\u00a0", "\u0301", "\u3099", "\U00020bb7", "\u3b4d", "\ud7ff", "\ufffd"),
    *(
        "\uffff",
        "\U0010ffff",
        "\U0001f600",
        "İ",
        "ß",
        "ǆ",
        "㎡",
        "½",
        "Ⅻ",
        "①",
        "٣",
        "〇",
        "０",
        "９",
        "．",
        "％",
        "－",
    ),
    *("0", "00", "9" * 30, "1e9", "0x1F", "-1", ".5", "1.", "1,2,3", "1:3", "3/4", "NaN", "∞", "1/0", "０.０"),
    *(
        "万",
        "亿",
        "万亿",
        "兆",
        "十",
        "百",
        "千",
        "几",
        "数",
        "半",
        "两",
        "零",
        "廿",
        "余",
        "多",
        "至",
        "—",
        "～",
        "百分之",
    ),
    *(
        "个",
        "元",
        "人次",
        "户",
        "%",
        "岁",
        "年",
        "月",
        "号",
        "第",
        "约",
        "近",
        "超",
        "不",
        "其中",
        "每",
        "分别",
        "目前",
    ),
    *(
        "“",
        "”",
        "「",
        "」",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "、",
        "，",
        "。",
        "；",
        "：",
        "！",
        "…",
        "·",
        "■",
        "□",
        "▲",
    ),
    *(
        "## ",
        "**",
        "> ",
        "- ",
        "|",
        "`",
        "<b>",
        "&#64;",
        "@team",
        "#1",
        "::error::",
        "##[group]",
        "%0A",
        "=1+1",
        "＝",
        "'",
    ),
    *("县", "区", "街道", "社区", "该县", "我市", "本报讯", "记者", "通讯员", "责任编辑", "（上接1版）", "下转第二版"),
)
"""What is put in: characters that print nothing, turn or break a line, digits of all kinds, scales, marks, markup."""

Change = Callable[[str, Random], str]


def broken(seeds: Sequence[str], random: Random) -> str:
    """A piece of a seed with a few changes."""
    text = piece(random.choice(seeds), random)
    for _ in range(random.randint(1, MOST_CHANGES)):
        change = random.choice(CHANGES)
        text = _spliced(text, random, seeds) if change is None else change(text, random)
    return text


def broken_bytes(seeds: Sequence[bytes], random: Random) -> bytes:
    """A piece of a seed with a few bytes changed, put in, taken out."""
    seed = random.choice(seeds)
    start = random.randrange(len(seed))
    content = bytearray(seed[start : start + random.randint(0, LONGEST)] if random.random() < 0.7 else seed[:LONGEST])
    for _ in range(random.randint(1, MOST_CHANGES)):
        at = random.randint(0, len(content))
        end = at + random.choice((0, 0, 1, 1, 2, 8))
        content[at:end] = random.randbytes(random.choice((0, 1, 1, 1, 2, 4)))
    return bytes(content)


def piece(seed: str, random: Random) -> str:
    """Some characters of a seed that stand together."""
    start = random.randrange(max(1, len(seed)))
    return seed[start : start + random.randint(0, LONGEST)]


def _cut(text: str, random: Random) -> tuple[str, str, str]:
    start, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    return text[:start], text[start : min(end, start + 20)], text[min(end, start + 20) :]


def _without_a_part(text: str, random: Random) -> str:
    before, _, behind = _cut(text, random)
    return before + behind


def _with_a_part_again(text: str, random: Random) -> str:
    before, part, behind = _cut(text, random)
    return before + part * random.choice((2, 2, 3, 20)) + behind


def _with_a_part_elsewhere(text: str, random: Random) -> str:
    before, part, behind = _cut(text, random)
    rest = before + behind
    at = random.randint(0, len(rest))
    return rest[:at] + part + rest[at:]


def _with_something_odd(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(ODD) * random.choice((1, 1, 1, 2, 9)) + text[at:]


def _with_a_character_changed(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    code = random.choice((random.randrange(0x100), random.randrange(0x3000, 0xA000), random.randrange(0x110000)))
    char = "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return text[:at] + char + text[at + 1 :]


def _in_columns(text: str, random: Random) -> str:
    width = random.randint(1, 30)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _spliced(text: str, random: Random, seeds: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + piece(random.choice(seeds), random)[:40] + text[at:]


CHANGES: tuple[Change | None, ...] = (
    *(_with_something_odd, _with_something_odd, _with_something_odd),
    *(_without_a_part, _with_a_part_again, _with_a_part_elsewhere, _with_a_character_changed, _in_columns),
    None,
)
"""What may happen to a text; None splices another seed in."""
