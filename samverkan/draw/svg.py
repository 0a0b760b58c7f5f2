"""A sheet as SVG: text stays text, every node has a title, the font travels inside.

Written through an XML library, so that no name can be taken for markup. No style sheet besides the font's, no
script, no address of anything outside the file.
"""

from __future__ import annotations

import base64
from functools import cache
from xml.etree import ElementTree

from samverkan.draw.lettering import BOLD_WEIGHT, FONT_FAMILY, font_file
from samverkan.draw.sheet import OUTLINE_DASHES, Area, Line, Mark, Picture, Point, Shape, Sheet, Text

_NAMESPACE = "http://www.w3.org/2000/svg"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FALLBACK = f"'{FONT_FAMILY}', 'Segoe UI', Arial, sans-serif"
_HALO = 3.0
"""The width of the line around letters, in pixels."""


def svg(sheet: Sheet, *, with_font: bool = True) -> str:
    """Return a sheet as an SVG document.

    Parameters
    ----------
    sheet
        What to write.
    with_font
        Whether the font is put inside, some 80 kB: needed wherever it is not installed.

    Notes
    -----
    Cost: linear in marks.
    """
    return ElementTree.tostring(svg_tree(sheet, with_font=with_font), encoding="unicode")


def svg_tree(sheet: Sheet, *, with_font: bool = True) -> ElementTree.Element:
    """Return the document of :func:`svg` as a tree, whose last elements are the marks, one each, in order."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = _element(
        "svg",
        width=_number(sheet.width),
        height=_number(sheet.height),
        viewBox=f"0 0 {_number(sheet.width)} {_number(sheet.height)}",
        role="img",
    )
    root.set(_LANGUAGE, sheet.language)
    root.set("aria-labelledby", "sheet-title sheet-description")
    root.set("font-family", _FALLBACK)
    _element("title", root, id="sheet-title").text = sheet.title
    _element("desc", root, id="sheet-description").text = sheet.description
    if with_font:
        _element("style", root).text = font_faces()
    _element("rect", root, width="100%", height="100%", fill=sheet.ground)
    for mark in sheet.marks:
        _add(mark, root)
    return root


def mark_svg(mark: Mark, width: float, height: float) -> str:
    """Return one mark as a small picture that says nothing by itself."""
    size = {"width": _number(width), "height": _number(height)}
    root = _element("svg", None, viewBox=f"0 0 {size['width']} {size['height']}", **size)
    root.set("aria-hidden", "true")
    _add(mark, root)
    return ElementTree.tostring(root, encoding="unicode")


@cache
def font_faces() -> str:
    """Return a style that holds the font, whose letters are then the same everywhere."""
    return "".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{base64.b64encode(font_file(bold=bold).read_bytes()).decode()})}}"
        for bold, weight in ((False, 400), (True, BOLD_WEIGHT))
    )


def _add(mark: Mark, root: ElementTree.Element) -> None:
    match mark:
        case Shape():
            _add_shape(mark, root)
        case Line():
            _add_line(mark, root)
        case Text():
            _add_text(mark, root)
        case Area():
            area = _element("polygon", root, points=_points(mark.corners), fill=mark.fill or "none")
            area.set("stroke", mark.line)
            area.set("stroke-width", _number(mark.line_width))
        case Picture():
            # The whole sheet says what it shows; the parts of a picture within would be read one by one.
            inside = ElementTree.fromstring(mark.svg)  # noqa: S314  # our own
            box = {"x": mark.x, "y": mark.y, "width": mark.width, "height": mark.height}
            inside.attrib |= {"aria-hidden": "true", **{name: _number(side) for name, side in box.items()}}
            root.append(inside)


def _add_shape(mark: Shape, root: ElementTree.Element) -> None:
    parent = _element("g", root) if mark.inside else root
    if corners := mark.corners:
        shape = _element("polygon", parent, points=_points(corners))
    else:
        shape = _element("circle", parent, cx=_number(mark.x), cy=_number(mark.y), r=_number(mark.radius))
    shape.set("fill", mark.fill)
    shape.set("stroke", mark.line)
    shape.set("stroke-width", _number(mark.line_width))
    if mark.sign.dashed:
        shape.set("stroke-dasharray", _lengths(OUTLINE_DASHES))
    for inside in mark.inside:
        _add(inside, parent)
    _name(parent if mark.inside else shape, mark.id, mark.title)


def _add_line(mark: Line, root: ElementTree.Element) -> None:
    ends = {"x1": mark.x0, "y1": mark.y0, "x2": mark.x1, "y2": mark.y1}
    line = _element("line", root, stroke=mark.colour, **{name: _number(end) for name, end in ends.items()})
    line.set("stroke-width", _number(mark.width))
    if mark.dashes:
        line.set("stroke-dasharray", _lengths(mark.dashes))
    _name(line, mark.id, mark.title)


def _name(element: ElementTree.Element, identifier: str, title: str) -> None:
    if identifier:
        element.set("data-id", identifier)
    if title:
        _element("title", element).text = title


def _lengths(lengths: tuple[float, ...]) -> str:
    return " ".join(map(_number, lengths))


def _add_text(mark: Text, root: ElementTree.Element) -> None:
    text = _element("text", root, fill=mark.colour)
    text.set("font-size", _number(mark.size))
    if mark.bold:
        text.set("font-weight", str(BOLD_WEIGHT))
    if mark.anchor != "start":
        text.set("text-anchor", mark.anchor)
    if mark.halo:
        text.set("stroke", mark.halo)
        text.set("stroke-width", _number(_HALO))
        text.set("stroke-linejoin", "round")
        text.set("paint-order", "stroke")
    if mark.node:
        text.set("data-node", mark.node)
    for row, line in enumerate(mark.lines):
        span = _element("tspan", text, x=_number(mark.x), y=_number(mark.y + row * mark.size * mark.leading))
        span.text = line


def _element(tag: str, parent: ElementTree.Element | None = None, **attributes: str) -> ElementTree.Element:
    name = f"{{{_NAMESPACE}}}{tag}"
    if parent is None:
        return ElementTree.Element(name, attributes)
    return ElementTree.SubElement(parent, name, attributes)


def _points(corners: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in corners)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
