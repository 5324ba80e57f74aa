"""Rules and limits → what reads documents, in this process or in another."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from extract.cache import ResultCache
from extract.corrections import load_corrections
from extract.gazetteer import load_gazetteer
from extract.gazetteer.loading import BUILT_IN
from extract.pipeline import Extractor
from extract.read import DEFAULT, ReadOptions
from extract.record import made_with
from extract.rulebook import load_rulebook
from extract.workers.limits import Limits
from extract.workers.reader import TaskReader
from extract.workers.slow_rules import slow_rule
from schemas.records import Source


class Setup:
    """The rules, read once; a process that is no copy of this one reads them again.

    Raises `RulebookError`.
    """

    def __init__(
        self, rules: Sequence[str], limits: Limits, options: ReadOptions = DEFAULT, corrections: Path | None = None
    ) -> None:
        self.limits = limits
        self.options = options
        self.rulebook = load_rulebook(over=rules)
        gazetteer = load_gazetteer()
        self.corrections = load_corrections(corrections, self.rulebook, gazetteer)
        self.made_with = made_with(self.rulebook, BUILT_IN, self.corrections.digest)
        self._rules = tuple(rules)
        self._corrections_file = corrections
        self._extractor = Extractor(self.rulebook, gazetteer, self.corrections)

    def __reduce__(self) -> tuple[Any, ...]:
        return Setup, (self._rules, self.limits, self.options, self._corrections_file)

    def load_all(self) -> None:
        """Load what is loaded when it is first needed, so that the processes that are copies of this one share it."""
        text = self.rulebook.indicators.types[0].examples.match[0].text
        self._extractor.reading(Source("example.txt", text, sha256(text.encode()).hexdigest()))

    def reader(self, *, with_cache: bool) -> TaskReader:
        """What reads documents one by one; `with_cache` what was read before is not read again."""
        cache = ResultCache(self.made_with.model_dump_json()) if with_cache else None
        slow = partial(slow_rule, self.rulebook)
        return TaskReader(self._extractor.reading, slow, self.limits, cache, self.options)
