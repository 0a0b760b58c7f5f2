"""Where what is inside an opened actor stands: near where that actor stood, and nobody else moves for it.

The same holds the other way round: an actor closed over its parts stands where one of them stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

from samverkan.domain.levels import actor_at_level, speakers, turned
from samverkan.domain.nodes import actor_node
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.view import MapLayout, MapMode
from samverkan.draw.layout.force import free_spot
from samverkan.draw.layout.frame import Layout, Points, placed
from samverkan.draw.layout.ground import Ground
from samverkan.draw.layout.whole import map_layout

_APART = 52.0
"""The least distance from a part to anybody else, in map units: parts are often large."""


class LayOut(Protocol):
    """What lays out everything of a level, as :func:`samverkan.draw.layout.whole.map_layout` does."""

    def __call__(self, everything: Study, mode: MapMode, kind: MapLayout, *, centre: str = "") -> Layout:
        """Return where everything stands."""


def layout_of(
    everything: Study,
    mode: MapMode,
    kind: MapLayout = "force",
    *,
    centre: str = "",
    of_level: LayOut = map_layout,
) -> Layout:
    """Lay out all that a data set has, with some actors opened or closed unlike their level.

    Parameters
    ----------
    everything
        The study of a selection that leaves nothing out, with its opened and closed actors.
    mode, kind, centre
        As for :func:`samverkan.draw.layout.whole.map_layout`.
    of_level
        Lays out the level as it is without them.

    Returns
    -------
    Layout
        In the layout by nearness everybody else stands exactly where the level has them. In columns and by
        place those that were turned want seats where they came from, and others may move a seat; rings are
        laid out anew.

    Notes
    -----
    Cost: that of the level, and of the new nodes cubed.
    """
    dataset, selection = everything.dataset, everything.selection
    if kind == "rings" or not turned(dataset, selection):
        return of_level(everything, mode, kind, centre=centre)
    level = study(dataset, Selection(level=selection.level).unfiltered())
    base = of_level(level, mode, kind, centre=centre)
    wanted = _wanted(base, everything)
    if kind != "force":
        start = replace(base, positions={**base.positions, **wanted})
        return map_layout(everything, mode, kind, centre=centre, start=start)
    ground = Ground(everything, mode)
    kept = {node: base.positions[node] for node in ground.nodes if node in base.positions}
    return replace(base, positions=_fanned(kept, wanted, ground))


def _wanted(base: Layout, everything: Study) -> dict[str, tuple[float, float]]:
    """Return for each actor that the level does not show where what it came from stood.

    Of several, such as the parts of a closed actor, it is the one nearest to their middle.
    """
    dataset, selection = everything.dataset, everything.selection
    before = actor_at_level(dataset, selection.level)
    origins: dict[str, set[str]] = defaultdict(set)
    for actor, now in speakers(dataset, selection).items():
        origins[actor_node(now)].add(actor_node(before[actor]))
    shown = set(map(actor_node, everything.shown.actors))
    wanted: dict[str, tuple[float, float]] = {}
    for node in sorted(shown - base.positions.keys()):
        known = sorted(origins[node] & base.positions.keys())
        places = np.array([base.positions[origin] for origin in known])
        if len(places):
            nearest = np.hypot(*(places - places.mean(axis=0)).T).argmin()
            wanted[node] = (float(places[nearest, 0]), float(places[nearest, 1]))
    return wanted


def _fanned(
    kept: Mapping[str, tuple[float, float]], wanted: Mapping[str, tuple[float, float]], ground: Ground
) -> dict[str, tuple[float, float]]:
    """Give who wants one spot the free ones around it, each the one towards those that it is tied to."""
    positions = dict(kept)
    together: dict[tuple[float, float], list[str]] = defaultdict(list)
    for node, place in wanted.items():
        together[place].append(node)
    for place, nodes in together.items():
        spots: list[Points] = []
        for _ in nodes:
            taken = np.array([*positions.values(), *spots]).reshape(-1, 2)
            spots.append(free_spot(np.array(place), taken, gap=_APART))
        towards = np.array([_among(node, kept, ground) or place for node in nodes])
        found = np.array(spots)
        far = ((towards[:, None] - found[None]) ** 2).sum(axis=2)
        _, seats = linear_sum_assignment(far)
        positions |= placed(tuple(nodes), found[seats])
    return {node: positions[node] for node in ground.nodes if node in positions}


def _among(node: str, kept: Mapping[str, tuple[float, float]], ground: Ground) -> Sequence[float] | None:
    """Return the middle of those that a node is tied to."""
    row = ground.nodes.index(node)
    matrix = ground.adjacency
    ends = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    known = [kept[ground.nodes[end]] for end in ends if ground.nodes[end] in kept]
    return tuple(np.mean(known, axis=0).tolist()) if known else None
