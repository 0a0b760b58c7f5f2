"""What of a map a focus lights: the one answer for the screen, the finished picture and the panel.

A node lights what is near it, an opened actor what is near its parts, a tie its two ends, and a way all
shortest ways between its ends. A way goes over counted ties only, as the measures do; nearness goes over
whatever is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverkan.domain.nodes import ends, is_way
from samverkan.draw.scene import Scene, SceneEdge

Neighbours = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Lit:
    """What stands out while the rest of a map is dimmed.

    Parameters
    ----------
    focus
        What lights it.
    ends
        The nodes that the focus names: of an opened actor its parts.
    nodes, ties
        Ids; the ends are among the nodes.
    """

    focus: str
    ends: tuple[str, ...]
    nodes: frozenset[str]
    ties: frozenset[str]


def lit(scene: Scene, focus: str, *, steps: int = 1) -> Lit | None:
    """Return what a focus lights.

    Parameters
    ----------
    scene
        The map.
    focus
        A node, a tie or a way; see :class:`samverkan.domain.view.View`.
    steps
        How many ties away from a node in focus something may be; a tie or a way lights nothing beside it.

    Returns
    -------
    Lit or None
        ``None`` where nothing is in focus, or something that is not wholly in the scene: nothing is dimmed
        then. Two actors that no way joins are lit alone.

    Notes
    -----
    Cost: linear in ties.
    """
    if parts := next((hull.nodes for hull in scene.hulls if hull.of == focus and focus), ()):
        return _near(scene, focus, parts, steps)
    named = ends(focus)
    known = {node.id for node in scene.nodes}
    if not named or not known.issuperset(named):
        return None
    if is_way(focus):
        return _way(scene, focus, named)
    tied = [edge for edge in scene.edges if edge.id == focus]
    if len(named) > 1:
        return Lit(focus, named, frozenset(named), frozenset(edge.id for edge in tied)) if tied else None
    return _near(scene, focus, named, steps)


def _near(scene: Scene, focus: str, starts: tuple[str, ...], steps: int) -> Lit:
    away = _steps_from(starts, _neighbours(scene.edges))
    near = {node for node, n in away.items() if n <= steps}
    # A tie is walked over on the way out, so one end is nearer than the last step.
    inner = {node for node in near if away[node] < steps}
    ties = frozenset(edge.id for edge in scene.edges if edge.source in inner or edge.target in inner)
    return Lit(focus, starts, frozenset(near), ties)


def _way(scene: Scene, focus: str, named: tuple[str, ...]) -> Lit:
    counted = [edge for edge in scene.edges if edge.counted]
    neighbours = _neighbours(counted)
    from_one, from_other = (_steps_from([end], neighbours) for end in named)
    length = from_one.get(named[1])
    if length is None:
        return Lit(focus, named, frozenset(named), frozenset())
    place = {node: n for node, n in from_one.items() if node in from_other and n + from_other[node] == length}
    ties = frozenset(
        edge.id
        for edge in counted
        if edge.source in place and edge.target in place and abs(place[edge.source] - place[edge.target]) == 1
    )
    return Lit(focus, named, frozenset(place), ties)


def _neighbours(edges: Iterable[SceneEdge]) -> Neighbours:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _steps_from(starts: Iterable[str], neighbours: Neighbours) -> dict[str, int]:
    """Return how many ties away from the nearest start whatever can be reached is."""
    away = dict.fromkeys(starts, 0)
    front = list(away)
    while front:
        reached = []
        for node in front:
            for near in neighbours.get(node, ()):
                if near not in away:
                    away[near] = away[node] + 1
                    reached.append(near)
        front = reached
    return away
