"""Who keeps together: groups of actors that are found again and again, whichever links happen to be missing.

A single run of a grouping method is not reproducible and always finds groups, even in a random network. Here
sixty runs, each without a tenth of the links, must agree. A group says that its members meet in the same
initiatives more than with others; not that they are a team, and not that the rest stand outside.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from samverkan.analysis.projection import project
from samverkan.analysis.stability import SEED, SHARE, dropped_networks
from samverkan.domain.network import TwoModeNetwork

RUNS, THRESHOLD = 60, 0.80


@dataclass(frozen=True)
class Group:
    """Actors that keep together.

    Parameters
    ----------
    actors
        Ids, sorted; two or more.
    stability
        In how large a share of the runs two of them stand in the same group (of those in which both meet
        anyone), the mean over all pairs, in 0–1.
    """

    actors: tuple[str, ...]
    stability: float


@dataclass(frozen=True)
class Groups:
    """The groups of a network.

    Parameters
    ----------
    groups
        Largest first, equal ones in order of their first actor.
    unsettled
        Actors that meet others but keep to no group in enough runs, sorted.
    alone
        Actors that share no initiative with anyone, sorted.
    """

    groups: tuple[Group, ...]
    unsettled: tuple[str, ...]
    alone: tuple[str, ...]


def consensus_groups(
    network: TwoModeNetwork,
    *,
    runs: int = RUNS,
    share: float = SHARE,
    threshold: float = THRESHOLD,
    seed: int = SEED,
) -> Groups:
    """Return the groups that most runs agree on.

    In each run a share of the ties is dropped and Louvain's method groups the actors by Newman's weights of
    the projection. Two actors belong together if they stand in the same group in at least ``threshold`` of
    the runs in which both still meet anyone; groups are the connected parts of these pairs. Seeded and
    worked out over sorted labels, so the same ties give the same groups in whatever order rows stood.

    Raises
    ------
    ValueError
        ``runs`` is below 1.

    Notes
    -----
    A run that leaves an actor without partners says nothing about where it belongs. Counting such runs
    against it would put actors with a single link (together in .9 × .9 of the runs at best) on either side of
    the threshold by chance: on the data that travel with the program the pairs found with different seeds
    then overlap by half, else by four fifths. An empty network has no groups.

    Cost: ``runs`` times Louvain, near-linear in ties of the projection, and dense in the square of actors;
    half a second on the data that travel with the program. Blondel et al. 2008, J. Stat. Mech. P10008;
    Lancichinetti & Fortunato 2012, Sci. Rep. 2, 336.
    """
    together = coassignment(network, runs=runs, share=share, seed=seed)
    labels = np.array(sorted(network.actors), dtype=object)
    n_parts, part = csgraph.connected_components(sparse.csr_array(together >= threshold), directed=False)
    members = [np.flatnonzero(part == number) for number in range(n_parts)]
    found = [Group(tuple(labels[own]), _mean_of_pairs(together, own)) for own in members if len(own) > 1]
    grouped = {actor for group in found for actor in group.actors}
    meeting = set(np.array(network.actors, dtype=object)[np.diff(project(network).indptr) > 0])
    return Groups(
        groups=tuple(sorted(found, key=lambda group: (-len(group.actors), group.actors))),
        unsettled=tuple(sorted(meeting - grouped)),
        alone=tuple(sorted(set(network.actors) - meeting)),
    )


def coassignment(
    network: TwoModeNetwork, *, runs: int = RUNS, share: float = SHARE, seed: int = SEED
) -> NDArray[np.float64]:
    """Return in how large a share of the runs in which both meet anyone two actors stand in one group.

    Symmetric, ``(n_actors, n_actors)``, rows and columns in order of the sorted labels; 0 for a pair that
    never both met anyone, so also for an actor that never did with itself.

    Raises
    ------
    ValueError
        ``runs`` is below 1.
    """
    if runs < 1:
        raise ValueError(runs)
    order = sorted(range(network.n_actors), key=network.actors.__getitem__)
    together, present = (np.zeros((len(order), len(order))) for _ in range(2))
    for number, other in enumerate(dropped_networks(network, runs=runs, share=share, seed=seed)):
        weights = project(other, weighting="newman")[order][:, order]
        group = _louvain(weights, seed + number)
        meets = np.diff(weights.indptr) > 0
        both = meets[:, None] & meets[None, :]
        together += both & (group[:, None] == group[None, :])
        present += both
    return np.divide(together, present, out=np.zeros_like(together), where=present > 0)


def _louvain(weights: sparse.csr_array, seed: int) -> NDArray[np.int64]:
    """Return the number of each node's group."""
    graph = nx.Graph()
    # Numbers, not labels: the order in which sets hand out texts differs from one start to the next.
    graph.add_nodes_from(range(weights.shape[0]))
    upper = sparse.coo_array(sparse.triu(weights, k=1))
    rows, columns = (side.tolist() for side in upper.coords)
    graph.add_weighted_edges_from(zip(rows, columns, upper.data.tolist(), strict=True))
    group = np.arange(weights.shape[0])
    if graph.number_of_edges():
        for number, members in enumerate(nx.community.louvain_communities(graph, seed=seed)):
            group[list(members)] = number
    return group


def _mean_of_pairs(together: NDArray[np.float64], members: NDArray[np.intp]) -> float:
    pairs = together[np.ix_(members, members)][np.triu_indices(len(members), k=1)]
    return float(pairs.mean())
