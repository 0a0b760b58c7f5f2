"""A map as a scene: what stands where, how large, in which tone, and the words around it.

A scene knows no target; :mod:`samverkan.draw.vis` draws it in a browser, :mod:`samverkan.draw.poster` as a
finished picture. Ids are ``actor:<id>``, ``initiative:<id>`` and ``tie:<node>~<node>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Period = tuple[int | None, int | None]
"""First and last year of an initiative; ``None`` where no source says."""


@dataclass(frozen=True, slots=True)
class SceneNode:
    """One actor or initiative; ``hollow`` marks what is shown but not counted.

    ``status`` is that of an initiative, ``""`` for an actor. ``periods`` are its own, or those of the
    initiatives that it stands for, and ``is_undated`` marks that none is known where it would matter.
    """

    id: str
    kind: str
    caption: str
    x: float
    y: float
    size: float
    shape: str
    tone: str
    hollow: bool
    priority: float
    name: str
    detail: str
    status: str = ""
    periods: tuple[Period, ...] = ()
    is_undated: bool = False

    @property
    def title(self) -> str:
        """What is said when a pointer rests on it."""
        return f"{self.name}\n{self.detail}"


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """One tie; ``dashed`` marks what counts though a source only implies it."""

    id: str
    source: str
    target: str
    width: float
    dashed: bool
    title: str
    counted: bool = True
    periods: tuple[Period, ...] = ()
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class SceneGuide:
    """A shape or a text under the nodes; its numbers are those of :class:`samverkan.draw.layout.Guide`."""

    shape: str
    x: float
    y: float
    width: float
    height: float
    text: str
    anchor: Literal["start", "middle", "end"]
    is_title: bool


@dataclass(frozen=True, slots=True)
class SceneHull:
    """A shape around some nodes, under everything, with its name; ``spots`` are where that may stand.

    ``of`` is the actor whose parts it is around, ``""`` for a group of several.
    """

    text: str
    nodes: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]
    spots: tuple[tuple[float, float], ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend; ``shape`` may also be ``"dashed_line"`` or ``"dotted_line"``."""

    shape: str
    tone: str
    hollow: bool
    label: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a scene is a part of: all nodes of the whole, and in words what is drawn and what is left out."""

    whole: tuple[SceneNode, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture with what it needs to explain itself; ``part`` where it draws only some of what there is."""

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    legend: tuple[LegendEntry, ...]
    title: str
    subtitle: str
    footer: tuple[str, ...]
    guides: tuple[SceneGuide, ...] = ()
    hulls: tuple[SceneHull, ...] = ()
    part: Part | None = None

    @property
    def everything(self) -> tuple[SceneNode, ...]:
        """All nodes that it is about, drawn or not."""
        return self.part.whole if self.part else self.nodes


def is_needed(entry: LegendEntry, nodes: Iterable[SceneNode], edges: Iterable[SceneEdge]) -> bool:
    """Tell whether a part of a scene still needs a line of its legend."""
    if entry.shape == "dashed_line":
        return any(edge.dashed for edge in edges)
    if entry.shape == "dotted_line":
        return not all(edge.counted for edge in edges)
    if entry.status:
        return any(node.status == entry.status for node in nodes)
    if entry.hollow:
        return any(node.hollow for node in nodes)
    return any(node.tone == entry.tone for node in nodes)
