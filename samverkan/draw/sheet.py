"""A sheet: one finished picture as plain marks, the same for every target that it is written to.

Lengths are pixels of the sheet (a 96th of an inch where it is printed at full size), y growing downwards,
colours ``#rrggbb``. Marks are drawn in order. Nothing here is chosen: what stands where is decided by whoever
makes the sheet (:mod:`samverkan.draw.poster`), how it is written by :mod:`samverkan.draw.svg` and its
neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from samverkan.draw.lettering import text_width_px
from samverkan.draw.palette import Sign
from samverkan.draw.spots import Box

DASHES, DOTS, OUTLINE_DASHES = (5.0, 4.0), (1.6, 3.2), (3.0, 2.2)
"""Of a dashed line, a dotted one, and the outline of a dashed sign."""

PLAIN = Sign()

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sign of a node: a circle or a polygon of the same area.

    Parameters
    ----------
    form
        One of :data:`samverkan.draw.palette.SHAPES`' values.
    x, y, radius
        Its middle, and the radius of the circle that has its area.
    fill, line, line_width
        Colours, and the width of its outline.
    sign
        What else it shows.
    id, title
        Of the node that it stands for, and what is said of it; ``""`` for a sign in a legend.
    """

    form: str
    x: float
    y: float
    radius: float
    fill: str
    line: str
    line_width: float = 1.5
    id: str = ""
    title: str = ""
    sign: Sign = PLAIN

    @property
    def inside(self) -> tuple[Shape | Line, ...]:
        """The marks on it, in the order in which they are drawn."""
        match self.sign.inside:
            case "dot":
                return (Shape("dot", self.x, self.y, 0.34 * self.radius, self.line, self.line, 0.0),)
            case "strike":
                half = 0.8 * self.radius
                ends = (self.x - half, self.y + half, self.x + half, self.y - half)
                return (Line(*ends, width=self.line_width, colour=self.line),)
        return ()

    @property
    def corners(self) -> tuple[Point, ...]:
        """The polygon's corners; ``()`` for a circle."""
        return tuple((self.x + right, self.y + down) for right, down in outline(self.form, self.radius))

    @property
    def reach(self) -> float:
        """How far it reaches from its middle."""
        corners = outline(self.form, self.radius)
        return max((math.hypot(*corner) for corner in corners), default=self.radius)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, whole, dashed or dotted; with ``source`` and ``target`` the tie of two nodes."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: str
    dashed: bool = False
    id: str = ""
    title: str = ""
    source: str = ""
    target: str = ""
    dotted: bool = False

    @property
    def dashes(self) -> tuple[float, ...]:
        """How long it is drawn and how long not, by turns, in pixels; ``()`` for a whole line."""
        return DASHES if self.dashed else DOTS if self.dotted else ()


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text below one another.

    Parameters
    ----------
    x, y
        Where the first line's baseline begins, has its middle, or ends: by ``anchor``.
    lines, size, colour, bold, anchor
        What, how large, and how.
    halo
        The colour around the letters, so that they can be read over lines; ``""`` for none.
    node
        Whose caption it is; ``""`` for other text.
    part
        Of the frame: ``"title"``, ``"subtitle"``, ``"legend"``, ``"footer"``; ``""`` for text in the picture.
    leading
        Between two baselines, as a multiple of the size.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    halo: str = ""
    node: str = ""
    part: str = ""
    leading: float = 1.2

    @property
    def box(self) -> Box:
        """The ground that its letters cover, those below the line included."""
        width = max(text_width_px(line, self.size, bold=self.bold) for line in self.lines)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        top = self.y - 0.8 * self.size
        depth = ((len(self.lines) - 1) * self.leading + 1.02) * self.size
        return Box(left, top, left + width, top + depth)


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon under the nodes, without a meaning of its own; ``fill`` may be ``""``: none."""

    corners: tuple[Point, ...]
    fill: str
    line: str
    line_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn elsewhere, in a box of a sheet.

    Parameters
    ----------
    x, y, width, height
        The box, which has the picture's own proportions.
    svg
        The picture, saying nothing in words but what is written in it.
    as_pdf, as_png
        Give the same picture as a PDF of one page, and as an image.
    title, description
        What it shows, for those who cannot see it.
    """

    x: float
    y: float
    width: float
    height: float
    svg: str
    as_pdf: Callable[[], bytes] = field(compare=False)
    as_png: Callable[[], bytes] = field(compare=False)
    title: str = ""
    description: str = ""


Mark = Shape | Line | Text | Area | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture.

    Parameters
    ----------
    width, height
        In pixels.
    ground
        The background's colour.
    title, description
        What it shows, in one line and in full, for those who cannot see it.
    language
        Of its words.
    marks
        In the order in which they are drawn.
    """

    width: float
    height: float
    ground: str
    title: str
    description: str
    language: str
    marks: tuple[Mark, ...]


def outline(form: str, radius: float) -> tuple[Point, ...]:
    """Return the corners of a form around the origin, its area that of a circle; ``()`` for a circle."""
    return _CORNERS[form](radius * _SCALE[form]) if form in _CORNERS else ()


def _regular(n_corners: int, radius: float, start: float) -> tuple[Point, ...]:
    angles = (start + 2 * math.pi * corner / n_corners for corner in range(n_corners))
    return tuple((radius * math.cos(angle), radius * math.sin(angle)) for angle in angles)


def _star(radius: float) -> tuple[Point, ...]:
    outer = _regular(5, radius * 1.07, -math.pi / 2)
    inner = _regular(5, radius * 0.41, -math.pi / 2 + math.pi / 5)
    return tuple(corner for pair in zip(outer, inner, strict=True) for corner in pair)


_SCALE = MappingProxyType(
    {
        "square": 0.886,
        "diamond": 1.253,
        "triangle": 1.17,
        "triangleDown": 1.17,
        "hexagon": 1.1,
        "pentagon": 1.15,
        "star": 1.43,
    }
)
"""Equal areas look equally important: the radius of the form whose area is that of a circle with radius 1."""

_CORNERS: MappingProxyType[str, Callable[[float], tuple[Point, ...]]] = MappingProxyType(
    {
        "square": lambda radius: _regular(4, radius * math.sqrt(2), math.pi / 4),
        "diamond": lambda radius: _regular(4, radius, 0),
        "triangle": lambda radius: _regular(3, radius * 1.3, -math.pi / 2),
        "triangleDown": lambda radius: _regular(3, radius * 1.3, math.pi / 2),
        "hexagon": lambda radius: _regular(6, radius, 0),
        "pentagon": lambda radius: _regular(5, radius, -math.pi / 2),
        "star": _star,
    }
)
