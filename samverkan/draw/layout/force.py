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
from scipy.spatial import cKDTree

from samverkan.draw.layout.frame import BESIDE, BESIDE_SHARE, HEIGHT, WIDTH, Layout, Points, placed

_GAP = 34.0
"""The least distance between two small nodes, in map units, where the frame has room for it."""

_EVENNESS = 0.4
"""How far crowded parts are thinned out, 0–1: 0 keeps distances, 1 spreads nodes evenly along each axis."""

_ROUNDS = 150

MOST_EXACT = 700
"""So many nodes are laid out by all their distances; of more, all pairs cost minutes."""

_LANDMARKS, _LOCAL_ROUNDS = 100, 80


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
    Deterministic: no random start. Cost: quadratic in the largest part up to :data:`MOST_EXACT` nodes
    (0.4 s for 250); a larger part is laid out by its distances to some landmarks and along its ties, which
    is nearly linear.
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
        spot = free_spot(wish, np.array(list(positions.values())), left, width)
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


def free_spot(
    wish: Points,
    taken: Points,
    left: float = 0.0,
    width: float = BESIDE + BESIDE_SHARE * WIDTH,
    *,
    gap: float = _GAP,
) -> Points:
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
    room = cKDTree(taken).query(tried)[0]
    roomy = np.flatnonzero(room >= gap)
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
    lengths = _lengths(adjacency)
    if n > MOST_EXACT:
        points = _by_landmarks(lengths)
    else:
        points = _majorised(csgraph.shortest_path(lengths, directed=False))
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


def _by_landmarks(lengths: sparse.csr_array) -> Points:
    """Lay out a large part by distances to landmarks (pivot MDS, Brandes & Pich 2007) and along its ties.

    Stress is then lowered over those pairs only (Ortmann, Klimenta & Brandes 2017), each node moving to where
    its pairs would have it on average: far distances come from the landmarks, near ones from the ties.
    """
    landmarks, distances = _landmarks(lengths)
    squares = distances**2
    centred = squares.mean(axis=0) + squares.mean(axis=1)[:, None] - squares - squares.mean()
    values, vectors = np.linalg.eigh(centred.T @ centred)
    axes = centred @ vectors[:, [-1, -2]] / np.maximum(values[[-1, -2]], 1e-12) ** 0.25
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    n = len(distances)
    far = distances > 0
    rows = np.concatenate([np.repeat(np.arange(n), np.diff(lengths.indptr)), np.nonzero(far)[0]])
    ends = np.concatenate([lengths.indices, landmarks[np.nonzero(far)[1]]])
    wanted = np.concatenate([lengths.data, distances[far]])
    weights = wanted**-2
    pull = sparse.csr_array((weights, (rows, ends)), shape=(n, n))
    total = np.bincount(rows, weights, minlength=n)
    points: Points = _hair_apart(axes * _fitting(axes, rows, ends, wanted, weights))
    for _ in range(_LOCAL_ROUNDS):
        between = points[rows] - points[ends]
        push = weights * wanted / np.maximum(np.sqrt((between**2).sum(axis=1)), 1e-9)
        pushed = [np.bincount(rows, push * between[:, axis], minlength=n) for axis in (0, 1)]
        points = np.asarray(0.5 * (points + (pull @ points + np.column_stack(pushed)) / total[:, None]))
    return points


def _landmarks(lengths: sparse.csr_array) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return nodes that stand far from each other, and all distances to them, ``(n, n_landmarks)``."""
    chosen = [int(np.diff(lengths.indptr).argmax())]
    found = [csgraph.dijkstra(lengths, directed=False, indices=chosen[0])]
    while len(chosen) < min(_LANDMARKS, lengths.shape[0]):
        chosen.append(int(np.min(found, axis=0).argmax()))
        found.append(csgraph.dijkstra(lengths, directed=False, indices=chosen[-1]))
    return np.array(chosen), np.column_stack(found)


def _fitting(
    points: Points,
    rows: NDArray[np.intp],
    ends: NDArray[np.intp],
    wanted: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> float:
    """Return by how much points are to be stretched for their distances to fit the wanted ones best."""
    reached = np.sqrt(((points[rows] - points[ends]) ** 2).sum(axis=1))
    return float((weights * reached * wanted).sum() / max((weights * reached**2).sum(), 1e-12))


def _hair_apart(points: Points) -> Points:
    """Draw equal points a hair apart, no two in the same direction."""
    angle = np.arange(len(points)) * 2.399963  # the golden angle
    apart: Points = points + 0.05 * np.column_stack([np.cos(angle), np.sin(angle)])
    return apart


def _scaled_start(distances: NDArray[np.float64]) -> Points:
    """Return classical scaling, its signs fixed, with equal points drawn a hair apart."""
    n = len(distances)
    centring = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    points = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    points *= np.sign(points[np.abs(points).argmax(axis=0), [0, 1]])
    return _hair_apart(points)


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
    reach = radius.max() + np.sort(radius)[-2:].min()
    points = points + 1e-3 * np.column_stack([np.cos(np.arange(n)), np.sin(np.arange(n))])
    for _ in range(200):
        one, other = cKDTree(points).query_pairs(reach, output_type="ndarray").T
        between = points[one] - points[other]
        length = np.sqrt((between**2).sum(axis=1))
        overlap = np.maximum(radius[one] + radius[other] - length, 0)
        if not overlap.any():
            break
        push = 0.5 * between * (overlap / np.maximum(length, 1e-9))[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(one, push[:, axis], minlength=n)
            points[:, axis] -= np.bincount(other, push[:, axis], minlength=n)
        points = np.clip(points, 0, frame)
    return points
