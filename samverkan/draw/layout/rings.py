"""Rings: one in the middle, everybody else the further out the longer the way there.

The “aktörskarta” that municipalities know from paper. The way is counted in the two-mode network, where
actors and initiatives alternate: an actor's own initiatives come first, then those it meets there. A target
group's ring 1 is the initiatives that serve it or a narrower group. Slices are sectors, in the order of the
vocabulary; an initiative lies in the slice of the sector that most of its actors come from. Only the parts
that count by default (those of members, not of funders and channels) make a way; who is reached by others
alone lies with those further away. What a position does *not* mean: near the middle is not more important,
two in a slice need not work together, and how far out inside a ring one stands means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from samverkan.draw.layout.frame import HEIGHT, WIDTH, Guide, Points, placed

MIDDLE = (WIDTH / 2, HEIGHT / 2 + 6.0)
ACROSS, DOWN = 650.0, 455.0
"""The outermost ring's radii, in map units: names of slices stand outside it."""

_CORE = 0.13
"""The middle's share of the radius."""

_THINNEST = 0.13
"""The least share of the radius that a ring has."""

_NARROWEST = 0.16
"""The least angle of a slice, in radians."""

_OPENING = 0.46
"""The angle between the last slice and the first, at the top, where the rings' names stand, in radians."""

_INSET = 0.18
"""The share of a ring's thickness, on either side, where nobody stands, so that its line is seen."""

_GAP, _ROUNDS = 34.0, 60
"""The least distance between two nodes, in map units, where their ring has room for it."""

_BORDER = 14.0
"""How far from the border of a slice nobody stands, in map units, where there is room."""

_ASPECT = 1.6
"""How much wider than high the room of a node is: captions are."""


@dataclass(frozen=True)
class Circle:
    """One ring: the key of what it is called and who stands in it, in their order."""

    code: str
    members: tuple[str, ...]


def steps_from(sources: Sequence[int], adjacency: sparse.csr_array) -> NDArray[np.float64]:
    """Return for each node how many ties the shortest way from the nearest source has; infinite for none.

    ``adjacency`` is symmetric, ``(n, n)``; its weights do not matter. Cost: linear in ties.
    """
    n = adjacency.shape[0]
    if not sources:
        return np.full(n, np.inf)
    found = csgraph.dijkstra(adjacency, directed=False, indices=list(sources), unweighted=True, min_only=True)
    return np.asarray(found, dtype=np.float64)


def ringed(
    circles: Sequence[Circle],
    slices: Sequence[tuple[str, frozenset[str]]],
    ties: Mapping[str, Sequence[str]],
) -> tuple[dict[str, tuple[float, float]], list[Guide]]:
    """Return positions and guides of some rings around a middle that is not among them.

    Parameters
    ----------
    circles
        From the inside out; an empty one has no ring.
    slices
        The key of each slice's name and who belongs to it; each node to one.
    ties
        Node to the nodes that it is tied to, to stand at about the same angle where it can.

    Notes
    -----
    Cost: linear in nodes and ties, apart from the sorting.
    """
    circles = [circle for circle in circles if circle.members]
    slices = [(code, members) for code, members in slices if any(members & {*c.members} for c in circles)]
    if not circles:
        return {}, []
    edges, starts = _edges(circles), _starts(circles, slices)
    angles = _angles(circles, slices, starts, ties)
    nodes: list[str] = []
    polar: list[tuple[float, float]] = []
    limits: list[tuple[float, float, float, float]] = []
    for number, circle in enumerate(circles):
        inner, outer = edges[number : number + 2]
        air = _INSET * (outer - inner)
        for place, (_, members) in enumerate(slices):
            first, last = starts[place : place + 2]
            own = sorted(members.intersection(circle.members), key=lambda node: (angles[node], node))
            nodes += own
            depths = _depths(len(own), edges[number : number + 2], float(last - first))
            polar += [(angles[node], depth) for node, depth in zip(own, depths, strict=True)]
            aside = min(_BORDER / (ACROSS * outer), 0.2 * (last - first))
            limits += [(first + aside, last - aside, inner + air, outer - air)] * len(own)
    positions = placed(tuple(nodes), _loosened(np.array(polar), np.array(limits)))
    return positions, [*_ring_guides(circles, edges), *_slice_guides(circles, edges, slices, starts)]


