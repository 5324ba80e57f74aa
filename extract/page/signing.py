"""Lines that name authors → who they are, by the rules for bylines, leads and signatures."""

import re
from collections.abc import Callable, Mapping

from extract.page.lookup import RuleList
from extract.page.names import Namer
from schemas.rules.page import BylineRule, PageFile

LONGEST_MARK = 90
"""A byline, and a bracket that speaks of the authors, have no more characters."""
LONGEST_NAMES = 12
"""Names alone on a line have no more characters."""

Signed = tuple[str, tuple[str, ...]]
"""The id of the rule that a text meets, and the authors it names."""


class Signing:
    """The rulebook's forms of naming authors."""

    def __init__(
        self,
        rules: PageFile,
        slots: Mapping[str, str],
        is_word: Callable[[str], bool],
        is_place: Callable[[str], bool],
    ) -> None:
        self.namer = Namer(rules, is_word)
        self._is_word = is_word
        self._is_place = is_place
        self._bylines = RuleList([rule for rule in rules.bylines if not rule.under_headline], slots)
        self._bare_bylines = RuleList([rule for rule in rules.bylines if rule.under_headline], slots)
        self._leads = RuleList(rules.leads, slots)
        self._signatures = RuleList(rules.signatures, slots)
        self._not_names = frozenset(rules.not_names)
        self.byline_beginning = self._bylines.pattern
        """Matches at the start of every line that is a byline by its own words."""
        self.lead_beginning = self._leads.pattern
        """Matches at the start of every lead."""

    def byline(self, text: str) -> Signed | None:
        """A line that is a byline by its own words."""
        return self._whole(self._bylines, text) if len(text) <= LONGEST_MARK else None

    def bare_byline(self, text: str) -> Signed | None:
        """A line that is a byline if it stands under a headline."""
        return None if self._is_place(text) else self._whole(self._bare_bylines, text)

    def lead(self, text: str) -> tuple[str, tuple[str, ...], int] | None:
        """The lead rule that the paragraph opens by, the authors and the lead's end."""
        for rule, match in self._leads.matches(text):
            authors = self._authors(match, sure=True)
            if authors or not match.groupdict().get("credit"):
                return rule.id, authors, match.end()
        return None

    def signature(self, inner: str) -> tuple[Signed, bool] | None:
        """What brackets at the end of a text say of its authors, and whether they hold nothing but names."""
        for rule, match in self._signatures.whole(inner):
            authors = self._authors(match, sure=False)
            if authors:
                return (rule.id, authors), "names" in match.re.groupindex
        return None

    def bare_signature(self, text: str) -> Signed | None:
        """A line that names the authors if it stands at the end of an article."""
        found = self.signature(text) if self.are_plainly_names(text) else None
        return found[0] if found else None

    def are_plainly_names(self, text: str) -> bool:
        """Whether the line holds names, and no word that ends in a word as the rest of a cut line may."""
        if len(text) > LONGEST_NAMES:
            return False
        names = self.namer.persons(text)
        return len(names) > 1 or (len(names) == 1 and not self._is_word(text) and not self._is_word(text[1:]))

    def _whole(self, rules: RuleList[BylineRule], text: str) -> Signed | None:
        """The byline rule that the line meets, and the authors."""
        for rule, match in rules.whole(text):
            authors = self._authors(match, sure=False)
            if authors:
                return rule.id, authors
        return None

    def _authors(self, match: re.Match[str], sure: bool) -> tuple[str, ...]:
        groups = match.groupdict()
        if groups.get("credit"):
            return self.namer.in_credit(groups["credit"], sure)
        if groups.get("names"):
            return self.namer.persons(groups["names"])
        if groups.get("org"):
            return (groups["org"].replace(" ", ""),) if self.namer.is_institution(groups["org"]) else ()
        signed = groups.get("signed") or ""
        return (signed,) if signed and signed not in self._not_names else ()
