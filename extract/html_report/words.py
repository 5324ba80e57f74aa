"""`labels.yaml` and `rule_statements.yaml` → the words of the page in one language."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from extract.rulebook.yaml_source import read_yaml

_LABELS = Path(__file__).with_name("labels.yaml")
_STATEMENTS = Path(__file__).with_name("rule_statements.yaml")
LANGUAGES = ("zh", "en")


class Words(BaseModel):
    """All words of one language, by group and name; `phrases` are those of explanations, by their English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: dict[str, str]
    article: dict[str, str]
    fact: dict[str, str]
    overview: dict[str, str]
    figures: dict[str, str]
    findings: dict[str, str]
    compare: dict[str, str]
    keys: dict[str, str]
    modifier: dict[str, str]
    status: dict[str, str]
    verdict: dict[str, str]
    finding: dict[str, str]
    ledger: dict[str, str]
    aside: dict[str, str]
    of: dict[str, str]
    types: dict[str, str]
    phrases: dict[str, str]
    rules: dict[str, str]
    """What rules state, by the words of their authors."""

    def said(self, text: str) -> str:
        """An explanation in this language, as far as its phrases are known."""
        if not self.phrases:
            return text
        known = {**{code: name for code, name in self.types.items() if code != "other"}, **self.phrases}
        return _pattern(tuple(known)).sub(lambda found: known[found.group()], text)


@cache
def words_of(language: str) -> Words:
    """The words of a language, one of `LANGUAGES`."""
    return Words.model_validate(_read(_LABELS)[language] | {"rules": _read(_STATEMENTS).get(language, {})})


def _read(file: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = read_yaml(file.read_text(encoding="utf-8")).value
    return read


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as whole words, the longer first."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z_])(?:{'|'.join(map(re.escape, longest))})(?![A-Za-z_])")
