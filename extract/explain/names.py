"""Why words are a model's name or a place, and why quoted words are no name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.explain.ground import Ground, item_at
from extract.fold import fold
from schemas.explanation import Item, Reason, Standing
from schemas.reasons import NameReason, NearRule, Verdict
from schemas.records import PlaceMention, Source

_STANDINGS: Mapping[Verdict, Standing] = {Verdict.NEAR: "near", Verdict.TAKEN: "extracted"}
_OPENING = re.compile("[“‘]")
_LONGEST = 40
"""So much of a quotation outside every article is shown at most."""


def model_items(ground: Ground) -> Iterator[Item]:
    """The models of an article."""
    for fact, model in zip(ground.facts.models, ground.read.models, strict=True):
        because = Reason(of="name", says=ground.about.get(model.rule, ""), rule=model.rule)
        says = f"{fact.name}, {fact.role}"
        yield ground.item(
            model.start, model.end, kind="model", standing="extracted", says=says, rule=model.rule, because=(because,)
        )


def place_items(ground: Ground) -> Iterator[Item]:
    """The places named in an article, and the names of places that were taken for none."""
    names = {name.start: name for name in ground.reasons.names}
    mentions = ground.read.places.mentions
    for mention in mentions:
        yield _place(ground, mention, names.get(mention.start))
    for name in ground.reasons.names:
        if name.rule and not any(one.start < name.end and name.start < one.end for one in mentions):
            says = "no place: a short or ordinary word, and nothing else names that place for certain"
            yield ground.item(
                name.start,
                name.end,
                kind="place",
                standing="left_out",
                says=says,
                rule=name.rule,
                considered=tuple(_meanings(name)),
            )


def quote_items(ground: Ground) -> Iterator[Item]:
    """The quotations of an article that are no model's name."""
    for quote in ground.reasons.quotes:
        is_again = quote.verdict is Verdict.TAKEN
        yield ground.item(
            quote.start,
            quote.end,
            kind="quote",
            standing=_STANDINGS.get(quote.verdict, "left_out"),
            says=quote.note if is_again else f"no model: {quote.note}",
            rule=quote.rules[0] if quote.rules else None,
            because=tuple(Reason(of="name", says=ground.about.get(rule, ""), rule=rule) for rule in quote.rules),
            considered=tuple(map(_near, quote.nearest)),
        )


def quotes_beside(source: Source, grounds: Sequence[Ground]) -> Iterator[Item]:
    """Quotations that belong to no article."""
    known = {offset for ground in grounds for offset in ground.read.article.offsets}
    text = fold(source.text)
    for mark in _OPENING.finditer(text):
        if mark.start() in known:
            continue
        closing = {"“": "”", "‘": "’"}[mark.group()]
        end = text.find(closing, mark.end(), mark.end() + _LONGEST)
        span = (mark.end(), end) if end > mark.end() else (mark.start(), mark.end())
        yield item_at(
            source, span, kind="quote", standing="left_out", says="no model: it stands in no article", rule=None
        )


def _place(ground: Ground, mention: PlaceMention, name: NameReason | None) -> Item:
    because = Reason(of="place", says=ground.about.get(mention.rule, ""), rule=mention.rule)
    says = mention.place.path if mention.place else "the whole country, or a place left open"
    return ground.item(
        mention.start,
        mention.end,
        kind="place",
        standing="extracted",
        says=says,
        rule=mention.rule,
        because=(because,),
        considered=tuple(_meanings(name)) if name and len(name.meanings) > 1 else (),
    )


def _meanings(name: NameReason) -> Iterator[Reason]:
    yield from (Reason(of="place", says=f"it may mean {place.path}") for place in name.meanings)


def _near(near: NearRule) -> Reason:
    says = f"{', '.join(near.holds)} holds, {', '.join(near.lacks)} does not"
    return Reason(of="name", says=says, rule=near.rule)
