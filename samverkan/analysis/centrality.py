"""How central actors and initiatives are, each measure by its two-mode formula.

How the numbers mislead: degree counts what the sources happen to mention, so well-described actors look busy.
Betweenness looks only at shortest ways and swings when a single link is missed. Closeness and eigenvector
compare fairly only within one connected part. None says who is important to the people served.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import eigsh

from samverkan.analysis.paths import dependencies, fans
from samverkan.analysis.projection import Weighting, project
from samverkan.domain.network import MODES, Mode, TwoModeNetwork
from samverkan.domain.vocabulary import MEASURES, Measure
from samverkan.errors import UnknownNameError

_DENSE_UP_TO = 400
"""Up to this many nodes a dense eigenvalue solver is faster than an iterative one."""


def degree(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.Series:
    """Return two-mode degree: ties divided by the size of the other mode, in 0–1.

    Isolates get 0; where the other mode is empty, all get 0. Cost: linear in ties.
    Borgatti & Everett 1997, Social Networks 19, 243–269.
    """
    matrix = network.towards(mode)
    return _series(network, mode, matrix.sum(axis=1) / max(matrix.shape[1], 1))


def closeness(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.Series:
    """Return two-mode closeness: the least possible sum of distances divided by the actual one.

    Within its component a node of a mode with n members, the other mode having m, has
    (m + 2(n − 1)) / Σ distances; that is multiplied by the share of all other nodes that it reaches
    (Wasserman & Faust 1994), so that the nearest in a small fragment do not lead. Isolates get 0.
    Cost: see :func:`samverkan.analysis.paths.fans`. Borgatti & Everett 1997.
    """
    return _series(network, mode, _closeness(network)[_rows(network, mode)])


def betweenness(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.Series:
    """Return two-mode betweenness: the share of shortest ways through a node, of what its mode could have.

    Paths between all pairs of nodes of both modes are counted. Isolates and ends get 0; a network too small
    for any path through a node gives 0 throughout. Cost: see :func:`samverkan.analysis.paths.fans`.
    Borgatti & Everett 1997; Brandes 2001.
    """
    return _series(network, mode, _betweenness(network)[_rows(network, mode)])


def strength(network: TwoModeNetwork, *, mode: Mode = "actors", weighting: Weighting = "newman") -> pd.Series:
    """Return the sum of a node's weights in the projection onto its mode.

    With Newman's weights that is the number of initiatives that it shares with anyone (Newman 2001): being
    alone in an initiative adds nothing.
    """
    return _series(network, mode, project(network, onto=mode, weighting=weighting).sum(axis=1))


def eigenvector(
    network: TwoModeNetwork, *, mode: Mode = "actors", weighting: Weighting = "newman"
) -> pd.Series:
    """Return eigenvector centrality on the projection: well connected to the well connected.

    Each component of the projection has a vector of its own. Its length is the square root of the
    component's share of all nodes, so two who only have each other do not lead; in a connected projection
    the length is 1 as usual. Isolates get 0. Cost: dense to 400 nodes, iterative above. Bonacich 1972.
    """
    weights = project(network, onto=mode, weighting=weighting).astype(np.float64)
    n = weights.shape[0]
    scores = np.zeros(n)
    n_components, component = csgraph.connected_components(weights, directed=False)
    for members in _grouped(component, n_components):
        if len(members) > 1:
            scores[members] = _leading_vector(weights[members][:, members]) * np.sqrt(len(members) / n)
    return _series(network, mode, scores)


def measures(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.DataFrame:
    """Return every measure of a mode, one row a label.

    Columns: ``initiatives`` (ties, a count), ``partners`` (neighbours in the projection, a count),
    ``strength``, ``betweenness``, ``closeness``, ``eigenvector``, each as in the function of its name.
    For initiatives the first two count actors and neighbouring initiatives.
    """
    shared = project(network, onto=mode, weighting="count")
    rows = _rows(network, mode)
    table = {
        "betweenness": _betweenness(network)[rows],
        "initiatives": network.towards(mode).sum(axis=1).astype(np.int64),
        "partners": np.diff(shared.indptr).astype(np.int64),
        "strength": strength(network, mode=mode).to_numpy(),
        "closeness": _closeness(network)[rows],
        "eigenvector": eigenvector(network, mode=mode).to_numpy(),
    }
    return pd.DataFrame(table, index=pd.Index(network.labels(mode), dtype="str", name=mode))


def ranking(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return a table of measures ordered by one of them, with ``rank`` in front.

    Equal values share the best rank (1, 2, 2, 4) and stand in order of label.

    Raises
    ------
    UnknownNameError
        No such measure.
    """
    if measure not in MEASURES:
        raise UnknownNameError("unknown_measure", name=measure, known=", ".join(MEASURES))
    # Values that differ by rounding alone are equal: a rank may not hang on the order of additions.
    rounded = table[measure].astype(float).round(12)
    ordered = table.assign(rank=rounded.rank(method="min", ascending=False).astype(int))
    return ordered.sort_index().sort_values("rank", kind="stable")[["rank", *table.columns]]


