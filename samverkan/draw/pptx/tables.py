"""A table on slides: native cells, whose first row and column say what the others are, a page at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from samverkan.draw.lettering import paragraph_lines, text_width_px
from samverkan.draw.palette import LIGHT
from samverkan.draw.pptx.deck import FONT, rgb, write

MOST_ROWS = 17
"""Of a table on one slide, without its headings."""

_ACROSS_PT, _DOWN_PT = 5.0, 2.5
"""Left free on each side of a cell's words."""
_LEADING = 1.2
_TURNED_PT = 130.0
"""How high turned headings may be; longer ones break."""
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""PowerPoint's own style of thin lines and no colours."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """As much of a table as goes on one slide.

    Parameters
    ----------
    headings, rows
        The words of the cells.
    widths, heights
        Of the columns and of the rows, the headings' first, in points.
    is_turned
        Whether headings are turned, as they are wider than their columns.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    is_turned: bool


def paged(table: pd.DataFrame, width: float, height: float, size: float) -> list[TablePage]:
    """Return a table as pages that fit a width and a height in points; none without rows."""
    headings = tuple(map(str, table.columns))
    rows = [tuple(map(str, row)) for row in table.itertuples(index=False, name=None)]
    widths, is_turned = _widths(headings, rows, width, size)
    if is_turned:
        longest = max(text_width_px(heading, size, bold=True) for heading in headings[1:])
        first = min(longest + 2 * _ACROSS_PT, _TURNED_PT)
    else:
        first = _row_height(headings, widths, size, bold=True)
    heights = [_row_height(row, widths, size) for row in rows]
    filled = _cut(heights, height - first, MOST_ROWS)
    # The last page shall not hold a row or two alone, if as many pages hold all when they are even.
    even = _cut(heights, height - first, math.ceil(len(rows) / max(1, len(filled))))
    return [
        TablePage(headings, tuple(rows[part]), widths, (first, *heights[part]), is_turned)
        for part in (even if len(even) == len(filled) else filled)
    ]


def add_table(shapes: Any, page: TablePage, place: tuple[float, float], size: float, language: str) -> Any:
    """Add a page of a table at a place in points, and return its shape."""
    extent = (*place, sum(page.widths), sum(page.heights))
    frame = shapes.add_table(len(page.rows) + 1, len(page.headings), *map(Pt, extent))
    frame.element.find(f".//{qn('a:tableStyleId')}").text = _GRID
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    for column, width in zip(table.columns, page.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, page.heights, strict=True):
        row.height = Pt(height)
    for at, words in enumerate((page.headings, *page.rows)):
        for cell, text in zip(table.rows[at].cells, words, strict=True):
            _fill(cell, text, size, language, is_heading=at == 0)
    if page.is_turned:
        for cell in list(frame.element.iter(qn("a:tc")))[1 : len(page.headings)]:
            cell.get_or_add_tcPr().set("vert", "vert270")
    return frame


def _cut(heights: Sequence[float], room: float, most: int) -> list[slice]:
    """Return which rows stand together on a page: as many as there is room for, one at least."""
    parts: list[slice] = []
    for at, height in enumerate(heights):
        start = parts[-1].start if parts else 0
        if not parts or at - start == most or sum(heights[start:at]) + height > room:
            parts.append(slice(at, at + 1))
        else:
            parts[-1] = slice(start, at + 1)
    return parts


def _fill(cell: Any, text: str, size: float, language: str, *, is_heading: bool) -> None:
    write(cell.text_frame, text, language)
    cell.margin_left = cell.margin_right = Pt(_ACROSS_PT)
    cell.margin_top = cell.margin_bottom = Pt(_DOWN_PT)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if is_heading else MSO_ANCHOR.TOP
    if is_heading:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(LIGHT["initiative"]["fill"])
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(size), is_heading, FONT
        paragraph.font.color.rgb = rgb(LIGHT["text"]["fill"])


def _widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float
) -> tuple[tuple[float, ...], bool]:
    """Return how wide columns are, and whether headings have to be turned for that.

    A column is as wide as its longest cell; where there is no room for all, headings break between words, and
    the widest columns share what is left.
    """
    cells = [max((_wide(row[at], size) for row in rows), default=0.0) for at in range(len(headings))]
    lines = [_wide(heading, size, bold=True) for heading in headings]
    heads = [_widest_word(heading, size, bold=True) for heading in headings]
    for own in (lines, heads):
        wished = [max(pair) for pair in zip(cells, own, strict=True)]
        if sum(wished) <= width:
            return tuple(wished), False
    shared = _shared(wished, width)
    if all(head <= room for head, room in zip(heads[1:], shared[1:], strict=True)):
        return tuple(shared), False
    # Below turned headings cells break, too, so that what the rows are called has room.
    parts = [max((_widest_word(row[at], size) for row in rows), default=0.0) for at in range(len(headings))]
    return tuple(_shared([wished[0], *parts[1:]], width)), True


def _widest_word(text: str, size: float, *, bold: bool = False) -> float:
    return max(_wide(word, size, bold=bold) for word in text.split() or [""])


def _wide(text: str, size: float, *, bold: bool = False) -> float:
    return text_width_px(text, size, bold=bold) + 2 * _ACROSS_PT + 1


def _shared(wished: Sequence[float], width: float) -> list[float]:
    """Let those that wish least have it, and the others share the rest."""
    given, left = list(wished), width
    by_wish = sorted(range(len(wished)), key=wished.__getitem__)
    for n_before, at in enumerate(by_wish):
        given[at] = min(wished[at], left / (len(wished) - n_before))
        left -= given[at]
    return given


def _row_height(row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False) -> float:
    rooms = (width - 2 * _ACROSS_PT for width in widths)
    lines = [
        len(paragraph_lines(text, size, room, bold=bold)) or 1 for text, room in zip(row, rooms, strict=True)
    ]
    return max(lines, default=1) * size * _LEADING + 2 * _DOWN_PT
