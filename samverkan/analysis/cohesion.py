"""How the network hangs together, on the two-mode graph: parts, threads and single points.

A cutpoint is a statement about what the sources mention: one unmentioned link can make it vanish.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from samverkan.domain.network import Mode, TwoModeNetwork

Node = tuple[str, str]
"""``("actor", label)`` or ``("initiative", label)``."""


@dataclass(frozen=True)
class Cohesion:
    """The shape of a network in a few numbers.

    Parameters
    ----------
    n_actors, n_initiatives, n_ties
        Counts; isolates included.
    density
        Ties as a share of all that could be, in 0–1; 0 for an empty network.
    n_components
        Connected parts, an isolate being one of its own.
    largest_share
        Share of all nodes in the largest part, in 0–1.
    centralisation
        Of actors' degree, in 0–1 (:func:`centralisation`).
    n_cutpoint_actors, n_bridges
        Counts (:func:`cutpoints`, :func:`bridges`).
    """

    n_actors: int
    n_initiatives: int
    n_ties: int
    density: float
    n_components: int
    largest_share: float
    centralisation: float
    n_cutpoint_actors: int
    n_bridges: int


def cohesion(network: TwoModeNetwork) -> Cohesion:
    """Return the summary of a network; cost linear in ties."""
    parts = components(network)
    n_nodes = network.n_actors + network.n_initiatives
    return Cohesion(
        n_actors=network.n_actors,
        n_initiatives=network.n_initiatives,
        n_ties=network.n_ties,
        density=density(network),
        n_components=len(parts),
        largest_share=len(parts[0]) / n_nodes if parts else 0.0,
        centralisation=centralisation(network),
        n_cutpoint_actors=sum(kind == "actor" for kind, _ in cutpoints(network)),
        n_bridges=len(bridges(network)),
    )


def density(network: TwoModeNetwork) -> float:
    """Return ties divided by actors × initiatives; 0 where there are none of either."""
    possible = network.n_actors * network.n_initiatives
    return network.n_ties / possible if possible else 0.0


def centralisation(network: TwoModeNetwork, *, mode: Mode = "actors") -> float:
    """Return how far degree is gathered in one node, in 0–1: 0 all alike, 1 a star.

    Σ (largest − own) / ((n − 1)(m − 1)) over the n nodes of the mode that have a tie, m in the other mode
    (Freeman 1978 in the two-mode form of Borgatti & Everett 1997). 0 where either is below 2.
    """
    matrix = network.towards(mode)
    degrees = matrix.sum(axis=1)
    degrees = degrees[degrees > 0]
    n, m = len(degrees), int((matrix.sum(axis=0) > 0).sum())
    if n < 2 or m < 2:
        return 0.0
    return float((degrees.max() - degrees).sum() / ((n - 1) * (m - 1)))


def components(network: TwoModeNetwork) -> tuple[tuple[Node, ...], ...]:
    """Return the connected parts, largest first, equal ones in order of their first node."""
    nodes = _nodes(network)
    n_parts, part = csgraph.connected_components(network.adjacency, directed=False)
    members: list[list[Node]] = [[] for _ in range(n_parts)]
    for node, number in zip(nodes, part, strict=True):
        members[number].append(node)
    return tuple(sorted((tuple(sorted(group)) for group in members), key=lambda group: (-len(group), group)))


def cutpoints(network: TwoModeNetwork) -> tuple[Node, ...]:
    """Return the nodes whose removal splits the part that they lie in, sorted. Hopcroft & Tarjan 1973."""
    return tuple(sorted(nx.articulation_points(network.to_networkx())))


def bridges(network: TwoModeNetwork) -> tuple[tuple[str, str], ...]:
    """Return the (actor, initiative) ties whose removal splits a part, sorted. Tarjan 1974."""
    found = nx.bridges(network.to_networkx())
    return tuple(sorted((min(tie)[1], max(tie)[1]) for tie in found))


def separated_by(network: TwoModeNetwork, actor: str) -> tuple[Node, ...]:
    """Return what loses its way to the rest when an actor goes.

    The rest is the largest piece that remains of the actor's part. Initiatives in which the actor is alone
    are left out: they end with it, which is no news.
    """
    position = network.actors.index(actor)
    _, part = csgraph.connected_components(network.adjacency, directed=False)
    inside = np.flatnonzero(part == part[position])
    inside = inside[inside != position]
    n_pieces, piece = csgraph.connected_components(_submatrix(network.adjacency, inside), directed=False)
    if n_pieces < 2:
        return ()
    sizes = np.bincount(piece)
    nodes = _nodes(network)
    cut_off = [
        nodes[place]
        for place, number in zip(inside, piece, strict=True)
        if number != sizes.argmax() and sizes[number] > 1
    ]
    return tuple(sorted(cut_off))


def _submatrix(matrix: sparse.csr_array, keep: np.ndarray) -> sparse.csr_array:
    return sparse.csr_array(matrix[keep][:, keep])


def _nodes(network: TwoModeNetwork) -> list[Node]:
    actors = [("actor", label) for label in network.actors]
    return actors + [("initiative", label) for label in network.initiatives]
