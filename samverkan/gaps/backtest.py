"""How often a list of missing actors would have been right: hide known ties, see which are found again.

The data themselves are the judge. The rivals are popularity and the lot: a list that finds no more than “ask
the busiest” or “ask anybody” does is not shown. The lot matters where all are equally busy: there popularity
does worse than that, since whoever lost a tie looks less busy. What is found again are ties that the sources
happen to mention; a gap that nobody has ever filled cannot be tested. A tie is hidden about twice in twenty
rounds, so the trials hang together and the true uncertainty is somewhat wider than the intervals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.gaps.seat_scores import Columns, Matrix, Surroundings, seat_model

Strength = Literal["strong", "moderate", "hidden"]

HIDDEN_SHARE, REPEATS = 0.10, 20
MARGIN = 0.03
ENOUGH = 100
TOP = 5
STRONG, MODERATE = 0.20, 0.05
RANK_BANDS = ((1, 1), (2, 3), (4, 5), (6, 10))
_Z_95 = 1.959964
_MOST_LOOKED_UP = 250


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    n_found: int
    n: int

    @property
    def value(self) -> float:
        """The share itself, in 0–1; 0 of nothing is 0."""
        return self.n_found / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound at 95 %, in 0–1; everything where nothing was tried.

        Wilson 1927, Journal of the American Statistical Association 22, 209–212.
        """
        if not self.n:
            return 0.0, 1.0
        centre = self.n_found + _Z_95**2 / 2
        spread = _Z_95 * math.sqrt(self.n_found * (1 - self.value) + _Z_95**2 / 4)
        total = self.n + _Z_95**2
        low, high = (centre - spread) / total, (centre + spread) / total
        return (low if self.n_found else 0.0), (high if self.n_found < self.n else 1.0)


@dataclass(frozen=True, slots=True)
class RankBand:
    """How often the hidden actor stood at one of these places in the initiative's own list.

    Parameters
    ----------
    first, last
        Places, counted from 1.
    share
        Of the suggestions at these places, in initiatives that did lack somebody, how many were that one and
        would have been shown.
    """

    first: int
    last: int
    share: Share


@dataclass(frozen=True, slots=True)
class Backtest:
    """What came of hiding ties.

    Parameters
    ----------
    found, found_by_popularity
        Hidden ties whose actor stood among the initiative's first five: by score, and by how many
        initiatives each actor has.
    found_by_lot
        How many would have been expected there if the order had been drawn by lot.
    bands
        The same for each place in the list, first places first.
    """

    found: Share
    found_by_popularity: Share
    found_by_lot: Share
    bands: tuple[RankBand, ...]

    @property
    def is_large_enough(self) -> bool:
        """Whether so many ties were looked up that luck alone seldom passes; that takes about fifty ties."""
        return self.found.n >= ENOUGH

    @property
    def passes(self) -> bool:
        """Whether the score finds clearly more than popularity and the lot do.

        By three per cent, and with its lower bound too: by the margin alone one in twenty networks of the
        size of a district passes with its ties shuffled.
        """
        rival = max(self.found_by_popularity.value, self.found_by_lot.value)
        beyond_luck = self.found.interval[0] > rival
        return self.is_large_enough and self.found.value - rival >= MARGIN and beyond_luck

    @property
    def depth(self) -> int:
        """The last place of an initiative's list that is worth showing, 0 where none is."""
        return max((band.last for band in self.bands if self.strength(band.last) != "hidden"), default=0)

    def strength(self, rank: float) -> Strength:
        """Return how strong a suggestion at a place of its initiative's list is.

        It is the lower bound of the share that was right there or at any place before: strong from 20 %,
        moderate from 5 %, else hidden. A later place is never stronger than an earlier one.
        """
        if not self.bands or rank > self.bands[-1].last:
            return "hidden"
        lower = min(band.share.interval[0] for band in self.bands if band.first - 1 < rank)
        return "strong" if lower >= STRONG else "moderate" if lower >= MODERATE else "hidden"


@dataclass(frozen=True, eq=False)
class Hiding:
    """A network with some ties hidden: what is left, and the rows and columns of the hidden ones."""

    training: sparse.csr_array
    rows: NDArray[np.intp]
    columns: Columns


