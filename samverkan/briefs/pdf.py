"""A brief as PDF: one A4 page upright, its text to be read out, its font inside, its bytes the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle

from samverkan.briefs.brief import Brief, Section, Statement
from samverkan.briefs.brief import Table as BriefTable
from samverkan.draw.palette import LIGHT
from samverkan.draw.pdf import paint, pdf_font
from samverkan.draw.sheet import Sheet

SMALLEST_PT = 8.5
"""No letters are smaller."""

_MARGIN = 13 * mm
PAGE_WIDTH_PT = A4[0] - 2 * _MARGIN
"""Within the margins."""

CELL_GAP_PT = 4
"""Between two columns of a table."""

_HEIGHT = A4[1] - 2 * _MARGIN
_SPARE = 0.98
"""How much of the page may be filled, so that a text editor with other letters has room as well."""

_INK, _NOTE, _RULE = LIGHT["text"]["fill"], LIGHT["other"]["line"], LIGHT["edge"]["line"]


def brief_pdf(brief: Brief) -> bytes:
    """Return a brief as a PDF document. Cost: linear in its words, some 50 ms."""
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=brief.title,
        subject=brief.subtitle,
        creator="samverkan",
        author="samverkan",
        lang=brief.language,
        invariant=1,
        initialFontName=pdf_font(),
        pageCompression=1,
    )
    frame = Frame(
        _MARGIN, _MARGIN, PAGE_WIDTH_PT, _HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(PageTemplate("page", [frame]))
    document.build(list(_flowables(brief)))
    return file.getvalue()


def fits_page(brief: Brief) -> bool:
    """Tell whether a brief fits one page, with some air left."""
    height: float = 0.0
    for part in _flowables(brief):
        _, own = part.wrap(PAGE_WIDTH_PT, _HEIGHT)
        height += own + part.getSpaceBefore() + part.getSpaceAfter()
    return bool(height <= _HEIGHT * _SPARE)


class _Map(Flowable):  # type: ignore[misc]  # reportlab comes without types
    """The small map, as wide as the page."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._scale = PAGE_WIDTH_PT / sheet.width
        self.width, self.height = PAGE_WIDTH_PT, sheet.height * self._scale

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        self.canv.scale(self._scale, self._scale)
        paint(self.canv, self._sheet)


def _flowables(brief: Brief) -> Iterator[Flowable]:
    yield _paragraph(brief.title, "title")
    yield _paragraph(brief.subtitle, "subtitle")
    for statement in brief.lead:
        yield _statement(brief, statement, "body")
    for place, section in enumerate(brief.sections):
        yield from _section(brief, section)
        if place == 0 and brief.map:
            yield _paragraph(brief.map_heading, "heading")
            yield _Map(brief.map)
    if brief.sources:
        yield _paragraph(brief.sources_heading, "heading")
        for number, source in enumerate(brief.sources, start=1):
            yield _paragraph(f"{number}. {source.text}", "small")
    yield _paragraph(" ".join(brief.footer), "footer")


def _section(brief: Brief, section: Section) -> Iterator[Flowable]:
    yield _paragraph(section.title, "heading")
    if section.lead:
        yield _paragraph(section.lead, "note")
    if section.table:
        yield _table(brief, section.table)
    for statement in section.statements:
        yield _statement(brief, statement, "bullet" if len(section.statements) > 1 else "body")


def _statement(brief: Brief, said: Statement, style: str) -> Paragraph:
    parts = []
    if said.label:
        parts.append(f"<b>{escape(said.label)}:</b>")
    parts.append(escape(said.text))
    if said.note:
        parts.append(_dim(said.note))
    if mark := brief.mark(said.grounds):
        parts.append(_dim(mark))
    bullet = "•" if style == "bullet" else None
    return Paragraph(" ".join(parts), _styles()[style], bulletText=bullet)


def _dim(text: str) -> str:
    return f'<font size="{SMALLEST_PT}" color="{_NOTE}">{escape(text)}</font>'


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(escape(text), _styles()[style])


def _table(brief: Brief, table: BriefTable) -> Table:
    header = [Paragraph(f"<b>{escape(cell)}</b>", _styles()["cell"]) for cell in table.header]
    rows = [[*map(_cell, row.cells), _cell(brief.mark(row.grounds, bare=True))] for row in table.rows]
    drawn = Table(
        [header, *rows],
        colWidths=[share * PAGE_WIDTH_PT for share in table.shares],
        repeatRows=1,
        hAlign="LEFT",
    )
    drawn.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), pdf_font()),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), CELL_GAP_PT),
                ("TOPPADDING", (0, 0), (-1, -1), 1.2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(_INK)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.35, HexColor(_RULE)),
            ]
        )
    )
    return drawn


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text), _styles()["cell"])


@cache
def _styles() -> dict[str, ParagraphStyle]:
    regular, bold = pdf_font(), pdf_font(bold=True)
    registerFontFamily(regular, normal=regular, bold=bold, italic=regular, boldItalic=bold)

    def style(size: float, *, bold_face: bool = False, **options: float | str) -> ParagraphStyle:
        face = bold if bold_face else regular
        given = {"textColor": _INK, "splitLongWords": 1, "bulletFontName": regular, **options}
        return ParagraphStyle("", fontName=face, fontSize=size, leading=size * 1.2, **given)

    return {
        "title": style(16, bold_face=True),
        "subtitle": style(SMALLEST_PT, textColor=_NOTE, spaceAfter=3),
        "heading": style(10.5, bold_face=True, spaceBefore=4, spaceAfter=1),
        "body": style(9),
        "bullet": style(9, leftIndent=9, bulletIndent=0, bulletFontSize=9),
        "note": style(SMALLEST_PT, textColor=_NOTE),
        "cell": style(SMALLEST_PT),
        "small": style(SMALLEST_PT),
        "footer": style(SMALLEST_PT, textColor=_NOTE, spaceBefore=4),
    }
