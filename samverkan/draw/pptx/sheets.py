"""Sheets as PowerPoint that can be edited: one slide a sheet, shapes that are shapes and lines that hold on.

A node is a group of its sign and its name, so that both are moved at once, and ties are connectors glued to
the signs, so that they follow. Letters are Calibri, which an office machine has and whose words are narrower
than those that the sheet was measured with: what did not overlap there does not here.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from samverkan.draw.lettering import text_width_px
from samverkan.draw.mapped import map_scene_of
from samverkan.draw.order import Order
from samverkan.draw.pptx.deck import FONT, WIDTH_PT, decorate, new_deck, new_slide, rgb, saved, tell, write
from samverkan.draw.pptx.figures import HEIGHT_PT, Figure, add_figure
from samverkan.draw.sheet import Area, Line, Picture, Shape, Sheet, Text
from samverkan.draw.sites import bounds, nearest_site
from samverkan.draw.slides import slides
from samverkan.i18n import translator

_EMU_PER_PT = 12_700
_THINNEST_PT = 0.75
_SLACK = 4.0
"""How much wider than its words a box is, in pixels: what :mod:`samverkan.draw.captions` leaves free."""

FORMS = MappingProxyType(
    {
        "dot": MSO_SHAPE.OVAL,
        "square": MSO_SHAPE.RECTANGLE,
        "diamond": MSO_SHAPE.DIAMOND,
        "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
        "triangleDown": MSO_SHAPE.FLOWCHART_MERGE,
        "hexagon": MSO_SHAPE.HEXAGON,
        "pentagon": MSO_SHAPE.REGULAR_PENTAGON,
        "star": MSO_SHAPE.STAR_5_POINT,
    }
)
"""Form on a sheet to the shape that fills the same box in the same way."""

_HEXAGON_INDENT = 0.28868
"""Of a regular one: a quarter of its width, told in shares of its height."""

_VEIL = '<a:alpha xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="82000"/>'
"""Behind a name a line shines through, so that it is not taken to end there."""


def pptx(sheets: Sequence[Sheet | Figure], *, notes: Sequence[str] = ()) -> bytes:
    """Return sheets as a PowerPoint file, the same bytes for the same sheets.

    Parameters
    ----------
    sheets
        One slide each, in proportions of the first one; at least one. A figure may stand among them, alone on
        its slide.
    notes
        What the notes of every slide say besides the sheet's own description, one paragraph each.

    Notes
    -----
    Cost: linear in marks; the library needs some milliseconds for each.
    """
    first = sheets[0]
    deck = new_deck(
        title=first.title,
        description=first.description,
        language=first.language,
        proportion=HEIGHT_PT / WIDTH_PT if isinstance(first, Figure) else first.height / first.width,
    )
    for sheet in sheets:
        if isinstance(sheet, Figure):
            add_figure(deck, sheet)
            continue
        slide = new_slide(deck)
        _Slide(slide, sheet).draw()
        write(slide.notes_slide.notes_text_frame, "\n".join((sheet.description, *notes)), sheet.language)
    return saved(deck)


def map_pptx(order: Order) -> bytes:
    """Return the map of an order as slides: an overview and the most important actors, or what is in focus.

    Whatever layout the view asks for, places are those of the nearness layout: nothing else that a place can
    mean would outlast being pulled apart.
    """
    if order.view.layout != "force":
        order = replace(order, view=replace(order.view, layout="force"), positions=None)
    # What is in focus gets a slide of its own, on which nothing needs to stand out. A slide has room for a
    # part that is smaller still than that of a large map, so it is chosen from the whole.
    words = order.words
    scene = map_scene_of(replace(order, view=replace(order.view, focus="")), whole=True)
    # A slide shows a part of the map, so its link does not lead to the same picture.
    link = words("slides.link", link=order.link("map"))
    scene = replace(scene, footer=(*scene.footer[:-1], link))
    notes = (words("slides.editing"), words("slides.method"))
    return pptx(slides(scene, words, focus=order.view.focus), notes=notes)


class _Slide:
    """One sheet on one slide. What is drawn later lies on top, and is read aloud later."""

    def __init__(self, slide: Any, sheet: Sheet) -> None:
        self._slide, self._sheet = slide, sheet
        self._per_px = WIDTH_PT / sheet.width * _EMU_PER_PT
        self._words = translator(sheet.language)
        marks = sheet.marks
        # In a legend a sign is followed by what it means.
        self._legend = [
            (sign, label)
            for sign, label in pairwise(marks)
            if isinstance(label, Text) and label.part == "legend" and isinstance(sign, Shape | Line)
        ]
        in_legend = {id(sign) for sign, _ in self._legend}
        self._texts = [mark for mark in marks if isinstance(mark, Text)]
        self._nodes = [mark for mark in marks if isinstance(mark, Shape) and mark.id]
        self._ties = [mark for mark in marks if isinstance(mark, Line) and mark.id]
        self._lines = [
            mark for mark in marks if isinstance(mark, Line) and not mark.id and id(mark) not in in_legend
        ]

    def draw(self) -> None:
        """Write everything, the lines below the nodes."""
        sheet, shapes = self._sheet, self._slide.shapes
        self._slide.background.fill.solid()
        self._slide.background.fill.fore_color.rgb = rgb(sheet.ground)
        self._write_title()
        self._write_part("subtitle")
        for area in (mark for mark in sheet.marks if isinstance(mark, Area)):
            self._add_area(area)
        for picture in (mark for mark in sheet.marks if isinstance(mark, Picture)):
            box = self._emus(picture.x, picture.y, picture.width, picture.height)
            shown = shapes.add_picture(io.BytesIO(picture.as_png()), *box)
            tell(shown, picture.title, picture.description)
        middles = {(node.x, node.y) for node in self._nodes}
        for line in self._lines:
            if (line.x0, line.y0) not in middles:
                decorate(self._add_line(shapes, line))
        signs = {node.id: self._add_node(node) for node in self._nodes}
        self._add_ties(signs)
        for text in self._texts:
            if not text.node and not text.part:
                self._add_text(shapes, text)
        self._add_legend()
        self._write_part("footer")

    def _write_title(self) -> None:
        title = self._slide.shapes.title
        text = next((text for text in self._texts if text.part == "title"), None)
        if text is None:
            title.text_frame.text = self._sheet.title
            return
        title.left, title.top, title.width, title.height = self._emus(
            text.x, text.y - text.size, self._sheet.width - 2 * text.x, _depth(text)
        )
        self._letter(title.text_frame, self._sheet.title, text, wraps=True)

    def _write_part(self, part: str) -> None:
        """Write the texts of a part, which stand below one another, as one box with a paragraph each."""
        texts = [text for text in self._texts if text.part == part]
        if not texts:
            return
        first = texts[0]
        width = self._sheet.width - 2 * first.x
        where = self._emus(first.x, first.y - first.size, width, sum(map(_depth, texts)))
        box = self._slide.shapes.add_textbox(*where)
        self._letter(box.text_frame, "\n".join(" ".join(text.lines) for text in texts), first, wraps=True)
        tell(box, self._words(f"slides.{part}"))

    def _add_node(self, node: Shape) -> Any:
        """Add a node's sign with its names and what leads to them as one group, and return the sign."""
        group = self._slide.shapes.add_group_shape()
        name, told = _first_line(node), ". ".join(node.title.splitlines())
        for line in self._lines:
            if (line.x0, line.y0) == (node.x, node.y):
                decorate(self._add_line(group.shapes, line))
        sign = self._add_sign(group.shapes, node)
        tell(sign, name, told)
        for text in self._texts:
            if text.node == node.id:
                tell(self._add_text(group.shapes, text, beside=node.x), " ".join(text.lines), name)
        tell(group, name, told)
        return sign

    def _add_sign(self, shapes: Any, mark: Shape) -> Any:
        x0, y0, x1, y1 = bounds(mark)
        sign = shapes.add_shape(FORMS[mark.form], *self._emus(x0, y0, x1 - x0, y1 - y0))
        if mark.form == "hexagon":
            sign.adjustments[0] = _HEXAGON_INDENT
        sign.fill.solid()
        sign.fill.fore_color.rgb = rgb(mark.fill)
        self._pen(sign, mark.line, mark.line_width)
        if mark.sign.dashed:  # short ones: of long ones a small sign has no two on a side
            sign.line.dash_style = MSO_LINE.SQUARE_DOT
        for inside in mark.inside:
            decorate(
                self._add_sign(shapes, inside)
                if isinstance(inside, Shape)
                else self._add_line(shapes, inside)
            )
        return sign

    def _add_ties(self, signs: Mapping[str, Any]) -> None:
        """Add the ties below all nodes, which they need to be there."""
        marks = {node.id: node for node in self._nodes}
        lowest: Any = next((sign.element.getparent() for sign in signs.values()), None)
        for tie in self._ties:
            start, end = marks[tie.source], marks[tie.target]
            line = self._add_line(self._slide.shapes, tie)
            line.begin_connect(signs[start.id], 0)
            line.end_connect(signs[end.id], 0)
            # The library knows four sides of a box; most forms have other places to hold on to.
            held = line.element.nvCxnSpPr.cNvCxnSpPr
            held.stCxn.idx, (begin_x, begin_y) = nearest_site(start, end)
            held.endCxn.idx, (end_x, end_y) = nearest_site(end, start)
            line.begin_x, line.begin_y = self._emu(begin_x), self._emu(begin_y)
            line.end_x, line.end_y = self._emu(end_x), self._emu(end_y)
            names = " – ".join(_first_line(node) for node in (start, end))
            tell(line, names, f"{names}: {tie.title}" if tie.title else names)
            lowest.addprevious(line.element)

    def _add_legend(self) -> None:
        if not self._legend:
            return
        group = self._slide.shapes.add_group_shape()
        for mark, text in self._legend:
            if isinstance(mark, Shape):
                sign = self._add_sign(group.shapes, mark)
            else:
                sign = self._add_line(group.shapes, mark)
            decorate(sign)
            label = " ".join(text.lines)
            tell(self._add_text(group.shapes, text), label, label)
        labels = ", ".join(" ".join(text.lines) for _, text in self._legend)
        tell(group, self._words("slides.legend"), f"{self._words('slides.legend')}: {labels}")

    def _add_area(self, mark: Area) -> None:
        xs, ys = zip(*((self._emu(x), self._emu(y)) for x, y in mark.corners), strict=True)
        builder = self._slide.shapes.build_freeform(xs[0], ys[0])
        builder.add_line_segments(list(zip(xs[1:], ys[1:], strict=True)), close=True)
        area = builder.convert_to_shape()
        if mark.fill:
            area.fill.solid()
            area.fill.fore_color.rgb = rgb(mark.fill)
        else:
            area.fill.background()
        self._pen(area, mark.line, mark.line_width)
        decorate(area)

    def _add_line(self, shapes: Any, mark: Line) -> Any:
        ends = self._emus(mark.x0, mark.y0, mark.x1, mark.y1)
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        self._pen(line, mark.colour, mark.width)
        if mark.dashes:
            line.line.dash_style = MSO_LINE.DASH if mark.dashed else MSO_LINE.ROUND_DOT
        return line

    def _add_text(self, shapes: Any, mark: Text, *, beside: float | None = None) -> Any:
        """Add a text; next to a sign, whose middle is given, it leans towards that."""
        width = max(text_width_px(line, mark.size, bold=mark.bold) for line in mark.lines) + _SLACK
        left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        box = shapes.add_textbox(*self._emus(left, mark.y - mark.size, width, _depth(mark)))
        if mark.halo:
            box.fill.solid()
            box.fill.fore_color.rgb = rgb(mark.halo)
            for colour in box.element.spPr.iter(qn("a:srgbClr")):
                colour.append(parse_xml(_VEIL))
        self._letter(box.text_frame, "\v".join(mark.lines), mark, wraps=False)
        if beside is not None:
            box.text_frame.paragraphs[0].alignment = (
                PP_ALIGN.LEFT
                if left > beside
                else PP_ALIGN.RIGHT
                if left + width < beside
                else PP_ALIGN.CENTER
            )
        return box

    def _letter(self, frame: Any, words: str, like: Text, *, wraps: bool) -> None:
        """Write words into a frame in the letters of a mark."""
        frame.word_wrap, frame.vertical_anchor = wraps, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, words, self._sheet.language)
        size = round(like.size * self._per_px / _EMU_PER_PT, 2)
        for paragraph in frame.paragraphs:
            paragraph.alignment = _ALIGNMENTS[like.anchor]
            paragraph.line_spacing = Pt(size * like.leading)
            paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(size), like.bold, FONT
            paragraph.font.color.rgb = rgb(like.colour)

    def _pen(self, shape: Any, colour: str, width: float) -> None:
        """Draw a shape's outline plainly: the template would give it a shadow, too."""
        shape.element.remove(shape.element.find(qn("p:style")))
        shape.line.color.rgb = rgb(colour)
        shape.line.width = max(self._emu(width), Pt(_THINNEST_PT))

    def _emus(self, *lengths: float) -> tuple[Emu, ...]:
        return tuple(map(self._emu, lengths))

    def _emu(self, length: float) -> Emu:
        return Emu(round(length * self._per_px))


_ALIGNMENTS = MappingProxyType({"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT})


def _depth(text: Text) -> float:
    return len(text.lines) * text.size * text.leading


def _first_line(node: Shape) -> str:
    return node.title.partition("\n")[0]
