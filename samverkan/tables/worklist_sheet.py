"""The cells of a worklist that comes back, whatever program saved it: workbook or CSV.

A workbook is a zip that somebody else made: its size is looked at before it is unpacked, cells far out are
not visited, and no formula is trusted or run.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from samverkan.domain.findings import Finding
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.cells import unguarded
from samverkan.tables.worklist_file import COLUMNS

NAME = "worklist"
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 40_000_000, 200
MOST_ROWS = 5_000
MOST_SIGNS = 32_767
"""What a cell of Excel holds: a longer one is a quotation mark that was never closed."""
_MOST_COLUMNS, _HEADER_WITHIN = 30, 10
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    csv.Error,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a workbook that is cut off, locked or not one at all raises somewhere inside the reader."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and whether it is a formula."""

    text: str = ""
    is_formula: bool = False


Line = tuple[int, tuple[Cell, ...]]
"""The number of a row as the spreadsheet shows it, and its cells."""


@dataclass(frozen=True)
class Sheet:
    """A worklist as it came back.

    Parameters
    ----------
    columns
        Name of a column (see :data:`samverkan.tables.worklist_file.COLUMNS`) to its place.
    headings
        The same to what stands above it.
    language
        In which language that is.
    rows
        Those below, empty ones left out.
    findings
        What is wrong with the file; with an error among them there is nothing else.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    rows: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()


def sheet_of(content: bytes) -> Sheet:
    """Return the worklist in a file: the first sheet of it that has a header of ours in either language."""
    if len(content) > MOST_BYTES:
        return _fault("file_too_large", most=MOST_BYTES // 1_000_000)
    is_zip = content.startswith(b"PK")
    try:
        grids = list(_workbook(content) if is_zip else _csv(content))
    except _BROKEN:
        return _fault("broken_workbook")
    for grid in grids:
        for place, (_, cells) in enumerate(grid[:_HEADER_WITHIN]):
            if {"question", "answer"} <= {name for name, _ in map(_known, cells)}:
                return _sheet(cells, grid[place + 1 :])
    return _fault("not_a_worklist")


def _fault(code: str, **params: object) -> Sheet:
    return Sheet(findings=(Finding("error", code, NAME, params=params),))


def _sheet(header: tuple[Cell, ...], rows: list[Line]) -> Sheet:
    known = [_known(cell) for cell in header]
    names = [name for name, _ in known]
    columns = {name: names.index(name) for name in COLUMNS if name in names}
    headings = {name: header[place].text for name, place in columns.items()}
    language = known[columns["answer"]][1]
    found = [
        Finding("error", "repeated_column", NAME, 1, headings[name])
        for name in columns
        if names.count(name) > 1
    ]
    own = translator(language)
    missing = [name for name in ("key", "reason") if name not in columns]
    found += [
        Finding(
            "error" if name == "key" else "warning", "missing_column", NAME, 1, own(f"worklist.column.{name}")
        )
        for name in missing
    ]
    filled = tuple(line for line in rows if any(cell.text for cell in line[1]))
    if len(filled) > MOST_ROWS:
        found.append(Finding("warning", "too_many_rows", NAME, params={"most": MOST_ROWS}))
    return Sheet(columns, headings, language, filled[:MOST_ROWS], tuple(found))


def _known(cell: Cell) -> tuple[str, str]:
    """Return which column a heading stands above and in which language, ``""`` where it is none of ours."""
    return _headings().get(" ".join(cell.text.split()).casefold(), ("", ""))


@cache
def _headings() -> dict[str, tuple[str, str]]:
    return {
        translator(language)(f"worklist.column.{name}").casefold(): (name, language)
        for language in LANGUAGES
        for name in COLUMNS
    }


def _workbook(content: bytes) -> Iterator[list[Line]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise zipfile.BadZipFile("unpacks to too much")
        if any(
            b"<!DOCTYPE" in archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))
        ):
            raise zipfile.BadZipFile("declares entities")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        lines = sheet.iter_rows(max_row=MOST_ROWS + _HEADER_WITHIN + 1, max_col=_MOST_COLUMNS)
        yield [
            (number, tuple(Cell(_text(cell.value), cell.data_type == "f") for cell in line))
            for number, line in enumerate(lines, start=1)
        ]


def _text(value: object) -> str:
    """Return what a cell shows, as near as its type tells."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unguarded(str(value).strip())


def _csv(content: bytes) -> Iterator[list[Line]]:
    """Yield the file as each of the three separators would part it."""
    text = _decoded(content)
    for separator in (";", ",", "\t"):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        yield list(_lines(reader))


def _lines(reader: Iterable[list[str]]) -> Iterator[Line]:
    for number, record in enumerate(reader, start=1):
        # The reader has a limit of its own, but one that any other library may have moved.
        if any(len(cell) > MOST_SIGNS for cell in record):
            raise csv.Error
        stripped = [cell.strip() for cell in record]
        yield number, tuple(Cell(unguarded(cell), cell.startswith("=")) for cell in stripped)


def _decoded(content: bytes) -> str:
    """Return the text: UTF-8, else as Excel saves “CSV” in Sweden.

    Were it neither, the questions would no longer fit their keys, and each row be told so.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
