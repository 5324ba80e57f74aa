"""Everything that is wrong with the rules, in one run: what makes them useless, and what makes them a trap."""

from collections.abc import Sequence
from pathlib import Path

from extract.rulebook import RULES_FOLDER, problems_of, read_rules
from extract.rulebook.layers import changes as layer_changes
from extract.rulebook.lint_examples import example_traps
from extract.rulebook.lint_patterns import pattern_traps
from extract.rulebook.lint_words import word_traps
from extract.rulebook.problems import RulebookError, RuleProblem


def changes(over: Sequence[str | Path]) -> list[str]:
    """What packs override and switch off, a line each; nothing for packs that are not there."""
    try:
        _, layers = read_rules(over=over)
        return list(layer_changes(layers.homes, layers.disabled))
    except RulebookError:
        return []


def check(folder: Path = RULES_FOLDER, over: Sequence[str | Path] = ()) -> list[RuleProblem]:
    """The problems of a folder of rules and the packs laid over it, file by file in the order of their lines."""
    try:
        packs, layers = read_rules(folder, over)
    except RulebookError as error:
        return error.problems
    sheets = [sheet for pack in packs for sheet in pack.sheets]
    slots = layers.slots
    traps = [*pattern_traps(sheets, slots), *example_traps(sheets, layers), *word_traps(sheets, layers)]
    found = dict.fromkeys([*problems_of(packs, layers), *traps])
    return sorted(found, key=lambda problem: (problem.file, problem.line, problem.column, problem.message))
