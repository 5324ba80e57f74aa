"""`python -m tests.benchmarks`: the whole pipeline beside `jieba.lcut` over the same text, turn by turn in one run."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import extract.assemble
from extract.collection import collect_rarely
from extract.pipeline import Extractor
from tests.benchmarks import jobs
from tests.benchmarks.corpus import corpus, corpus_of, written
from tests.benchmarks.peers import peers
from tests.benchmarks.timing import Measured, measure

OURS, JIEBA = "extract", "jieba.lcut"
SLOW = 20
"""So many times fewer pages for what takes too long over all of them."""


def main() -> None:
    """Print the throughput of all, and their ratio to `jieba.lcut`; with a floor, fail below it."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--pages",
        type=int,
        default=300,
        help="how many pages to make up beside the seeds",
    )
    parser.add_argument(
        "--megabytes",
        type=float,
        help="make up pages until there is so much text instead",
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often to run each")
    parser.add_argument(
        "--all",
        action="store_true",
        help="the whole run, the stages, jieba.posseg and peers, too",
    )
    parser.add_argument(
        "--least",
        type=float,
        default=0.0,
        help="the ratio to jieba.lcut below which to fail",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    wanted = parser.parse_args()
    collect_rarely()
    text = corpus_of(wanted.megabytes) if wanted.megabytes else corpus(wanted.pages)
    read = Extractor.from_rules()
    compared = {OURS: jobs.in_memory(read, text), JIEBA: jobs.lcut(text)}
    warm = text[:5]
    measure({OURS: jobs.in_memory(read, warm), JIEBA: jobs.lcut(warm)}, 1)
    with TemporaryDirectory() as folder:
        if wanted.all:
            place = Path(folder)
            few = text[: max(5, len(text) // SLOW)]
            compared["extract, files to files"] = jobs.whole_run(written(text, place / "in"), text, place / "out")
            compared["jieba.posseg"] = jobs.posseg(few)
            compared |= peers(few)
        measured = measure(compared, wanted.rounds)
    stages = jobs.stage_seconds(read, text) if wanted.all else {}
    print(as_json(measured, stages) if wanted.json else report(measured, stages))
    ratio = measured[OURS].ratio_to(measured[JIEBA])
    if ratio < wanted.least:
        sys.exit(f"the pipeline is only {ratio:.2f} times as fast as jieba.lcut; at least {wanted.least} is asked")


def report(measured: Mapping[str, Measured], stages: Mapping[str, float]) -> str:
    """A line for each job, one for each stage."""
    width = max(map(len, (*measured, *stages)))
    stages_are = "compiled" if is_compiled() else "plain Python"
    lines = [f"{measured[OURS].job.characters:,} characters, stages {stages_are}; characters a second, times {JIEBA}"]
    lines += [
        f"{name:{width}}  {one.speed:12,.0f}  {one.ratio_to(measured[JIEBA]):8.2f}" for name, one in measured.items()
    ]
    together = sum(stages.values())
    lines += [f"{name:{width}}  {seconds:10.3f} s  {seconds / together:8.0%}" for name, seconds in stages.items()]
    return "\n".join([*lines, f"ratio  {measured[OURS].ratio_to(measured[JIEBA]):.2f}"])


def is_compiled() -> bool:
    """Whether the stages that are measured are compiled."""
    return not (extract.assemble.__file__ or "").endswith(".py")


def as_json(measured: Mapping[str, Measured], stages: Mapping[str, float]) -> str:
    """The same for programs."""
    found = {
        name: {"characters_per_s": one.speed, "ratio": one.ratio_to(measured[JIEBA])} for name, one in measured.items()
    }
    return json.dumps({"compiled": is_compiled(), "jobs": found, "stages_s": stages})


if __name__ == "__main__":
    main()
