"""Actors through whom the only known way between others and the rest of the network goes.

A way is found where no other link is known, so one unmentioned link can make it vanish. That is why each is
tried again with more links, drawn at random: what holds in most runs does not hang on a single omission.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from samverkan.analysis.cohesion import Node
from samverkan.analysis.degree_model import DegreeModel, degree_model
from samverkan.domain.network import TwoModeNetwork
from samverkan.gaps.pieces import Counted, cut_off, n_cut_off

MANY = 3
"""So many cut off are worth naming."""
RUNS, EXTRA_SHARE = 20, 0.10
_TRIES = 50


@dataclass(frozen=True)
class OnlyWay:
    """An actor through whom the only known way between others and the rest of the network goes.

    Parameters
    ----------
    actor
        Id.
    separated
        Who and what would have no known way to the rest without it, sorted; its lone initiatives and whoever
        is nobody in particular left out.
    through
        The initiatives in which it meets them, sorted.
    n_held, n_runs
        In how many runs with a tenth more links, drawn at random, it still stands between the rest and as
        many as are worth naming.
    """

    actor: str
    separated: tuple[Node, ...]
    through: tuple[str, ...]
    n_held: int
    n_runs: int

    @property
    def is_steady(self) -> bool:
        """Whether it holds in at least half of the runs."""
        return 2 * self.n_held >= self.n_runs


def only_ways(
    network: TwoModeNetwork,
    shown: Container[str],
    *,
    named: Container[str] | None = None,
    circles: Iterable[Iterable[Node]] = (),
    runs: int = RUNS,
    seed: int = 1,
) -> tuple[OnlyWay, ...]:
    """Return the actors that cut off at least three others, most first, then by id.

    An actor's own initiatives without anybody else are left out: they end with it, which is no news. In a
    disconnected network the rest is that of the actor's part.

    Parameters
    ----------
    network
        Where to look.
    shown
        The actors that may stand between.
    named
        The actors that are somebody in particular; all if left out. The others are ways like any, but neither
        stand between nor are counted as cut off, and nor are initiatives without anybody else.
    circles
        Nodes that reach each other whoever of them goes: actors of one organisation, those that one
        collective may include, an initiative and its parts.
    runs, seed
        Of :func:`held`.
    """
    within = tuple(map(tuple, circles))
    graph = _graph(network, within)
    counted = _counted(network, named)
    counts = n_cut_off(graph, counted)
    hinges = [
        place
        for place, actor in enumerate(network.actors)
        if actor in shown and counted.needed[place] and counts[place] >= MANY
    ]
    if not hinges:
        return ()
    n_held = held(network, named=named, circles=within, runs=runs, seed=seed)
    nodes = _nodes(network)
    found = [
        _only_way(
            network,
            place,
            tuple(sorted(nodes[other] for other in cut_off(graph, place, counted))),
            n_held,
            runs,
        )
        for place in hinges
    ]
    return tuple(sorted(found, key=lambda way: (-len(way.separated), way.actor)))


def _only_way(
    network: TwoModeNetwork, place: int, separated: tuple[Node, ...], n_held: Mapping[str, int], runs: int
) -> OnlyWay:
    actor = network.actors[place]
    own = {("initiative", name) for name in network.initiatives_of(actor)}
    through = tuple(name for _, name in sorted(own & {*separated}))
    return OnlyWay(actor, separated, through, n_held[actor], runs)


def _nodes(network: TwoModeNetwork) -> list[Node]:
    actors = [("actor", label) for label in network.actors]
    return actors + [("initiative", label) for label in network.initiatives]


def _counted(network: TwoModeNetwork, named: Container[str] | None) -> Counted:
    somebody = [named is None or actor in named for actor in network.actors]
    return Counted(
        nodes=np.array([*somebody, *[True] * network.n_initiatives], dtype=np.bool_),
        needed=np.array([*somebody, *[False] * network.n_initiatives], dtype=np.bool_),
    )


def _graph(network: TwoModeNetwork, circles: Iterable[Iterable[Node]]) -> sparse.csr_array:
    """Return the whole graph, actors first, with a ring through the nodes of each circle.

    A ring holds together whoever of its members goes.
    """
    place_of = {node: place for place, node in enumerate(_nodes(network))}
    rings = [sorted({place_of[node] for node in circle if node in place_of}) for circle in circles]
    ends = [
        (place, ring[(turn + 1) % len(ring)])
        for ring in rings
        if len(ring) > 1
        for turn, place in enumerate(ring)
    ]
    if not ends:
        return network.adjacency
    rows, columns = np.array(ends).T
    links = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=network.adjacency.shape
    )
    return sparse.csr_array(network.adjacency + links + links.T)


def held(
    network: TwoModeNetwork,
    *,
    named: Container[str] | None = None,
    circles: Iterable[Iterable[Node]] = (),
    runs: int = RUNS,
    seed: int = 1,
) -> dict[str, int]:
    """Return in how many runs with more links each actor still stands between the rest and three others.

    In each run a tenth more links (rounded up) are drawn among the pairs without one, each with a weight of
    p_ai, the chance of a link that the degrees give (:mod:`samverkan.analysis.degree_model`). Seeded: the
    same network gives the same numbers, in whatever order its rows stood. Cost: two searches a run, and one
    row of probabilities a link.
    """
    generator = np.random.default_rng(seed)
    model = degree_model(network)
    counted, within = _counted(network, named), tuple(map(tuple, circles))
    n_held = np.zeros(network.n_actors, dtype=np.int64)
    for _ in range(runs if network.n_ties else 0):
        fuller = _graph(_with_more(network, model, generator), within)
        n_held += n_cut_off(fuller, counted)[: network.n_actors] >= MANY
    return dict(zip(network.actors, n_held.tolist(), strict=True))


def _with_more(network: TwoModeNetwork, model: DegreeModel, generator: np.random.Generator) -> TwoModeNetwork:
    """Return the network with more links; fewer than a tenth where hardly any pair is without one."""
    n_more = math.ceil(EXTRA_SHARE * network.n_ties)
    linked = set(zip(*(axis.tolist() for axis in network.biadjacency.nonzero()), strict=True))
    more: dict[tuple[int, int], None] = {}
    for _ in range(_TRIES):
        drawn = _drawn(network, model, generator, n_more)
        more |= dict.fromkeys(pair for pair in drawn if pair not in linked)
        if len(more) >= n_more:
            break
    rows, columns = np.array(sorted(linked.union([*more][:n_more]))).T
    ones = np.ones(len(rows), dtype=np.int32)
    fuller = sparse.csr_array((ones, (rows, columns)), shape=network.biadjacency.shape)
    return TwoModeNetwork(network.actors, network.initiatives, fuller)


def _drawn(
    network: TwoModeNetwork, model: DegreeModel, generator: np.random.Generator, n: int
) -> list[tuple[int, int]]:
    """Draw pairs by p: an actor by its degree, which is the sum of its p, then one of its links by p."""
    degrees = network.biadjacency.sum(axis=1)
    actors = generator.choice(network.n_actors, size=n, p=degrees / network.n_ties)
    initiatives = np.zeros(n, dtype=np.int64)
    for alike in np.unique(model.row_class[actors]):
        turns = np.flatnonzero(model.row_class[actors] == alike)
        likely = model.row(int(actors[turns[0]]))
        initiatives[turns] = generator.choice(network.n_initiatives, size=len(turns), p=likely / likely.sum())
    return list(zip(actors.tolist(), initiatives.tolist(), strict=True))
