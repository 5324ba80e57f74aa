"""The contents of the report → one page of HTML that asks nothing of the net.

Whatever a page or a file name says reaches the document as text only: in the template it is escaped for HTML, in data
for script elements, and the script puts it into text nodes. The policy admits the page's own script and style alone,
by their hashes.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from pydantic import BaseModel

from extract.html_report.contents import Contents
from extract.html_report.words import Words
from schemas.comparison import Comparison

SCRIPTS = ("dom", "state", "marks", "fact", "article", "overview", "figures", "findings", "compare", "main")
"""The parts of the page's script, in the order in which they build on each other."""
_ASSETS = files("extract.html_report").joinpath("assets")
_POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
_SHOWN_ELSEWHERE = {"figures": {"__all__": {"article", "title", "source", "status", "time", "code"}}}
"""What the page has of a compared figure beside the comparison."""
_FOR_SCRIPTS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end a script element or a line in it, as JSON may spell it."""


def html_page(contents: Contents, comparison: Comparison, words: Words) -> bytes:
    """The whole page in UTF-8."""
    style, script = _asset("page.css"), _script()
    labels = words.model_dump(exclude={"phrases", "rules"})
    data = [
        ("words", json.dumps(labels, ensure_ascii=False)),
        ("index", _json(contents.index)),
        ("comparison", comparison.model_dump_json(exclude_none=True, exclude=_SHOWN_ELSEWHERE)),
        *((f"article-{number}", _json(one)) for number, one in enumerate(contents.articles)),
    ]
    page = Template(_asset("page.html")).substitute(
        {f"_{name}": escape(text) for name, text in words.page.items()},
        policy=_POLICY.format(script=_hash(script), style=_hash(style)),
        style=style,
        script=script,
        data="\n".join(_elements(data)),
    )
    return page.encode("utf-8", "backslashreplace")


def for_script_element(text: str) -> str:
    """JSON that cannot end the script element that holds it."""
    return text.translate(_FOR_SCRIPTS)


def _elements(data: list[tuple[str, str]]) -> Iterator[str]:
    for name, text in data:
        yield f'<script type="application/json" id="{name}">{for_script_element(text)}</script>'


def _json(value: BaseModel) -> str:
    return value.model_dump_json(exclude_none=True, exclude_defaults=True)


def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n{{\n{parts}\n}}\n'


def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
