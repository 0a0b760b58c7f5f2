"""What shapes and colours mean, beside the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    "pentagon": "⬟",
    "square": "■",
    "dashed_line": "╌╌",
}


def show_legend(entries: Iterable[LegendEntry]) -> None:
    """Show one sign and one word for each kind of thing on the map."""
    tones = TONES[theme()]
    items = "".join(_item(entry, tones[entry.tone]) for entry in entries)
    markup.show(f'<ul class="sv-legend">{items}</ul>')


def _item(entry: LegendEntry, colours: Mapping[str, str]) -> str:
    pale = entry.hollow or entry.tone == "initiative"
    sign = "□" if entry.hollow else _SIGNS[entry.shape]
    drawn = f'<span style="color:{colours["line" if pale else "fill"]}" aria-hidden="true">{sign}</span>'
    return f"<li>{drawn} {escape(entry.label)}</li>"
