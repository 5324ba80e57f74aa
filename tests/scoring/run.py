"""Texts and gold on the disk → a tally."""

import json
from pathlib import Path

from extract.pipeline import Extractor
from extract.read import Input, read_input
from tests.scoring.measure import score
from tests.scoring.tally import Tally


def measured(texts: Path, gold: Path) -> Tally:
    """The facts of every source that the gold folder answers for, measured."""
    extractor = Extractor.from_rules()
    tally = Tally()
    for path in sorted(gold.glob("*.json")):
        right = json.loads(path.read_text(encoding="utf-8"))
        document = extractor.document(read_input(Input(right["source"], texts / right["source"])))
        score(json.loads(document.model_dump_json(by_alias=True)), right, tally)
    return tally
