"""`extract rules test`: one run of the examples, or one after every save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.examples.run import tried
from extract.examples.update import update
from extract.examples.watch import saves
from extract.listing import told
from extract.report import Line, line
from extract.rulebook import RULES_FOLDER, RulebookError, load_rulebook


@dataclass(frozen=True, slots=True)
class Run:
    """Whether an example failed, and the report of the run."""

    failed: bool
    report: list[Line]


def example_runs(over: Sequence[str], wanted: str, *, update: bool, watch: bool) -> Iterator[Run]:
    """The report of each run; raises `RulebookError` where there is only one and the rules cannot be used."""
    if not watch:
        yield _run(over, wanted, is_update=update)
        return
    folders = [RULES_FOLDER, *(Path(folder) for folder in over if Path(folder).is_dir())]
    for _ in saves(folders):
        try:
            run = _run(over, wanted, is_update=update)
        except RulebookError as error:
            run = Run(failed=True, report=list(told(error.problems)))
        yield Run(run.failed, [*run.report, line(("waiting for a rule file to be saved; Ctrl-C ends", "faint"))])


def _run(over: Sequence[str], wanted: str, *, is_update: bool) -> Run:
    report = update(load_rulebook(over=over), wanted) if is_update else []
    failures, told_of = tried(load_rulebook(over=over), wanted)
    return Run(bool(failures), [*report, *told_of])
