"""Actors that belong together, drawn as soft shapes around them: groups, or the parts of an opened actor.

A shape goes around the places of its members, so that others may happen to lie within it: who belongs is told
by the group's own words, never by the shape alone. Only the layout by nearness has such shapes; in the others
a place means something else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.spatial import ConvexHull

from samverkan.analysis.groups import Groups
from samverkan.domain.levels import standing_in, turned
from samverkan.domain.nodes import actor_node
from samverkan.domain.study import Study
from samverkan.draw.scene import LegendEntry, Scene, SceneHull, SceneNode
from samverkan.i18n import Translator

_AIR = 16.0
"""Between a sign and the edge around it, in map units."""

_SIGN = 1.8
"""Map units for each pixel of a sign's radius: on a small screen a map unit is about half a pixel."""

_ROUND = 24
"""Corners of the circle around each member."""

_SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where a name may stand beside its shape, best first."""


def with_hulls(scene: Scene, groups: Groups, words: Translator) -> Scene:
    """Return a scene with a shape around each group of which two or more are shown.

    Shapes are numbered in the order of the groups and named after the most important member.

    Notes
    -----
    Cost: n log n in members.
    """
    nodes = {node.id: node for node in scene.nodes}
    shown = [
        [nodes[node] for node in map(actor_node, group.actors) if node in nodes] for group in groups.groups
    ]
    named = [
        _hull(words("picture.hull", number=str(number), name=_leading(members).caption), members)
        for number, members in enumerate(filter(lambda members: len(members) > 1, shown), start=1)
    ]
    return _shaped(scene, named, words, "hull")


def with_opened(scene: Scene, study: Study, words: Translator) -> Scene:
    """Return a scene with a shape around the parts of each opened actor of which two or more are shown.

    Notes
    -----
    Cost: n log n in members.
    """
    dataset, selection = study.dataset, study.selection
    opened = [actor for actor in turned(dataset, selection) if actor in selection.opened]
    inside = {actor: set(map(actor_node, standing_in(dataset, selection, actor))) for actor in opened}
    shown = {actor: [node for node in scene.nodes if node.id in inside[actor]] for actor in opened}
    named = [
        replace(_hull(words("picture.opened", name=dataset.short_names[actor]), parts), of=actor_node(actor))
        for actor, parts in shown.items()
        if len(parts) > 1
    ]
    return _shaped(scene, named, words, "opened")


def _shaped(scene: Scene, hulls: Sequence[SceneHull], words: Translator, kind: str) -> Scene:
    """Return a scene with some shapes, told in its legend and below it."""
    if not hulls:
        return scene
    entry = LegendEntry("dot", "hull", False, words(f"legend.{kind}"))
    return replace(
        scene,
        hulls=tuple(hulls),
        legend=(*scene.legend, entry),
        footer=(words(f"picture.around.{kind}"), *scene.footer),
    )


def _leading(members: Sequence[SceneNode]) -> SceneNode:
    return min(members, key=lambda node: (-node.priority, node.id))


def _hull(text: str, members: Sequence[SceneNode]) -> SceneHull:
    corners = _around(members)
    return SceneHull(
        text=text,
        nodes=tuple(node.id for node in members),
        corners=corners,
        spots=tuple(_beside(corners, side) for side in _SIDES),
    )


def _around(members: Sequence[SceneNode]) -> tuple[tuple[float, float], ...]:
    """Return the corners of the smallest shape without dents around the members' signs."""
    turns = [2 * math.pi * step / _ROUND for step in range(_ROUND)]
    points = np.array(
        [
            (node.x + reach * math.cos(turn), node.y + reach * math.sin(turn))
            for node in members
            for reach in (_SIGN * node.size + _AIR,)
            for turn in turns
        ]
    )
    return tuple((float(x), float(y)) for x, y in points[ConvexHull(points).vertices])


def _beside(corners: Sequence[tuple[float, float]], side: tuple[int, int]) -> tuple[float, float]:
    """Return the corner that lies furthest to a side."""
    return max(corners, key=lambda corner: corner[0] * side[0] + corner[1] * side[1])
