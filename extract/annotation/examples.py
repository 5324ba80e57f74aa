"""What was corrected → examples for rules: sentences with the facts that they must give, and look-alikes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.annotation.corrected import Change
from extract.annotation.words import sentence_at
from extract.rulebook import Rulebook
from extract.rulebook.edit import flow, quoted
from schemas.facts import Indicator, Model

_HEAD = """# Examples from corrections. Move each to `examples` of the rule that is named, and run: extract rules test
# A sentence without a rule has no type rule yet: extract rules new NAME --sentence … --fact …
examples:
"""


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One sentence: with the fact that it `gives`, or with the reason `why` the rule must have no part in it."""

    rule: str
    text: str
    gives: Mapping[str, Any] | None = None
    why: str = ""


def examples_of(changes: Iterable[Change], text: str, rulebook: Rulebook) -> Iterator[RuleExample]:
    """The examples that a page's changes make; `text` is the page."""
    rules = {rule.type: rule.id for rule in reversed(rulebook.indicators.types)}
    for change in changes:
        old, new = change.old, change.new
        if old is not None and (new is None or _is_other(old, new)):
            yield RuleExample(old.rule, sentence_at(text, old.span), why=_why(old, new))
        if isinstance(new, Indicator):
            rule = old.rule if isinstance(old, Indicator) and old.type == new.type else rules.get(new.type, "")
            yield RuleExample(rule, sentence_at(text, new.span), _gives(old, new))
        elif isinstance(new, Model):
            rule = old.rule if old is not None else ""
            yield RuleExample(rule, sentence_at(text, new.span), {"model": new.name, "role": new.role})


def yaml_of(examples: Sequence[RuleExample]) -> str:
    """The examples as YAML, those of one rule together."""
    lines = []
    for rule in dict.fromkeys(example.rule for example in examples):
        own = [example for example in examples if example.rule == rule]
        lines.append(f"  - rule: {rule or 'null'}")
        lines += _listed("match", [f"{{text: {_text(one)}, gives: [{flow(one.gives)}]}}" for one in own if one.gives])
        lines += _listed("reject", [f"{{text: {_text(one)}, why: {flow(one.why)}}}" for one in own if not one.gives])
    return _HEAD + "".join(f"{line}\n" for line in lines) if lines else _HEAD.replace("examples:", "examples: []")


def _listed(name: str, items: Sequence[str]) -> list[str]:
    return [f"    {name}:", *(f"      - {item}" for item in items)] if items else []


def _text(example: RuleExample) -> str:
    return quoted(example.text)


def _is_other(old: Model | Indicator, new: Model | Indicator) -> bool:
    """Whether the rule that found a fact was wrong about what it is."""
    return isinstance(old, Indicator) and isinstance(new, Indicator) and old.type != new.type


def _why(old: Model | Indicator, new: Model | Indicator | None) -> str:
    words = old.name if isinstance(old, Model) else "".join(old.text.split())
    if isinstance(new, Indicator):
        return f"{words} counts {new.subject or new.unit or new.type}: {new.type}"
    return f"{words} is no {'model' if isinstance(old, Model) else 'figure'}"


def _gives(old: Model | Indicator | None, new: Indicator) -> Mapping[str, Any]:
    """The figure with its type and subject, and every other field that was corrected."""
    told: dict[str, Any] = {"figure": "".join(new.text.split()), "type": new.type}
    if new.subject:
        told["subject"] = new.subject
    for name in ("value", "value_max", "unit", "modifier", "per", "time", "status"):
        value = getattr(new, name)
        if value not in (None, "") and (old is None or getattr(old, name, None) != value):
            told[name] = value
    if isinstance(old, Indicator) and new.place is not None and new.place != old.place:
        told["place"] = new.place.path
    return told
