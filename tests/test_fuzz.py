"""Broken inputs, a few of each kind, and all that ever made something fall over."""

import signal
import time
from pathlib import Path

import pytest

from tests.fuzz.__main__ import FOUND, fed, fuzzed, in_time
from tests.fuzz.targets import TARGETS, Name, Target

EACH = 60
"""Broken inputs of each kind in the quick gate; `make fuzz` has more."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_falls_over(name: Name) -> None:
    assert fuzzed(name, EACH, seed=7).failures == {}


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    name, _, _ = path.name.rpartition("-")
    content = path.read_bytes()
    target = next(target for known, target in TARGETS.items() if known == name)
    assert fed(target, content if name == "decoding" else content.decode()) == ""


def test_the_same_seed_feeds_the_same_inputs() -> None:
    feeds: list[list[str | bytes]] = [[], []]
    for fed_ in feeds:
        fuzzed("yaml", 20, seed=3, target=Target(TARGETS["yaml"].feed, fed_.append, 1))
    assert feeds[0] == feeds[1]


def _falls(_: str | bytes) -> None:
    raise IndexError("beyond the end")


def test_a_fall_is_told_with_its_place() -> None:
    tally = fuzzed("yaml", 5, seed=0, target=Target(TARGETS["yaml"].feed, _falls, 1))
    (failure,) = tally.failures
    assert failure.startswith("IndexError at test_fuzz.py:")
    assert tally.executions == 5


def _hangs() -> None:
    while time.process_time() >= 0:
        pass


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system interrupts nothing")
def test_a_hang_is_a_failure() -> None:
    with pytest.raises(TimeoutError), in_time(0.05):
        _hangs()
