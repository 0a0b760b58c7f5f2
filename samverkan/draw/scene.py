"""The map as a scene: what stands where, how large, in which tone, and the words around it.

A scene knows no target; :mod:`samverkan.draw.vis` draws it in a browser. Ids are ``actor:<id>``,
``initiative:<id>`` and ``tie:<node>~<node>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.analysis.projection import project
from samverkan.domain.dataset import records
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.nodes import actor_node, ends, initiative_node, is_way, tie
from samverkan.domain.periods import first_day
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.domain.vocabulary import STATUSES, VOCABULARIES
from samverkan.draw.explaining import Explanation, explanation, where
from samverkan.draw.layout import Layout, centre_name
from samverkan.draw.palette import SHAPES, SIGNS
from samverkan.i18n import Translator

Period = tuple[int | None, int | None]
"""First and last year of an initiative; ``None`` where no source says."""

_SMALLEST, _LARGEST = 6.0, 21.0
"""Radius of an actor, in pixels."""


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
    """A shape around some nodes, under everything, with its name; ``spots`` are where that may stand."""

    text: str
    nodes: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]
    spots: tuple[tuple[float, float], ...]


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


def map_scene(
    study: Study, view: View, measured: pd.DataFrame, positions: Layout, words: Translator
) -> Scene:
    """Return the scene of a study.

    Parameters
    ----------
    study
        What to show.
    view
        Which map, and which measure gives the sizes.
    measured
        The measures of the study's actors.
    positions
        From :func:`samverkan.draw.layout.map_layout` of the same data set, level and mode.
    words
        For legend, titles and tooltips.
    """
    brush = _Brush(study, view, measured, positions, words)
    nodes, edges = _two_mode(brush) if view.map_mode == "two_mode" else _collaboration(brush)
    around = _explained(brush, nodes)
    return Scene(
        nodes=nodes,
        edges=edges,
        legend=_legend(nodes, edges, words),
        title=around.title,
        subtitle=around.subtitle,
        footer=around.footer,
        guides=guides_under(nodes, positions, words),
    )


@dataclass(frozen=True)
class _Brush:
    """All that drawing needs."""

    study: Study
    view: View
    measured: pd.DataFrame
    positions: Layout
    words: Translator

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """Initiative to its first and last year."""
        rows = self.study.initiatives
        cells = zip(rows["id"], rows["start"], rows["end"], strict=True)
        return {str(name): (_year(start), _year(end)) for name, start, end in cells}

    def joint_periods(self, initiatives: Iterable[str]) -> tuple[Period, ...]:
        """Return the different periods of some initiatives, unknown years last."""
        found = {self.periods[name] for name in initiatives}
        return tuple(sorted(found, key=lambda period: [(year is None, year or 0) for year in period]))


def _year(cell: str) -> int | None:
    day = first_day(cell)
    return day.year if day else None


def guides_under(nodes: Iterable[SceneNode], positions: Layout, words: Translator) -> tuple[SceneGuide, ...]:
    """Return the shapes and texts of a layout that explain where some nodes stand."""
    shown = frozenset(node.id for node in nodes)
    return tuple(
        SceneGuide(
            shape=guide.shape,
            x=guide.x,
            y=guide.y,
            width=guide.width,
            height=guide.height,
            text=words(guide.code, **dict(guide.params)) if guide.code else "",
            anchor=guide.anchor,
            is_title=guide.is_title,
        )
        for guide in positions.guides
        if guide.is_drawn(shown)
    )


def _two_mode(brush: _Brush) -> tuple[tuple[SceneNode, ...], tuple[SceneEdge, ...]]:
    network = brush.study.shown
    sizes = dict(zip(network.initiatives, network.biadjacency.sum(axis=0).tolist(), strict=True))
    initiatives = [_initiative_node(brush, row, sizes[row["id"]]) for row in records(brush.study.initiatives)]
    return (*_actor_nodes(brush, network), *initiatives), _participation_edges(brush)


def _initiative_node(brush: _Brush, row: Mapping[str, Any], n_actors: int) -> SceneNode:
    words, node = brush.words, initiative_node(row["id"])
    x, y = brush.positions.of(node)
    status = words(f"vocabulary.status.{row['status_now']}")
    return SceneNode(
        id=node,
        kind="initiative",
        caption=row["name"],
        x=x,
        y=y,
        size=4.0 + 0.9 * min(n_actors, 8),
        shape=SHAPES["initiative"],
        tone="initiative",
        hollow=not row["counted"],
        priority=n_actors / 100,
        name=row["name"],
        detail=words.count("picture.tip.initiative", n_actors, status=status),
        status=row["status_now"],
        periods=(brush.periods[row["id"]],),
    )


def _participation_edges(brush: _Brush) -> tuple[SceneEdge, ...]:
    words, rows = brush.words, brush.study.participations
    firm = rows.assign(firm=rows["counted"] & (rows["certainty"] == "stated"))
    return tuple(
        SceneEdge(
            id=tie(actor_node(str(actor)), initiative_node(str(initiative))),
            source=actor_node(str(actor)),
            target=initiative_node(str(initiative)),
            width=1.4,
            dashed=bool(group["counted"].any() and not group["firm"].any()),
            counted=bool(group["counted"].any()),
            periods=(brush.periods[str(initiative)],),
            title=words.listing([words(f"vocabulary.role.{role}") for role in sorted(set(group["role"]))]),
        )
        for (actor, initiative), group in firm.groupby(["actor_id", "initiative_id"], sort=True)
    )


def _collaboration(brush: _Brush) -> tuple[tuple[SceneNode, ...], tuple[SceneEdge, ...]]:
    network = brush.study.network
    taken_part = _initiatives_of(network)
    joint = sparse.coo_array(sparse.triu(project(network), k=1))
    edges = tuple(
        SceneEdge(
            id=tie(actor_node(network.actors[row]), actor_node(network.actors[column])),
            source=actor_node(network.actors[row]),
            target=actor_node(network.actors[column]),
            width=0.6 + 0.9 * float(n) ** 0.75,
            dashed=False,
            title=brush.words.count("picture.tip.joint", int(n)),
            periods=brush.joint_periods(taken_part[network.actors[row]] & taken_part[network.actors[column]]),
        )
        for row, column, n in zip(*joint.coords, joint.data, strict=True)
    )
    return tuple(_actor_nodes(brush, network)), edges


def _actor_nodes(brush: _Brush, network: TwoModeNetwork) -> list[SceneNode]:
    by = brush.view.size_by
    values = {str(actor): float(value) for actor, value in brush.measured[by].items()}
    radii = _radii(values)
    taken_part = _initiatives_of(network)
    return [
        replace(
            _actor_node(brush, actor, values.get(actor), radii.get(actor, _SMALLEST)),
            periods=brush.joint_periods(taken_part[actor]),
        )
        for actor in network.actors
    ]


def _initiatives_of(network: TwoModeNetwork) -> dict[str, set[str]]:
    return {
        actor: {network.initiatives[column] for column in row.nonzero()[0]}
        for actor, row in zip(network.actors, network.towards("actors"), strict=True)
    }


def _actor_node(brush: _Brush, actor: str, value: float | None, radius: float) -> SceneNode:
    words, dataset = brush.words, brush.study.dataset
    sector = brush.study.sectors[actor]
    x, y = brush.positions.of(actor_node(actor))
    detail = words(
        "picture.tip.actor",
        sector=words(f"vocabulary.sector.{sector}"),
        measure=words(f"measure.{brush.view.size_by}.name"),
        value=measure_text(brush.view.size_by, value, words),
    )
    return SceneNode(
        id=actor_node(actor),
        kind="actor",
        caption=dataset.short_names[actor],
        x=x,
        y=y,
        size=radius,
        shape=SHAPES[sector],
        tone=sector,
        hollow=value is None,
        priority=1.0 + radius,
        name=dataset.names["actors"][actor],
        detail=detail,
    )


def measure_text(measure: str, value: float | None, words: Translator) -> str:
    """Write a measure's value as it is shown everywhere: counts whole, shares of a maximum as percentages."""
    if measure in ("initiatives", "partners", "strength"):
        return words.number(value)
    if measure == "eigenvector":
        return words.number(value, 2)  # a share of nothing that a reader knows
    return words.percent(value, 1)


