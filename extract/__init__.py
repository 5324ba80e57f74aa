"""From pages of Chinese local news to checked facts: `extract_text`, `extract_path` and `load_rulebook`.

The library is loaded when one of its names is used; importing this package loads nothing. `extract.pipeline` is the map
of the code.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.api import Facts, extract_path, extract_text, load_rulebook

__all__ = ["Facts", "extract_path", "extract_text", "load_rulebook"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from extract import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
