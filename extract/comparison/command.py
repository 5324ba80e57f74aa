"""What `extract compare` does: written facts read back, compared, narrowed to the wanted types and places."""

from collections.abc import Sequence

from extract.comparison import compare
from extract.stored import StoredError, read_stored
from schemas.comparison import Comparison


def compare_all(out: str, types: Sequence[str], place: str) -> Comparison:
    """The comparison of the documents that `out` names; raises `StoredError`, also for a type that none of them has.

    `place` is a part of the places' names: 浙江省, 天台县.
    """
    stored = read_stored(out)
    found = compare([one.document for one in stored.documents], stored.sentences)
    known = {figure.type for figure in found.figures}
    for kind in types:
        if kind not in known:
            raise StoredError(f"{out}: no figure is of type {kind!r}; there are {', '.join(sorted(known))}")
    return _narrowed(found, types, place)


def _narrowed(found: Comparison, types: Sequence[str], part: str) -> Comparison:
    def is_meant(place: str | None) -> bool:
        return part in (place or "")

    return Comparison(
        places=tuple(one for one in found.places if is_meant(one.place)),
        models=tuple(model for model in found.models if any(map(is_meant, model.places))),
        figures=tuple(
            figure for figure in found.figures if is_meant(figure.place) and (not types or figure.type in types)
        ),
    )
