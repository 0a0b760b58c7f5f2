"""What shapes and colours mean, beside the map."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from samverkan.draw.palette import TONES
from samverkan.draw.scene import LegendEntry
from samverkan.ui.components import markup
from samverkan.ui.components.chart import theme

_SIGNS = {
    "dot": "●",
    "hexagon": "⬢",
    "triangle": "▲",
    "triangleDown": "▼",
    "diamond": "◆",
    "star": "★",
    "square": "■",
    "dashed_line": "╌╌",
}


def show_legend(entries: Iterable[LegendEntry]) -> None:
    """Show one sign and one word for each kind of thing on the map."""
    tones = TONES[theme()]
    items = "".join(
        f'<li><span style="color:{tones[entry.tone]["line" if entry.hollow or entry.tone == "initiative" else "fill"]}"'
        f' aria-hidden="true">{"□" if entry.hollow else _SIGNS[entry.shape]}</span> {escape(entry.label)}</li>'
        for entry in entries
    )
    markup.show(f'<ul class="sv-legend">{items}</ul>')
