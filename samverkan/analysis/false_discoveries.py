"""Which of many small probabilities are small enough, when so many were looked at.

Of a hundred pairs that chance alone rules, five have a probability below 5 per cent. What is kept here is the
share of false ones among those that are pointed out, not the risk of pointing out any.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def discoveries(probabilities: ArrayLike, *, share: float) -> NDArray[np.bool_]:
    """Return which probabilities are clearly low.

    Parameters
    ----------
    probabilities
        Of what was seen, were chance alone at work, in 0–1, ``(n,)`` in any order.
    share
        The largest expected share of false ones among those pointed out, in 0–1.

    Notes
    -----
    Benjamini & Hochberg 1995, step-up: the k-th smallest may be as large as ``share`` × k / n; all up to the
    last one that is within its limit are pointed out. Equal probabilities are judged alike. Holds for
    independent probabilities and for those that rise together. Cost: one sorting.

    Examples
    --------
    >>> discoveries([0.04, 0.9, 0.01], share=0.1).tolist()
    [True, False, True]
    """
    found = np.asarray(probabilities, dtype=np.float64)
    ordered = np.sort(found)
    limits = share * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    highest = ordered[ordered <= limits].max(initial=-1.0)
    clearly_low: NDArray[np.bool_] = found <= highest
    return clearly_low
