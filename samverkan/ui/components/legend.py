"""What shapes and colours mean, beside the map."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from samverkan.draw.framing import Tones, legend_sign
from samverkan.draw.palette import TONES
from samverkan.draw.scene import LegendEntry
from samverkan.draw.svg import mark_svg
from samverkan.ui.components import markup
from samverkan.ui.components.chart import theme

_WIDTH_PX, _HEIGHT_PX, _REACH_PX = 22.0, 18.0, 9.0
"""Of a sign, and how far it reaches to each side."""


def show_legend(entries: Iterable[LegendEntry]) -> None:
    """Show one sign and one word for each kind of thing on the map."""
    tones = TONES[theme()]
    items = "".join(_item(entry, tones) for entry in entries)
    markup.show(f'<ul class="sv-legend">{items}</ul>')


def _item(entry: LegendEntry, tones: Tones) -> str:
    sign = legend_sign(entry, _WIDTH_PX / 2, _HEIGHT_PX / 2, _REACH_PX, tones)
    # The library takes drawn elements out of the markup that it is given; a picture it leaves.
    drawn = b64encode(mark_svg(sign, _WIDTH_PX, _HEIGHT_PX).encode()).decode()
    return f'<li><img alt="" src="data:image/svg+xml;base64,{drawn}"> {escape(entry.label)}</li>'
