"""How likely each tie is when only degrees are known: the bipartite configuration model (BiCM).

Of all networks in which every actor and every initiative has, on average, the degree that it has, this is the
most random. A tie's probability says how little its presence or absence surprises; it predicts nothing by
itself, and it knows nothing of who works with whom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork

Numbers = NDArray[np.float64]

_TOLERANCE = 1e-9
_ROUNDS = 20_000


@dataclass(frozen=True, eq=False)
class DegreeModel:
    """Tie probabilities, kept by degree: nodes of equal degree have equal probabilities.

    Parameters
    ----------
    row_class, column_class
        Which class each actor and each initiative belongs to: ``(n_actors,)`` and ``(n_initiatives,)``.
    probabilities
        Of a tie between two classes, in 0–1: ``(n_row_classes, n_column_classes)``. Classes stand by rising
        degree.
    """

    row_class: NDArray[np.intp]
    column_class: NDArray[np.intp]
    probabilities: Numbers

    def dense(self) -> Numbers:
        """Return the probability of every tie, ``(n_actors, n_initiatives)``."""
        return self.of(np.arange(len(self.column_class)))

    def of(self, columns: NDArray[np.intp]) -> Numbers:
        """Return the probabilities of all actors' ties to some initiatives, ``(n_actors, n_columns)``."""
        chosen: Numbers = self.probabilities[np.ix_(self.row_class, self.column_class[columns])]
        return chosen

    def row(self, actor: int) -> Numbers:
        """Return the probabilities of one actor's ties, ``(n_initiatives,)``."""
        chosen: Numbers = self.probabilities[self.row_class[actor], self.column_class]
        return chosen


def degree_model(network: TwoModeNetwork) -> DegreeModel:
    """Fit the model to a network.

    p_ai = x_a y_i / (1 + x_a y_i), with Σ_i p_ai and Σ_a p_ai equal to the observed degrees (error below
    1e-6). A node tied to nobody has p = 0, one tied to everybody p = 1; an empty network has no
    probabilities. Whether the network is connected does not matter.

    Cost: linear in nodes, plus the product of the numbers of different degrees for each round.
    Saracco, Di Clemente, Gabrielli & Squartini 2015, Scientific Reports 5, 10595.
    """
    return fitted(network.biadjacency)


def fitted(biadjacency: sparse.csr_array) -> DegreeModel:
    """Fit the model to a 0/1 matrix, ``(n_actors, n_initiatives)``."""
    rows, row_class, n_rows = _classes(biadjacency.sum(axis=1))
    columns, column_class, n_columns = _classes(biadjacency.sum(axis=0))
    # The split below wants the highest degree first.
    falling = _by_class(rows[::-1], n_rows[::-1], columns[::-1], n_columns[::-1])
    return DegreeModel(row_class, column_class, falling[::-1, ::-1])


def _classes(degrees: Numbers) -> tuple[Numbers, NDArray[np.intp], NDArray[np.intp]]:
    values, class_of, sizes = np.unique(degrees, return_inverse=True, return_counts=True)
    return values.astype(np.float64), class_of, sizes


def _by_class(
    rows: Numbers, n_rows: NDArray[np.intp], columns: Numbers, n_columns: NDArray[np.intp]
) -> Numbers:
    """Return p for every pair of degree classes, highest degrees first.

    Where the degrees force a block to be full and the opposite one to be empty, these are set and the two
    remaining blocks are networks of their own: there x and y would run off to infinity.
    """
    p = np.zeros((len(rows), len(columns)))
    if not p.size:
        return p
    forced = _forced_block(rows, n_rows, columns, n_columns)
    if forced is None:
        return _iterated(rows, n_rows, columns, n_columns)
    r, c = forced
    p[:r, :c] = 1.0
    p[:r, c:] = _by_class(rows[:r] - n_columns[:c].sum(), n_rows[:r], columns[c:], n_columns[c:])
    p[r:, :c] = _by_class(rows[r:], n_rows[r:], columns[:c] - n_rows[:r].sum(), n_columns[:c])
    return p


def _forced_block(
    rows: Numbers, n_rows: NDArray[np.intp], columns: Numbers, n_columns: NDArray[np.intp]
) -> tuple[int, int] | None:
    """Return (r, c): the first r and the first c classes must be tied in full, the others not at all.

    That is where the r busiest have as many ties as they possibly can (Gale 1957, Ryser 1957): all of the c
    widest, and every tie of the rest.
    """
    of_rows, n_first_rows = _running(rows * n_rows), _running(n_rows)
    of_columns, n_first_columns = _running(columns * n_columns), _running(n_columns)
    most = np.outer(n_first_rows, n_first_columns) + (of_columns[-1] - of_columns)[None, :]
    tight = of_rows[:, None] == most
    tight[0, -1] = tight[-1, 0] = False  # nobody and everybody: true of every network
    found = np.argwhere(tight)
    return (int(found[0, 0]), int(found[0, 1])) if len(found) else None


def _running(values: NDArray[np.float64 | np.intp]) -> Numbers:
    return np.concatenate(([0.0], np.cumsum(values)))


def _iterated(
    rows: Numbers, n_rows: NDArray[np.intp], columns: Numbers, n_columns: NDArray[np.intp]
) -> Numbers:
    total = np.sqrt(float(rows @ n_rows))
    x, y = rows / total, columns / total
    p = np.zeros((len(x), len(y)))
    for _ in range(_ROUNDS):
        x = rows / ((y / (1 + np.outer(x, y))) @ n_columns)
        y = columns / (n_rows @ (x[:, None] / (1 + np.outer(x, y))))
        odds = np.outer(x, y)
        p = odds / (1 + odds)
        if max(np.abs(p @ n_columns - rows).max(), np.abs(n_rows @ p - columns).max()) < _TOLERANCE:
            break
    return p
