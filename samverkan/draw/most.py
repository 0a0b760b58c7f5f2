"""A map too large to be read, cut down to its most important part, in words for all that is left out.

A network of more than some hundred nodes is a hairball: every line is drawn and none can be followed. So a
large scene may be shown as the actors with the largest symbols and the initiatives in which at least two of
them meet; one that is larger still is never shown in any other way. What is in focus is always drawn, with
all that it lights. Nothing moves and no measure changes: sizes and places are those of the whole. A cut says
nothing about those left out, not even that they matter less: a measure sees one side only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from samverkan.domain.view import View
from samverkan.draw.lit import Lit, lit
from samverkan.draw.scene import Part, Scene, SceneNode, is_needed
from samverkan.i18n import Translator

BY_CHOICE, ALWAYS = 300, 1000
"""Above so many nodes a map may be cut down, and above so many it always is."""


@dataclass(frozen=True)
class Graph:
    """A scene with its neighbours at hand."""

    scene: Scene

    @cached_property
    def nodes(self) -> Mapping[str, SceneNode]:
        """Id to node."""
        return {node.id: node for node in self.scene.nodes}

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Id to the ids that it is tied to."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in self.scene.edges:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
        return {node: frozenset(found[node]) for node in self.nodes}

    @cached_property
    def ranked(self) -> tuple[SceneNode, ...]:
        """The nodes, the most important first; of those alike the one with most ties, then by id."""
        return tuple(
            sorted(
                self.scene.nodes, key=lambda node: (-node.priority, -len(self.neighbours[node.id]), node.id)
            )
        )

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Id to its place among :attr:`ranked`."""
        return {node.id: place for place, node in enumerate(self.ranked)}

    @cached_property
    def has_initiatives(self) -> bool:
        """Whether initiatives are on the map."""
        return any(node.kind == "initiative" for node in self.scene.nodes)

    def by_ties(self, nodes: Iterable[str], chosen: Collection[str]) -> list[str]:
        """Return nodes, those with most ties to the chosen first, then the most important."""
        return sorted(
            nodes, key=lambda node: (-len(self.neighbours[node].intersection(chosen)), self.order[node])
        )

    def most_important(self, most: int) -> Sequence[str]:
        """Return as many actors as there is room for together with all initiatives that two of them share.

        Actors come in the order of their measure, initiatives by how many of them they tie. At least two
        actors are among them, and then only as many of their initiatives as there is room for. Cost: linear
        in ties.
        """
        actors = [node.id for node in self.ranked if node.kind == "actor"]
        if not self.has_initiatives:
            return actors[:most]
        n_members: Counter[str] = Counter()
        met: set[str] = set()
        n_actors = 0
        for actor in actors[:most]:
            n_members.update(self.neighbours[actor])
            newly_met = {node for node in self.neighbours[actor] if n_members[node] > 1}
            if n_actors + 1 + len(met | newly_met) > most and n_actors >= 2:
                break
            met |= newly_met
            n_actors += 1
        leading = actors[:n_actors]
        return (*leading, *self.by_ties(met, leading))[:most]


def cut_down(scene: Scene, view: View, words: Translator) -> Scene:
    """Return the part of a scene that a view shows, its subtitle saying what is left out.

    Parameters
    ----------
    scene
        Everything that could be drawn.
    view
        ``shown`` and the focus.
    words
        In the language of the scene.

    Returns
    -------
    Scene
        The scene itself where it has at most :data:`BY_CHOICE` nodes, or at most :data:`ALWAYS` and the view
        shows all. Else :data:`BY_CHOICE` of the most important nodes and what the focus lights, nearest
        first, :data:`ALWAYS` in all at most.
    """
    if len(scene.nodes) <= (ALWAYS if view.shown == "all" else BY_CHOICE):
        return scene
    graph = Graph(scene)
    leading = graph.most_important(BY_CHOICE)
    lighted = lit(scene, view.focus, steps=view.steps)
    near = [node for node in _nearest_first(graph, lighted) if node not in set(leading)]
    around = near[: ALWAYS - len(leading)]
    kept = {*leading, *around}
    nodes = tuple(node for node in scene.nodes if node.id in kept)
    if len(nodes) == len(scene.nodes):
        return scene
    edges = tuple(edge for edge in scene.edges if {edge.source, edge.target} <= kept)
    left_out = [node for node in scene.nodes if node.id not in kept]
    n_actors = sum(graph.nodes[node].kind == "actor" for node in leading)
    lit_too = counted([graph.nodes[node] for node in around], words)
    sentence = words(
        f"part.{'two_mode' if graph.has_initiatives else 'actors'}",
        actors=words.count("count.actors", n_actors),
        initiatives=words.count("count.initiatives", len(leading) - n_actors),
        focus=words("part.focus", nodes=lit_too) if around else "",
        left_out=counted(left_out, words),
        ties=words.count("count.ties", len(scene.edges) - len(edges)),
    )
    return replace(
        scene,
        nodes=nodes,
        edges=edges,
        legend=tuple(entry for entry in scene.legend if is_needed(entry, nodes, edges)),
        subtitle=f"{scene.subtitle} · {sentence}",
        part=Part(scene.nodes, sentence),
    )


def _nearest_first(graph: Graph, lighted: Lit | None) -> list[str]:
    """Return what is lit: what is in focus, then its neighbours, then the rest, the most important first."""
    if lighted is None:
        return []
    next_to = set().union(*(graph.neighbours[end] for end in lighted.ends))
    return sorted(
        lighted.nodes, key=lambda node: (node not in lighted.ends, node not in next_to, graph.order[node])
    )


def counted(nodes: Collection[SceneNode], words: Translator) -> str:
    """Return how many actors and how many initiatives some nodes are, in words."""
    n_actors = sum(node.kind == "actor" for node in nodes)
    counts = {"count.actors": n_actors, "count.initiatives": len(nodes) - n_actors}
    return words.listing([words.count(key, n) for key, n in counts.items() if n])
