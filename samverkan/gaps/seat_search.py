"""Finding the best seats of a network without ever holding all scores at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.gaps.backtest import ranks_of
from samverkan.gaps.seat_scores import Columns, Matrix, SeatModel

_BLOCK = 500_000


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor (row) for an initiative (column), its score and its rank in the initiative's own list."""

    row: int
    column: int
    score: float
    rank: float


def best_seats(
    model: SeatModel,
    *,
    barred: sparse.csr_array,
    never: NDArray[np.bool_],
    columns: Columns,
    depth: int,
    limit: int,
    per_initiative: int,
) -> tuple[Seat, ...]:
    """Return the best seats by falling score, then by row and column.

    Parameters
    ----------
    model
        Where scores come from.
    barred, never
        Pairs that are never suggested, bool, CSR, shaped as the network; and actors that are never suggested
        for anything, ``(n_actors,)``. They keep their place in the ranking: they had one in the test too.
    columns
        The initiatives to look at.
    depth
        The last place in an initiative's own list that is returned; 0 returns nothing.
    limit, per_initiative
        How many seats at most, in all and for one initiative.

    Notes
    -----
    Cost: scores dense in actors × columns, by blocks of half a million, of which only the best are kept.
    """
    n_blocks = max(1, ceil(len(model.n_ties) * len(columns) / _BLOCK))
    best: list[Seat] = []
    for block in np.array_split(columns, n_blocks) if depth else ():
        best += _best_of_block(model, barred, never, block, depth=depth, per_initiative=per_initiative)
        best = sorted(best, key=_order)[:limit]
    return tuple(best)


def _order(seat: Seat) -> tuple[float, int, int]:
    return -seat.score, seat.row, seat.column


def _best_of_block(
    model: SeatModel,
    barred: sparse.csr_array,
    never: NDArray[np.bool_],
    block: Columns,
    *,
    depth: int,
    per_initiative: int,
) -> list[Seat]:
    scores = model.scores(block)
    values = scores.total
    taken = model.surroundings.biadjacency[:, block].toarray() > 0
    closed = taken | never[:, None] | barred[:, block].toarray()
    open_seats = ~closed & _near_the_top(values, taken, depth)
    rows, places = np.nonzero(open_seats & model.has_grounds(scores, block))
    ranks = ranks_of(values[:, places], taken[:, places], rows)
    seats = [
        Seat(int(row), int(block[place]), float(values[row, place]), float(rank))
        for row, place, rank in zip(rows, places, ranks, strict=True)
        if rank <= depth
    ]
    by_initiative = groupby(
        sorted(seats, key=lambda seat: (seat.column, _order(seat))), lambda seat: seat.column
    )
    return [seat for _, own in by_initiative for seat in list(own)[:per_initiative]]


def _near_the_top(values: Matrix, taken: NDArray[np.bool_], depth: int) -> NDArray[np.bool_]:
    """Tell which values are among the first of their column; only these need a rank."""
    if len(values) <= depth:
        return ~taken
    rivals = np.where(taken, -np.inf, values)
    near: NDArray[np.bool_] = values >= np.partition(rivals, -depth, axis=0)[-depth]
    return near
