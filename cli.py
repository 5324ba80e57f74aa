"""The command `extract`: flags in, calls of `extract.*`, an exit code out."""

import difflib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

FINE, NEEDS_YOU, COULD_NOT_RUN = 0, 1, 2

HELP = """Chinese local news pages in, checked facts out: models, places and figures with their exact characters.

\b
  extract seeds/ --out out/       every .txt and .md file beneath a folder
  extract page.txt more/ -o out   files and folders
  cat page.txt | extract -        one page from standard input, JSON to standard output
  extract diff git:HEAD out/      what differs from the last commit

\b
exit codes:
  0  fine
  1  something needs you: a source could not be read, facts differ, figures contradict each other
  2  could not run: wrong usage, bad rules, a folder that cannot be read or written

A folder named like a command needs ./ before it."""

RUN_HELP = """Extract facts from files and folders (this is what `extract PATH...` does).

\b
  extract seeds/ --out out/
  extract - < page.txt

With --out: one JSON document per source, and articles.csv, models.csv and indicators.csv for all of them.
Without it: JSON on standard output, several sources one per line (JSON Lines)."""

DIFF_HELP = """What differs between two sets of facts: added, removed, changed.

\b
  extract diff git:HEAD out/        the last commit and the folder
  extract diff old/ new/ --by rule  what a changed rule gained and lost

A figure is the same by what it counts, its unit and its place, else by its sentence; a figure that only moved does not
differ. Exit code 1 when something differs."""

CHECK_HELP = """Extract again and compare with written facts, without writing: for CI.

\b
  extract check                     seeds/ and out/
  extract check pages/ --out facts

Exit code 1 when the facts are not what the pages give."""

AUDIT_HELP = """What arithmetic says of the written figures: parts and totals, shares, lists, repeats, limits.

\b
  extract audit out/ --conflicts

Exit code 1 when something does not hold."""

SHOW_HELP = """A fact in its sentence, with its article, source, line and column, its rule and the reasons.

\b
  extract show 'page#0747f153/97019c81' facts pages/"""

SET_HELP = "A folder of facts, a document, or git:REV[:PATH]."

SEEDS = "seeds"
"""The pages that are meant when none are named."""

PATHS_HELP = "Files, or folders whose .txt and .md files are read; - is standard input."


class Format(StrEnum):
    """How differences are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"


class ListFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


class Grouping(StrEnum):
    """What differences are grouped by."""

    ARTICLE = "article"
    RULE = "rule"


FormatOption = Annotated[
    Format, typer.Option("--format", help="How to print it; github: annotations with line numbers.")
]
GroupOption = Annotated[Grouping, typer.Option("--by", help="What to group by.")]


class DefaultGroup(TyperGroup):
    """A group of commands that runs `run` when the first word is none of them."""

    default = "run"
    own = frozenset({"-h", "--help", "--version", "--install-completion", "--show-completion"})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command before words that name no command."""
        if args and args[0] not in self.commands and args[0] not in self.own:
            self._refuse_slips(ctx, args[0])
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _refuse_slips(self, ctx: Any, word: str) -> None:
        if ctx.resilient_parsing or word[:1] in "-./" or Path(word).exists():
            return
        near = difflib.get_close_matches(word, self.commands, 1, 0.75)
        if near:
            ctx.fail(f"there is no file or command {word!r}; did you mean {near[0]!r}?")


app = typer.Typer(
    cls=DefaultGroup,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract {version('extract-facts')}")
        raise typer.Exit


@app.callback()
def _extract(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None: ...


@app.command(help=RUN_HELP, short_help="Extract facts from files and folders; the default command.")
def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="The folder to write to.")] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="Rules in place of the built-in.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")] = False,
) -> None:
    from extract.console import complain
    from extract.run import extract_all

    with _errors_told():
        errors = extract_all(paths, out, rules, quiet=quiet)
    complain(errors)
    raise typer.Exit(NEEDS_YOU if errors else FINE)


@app.command(help=DIFF_HELP, short_help="What differs between two sets of facts.")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=SET_HELP)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=SET_HELP)],
    form: FormatOption = Format.TEXT,
    by: GroupOption = Grouping.ARTICLE,
) -> None:
    from extract.compare import diff_all
    from extract.console import show

    with _errors_told():
        found = diff_all(old, new, form, by)
    show(found.text, as_it_is=form is Format.JSON)
    raise typer.Exit(NEEDS_YOU if found.differs else FINE)


@app.command(help=CHECK_HELP, short_help="Whether written facts are what the pages give.")
def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=PATHS_HELP)] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The facts to compare with.")] = Path("out"),
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="Rules in place of the built-in.")
    ] = None,
    form: FormatOption = Format.TEXT,
    by: GroupOption = Grouping.ARTICLE,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="FILE", help="Append what differs to this file, in Markdown.")
    ] = None,
) -> None:
    from extract.compare import check_all
    from extract.console import complain, show

    with _errors_told():
        found = check_all(paths or [SEEDS], out, rules, form, by, summary)
    show(found.text, as_it_is=form is Format.JSON)
    complain([*found.note.splitlines(), *found.errors])
    raise typer.Exit(NEEDS_YOU if found.differs or found.errors else FINE)


@app.command(help=AUDIT_HELP, short_help="What arithmetic says of the written figures.")
def audit(
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)],
    form: Annotated[ListFormat, typer.Option("--format", help="How to print it.", show_choices=True)] = ListFormat.TEXT,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only what does not hold.")] = False,
) -> None:
    from extract.console import show
    from extract.findings import audit_all

    with _errors_told():
        found = audit_all(out, form, conflicts_only=conflicts)
    show(found.text, as_it_is=form is ListFormat.JSON)
    raise typer.Exit(NEEDS_YOU if found.conflicts else FINE)


@app.command(name="show", help=SHOW_HELP, short_help="A fact in its sentence, with its place, rule and reasons.")
def show_fact(
    fact: Annotated[str, typer.Argument(metavar="FACT_ID", help="The id of a figure, a model or an article.")],
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)] = "out",
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="The pages it was read from.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="Rules in place of the built-in.")
    ] = None,
) -> None:
    from extract.console import complain, show
    from extract.provenance import show_fact

    with _errors_told():
        shown = show_fact(fact, out, sources or [SEEDS], rules)
    show(shown.text)
    complain(shown.missing)
    raise typer.Exit(NEEDS_YOU if shown.missing else FINE)


@contextmanager
def _errors_told() -> Iterator[None]:
    """What keeps a command from running, told on standard error."""
    from extract.console import complain
    from extract.rulebook import RulebookError
    from extract.stored import StoredError
    from extract.write import OutputError

    try:
        yield
    except RulebookError as error:
        complain(error.problems)
        raise typer.Exit(COULD_NOT_RUN) from None
    except (OutputError, StoredError) as error:
        complain([error])
        raise typer.Exit(COULD_NOT_RUN) from None


if __name__ == "__main__":
    sys.exit(app())
