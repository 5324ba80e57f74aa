"""The command `extract`: flags in, calls of `extract.*`, an exit code out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from extract.read import ReadOptions

MOST_HELP = 100
"""So many characters of a command's summary are listed."""
READ, CHECK, EXCHANGE, RULES = "Extract", "Compare and check", "Hand on", "Write rules"
"""What commands are for, as the help lists them."""
FINE, NEEDS_YOU, COULD_NOT_RUN = 0, 1, 2

HELP = """Chinese local news pages in, checked facts out: models, places and figures with their exact characters.

\b
  extract seeds/ --out out/       every file beneath a folder
  extract page.txt more/ -o out   files and folders
  cat page.txt | extract -        one page from standard input, JSON to standard output
  extract diff git:HEAD out/      what differs from the last commit

\b
exit codes:
  0  fine
  1  something needs you: a source could not be read, facts differ, figures contradict each other
  2  could not run: wrong usage, bad rules, a folder that cannot be read or written
  130, 143  stopped by Ctrl-C or by the system; nothing is changed

A folder named like a command needs ./ before it."""

RUN_HELP = """Extract facts from files and folders (this is what `extract PATH...` does).

\b
  extract seeds/ --out out/
  extract - < page.txt
  extract pages/ -o out/ --format json,csv,parquet,sqlite
  extract pages/ -o out/ --rules my-rules --corrections mine.yaml

Text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, EPUB and zip are read, and with their extras PDF, DOCX and WARC.

With --out: one JSON document per source, for one that holds many a line each in one file; and articles.csv, models.csv
and indicators.csv for all of them. Without it: JSON on standard output, several sources one per line (JSON Lines)."""

RULES_HELP = "A folder of rules, or pack:NAME of an installed pack, laid over the built-in ones; may be repeated."
WRITTEN, READ_WITH = "What is written", "What pages are read with"
"""Parts of the options of `run`."""
Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help=RULES_HELP, rich_help_panel=READ_WITH)]
CORRECTIONS_HELP = "A file of your corrections of single facts, applied after the rules."
CorrectionsOption = Annotated[
    Path | None, typer.Option("--corrections", metavar="FILE", help=CORRECTIONS_HELP, rich_help_panel=READ_WITH)
]

JOBS_HELP = "How many processes read; auto: one for each core when there is much to read. The files are the same."
ISOLATE_HELP = "Read in processes of their own also where one would do: a crash costs the document that it is in."
TIME_HELP = "Computing time that a document may take for each 100 kB that it begins."
MEMORY_HELP = "What each process may take, where documents are read in processes of their own."
CACHE_HELP = "Go on with a run that was broken off: take what was read before; by itself for 10 MB and more."
Jobs = Annotated[str, typer.Option("--jobs", "-j", metavar="N|auto", help=JOBS_HELP)]

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

COMPARE_HELP = """Which places run which models, and how their figures compare.

\b
  extract compare out/ --type grid --type party_org
  extract compare out/ --place PROVINCE --csv > province.csv

Figures are never added up: the total that a page prints stands for its place, its parts stand beside it."""

REPORT_HELP = """One page for a browser: articles with their figures marked, the reasons of each, the arithmetic.

\b
  extract report out/ seeds/ -o report.html
  extract report facts pages/ --lang en

The page asks nothing of the net and can be sent as it is. It shows pages as they were when their facts were written;
of pages that are not named, or have changed since, it shows the sentences of their figures."""

SHOW_HELP = """A fact in its sentence, with its article, source, line and column, its rule and the reasons.

\b
  extract show 'page#0747f153/97019c81' facts pages/"""

SET_HELP = "A folder of facts, a document, or git:REV[:PATH]."

SEEDS = "seeds"
"""The pages that are meant when none are named."""

PATHS_HELP = "Files, folders, or quoted patterns ('pages/**/*.html'); - is standard input."


