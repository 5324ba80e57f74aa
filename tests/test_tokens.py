"""Words are jieba's, whichever engine cuts; the rulebook's words stay whole."""

import random

import jieba.posseg
import pytest

from extract.fold import fold
from extract.pipeline import kept_whole
from extract.rulebook import load_rulebook
from extract.tokens import Tokenizer
from extract.tokens.dictionary import dictionary
from extract.tokens.engines import jieba_cutter, rjieba_cutter
from tests.pages import seeds

UNCUT = "𠮷囍"
"""A word of characters that jieba always cuts apart."""
KEPT = ("党群服务中心", "网格员", "志愿服务队", "后备力量", "占比")


@pytest.mark.parametrize("word", KEPT)
def test_a_word_of_the_rulebook_stays_whole(word: str) -> None:
    assert word in list(Tokenizer(KEPT).words(f"全县建成{word}若干"))


@pytest.mark.parametrize(
    ("word", "tag"), [("建立", "v"), ("党员", "n"), ("和", "c"), ("某某庄子", "n"), ("、", "x"), ("APP", "eng")]
)
def test_a_tag_is_the_dictionarys_and_the_unknown_is_a_noun(word: str, tag: str) -> None:
    assert Tokenizer().tag(word) == tag


@pytest.mark.parametrize(("text", "is_idiom"), [("五颜六色", True), ("两部", False), ("近千人", False)])
def test_a_set_phrase_is_known(text: str, is_idiom: bool) -> None:
    assert Tokenizer().is_idiom(text) is is_idiom


def test_both_engines_cut_alike() -> None:
    kept = sorted({fold(word) for word in kept_whole(load_rulebook()) if len(word) > 1} | {*KEPT, UNCUT, "APP端"})
    reference, twin = jieba_cutter(kept), rjieba_cutter(kept)
    if twin is None:
        pytest.skip("rjieba is not installed")
    text = fold("".join(page.text for page in seeds()))
    chance = random.Random(11)
    starts = [chance.randrange(len(text)) for _ in range(4000)]
    pieces = [text[start : start + chance.randrange(1, 40)] for start in starts]
    latin = ["P-8A型", "6.5G网络", "版本2.0.1发布", "AT&T", "a_b%c", "100%达标", "C++和Java"]
    for piece in [*text.split("\n"), *pieces, *latin, *(f"在{word}中" for word in kept if word != UNCUT)]:
        assert list(twin(piece)) == list(reference(piece)), piece


@pytest.mark.heavy
def test_the_dictionary_holds_every_word_of_its_file() -> None:
    known, tagged = dictionary(), jieba.posseg.POSTokenizer()
    tagged.initialize()
    words = [word for word, _ in known.frequencies()]
    assert len(set(words)) == len(tagged.word_tag_tab) > 300_000
    assert all(known.tag(word) == tagged.word_tag_tab[word] for word in words)


@pytest.mark.parametrize("text", ["", "\n", "没有这个词", "社区 ", "AT&T 3"])
def test_what_is_no_word_has_no_tag_in_the_dictionary(text: str) -> None:
    assert dictionary().tag(text) is None
