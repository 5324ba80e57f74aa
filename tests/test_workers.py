"""Documents read by several processes: the same bytes in the same order; a fault costs the document it is in."""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from extract.read import Input
from extract.result import Failure, Outcome, Result, pack, result_of, unpack
from extract.workers import pool as pool_module
from extract.workers.limits import DEFAULT, Limits
from extract.workers.pool import Pool
from extract.workers.process import WorkerProcess
from extract.workers.reader import TaskReader
from extract.workers.tasks import CHUNK_BYTES, Task, chunk_bytes, chunks
from schemas.reading import Reading
from schemas.records import Source
from tests.pages import extractor, seeds, source

PAGE = "目前，全镇共划分网格819个。"
CRASH, KILLED, HANG, DEAF, GREEDY, FAULTY = "crash", "killed", "hang", "deaf", "greedy", "faulty"
SMALL = 3_000
"""Chunks of three short documents, so that a few of them are work for several processes."""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="faults are made with the means of Linux")


@pytest.fixture(autouse=True, scope="module")
def made_ready() -> None:
    """The rules are read before there is a limit of time."""
    extractor()


def read_or_fail(text_source: Source) -> Reading:
    """Reads a page, and does what the first word of a bad one says."""
    match text_source.text.split()[:1]:
        case ["crash"]:
            os._exit(11)
        case ["killed"]:
            os.kill(os.getpid(), signal.SIGUSR1)
        case ["hang"]:
            while True:
                pass
        case ["deaf"]:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])
            time.sleep(60)
        case ["greedy"]:
            return bytearray(10**10)  # type: ignore[return-value]
        case ["faulty"]:
            raise LookupError("no such\nword")
    return extractor().reading(text_source)


def reader(limits: Limits, slow_rule: Callable[[str], str | None] = lambda text: None) -> TaskReader:
    return TaskReader(read_or_fail, slow_rule, limits, cache=None)


def task(name: str, text: str) -> Task:
    return Task(Input(name, Path(name)), source(text, name), len(text.encode()))


def tasks(texts: Sequence[str]) -> list[Task]:
    return [task(f"{number}.txt", text) for number, text in enumerate(texts)]


def read_by(jobs: int, texts: Sequence[str], limits: Limits = DEFAULT, chunk_size: int = SMALL) -> list[Outcome]:
    return list(Pool(partial(reader, limits), jobs, limits, chunk_size).outcomes(tasks(texts)))


def codes(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.code if isinstance(outcome, Failure) else "" for outcome in outcomes]


@pytest.fixture
def little_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "GRACE", 0.5)
    monkeypatch.setattr(pool_module, "_TICK", 0.2)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_many_processes_give_what_one_gives_in_the_same_order(jobs: int) -> None:
    pages = [PAGE.replace("819", str(number)) for number in range(20)] + [seed.text for seed in seeds()]
    here = [outcome for one in tasks(pages) for outcome in reader(Limits()).outcomes(one)]
    assert all(isinstance(outcome, Result) for outcome in here)
    assert read_by(jobs, pages) == here


@pytest.mark.usefixtures("little_grace")
@pytest.mark.parametrize(
    ("bad", "code", "message"),
    [
        (CRASH, "crashed", "the process that read it died: it ended with exit code 11"),
        (KILLED, "crashed", "the process that read it died: it was ended by SIGUSR1"),
        (HANG, "timeout", "not read within 0.5 s of computing; --time-limit allows it more"),
        (DEAF, "timeout", "not read within 0.5 s of computing; --time-limit allows it more"),
        (GREEDY, "memory", "there is not enough memory to read it; --memory-limit allows it more"),
        (FAULTY, "failed", "a fault of extract, please report it: LookupError: no such word (test_workers.py:"),
    ],
)
@pytest.mark.parametrize("place", [0, 4, 7])
def test_a_fault_costs_the_document_that_it_is_in(bad: str, code: str, message: str, place: int) -> None:
    pages = [PAGE.replace("819", str(number)) for number in range(8)]
    good = read_by(1, pages)
    outcomes = read_by(2, [*pages[:place], bad, *pages[place + 1 :]], Limits(0.5, 1500))
    failure = outcomes[place]
    assert isinstance(failure, Failure)
    assert (failure.source, failure.code) == (f"{place}.txt", code)
    assert failure.message.startswith(message)
    assert [*outcomes[:place], *outcomes[place + 1 :]] == [*good[:place], *good[place + 1 :]]


