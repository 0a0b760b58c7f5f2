"""A chart in the formats that people put into slides, reports and spreadsheets.

Nothing is fetched: the data stand in the chart, and the letters come from the machine or from our own folder.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

import altair as alt
import vl_convert
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from samverkan.draw.charts.chart import Chart
from samverkan.draw.lettering import FONT_FOLDER
from samverkan.draw.pdf_text import with_words
from samverkan.i18n import translator
from samverkan.tables.cells import guarded

_TAG = re.compile(r"<[^<>]*>")
_SAID_OF_PART = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_WIDEST = 60
"""Of a column in a workbook, in letters."""


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
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in _table(chart))
    writer.writerow([])
    writer.writerows([_safe(line)] for line in _lines(chart))
    return text.getvalue().encode("utf-8-sig")


def chart_xlsx(chart: Chart) -> bytes:
    """Return the chart's table as a workbook, with a second sheet that says what it is about."""
    words = translator(chart.language)
    book = Workbook()
    book.properties.creator, book.properties.title = "samverkan", chart.title
    sheet = book.worksheets[0]
    sheet.title = words("chart.sheet_table")
    for row in _table(chart):
        sheet.append([_safe(cell) for cell in row])
    sheet.freeze_panes = "B2"
    for column in sheet.iter_cols():
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(column[0].column)].width = min(longest + 2, _WIDEST)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        column[0].font = Font(bold=True)
    about = book.create_sheet(words("chart.sheet_about"))
    about.column_dimensions["A"].width = 2 * _WIDEST
    for line in _lines(chart):
        about.append([_safe(line)])
        about.cell(about.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


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


def _table(chart: Chart) -> Iterator[list[Any]]:
    yield list(chart.table.columns)
    yield from chart.table.astype(object).to_numpy().tolist()


def _lines(chart: Chart) -> tuple[str, ...]:
    return (chart.around.title, chart.around.subtitle, *chart.around.footer)


def _safe(cell: Any) -> Any:
    """Return a cell that a spreadsheet neither runs nor refuses; a whole number is one."""
    if not isinstance(cell, str):
        return cell
    if cell.isdecimal():
        return int(cell)
    return guarded(ILLEGAL_CHARACTERS_RE.sub("", cell))
