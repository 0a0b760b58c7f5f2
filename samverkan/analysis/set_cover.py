"""The smallest set of rows that covers all columns.

Which of several equally small sets is returned is settled by stated rules, so that the same question always
has the same answer. The question is hard in general (NP-complete); rows that another row replaces are left
out first, and what remains of a municipal network is small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Flags = NDArray[np.bool_]
Costs = NDArray[np.int64]


def smallest_cover(covers: Flags, costs: Costs) -> tuple[int, ...]:
    """Return the fewest rows that together cover every column that any row covers.

    Parameters
    ----------
    covers
        Which row covers which column, ``(n_rows, n_columns)``.
    costs
        What settles ties, ``(n_costs, n_rows)``: among equally small sets those with the least sum of the
        first cost, among these of the second, and so on. Whole numbers, negative for what is wanted.

    Returns
    -------
    tuple of int
        Sorted; empty where nothing is covered. Where the costs leave several sets, the first of them as
        sorted lists of numbers.

    Notes
    -----
    One integer programme after the other, each answer kept as a condition of the next; the last ones ask of
    each row in turn whether a best set can go on with it.
    """
    rows = _not_replaced(covers, costs)
    programme = _Programme.of(covers[rows])
    size = programme.least(np.ones(len(rows)))
    for cost in (np.ones(len(rows)), *costs[:, rows].astype(np.float64)):
        programme = programme.with_least(cost)
    picked: list[int] = []
    for position in range(len(rows)):
        if len(picked) < size and programme.can_take([*picked, position]):
            picked.append(position)
    return tuple(rows[position] for position in picked)


def greedy_cover(covers: Flags, costs: Costs) -> tuple[int, ...]:
    """Return rows that cover every column that any row covers, each the one that adds most.

    Not always the fewest: at most 1 + ln(n_columns) times as many (Chvátal 1979). Among rows that add equally
    the first cost decides, then the second, then the order. Arguments and result as for
    :func:`smallest_cover`. Cost: rows × columns for each row taken.
    """
    still_open = covers.any(axis=0)
    picked: list[int] = []
    while still_open.any():
        added = (covers & still_open).sum(axis=1)
        best = int(np.lexsort((*costs[::-1], -added))[0])
        picked.append(best)
        still_open = still_open & ~covers[best]
    return tuple(sorted(picked))


def _not_replaced(covers: Flags, costs: Costs) -> list[int]:
    """Return the rows that no best set could exchange for another row.

    A row replaces another if it covers all that the other does and costs less, or the same and stands first.
    """
    cheapest_first = np.lexsort((np.arange(len(covers)), *costs[::-1]))
    kept: list[int] = []
    for row in cheapest_first.tolist():
        if covers[row].any() and not (covers[kept] | ~covers[row]).all(axis=1).any():
            kept.append(row)
    return sorted(kept)


@dataclass(frozen=True)
class _Programme:
    """Which rows may be taken: bounds on weighted numbers of rows, one a line."""

    weights: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    @classmethod
    def of(cls, covers: Flags) -> _Programme:
        weights = covers[:, covers.any(axis=0)].T.astype(np.float64)
        return cls(weights, np.ones(len(weights)), np.full(len(weights), np.inf))

    def least(self, costs: NDArray[np.float64]) -> int:
        """Return the least cost of an allowed set; costs are whole numbers."""
        if not len(costs):
            return 0
        limits = optimize.LinearConstraint(self.weights, self.lower, self.upper)
        answer = optimize.milp(costs, integrality=np.ones(len(costs)), bounds=(0, 1), constraints=limits)
        return round(float(answer.fun))

    def with_least(self, costs: NDArray[np.float64]) -> _Programme:
        """Return the programme that allows only the sets of least cost."""
        least = float(self.least(costs))
        weights = np.vstack([self.weights, costs])
        return _Programme(weights, np.append(self.lower, least), np.append(self.upper, least))

    def can_take(self, rows: list[int]) -> bool:
        """Tell whether an allowed set has all these rows."""
        wanted = np.zeros(self.weights.shape[1])
        wanted[rows] = -1.0
        return self.least(wanted) == -len(rows)