class Format(StrEnum):
    """How differences are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"


FOR_PROGRAMS = (Format.JSON, Format.GITHUB)
"""What a program reads; nothing of it is written otherwise for the eyes."""


class ListFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """The language of labels."""

    CHINESE = "zh"
    ENGLISH = "en"


class Grouping(StrEnum):
    """What differences are grouped by."""

    ARTICLE = "article"
    RULE = "rule"


FormatOption = Annotated[
    Format, typer.Option("--format", help="How to print it; github: annotations with line numbers.")
]
GroupOption = Annotated[Grouping, typer.Option("--by", help="What to group by.")]


def _listed_by_part(formatter: Any, rows: Iterable[tuple[str, tuple[str, str]]]) -> None:
    """Write rows of help beneath the title of their part, parts in the order of their first row."""
    rows = list(rows)
    for title in dict.fromkeys(part for part, _ in rows):
        with formatter.section(title):
            formatter.write_dl([row for part, row in rows if part == title])


class Parted(TyperCommand):
    """A command whose help lists its options by what they are for: their `rich_help_panel`."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List arguments, then options part by part."""
        told = [(param, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        rows = [(_part_of(param), record) for param, record in told if record]
        _listed_by_part(formatter, sorted(rows, key=lambda row: row[0] != "Arguments"))


def _part_of(param: Any) -> str:
    if param.param_type_name == "argument":
        return "Arguments"
    return getattr(param, "rich_help_panel", None) or "Options"


class DefaultGroup(TyperGroup):
    """A group of commands that runs `run` when the first word is none of them.

    Its help lists the commands by what they are for, their `rich_help_panel`.
    """

    default = "run"
    own = frozenset({"-h", "--help", "--version", "--install-completion", "--show-completion"})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command before words that name no command."""
        self._refuse_forged_options(ctx, args)
        if args and args[0] not in self.commands and args[0] not in self.own:
            self._refuse_slips(ctx, args[0])
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _refuse_forged_options(self, ctx: Any, args: list[str]) -> None:
        """A file may be called like an option that nobody has, and its name holds what steers a terminal."""
        names = (word.partition("=")[0] for word in args if word.startswith("--"))
        odd = next((name for name in names if not name.isprintable()), None)
        if odd is not None:
            from extract.unseen import visible

            ctx.fail(f"there is no option {visible(odd)}; a file of this name needs ./ before it")

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands part by part."""
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        rows = [
            (getattr(command, "rich_help_panel", None) or "Commands", (name, command.get_short_help_str(MOST_HELP)))
            for name, command in commands
            if not command.hidden
        ]
        _listed_by_part(formatter, rows)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may follow: commands, and the options of the default command; of files the shell knows itself."""
        found = super().shell_complete(ctx, incomplete)
        command = self.commands[self.default]
        inner = command.make_context(self.default, [], parent=ctx, resilient_parsing=True)
        if incomplete.startswith("-"):
            return [*found, *command.shell_complete(inner, incomplete)]
        first = next(param for param in command.params if param.param_type_name == "argument")
        return [*found, *first.shell_complete(inner, incomplete)]

    def _refuse_slips(self, ctx: Any, word: str) -> None:
        if ctx.resilient_parsing or word[:1] in "-./" or Path(word).exists():
            return
        from difflib import get_close_matches

        near = get_close_matches(word, self.commands, 1, 0.75)
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
        from importlib.metadata import version

        typer.echo(f"extract {version('extract-facts')}")
        raise typer.Exit


@app.callback()
def _extract(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None: ...


def _text(flag: str, metavar: str, told: str) -> Any:
    return Annotated[str | None, typer.Option(flag, metavar=metavar, help=told, show_default=False)]


def _limit(flag: str, told: str) -> Any:
    return Annotated[int | None, typer.Option(flag, metavar="N", min=1, help=told, show_default=False)]


READING: dict[str, Any] = {
    "encoding": _text("--encoding", "NAME", "Encoding of texts that do not tell it; else what their bytes say."),
    "format": _text("--from", "FORMAT", "Format of all inputs, whatever their names: text, html, jsonl, csv, pdf, …"),
    "main_text": Annotated[
        bool, typer.Option("--main-text", help="Of web pages only the article; needs extract-facts[html].")
    ],
    "text_field": _text("--text-field", "NAME", "Field of a record that holds its text [default: text]"),
    "id_field": _text("--id-field", "NAME", "Field that names the record [default: id, else its number]"),
    "title_field": _text("--title-field", "NAME", "Field with the headline [default: title, if there is one]"),
    "date_field": _text("--date-field", "NAME", "Field with the day of publication [default: date, if there is one]"),
    "max_bytes": _limit("--max-bytes", "Bytes of one document [default: 20000000]"),
    "max_characters": _limit("--max-characters", "Characters of one document [default: 10000000]"),
    "max_members": _limit("--max-members", "Members of one archive [default: 100000]"),
    "max_nesting": _limit("--max-nesting", "Archives within archives [default: 3]"),
    "max_ratio": _limit("--max-ratio", "Bytes that one packed byte may become [default: 200]"),
    "max_unpacked": _limit("--max-unpacked", "Bytes of all members of an archive [default: 4000000000]"),
}
"""The options that say how inputs are read, by the parameters that hold them."""


def reads_inputs(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `READING`; it gets what they say as `options`."""
    own = [each for each in signature(command).parameters.values() if each.name != "options"]
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False if name == "main_text" else None, annotation=kind)
        for name, kind in READING.items()
    ]

    @wraps(command)
    def with_options(**given: Any) -> None:
        said = {name: given.pop(name) for name in READING}
        command(**given, options=_read_options(said))

    vars(with_options).update(__signature__=Signature([*own, *more]))
    with_options.__annotations__ = {each.name: each.annotation for each in (*own, *more)}
    return with_options


