"""A document against the right answers of its source → counts in a tally."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.scoring.agreement import (
    Row,
    bare,
    dated,
    flat,
    gold_span,
    likeness,
    path_of,
    same_quantity,
    same_subject,
    shared,
)
from tests.scoring.tally import Tally

SAME_ARTICLE = 0.3
SAME_BOUNDARY = 0.97
WHOLE_FACT = ("modifier", "subject", "type", "place")
"""What must be right beside the quantity for the fact to be."""


class Check(NamedTuple):
    """Whether one field agrees, in what way it does not, and both sides."""

    agrees: bool
    cause: str
    note: str


Checks = dict[str, Check]


class Answer(NamedTuple):
    """A gold figure, the places that are right for it, and whether its place is another than its article's."""

    figure: Row
    places: frozenset[str]
    elsewhere: bool


def score(document: Row, gold: Row, tally: Tally) -> None:
    """Count the document's articles, models and figures."""
    _score_articles(document["articles"], gold, tally)
    _score_figures(document["articles"], gold, tally)


def _score_articles(found: Sequence[Row], gold: Row, tally: Tally) -> None:
    met: set[int] = set()
    for right in gold["articles"]:
        span = right["start"], right["end"]
        name = f"{gold['source']} «{right['title'][:18]}»"
        best = max(range(len(found)), default=None, key=lambda at: likeness(found[at]["span"], span))
        if best is None or likeness(found[best]["span"], span) <= SAME_ARTICLE:
            _score_article(None, right, name, tally)
        else:
            met.add(best)
            _score_article(found[best], right, name, tally)
    for at, article in enumerate(found):
        if at not in met:
            note = f"{gold['source']} extra article «{article['title'][:18]}» {article['span']}"
            tally.count("article.boundary", False, note)


def _score_article(found: Row | None, right: Row, name: str, tally: Tally) -> None:
    for measure, check in _article_checks(found, right).items():
        tally.count(f"article.{measure}", check.agrees, f"{name} {check.note}", check.cause)
    _score_models(found["models"] if found else [], right["models"], name, tally)


def _article_checks(found: Row | None, right: Row) -> Checks:
    span = right["start"], right["end"]
    if found is None:
        return dict.fromkeys(("boundary", "title", "authors", "place"), Check(False, "article not found", ""))
    titles = {bare(title) for title in [right["title"], *right.get("title_also", [])]}
    places = {right["place"], *right.get("place_also", [])}
    authors = {flat(author) for author in found["authors"]}
    return {
        "boundary": _check(likeness(found["span"], span) >= SAME_BOUNDARY, found["span"], span),
        "title": _check(bare(found["title"]) in titles, found["title"], right["title"]),
        "authors": _check(authors == {flat(author) for author in right["authors"]}, authors, right["authors"]),
        "place": _check(path_of(found["place"]) in places, path_of(found["place"]), right["place"]),
    }


def _score_models(found: Sequence[Row], gold: Sequence[Row], name: str, tally: Tally) -> None:
    """A gold model is found once; a second finding of it, or one that no gold row names, is wrong."""
    names = [bare(model["name"]) for model in found]
    row_of: dict[int, Row] = {}
    for right in gold:
        forms = {bare(form) for form in [right["name"], *right["also"]]}
        hit = next((at for at, one in enumerate(names) if at not in row_of and one in forms), None)
        if hit is not None:
            row_of[hit] = right
        if right["must"]:
            note = f"{name} {right['name']}"
            tally.count("model.recall", hit is not None, note)
            if right["role"] == "primary":
                found_as_primary = hit is not None and found[hit]["role"] == "primary"
                tally.count("model.primary.recall", found_as_primary, note)
    for at, model in enumerate(found):
        note = f"{name} {names[at]}"
        tally.count("model.precision", at in row_of, note)
        if model["role"] == "primary":
            tally.count("model.primary.precision", at in row_of and row_of[at]["role"] == "primary", note)


def _score_figures(articles: Sequence[Row], gold: Row, tally: Tally) -> None:
    found = [figure for article in articles for figure in article["indicators"]]
    starts = {figure["id"]: figure["span"][0] for figure in found}
    answers = list(_answers(gold))
    met = _meetings(found, [answer.figure for answer in answers])
    for at, answer in enumerate(answers):
        if answer.figure["must"]:
            _score_recall(found[met[at]] if at in met else None, answer, starts, gold["source"], tally)
    answer_of = {found_at: answers[gold_at] for gold_at, found_at in met.items()}
    for at, figure in enumerate(found):
        _score_precision(figure, answer_of.get(at), starts, gold["source"], tally)


