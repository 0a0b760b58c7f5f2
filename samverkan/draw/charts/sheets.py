"""A chart on a sheet of a given size: its letters are as large as on a page, so rows may be left out."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.look import PADDING_PX
from samverkan.draw.charts.vega import chart_as_svg, svg_as_pdf, svg_as_png, svg_size
from samverkan.draw.framing import framed
from samverkan.draw.palette import TONES
from samverkan.draw.pdf_text import with_words
from samverkan.draw.poster import Format
from samverkan.draw.sheet import Picture, Sheet
from samverkan.draw.spots import Box

LEAST_ROWS = 3
_MOST_GROWN = 1.35
"""How much larger than on a page a small chart becomes."""

_IMAGE_SCALE = 3


def chart_sheet(chart: Chart, form: Format) -> Sheet:
    """Return a chart with its words around it as a sheet, alike a map's.

    Cost: half a second to a second for a drawing that is not at hand.
    """
    tones = TONES[chart.theme]
    frame = framed(chart.around, form.width, form.height, tones)
    return Sheet(
        width=form.width,
        height=form.height,
        ground=tones["background"]["fill"],
        title=chart.around.title,
        description=" ".join((chart.description, f"{chart.around.subtitle}.", *chart.around.footer)),
        language=chart.language,
        marks=(*frame.marks, _picture(chart, frame.inside)),
    )


def fitted(chart: Chart, form: Format) -> Chart:
    """Return a chart with as many rows as a sheet has room for, at least some; its own words say how many.

    Cost: a drawing, which is then at hand where the chart fits.
    """
    room = framed(chart.around, form.width, form.height, TONES[chart.theme]).inside
    chart = _as_wide(chart, room)
    _, height = svg_size(chart_as_svg(chart.bare()))
    too_much = height - (room.y1 - room.y0)
    if too_much <= 0 or chart.fewer is None or chart.n_rows <= LEAST_ROWS:
        return chart
    n_rows = chart.n_rows - math.ceil(too_much / chart.row_px)
    return _as_wide(chart.fewer(max(n_rows, LEAST_ROWS)), room)


def _as_wide(chart: Chart, room: Box) -> Chart:
    """Return a chart no wider than a room, its labels and air included."""
    most = room.x1 - room.x0 - chart.margin_px - 2 * PADDING_PX
    return replace(chart, width_px=min(chart.width_px, round(most)))


def _picture(chart: Chart, room: Box) -> Picture:
    svg = chart_as_svg(chart.bare())
    natural = svg_size(svg)
    sides = (room.x1 - room.x0, room.y1 - room.y0)
    scale = min(_MOST_GROWN, *(side / own for side, own in zip(sides, natural, strict=True)))
    width, height = (own * scale for own in natural)
    return Picture(
        x=(room.x0 + room.x1 - width) / 2,
        y=room.y0 + min((sides[1] - height) / 2, 10.0),
        width=width,
        height=height,
        svg=svg,
        as_pdf=partial(_pdf, svg, chart),
        as_png=partial(svg_as_png, svg, scale=_IMAGE_SCALE),
        title=chart.title,
        description=chart.description,
    )


def _pdf(svg: str, chart: Chart) -> bytes:
    return with_words(svg_as_pdf(svg), title=chart.title, language=chart.language)
