"""Pulling apart what stands too close, for a small frame in which every sign and its name need room.

Who is to the left of whom, and above whom, is kept as far as there is room for; distances are not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_EVENED = 0.6
"""How far places are moved towards an even spread before anything is pushed: 0 not at all, 1 wholly."""

_ROUNDS = 400
_STEP = 0.55
"""How much of an overlap one round takes away: about half from either of the two."""


def pulled_apart(
    places: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], room: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return places in a frame such that boxes around them overlap as little as can be.

    Parameters
    ----------
    places
        Any coordinates; only their order and rough distances count.
    sizes
        Width and height of the box around each, in units of the frame.
    room
        Width and height of the frame, from the origin.

    Notes
    -----
    The same for the same input. Cost: quadratic in places, some hundred times; meant for some dozens.
    """
    if not places:
        return []
    boxes, frame = np.asarray(sizes, dtype=float), np.asarray(room, dtype=float)
    half = np.minimum(boxes, frame) / 2
    at = _spread(np.asarray(places, dtype=float)) * (frame - 2 * half) + half
    need = (boxes[:, None] + boxes[None]) / 2
    for _ in range(_ROUNDS):
        push = _pushes(at, need)
        if not push.any():
            break
        at = np.clip(at + push, half, frame - half)
    return [(float(x), float(y)) for x, y in at]


def _spread(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places as shares of the frame, crowds thinned out and empty ground narrowed."""
    extent = np.ptp(places, axis=0)
    plain = np.where(extent > 0, (places - places.min(axis=0)) / np.where(extent > 0, extent, 1), 0.5)
    if len(places) == 1:
        return plain
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(places) - 1)
    mixed: NDArray[np.float64] = (1 - _EVENED) * plain + _EVENED * ranks
    return mixed


def _pushes(at: NDArray[np.float64], need: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how each is moved away from those that it overlaps, along the shorter way out."""
    apart = at[:, None] - at[None]
    lacking = need - np.abs(apart)
    overlaps = (lacking > 1e-6).all(axis=2) & ~np.eye(len(at), dtype=np.bool_)
    shorter = np.where(lacking[..., 0] < lacking[..., 1], 0, 1)
    order = np.arange(len(at))
    # Of two on one spot, the first goes up or to the left.
    signs = np.where(apart == 0, np.sign(order[:, None] - order[None])[..., None], np.sign(apart))
    push = np.zeros_like(at)
    for axis in (0, 1):
        moved = np.where(overlaps & (shorter == axis), lacking[..., axis] * signs[..., axis], 0.0)
        push[:, axis] = moved.sum(axis=1) * _STEP
    # Many neighbours at once would throw one across the frame.
    counts = np.maximum(overlaps.sum(axis=1, keepdims=True), 1)
    pushed: NDArray[np.float64] = push / np.sqrt(counts)
    return pushed
