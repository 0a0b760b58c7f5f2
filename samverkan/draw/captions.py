"""How a map's nodes are named on a sheet: in the largest letters with which all names find a spot.

Where not even the smallest do, who finds none gets a number, and the list beside the map takes as many
columns as it needs; the map gives way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from samverkan.draw.lettering import LEADING, caption_lines, text_width_px
from samverkan.draw.spots import Box, Ground, Spot, Wish
from samverkan.i18n import alphabetical

SIZES = (17.0, 15.0, 14.0, 13.0, 12.0)
"""The letters' sizes to choose from on paper and on a screen, in pixels, the largest first."""

LIST_SIZE, LIST_COLUMN = 12.0, 196.0
"""Letters of the list beside the map, and the width of one of its columns, in pixels."""

_LED = (40.0, 90.0, 180.0)
"""How far from its node a caption may stand, in pixels: near ones first, for all."""

_MOST_COVERED = 0.3
"""Captions that would take more of the frame than this do not all fit, so it is not tried."""

_AIR = 2.0


@dataclass(frozen=True, slots=True)
class Named:
    """A node that wants a name: where its sign stands on the sheet, and how important it is."""

    id: str
    name: str
    is_bold: bool
    x: float
    y: float
    reach: float
    priority: float


@dataclass(frozen=True, slots=True)
class Caption:
    """A name on the map, or the number that stands for it in the list."""

    lines: tuple[str, ...]
    box: Box
    is_led: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """How the nodes are named.

    Parameters
    ----------
    size
        Of the letters, in pixels.
    frame
        What is left of the frame for the map.
    captions
        Node to what stands beside it.
    listed
        Number, from 1, to the node that it stands for, in order of name.
    """

    size: float
    frame: Box
    captions: dict[str, Caption] = field(default_factory=dict)
    listed: dict[int, str] = field(default_factory=dict)


Arrange = Callable[[Box], tuple[Sequence[Named], Sequence[Box]]]
"""Puts the nodes into a frame: who wants a name, and what no caption may cover."""


def naming(arrange: Arrange, frame: Box, sizes: Sequence[float] = SIZES) -> Naming:
    """Name the nodes of a map; the smallest list that holds who finds no spot, and no list where all do.

    ``sizes`` are those of the letters to choose from, in pixels, the largest first. Cost: one placing of all
    captions for each size tried and each column of the list.
    """
    nodes, taken = arrange(frame)
    area = (frame.x1 - frame.x0) * (frame.y1 - frame.y0)
    for size in sizes:
        if _needed(nodes, size) > _MOST_COVERED * area:
            continue
        captions = _captions(nodes, Ground(frame, taken), size)
        if len(captions) == len(nodes):
            return Naming(size, frame, captions)
    return _with_list(arrange, frame, sizes[-1])


def _needed(nodes: Sequence[Named], size: float) -> float:
    wishes = (_wish(node, caption_lines(node.name), size) for node in nodes)
    return sum(wish.width * wish.height for wish in wishes)


def _with_list(arrange: Arrange, frame: Box, size: float) -> Naming:
    per_column = max(int((frame.y1 - frame.y0) / (LIST_SIZE * LEADING)), 1)
    most = max(int((frame.x1 - frame.x0) * 0.7 / LIST_COLUMN), 1)
    for n_columns in range(1, most + 1):
        left = Box(frame.x0, frame.y0, frame.x1 - n_columns * LIST_COLUMN, frame.y1)
        nodes, taken = arrange(left)
        ground = Ground(left, taken)
        captions = _captions(nodes, ground, size)
        nameless = [node for node in nodes if node.id not in captions]
        if len(nameless) <= n_columns * per_column or n_columns == most:
            break
    ordered = sorted(nameless, key=lambda node: (alphabetical(node.name), node.id))
    listed = {number: node.id for number, node in enumerate(ordered, start=1)}
    numbers = {node.id: str(number) for number, node in enumerate(ordered, start=1)}
    captions |= _numbered(ordered, numbers, ground, size)
    return Naming(size, left, captions, listed)


def _captions(nodes: Sequence[Named], ground: Ground, size: float) -> dict[str, Caption]:
    """Return the captions of those that find a spot, the most important choosing first."""
    found: dict[str, Caption] = {}
    waiting = sorted(nodes, key=lambda node: (-node.priority, node.id))
    for within in _LED:
        for node in waiting:
            lines = caption_lines(node.name)
            if spot := ground.place(_wish(node, lines, size), within=within):
                found[node.id] = Caption(lines, spot.box, spot.is_led)
        waiting = [node for node in waiting if node.id not in found]
    return found


def _numbered(
    nodes: Iterable[Named], numbers: dict[str, str], ground: Ground, size: float
) -> dict[str, Caption]:
    return {node.id: _number(node, numbers[node.id], ground, size) for node in nodes}


def _number(node: Named, number: str, ground: Ground, size: float) -> Caption:
    wish = _wish(node, (number,), size)
    spots = (ground.place(wish, within=within) for within in (30.0, 120.0, 1e4))
    spot = next((spot for spot in spots if spot), None)
    if spot is None:  # not a cell is free: the sign itself then carries the number
        spot = Spot(Box(node.x, node.y, node.x, node.y), is_led=False)
    return Caption((number,), spot.box, spot.is_led)


def _wish(node: Named, lines: tuple[str, ...], size: float) -> Wish:
    width = max(text_width_px(line, size, bold=node.is_bold) for line in lines)
    return Wish(node.x, node.y, node.reach, width + 2 * _AIR, len(lines) * size * LEADING)
