"""Where captions stand on a sheet: each on the free spot nearest its node, and never two on one spot.

The sheet is seen as a grid of small cells. What is taken (signs of nodes, captions placed before) is marked
in it, rounded outwards, so that what shares no cell does not overlap. Who chooses first gets the better spot;
who finds none near its node is left to a number and a list beside the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CELL = 3
"""The side of a grid's cell, in pixels."""

_BESIDE = 5.0
"""Up to how far from a sign a caption is seen to belong to it without a line, in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any ground."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


@dataclass(frozen=True, slots=True)
class Wish:
    """A caption that wants a place.

    Parameters
    ----------
    x, y, reach
        The middle of its node's sign, and how far that reaches.
    width, height
        Of the caption.
    """

    x: float
    y: float
    reach: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a caption stands; ``is_led`` where it is so far off that a line must lead to its node."""

    box: Box
    is_led: bool


class Ground:
    """What of a frame is taken.

    Parameters
    ----------
    frame
        Nothing is placed outside it.
    taken
        Boxes that no caption may touch.
    """

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self._frame = frame
        n_rows, n_columns = int((frame.y1 - frame.y0) // CELL), int((frame.x1 - frame.x0) // CELL)
        self._taken = np.zeros((max(n_rows, 0), max(n_columns, 0)), dtype=np.int32)
        for box in taken:
            self._take(box)

    def place(self, wish: Wish, *, within: float) -> Spot | None:
        """Take the best free spot for a caption, at most ``within`` pixels from its node's sign.

        Nearest is best; of spots about as near, one to the right of the node and level with it. ``None``
        where nothing is free. Cost: linear in the cells within reach.
        """
        size = (int(np.ceil(wish.height / CELL)), int(np.ceil(wish.width / CELL)))
        point = ((wish.y - self._frame.y0) / CELL, (wish.x - self._frame.x0) / CELL)
        far = (wish.reach + within) / CELL
        first = [max(int(at - far) - side, 0) for at, side in zip(point, size, strict=True)]
        last = [max(int(at + far) + side + 1, 0) for at, side in zip(point, size, strict=True)]
        free = _free_corners(self._taken[first[0] : last[0], first[1] : last[1]], size)
        if not free.any():
            return None
        from_here = (point[0] - first[0], point[1] - first[1])
        distance = np.maximum(_distances(free.shape, from_here, size) * CELL - wish.reach, 0.0)
        cost = np.where(
            free & (distance <= within), distance + _preference(free.shape, from_here, size), np.inf
        )
        row, column = divmod(int(cost.argmin()), free.shape[1])
        if not np.isfinite(cost[row, column]):
            return None
        x0 = self._frame.x0 + (first[1] + column) * CELL
        y0 = self._frame.y0 + (first[0] + row) * CELL
        box = Box(x0, y0, x0 + size[1] * CELL, y0 + size[0] * CELL)
        self._take(box)
        return Spot(box, is_led=bool(distance[row, column] > _BESIDE))

    def _take(self, box: Box) -> None:
        rows = _cells(box.y0 - self._frame.y0, box.y1 - self._frame.y0)
        columns = _cells(box.x0 - self._frame.x0, box.x1 - self._frame.x0)
        self._taken[rows, columns] = 1


def _cells(start: float, end: float) -> slice:
    return slice(max(int(start // CELL), 0), max(int(np.ceil(end / CELL)), 0))


def _free_corners(taken: NDArray[np.int32], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return from which cells a box of some rows and columns, downwards and to the right, is free."""
    height, width = size
    if taken.shape[0] < height or taken.shape[1] < width:
        return np.zeros((0, 0), dtype=bool)
    sums = np.zeros((taken.shape[0] + 1, taken.shape[1] + 1), dtype=np.int32)
    taken.cumsum(axis=0).cumsum(axis=1, out=sums[1:, 1:])
    inside = sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]
    free: NDArray[np.bool_] = inside == 0
    return free


def _distances(
    shape: tuple[int, ...], point: tuple[float, float], size: tuple[int, int]
) -> NDArray[np.float64]:
    """Return how far the box that begins in each cell is from a point, in cells; 0 where it holds it."""
    down, across = (
        np.maximum(np.maximum(np.arange(n) - at, at - np.arange(n) - side), 0.0)
        for n, at, side in zip(shape, point, size, strict=True)
    )
    distances: NDArray[np.float64] = np.hypot(down[:, None], across[None])
    return distances


def _preference(
    shape: tuple[int, ...], point: tuple[float, float], size: tuple[int, int]
) -> NDArray[np.float64]:
    """Return what makes a spot less welcome than another one as near: a few pixels' worth at most."""
    off_level = np.abs(np.arange(shape[0]) + size[0] / 2 - point[0])[:, None] * (CELL * 0.2)
    on_the_left = 1.5 * (np.arange(shape[1]) + size[1] / 2 < point[1])[None]
    preference: NDArray[np.float64] = off_level + on_the_left
    return preference
