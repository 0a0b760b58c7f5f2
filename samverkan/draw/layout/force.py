"""Nearness: those that stand close are close in the network.

Distances on the map follow distances in the network (stress majorisation, Gansner, Koren & North 2005), with
longer ties where a node has many, so that its ends fan out. Parts without a tie between them are laid out
apart and packed in rows. What a position does *not* mean: left, right, up and down carry no information, and
two that stand near each other need not work together.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial.distance import cdist

from samverkan.draw.layout.frame import BESIDE, BESIDE_SHARE, HEIGHT, WIDTH, Layout, Points, placed

_GAP = 34.0
"""The least distance between two small nodes, in map units, where the frame has room for it."""

_EVENNESS = 0.4
"""How far crowded parts are thinned out, 0–1: 0 keeps distances, 1 spreads nodes evenly along each axis."""

_ROUNDS = 150


def force(
    nodes: tuple[str, ...],
    adjacency: sparse.csr_array,
    *,
    beside: frozenset[str] = frozenset(),
    start: Layout | None = None,
) -> dict[str, tuple[float, float]]:
    """Lay out a graph in the frame.

    Parameters
    ----------
    nodes
        Ids, ``(n,)``.
    adjacency
        Symmetric, ``(n, n)``; weights do not matter.
    beside
        Nodes whose parts stand to the right of the frame (learning examples), so that the frame belongs to
        the rest.
    start
        An older layout: what stands there stays, and only who is new is fitted in, near those that it is tied
        to. New ties between old nodes therefore move nothing.

    Notes
    -----
    Deterministic: no random start. Cost: quadratic in the largest part (0.4 s for 250 nodes); above about
    1,500 nodes show a part or a roll-up.
    """
    if start is not None:
        return _fitted_in(nodes, adjacency, beside, start)
    n_parts, part = csgraph.connected_components(adjacency, directed=False) if nodes else (0, np.empty(0))
    members = [np.flatnonzero(part == number) for number in range(n_parts)]
    members.sort(key=lambda group: (-len(group), nodes[group[0]]))
    aside = [all(nodes[place] in beside for place in group) for group in members]
    positions: dict[str, tuple[float, float]] = {}
    for outside in (False, True):
        groups = [group for group, apart in zip(members, aside, strict=True) if apart == outside]
        if groups:
            order = np.concatenate(groups)
            points = _framed_parts(adjacency, groups, share=BESIDE_SHARE if outside else 1.0)
            points[:, 0] += BESIDE if outside else 0.0
            positions |= placed(tuple(nodes[place] for place in order), points)
    return positions


def _fitted_in(
    nodes: tuple[str, ...], adjacency: sparse.csr_array, beside: frozenset[str], start: Layout
) -> dict[str, tuple[float, float]]:
    """Keep who stands somewhere; give who is new the free spot nearest to those that it is tied to."""
    positions = {node: start.positions[node] for node in nodes if node in start.positions}
    places = {node: row for row, node in enumerate(nodes)}
    waiting = [node for node in nodes if node not in positions]
    while waiting:
        known = {node: _ends(node, nodes, places, adjacency, positions) for node in waiting}
        node = max(waiting, key=lambda name: (len(known[name]), -places[name]))  # best known first
        left, width = (BESIDE, BESIDE_SHARE * WIDTH) if node in beside else (0.0, WIDTH)
        wish = np.mean(known[node], axis=0) if known[node] else np.array([left + width, HEIGHT])
        spot = _free_spot(wish, np.array(list(positions.values())), left, width)
        positions |= placed((node,), spot[None])
        waiting.remove(node)
    return {node: positions[node] for node in nodes}


def _ends(
    node: str,
    nodes: tuple[str, ...],
    places: Mapping[str, int],
    adjacency: sparse.csr_array,
    positions: Mapping[str, tuple[float, float]],
) -> list[tuple[float, float]]:
    row = places[node]
    ends = adjacency.indices[adjacency.indptr[row] : adjacency.indptr[row + 1]]
    return [positions[nodes[end]] for end in ends if nodes[end] in positions]


def _free_spot(wish: Points, taken: Points, left: float, width: float) -> Points:
    """Return the spot nearest to a wish that is a gap away from all others: a spiral from the wish outwards.

    Where no spot is that free, the freest one on the way is taken.
    """
    steps = np.arange(1, 4000)
    angle = steps * 2.399963  # the golden angle: the spiral covers every direction evenly
    reach = 0.3 * _GAP * np.sqrt(steps)
    tried = np.vstack([wish, wish + reach[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])])
    inside = (tried >= [left, 0.0]).all(axis=1) & (tried <= [left + width, HEIGHT]).all(axis=1)
    tried = tried[inside]
    if not len(taken):
        return np.asarray(tried[0])
    room = cdist(tried, taken).min(axis=1)
    roomy = np.flatnonzero(room >= _GAP)
    return np.asarray(tried[roomy[0] if len(roomy) else room.argmax()])


def _framed_parts(adjacency: sparse.csr_array, groups: list[NDArray[np.intp]], *, share: float) -> Points:
    """Lay out some parts in a frame of which they get a share of the width."""
    pieces = [_arranged(sparse.csr_array(adjacency[group][:, group])) for group in groups]
    frame = np.array([share * WIDTH, HEIGHT])
    degrees = np.diff(adjacency.indptr)[np.concatenate(groups)].astype(float)
    return _apart(_framed(np.concatenate(_packed(pieces)), frame), degrees, frame)


def _arranged(adjacency: sparse.csr_array) -> Points:
    """Lay out one connected part around its middle, its longest extent lying across."""
    n = adjacency.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    distances = csgraph.shortest_path(_lengths(adjacency), directed=False)
    points = _majorised(distances)
    points -= points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    turned: Points = points @ axes[:, ::-1] * _GAP * 1.6
    return turned


def _lengths(adjacency: sparse.csr_array) -> sparse.csr_array:
    """Give each tie the length that its ends' neighbours need."""
    binary = sparse.csr_array(adjacency != 0, dtype=np.float64)
    degrees = binary.sum(axis=1)
    rows = np.repeat(np.arange(binary.shape[0]), np.diff(binary.indptr))
    lengths = binary.copy()
    lengths.data = 0.6 + 0.4 * np.sqrt(degrees[rows] + degrees[binary.indices])
    return lengths


