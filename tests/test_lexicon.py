"""Many words found at once: the same spans as looking for each word by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.gazetteer import load_gazetteer
from extract.lexicon import Lexicon
from schemas.records import Span
from tests.pages import seeds

CHARACTERS = "山东西城市区𠮷a"
TEXTS = st.text(CHARACTERS, max_size=40)
WORDS = st.sets(st.text(CHARACTERS, min_size=2, max_size=5), max_size=12)


def everywhere(words: set[str], text: str) -> list[Span]:
    spans = {(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)}
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def leftmost_longest(words: set[str], text: str) -> list[Span]:
    found: list[Span] = []
    for start, end in everywhere(words, text):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@given(WORDS, TEXTS)
def test_scan_finds_the_leftmost_longest_words(words: set[str], text: str) -> None:
    lexicon = Lexicon(words)
    assert lexicon.scan(text) == lexicon.plain_scan(text) == leftmost_longest(words, text)


def test_the_plain_scan_finds_the_same_places_on_real_pages() -> None:
    lexicon = load_gazetteer().lexicon
    for page in seeds():
        assert lexicon.scan(page.text) == lexicon.plain_scan(page.text)


@given(WORDS, TEXTS)
def test_scan_all_finds_every_occurrence(words: set[str], text: str) -> None:
    assert Lexicon(words).scan_all(text) == everywhere(words, text)


@given(WORDS)
def test_two_characters_tell_how_long_the_words_are_that_begin_so(words: set[str]) -> None:
    lengths = Lexicon(words).lengths
    assert {(pair, length) for pair, found in lengths.items() for length in found} == {
        (word[:2], len(word)) for word in words
    }
    assert all(list(found) == sorted(found, reverse=True) for found in lengths.values())


def test_a_word_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two characters"):
        Lexicon(["区"])