def _betweenness(network: TwoModeNetwork) -> NDArray[np.float64]:
    adjacency = network.adjacency
    through = np.zeros(adjacency.shape[0])
    for fan in fans(adjacency):
        through += dependencies(adjacency, fan)
    through /= 2  # every path was walked from both of its ends
    most = [
        np.full(len(network.labels(mode)), _most_betweenness(*sizes))
        for mode, sizes in zip(
            MODES,
            [(network.n_actors, network.n_initiatives), (network.n_initiatives, network.n_actors)],
            strict=True,
        )
    ]
    ceiling = np.concatenate(most)
    result: NDArray[np.float64] = np.divide(through, ceiling, out=np.zeros_like(through), where=ceiling > 0)
    return result


def _most_betweenness(n_own: int, n_other: int) -> float:
    """Return the highest betweenness that a node can have (Borgatti & Everett 1997)."""
    if n_own == 0 or n_other == 0:
        return 0.0
    whole, rest = divmod(n_own - 1, n_other)
    return (
        n_other**2 * (whole + 1) ** 2
        + n_other * (whole + 1) * (2 * rest - whole - 1)
        - rest * (2 * whole - rest + 3)
    ) / 2


def _closeness(network: TwoModeNetwork) -> NDArray[np.float64]:
    adjacency = network.adjacency
    n = adjacency.shape[0]
    distances, own, other = (np.zeros(n) for _ in range(3))
    is_actor = np.arange(n) < network.n_actors
    for fan in fans(adjacency):
        reached = fan.depth >= 0
        n_reached_actors = reached[is_actor].sum(axis=0)
        n_reached_initiatives = reached[~is_actor].sum(axis=0)
        from_actor = is_actor[fan.sources]
        own[fan.sources] = np.where(from_actor, n_reached_actors, n_reached_initiatives)
        other[fan.sources] = np.where(from_actor, n_reached_initiatives, n_reached_actors)
        distances[fan.sources] = np.where(reached, fan.depth, 0).sum(axis=0)
    nearest = other + 2 * (own - 1)
    within = np.divide(nearest, distances, out=np.zeros(n), where=distances > 0)
    result: NDArray[np.float64] = within * (own + other - 1) / max(n - 1, 1)
    return result


def _leading_vector(weights: sparse.csr_array) -> NDArray[np.float64]:
    if weights.shape[0] <= _DENSE_UP_TO:
        vector = np.linalg.eigh(weights.toarray())[1][:, -1]
    else:
        start = np.full(
            weights.shape[0], 1 / np.sqrt(weights.shape[0])
        )  # a fixed start: the same answer twice
        vector = eigsh(weights, k=1, which="LA", v0=start)[1][:, 0]
    result: NDArray[np.float64] = np.abs(vector)
    return result


def _grouped(component: NDArray[np.int32], n_components: int) -> list[NDArray[np.intp]]:
    order = np.argsort(component, kind="stable")
    return np.split(order, np.cumsum(np.bincount(component, minlength=n_components))[:-1])


def _rows(network: TwoModeNetwork, mode: Mode) -> slice:
    return slice(0, network.n_actors) if mode == "actors" else slice(network.n_actors, None)


def _series(network: TwoModeNetwork, mode: Mode, values: NDArray[np.float64]) -> pd.Series:
    index = pd.Index(network.labels(mode), dtype="str", name=mode)
    return pd.Series(np.asarray(values, dtype=np.float64), index=index)