def _majorised(distances: NDArray[np.float64]) -> Points:
    n = len(distances)
    weights = np.divide(1.0, distances**2, out=np.zeros_like(distances), where=distances > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian + np.ones((n, n)) / n) - np.ones((n, n)) / n
    points = _scaled_start(distances)
    for _ in range(_ROUNDS):
        between = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        ratio = np.divide(weights * distances, between, out=np.zeros_like(between), where=between > 1e-9)
        points = inverse @ (np.diag(ratio.sum(axis=1)) @ points - ratio @ points)
    return points


def _scaled_start(distances: NDArray[np.float64]) -> Points:
    """Return classical scaling, its signs fixed, with equal points drawn a hair apart."""
    n = len(distances)
    centring = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    points = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    points *= np.sign(points[np.abs(points).argmax(axis=0), [0, 1]])
    angle = np.arange(n) * 2.399963  # the golden angle: no two nodes leave in the same direction
    start: Points = points + 0.05 * np.column_stack([np.cos(angle), np.sin(angle)])
    return start


def _packed(pieces: list[Points]) -> list[Points]:
    """Stand the parts beside each other: the largest first, the rest in rows below it."""
    first, *rest = pieces
    boxes = [first - first.min(axis=0)]
    across = max(float(boxes[0][:, 0].max()), 8 * _GAP)
    left, top, deepest = 0.0, float(boxes[0][:, 1].max()) + 2.2 * _GAP, 0.0
    for piece in rest:
        box = piece - piece.min(axis=0)
        width, depth = (float(extent) for extent in box.max(axis=0))
        if left > 0 and left + width > across:
            left, top, deepest = 0.0, top + deepest + 1.6 * _GAP, 0.0
        boxes.append(box + np.array([left, top]))
        left, deepest = left + width + 2.4 * _GAP, max(deepest, depth)
    return boxes


def _framed(points: Points, frame: NDArray[np.float64]) -> Points:
    """Stretch to the frame, each axis on its own and crowded parts more, so that a screen is filled."""
    low, high = points.min(axis=0), points.max(axis=0)
    if (high - low < 1e-6).all():
        return np.tile(frame / 2, (len(points), 1))
    shares = (points - low) / np.maximum(high - low, 1e-9)
    even = np.column_stack([_evened(shares[:, axis]) for axis in (0, 1)])
    stretched: Points = ((1 - _EVENNESS) * shares + _EVENNESS * even) * frame
    return stretched


def _evened(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each value's place among the distinct ones, 0–1; nearly equal values are one."""
    rounded = np.round(values, 3)
    places = np.unique(rounded, return_inverse=True)[1].astype(float)
    return places / max(float(places.max()), 1.0)


def _apart(points: Points, degrees: NDArray[np.float64], frame: NDArray[np.float64]) -> Points:
    """Push nodes that stand too close apart, a little at a time, and keep them in the frame.

    A node with many ties is drawn larger, so it is given more room.
    """
    n = len(points)
    gap = min(_GAP, 0.6 * float(np.sqrt(frame.prod() / n)))
    radius = gap * (0.4 + 0.17 * np.sqrt(degrees))
    wanted = radius[:, None] + radius[None]
    points = points + 1e-3 * np.column_stack([np.cos(np.arange(n)), np.sin(np.arange(n))])
    for _ in range(200):
        between = points[:, None] - points[None]
        length = np.sqrt((between**2).sum(axis=2))
        np.fill_diagonal(length, np.inf)
        overlap = np.maximum(wanted - length, 0)
        if not overlap.any():
            break
        points = points + 0.5 * (between / length[..., None] * overlap[..., None]).sum(axis=1)
        points = np.clip(points, 0, frame)
    return points
