"""An order in which lines between two columns cross each other seldom.

The number of crossings of two columns follows from their orders alone. The fewest are hard to find (Garey &
Johnson 1983), so each side is put in turn at the barycentre, or at the median, of what it is tied to
(Sugiyama, Tagawa & Toda 1981; Eades & Wormald 1994), and neighbours change places as long as that helps. An
order says what goes together; first and last mean nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Order = NDArray[np.intp]
"""Places in the order in which they stand, ``(n,)``."""

_SWEEPS = 24

MOST_TIDIED = 60_000
"""Rows times columns of the largest part in which neighbours change places: more would take minutes."""


def crossings(biadjacency: NDArray[np.float64]) -> int:
    """Return how many pairs of lines cross where rows and columns stand in two columns, in their order.

    Cost: linear in the entries of the matrix, ``(n_rows, n_columns)``, 0/1.
    """
    below = np.cumsum(biadjacency[::-1], axis=0)[::-1] - biadjacency
    before = np.cumsum(below, axis=1) - below
    return int((biadjacency * before).sum())


def untangled(biadjacency: sparse.csr_array) -> tuple[Order, Order]:
    """Return an order of the rows and one of the columns.

    Parts without a tie between them stand below each other, the largest first; rows and columns without any
    tie come last, as they stood.

    Notes
    -----
    Deterministic: it begins with the order given, and with the first axis of correspondence analysis, and
    breaks ties by the order given. Cost: linear in the entries of the largest part for each of some hundred
    rounds (0.5 s for 120 rows and 120 columns). A part with more than :data:`MOST_TIDIED` entries is put in
    order by barycentres alone, from the axis.
    """
    n_rows, n_columns = biadjacency.shape
    whole = sparse.block_array([[None, biadjacency], [biadjacency.T, None]]) if biadjacency.nnz else None
    if whole is None:
        return np.arange(n_rows), np.arange(n_columns)
    part = csgraph.connected_components(whole, directed=False)[1]
    rows_of, columns_of = part[:n_rows], part[n_rows:]
    sizes = np.bincount(part)
    numbers = [number for number in dict.fromkeys(rows_of.tolist()) if sizes[number] > 1]
    numbers.sort(key=lambda number: -int(sizes[number]))  # a stable sort: as they stood where equally large
    rows, columns = [], []
    for number in numbers:
        own_rows, own_columns = np.flatnonzero(rows_of == number), np.flatnonzero(columns_of == number)
        matrix = biadjacency[own_rows][:, own_columns].toarray().astype(float)
        down, across = _part(matrix)
        rows.append(own_rows[down])
        columns.append(own_columns[across])
    alone = np.flatnonzero(sizes == 1)
    rows.append(np.flatnonzero(np.isin(rows_of, alone)))
    columns.append(np.flatnonzero(np.isin(columns_of, alone)))
    return np.concatenate(rows), np.concatenate(columns)


def _part(matrix: NDArray[np.float64]) -> tuple[Order, Order]:
    """Order one connected part: the best of sweeps by barycentre and by median, from two beginnings."""
    if matrix.size > MOST_TIDIED:
        return _swept(matrix, *_spectral(matrix), by_median=False, is_tidied=False)
    beginnings = [(np.arange(matrix.shape[0]), np.arange(matrix.shape[1])), _spectral(matrix)]
    found = [
        _swept(matrix, *beginning, by_median=by_median)
        for beginning in beginnings
        for by_median in (False, True)
    ]
    return min(found, key=lambda orders: crossings(matrix[np.ix_(*orders)]))


def _spectral(matrix: NDArray[np.float64]) -> tuple[Order, Order]:
    """Return the order of the first axis of correspondence analysis: a chain from one end to the other."""
    by_row, by_column = matrix.sum(axis=1) ** -0.5, matrix.sum(axis=0) ** -0.5
    left, _, right = np.linalg.svd(matrix * by_row[:, None] * by_column, full_matrices=False)
    axis = min(1, left.shape[1] - 1)
    rows, columns = left[:, axis] * by_row, right[axis] * by_column
    if rows[np.abs(rows).argmax()] < 0:  # which end is first is a matter of chance in the algebra
        rows, columns = -rows, -columns
    return (
        np.argsort(np.round(rows, 9), kind="stable"),
        np.argsort(np.round(columns, 9), kind="stable"),
    )


def _swept(
    matrix: NDArray[np.float64], rows: Order, columns: Order, *, by_median: bool, is_tidied: bool = True
) -> tuple[Order, Order]:
    best, fewest = (rows, columns), crossings(matrix)
    for _ in range(_SWEEPS):
        rows = rows[_sorted(matrix[np.ix_(rows, columns)], by_median=by_median)]
        columns = columns[_sorted(matrix[np.ix_(rows, columns)].T, by_median=by_median)]
        tidied = _switched(matrix, rows, columns) if is_tidied else (rows, columns)
        left = crossings(matrix[np.ix_(*tidied)])
        if left < fewest:
            best, fewest = tidied, left
    return best


def _sorted(matrix: NDArray[np.float64], *, by_median: bool) -> Order:
    """Return the rows by the middle of the columns that they are tied to; ties keep their order."""
    places = np.arange(matrix.shape[1])
    if by_median:
        middles = np.array([np.median(places[row > 0]) for row in matrix])
    else:
        middles = matrix @ places / matrix.sum(axis=1)
    return np.argsort(np.round(middles, 6), kind="stable")


def _switched(matrix: NDArray[np.float64], rows: Order, columns: Order) -> tuple[Order, Order]:
    """Let neighbours change places, in rows and in columns, as long as lines cross less."""
    while True:
        better_rows = _neighbours_switched(matrix[np.ix_(rows, columns)])
        new_rows = rows[better_rows]
        better_columns = _neighbours_switched(matrix[np.ix_(new_rows, columns)].T)
        new_columns = columns[better_columns]
        if np.array_equal(new_rows, rows) and np.array_equal(new_columns, columns):
            return rows, columns
        rows, columns = new_rows, new_columns


def _neighbours_switched(matrix: NDArray[np.float64]) -> Order:
    order = np.arange(matrix.shape[0])
    idle = 0
    first = 0
    while idle < 2:
        ordered = matrix[order]
        before = np.cumsum(ordered, axis=1) - ordered
        as_they_stand = (ordered[:-1] * before[1:]).sum(axis=1)
        turned = (ordered[1:] * before[:-1]).sum(axis=1)
        upper = np.flatnonzero(as_they_stand > turned)
        upper = upper[upper % 2 == first]  # pairs that share nobody may all change at once
        order[upper], order[upper + 1] = order[upper + 1], order[upper]
        idle = 0 if upper.size else idle + 1
        first = 1 - first
    return order