@pytest.mark.usefixtures("little_grace")
def test_faults_one_after_the_other_are_each_told() -> None:
    bad = [CRASH, CRASH, HANG, PAGE, FAULTY, KILLED, PAGE]
    assert codes(read_by(2, bad, Limits(0.5, 1500))) == [
        *("crashed", "crashed", "timeout", "", "failed", "crashed", ""),
    ]


def test_in_one_process_too_a_hang_and_an_error_cost_one_document() -> None:
    here = reader(Limits(seconds=0.3))
    outcomes = [outcome for one in tasks([FAULTY, HANG, PAGE]) for outcome in here.outcomes(one)]
    assert codes(outcomes) == ["failed", "timeout", ""]


def test_a_process_that_is_killed_in_mid_run_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    give = WorkerProcess.give
    killed = []

    def give_and_kill(worker: WorkerProcess, given: Sequence[Task]) -> None:
        give(worker, given)
        if not killed:
            while worker.started < 5:
                time.sleep(0.001)
            worker._process.kill()
            killed.append(worker.started)

    monkeypatch.setattr(WorkerProcess, "give", give_and_kill)
    outcomes = read_by(2, [PAGE] * 100, chunk_size=50_000)
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert killed
    assert len(outcomes) == 100
    assert [failure.code for failure in failures] == ["crashed"]
    assert failures[0].message.endswith("it was ended by SIGKILL, perhaps for want of memory")


def test_processes_that_die_before_they_begin_do_not_hold_the_run_up() -> None:
    pool = Pool(lambda: os._exit(3), 2, Limits())  # type: ignore[arg-type,return-value]
    assert codes(list(pool.outcomes(tasks([PAGE, PAGE])))) == ["crashed", "crashed"]


def test_when_the_run_is_left_its_processes_are_gone() -> None:
    pool = Pool(partial(reader, Limits()), 2, Limits())
    outcomes = pool.outcomes(tasks([PAGE] * 3))
    next(outcomes)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    assert children.read_text().split()
    outcomes.close()  # type: ignore[attr-defined]
    assert not children.read_text().split()


def test_a_slow_document_does_not_let_the_others_run_away() -> None:
    """What is read ahead of it is bounded, so that memory is."""
    taken = []

    def endless() -> Sequence[Task]:
        for number in range(10**6):
            taken.append(number)
            yield task(f"{number}.txt", HANG if number == 0 else PAGE)

    outcomes = Pool(partial(reader, Limits(1.0, 1500)), 2, Limits(1.0, 1500), 1).outcomes(endless())
    assert codes([next(outcomes)]) == ["timeout"]
    assert len(taken) <= pool_module.AHEAD * 2
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [([], []), ([0], [1]), ([0] * 25, [10, 10, 5]), ([4_000] * 5, [2, 2, 1]), ([50_000, 0, 0], [1, 2])],
)
def test_chunks_are_closed_by_what_their_documents_cost(sizes: list[int], lengths: list[int]) -> None:
    found = [Task(Input("a.txt", None), size=size) for size in sizes]
    assert [len(chunk) for chunk in chunks(found, 10_000)] == lengths


@pytest.mark.parametrize(
    ("size", "jobs", "chunk"),
    [(0, 2, 1_000), (160_000, 2, 10_000), (160_000, 4, 5_000), (10**9, 2, CHUNK_BYTES), (10**9, 64, CHUNK_BYTES)],
)
def test_every_process_has_work_to_the_end(size: int, jobs: int, chunk: int) -> None:
    assert chunk_bytes(size, jobs) == chunk


@pytest.mark.parametrize("size", [0, 1, 100_000, 100_001, 1_000_000])
def test_time_grows_with_the_document(size: int) -> None:
    assert Limits(seconds=10).seconds_for(size) == {0: 10, 1: 10, 100_000: 10, 100_001: 20, 1_000_000: 100}[size]


def test_outcomes_come_back_as_they_were_packed() -> None:
    result = result_of(extractor().reading(seeds()[0]), one_line=True)
    for outcome in (result, Failure("目.txt\n", "crashed", "…")):
        assert unpack(pack(outcome)) == outcome
    document, sentences = result.facts()
    assert document == extractor().document(seeds()[0])
    assert sentences.keys() == {figure.id for article in document.articles for figure in article.indicators}


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\n", b"null", b'{"result": 1}\n', b"\xff", b'{"failure": [1]}'])
def test_what_is_no_packed_outcome_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"no packed outcome|Expecting|decode"):
        unpack(content)
