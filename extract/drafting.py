"""A sentence and the facts that it should give → drafted rules for what the rulebook does not read of it yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.examples.facts import Fact, agrees, facts_of, telling
from extract.explain import Explainer
from extract.explain.command import explainer
from extract.fold import fold
from extract.listing import checked
from extract.report import Line, line
from extract.rulebook import Rulebook
from extract.rulebook.checking import check
from extract.rulebook.packs import INSTALLED
from extract.rulebook.schema import write_schemas
from extract.rulebook.sheets import is_name
from extract.rulebook.template import SCHEMAS, Drafted, DraftedExample, file_text
from extract.rulebook.yaml_source import YamlSourceError, read_yaml
from extract.tokens import Tokenizer
from extract.unseen import sound
from schemas.records import Source
from schemas.rules.base import FACT_KEYS

_CLAUSE_MARK = re.compile(r"[，,。；;：:！!？?\n]")
_QUOTED = "“{}”"
_LEAST_WORD = 2
"""A shorter word says too little to stand in a rule."""


class DraftError(Exception):
    """What was asked for cannot be drafted; the message says why and what can."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A sentence in which the new rule must have no part, and why."""

    text: str
    why: str


def new_rules(
    name: str, sentence: str, facts: Sequence[str], over: Sequence[str], look_alike: tuple[str, str]
) -> Iterator[Line]:
    """Draft rules into the last of the packs, and tell which files were written and what `check` says of them."""
    pack = Path(over[-1]) if over and not over[-1].startswith(INSTALLED) else None
    if pack is None:
        raise DraftError("name the folder for the new rules: --rules DIR")
    beneath = [*over[:-1], *([str(pack)] if pack.is_dir() else [])]
    alike = LookAlike(*map(sound, look_alike)) if look_alike[0] else None
    drafts = draft(name, sound(sentence), facts, explainer(beneath), alike)
    for path in write(drafts, name, pack):
        yield line("wrote ", (str(path), "good"))
    yield from checked(check(over=over), [])
    yield line(f"next: edit what is marked #, then: extract rules test --rules {pack} -k {name}")


def draft(
    name: str, sentence: str, wanted: Sequence[str], explainer: Explainer, alike: LookAlike | None
) -> list[Drafted]:
    """The rules that the sentence lacks; raises `DraftError`."""
    if not is_name(name):
        raise DraftError(f"{name!r} cannot name a rule: small letters, digits and _, as in emission")
    facts = [_fact(text) for text in wanted]
    reading = explainer.extractor.reading(Source("sentence", sentence.rstrip("。") + "。", ""))
    found = list(facts_of(reading))
    drafts = [one for fact in facts for one in _drafts(_Ask(name, sentence, fact, found, explainer.rulebook, alike))]
    if not drafts:
        raise DraftError("the rulebook gives these facts already; `extract rules explain --text` says by which rules")
    return drafts


def write(drafts: Sequence[Drafted], name: str, pack: Path) -> list[Path]:
    """Write each draft into a file of the pack, with the schemas for editors beside; raises `DraftError`."""
    texts = {pack / drafted.section / f"{name}.yaml": file_text(drafted, 1) for drafted in drafts}
    taken = [path for path in texts if path.exists()]
    if taken or len(texts) < len(drafts):
        where = taken[0] if taken else "one file"
        raise DraftError(f"{where} cannot hold another draft; choose another name, or one fact at a time")
    try:
        write_schemas(pack / SCHEMAS)
        if not (pack / "pack.yaml").exists():
            header = f"# yaml-language-server: $schema={SCHEMAS}/pack.json\n"
            name_of_pack = pack.resolve().name
            text = f"{header}schema: 1\nname: {name_of_pack}\nversion: '1'\n"
            (pack / "pack.yaml").write_text(text, encoding="utf-8")
            texts_first = [pack / "pack.yaml"]
        else:
            texts_first = []
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DraftError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return [*texts_first, *texts]


