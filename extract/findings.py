"""What `extract audit` does: the findings of written documents, told."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.stored import StoredDocument, read_stored
from extract.unseen import visible, visible_json
from schemas.facts import Finding

_SIGNS = {"holds": "=", "conflict": "!"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What to print, and how many findings do not hold."""

    text: str
    conflicts: int


def audit_all(out: str, form: str, *, conflicts_only: bool) -> Findings:
    """The findings of the documents that `out` names; raises `StoredError`."""
    stored = read_stored(out).documents
    every = [(one, finding) for one in stored for finding in one.document.findings]
    conflicts = sum(finding.verdict == "conflict" for _, finding in every)
    shown = [(one, finding) for one, finding in every if not conflicts_only or finding.verdict == "conflict"]
    return Findings(_as_json(shown) if form == "json" else _as_text(shown, len(every), conflicts), conflicts)


def _as_json(found: Sequence[tuple[StoredDocument, Finding]]) -> str:
    rows = [{"source": one.document.source, **finding.model_dump(mode="json")} for one, finding in found]
    return visible_json(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))


def _as_text(found: Sequence[tuple[StoredDocument, Finding]], number: int, conflicts: int) -> str:
    lines: list[str] = []
    last = None
    for one, finding in found:
        if one is not last:
            lines.append(one.document.source)
            last = one
        lines += _told(one, finding)
    return "\n".join(map(visible, [*lines, f"{number - conflicts} hold, {conflicts} conflict"]))


def _told(stored: StoredDocument, finding: Finding) -> Iterator[str]:
    """The finding with the figures that it is about."""
    yield f"  {_SIGNS[finding.verdict]} {finding.kind:<8}  {finding.arithmetic}"
    figures = {figure.id: figure for article in stored.document.articles for figure in article.indicators}
    for fact in finding.facts if finding.verdict == "conflict" else ():
        figure = figures[fact]
        yield f"             {fact}  {''.join(figure.text.split())} {figure.subject}".rstrip()
    if not finding.facts:
        yield f"             {' '.join(finding.text.split())}"
