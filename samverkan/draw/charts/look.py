"""How every chart looks: the map's colours, one font, and shapes that tell sectors without colour."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import altair as alt

from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.lettering import BOLD_WEIGHT, FONT_FAMILY, text_width_px
from samverkan.draw.palette import SHAPES, TONES
from samverkan.i18n import NO_BREAK_SPACE, Translator

Theme = Literal["light", "dark"]

FONTS = f"{FONT_FAMILY}, Noto Sans, sans-serif"
"""The font of a file, which the converter knows by the second name; of an SVG the reader's machine takes the
first that it has."""
PAGE_FONTS = "Source Sans, sans-serif"
"""The font of a page, which the browser has from the dashboard itself."""

TEXT_PX, SMALL_PX = 13, 11
PADDING_PX = 12
"""Around a whole chart."""
ROW_PX = 28
"""How high a row of a chart is."""


def tone(theme: Theme, name: str) -> str:
    """Return the fill of a tone of the palette."""
    return TONES[theme][name]["fill"]


def configuration(theme: Theme, language: str, fonts: str = FONTS) -> dict[str, Any]:
    """Return Vega-Lite's settings for a theme and a font, and how the language writes numbers."""
    ink, line = tone(theme, "text"), tone(theme, "edge")
    decimal, thousands = (",", NO_BREAK_SPACE) if language == "sv" else (".", ",")
    return {
        "background": tone(theme, "background"),
        "font": fonts,
        "padding": PADDING_PX,
        # Vega would describe every mark and axis in English; a chart has its own description, and a table.
        "mark": {"aria": False},
        "locale": {
            "number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}
        },
        "view": {"stroke": None},
        "text": {"color": ink, "fontSize": TEXT_PX},
        "axis": {
            "aria": False,
            "labelColor": ink,
            "titleColor": ink,
            "labelFontSize": TEXT_PX,
            "titleFontSize": TEXT_PX,
            "titleFontWeight": "normal",
            "labelLimit": 420,
            "domainColor": line,
            "tickColor": line,
            "gridColor": tone(theme, "initiative"),
        },
        "legend": {
            "aria": False,
            "orient": "bottom",
            "title": None,
            "labelColor": ink,
            "labelFontSize": TEXT_PX,
            "labelLimit": 400,
            "symbolSize": 110,
            "symbolOpacity": 1,
            "columns": 4,
        },
        "title": {
            "color": ink,
            "subtitleColor": ink,
            "anchor": "start",
            "fontWeight": BOLD_WEIGHT,
        },
    }


def _polygon(n_corners: int, *, inner: float = 1.0, turn: float = -90) -> str:
    """Return a regular polygon, or a star where ``inner`` is less than 1, as a path within −1 … 1."""
    n_points = n_corners * (1 if inner == 1 else 2)
    points = [
        (radius * math.cos(angle), radius * math.sin(angle))
        for place in range(n_points)
        for radius in (inner if place % 2 and inner != 1 else 1.0,)
        for angle in (math.radians(turn + 360 * place / n_points),)
    ]
    return "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in points) + "Z"


_PATHS: Mapping[str, str] = MappingProxyType(
    {
        "dot": "circle",
        "square": "square",
        "triangle": "triangle-up",
        "triangleDown": "triangle-down",
        "diamond": "diamond",
        "hexagon": _polygon(6, turn=0),
        "pentagon": _polygon(5),
        "star": _polygon(5, inner=0.45),
    }
)
"""Shape of the map to what Vega calls or draws it."""


def sector_scales(sectors: Sequence[str], theme: Theme, words: Translator) -> tuple[alt.Scale, alt.Scale]:
    """Return the colours and the shapes of the sectors that occur, by their names."""
    present = [sector for sector in VOCABULARIES["sector"] if sector in set(sectors)]
    names = [words(f"vocabulary.sector.{sector}") for sector in present]
    colours = [tone(theme, sector) for sector in present]
    shapes = [_PATHS[SHAPES[sector]] for sector in present]
    return alt.Scale(domain=names, range=colours), alt.Scale(domain=names, range=shapes)


def margin_px(labels: Iterable[str]) -> int:
    """Return how much of a sheet's width the labels of rows take, with the air around them."""
    return round(max((text_width_px(label, TEXT_PX) for label in labels), default=0)) + 24


def part_of(side: Literal["width", "height"], first: float, last: float) -> list[alt.ExprRef]:
    """Return the range of a scale that takes a part of a chart's width or height, from and to in 0–1."""
    return [alt.ExprRef(f"{side} * {share}") for share in (first, last)]


def named(labels: Sequence[str]) -> str:
    """Return the expression that names the places 0, 1, 2 … of an axis.

    Rows are drawn by their place and not by their name: two of them may be called the same.
    """
    return f"{json.dumps(list(labels), ensure_ascii=False)}[datum.value]"