def measure_format(measure: str) -> str:
    """Return how a spreadsheet is told to write a measure as :func:`measure_text` does."""
    if measure in ("initiatives", "partners", "strength"):
        return "0"
    return "0.00" if measure == "eigenvector" else "0.0%"


def _radii(values: Mapping[str, float]) -> dict[str, float]:
    """Let the area follow the value, the largest being as large as allowed."""
    top = max(values.values(), default=0.0)
    return {
        actor: _SMALLEST + (_LARGEST - _SMALLEST) * float(np.sqrt(value / top)) if top > 0 else _SMALLEST
        for actor, value in values.items()
    }


def _legend(
    nodes: tuple[SceneNode, ...], edges: tuple[SceneEdge, ...], words: Translator
) -> tuple[LegendEntry, ...]:
    present = {node.tone for node in nodes}
    tones = [tone for tone in (*VOCABULARIES["sector"], "initiative") if tone in present]
    entries = [LegendEntry(SHAPES[tone], tone, False, words(f"legend.{tone}")) for tone in tones]
    hollow = {node.status: node.hollow for node in nodes if SIGNS[node.status] != SIGNS[""]}
    entries += [
        LegendEntry(
            SHAPES["initiative"], "initiative", hollow[status], words(f"legend.status.{status}"), status
        )
        for status in STATUSES
        if status in hollow
    ]
    if any(node.hollow for node in nodes):
        entries.append(LegendEntry("dot", "edge", True, words("legend.not_counted")))
    if any(edge.dashed for edge in edges):
        entries.append(LegendEntry("dashed_line", "edge", False, words("legend.implied")))
    if any(not edge.counted for edge in edges):
        entries.append(LegendEntry("dotted_line", "edge", False, words("legend.uncounted_tie")))
    return tuple(entries)


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


