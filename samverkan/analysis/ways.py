"""The shortest way between two actors: over which initiatives and actors they could reach each other.

A way says that each two neighbours on it stand together in the data, not that anybody walks it. One link
that no source mentions can make it shorter, and where several are equally short, the one shown is chosen by
id alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from samverkan.domain.network import TwoModeNetwork


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way from one actor to another.

    Parameters
    ----------
    steps
        Ids, both ends included: actor, initiative, actor, …, actor. Of several equally short ways the one
        whose ids come first, read from the start.
    choices
        For each step every id, sorted, that stands there on some shortest way. Not every combination of them
        is a way.
    """

    steps: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors, both ends included."""
        return self.steps[::2]

    @property
    def initiatives(self) -> tuple[str, ...]:
        """The initiatives between them."""
        return self.steps[1::2]

    @property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """The (actor, initiative) pairs that it is made of, in order."""
        return tuple(
            (actor, initiative)
            for place, initiative in enumerate(self.initiatives)
            for actor in self.actors[place : place + 2]
        )


def shortest_way(network: TwoModeNetwork, one: str, other: str) -> Way | None:
    """Return the shortest way between two actors, ``None`` where they lie in different parts.

    See :func:`shortest_ways`.

    Raises
    ------
    ValueError
        An actor is not in the network.
    """
    return shortest_ways(network, [(one, other)])[0]


def shortest_ways(network: TwoModeNetwork, pairs: Iterable[tuple[str, str]]) -> tuple[Way | None, ...]:
    """Return the shortest way of each pair of actors, in the order given.

    From an actor to itself the way is the actor alone. Read backwards, the way from the other end may be
    another one of the same length. Cost: linear in ties for each different first actor, and in the ties near
    the way for each pair.

    Raises
    ------
    ValueError
        An actor is not in the network.
    """
    neighbours = _neighbours(network)
    labels = (*network.actors, *network.initiatives)
    places = {actor: place for place, actor in enumerate(network.actors)}
    depths: dict[str, list[int]] = {}
    ways = []
    for one, other in pairs:
        if missing := {one, other} - places.keys():
            raise ValueError(min(missing))
        if one not in depths:
            depths[one] = _depths(neighbours, places[one])
        stages = _stages(neighbours, depths[one], places[other])
        ways.append(_way(neighbours, stages, labels) if stages else None)
    return tuple(ways)


def _neighbours(network: TwoModeNetwork) -> list[list[int]]:
    matrix = network.adjacency
    if not matrix.shape[0]:
        return []
    return [part.tolist() for part in np.split(matrix.indices, matrix.indptr[1:-1])]


def _depths(neighbours: list[list[int]], start: int) -> list[int]:
    """Return how many steps away everything is, −1 where it is not reached."""
    depth = [-1] * len(neighbours)
    depth[start] = 0
    front = [start]
    while front:
        reached = []
        for place in front:
            for near in neighbours[place]:
                if depth[near] < 0:
                    depth[near] = depth[place] + 1
                    reached.append(near)
        front = reached
    return depth


def _stages(neighbours: list[list[int]], depth: list[int], end: int) -> list[list[int]]:
    """Return what stands at each step of some shortest way, from the start; nothing where there is none."""
    if depth[end] < 0:
        return []
    stages = [[end]]
    for left in range(depth[end] - 1, -1, -1):
        stages.append(
            sorted({near for place in stages[-1] for near in neighbours[place] if depth[near] == left})
        )
    return stages[::-1]


def _way(neighbours: list[list[int]], stages: list[list[int]], labels: tuple[str, ...]) -> Way:
    steps = list(stages[0])
    for stage in stages[1:]:
        onward = set(neighbours[steps[-1]]).intersection(stage)
        steps.append(min(onward, key=labels.__getitem__))
    return Way(
        steps=tuple(labels[place] for place in steps),
        choices=tuple(tuple(sorted(labels[place] for place in stage)) for stage in stages),
    )
