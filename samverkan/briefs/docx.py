"""A brief as a Word document, to be written on: real headings, a header row, words for the map.

The same as the PDF, in a font that every office program has. How many pages it takes is up to the program;
with the letters and margins given here what fits one page of PDF fits one of these.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from samverkan.briefs.brief import Brief, Section, Statement, Table
from samverkan.draw.palette import LIGHT
from samverkan.draw.png import png
from samverkan.draw.sheet import Sheet

_FONT = "Calibri"
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_MARGIN_MM, _WIDTH_MM = 13, 210 - 2 * 13
_EDGE_MM = 10
"""Above and below: less than on the PDF's page, since lines are a little taller here."""
_SIZES = {
    "Normal": 9.0,
    "Title": 16.0,
    "Heading 1": 10.5,
    "List Bullet": 9.0,
    "Subtitle": 8.5,
    "Caption": 8.5,
    "List Number": 8.5,
}
"""Style to the size of its letters, in points."""
_SPACE_BEFORE = {"Heading 1": 4.0, "Caption": 0.0}
_QUIET = ("Subtitle", "Caption")
_CELL_PT = 8.5
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where a document says when it was made: the same brief is the same file on any day."""


def brief_docx(brief: Brief) -> bytes:
    """Return a brief as a Word document, the same bytes for the same brief. Cost: a second with a map."""
    document = Document()
    _describe(document, brief)
    _set_styles(document, _LANGUAGES.get(brief.language, brief.language))
    document.add_paragraph(brief.title, style="Title")
    document.add_paragraph(brief.subtitle, style="Subtitle")
    for statement in brief.lead:
        _add_statement(document, brief, statement, "Normal")
    for place, section in enumerate(brief.sections):
        _add_section(document, brief, section)
        if place == 0 and brief.map:
            document.add_heading(brief.map_heading, level=1)
            _add_map(document, brief.map)
    if brief.sources:
        document.add_heading(brief.sources_heading, level=1)
        for source in brief.sources:
            document.add_paragraph(source.text, style="List Number")
    document.add_paragraph(" ".join(brief.footer), style="Caption")
    file = io.BytesIO()
    document.save(file)
    return _on_no_day(file.getvalue())


def _describe(document: Any, brief: Brief) -> None:
    told = document.core_properties
    told.title, told.subject, told.author = brief.title, brief.subtitle, "samverkan"
    told.language = _LANGUAGES.get(brief.language, brief.language)
    told.comments = ""
    told.created = told.modified = _WRITTEN
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(_MARGIN_MM)
    page.top_margin = page.bottom_margin = Mm(_EDGE_MM)


def _set_styles(document: Any, language: str) -> None:
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.italic, style.font.bold = False, name in ("Title", "Heading 1")
        style.font.color.rgb = _colour(LIGHT["other"]["line"] if name in _QUIET else LIGHT["text"]["fill"])
        letters = style.element.get_or_add_rPr()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            letters.get_or_add_rFonts().attrib.pop(qn(kind), None)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(_SPACE_BEFORE.get(name, 0.0)), Pt(0)
        form.line_spacing = 1.0
        if name.startswith("List"):
            form.left_indent, form.first_line_indent = Mm(4), Mm(-4)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    _speak(document.styles["Normal"].element.get_or_add_rPr(), language)
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        _speak(defaults.find(qn("w:rPr")), language)


def _speak(letters: Any, language: str) -> None:
    """Say which language some letters are in, for spelling and for reading aloud."""
    told = letters.find(qn("w:lang"))
    if told is None:
        told = OxmlElement("w:lang")
        letters.append(told)
    told.set(qn("w:val"), language)


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def _add_section(document: Any, brief: Brief, section: Section) -> None:
    document.add_heading(section.title, level=1)
    if section.lead:
        document.add_paragraph(section.lead, style="Caption")
    if section.table:
        _add_table(document, brief, section.table)
    style = "List Bullet" if len(section.statements) > 1 else "Normal"
    for statement in section.statements:
        _add_statement(document, brief, statement, style)


def _add_statement(document: Any, brief: Brief, said: Statement, style: str) -> None:
    paragraph = document.add_paragraph(style=style)
    if said.label:
        paragraph.add_run(f"{said.label}: ").bold = True
    paragraph.add_run(said.text)
    for extra in (said.note, brief.mark(said.grounds)):
        if extra:
            run = paragraph.add_run(f" {extra}")
            run.font.size, run.font.color.rgb = Pt(_CELL_PT), _colour(LIGHT["other"]["line"])


def _add_table(document: Any, brief: Brief, table: Table) -> None:
    drawn = document.add_table(rows=1, cols=len(table.header))
    drawn.style, drawn.alignment, drawn.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    for cell, text in zip(drawn.rows[0].cells, table.header, strict=True):
        _write(cell, text, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # python-docx has no name for it
    for row in table.rows:
        cells = (*row.cells, brief.mark(row.grounds, bare=True))
        for cell, text in zip(drawn.add_row().cells, cells, strict=True):
            _write(cell, text)
    for column, share in zip(drawn.columns, table.shares, strict=True):
        for cell in column.cells:
            cell.width = Mm(share * _WIDTH_MM)


def _write(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = Pt(_CELL_PT), bold


def _add_map(document: Any, sheet: Sheet) -> None:
    paragraph = document.add_paragraph()
    picture = paragraph.add_run().add_picture(io.BytesIO(png(sheet, scale=2)), width=Mm(_WIDTH_MM))
    told = picture._inline.docPr  # noqa: SLF001  # python-docx has no name for it
    told.set("title", sheet.title)
    told.set("descr", f"{sheet.title}. {sheet.description}")


def _on_no_day(content: bytes) -> bytes:
    """Return a document whose parts do not say when they were packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename), old.read(part), zipfile.ZIP_DEFLATED)
    return file.getvalue()
