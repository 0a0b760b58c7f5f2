"""Who takes which seat: a new row in the data fits in, and what stays keeps its place.

A layout that begins from an older one of the same data set keeps whatever can be kept: who has a seat keeps
it, and who is new gets the free one nearest to those it is tied to. When a fifth has been fitted in since
everything was last laid out anew, everything is laid out anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from samverkan.draw.layout.frame import Layout, Points

MOST_ADDED = 0.2
"""The share of nodes that may be fitted in or gone before everything is laid out anew."""

_EXACT = 0.06
"""Positions are written to a tenth: two this close are one."""


def worth_keeping(start: Layout | None, nodes: Sequence[str]) -> Layout | None:
    """Return an older layout if it still fits these nodes, else nothing."""
    if start is None or not nodes:
        return None
    now, then = set(nodes), set(start.positions)
    changed = len(added_since(start, nodes)) + len(then - now)
    return start if changed <= MOST_ADDED * len(now) else None


def added_since(start: Layout | None, nodes: Sequence[str]) -> frozenset[str]:
    """Return who has been fitted in since everything was last laid out anew; nobody without a start."""
    if start is None:
        return frozenset()
    return frozenset(nodes) & start.added | (frozenset(nodes) - frozenset(start.positions))


def wishes(
    nodes: Sequence[str], adjacency: sparse.csr_array, start: Layout | None
) -> Mapping[str, tuple[float, float]]:
    """Return where each node would like to stand: where it stood, or amid those it is tied to.

    A node that is new and tied to nobody who stood anywhere wishes nothing.
    """
    if start is None:
        return {}
    wanted: dict[str, tuple[float, float]] = {}
    for row, node in enumerate(nodes):
        if node in start.positions:
            wanted[node] = start.positions[node]
            continue
        ends = adjacency.indices[adjacency.indptr[row] : adjacency.indptr[row + 1]]
        known = [start.positions[nodes[end]] for end in ends if nodes[end] in start.positions]
        if known:
            x, y = np.mean(known, axis=0)
            wanted[node] = (float(x), float(y))
    return wanted


def spread(n_members: int, n_seats: int) -> list[int]:
    """Return which seats some members take if nobody has one yet: in order and evenly spread."""
    return [int((member + 0.5) * n_seats / n_members) for member in range(n_members)]


def seated(members: Sequence[str], seats: Points, wanted: Mapping[str, tuple[float, float]]) -> Points:
    """Give each member a seat.

    Parameters
    ----------
    members
        In the order in which they would sit if nobody had a seat.
    seats
        ``(n_seats, 2)``, at least as many as members, in the same order.
    wanted
        From :func:`wishes`; empty where everything is laid out anew.

    Returns
    -------
    Points
        ``(n_members, 2)``.
    """
    if not any(member in wanted for member in members):
        return seats[spread(len(members), len(seats))]
    free = np.ones(len(seats), dtype=bool)
    taken = dict.fromkeys(members, -1)
    for only_exact in (True, False):
        for member in members:
            if taken[member] >= 0 or (only_exact and member not in wanted):
                continue
            place = np.array(wanted.get(member, seats[-1]))
            distance = np.where(free, np.hypot(*(seats - place).T), np.inf)
            nearest = int(distance.argmin())
            if not only_exact or distance[nearest] <= _EXACT:
                taken[member] = nearest
                free[nearest] = False
    return seats[[taken[member] for member in members]]
