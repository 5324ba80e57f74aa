"""An explanation as a person reads it."""

from collections.abc import Iterator

from extract.report import Line, Style, line, underlined
from schemas.explanation import Explanation, Item, Reason

_TITLES = {"near": "near misses", "extracted": "extracted", "left_out": "left out"}
_STYLES: dict[str, Style] = {"near": "near", "extracted": "good", "left_out": "faint"}
_LABEL = 9
"""So many columns the label of a reason takes."""


def report(explanation: Explanation, text: str) -> Iterator[Line]:
    """The explanation of the source with this text; near misses first."""
    for standing, title in _TITLES.items():
        items = [item for item in explanation.items if item.standing == standing]
        if items:
            yield line((f"{title} ({len(items)})", "strong"))
            for item in items:
                yield from _told(item, text)
            yield line()
    if not explanation.items:
        yield line("nothing here counts or names anything")


def _told(item: Item, text: str) -> Iterator[Line]:
    style = _STYLES[item.standing]
    printed = item.text.replace("\r", "").replace("\n", "")
    rule = f"  [{item.rule}]" if item.rule else ""
    yield line("  ", (item.kind, style), "  ", (printed, "strong"), f"  {item.says}", (rule, "faint"))
    yield from underlined(text, *item.span, f"    {item.line}: ", style)
    yield from (_reason(reason, "") for reason in item.because if reason.says)
    yield from (_reason(reason, "beside: ") for reason in item.considered)


def _reason(reason: Reason, opening: str) -> Line:
    rule = f"  [{reason.rule}]" if reason.rule else ""
    return line("      ", (f"{reason.of:{_LABEL}}", "faint"), f"{opening}{reason.says}", (rule, "faint"))
