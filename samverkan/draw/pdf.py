"""Sheets as PDF: text stays text, the font is embedded, one sheet a page.

Behind a text that may lie over lines stands a pale ground instead of a halo: letters drawn twice would be
read and copied twice.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache

import pypdfium2
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samverkan.draw.lettering import FONT_FAMILY, font_file, text_width_px
from samverkan.draw.sheet import OUTLINE_DASHES, Area, Line, Mark, Picture, Point, Shape, Sheet, Text

PT_PER_PX = 0.75
"""A pixel is a 96th of an inch, a point a 72nd."""

A4_WIDTH_PT = 841.89
"""The longer side of a page."""

_GROUND_OPACITY = 0.82

_BY_CHANCE, _SAME = re.compile(rb"/ID\[<[0-9A-F]*><[0-9A-F]*>\]"), b"/ID[<00><00>]"
"""What the library draws by lot for each file that it writes, and what stands there instead."""


def pdf(sheets: Sequence[Sheet], *, width_pt: float | None = None) -> bytes:
    """Return sheets as a PDF document, the same bytes for the same sheets.

    Parameters
    ----------
    sheets
        One page each; at least one. The first one's title and language are the document's.
    width_pt
        How wide each page is; left out, a pixel is a 96th of an inch.

    Notes
    -----
    Cost: linear in marks; the font adds about 20 kB.
    """
    first, file = sheets[0], io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1, lang=first.language)
    canvas.setTitle(first.title)
    canvas.setSubject(first.description)
    canvas.setCreator("samverkan")
    for sheet in sheets:
        scale = width_pt / sheet.width if width_pt else PT_PER_PX
        canvas.setPageSize((sheet.width * scale, sheet.height * scale))
        canvas.scale(scale, scale)
        paint(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return _with_pictures(file.getvalue(), sheets)


def _with_pictures(document: bytes, sheets: Sequence[Sheet]) -> bytes:
    """Lay pictures that are drawn elsewhere onto their pages, as shapes and letters and not as dots."""
    if not any(isinstance(mark, Picture) for sheet in sheets for mark in sheet.marks):
        return document
    whole = pypdfium2.PdfDocument(document)
    for page, sheet in zip(whole, sheets, strict=True):
        for mark in sheet.marks:
            if isinstance(mark, Picture):
                _lay(mark, sheet, page, whole)
    file = io.BytesIO()
    whole.save(file)
    whole.close()
    return _BY_CHANCE.sub(_SAME, file.getvalue())


def _lay(mark: Picture, sheet: Sheet, page: pypdfium2.PdfPage, whole: pypdfium2.PdfDocument) -> None:
    drawn = pypdfium2.PdfDocument(mark.as_pdf())
    per_px = page.get_width() / sheet.width
    scale = mark.width * per_px / drawn[0].get_width()
    placed = drawn.page_as_xobject(0, whole).as_pageobject()
    left, up = mark.x * per_px, (sheet.height - mark.y - mark.height) * per_px
    placed.set_matrix(pypdfium2.PdfMatrix().scale(scale, scale).translate(left, up))
    page.insert_obj(placed)
    page.gen_content()
    drawn.close()


def paint(canvas: Canvas, sheet: Sheet) -> None:
    """Draw a sheet on a page of whatever document, its lower left corner at the origin.

    Pictures that are drawn elsewhere are not on it: only :func:`pdf` can lay them onto a finished page.
    """
    _Page(canvas, sheet).draw()


def pdf_font(*, bold: bool = False) -> str:
    """Return the name under which a weight is known to reportlab."""
    return _registered(bold)


@cache
def _registered(bold: bool) -> str:  # the cache's key: registering twice would undo a family of fonts
    name = f"{FONT_FAMILY} {'SemiBold' if bold else 'Regular'}"
    pdfmetrics.registerFont(TTFont(name, str(font_file(bold=bold))))
    return name


class _Page:
    """One sheet on the current page; reportlab counts upwards, a sheet downwards."""

    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self._canvas, self._sheet = canvas, sheet

    def draw(self) -> None:
        sheet = self._sheet
        self._canvas.setFillColor(HexColor(sheet.ground))
        self._canvas.rect(0, 0, sheet.width, sheet.height, stroke=0, fill=1)
        self._canvas.setLineJoin(1)
        for mark in sheet.marks:
            self._draw(mark)

    def _draw(self, mark: Mark) -> None:
        match mark:
            case Shape():
                self._pens(mark.fill, mark.line, mark.line_width)
                self._canvas.setDash(list(OUTLINE_DASHES) if mark.sign.dashed else [])
                if corners := mark.corners:
                    self._polygon(corners, is_filled=True)
                else:
                    self._canvas.circle(mark.x, self._up(mark.y), mark.radius, stroke=1, fill=1)
                self._canvas.setDash([])
                for inside in mark.inside:
                    self._draw(inside)
            case Line():
                self._line(mark)
            case Text():
                self._text(mark)
            case Area():
                self._pens(mark.fill, mark.line, mark.line_width)
                self._polygon(mark.corners, is_filled=bool(mark.fill))
            case Picture():
                pass  # laid onto the finished page: this library cannot read it

    def _up(self, y: float) -> float:
        return self._sheet.height - y

    def _pens(self, fill: str, line: str, width: float) -> None:
        if fill:
            self._canvas.setFillColor(HexColor(fill))
        self._canvas.setStrokeColor(HexColor(line))
        self._canvas.setLineWidth(width)

    def _polygon(self, corners: Iterable[Point], *, is_filled: bool) -> None:
        path = self._canvas.beginPath()
        (x, y), *rest = corners
        path.moveTo(x, self._up(y))
        for x, y in rest:
            path.lineTo(x, self._up(y))
        path.close()
        self._canvas.drawPath(path, stroke=1, fill=int(is_filled))

    def _line(self, mark: Line) -> None:
        self._pens("", mark.colour, mark.width)
        self._canvas.setDash(list(mark.dashes))
        self._canvas.line(mark.x0, self._up(mark.y0), mark.x1, self._up(mark.y1))
        self._canvas.setDash([])

    def _text(self, mark: Text) -> None:
        for row, line in enumerate(mark.lines):
            width = text_width_px(line, mark.size, bold=mark.bold)
            left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
            baseline = self._up(mark.y + row * mark.size * mark.leading)
            if mark.halo:
                self._canvas.setFillColor(HexColor(mark.halo), alpha=_GROUND_OPACITY)
                self._canvas.rect(
                    left - 1, baseline - 0.22 * mark.size, width + 2, mark.size, stroke=0, fill=1
                )
            self._canvas.setFillColor(HexColor(mark.colour), alpha=1)
            self._canvas.setFont(pdf_font(bold=mark.bold), mark.size)
            self._canvas.drawString(left, baseline, line)
