"""The worklist as a sheet to send round: written as a workbook or as CSV for Excel.

Each row carries a key, in a column that a workbook hides: what the question is about, and a few signs of a
digest of that and of the question's words. A row whose key and question were torn apart, by sorting one
column alone or by typing over, is so told from one that only moved. Reading back is in
:mod:`samverkan.tables.worklist_answers`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from samverkan.i18n import Translator
from samverkan.tables.cells import guarded

COLUMNS = ("ask", "question", "why", "answer", "reason", "key")
"""The columns from left to right; their headings are in ``i18n`` under ``worklist.column``."""
ANSWERS = ("known_elsewhere", "confirmed_absent", "declined", "irrelevant", "asked")
"""What may be answered where a judgement is asked for, the most common first: ids of ``judgement_status``."""
JUDGED_KINDS = ("seat", "partnership")
"""Kinds of question that are answered by one of these; the others are answered in free text."""

HELP = ("what", "judged", "free", "reason", "keep", "privacy", "send")
"""The instructions, one a row; their words are in ``i18n`` under ``worklist.help``."""

_WIDTHS = (30, 55, 60, 26, 45, 20)
_ANSWER_ROW = 12
"""The row of the instructions in which the table of answers begins."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One question, in words.

    Parameters
    ----------
    kind, subject, object
        What it is about: a kind of question and ids; ``object`` may be ``""``.
    ask, question, why
        Whom to ask, what, and why it is asked.
    """

    kind: str
    subject: str
    object: str
    ask: str
    question: str
    why: str

    @property
    def key(self) -> str:
        """What ties an answer to its question."""
        return key_of(self.kind, self.subject, self.object, self.question)


def key_of(kind: str, subject: str, other: str, question: str) -> str:
    """Return the key of a question; spaces more or less do not change it.

    Examples
    --------
    >>> key_of("seat", "eidar", "torget", "Är Eidar med?")
    'seat:eidar~torget:d7b21b33'
    """
    words = " ".join(question.split())
    digest = hashlib.sha256("\x1f".join((kind, subject, other, words)).encode()).hexdigest()[:8]
    return f"{kind}:{subject}~{other}:{digest}"


def worklist_csv(rows: Iterable[SheetRow], words: Translator) -> bytes:
    """Return the sheet as CSV that Swedish Excel opens by itself: semicolon, CRLF, UTF-8 with its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings(words))
    writer.writerows(_cells(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def worklist_workbook(rows: Iterable[SheetRow], words: Translator) -> bytes:
    """Return the sheet as an Excel workbook, with a second sheet that says how to fill it in.

    The answers to questions that a judgement can answer are chosen from a list. No cell is a formula.
    """
    book = Workbook()
    book.properties.creator = "samverkan"
    sheet = book.worksheets[0]
    sheet.title = words("worklist.sheet.questions")
    listed = list(rows)
    for cells in (_headings(words), *map(_cells, listed)):
        sheet.append(cells)
    _dress(sheet)
    _offer_answers(sheet, listed, words)
    _instruct(book.create_sheet(words("worklist.sheet.help")), words)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _headings(words: Translator) -> list[str]:
    return [words(f"worklist.column.{name}") for name in COLUMNS]


def _cells(row: SheetRow) -> list[str]:
    texts = (row.ask, row.question, row.why, "", "", row.key)
    return [guarded(ILLEGAL_CHARACTERS_RE.sub("", text)) for text in texts]


def _dress(sheet: Worksheet) -> None:
    """Freeze the header, set widths, wrap texts, hide the key, fit a page's width."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.column_dimensions[get_column_letter(len(COLUMNS))].hidden = True
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE7F0")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _offer_answers(sheet: Worksheet, rows: list[SheetRow], words: Translator) -> None:
    last = _ANSWER_ROW + len(ANSWERS) - 1
    choices = f"'{words('worklist.sheet.help')}'!$A${_ANSWER_ROW}:$A${last}"
    offer = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=True)
    offer.errorTitle = words("worklist.column.answer")
    offer.error = words("worklist.choose")
    letter = get_column_letter(COLUMNS.index("answer") + 1)
    for number, row in enumerate(rows, start=2):
        if row.kind in JUDGED_KINDS:
            offer.add(f"{letter}{number}")
    if offer.ranges:
        sheet.add_data_validation(offer)


def _instruct(sheet: Worksheet, words: Translator) -> None:
    """Write the instructions, and from row ``_ANSWER_ROW`` each answer with what it means."""
    sheet["A1"] = words("worklist.help.title")
    sheet["A1"].font = Font(bold=True, size=14)
    for number, name in enumerate(HELP, start=2):
        sheet.cell(number, 1, words(f"worklist.help.{name}"))
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
        sheet.row_dimensions[number].height = 32
    for column, name in enumerate(("answer", "meaning"), start=1):
        sheet.cell(_ANSWER_ROW - 1, column, words(f"worklist.column.{name}")).font = Font(bold=True)
    for number, status in enumerate(ANSWERS, start=_ANSWER_ROW):
        sheet.cell(number, 1, words(f"vocabulary.judgement_status.{status}"))
        sheet.cell(number, 2, words(f"worklist.meaning.{status}"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 90
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
