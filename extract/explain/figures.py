"""Why a figure has its subject, unit, modifier, type, base, time and place."""

from collections.abc import Iterator

from extract.explain.ground import Ground
from schemas import facts
from schemas.explanation import Item, Reason
from schemas.reasons import Dated, FigureReasons, Played, Verdict
from schemas.records import Indicator

MOST_TYPES = 4
"""So many of the types considered are told."""
_UNTYPED = "other"


def figure_items(ground: Ground) -> Iterator[Item]:
    """The figures of an article."""
    for fact, read, reasons in zip(
        ground.facts.indicators, ground.read.indicators, ground.reasons.figures, strict=True
    ):
        yield ground.item(
            read.quantity.start,
            read.quantity.end,
            kind="figure",
            standing="extracted",
            says=_reading(fact),
            rule=fact.rule,
            because=tuple(_because(ground, fact, read, reasons)),
            considered=tuple(_considered(ground, read, reasons)),
        )


def _reading(fact: facts.Indicator) -> str:
    """The figure in one line: its value as read, its subject, its type."""
    value = "open" if fact.value is None else f"{fact.value:,}" if not isinstance(fact.value, str) else fact.value
    top = f"–{fact.value_max:,}" if fact.value_max is not None else ""
    modifier = "" if fact.modifier in ("exact", "range") else f"{fact.modifier} "
    return f"{modifier}{value}{top} {fact.unit or 'of'} {fact.subject or '(no subject)'}, type {fact.type}".replace(
        "  ", " "
    )


def _because(ground: Ground, fact: facts.Indicator, read: Indicator, reasons: FigureReasons) -> Iterator[Reason]:
    yield Reason(of="subject", says=f"{fact.subject or 'none'}: {reasons.origin}; {_clause(fact, reasons)}")
    yield from (Reason(of="number", says=ground.about.get(rule, ""), rule=rule) for rule in read.quantity.rules)
    yield Reason(of="type", says=f"{fact.type}: {_weighed(fact, read, reasons)}", rule=fact.rule)
    if read.per is not None:
        yield Reason(of="base", says=ground.printed(read.per), rule=_rule_of(read, "base."))
    if fact.status != "reported":
        yield Reason(of="status", says=fact.status, rule=_rule_of(read, "status."))
    yield _time(ground, fact, reasons)
    yield _place(ground, fact, read)
    for name, other in (("part of", fact.part_of), ("share of", fact.share_of), ("printed again", fact.repeat_of)):
        if other is not None:
            texts = {one.id: one.text for one in ground.facts.indicators}
            yield Reason(of=name, says=texts.get(other, other))


def _clause(fact: facts.Indicator, reasons: FigureReasons) -> str:
    """The words around the figure with the parts that they play."""
    words = [*map(_played, reasons.left), f"‹{fact.text}›", *map(_played, reasons.right)]
    return " ".join(words)


def _played(played: Played) -> str:
    return f"{played.word}/{played.part}"


def _weighed(fact: facts.Indicator, read: Indicator, reasons: FigureReasons) -> str:
    """What the type was chosen by, and how much that weighs."""
    signs = [f"head {reasons.head}"] if reasons.head else ["no known head"]
    signs += [f"unit {fact.unit}"] if fact.unit else []
    signs += [f"verb before {verb}" for verb in reasons.verbs]
    signs += [f"verb behind {reasons.verb_after}"] if reasons.verb_after else []
    weight = next((weighed.weight for weighed in reasons.types if weighed.rule == read.rule), None)
    return ", ".join(signs) + (f"; weight {weight:g}" if weight is not None else "")


def _rule_of(read: Indicator, opening: str) -> str | None:
    return next((rule for rule in read.rules if rule.startswith(opening)), None)


def _time(ground: Ground, fact: facts.Indicator, reasons: FigureReasons) -> Reason:
    chosen = next((time for time in reasons.times if time.verdict is Verdict.TAKEN), None)
    if chosen is not None:
        return Reason(of="time", says=f"{fact.time}: {chosen.note}", rule=chosen.rule)
    if fact.time is not None:
        return Reason(of="time", says=f"{fact.time}: from its total or the statement before")
    return Reason(of="time", says="none: no dating words reach it")


def _place(ground: Ground, fact: facts.Indicator, read: Indicator) -> Reason:
    if read.place is not None:
        words = ground.printed((read.place.start, read.place.end))
        return Reason(of="place", says=f"{_path(fact.place)}: {words} governs it", rule=read.place.rule)
    mention = ground.read.places.mention
    if fact.place is None:
        return Reason(of="place", says="none: the article's place is open")
    if mention is None:
        return Reason(of="place", says=f"{_path(fact.place)}: the article's, from the page")
    words = ground.printed((mention.start, mention.end))
    return Reason(of="place", says=f"{_path(fact.place)}: the article's, from {words}", rule=mention.rule)


def _path(place: facts.Place | None) -> str:
    if place is None:
        return "open"
    names = (place.province, place.city, place.county, place.township, place.community)
    return "/".join(name for name in names if name)


def _considered(ground: Ground, read: Indicator, reasons: FigureReasons) -> Iterator[Reason]:
    """The types, times and places that were not chosen."""
    for weighed in reasons.types[:MOST_TYPES]:
        if weighed.rule != read.rule:
            verdict = "a tie" if read.type == _UNTYPED else "weaker"
            yield Reason(of="type", says=f"{weighed.type}: weight {weighed.weight:g}, {verdict}", rule=weighed.rule)
    yield from (_other_time(ground, time) for time in reasons.times if time.verdict is not Verdict.TAKEN)
    yield from _other_places(ground, read)


def _other_time(ground: Ground, time: Dated) -> Reason:
    return Reason(of="time", says=f"{ground.printed(time.span)}: {time.note}", rule=time.rule)


def _other_places(ground: Ground, read: Indicator) -> Iterator[Reason]:
    """Places named in the figure's sentence that do not govern it."""
    text, start = ground.read.article.text, read.quantity.start
    governing = read.place.place if read.place else ground.read.places.place
    since = max(text.rfind(mark, 0, start) for mark in "。!?;\n") + 1
    for mention in ground.read.places.mentions:
        is_near = since <= mention.start < start
        if is_near and mention not in (read.place, ground.read.places.mention) and mention.place != governing:
            words = ground.printed((mention.start, mention.end))
            path = mention.place.path if mention.place else "open"
            yield Reason(
                of="place", says=f"{words} ({path}): named, but it does not govern the figure", rule=mention.rule
            )