def _read_options(said: Mapping[str, Any]) -> "ReadOptions":
    from extract.read import Fields, Limits, ReadOptions
    from extract.read.decoding import known
    from extract.read.kinds import FORMATS

    if said["format"] not in (None, *FORMATS):
        raise typer.BadParameter(f"there is no format {said['format']!r}; there are {', '.join(FORMATS)}")
    if said["encoding"] and known(said["encoding"]) is None:
        raise typer.BadParameter(f"there is no encoding {said['encoding']!r}; try gb18030, big5 or utf-16")
    limits = {name.removeprefix("max_"): value for name, value in said.items() if name.startswith("max_") and value}
    fields = {name.removesuffix("_field"): value for name, value in said.items() if name.endswith("_field")}
    return ReadOptions(said["encoding"], said["format"], said["main_text"], Fields(**fields), Limits(**limits))


@app.command(
    cls=Parted,
    help=RUN_HELP,
    short_help="Extract facts from files and folders; the default command.",
    rich_help_panel=READ,
)
@reads_inputs
def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="The folder to write to.", rich_help_panel=WRITTEN),
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="LIST",
            help="Of json, jsonl, csv, parquet and sqlite, with commas; json,csv when nothing is said.",
            rich_help_panel=WRITTEN,
            show_default=False,
        ),
    ] = "json,csv",
    rules: Rules = None,
    corrections: CorrectionsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")] = False,
    jobs: Jobs = "auto",
    isolate: Annotated[bool, typer.Option("--isolate", help=ISOLATE_HELP)] = False,
    time_limit: Annotated[float, typer.Option(metavar="SECONDS", min=0.01, help=TIME_HELP)] = 10.0,
    memory_limit: Annotated[int, typer.Option(metavar="MB", min=200, help=MEMORY_HELP)] = 2000,
    cache: Annotated[bool | None, typer.Option("--cache/--no-cache", help=CACHE_HELP, show_default=False)] = None,
    *,
    options: "ReadOptions",
) -> None:
    from extract.console import complain
    from extract.run import extract_all
    from extract.workers import Limits, Manner

    manner = Manner(_jobs(jobs), isolate, Limits(time_limit, memory_limit), cache)
    with _told_plainly():
        errors = extract_all(
            paths,
            out,
            rules or [],
            quiet=quiet,
            formats=formats,
            corrections=corrections,
            options=options,
            manner=manner,
        )
    complain(errors)
    raise typer.Exit(NEEDS_YOU if errors else FINE)


def _jobs(wanted: str) -> int | None:
    """The number of processes; None for as many as suit."""
    if wanted == "auto":
        return None
    if not wanted.isdecimal() or int(wanted) < 1:
        raise typer.BadParameter(f"{wanted!r} is neither a number from 1 nor auto", param_hint="--jobs")
    return int(wanted)


@app.command(help=DIFF_HELP, short_help="What differs between two sets of facts.", rich_help_panel=CHECK)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=SET_HELP)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=SET_HELP)],
    form: FormatOption = Format.TEXT,
    by: GroupOption = Grouping.ARTICLE,
) -> None:
    from extract.console import show_text
    from extract.differences import diff_all

    with _told_plainly():
        found = diff_all(old, new, form, by)
    show_text(found.text, as_it_is=form in FOR_PROGRAMS)
    raise typer.Exit(NEEDS_YOU if found.differs else FINE)


