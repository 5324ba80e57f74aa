"""JSON Schemas of rule files, made of the models that check them: completion and checks in editors."""

import json
from pathlib import Path

from pydantic import BaseModel

from extract.rulebook.problems import RulebookError, RuleProblem, meant
from extract.rulebook.sections import SECTIONS
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
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8")
