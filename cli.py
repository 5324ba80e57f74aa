"""The command `extract`: flags in, calls of `extract.*`, an exit code out."""

import difflib
import sys
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

\b
exit codes:
  0  fine
  1  something needs you: a source could not be read, the others are written
  2  could not run: wrong usage, bad rules, an output folder that cannot be written

A folder named like a command needs ./ before it."""

RUN_HELP = """Extract facts from files and folders (this is what `extract PATH...` does).

\b
  extract seeds/ --out out/
  extract - < page.txt

With --out: one JSON document per source, and articles.csv, models.csv and indicators.csv for all of them.
Without it: JSON on standard output, several sources one per line (JSON Lines)."""

RULES_HELP = "A folder of rules, or pack:NAME of an installed pack, laid over the built-in ones; may be repeated."
Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help=RULES_HELP)]
PATHS_HELP = "Files, or folders whose .txt and .md files are read; - is standard input."


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
    rules: Rules = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")] = False,
) -> None:
    from extract.console import complain
    from extract.rulebook import RulebookError
    from extract.run import extract_all
    from extract.write import OutputError

    try:
        errors = extract_all(paths, out, rules or [], quiet=quiet)
    except RulebookError as error:
        complain(error.problems)
        raise typer.Exit(COULD_NOT_RUN) from None
    except OutputError as error:
        complain([error])
        raise typer.Exit(COULD_NOT_RUN) from None
    complain(errors)
    raise typer.Exit(NEEDS_YOU if errors else FINE)


if __name__ == "__main__":
    sys.exit(app())
