"""The table behind a picture as a file for a spreadsheet, with what it is about beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from samverkan.i18n import Translator
from samverkan.tables.cells import guarded

_WIDEST = 60
"""Of a column in a workbook, in letters."""


def table_csv(table: pd.DataFrame, about: Sequence[str]) -> bytes:
    """Return a table as CSV that Swedish Excel opens by itself, and below it what it is about."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in _rows(table))
    writer.writerow([])
    writer.writerows([_safe(line)] for line in about)
    return text.getvalue().encode("utf-8-sig")


def table_workbook(table: pd.DataFrame, about: Sequence[str], words: Translator) -> bytes:
    """Return a table as a workbook, with a second sheet that says what it is about, its title first."""
    book = Workbook()
    book.properties.creator, book.properties.title = "samverkan", about[0]
    sheet = book.worksheets[0]
    sheet.title = words("chart.sheet_table")
    for row in _rows(table):
        sheet.append([_safe(cell) for cell in row])
    sheet.freeze_panes = "B2"
    for column in sheet.iter_cols():
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(column[0].column)].width = min(longest + 2, _WIDEST)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        column[0].font = Font(bold=True)
    told = book.create_sheet(words("chart.sheet_about"))
    told.column_dimensions["A"].width = 2 * _WIDEST
    for line in about:
        told.append([_safe(line)])
        told.cell(told.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _rows(table: pd.DataFrame) -> Iterator[list[Any]]:
    yield list(table.columns)
    yield from table.astype(object).to_numpy().tolist()


def _safe(cell: Any) -> Any:
    """Return a cell that a spreadsheet neither runs nor refuses; a whole number is one."""
    if not isinstance(cell, str):
        return cell
    if cell.isdecimal():
        return int(cell)
    return guarded(ILLEGAL_CHARACTERS_RE.sub("", cell))
