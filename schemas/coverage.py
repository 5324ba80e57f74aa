"""What a rulebook reads of some sources, and what it leaves: the to-do list for a new style."""

from schemas.facts import Fact


class Gap(Fact):
    """A sentence with a figure that no specific rule took; `follows` is what stands where a unit could."""

    source: str
    line: int
    text: str
    """The number or figure."""
    sentence: str
    why: str
    follows: str = ""


class Coverage(Fact):
    """Hits of each rule over all sources, rules that never fired, and the gaps."""

    sources: int
    figures: int
    untyped: tuple[Gap, ...]
    """Figures of type `other` that no type rule took."""
    unread: tuple[Gap, ...]
    """Numbers that no rule read."""
    hits: dict[str, int]
    """For each rule that fired, in how many places it had a part; the most first."""
    silent: tuple[str, ...]
    """Rules that never fired, in the order of the rulebook."""
