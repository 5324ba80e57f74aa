"""JSON Schemas of rule files, made of the models that check them: completion and checks in editors."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

from pydantic import BaseModel

from extract.rulebook.problems import RulebookError, RuleProblem, meant
from extract.rulebook.sections import SECTIONS
from schemas.rules.base import Rule, RuleFile, RuleModel
from schemas.rules.corrections import CorrectionFile
from schemas.rules.pack import PackFile

SCHEMAS_FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "rules"
"""The schemas as they are shipped, `<section>.json`."""
MODELS: dict[str, type[BaseModel]] = {**SECTIONS, "pack": PackFile, "corrections": CorrectionFile}
HEADER = "# yaml-language-server: $schema="


def schema_texts() -> dict[str, str]:
    """Every schema as text by the name of its file."""
    return {f"{name}.json": schema_text(name) for name in MODELS}


def write_all(folder: Path) -> None:
    """Write every schema into a folder; raises `RulebookError`."""
    try:
        write_schemas(folder)
    except OSError as error:
        problem = RuleProblem(str(error.filename or folder), 1, 1, f"cannot be written: {error.strerror}")
        raise RulebookError([problem]) from error


def schema_text(name: str) -> str:
    """The schema of a section's files, of `pack` or `corrections`; raises `RulebookError`."""
    if name not in MODELS:
        advice = meant(name, MODELS) if name else f"name one of {', '.join(MODELS)}"
        raise RulebookError([RuleProblem("schema", 1, 1, f"no rule files are called {name!r}; {advice}")])
    _describe_all()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8")


@cache
def _describe_all() -> None:
    """Give the fields of all models the texts beneath them; done here, since it takes longer than to load the rules."""
    models = list(_below(RuleModel))
    for model in models:
        for origin in reversed(model.__mro__):
            for name, text in _texts_beneath(origin):
                if name in model.model_fields:
                    model.model_fields[name].description = text
    # Parts before the rules that hold them, and those before files: a whole is built of its parts as they are then.
    for model in sorted(models, key=lambda model: (issubclass(model, RuleFile), issubclass(model, Rule))):
        model.model_rebuild(force=True)


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for below in model.__subclasses__():
        yield below
        yield from _below(below)


def _texts_beneath(model: type) -> Iterator[tuple[str, str]]:
    """The fields of a class that have a text beneath them, in its source."""
    if not issubclass(model, RuleModel):
        return
    (parsed,) = ast.parse(dedent(getsource(model))).body
    for field, beneath in pairwise(getattr(parsed, "body", ())):
        is_text = isinstance(beneath, ast.Expr) and isinstance(beneath.value, ast.Constant)
        if is_text and isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            yield field.target.id, cleandoc(str(beneath.value.value))