def _lit(view: View, nodes: tuple[SceneNode, ...], words: Translator) -> list[str]:
    """Say what stands out, where something does."""
    names = {node.id: node.name for node in nodes}
    named = ends(view.focus)
    if not named or not names.keys() >= set(named):
        return []
    if len(named) == 1:
        return [words(f"picture.lit.{view.steps}", name=names[named[0]])]
    one, other = (names[node] for node in named)
    return [words(f"picture.lit.{'way' if is_way(view.focus) else 'tie'}", one=one, other=other)]


def _explained(brush: _Brush, nodes: tuple[SceneNode, ...]) -> Explanation:
    study, view, positions, words = brush.study, brush.view, brush.positions, brush.words
    n_actors = sum(node.kind == "actor" for node in nodes)
    counts = [words.count("count.actors", n_actors)]
    if view.map_mode == "two_mode":
        counts.append(words.count("count.initiatives", len(nodes) - n_actors))
    if n_hollow := sum(node.hollow for node in nodes):
        counts.append(words("picture.not_counted", n=n_hollow))
    middle = centre_name(positions.centre, study.dataset)
    return explanation(
        study,
        words,
        title=words(f"picture.title.{view.map_mode}", where=where(study, words)),
        counts=counts,
        details=[
            words("picture.sized_by", measure=words(f"measure.{view.size_by}.name").lower()),
            *([words("layout.in_the_middle", name=middle)] if middle else []),
            *_lit(view, nodes, words),
        ],
        reading=[words("picture.reading"), words(f"layout.reading.{view.layout}.{view.map_mode}")],
    )
