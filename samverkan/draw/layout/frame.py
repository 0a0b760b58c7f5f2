"""What every layout fills and gives back: the frame, positions in it, and the lines drawn under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Positions, ``(n, 2)``, in map units; y grows downwards."""

WIDTH, HEIGHT = 1500.0, 1000.0
"""The frame that a layout fills, in map units."""

BESIDE = 1.15 * WIDTH
"""Where learning examples begin: to the right of the frame."""

BESIDE_SHARE = 0.45
"""How wide their part is, as a share of the frame's width."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One shape under the nodes that says what a position means.

    Parameters
    ----------
    shape
        ``"rectangle"`` with its upper left corner at (x, y), ``"ellipse"`` inside such a rectangle,
        ``"line"`` from (x, y) to (x + width, y + height), or ``"text"`` at (x, y).
    x, y, width, height
        In map units; a text's width is the room it has, 0 as much as it wants.
    code, params
        The key of a text's words and what is filled in.
    anchor
        Which part of a text stands at (x, y); its middle line always does.
    is_title
        Whether a text heads a large part of the map.
    holds, needs, unless
        Nodes. The shape is drawn where one of ``holds`` is shown, and one of ``needs``, and none of
        ``unless``; an empty set asks nothing.
    """

    shape: Literal["ellipse", "rectangle", "line", "text"]
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    code: str = ""
    params: tuple[tuple[str, str], ...] = ()
    anchor: Literal["start", "middle", "end"] = "middle"
    is_title: bool = False
    holds: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def is_drawn(self, shown: frozenset[str]) -> bool:
        """Whether the shape is drawn where these nodes are shown; nothing explains an empty map."""
        asked = [nodes for nodes in (self.holds, self.needs) if nodes]
        return bool(shown) and shown.isdisjoint(self.unless) and not any(map(shown.isdisjoint, asked))


@dataclass(frozen=True)
class Layout:
    """Positions by node id, and the guides that explain them.

    Parameters
    ----------
    positions
        Node id to (x, y), in map units.
    guides
        What is drawn under the nodes, the lowest first.
    added
        The nodes that were fitted in since everything was last laid out anew.
    centre
        The node or target group in the middle of the rings, else ``""``.
    """

    positions: Mapping[str, tuple[float, float]]
    guides: tuple[Guide, ...] = ()
    added: frozenset[str] = frozenset()
    centre: str = ""

    def of(self, node: str) -> tuple[float, float]:
        """Return a node's position; the middle for one that the layout does not know."""
        return self.positions.get(node, (WIDTH / 2, HEIGHT / 2))


def placed(nodes: tuple[str, ...], points: Points) -> dict[str, tuple[float, float]]:
    """Return positions by node, to a tenth of a map unit, so that every machine writes the same."""
    rounded = np.round(points, 1) + 0.0  # no negative zero
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, rounded, strict=True)}