@dataclass(frozen=True, slots=True)
class _Ask:
    """One fact wanted of a sentence, and what is found in it now."""

    name: str
    sentence: str
    fact: Fact
    found: Sequence[Fact]
    rulebook: Rulebook
    alike: LookAlike | None

    def nearest(self) -> Fact | None:
        """The found fact that is printed like the wanted one."""
        key = telling(self.fact)
        return next((one for one in self.found if telling(one) == key and agrees({key: self.fact[key]}, one)), None)

    def clause(self, printed: str) -> str:
        """The clause that prints these words."""
        at = self.sentence.find(printed)
        start = max((mark.end() for mark in _CLAUSE_MARK.finditer(self.sentence, 0, max(at, 0))), default=0)
        end = _CLAUSE_MARK.search(self.sentence, at + len(printed))
        return self.sentence[start : end.start() if end else len(self.sentence)]

    def match(self, *keys: str) -> DraftedExample:
        """The sentence with what of the fact the new rule is for."""
        told = {key: self.fact[key] for key in (telling(self.fact), *keys) if key in self.fact}
        return DraftedExample(self.sentence, (told,))

    def reject(self, text: str, why: str) -> DraftedExample:
        """The look-alike that was given, else one made of the sentence."""
        return (
            DraftedExample(self.alike.text, (), self.alike.why) if self.alike else DraftedExample(text + "。", (), why)
        )


def _fact(text: str) -> Fact:
    """A fact as it is typed: `figure: 3.2吨, unit: 吨`; full-width marks will do."""
    plain = text.strip().strip("{}").replace("：", ": ").replace("，", ", ")
    try:
        fact = read_yaml(f"a: {{{plain}}}").value["a"]
    except YamlSourceError as error:
        raise DraftError(f"{text!r} is no fact; one reads as in `figure: 3.2吨, value: 3.2, unit: 吨`") from error
    unknown = [key for key in list(fact)[1:] if key not in FACT_KEYS.get(next(iter(fact)), ())]
    if next(iter(fact), "") not in FACT_KEYS or unknown:
        keys = FACT_KEYS.get(next(iter(fact), ""), tuple(FACT_KEYS))
        raise DraftError(f"{text!r}: unknown key {(unknown or list(fact) or [''])[0]!r}; there are {', '.join(keys)}")
    return dict(fact)


def _drafts(ask: _Ask) -> Iterator[Drafted]:
    kind = telling(ask.fact)
    printed = str(ask.fact[kind])
    if kind not in _DRAFTERS:
        raise DraftError(
            f"{kind}: only {', '.join(_DRAFTERS)} can be drafted; copy a rule from `extract rules show ID`"
        )
    if printed not in ask.sentence:
        raise DraftError(f"the sentence does not print {printed!r}")
    if not any(agrees(ask.fact, one) for one in ask.found):
        yield from _DRAFTERS[kind](ask, printed)


def _figure(ask: _Ask, printed: str) -> Iterator[Drafted]:
    """A unit, a type and dating words, as far as they are missing."""
    now = ask.nearest()
    if now is None:
        yield _unit(ask, printed)
    wanted = ask.fact.get("type")
    if wanted is not None and (now is None or now["type"] != wanted):
        yield _type(ask, printed, str(wanted))
    time = ask.fact.get("time")
    if time and (now is None or fold(now["time"] or "") != fold(str(time))):
        yield _time(ask, str(time))
    if now is not None and not wanted and not time:
        raise DraftError(f"{printed} is read as {_other(now, ask.fact)}; no new word decides that, see explain")


def _other(now: Fact, wanted: Fact) -> str:
    return ", ".join(f"{key}: {now[key]}" for key in wanted if key in now)


def _unit(ask: _Ask, printed: str) -> Drafted:
    scales = "".join(scale.word for scale in ask.rulebook.quantities.scales)
    numeral = re.match(f"[0-9][0-9,.]*[{scales}]*", fold(printed))
    unit = str(ask.fact.get("unit") or (printed[numeral.end() :] if numeral else ""))
    if not numeral or not unit or not printed.endswith(unit):
        raise DraftError(f"{printed!r} is no number with a unit behind it")
    return Drafted(
        "quantities",
        "units",
        {"id": f"unit.{ask.name}", "about": f"Drafted: units such as {unit}.", "words": [unit]},
        ask.match("value", "unit"),
        ask.reject(ask.clause(printed).replace(printed, unit), "no number"),
    )