def _answers(gold: Row) -> Iterator[Answer]:
    for article in gold["articles"]:
        homes = frozenset([article["place"], *article.get("place_also", [])])
        for figure in article["indicators"]:
            at_home = figure["place"] == article["place"]
            yield Answer(figure, homes if at_home else frozenset([figure["place"]]), figure["place"] not in homes)


def _meetings(found: Sequence[Row], gold: Sequence[Row]) -> dict[int, int]:
    """Which found figure meets which gold figure: those that share most first, each once."""
    pairs = [
        (shared(figure["span"], gold_span(right)), -abs(figure["span"][0] - right["start"]), gold_at, found_at)
        for gold_at, right in enumerate(gold)
        for found_at, figure in enumerate(found)
        if shared(figure["span"], gold_span(right)) > 0
    ]
    met: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, gold_at, found_at in sorted(pairs, reverse=True):
        if gold_at not in met and found_at not in taken:
            met[gold_at] = found_at
            taken.add(found_at)
    return met


def _score_recall(figure: Row | None, answer: Answer, starts: dict[str, int], source: str, tally: Tally) -> None:
    right = answer.figure
    name = f"{source}@{right['start']} {flat(right['text'])} {right['full']}"
    if figure is None or not same_quantity(figure, right):
        got = figure and f"{figure['value']}~{figure['value_max']} {figure['unit']}"
        tally.count("quantity.recall", False, f"{name}: got {got}", "misread" if figure else "not found")
        tally.count("fact.recall", False, name, "quantity")
        return
    tally.count("quantity.recall", True, name)
    checks = _figure_checks(figure, answer, starts)
    for measure in (*checks, *_telling(answer)):
        check = checks[measure.split(".")[0]]
        tally.count(measure, check.agrees, f"{name}: {check.note}", check.cause)
    wrong = _wrong_parts(checks)
    tally.count("fact.recall", not wrong, name, wrong)


def _telling(answer: Answer) -> Iterator[str]:
    """The measures that count only what is not the default."""
    if answer.elsewhere:
        yield "place.other"
    if answer.figure["time"]:
        yield "time.dated"
    if answer.figure["per"]:
        yield "per.set"
    if answer.figure["part_of"] is not None:
        yield "part_of.set"


def _figure_checks(figure: Row, answer: Answer, starts: dict[str, int]) -> Checks:
    right, path = answer.figure, path_of(figure["place"])
    return {
        "modifier": _check(figure["modifier"] in right["modifier"], figure["modifier"], right["modifier"]),
        "subject": _check(same_subject(figure["subject"], right), figure["subject"], right["full"]),
        "type": _check(figure["type"] in right["type"], figure["type"], right["type"]),
        "place": _check(path in answer.places, path, right["place"]),
        "time": _check(dated(figure["time"]) == dated(right["time"]), figure["time"], right["time"]),
        "per": _check(flat(figure["per"]) == flat(right["per"]), figure["per"], right["per"]),
        "part_of": _check(
            _same_total(figure["part_of"], right["part_of"], starts), figure["part_of"], right["part_of"]
        ),
    }


def _check(agrees: bool, found: object, right: object) -> Check:
    return Check(agrees, "" if agrees else _cause(found, right), f"{right} got {found}")


def _cause(found: object, right: object) -> str:
    """In what way an answer is wrong."""
    if not found:
        return "missing"
    if not right:
        return "not asked for"
    if isinstance(found, str) and isinstance(right, str):
        if found in right:
            return "too short"
        if right in found:
            return "too long"
    return "another"


def _wrong_parts(checks: Checks) -> str:
    """Which parts of a whole fact are wrong."""
    return "+".join(part for part in WHOLE_FACT if not checks[part].agrees)


def _same_total(found: str | None, right: int | None, starts: dict[str, int]) -> bool:
    if found is None or right is None:
        return found is right
    return abs(starts.get(found, -99) - right) <= 4


def _score_precision(figure: Row, answer: Answer | None, starts: dict[str, int], source: str, tally: Tally) -> None:
    note = f"{source}@{figure['span'][0]} {flat(figure['text'])} {figure['subject']}"
    if answer is None:
        tally.count("quantity.precision", False, note, "no quantity")
        tally.count("fact.precision", False, note, "no quantity")
    elif answer.figure["must"]:
        agrees = same_quantity(figure, answer.figure)
        wrong = _wrong_parts(_figure_checks(figure, answer, starts)) if agrees else "quantity"
        tally.count("quantity.precision", agrees, note, "misread")
        tally.count("fact.precision", not wrong, note, wrong)
