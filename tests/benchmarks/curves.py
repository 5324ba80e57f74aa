"""Growth as a table and as a drawing: each step beside the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from math import log10

WIDTH, HEIGHT, EDGE = 260, 220, 44
"""Of one panel, in pixels, and of the room for its labels."""
STYLE = "text{font:12px sans-serif;fill:#555}path,line{fill:none;stroke:#999}.ours{stroke:#0a6;stroke-width:2}"


@dataclass(frozen=True, slots=True)
class Curve:
    """What grows, its steps, and what each took: seconds, and megabytes where they were measured."""

    name: str
    steps: Sequence[float]
    seconds: Sequence[float]
    megabytes: Sequence[float] = field(default=())


def table(curve: Curve) -> str:
    """A table of Markdown."""
    memory = bool(curve.megabytes)
    lines = [
        f"| {curve.name} | seconds | times the first |{' memory |' if memory else ''}",
        f"| --- | --- | --- |{' --- |' if memory else ''}",
    ]
    for number, (step, seconds) in enumerate(zip(curve.steps, curve.seconds, strict=True)):
        most = f" {curve.megabytes[number]:.0f} MB |" if memory else ""
        lines.append(f"| {step:,g} | {seconds:.2f} | {seconds / curve.seconds[0]:.2f} |{most}")
    return "\n".join(lines)


def drawn(curves: Sequence[Curve]) -> str:
    """An SVG with a panel for each curve, both axes logarithmic; the thin line is growth in proportion."""
    panels = "".join(
        f'<g transform="translate({number * WIDTH},0)">{"".join(_panel(curve))}</g>'
        for number, curve in enumerate(curves)
    )
    size = f'width="{WIDTH * len(curves)}" height="{HEIGHT}" viewBox="0 0 {WIDTH * len(curves)} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{panels}</svg>\n'


def _panel(curve: Curve) -> Iterator[str]:
    growth = [seconds / curve.seconds[0] for seconds in curve.seconds]
    right = log10(curve.steps[-1] / curve.steps[0]) or 1
    top = max(right, *(abs(log10(one)) for one in growth))
    low = min(0.0, *(log10(one) for one in growth))

    def x(step: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * log10(step / curve.steps[0]) / right

    def y(factor: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (log10(factor) - low) / (top - low)

    path = " ".join(f"{x(step):.1f},{y(one):.1f}" for step, one in zip(curve.steps, growth, strict=True))
    last = curve.steps[-1] / curve.steps[0]
    yield f'<text x="{EDGE}" y="20">{escape(curve.name)}</text>'
    yield f'<path d="M{EDGE},{EDGE} V{HEIGHT - EDGE} H{WIDTH - EDGE}"/>'
    yield f'<line x1="{x(curve.steps[0]):.1f}" y1="{y(1):.1f}" x2="{x(curve.steps[-1]):.1f}" y2="{y(last):.1f}"/>'
    yield f'<path class="ours" d="M{path}"/>'
    for step, one in zip(curve.steps, growth, strict=True):
        yield f'<text x="{x(step):.1f}" y="{HEIGHT - EDGE + 16}" text-anchor="middle">{step:,g}</text>'
        yield f'<text x="{x(step):.1f}" y="{y(one) - 8:.1f}" text-anchor="middle">× {one:.2f}</text>'