@app.command(help=CHECK_HELP, short_help="Whether written facts are what the pages give.", rich_help_panel=CHECK)
@reads_inputs
def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help=PATHS_HELP)] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The facts to compare with.")] = Path("out"),
    rules: Rules = None,
    corrections: CorrectionsOption = None,
    form: FormatOption = Format.TEXT,
    by: GroupOption = Grouping.ARTICLE,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="FILE", help="Append what differs to this file, in Markdown.")
    ] = None,
    *,
    options: "ReadOptions",
) -> None:
    from extract.console import complain, show_text
    from extract.differences import check_all

    with _told_plainly():
        found = check_all(paths or [SEEDS], out, rules or [], form, by, summary, options, corrections)
    show_text(found.text, as_it_is=form in FOR_PROGRAMS)
    complain([*found.note.splitlines(), *found.errors])
    raise typer.Exit(NEEDS_YOU if found.differs or found.errors else FINE)


@app.command(help=AUDIT_HELP, short_help="What arithmetic says of the written figures.", rich_help_panel=CHECK)
def audit(
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)],
    form: Annotated[ListFormat, typer.Option("--format", help="How to print it.", show_choices=True)] = ListFormat.TEXT,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only what does not hold.")] = False,
) -> None:
    from extract.console import show_text
    from extract.findings import audit_all

    with _told_plainly():
        found = audit_all(out, form, conflicts_only=conflicts)
    show_text(found.text, as_it_is=form is ListFormat.JSON)
    raise typer.Exit(NEEDS_YOU if found.conflicts else FINE)


@app.command(
    help=COMPARE_HELP, short_help="Which places run which models, and how their figures compare.", rich_help_panel=CHECK
)
def compare(
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)] = "out",
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only figures of this type; may be repeated.")
    ] = None,
    place: Annotated[str, typer.Option("--place", metavar="PART", help="Only places whose names hold this.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="A row a figure, for a spreadsheet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON for tools.")] = False,
) -> None:
    from extract.comparison import render
    from extract.comparison.command import compare_all
    from extract.console import show, show_text

    with _told_plainly():
        found = compare_all(out, types or [], place)
    if as_csv or as_json:
        show_text(render.as_csv(found) if as_csv else render.as_json(found), as_it_is=True)
    else:
        show(render.as_text(found, types or []))


@app.command(
    name="report",
    help=REPORT_HELP,
    short_help="A page for a browser in which to read and check facts.",
    rich_help_panel=CHECK,
)
@reads_inputs
def report_page(
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)] = "out",
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="The pages that the facts were read from.")
    ] = None,
    target: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = Path(
        "report.html"
    ),
    language: Annotated[Language, typer.Option("--lang", help="The language of its labels.")] = Language.CHINESE,
    rules: Rules = None,
    *,
    options: "ReadOptions",
) -> None:
    from extract.console import complain
    from extract.html_report import write_report

    with _told_plainly():
        missing = write_report(out, sources or [SEEDS], target, rules or [], language, options)
    complain(missing)
    raise typer.Exit(NEEDS_YOU if missing else FINE)


@app.command(
    name="show",
    help=SHOW_HELP,
    short_help="A fact in its sentence, with its place, rule and reasons.",
    rich_help_panel=CHECK,
)
def show_fact(
    fact: Annotated[str, typer.Argument(metavar="FACT_ID", help="The id of a figure, a model or an article.")],
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)] = "out",
    sources: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="The pages it was read from.")] = None,
    rules: Rules = None,
) -> None:
    from extract.console import complain, show_text
    from extract.provenance import show_fact

    with _told_plainly():
        shown = show_fact(fact, out, sources or [SEEDS], rules or [])
    show_text(shown.text)
    complain(shown.missing)
    raise typer.Exit(NEEDS_YOU if shown.missing else FINE)


EXPORT_HELP = """Written facts in another format, or as pages for an annotation tool.

\b
  extract export out/ --to parquet,sqlite -o tables/
  extract export out/ pages/ --to label-studio -o tasks/

Formats: jsonl, parquet, sqlite. Tools: label-studio, doccano, brat; they need the pages, as they were when the facts
were written. Exit code 1 when a page was left out."""

IMPORT_HELP = """What was corrected in an annotation tool: documents as they should be, and examples for rules.

\b
  extract import export.json out/ pages/ --from label-studio -o gold/
  extract import tasks/ out/ pages/ --from brat -o gold/ --examples examples.yaml

OUT and the pages are those of `extract export`. Exit code 1 when something could not be taken over."""


