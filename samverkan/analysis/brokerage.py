"""Who stands between others that do not meet: Burt's constraint and effective size, on the projection.

On the two-mode graph itself both are trivial, since no two actors are tied there. How they mislead: an
initiative with many members makes all of them neighbours of each other, so whoever is only in large ones
looks bound; and an actor with few known partners looks free or bound on the strength of one or two mentions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from samverkan.analysis.projection import Weighting, project
from samverkan.domain.network import Mode, TwoModeNetwork


def constraint(
    network: TwoModeNetwork, *, mode: Mode = "actors", weighting: Weighting = "newman"
) -> pd.Series:
    """Return Burt's constraint: how far a node's contacts lead back to the same contacts.

    c_i = Σ_j (p_ij + Σ_q p_iq p_qj)² over the neighbours j, p the share of a node's weight that it gives to
    each. Low for who joins several circles; 1 for a single contact without others; more than 1 is possible.
    Not a number for who has no neighbour. Cost: one sparse product. Burt 1992, Structural Holes, ch. 2.
    """
    weights = project(network, onto=mode, weighting=weighting).astype(np.float64)
    share = _by_row(weights)
    reached = share + share @ share
    among_neighbours = reached.multiply(weights > 0)
    return _series(network, mode, among_neighbours.multiply(among_neighbours).sum(axis=1), weights)


def effective_size(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.Series:
    """Return effective size: neighbours, less what they have of each other on average, n − 2t/n.

    n neighbours with t ties among them in the projection without weights. 1 where all neighbours meet each
    other, n where none do. Not a number for who has no neighbour. Cost: one sparse product. Borgatti 1997,
    Connections 20, 35–38.
    """
    shared = project(network, onto=mode)
    ties = sparse.csr_array((shared > 0).astype(np.float64))
    n_neighbours = ties.sum(axis=1)
    twice_among = (ties @ ties).multiply(ties).sum(axis=1)
    spread = np.divide(twice_among, n_neighbours, out=np.zeros_like(n_neighbours), where=n_neighbours > 0)
    return _series(network, mode, n_neighbours - spread, ties)


def _by_row(weights: sparse.csr_array) -> sparse.csr_array:
    totals = weights.sum(axis=1)
    inverse = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
    return sparse.csr_array(weights.multiply(inverse[:, None]))


def _series(
    network: TwoModeNetwork, mode: Mode, values: NDArray[np.float64], weights: sparse.csr_array
) -> pd.Series:
    has_neighbour = np.diff(weights.indptr) > 0
    index = pd.Index(network.labels(mode), dtype="str", name=mode)
    return pd.Series(np.where(has_neighbour, values, np.nan), index=index)
