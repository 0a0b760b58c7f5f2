"""Where PowerPoint's connectors can be glued to a shape: every form has its own places, with numbers.

The numbers and places are those of the file format's preset shapes. A line that is drawn to another place
than its number says would jump there when somebody moves the shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from types import MappingProxyType

from samverkan.draw.sheet import Point, Shape

_SIDES = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
_ROUND = 0.5 - 0.5**1.5

SITES: Mapping[str, tuple[Point, ...]] = MappingProxyType(
    {
        "dot": (
            *((0.5, 0.0), (_ROUND, _ROUND), (0.0, 0.5), (_ROUND, 1 - _ROUND)),
            *((0.5, 1.0), (1 - _ROUND, 1 - _ROUND), (1.0, 0.5), (1 - _ROUND, _ROUND)),
        ),
        "square": _SIDES,
        "diamond": _SIDES,
        "triangle": ((0.5, 0.0), (0.25, 0.5), (0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (0.75, 0.5)),
        "triangleDown": ((0.5, 0.0), (0.25, 0.5), (0.5, 1.0), (0.75, 0.5)),
        "hexagon": ((1.0, 0.5), (0.75, 1.0), (0.25, 1.0), (0.0, 0.5), (0.25, 0.0), (0.75, 0.0)),
        "pentagon": ((0.5, 0.0), (0.0, 0.382), (0.191, 1.0), (0.809, 1.0), (1.0, 0.382)),
        "star": ((0.5, 0.0), (0.0, 0.382), (0.191, 1.0), (0.809, 1.0), (1.0, 0.382)),
    }
)
"""Form to where connectors can be glued to it, in the order of PowerPoint's numbers, in shares of its box."""


def nearest_site(mark: Shape, other: Shape) -> tuple[int, Point]:
    """Return the number and the place of where a sign is held by a line to another one: the nearest."""
    x0, y0, x1, y1 = bounds(mark)
    places = [(x0 + across * (x1 - x0), y0 + down * (y1 - y0)) for across, down in SITES[mark.form]]
    far = [hypot(x - other.x, y - other.y) for x, y in places]
    nearest = far.index(min(far))
    return nearest, places[nearest]


def bounds(mark: Shape) -> tuple[float, float, float, float]:
    """Return the box around a sign: left, top, right and bottom, in pixels of the sheet."""
    corners = mark.corners or (
        (mark.x - mark.radius, mark.y - mark.radius),
        (mark.x + mark.radius, mark.y + mark.radius),
    )
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
