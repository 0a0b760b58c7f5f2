"""How many of several independent events happen, each with a probability of its own.

The events are independent by assumption; where the true ones hang together, both tails are heavier.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def poisson_binomial(probabilities: Iterable[float]) -> NDArray[np.float64]:
    """Return the probability of each number of events, from none to all.

    Parameters
    ----------
    probabilities
        Of each event, in 0–1, in any order; n of them.

    Returns
    -------
    array
        ``(n + 1,)``; entry x is P(exactly x). It sums to 1; without events it is ``[1.0]``. The chance of at
        most x is ``[: x + 1].sum()``.

    Notes
    -----
    Exact: one event after the other is folded in, and since every term is positive nothing cancels, so small
    probabilities keep their digits. (A Fourier transform is faster and loses everything below 1e-16.)
    Cost: n² additions. Wang 1993, Statistica Sinica 3, 295–312.

    Examples
    --------
    >>> poisson_binomial([0.5, 0.5]).tolist()
    [0.25, 0.5, 0.25]
    """
    distribution = np.ones(1)
    for probability in probabilities:
        distribution = np.convolve(distribution, (1.0 - probability, probability))
    return distribution