class Tool(StrEnum):
    """Annotation tools."""

    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    BRAT = "brat"


Sources = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="The pages; seeds/ when none is named.")]
Into = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write to.")]


@app.command(
    name="export",
    help=EXPORT_HELP,
    short_help="Facts in other formats, and for annotation tools.",
    rich_help_panel=EXCHANGE,
)
def export(
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="A list of formats, or an annotation tool.")],
    into: Into,
    sources: Sources = None,
    rules: Rules = None,
) -> None:
    from extract.annotation.command import export_pages
    from extract.console import complain
    from extract.export import export_facts
    from extract.formats import WRITERS, asked_for

    with _told_plainly():
        if to in list(Tool):
            outcome = export_pages(out, sources or [SEEDS], to, into, rules or [])
            complain([*outcome.told, *outcome.problems])
            raise typer.Exit(NEEDS_YOU if outcome.problems else FINE)
        complain(f"wrote {file}" for file in export_facts(out, asked_for(to, (*WRITERS, *Tool)), into))


@app.command(
    name="import", help=IMPORT_HELP, short_help="Corrections made in an annotation tool.", rich_help_panel=EXCHANGE
)
def import_(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="What the tool has exported.")],
    out: Annotated[str, typer.Argument(metavar="OUT", help=SET_HELP)],
    tool: Annotated[Tool, typer.Option("--from", help="The tool.")],
    into: Into,
    sources: Sources = None,
    examples: Annotated[
        Path | None, typer.Option("--examples", metavar="FILE", help="Write examples for rules to this file, in YAML.")
    ] = None,
    rules: Rules = None,
) -> None:
    from extract.annotation.command import import_pages
    from extract.annotation.words import AnnotationError
    from extract.console import complain

    with _told_plainly(AnnotationError):
        outcome = import_pages(export, out, sources or [SEEDS], tool, into, examples, rules or [])
    complain([*outcome.told, *outcome.problems])
    raise typer.Exit(NEEDS_YOU if outcome.problems else FINE)


RULES_GROUP_HELP = """Read, check, test and write rules.

\b
  extract rules coverage pages/ --gaps         what the rules leave: the to-do list for a new style
  extract rules explain page.txt:12            why this line gives what it gives
  extract rules new NAME --rules my-rules      draft a rule from a sentence and the fact that it should give
  extract rules check --rules my-rules         everything that is wrong with rule files, in one run
  extract rules test --rules my-rules          every example, alone and in the whole rulebook

All take --rules DIR, which lays a pack over the built-in rules: new files add, an id that exists is overridden."""

