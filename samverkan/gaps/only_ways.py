"""Actors through whom the only known way between others and the rest of the network goes.

A way is found where no other link is known, so one unmentioned link can make it vanish. That is why each is
tried again with more links, drawn at random: what holds in most runs does not hang on a single omission.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from samverkan.analysis.cohesion import Node, cutpoints, separated_by
from samverkan.analysis.degree_model import DegreeModel, degree_model
from samverkan.domain.network import TwoModeNetwork

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
    houses = _houses(network, organisation_of or {})
    wider = _with_houses(network, houses)
    hinges = {label for mode, label in cutpoints(wider) if mode == "actor"} & {*shown}
    cut_off = {actor: _cut_off(wider, actor, houses) for actor in hinges}
    cut_off = {actor: separated for actor, separated in cut_off.items() if len(separated) >= MANY}
    n_held = held(network, tuple(sorted(cut_off)), organisation_of=organisation_of, runs=runs, seed=seed)
    found = [
        OnlyWay(actor, separated, _through(network, actor, separated), n_held[actor], runs)
        for actor, separated in cut_off.items()
    ]
    return tuple(sorted(found, key=lambda way: (-len(way.separated), way.actor)))


def _through(network: TwoModeNetwork, actor: str, separated: tuple[Node, ...]) -> tuple[str, ...]:
    own = {("initiative", name) for name in network.initiatives_of(actor)}
    return tuple(name for _, name in sorted(own & {*separated}))


def held(
    network: TwoModeNetwork,
    actors: tuple[str, ...],
    *,
    organisation_of: Mapping[str, str] | None = None,
    runs: int = RUNS,
    seed: int = 1,
) -> dict[str, int]:
    """Return in how many runs with more links each actor still stands between the rest and others.

    In each run a tenth more links (rounded up) are drawn among the pairs without one, each with a weight of
    p_ai, the chance of a link that the degrees give (:mod:`samverkan.analysis.degree_model`). Seeded: the
    same network gives the same numbers, in whatever order its rows stood. Cost: one search an actor and run.
    """
    if not actors:
        return {}
    generator = np.random.default_rng(seed)
    model = degree_model(network)
    houses = _houses(network, organisation_of or {})
    n_held = dict.fromkeys(actors, 0)
    for _ in range(runs):
        fuller = _with_houses(_with_more(network, model, generator), houses)
        for actor in actors:
            n_held[actor] += len(_cut_off(fuller, actor, houses)) >= MANY
    return n_held


def _houses(network: TwoModeNetwork, organisation_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the organisations with two or more of the actors, under names that no initiative has."""
    members = defaultdict(list)
    for actor in network.actors:
        if actor in organisation_of:
            members[f"house:{organisation_of[actor]}"].append(actor)
    return {house: actors for house, actors in members.items() if len(actors) > 1}


def _with_houses(network: TwoModeNetwork, houses: Mapping[str, list[str]]) -> TwoModeNetwork:
    rows, columns = network.biadjacency.nonzero()
    ties = [
        (network.actors[row], network.initiatives[column]) for row, column in zip(rows, columns, strict=True)
    ]
    at_home = [(actor, house) for house, actors in houses.items() for actor in actors]
    return TwoModeNetwork.from_pairs(ties + at_home, actors=network.actors, initiatives=network.initiatives)


def _cut_off(wider: TwoModeNetwork, actor: str, houses: Container[str]) -> tuple[Node, ...]:
    return tuple(
        (mode, label) for mode, label in separated_by(wider, actor) if mode == "actor" or label not in houses
    )


def _with_more(network: TwoModeNetwork, model: DegreeModel, generator: np.random.Generator) -> TwoModeNetwork:
    """Return the network with more links; fewer than a tenth where hardly any pair is without one."""
    degrees = network.biadjacency.sum(axis=1)
    n_more = math.ceil(EXTRA_SHARE * network.n_ties)
    linked = set(zip(*(axis.tolist() for axis in network.biadjacency.nonzero()), strict=True))
    more: set[tuple[int, int]] = set()
    # An actor by its degree, which is the sum of its p, and one of its links by p: together by p.
    for _ in range(_TRIES * n_more):
        if len(more) == n_more:
            break
        actor = int(generator.choice(network.n_actors, p=degrees / network.n_ties))
        likely = model.row(actor)
        pair = actor, int(generator.choice(network.n_initiatives, p=likely / likely.sum()))
        more |= {pair} - linked
    rows, columns = np.array(sorted(linked | more)).T
    ones = np.ones(len(rows), dtype=np.int32)
    fuller = sparse.csr_array((ones, (rows, columns)), shape=network.biadjacency.shape)
    return TwoModeNetwork(network.actors, network.initiatives, fuller)
