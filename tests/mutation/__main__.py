"""`python -m tests.mutation`: mutants of the number reader, run against its tests; the survivors, and a floor.

Each mutant runs in a process of its own, which begins as a copy of this one: rules and dictionary are there already.
Where processes cannot be copied, there is nothing to run.
"""

import argparse
import importlib
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from extract import rulebook
from extract.tokens.dictionary import dictionary
from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
OTHERS = (
    *("extract.page", "extract.places", "extract.models", "extract.indicators", "extract.audit", "extract.assemble"),
    *("extract.gazetteer", "extract.read", "hypothesis.strategies"),
)
"""What the tests use and what does not use the number reader: loaded once, before there are mutants."""
MODULES = ("extract.quantities.chinese", "extract.quantities.numerals", "extract.quantities.numeral_pattern")
TESTS = ("tests/test_quantities.py", "-k", "not known_place and not as_it_is_printed")
"""The tests of the reader alone, without those that read whole pages."""
LONGEST_SECONDS = 20
"""Of the processor's time; a mutant that takes more hangs, which the tests notice as well."""


class Survivor(NamedTuple):
    """A mutant that no test notices."""

    module: str
    mutant: Mutant


def main() -> None:
    """Run every mutant, or each so many-th, and print what survives; exit code 1 below the floor."""
    parser = argparse.ArgumentParser(prog="tests.mutation", description=__doc__)
    parser.add_argument("--each", type=int, default=1, help="only each so many-th mutant")
    parser.add_argument("--least", type=float, default=0.0, help="the part that the tests must notice")
    wanted = parser.parse_args()
    every = [
        Survivor(module, mutant)
        for module in MODULES
        for mutant in mutants((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"), module)
    ]
    chosen = every[:: wanted.each]
    _make_ready()
    if _notices(None):
        sys.exit("the tests fail without any mutant")
    survivors = [*survivors_of(chosen)]
    print(f"{len(chosen)} mutants, {len(chosen) - len(survivors)} noticed, {len(survivors)} not")
    noticed = 1 - len(survivors) / len(chosen)
    sys.exit(noticed < wanted.least)


def survivors_of(chosen: Sequence[Survivor]) -> Iterator[Survivor]:
    """Those that no test notices, each told as soon as it is known."""
    for one in chosen:
        if not _notices(one):
            print(f"{one.module}:{one.mutant.line}: {one.mutant.change}", flush=True)
            yield one


def _make_ready() -> None:
    """Load once what every mutant needs and none changes."""
    for name in OTHERS:
        importlib.import_module(name)
    dictionary()
    loaded = rulebook.load_rulebook()
    rulebook.load_rulebook = lambda *_, **__: loaded


def _notices(one: Survivor | None) -> bool:
    """Whether the tests fail with the mutant in place of its module."""
    process = os.fork()
    if process == 0:
        os._exit(_tests_fail(one))
    return os.waitpid(process, 0)[1] != 0


def _tests_fail(one: Survivor | None) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    os.chdir(ROOT)
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
        try:
            if one is not None:
                _put(one)
            return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *TESTS]))
        except BaseException:
            return 1


def _put(one: Survivor) -> None:
    """The mutant in place of its module, before anything has imported it."""
    package, _, name = one.module.rpartition(".")
    module = ModuleType(one.module)
    module.__package__ = package
    sys.modules[one.module] = module
    exec(one.mutant.code, module.__dict__)
    setattr(importlib.import_module(package), name, module)


if __name__ == "__main__":
    main()