def _edges(circles: Sequence[Circle]) -> NDArray[np.float64]:
    """Return where each ring begins and ends, as shares of the radius: as much area as it has nodes."""
    counts = np.array([len(circle.members) for circle in circles], dtype=float)
    areas = (1 - _CORE**2) * counts / counts.sum()
    even = np.sqrt(_CORE**2 + np.concatenate([[0.0], np.cumsum(areas)]))
    thickness = np.maximum(np.diff(even), _THINNEST)
    return _CORE + (1 - _CORE) * np.concatenate([[0.0], np.cumsum(thickness) / thickness.sum()])


def _starts(circles: Sequence[Circle], slices: Sequence[tuple[str, frozenset[str]]]) -> NDArray[np.float64]:
    """Return at which angle each slice begins, and the last one ends: clockwise from the top, by size."""
    everyone = [node for circle in circles for node in circle.members]
    counts = np.array([sum(node in members for node in everyone) for _, members in slices], dtype=float)
    whole = 2 * pi - _OPENING
    wide = np.maximum(whole * counts / counts.sum(), _NARROWEST)
    return -pi / 2 + _OPENING / 2 + whole * np.concatenate([[0.0], np.cumsum(wide) / wide.sum()])


def _angles(
    circles: Sequence[Circle],
    slices: Sequence[tuple[str, frozenset[str]]],
    starts: NDArray[np.float64],
    ties: Mapping[str, Sequence[str]],
) -> dict[str, float]:
    """Spread each ring's nodes over their slices, outwards, inwards and outwards, each near its ties."""
    cells = [
        [[node for node in circle.members if node in members] for _, members in slices] for circle in circles
    ]
    angles: dict[str, float] = {}
    for row in cells:
        _spread(row, starts, angles)
    numbers = list(range(len(cells)))
    ring_of = {node: number for number in numbers for cell in cells[number] for node in cell}
    for order, inwards in ((numbers[1:], 1), (numbers[-2::-1], -1), (numbers[1:], 1)):
        for number in order:
            for cell in cells[number]:
                middles = {
                    node: _mean(
                        [angles[end] for end in ties.get(node, ()) if ring_of.get(end) == number - inwards],
                        angles[node],
                    )
                    for node in cell
                }
                cell.sort(key=lambda node, middles=middles: round(middles[node], 6))  # type: ignore[misc]
            _spread(cells[number], starts, angles)
    return angles


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _spread(row: Sequence[Sequence[str]], starts: NDArray[np.float64], angles: dict[str, float]) -> None:
    for place, cell in enumerate(row):
        wide = float(starts[place + 1] - starts[place])
        for number, node in enumerate(cell):
            angles[node] = float(starts[place]) + wide * (number + 0.5) / len(cell)


def _depths(n_nodes: int, edges: NDArray[np.float64], angle: float) -> list[float]:
    """Return how far out each of a cell's nodes stands: in as many rows as give captions most room."""
    if not n_nodes:
        return []
    thick = float(edges[1] - edges[0]) * DOWN
    long = float(edges.mean()) * (ACROSS + DOWN) / 2 * angle
    n_rows = min(max(round((n_nodes * thick * _ASPECT / long) ** 0.5), 1), n_nodes)
    shares = [_INSET + (1 - 2 * _INSET) * (row + 0.5) / n_rows for row in _order_of_rows(n_rows)]
    if n_rows == 1:
        shares = [0.5]
    return [float(edges[0] + (edges[1] - edges[0]) * shares[node % n_rows]) for node in range(n_nodes)]


