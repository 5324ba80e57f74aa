"""What holds whatever the page: hypothesis looks for one for which it does not, and gives the smallest."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutator import ODD
from tests.fuzz.targets import (
    check_decoding,
    check_diff,
    check_page,
    check_pipeline,
    check_quantities,
    check_rule_file,
    check_writers,
    check_yaml,
)
from tests.test_spans import PAGES

QUICK, DEEP = 25, 1500
"""Examples of each in the quick gate, and with all that is heavy."""
ODD_PAGES = st.lists(st.one_of(PAGES, st.sampled_from(ODD)), max_size=8).map("".join)
"""Pages of short pieces with odd characters between and within them."""
PROPERTIES: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "bytes are text or a named error": (st.binary(max_size=200), check_decoding),
    "every character of an article is one of the page": (ODD_PAGES, check_page),
    "quantities lie in the text, apart, in order": (ODD_PAGES, check_quantities),
    "spans are their texts, no digit is lost, twice is the same": (ODD_PAGES, check_pipeline),
    "nothing differs from itself, and differences are mirrored": (ODD_PAGES, check_diff),
    "what is written parses back": (ODD_PAGES, check_writers),
    "YAML gives values or an error with a place": (st.text(max_size=80), check_yaml),
    "a rule file gives a sheet or problems with places": (st.text(max_size=80), check_rule_file),
}


def hold(name: str, examples: int) -> None:
    """Look for a counterexample."""
    pages, check = PROPERTIES[name]
    settings(max_examples=examples, deadline=None)(given(pages)(check))()


@pytest.mark.parametrize("name", PROPERTIES)
def test_it_holds(name: str) -> None:
    hold(name, QUICK)


@pytest.mark.heavy
@pytest.mark.parametrize("name", PROPERTIES)
def test_it_holds_in_depth(name: str) -> None:
    hold(name, DEEP)


def test_a_property_that_does_not_hold_is_found() -> None:
    with pytest.raises(AssertionError):
        settings(max_examples=DEEP, deadline=None)(given(PAGES)(_has_no_han))()


def _has_no_han(text: str) -> None:
    assert text.isascii() or not text.strip()
