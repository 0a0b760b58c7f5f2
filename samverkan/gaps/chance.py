"""What chance alone would do with labels: how many initiatives have all of them, and how often none has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Vector = NDArray[np.float64]


def chance_of_none(n: int, sizes: Sequence[int]) -> float:
    """Return how likely it is that no initiative has all of some labels that are spread by chance.

    Parameters
    ----------
    n
        How many initiatives there are.
    sizes
        How many of them have each label, each at most ``n``.

    Returns
    -------
    float
        In 0–1, exact given the sizes: the hypergeometric distribution, once for each further label. 0 where
        so many have each that some must have all. Cost: the smallest sizes times one another.

    Examples
    --------
    >>> round(chance_of_none(4, [2, 2]), 6)
    0.166667
    """
    ordered = sorted(sizes)
    shared = np.zeros(ordered[0] + 1)
    shared[-1] = 1.0
    for size in ordered[1:]:
        shared = sum(
            (weight * _overlaps(n, have, size, len(shared)) for have, weight in enumerate(shared) if weight),
            start=np.zeros(len(shared)),
        )
    return float(shared[0])


def _overlaps(n: int, have: int, size: int, length: int) -> Vector:
    """Return how likely each number in 0 … ``length`` − 1 is to have both of two labels."""
    both = np.arange(length)
    possible = (both <= have) & (both <= size) & (have - both <= n - size)
    likely = np.zeros(length)
    k = both[possible]
    likely[possible] = np.exp(_choices(size, k) + _choices(n - size, have - k) - _choices(n, have))
    return likely


def _choices(n: int, k: Vector | NDArray[np.int_] | int) -> Vector:
    """Return the logarithm of how many ways there are to choose k of n."""
    return np.asarray(gammaln(n + 1) - gammaln(np.add(k, 1)) - gammaln(np.subtract(n, k) + 1), dtype=float)
