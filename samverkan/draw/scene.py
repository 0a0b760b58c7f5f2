"""The map as a scene: what stands where, how large, in which tone, and the words around it.

A scene knows no target; :mod:`samverkan.draw.vis` draws it in a browser. Ids are ``actor:<id>``,
``initiative:<id>`` and ``tie:<id>~<id>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.analysis.projection import project
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.study import Study
from samverkan.domain.view import MapMode, View
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.layout import Layout, layout
from samverkan.draw.palette import SHAPES
from samverkan.i18n import Translator

_SMALLEST, _LARGEST = 7.0, 26.0
"""Radius of an actor, in map units."""


@dataclass(frozen=True, slots=True)
class SceneNode:
    """One actor or initiative; ``hollow`` marks what is shown but not counted."""

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
    title: str


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """One tie; ``dashed`` marks what a source only implies, or what is not counted."""

    id: str
    source: str
    target: str
    width: float
    dashed: bool
    title: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend."""

    shape: str
    tone: str
    hollow: bool
    label: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture with what it needs to explain itself."""

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    legend: tuple[LegendEntry, ...]
    title: str
    subtitle: str
    footer: tuple[str, ...]


def actor_node(actor: str) -> str:
    """Return the scene's id of an actor."""
    return f"actor:{actor}"


def initiative_node(initiative: str) -> str:
    """Return the scene's id of an initiative."""
    return f"initiative:{initiative}"


def tie(one: str, other: str) -> str:
    """Return the scene's id of a tie: actor and initiative, or two actors."""
    return f"tie:{one}~{other}"


def map_layout(everything: Study, mode: MapMode) -> Layout:
    """Lay out all that a data set has at a level, so that a filter never moves what stays.

    ``everything`` is the study of a selection that leaves nothing out.
    """
    network = everything.shown
    actors = tuple(map(actor_node, network.actors))
    if mode == "actors":
        return layout(actors, project(network))
    return layout(actors + tuple(map(initiative_node, network.initiatives)), network.adjacency)


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
        From :func:`map_layout` of the same data set, level and mode.
    words
        For legend, titles and tooltips.
    """
    parts = _two_mode if view.map_mode == "two_mode" else _collaboration
    nodes, edges = parts(study, view, measured, positions, words)
    return Scene(
        nodes=nodes,
        edges=edges,
        legend=_legend(nodes, edges, words),
        title=words(f"picture.title.{view.map_mode}", where=words.listing(study.selection.municipalities)),
        subtitle=_subtitle(study, view, nodes, words),
        footer=_footer(study, words),
    )


def _two_mode(
    study: Study, view: View, measured: pd.DataFrame, positions: Layout, words: Translator
) -> tuple[tuple[SceneNode, ...], tuple[SceneEdge, ...]]:
    network = study.shown
    sizes = network.biadjacency.sum(axis=0)
    nodes = [*_actor_nodes(study, network, view, measured, positions, words)]
    for initiative, n_actors in zip(network.initiatives, sizes.tolist(), strict=True):
        row = study.initiatives.loc[initiative]
        x, y = positions.of(initiative_node(initiative))
        status = words(f"vocabulary.status.{row['status_now']}")
        nodes.append(
            SceneNode(
                id=initiative_node(initiative),
                kind="initiative",
                caption=str(row["name"]),
                x=x,
                y=y,
                size=5.0 + 1.2 * min(n_actors, 8),
                shape=SHAPES["initiative"],
                tone="initiative",
                hollow=not row["counted"],
                priority=n_actors / 100,
                title=f"{row['name']}\n{words.count('picture.tip.initiative', n_actors, status=status)}",
            )
        )
    return tuple(nodes), _participation_edges(study, words)


def _participation_edges(study: Study, words: Translator) -> tuple[SceneEdge, ...]:
    rows = study.participations
    strongest = rows.assign(firm=rows["counted"] & (rows["certainty"] == "stated"))
    grouped = strongest.groupby(["actor_id", "initiative_id"], sort=True)
    return tuple(
        SceneEdge(
            id=tie(str(actor), str(initiative)),
            source=actor_node(str(actor)),
            target=initiative_node(str(initiative)),
            width=1.4,
            dashed=not group["firm"].any(),
            title=words.listing([words(f"vocabulary.role.{role}") for role in sorted(set(group["role"]))]),
        )
        for (actor, initiative), group in grouped
    )


def _collaboration(
    study: Study, view: View, measured: pd.DataFrame, positions: Layout, words: Translator
) -> tuple[tuple[SceneNode, ...], tuple[SceneEdge, ...]]:
    network = study.network
    joint = sparse.coo_array(sparse.triu(project(network), k=1))
    edges = [
        SceneEdge(
            id=tie(network.actors[row], network.actors[column]),
            source=actor_node(network.actors[row]),
            target=actor_node(network.actors[column]),
            width=0.6 + 0.9 * float(n) ** 0.75,
            dashed=False,
            title=words.count("picture.tip.joint", int(n)),
        )
        for row, column, n in zip(*joint.coords, joint.data, strict=True)
    ]
    return tuple(_actor_nodes(study, network, view, measured, positions, words)), tuple(edges)


def _actor_nodes(
    study: Study,
    network: TwoModeNetwork,
    view: View,
    measured: pd.DataFrame,
    positions: Layout,
    words: Translator,
) -> list[SceneNode]:
    values = measured[view.size_by].astype(float).to_dict()
    radius = _radii(values)
    names = study.dataset.names["actors"]
    nodes = []
    for actor in network.actors:
        x, y = positions.of(actor_node(actor))
        sector = study.sectors[actor]
        title = words(
            "picture.tip.actor",
            name=names[actor],
            sector=words(f"vocabulary.sector.{sector}"),
            measure=words(f"measure.{view.size_by}.name"),
            value=measure_text(view.size_by, values.get(actor, 0.0), words),
        )
        nodes.append(
            SceneNode(
                id=actor_node(actor),
                kind="actor",
                caption=study.dataset.short_names[actor],
                x=x,
                y=y,
                size=radius.get(actor, _SMALLEST),
                shape=SHAPES[sector],
                tone=sector,
                hollow=actor not in values,
                priority=1.0 + radius.get(actor, 0.0),
                title=title,
            )
        )
    return nodes


def measure_text(measure: str, value: float, words: Translator) -> str:
    """Write a measure's value as it is shown everywhere: counts whole, shares as percentages."""
    if measure in ("initiatives", "partners"):
        return words.number(value)
    if measure == "strength":
        return words.number(value, 1)
    return words.percent(value, 1)


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
    if any(node.hollow for node in nodes):
        entries.append(LegendEntry("square", "initiative", True, words("legend.not_counted")))
    if any(edge.dashed for edge in edges):
        entries.append(LegendEntry("dashed_line", "edge", False, words("legend.implied")))
    return tuple(entries)