def _loosened(polar: NDArray[np.float64], limits: NDArray[np.float64]) -> Points:
    """Push nodes that stand too close apart, a little at a time, each kept in its ring and slice.

    ``polar`` is angle and share of the radius, ``(n, 2)``; ``limits`` the least and most of each, ``(n, 4)``.
    """
    points = _on_ground(polar)
    for _ in range(_ROUNDS):
        pairs = cKDTree(points).query_pairs(_GAP, output_type="ndarray")
        one, other = pairs[np.lexsort(pairs.T)].T
        between = points[one] - points[other]
        between[:, 1] += 1e-6 * (one - other)  # two on one spot have to leave it in some direction
        length = np.hypot(between[:, 0], between[:, 1])
        push = 0.4 * between * ((_GAP - length) / length)[:, None]
        if not len(pairs):
            break
        pushed = points.copy()
        np.add.at(pushed, one, push)
        np.add.at(pushed, other, -push)
        from_middle = (pushed - MIDDLE) / (ACROSS, DOWN)
        # Counted from the top, no slice goes over the end of the circle.
        turned = np.arctan2(from_middle[:, 0], -from_middle[:, 1]) % (2 * pi) - pi / 2
        shares = np.hypot(from_middle[:, 0], from_middle[:, 1])
        kept = [np.clip(turned, limits[:, 0], limits[:, 1]), np.clip(shares, limits[:, 2], limits[:, 3])]
        points = _on_ground(np.column_stack(kept))
    return points


def _on_ground(polar: NDArray[np.float64]) -> Points:
    turned = np.column_stack([np.cos(polar[:, 0]), np.sin(polar[:, 0])])
    return np.asarray(MIDDLE + turned * (ACROSS, DOWN) * polar[:, [1]])


def _order_of_rows(n_rows: int) -> list[int]:
    """Return the rows so that neighbours stand apart: 0, 2, 4, 1, 3."""
    return [*range(0, n_rows, 2), *range(1, n_rows, 2)]


def _point(angle: float, share: float) -> tuple[float, float]:
    return (
        round(MIDDLE[0] + ACROSS * share * cos(angle), 1),
        round(MIDDLE[1] + DOWN * share * sin(angle), 1),
    )


def _ring_guides(circles: Sequence[Circle], edges: NDArray[np.float64]) -> list[Guide]:
    """Return the rings, the largest first, each drawn as long as it or a ring outside it is."""
    guides: list[Guide] = []
    outside: frozenset[str] = frozenset()
    for circle, edge in reversed(list(zip(circles, edges[1:], strict=True))):
        own = frozenset(circle.members)
        outside |= own
        ellipse = _ellipse(float(edge), outside)
        guides.append(ellipse)
        guides.append(Guide("text", MIDDLE[0], ellipse.y, code=circle.code, holds=own))
    return [*guides, _ellipse(_CORE, frozenset())]


def _ellipse(share: float, holds: frozenset[str]) -> Guide:
    wide, high = round(2 * ACROSS * share, 1), round(2 * DOWN * share, 1)
    left, top = round(MIDDLE[0] - wide / 2, 1), round(MIDDLE[1] - high / 2, 1)
    return Guide("ellipse", left, top, wide, high, holds=holds)


def _slice_guides(
    circles: Sequence[Circle],
    edges: NDArray[np.float64],
    slices: Sequence[tuple[str, frozenset[str]]],
    starts: NDArray[np.float64],
) -> list[Guide]:
    """Return the borders of the slices and their names, out to whichever ring is the outermost shown."""
    guides: list[Guide] = []
    rings = [frozenset(circle.members) for circle in circles]
    for number, (ring, edge) in enumerate(zip(rings, edges[1:].tolist(), strict=True)):
        outside = frozenset[str]().union(*rings[number + 1 :])
        for angle in starts.tolist():
            x, y = _point(angle, _CORE)
            to_x, to_y = _point(angle, edge)
            line = Guide("line", x, y, round(to_x - x, 1), round(to_y - y, 1), needs=ring, unless=outside)
            guides.append(line)
        for (code, members), (first, last) in zip(slices, pairwise(starts.tolist()), strict=True):
            name = _slice_name(code, (first + last) / 2, edge)
            guides.append(replace(name, holds=members, needs=ring, unless=outside))
    return guides


def _slice_name(code: str, angle: float, edge: float) -> Guide:
    x, y = MIDDLE[0] + (ACROSS * edge + 16) * cos(angle), MIDDLE[1] + (DOWN * edge + 24) * sin(angle)
    anchor: Literal["start", "middle", "end"] = "middle"
    if abs(cos(angle)) >= 0.2:
        anchor = "start" if cos(angle) > 0 else "end"
    return Guide("text", round(x, 1), round(y, 1), code=code, anchor=anchor, is_title=True)
