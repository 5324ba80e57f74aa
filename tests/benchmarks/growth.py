"""`python -m tests.benchmarks.growth`: how time and memory grow with the rules, the text and the processes.

Rules are made up and laid over the built-in ones; text is JSON Lines, read by the whole command from file to file.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import chain, cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.rulebook import load_rulebook
from extract.tokens.dictionary import dictionary
from tests.benchmarks import jobs
from tests.benchmarks.corpus import corpus, corpus_of
from tests.benchmarks.curves import Curve, drawn, table
from tests.benchmarks.timing import measure
from tests.pages import ROOT
from tests.watched import Watched, watch

KINDS: Mapping[tuple[str, str, str], str] = {
    ("quantities", "units", "figure"): "words: [{word}]",
    ("quantities", "skips", "figure"): "ledger: name, pattern: '[0-9]+{word}(?:线|号)'",
    ("indicators", "types", "figure"): "type: other, heads: [{word}]",
    ("models", "phrases", "model"): "pattern: '{{openers}}(?P<name>[^。]{{2,8}}{word})', openers: [推行], where: text",
    ("models", "quoted", "model"): "quote: {{after: [{word}]}}",
}
"""Kinds of made-up rules by section, group and what their examples give: what one of them says of its word."""
RULE = (
    "  - {{id: made.{group}_{number}, about: made up, {says}, "
    "examples: {{match: [{{text: a, gives: [{{{gives}: a}}]}}], reject: [{{text: b, why: c}}]}}}}\n"
)


def main() -> None:
    """Print a table for each curve; `--svg` draws them, too."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often to run each step")
    parser.add_argument("--rules", default="10,200,1000", help="the steps of the rules")
    parser.add_argument("--pages", type=int, default=150, help="how many pages the rules are measured on")
    parser.add_argument("--megabytes", default="0.1,1,10", help="the steps of the text")
    parser.add_argument("--jobs", default="1,2", help="the steps of the processes, on the largest text")
    parser.add_argument("--svg", type=Path, help="where to draw the curves")
    wanted = parser.parse_args()
    rules, jobs_wanted = ([int(step) for step in steps.split(",")] for steps in (wanted.rules, wanted.jobs))
    sizes = [float(step) for step in wanted.megabytes.split(",")]
    with TemporaryDirectory(prefix="extract-growth-") as folder:
        streams = {size: stream(Path(folder, f"{size:g}.jsonl"), size) for size in sizes}
        curves = [
            over_rules(Path(folder), rules, wanted.pages, wanted.rounds),
            over_text(streams, Path(folder), wanted.rounds),
            over_processes(streams[max(sizes)], Path(folder), jobs_wanted, wanted.rounds),
        ]
    print("\n\n".join(map(table, curves)))
    if wanted.svg:
        wanted.svg.write_text(drawn(curves), encoding="utf-8")


def over_rules(folder: Path, steps: Sequence[int], pages: int, rounds: int) -> Curve:
    """The same pages in memory with more and more rules, turn by turn."""
    text, gazetteer = corpus(pages), load_gazetteer()
    packs = {count: made_up(folder / f"rules-{count}", count) for count in steps}
    work = {
        str(count): jobs.in_memory(Extractor(load_rulebook(over=[pack]), gazetteer), text)
        for count, pack in packs.items()
    }
    measure(work, 1)
    measured = measure(work, rounds)
    return Curve("rules over the built-in ones", steps, [median(one.seconds) for one in measured.values()])


def over_text(streams: Mapping[float, Path], folder: Path, rounds: int) -> Curve:
    """More and more text in one process."""
    runs = {size: [command(path, folder / "out", 1) for _ in range(rounds)] for size, path in streams.items()}
    return _curve("megabytes of text, one process", runs)


def over_processes(path: Path, folder: Path, steps: Sequence[int], rounds: int) -> Curve:
    """The same text with more and more processes, turn by turn."""
    runs: dict[float, list[Watched]] = {step: [] for step in steps}
    for step in [*steps] * rounds:
        runs[step].append(command(path, folder / "out", step))
    return _curve(f"processes, {path.stem} MB of text", runs)


def _curve(name: str, runs: Mapping[float, Sequence[Watched]]) -> Curve:
    seconds = [median(run.seconds for run in of_step) for of_step in runs.values()]
    return Curve(name, list(runs), seconds, [median(run.megabytes for run in of_step) for of_step in runs.values()])


def command(path: Path, out: Path, processes: int) -> Watched:
    """One run from file to file, its start included; nothing is taken from an earlier run."""
    words = ["-m", "cli", str(path), "--out", str(out), "--quiet", "--no-cache", "--jobs", str(processes)]
    run = watch(words, ROOT)
    if run.exit_code:
        sys.exit(f"{' '.join(words)} ended with {run.exit_code}: {run.stderr}")
    return run


def stream(path: Path, megabytes: float) -> Path:
    """JSON Lines with so much text, no two articles alike."""
    with path.open("w", encoding="utf-8") as file:
        for page in corpus_of(megabytes):
            file.write(json.dumps({"id": page.name, "text": page.text}, ensure_ascii=False) + "\n")
    return path


def made_up(folder: Path, count: int) -> Path:
    """A pack of so many rules for words of the dictionary, as many of each kind."""
    words = sorted({word for word, _ in dictionary().frequencies() if len(word) == 3 and not word.isascii()})
    chosen = Random(11).sample(words, count)
    texts: dict[tuple[str, str], list[str]] = {}
    for number, (word, (kind, says)) in enumerate(zip(chosen, islice(cycle(KINDS.items()), count), strict=True)):
        section, group, gives = kind
        rule = RULE.format(group=group, number=number, gives=gives, says=says.format(word=word))
        texts.setdefault((section, group), []).append(rule)
    for (section, group), rules in texts.items():
        (folder / section).mkdir(parents=True, exist_ok=True)
        (folder / section / f"{group}.yaml").write_text("".join(chain([f"schema: 1\n{group}:\n"], rules)))
    return folder


if __name__ == "__main__":
    main()