def backtest(surroundings: Surroundings, *, repeats: int = REPEATS, seed: int = 1) -> Backtest:
    """Hide a tenth of the ties, score the rest, look the hidden ones up; and again.

    Parameters
    ----------
    surroundings
        Of the whole network. Nodes in order of their labels make the answer the same for any order of rows.
    repeats, seed
        How many rounds, and where the random order starts.

    Notes
    -----
    A tie is hidden only if both its ends keep another, so a network of single ties has nothing to hide and
    ``found.n`` is 0. Of a large network at most 250 hidden ties a round are looked up. Cost: ``repeats``
    times a :func:`~samverkan.gaps.seat_scores.seat_model` and the scores of the columns looked up.
    """
    generator = np.random.default_rng(seed)
    rounds = [
        _looked_up(surroundings, hide(surroundings.biadjacency, HIDDEN_SHARE, generator))
        for _ in range(repeats)
    ]
    ranks, popular, by_lot, shown = (np.concatenate(parts) for parts in zip(*rounds, strict=True))
    return Backtest(
        found=Share(int((ranks <= TOP).sum()), len(ranks)),
        found_by_popularity=Share(int((popular <= TOP).sum()), len(popular)),
        found_by_lot=Share(round(float(by_lot.sum())), len(by_lot)),
        bands=tuple(_band(ranks, shown, *places) for places in RANK_BANDS),
    )


def hide(biadjacency: sparse.csr_array, share: float, generator: np.random.Generator) -> Hiding:
    """Hide a share of the ties in random order, leaving at least one at both ends of each.

    Fewer are hidden where that leaves too few to choose from. Cost: linear in ties.
    """
    ties = sparse.coo_array(biadjacency)
    rows, columns = ties.coords
    n_ties, sizes = biadjacency.sum(axis=1), biadjacency.sum(axis=0)
    hidden: list[int] = []
    for tie in generator.permutation(ties.nnz).tolist():
        if len(hidden) >= round(share * ties.nnz):
            break
        row, column = rows[tie], columns[tie]
        if n_ties[row] > 1 and sizes[column] > 1:
            hidden.append(tie)
            n_ties[row] -= 1
            sizes[column] -= 1
    kept = np.ones(ties.nnz, dtype=bool)
    kept[hidden] = False
    training = sparse.csr_array((ties.data[kept], (rows[kept], columns[kept])), shape=ties.shape)
    return Hiding(training, rows[hidden], columns[hidden])


def ranks_of(values: Matrix, taken: NDArray[np.bool_], rows: NDArray[np.intp]) -> Matrix:
    """Return the rank of one row in each column, among the rows that are not taken.

    Parameters
    ----------
    values, taken
        ``(n_rows, n_columns)``; a row's own entry may be taken, it is ranked all the same.
    rows
        Which row of each column is ranked, ``(n_columns,)``.

    Returns
    -------
    array
        1 + those above + half of those level, ``(n_columns,)``.
    """
    own = values[rows, np.arange(len(rows))]
    others = ~taken
    others[rows, np.arange(len(rows))] = False
    above, level = (values > own) & others, (values == own) & others
    ranks: Matrix = 1 + above.sum(axis=0) + level.sum(axis=0) / 2
    return ranks


def _looked_up(
    surroundings: Surroundings, hiding: Hiding
) -> tuple[Matrix, Matrix, Matrix, NDArray[np.bool_]]:
    """Return each hidden tie's rank by score and by popularity, its chance by lot and if it has grounds.

    All four are ``(n_looked_up,)``.
    """
    rows, columns = hiding.rows[:_MOST_LOOKED_UP], hiding.columns[:_MOST_LOOKED_UP]
    model = seat_model(replace(surroundings, biadjacency=hiding.training))
    scores = model.scores(columns)
    taken = surroundings.biadjacency[:, columns].toarray() > 0
    busy = np.broadcast_to(model.n_ties[:, None], taken.shape)
    shown = model.has_grounds(scores, columns)[rows, np.arange(len(rows))]
    by_lot = np.minimum(TOP / (len(taken) - taken.sum(axis=0) + 1), 1.0)
    return ranks_of(scores.total, taken, rows), ranks_of(busy, taken, rows), by_lot, shown


def _band(ranks: Matrix, shown: NDArray[np.bool_], first: int, last: int) -> RankBand:
    n_found = int((shown & (ranks > first - 1) & (ranks <= last)).sum())
    return RankBand(first, last, Share(n_found, len(ranks) * (last - first + 1)))
