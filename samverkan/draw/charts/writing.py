"""A chart in the formats that people put into slides, reports and spreadsheets.

Nothing is fetched: the data stand in the chart, and the letters come from the machine or from our own folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType
from typing import Any

import vl_convert

from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.look import PADDING_PX
from samverkan.draw.charts.sheets import fitted
from samverkan.draw.charts.vega import chart_as_svg, conversion, svg_size
from samverkan.draw.document import document, html_table, paragraphs
from samverkan.draw.pdf_text import with_words
from samverkan.draw.pptx import Figure, figure_pptx
from samverkan.draw.slides import SLIDE
from samverkan.draw.spreadsheet import table_csv, table_workbook
from samverkan.draw.svg import font_faces
from samverkan.i18n import translator

A4_PX = (3508, 2480)
"""A lying page at :data:`PRINT_DPI`."""
PRINT_DPI = 300
_A4_MARGIN_PX = 100
_WHOLE_PX = 0.4
"""More than a page, so that the converter, which cuts off parts of a pixel, makes it a whole one."""
_VEGA_DPI = 72
"""Of the converter: how many dots an inch has at a scale of 1."""

_SLIDE_SCALE = 3
"""How sharp a picture is on a slide, which is shown larger than a page."""

_PAGE_STYLE = """
:root { color-scheme: only light; }
.wide { overflow-x: auto; }
.wide > svg { display: block; min-width: 44rem; max-width: 100%; height: auto; }
#table { width: auto; }
th, td { overflow-wrap: normal; }
td { font-variant-numeric: tabular-nums; }
figcaption { max-width: 60rem; color: var(--3e4753); }
@media print {
  .wide { overflow: visible; }
  .wide > svg { min-width: 0; max-height: 125mm; }
  figure + .wide { break-before: page; }
}
"""


def chart_svg(chart: Chart) -> bytes:
    """Return the chart as SVG whose text stays text, with its title and description for a screen reader."""
    described = " ".join((chart.description, chart.around.subtitle, *chart.around.footer))
    return _svg(chart, chart.sheet(), described).encode()


def chart_png(chart: Chart, scale: int = 2) -> bytes:
    """Return the chart as an image, ``scale`` times as sharp as a page shows it."""
    picture: bytes = vl_convert.vegalite_to_png(**conversion(chart.sheet()), scale=scale)
    return picture


def printed_chart_png(chart: Chart) -> bytes:
    """Return the chart as the PNG image of an A4 page at 300 dots an inch, lying or standing as it does."""
    sheet = chart.sheet()
    natural = svg_size(chart_as_svg(sheet))
    page = A4_PX if natural[0] > natural[1] else A4_PX[::-1]
    scale = min((side - 2 * _A4_MARGIN_PX) / own for side, own in zip(page, natural, strict=True))
    # The page is the chart with more ground around it.
    across, down = (
        ((side + _WHOLE_PX) / scale - own) / 2 + PADDING_PX for side, own in zip(page, natural, strict=True)
    )
    sheet["config"]["padding"] = {"left": across, "right": across, "top": down, "bottom": down}
    picture: bytes = vl_convert.vegalite_to_png(
        **conversion(sheet), scale=scale * _VEGA_DPI / PRINT_DPI, ppi=PRINT_DPI
    )
    return picture


def chart_pdf(chart: Chart) -> bytes:
    """Return the chart as a PDF of one page, with its font and with text that can be searched and copied."""
    drawn: bytes = vl_convert.vegalite_to_pdf(**conversion(chart.sheet()))
    return with_words(drawn, title=chart.title, language=chart.language)


def chart_pptx(chart: Chart) -> bytes:
    """Return the chart as slides: itself, natively where it is bars, and its table.

    A picture has no more rows than can be read on a slide; the table that follows has all.
    """
    return figure_pptx(chart_figure(chart if chart.bars else fitted(chart, SLIDE)))


def chart_figure(chart: Chart) -> Figure:
    """Return the chart for a slide, as bars where it is nothing more than that, else as a picture."""
    around = chart.around
    drawn = b"" if chart.bars else vl_convert.vegalite_to_png(**conversion(chart.bare()), scale=_SLIDE_SCALE)
    return Figure(
        title=around.title,
        subtitle=around.subtitle,
        footer=around.footer,
        description=chart.description,
        picture=drawn,
        bars=chart.bars,
        table=chart.table,
        language=chart.language,
    )


def chart_html(chart: Chart) -> bytes:
    """Return the chart as a page of its own with its table, always on white, without any script."""
    table, caption = chart.table, translator(chart.language)("chart.sheet_table")
    rows = [tuple(map(str, row)) for row in table.itertuples(index=False, name=None)]
    listed = html_table(caption, [str(heading) for heading in table.columns], rows, "table")
    picture = _scrolled(_svg(chart, chart.bare(), chart.description), chart.title)
    # How it is read stands at the picture, not below a table of many pages.
    about = f"<figcaption>{paragraphs(chart.around.footer)}</figcaption>"
    return document(
        language=chart.language,
        title=chart.title,
        subtitle=chart.around.subtitle,
        main=f"<figure>\n{picture}\n{about}\n</figure>\n{_scrolled(listed, caption)}",
        style=font_faces() + _PAGE_STYLE,
        has_dark=False,
    ).encode()


def _scrolled(markup: str, name: str) -> str:
    """Return what may be wider than a small screen within what can be scrolled, also with the keyboard."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(name)}">{markup}</div>'


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
        "pptx": lambda chart, _: chart_pptx(chart),
        "html": lambda chart, _: chart_html(chart),
        "csv": lambda chart, _: chart_csv(chart),
        "xlsx": lambda chart, _: chart_xlsx(chart),
    }
)
"""Format to what writes a chart, given how sharp an image is to be."""


def _svg(chart: Chart, specification: dict[str, Any], described: str) -> str:
    # Vega tells its parts in English; the picture as a whole says all that stands in it, in its own language.
    mute = chart_as_svg(specification)
    start = mute.index(">")
    told = f"<title>{escape(chart.title)}</title><desc>{escape(described)}</desc>"
    return f'{mute[:start]} role="img" lang="{chart.language}">{told}{mute[start + 1 :]}'


def _lines(chart: Chart) -> tuple[str, ...]:
    return (chart.around.title, chart.around.subtitle, *chart.around.footer)