def _subtitle(study: Study, view: View, nodes: tuple[SceneNode, ...], words: Translator) -> str:
    n_actors = sum(node.kind == "actor" for node in nodes)
    counts = [words.count("count.actors", n_actors)]
    if view.map_mode == "two_mode":
        counts.append(words.count("count.initiatives", len(nodes) - n_actors))
    sizes = words("picture.sized_by", measure=words(f"measure.{view.size_by}.name").lower())
    return f"{', '.join(counts)} · {words(f'level.{study.selection.level}')} · {sizes}"


def _footer(study: Study, words: Translator) -> tuple[str, ...]:
    used = set(study.initiatives["source_id"]) | set(study.participations["source_id"])
    sources = study.dataset.tables["sources"]
    publishers = sorted(set(sources.loc[sources["id"].isin(used), "publisher"]))
    lines = [words("picture.as_of", date=study.as_of.isoformat(), publishers=words.listing(publishers))]
    filters = described_filters(study, words)
    if filters:
        lines.append(words("picture.filters", filters="; ".join(filters)))
    lines.append(words("picture.reading"))
    return tuple(lines)


def described_filters(study: Study, words: Translator) -> list[str]:
    """Return the choices that narrow a study, in words: one phrase for each."""
    selection, names = study.selection, study.dataset.names
    chosen = {
        "sectors": [words(f"vocabulary.sector.{sector}") for sector in selection.sectors],
        "themes": [names["themes"][theme] for theme in selection.themes],
        "places": [names["places"][place] for place in selection.places],
        "target_groups": [names["target_groups"][group] for group in selection.target_groups],
    }
    phrases = [f"{words(f'field.{field}')}: {', '.join(labels)}" for field, labels in chosen.items() if labels]
    if selection.year_from or selection.year_to:
        years = f"{selection.year_from or ''}–{selection.year_to or ''}"
        phrases.append(f"{words('field.years')}: {years}")
    if selection.stated_only:
        phrases.append(words("field.stated_only"))
    return phrases
