"""The rules, and what is wrong with them, as a person reads it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.report import Line, line
from extract.rulebook import Pack, Rulebook, RuleProblem, load_rulebook, read_rules
from extract.rulebook.problems import RulebookError, meant

_WIDEST_ID = 34


def listing(rulebook: Rulebook, wanted: str = "") -> Iterator[Line]:
    """Every rule whose id holds `wanted`, group by group, with what packs override and switch off."""
    rules = [rule for rule in rulebook.rules() if wanted in rule.id]
    homes = rulebook.homes
    for (section, group), found in groupby(rules, key=lambda rule: (homes[rule.id].section, homes[rule.id].group)):
        yield line((f"{section}, {group}", "strong"))
        for rule in found:
            home = homes[rule.id]
            over: Line = (("  overrides ", "near"), (str(home.overrides), "near")) if home.overrides else ()
            yield (*line(f"  {rule.id:{_WIDEST_ID}} ", rule.about, (f"  {home.pack}", "faint")), *over)
    for rule_id, (home, pack) in rulebook.disabled.items():
        if wanted in rule_id:
            yield line(("switched off  ", "near"), rule_id, (f"  by {pack}; it stands in {home}", "faint"))
    if not rules:
        yield line(("no rule's id holds this", "bad"))


def shown(rule_id: str, over: Sequence[str]) -> Iterator[Line]:
    """One rule as its file says it; raises `RulebookError` for an id that is not there."""
    rulebook = load_rulebook(over=over)
    home = rulebook.homes.get(rule_id)
    if home is None and rule_id not in rulebook.disabled:
        message = f"there is no rule {rule_id!r}; {_advice(rule_id, rulebook)}"
        raise RulebookError([RuleProblem("rules", 1, 1, message)])
    packs, _ = read_rules(over=over)
    place, pack = (home, "") if home else rulebook.disabled[rule_id]
    yield line((f"{place}", "strong"), (f"  {place.pack}", "faint"))
    if home is None:
        yield line((f"switched off by {pack}", "near"))
    elif home.overrides is not None:
        yield line((f"overrides {home.overrides}", "near"))
    yield from (line(text) for text in _source_of(rule_id, place.place.file, packs))


def told(problems: Sequence[RuleProblem]) -> Iterator[Line]:
    """Problems, each with the line that it stands in and a caret under the place."""
    for problem in problems:
        yield line((f"{problem.file}:{problem.line}:{problem.column}: ", "strong"), (problem.message, "bad"))
        text, caret = problem.excerpt
        if text:
            yield line(f"    {text}")
            yield line("    ", (caret, "bad"))


def checked(problems: Sequence[RuleProblem], rulebook_changes: Sequence[str]) -> Iterator[Line]:
    """The outcome of a check, what packs change said first."""
    yield from (line((change, "near")) for change in rulebook_changes)
    yield from told(problems)
    count = len(problems)
    yield line((f"{count} problem{'s' * (count != 1)}", "bad")) if count else line(("no problems", "good"))


def _advice(rule_id: str, rulebook: Rulebook) -> str:
    advice = meant(rule_id, rulebook.homes)
    return advice if advice.startswith("did") else "`extract rules list` shows those that there are"


def _source_of(rule_id: str, file: str, packs: Sequence[Pack]) -> Iterator[str]:
    """The lines of a rule in its file."""
    for sheet in (sheet for pack in packs for sheet in pack.sheets if sheet.name == file):
        for group, items in sheet.source.value.items():
            for number, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, dict) and item.get("id") == rule_id:
                    extent = sheet.source.places.extents[(group, number)]
                    last = extent.end[0] - (extent.end[1] == 1)
                    yield from _dedented(sheet.source.text.splitlines()[extent.start[0] - 1 : last])


def _dedented(lines: Sequence[str]) -> Iterator[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    yield from lines
