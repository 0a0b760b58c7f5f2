"""Columns: who on one side, what on the other, so that the lines between them cross seldom.

With initiatives, actors stand to the left and initiatives to the right; actors alone stand by sector, in the
order of the vocabulary. A side that would be too tall to be read is folded into several columns, read row by
row. Those that stand level tend to be tied. What a position does *not* mean: first is not most important, two
level with each other need not be tied, and which of a side's columns one stands in means nothing. Cost: the
order's (:mod:`samverkan.draw.layout.order`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from samverkan.draw.layout.frame import HEIGHT, Guide, Points
from samverkan.draw.layout.seating import seated

_TOP, _BOTTOM = 90.0, HEIGHT - 10.0
"""Between which heights nodes stand; the headings are above."""

LEAST_ROW, ROOMY_ROW, _MOST_ROW = 36.0, 48.0, 110.0
"""Map units between two nodes in a column: a caption needs the least, more than the most looks lost."""

_BETWEEN = 1.7
"""How far apart two sides stand, where two columns of a side stand 1 apart."""

_STEP = 8
"""A side has seats in steps of so many, a few of them free: one more actor need not move the rest."""


@dataclass(frozen=True)
class Side:
    """One side.

    Parameters
    ----------
    code
        The key of its heading.
    members
        Who stands in it, in their order.
    row
        Map units between two nodes in one of its columns, at the least.
    """

    code: str
    members: tuple[str, ...]
    row: float = LEAST_ROW

    @property
    def n_seats(self) -> int:
        """How many seats it has."""
        return _STEP * ceil((len(self.members) + 1) / _STEP)

    @property
    def n_columns(self) -> int:
        """How many columns it is folded into."""
        return ceil(len(self.members) * self.row / (_BOTTOM - _TOP))


def columns(
    sides: Sequence[Side],
    *,
    left: float,
    width: float,
    wanted: Mapping[str, tuple[float, float]],
) -> tuple[dict[str, tuple[float, float]], list[Guide]]:
    """Return positions and guides of some sides that share a part of the frame.

    Parameters
    ----------
    sides
        From left to right; one without members is left out.
    left, width
        The part of the frame, in map units.
    wanted
        From :func:`samverkan.draw.layout.seating.wishes`.
    """
    shown = [side for side in sides if side.members]
    offsets = _offsets(shown)
    span = max(offsets[-1][-1], 1e-9) if shown else 1.0
    positions: dict[str, tuple[float, float]] = {}
    guides: list[Guide] = []
    for side, own in zip(shown, offsets, strict=True):
        across = [left + (width * offset / span if span > 1e-6 else width / 2) for offset in own]
        points = seated(side.members, _seats(side, across), wanted)
        positions |= {
            member: (round(float(x), 1), round(float(y), 1))
            for member, (x, y) in zip(side.members, points, strict=True)
        }
        middle = (across[0] + across[-1]) / 2
        holds = frozenset(side.members)
        guides.append(Guide("text", middle, 16.0, code=side.code, is_title=True, holds=holds))
    return positions, guides


def _offsets(sides: Sequence[Side]) -> list[list[float]]:
    """Return how far right each column of each side stands, in column widths."""
    offsets: list[list[float]] = []
    right = -_BETWEEN
    for side in sides:
        first = right + _BETWEEN
        offsets.append([first + column for column in range(side.n_columns)])
        right = offsets[-1][-1]
    return offsets


def _seats(side: Side, across: Sequence[float]) -> Points:
    """Return the seats of a side, row by row, each a little lower than the one before it."""
    n_columns = len(across)
    step = min((_BOTTOM - _TOP) / max(side.n_seats - 1, 1), _MOST_ROW / n_columns)
    seat = np.arange(side.n_seats)
    top = (_TOP + _BOTTOM - step * (side.n_seats - 1)) / 2
    return np.round(np.column_stack([np.array(across)[seat % n_columns], top + step * seat]), 1)
