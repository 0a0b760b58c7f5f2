"""Actors through whom the only known way between others and the rest of the network goes.

A way is found where no other link is known, so one unmentioned link can make it vanish. That is why each is
tried again with more links, drawn at random: what holds in most runs does not hang on a single omission.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from samverkan.analysis.cohesion import Node
from samverkan.analysis.degree_model import DegreeModel, degree_model
from samverkan.domain.network import TwoModeNetwork
from samverkan.gaps.pieces import cut_off, n_cut_off

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
        Who and what would have no known way to the rest without it, sorted; its lone initiatives left out.
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


def only_ways(
    network: TwoModeNetwork,
    shown: Iterable[str],
    *,
    organisation_of: Mapping[str, str] | None = None,
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
        The actors to name.
    organisation_of
        Actor to its organisation, for those that have one. Those of one organisation reach each other
        without any initiative, so their own house is a way too.
    runs, seed
        Of :func:`held`.
    """
    graph = _graph(network, organisation_of or {})
    counts = n_cut_off(graph)
    named = {*shown}
    hinges = [place for place, actor in enumerate(network.actors) if actor in named and counts[place] >= MANY]
    if not hinges:
        return ()
    n_held = held(network, organisation_of=organisation_of, runs=runs, seed=seed)
    nodes = _nodes(network)
    found = [
        _only_way(
            network, place, tuple(sorted(nodes[other] for other in cut_off(graph, place))), n_held, runs
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


def _graph(network: TwoModeNetwork, organisation_of: Mapping[str, str]) -> sparse.csr_array:
    """Return the whole graph, actors first, with a ring through the actors of each organisation.

    A ring holds together whoever of its members goes.
    """
    houses = defaultdict(list)
    for place, actor in enumerate(network.actors):
        if actor in organisation_of:
            houses[organisation_of[actor]].append(place)
    ends = [
        (place, own[(turn + 1) % len(own)])
        for own in houses.values()
        if len(own) > 1
        for turn, place in enumerate(own)
    ]
    if not ends:
        return network.adjacency
    rows, columns = np.array(ends).T
    rings = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=network.adjacency.shape
    )
    return sparse.csr_array(network.adjacency + rings + rings.T)


def held(
    network: TwoModeNetwork,
    *,
    organisation_of: Mapping[str, str] | None = None,
    runs: int = RUNS,
    seed: int = 1,
) -> dict[str, int]:
    """Return in how many runs with more links each actor still stands between the rest and three others.

    In each run a tenth more links (rounded up) are drawn among the pairs without one, each with a weight of
    p_ai, the chance of a link that the degrees give (:mod:`samverkan.analysis.degree_model`). Seeded: the
    same network gives the same numbers, in whatever order its rows stood. Cost: one search a run, and one
    row of probabilities a link.
    """
    generator = np.random.default_rng(seed)
    model = degree_model(network)
    n_held = np.zeros(network.n_actors, dtype=np.int64)
    for _ in range(runs if network.n_ties else 0):
        fuller = _graph(_with_more(network, model, generator), organisation_of or {})
        n_held += n_cut_off(fuller)[: network.n_actors] >= MANY
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