rules_app = typer.Typer(
    help=RULES_GROUP_HELP,
    short_help="Read, check, test and write rules.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(rules_app, name="rules", rich_help_panel=RULES)
AsJson = Annotated[bool, typer.Option("--json", help="JSON for tools on standard output.")]


@contextmanager
def _told_plainly(*more: type[Exception]) -> Iterator[None]:
    """What stops a command is said without a traceback; exit code 2. `more` are errors that only some can raise."""
    from extract.console import complain, show
    from extract.formats import FormatError
    from extract.listing import told
    from extract.rulebook import RulebookError
    from extract.stopping import StoppedError
    from extract.stored import StoredError
    from extract.write import OutputError

    others: tuple[type[Exception], ...] = (FormatError, OutputError, StoredError, *more)
    try:
        yield
    except RulebookError as error:
        show(told(error.problems), to_stderr=True)
        raise typer.Exit(COULD_NOT_RUN) from None
    except StoppedError as error:
        complain([error])
        raise typer.Exit(error.exit_code) from None
    except others as error:
        complain([error])
        raise typer.Exit(COULD_NOT_RUN) from None


@rules_app.command("list")
def rules_list(
    wanted: Annotated[str, typer.Argument(metavar="PART", help="Only ids that hold this.")] = "",
    rules: Rules = None,
) -> None:
    """List the rules with what each states, and what packs override and switch off."""
    from extract.console import show
    from extract.listing import listing
    from extract.rulebook import load_rulebook

    with _told_plainly():
        show(listing(load_rulebook(over=rules or []), wanted))


@rules_app.command("show")
def rules_show(rule_id: Annotated[str, typer.Argument(metavar="ID")], rules: Rules = None) -> None:
    """Show one rule as its file says it."""
    from extract.console import show
    from extract.listing import shown

    with _told_plainly():
        show(shown(rule_id, rules or []))


@rules_app.command("check")
def rules_check(rules: Rules = None) -> None:
    """Tell every problem of the rule files: file, line, column, what is wrong, what was probably meant.

    Exit code 1 if there is one.
    """
    from extract.console import show
    from extract.listing import checked
    from extract.rulebook.checking import changes, check

    problems = check(over=rules or [])
    show(checked(problems, changes(rules or [])))
    raise typer.Exit(NEEDS_YOU if problems else FINE)


@rules_app.command("test")
def rules_test(
    rules: Rules = None,
    wanted: Annotated[str, typer.Option("-k", metavar="PART", help="Only examples whose name holds this.")] = "",
    update: Annotated[bool, typer.Option("--update", help="Write what is found now into the rule files.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Run again whenever a rule file is saved.")] = False,
) -> None:
    """Run the rules' examples, each alone and in the whole rulebook; exit code 1 if one does not hold."""
    from extract.console import show
    from extract.examples.command import example_runs

    with _told_plainly():
        for run in example_runs(rules or [], wanted, update=update, watch=watch):
            show(run.report)
    raise typer.Exit(NEEDS_YOU if run.failed else FINE)


@rules_app.command("coverage")
def rules_coverage(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    rules: Rules = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="Only what no specific rule took.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what the rules read of pages and what they leave: the to-do list for a new style of article."""
    from extract.console import complain, show, show_text
    from extract.coverage import cover, report
    from extract.report import json_of

    with _told_plainly():
        found, errors = cover(paths, rules or [])
        show_text(json_of(found), as_it_is=True) if as_json else show(report(found, only_gaps=gaps))
    complain(errors)
    raise typer.Exit(NEEDS_YOU if errors else FINE)


@rules_app.command("explain")
def rules_explain(
    place: Annotated[str, typer.Argument(metavar="FILE[:LINE]", help="A page, or one line of it.")] = "",
    text: Annotated[str, typer.Option("--text", help="A text in place of a file.")] = "",
    rules: Rules = None,
    as_json: AsJson = False,
) -> None:
    """Tell why each figure, model and place was extracted, and why other digits and quoted words were not."""
    from extract.console import complain, show, show_text
    from extract.explain.command import explain_place
    from extract.explain.report import report
    from extract.read import ReadError
    from extract.report import json_of

    with _told_plainly():
        try:
            explanation, source = explain_place(place, text, rules or [])
        except ReadError as error:
            complain([error])
            raise typer.Exit(COULD_NOT_RUN) from None
        show_text(json_of(explanation), as_it_is=True) if as_json else show(report(explanation, source.text))


@rules_app.command("new")
def rules_new(
    name: Annotated[str, typer.Argument(help="What the new rules are called: emission.")],
    rules: Rules = None,
    sentence: Annotated[
        str, typer.Option(prompt="A sentence of the new style", help="A sentence of the new style.")
    ] = "",
    facts: Annotated[
        list[str] | None, typer.Option("--fact", help="A fact that it should give; may be repeated.")
    ] = None,
    look_alike: Annotated[str, typer.Option("--reject", help="A sentence in which the rule has no part.")] = "",
    why: Annotated[str, typer.Option("--why", help="What that sentence is instead.")] = "a look-alike",
) -> None:
    """Draft rules for what a sentence should give: a commented file that passes `check`, in the last --rules DIR."""
    from extract.console import show
    from extract.drafting import DraftError, new_rules

    with _told_plainly(DraftError):
        facts = facts or [typer.prompt("The fact (figure: 3.2吨, value: 3.2, unit: 吨, type: mass)")]
        show(new_rules(name, sentence, facts, rules or [], (look_alike, why)))


@rules_app.command("schema")
def rules_schema(
    section: Annotated[str, typer.Argument(metavar="SECTION", help="quantities, indicators, …, or pack.")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write all of them into a folder.")] = None,
) -> None:
    """Print the JSON Schema of a section's rule files, or write all of them: completion and checks in editors."""
    from extract.console import show_text
    from extract.rulebook.schema import schema_text, write_all

    with _told_plainly():
        if out is None:
            show_text(schema_text(section).rstrip(), as_it_is=True)
        else:
            write_all(out)


def main() -> None:
    """The command as it is installed: UTF-8 whatever the locale, then the app."""
    from extract.collection import collect_rarely
    from extract.streams import in_utf_8

    collect_rarely()
    in_utf_8()
    app()


if __name__ == "__main__":
    main()
