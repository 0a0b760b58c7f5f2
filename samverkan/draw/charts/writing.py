"""A chart in the formats that people put into slides, reports and spreadsheets.

Nothing is fetched: the data stand in the chart, and the letters come from the machine or from our own folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

import altair as alt
import vl_convert

from samverkan.draw.charts.chart import Chart
from samverkan.draw.lettering import FONT_FOLDER
from samverkan.draw.pdf_text import with_words
from samverkan.draw.spreadsheet import table_csv, table_workbook
from samverkan.i18n import translator

_TAG = re.compile(r"<[^<>]*>")
_SAID_OF_PART = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def chart_svg(chart: Chart) -> bytes:
    """Return the chart as SVG whose text stays text, with its title and description for a screen reader."""
    picture: str = vl_convert.vegalite_to_svg(**_conversion(chart))
    # Vega tells its parts in English; the picture as a whole says all that stands in it, in its own language.
    mute = _TAG.sub(lambda tag: _SAID_OF_PART.sub("", tag[0]), picture)
    start = mute.index(">")
    described = " ".join((chart.description, chart.around.subtitle, *chart.around.footer))
    told = f"<title>{escape(chart.title)}</title><desc>{escape(described)}</desc>"
    return f'{mute[:start]} role="img" lang="{chart.language}">{told}{mute[start + 1 :]}'.encode()


def chart_png(chart: Chart, scale: int = 2) -> bytes:
    """Return the chart as an image, ``scale`` times as sharp as a page shows it."""
    picture: bytes = vl_convert.vegalite_to_png(**_conversion(chart), scale=scale)
    return picture


def chart_pdf(chart: Chart) -> bytes:
    """Return the chart as a PDF of one page, with its font and with text that can be searched and copied."""
    drawn: bytes = vl_convert.vegalite_to_pdf(**_conversion(chart))
    return with_words(drawn, title=chart.title, language=chart.language)


def chart_csv(chart: Chart) -> bytes:
    """Return the chart's table as CSV that Swedish Excel opens by itself, and below it what it is about."""
    return table_csv(chart.table, _lines(chart))


def chart_xlsx(chart: Chart) -> bytes:
    """Return the chart's table as a workbook, with a second sheet that says what it is about."""
    return table_workbook(chart.table, _lines(chart), translator(chart.language))


WRITERS: Mapping[str, Callable[[Chart, int], bytes]] = MappingProxyType(
    {
        "svg": lambda chart, _: chart_svg(chart),
        "png": chart_png,
        "pdf": lambda chart, _: chart_pdf(chart),
        "csv": lambda chart, _: chart_csv(chart),
        "xlsx": lambda chart, _: chart_xlsx(chart),
    }
)
"""Format to what writes a chart, given how sharp an image is to be."""


def _conversion(chart: Chart) -> dict[str, Any]:
    _register_fonts()
    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    # No address is allowed, so that nothing in a chart can make the machine ask another one.
    return {"vl_spec": chart.sheet(), "vl_version": f"{major}.{minor}", "allowed_base_urls": []}


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _lines(chart: Chart) -> tuple[str, ...]:
    return (chart.around.title, chart.around.subtitle, *chart.around.footer)