def _type(ask: _Ask, printed: str, code: str) -> Drafted:
    subject = str(ask.fact.get("subject") or (ask.nearest() or {}).get("subject") or "")
    if not subject:
        raise DraftError(f"{printed}: a type is told by what is counted; say it: subject: …")
    known = ask.rulebook.indicators.type_codes
    keys: dict[str, Any] = {
        "id": f"type.{ask.name}",
        "type": code,
        "about": f"Drafted: figures that count {subject}.",
        "heads": [_head(subject)],
    }
    if ask.nearest() is None and ask.fact.get("unit"):
        keys["units"] = [str(ask.fact["unit"])]
    remarks = {
        "heads": "Nouns that what is counted ends in.",
        "units": "Units that lean to the type; `decisive_units` where they leave no other.",
    }
    return Drafted(
        "indicators",
        "types",
        keys,
        ask.match("type", "subject"),
        ask.reject(ask.clause(printed).replace(printed, ""), "no figure"),
        remarks,
        {} if code in known else {code: subject},
    )


def _head(subject: str) -> str:
    """The last word of a noun phrase, with the one before it where it is a single character."""
    words = list(Tokenizer().words(fold(subject)))
    head = ""
    while words and len(head) < _LEAST_WORD:
        head = words.pop() + head
    return head


def _time(ask: _Ask, words: str) -> Drafted:
    return Drafted(
        "clauses",
        "times",
        {
            "id": f"time.{ask.name}",
            "about": f"Drafted: dating words such as {words}.",
            "pattern": _pattern(words),
            "reach": "sentence",
        },
        ask.match("time"),
        ask.reject(words[: len(words) // 2] + ask.clause(str(ask.fact["figure"])), "the words are not whole"),
        {
            "pattern": "Digits are any digits here; widen the words in the same way.",
            "reach": "Or figure, or next_sentence.",
        },
    )


def _skip(ask: _Ask, printed: str) -> Iterator[Drafted]:
    yield Drafted(
        "quantities",
        "skips",
        {
            "id": f"skip.{ask.name}",
            "ledger": str(ask.fact.get("class", "other")),
            "about": f"Drafted: {printed} and the like count nothing.",
            "pattern": _pattern(printed),
        },
        ask.match("class"),
        ask.reject(re.sub("[0-9]+", "", printed), "no number"),
        {"pattern": "Digits are any digits here; the pattern begins at the number, what precedes it goes into (?<=…)."},
    )


def _model(ask: _Ask, printed: str) -> Iterator[Drafted]:
    """A rule for the word behind the closing mark, which says what the name is of."""
    quoted = _QUOTED.format(printed)
    _, mark, behind = ask.sentence.partition(quoted)
    word = next(iter(Tokenizer().words(fold(behind)))) if behind else ""
    if not mark or len(word) < _LEAST_WORD or not word.isalpha():
        raise DraftError(f"{printed}: only names in “ ” with a noun behind them can be drafted")
    yield Drafted(
        "models",
        "quoted",
        {
            "id": f"model.quoted.{ask.name}",
            "about": f"Drafted: {word} after the quoted words makes them its name.",
            "quote": {"after": [word]},
        },
        ask.match("role"),
        ask.reject(ask.clause(quoted).replace(quoted, ""), "nothing in quotation marks"),
    )


def _no_model(ask: _Ask, printed: str) -> Iterator[Drafted]:
    yield Drafted(
        "models",
        "not_names",
        {
            "id": f"model.not.{ask.name}",
            "about": f"Drafted: {printed} and the like are figures of speech.",
            "quote": {"words": [printed]},
        },
        ask.match(),
        ask.reject(ask.clause(printed).replace(_QUOTED.format(printed), printed), "not in quotation marks"),
    )


def _pattern(words: str) -> str:
    """The words as a pattern in which digits are any digits."""
    return re.sub("[0-9]+", "[0-9]+", re.escape(fold(words)))


_DRAFTERS: Mapping[str, Any] = {"figure": _figure, "skip": _skip, "model": _model, "no_model": _no_model}
