"""Explanations and statements of rules in the language of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from extract.html_report.words import Words
from schemas.explanation import Item, Reason


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a language, and what each rule states, by its id."""

    words: Words
    about: Mapping[str, str]

    def said(self, text: str) -> str:
        """An explanation, as far as its phrases are known."""
        return self.words.said(text)

    def stated(self, rule: str) -> str:
        """What a rule states; in the words of its author where they are not translated."""
        own = self.about.get(rule, "")
        return self.words.rules.get(own, own)

    def item(self, item: Item) -> Item:
        """An item with all that it says."""
        told = {
            "says": self.said(item.says),
            "because": tuple(map(self._reason, item.because)),
            "considered": tuple(map(self._reason, item.considered)),
        }
        return item.model_copy(update=told)

    def _reason(self, reason: Reason) -> Reason:
        """The reason; it says nothing where it only repeats its rule, which the page tells by its id."""
        is_statement = reason.rule is not None and reason.says == self.about.get(reason.rule)
        return reason.model_copy(update={"says": "" if is_statement else self.said(reason.says)})
