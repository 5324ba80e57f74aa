"""What a run is made with → the beginning of its record."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.rulebook import SECTIONS, Rulebook
from schemas.run import MadeWith

LIBRARIES = ("cn2an", "jieba", "opencc", "rjieba")
"""Those whose own data or decisions are in the facts."""


def made_with(rulebook: Rulebook, gazetteer: Path, corrections: str | None = None) -> MadeWith:
    """Versions and hashes of what turns pages into facts; `corrections` is the digest of the user's own, if any."""
    rules = sha256()
    for section in SECTIONS:
        rules.update(getattr(rulebook, section).model_dump_json(by_alias=True).encode())
    return MadeWith(
        extract=version("extract-facts"),
        libraries=dict(_versions()),
        rulebook=rules.hexdigest(),
        gazetteer=sha256(gazetteer.read_bytes()).hexdigest(),
        corrections=corrections,
    )


def _versions() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
