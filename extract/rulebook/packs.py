"""Rule packs: a folder, or an installed package that names its folder of rules by an entry point.

A package is read as data, by the list of its files: none of its code runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, entry_points
from pathlib import Path, PurePosixPath

from extract.rulebook.problems import RulebookError, RuleProblem, meant
from extract.rulebook.sheets import Sheet, problem_at, read_sheet, read_source, validated
from extract.rulebook.yaml_source import YamlSource
from schemas.rules.pack import PackFile

RULES_FOLDER = Path(__file__).resolve().parents[2] / "rules"
"""The built-in rules: beside the packages, in a checkout as in an installed wheel."""
BUILT_IN = "built-in"
PACK_FILE = "pack.yaml"
SUFFIX = ".yaml"
GROUP = "extract.rules"
"""The entry point group of installed packs; an entry's value names the package or folder that holds the rules."""
INSTALLED = "pack:"
"""What stands before the name of an installed pack where a folder could stand too."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as read: its head, its sheets, and everything that is wrong with them.

    `disabled` are the ids that it switches off, each with the problem to tell if there is no such rule.
    """

    name: str
    version: str
    sheets: tuple[Sheet, ...]
    disabled: tuple[tuple[str, RuleProblem], ...]
    problems: tuple[RuleProblem, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a pack: where it lies, how people know it, and its path inside the pack."""

    path: Path
    name: str
    inside: PurePosixPath


def read_pack(wanted: str | Path) -> Pack:
    """The pack in a folder, or the installed one that `pack:NAME` names; raises `RulebookError`."""
    if isinstance(wanted, str) and wanted.startswith(INSTALLED):
        name = wanted.removeprefix(INSTALLED)
        return _read(name, list(_files_of_entry(_entry(name))))
    folder = Path(wanted)
    if not folder.is_dir():
        installed = f"; an installed pack is named {INSTALLED}NAME" if isinstance(wanted, str) else ""
        raise RulebookError([RuleProblem(str(folder), 1, 1, f"there is no such folder of rules{installed}")])
    name = BUILT_IN if folder == RULES_FOLDER else folder.resolve().name
    files = [_File(path, str(path), _inside(path, folder)) for path in sorted(folder.rglob("*.y*ml"))]
    return _read(name, [file for file in files if not _is_hidden(file.inside)])


def installed_packs() -> list[str]:
    """The names of the packs that are installed."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def _inside(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(folder).as_posix())


def _is_hidden(path: PurePosixPath) -> bool:
    """Whether a file is not meant for the rulebook: it or a folder of its has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def _read(name: str, files: list[_File]) -> Pack:
    """A pack of these files; a newer format is refused before its files are judged."""
    head_file = next((file for file in files if file.inside == PurePosixPath(PACK_FILE)), None)
    if head_file is None:
        return _with_sheets(name, "", files, (), [])
    source = read_source(head_file.path, head_file.name)
    head = source if isinstance(source, RuleProblem) else validated(PackFile, source, head_file.name)
    if isinstance(source, RuleProblem) or not isinstance(head, PackFile):
        problems = [head] if isinstance(head, RuleProblem) else head
        return Pack(name, "", (), (), tuple(problems))  # type: ignore[arg-type]
    disabled = tuple(_disabled(head, source, head_file.name))
    return _with_sheets(head.name, head.version, [file for file in files if file != head_file], disabled, [])


def _disabled(head: PackFile, source: YamlSource, file: str) -> Iterator[tuple[str, RuleProblem]]:
    for number, rule_id in enumerate(head.disable):
        yield rule_id, problem_at(file, source.text, source.position(("disable", number)), "")


def _with_sheets(
    name: str,
    version: str,
    files: list[_File],
    disabled: tuple[tuple[str, RuleProblem], ...],
    problems: list[RuleProblem],
) -> Pack:
    sheets: list[Sheet] = []
    for file in files:
        if file.path.suffix != SUFFIX:
            problems.append(RuleProblem(file.name, 1, 1, f"rule files end in {SUFFIX}; rename this one"))
            continue
        read = read_sheet(file.path, file.name, name, file.inside.parts[0].removesuffix(SUFFIX))
        if isinstance(read, Sheet):
            sheets.append(read)
        else:
            problems.extend(read)
    return Pack(name, version, tuple(sheets), disabled, tuple(problems))


def _entry(name: str) -> EntryPoint:
    found = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        owners = ", ".join(sorted(entry.dist.name for entry in found if entry.dist))
        raise RulebookError([RuleProblem(f"{INSTALLED}{name}", 1, 1, f"several packages have this pack: {owners}")])
    known = installed_packs()
    advice = meant(name, known) if known else "none is installed; a folder is named as it is: --rules DIR"
    raise RulebookError([RuleProblem(f"{INSTALLED}{name}", 1, 1, f"there is no installed pack {name!r}; {advice}")])


def _files_of_entry(entry: EntryPoint) -> Iterator[_File]:
    """The rule files beneath what the entry's value names, by the package's own list of files."""
    folder = PurePosixPath(*entry.module.split("."), *(entry.attr.split(".") if entry.attr else ()))
    files = sorted(_listed(entry.dist, folder)) if entry.dist else []
    if not files:
        advice = "the package lists no rule files there; of one installed for editing name the folder: --rules DIR"
        raise RulebookError([RuleProblem(f"{INSTALLED}{entry.name}", 1, 1, f"{folder}: {advice}")])
    for listed, path in files:
        yield _File(path, f"{INSTALLED}{entry.name}/{listed.relative_to(folder)}", listed.relative_to(folder))


def _listed(package: Distribution, folder: PurePosixPath) -> Iterator[tuple[PurePosixPath, Path]]:
    for file in package.files or ():
        path = PurePosixPath(file.as_posix())
        if path.suffix == SUFFIX and folder in path.parents and ".." not in path.parts:
            yield path, Path(str(package.locate_file(file)))
