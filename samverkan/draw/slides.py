"""A map as a few slides, each small enough to be read from the back of a room.

The first one shows the most important, the others one actor each with its initiatives and who takes part in
them. Every slide says in words what it leaves out. Names need more room than on a screen, so what stands
close is pulled apart (:mod:`samverkan.draw.apart`): places keep their order, not their distances, and guides
that say what a place means are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samverkan.domain.nodes import ends, is_way
from samverkan.draw.apart import pulled_apart
from samverkan.draw.lettering import LEADING, caption_lines, text_width_px
from samverkan.draw.lit import Lit, lit
from samverkan.draw.most import Graph, counted
from samverkan.draw.poster import Format, poster
from samverkan.draw.scene import LegendEntry, Scene, SceneEdge, SceneNode, is_needed
from samverkan.draw.sheet import Sheet, Text
from samverkan.i18n import Translator

SLIDE = Format(1120, 630, letters=(17.0, 15.5, 14.0))
"""16:9; on a slide 960 points wide the smallest letters of a name are 12 points."""

MOST_NODES = 40
"""On a slide."""

N_OF_ACTORS = 6
"""How many slides show one actor each."""

_FIRST_RING = 22
"""How many neighbours are shown before those of them: more only where room is left."""

_ROOM = (930.0, 350.0)
"""About what title, legend and footer leave, in pixels."""

_SIGNS = 1.4
"""How much larger a sign is than on a screen, where it can be looked at more closely."""

_AIR = (10.0, 6.0)


def slides(scene: Scene, words: Translator, *, focus: str = "") -> tuple[Sheet, ...]:
    """Return a scene as sheets for slides.

    Parameters
    ----------
    scene
        What to show.
    words
        In the language of the scene.
    focus
        The only slide is then about this node, the first end of this tie, or all on this way. ``""``, or
        something that is not in the scene: all.

    Returns
    -------
    tuple of Sheet
        One, where everything fits on a slide; at least one, also of nothing.
    """
    graph, found = Graph(scene), lit(scene, focus)
    if found and found.ends != ends(focus):
        nodes = tuple(node for node in scene.nodes if node.id in found.nodes)
        edges = tuple(edge for edge in scene.edges if edge.id in found.ties)
        return slides(replace(scene, nodes=nodes, edges=edges), words)
    if found:
        part = _Way(graph, words, found) if is_way(focus) else _Ego(graph, words, found.ends[0])
        return (_drawn(part),)
    if len(scene.nodes) <= MOST_NODES:
        return (poster(_arranged(scene), SLIDE, language=words.language),)
    leading = [node.id for node in graph.ranked if node.kind == "actor"][:N_OF_ACTORS]
    egos = (_drawn(_Ego(graph, words, actor)) for actor in leading if graph.neighbours[actor])
    return (_drawn(_Overview(graph, words)), *egos)


@dataclass(frozen=True)
class _Overview:
    """The most important actors, and where they meet."""

    graph: Graph
    words: Translator

    @property
    def title(self) -> str:
        return self.graph.scene.title

    def lead(self, shown: Collection[str]) -> str:
        n_actors = sum(self.graph.nodes[node].kind == "actor" for node in shown)
        key = "slides.overview" if self.graph.has_initiatives else "slides.overview_actors"
        return f"{self.words(key, actors=self.words.count('count.actors', n_actors))}."

    def chosen(self, most: int) -> Sequence[str]:
        return self.graph.most_important(most)

    def everything(self) -> Collection[str]:
        return self.graph.nodes


@dataclass(frozen=True)
class _Ego:
    """One node, its neighbours, and with initiatives on the map theirs."""

    graph: Graph
    words: Translator
    middle: str

    @property
    def title(self) -> str:
        node = self.graph.nodes[self.middle]
        kind = node.kind if self.graph.has_initiatives else "partners"
        return self.words(f"slides.ego_{kind}", name=node.name)

    def lead(self, _: Collection[str]) -> str:
        return ""

    def chosen(self, most: int) -> Sequence[str]:
        graph = self.graph
        near = graph.by_ties(graph.neighbours[self.middle], ())
        room = most - 1
        near = near[: min(max(_FIRST_RING, room - len(self._beyond(near))), room)]
        beyond = graph.by_ties(self._beyond(near), near)
        return (self.middle, *near, *beyond)[:most]

    def everything(self) -> Collection[str]:
        near = self.graph.neighbours[self.middle]
        return {self.middle, *near, *self._beyond(near)}

    def _beyond(self, near: Iterable[str]) -> set[str]:
        if not self.graph.has_initiatives:
            return set()
        found = set().union(*(self.graph.neighbours[node] for node in near))
        return found - set(near) - {self.middle}


@dataclass(frozen=True)
class _Way:
    """Two actors and all on the shortest ways between them."""

    graph: Graph
    words: Translator
    found: Lit

    @property
    def title(self) -> str:
        one, other = (self.graph.nodes[end].name for end in self.found.ends)
        return self.words("way.title", one=one, other=other)

    def lead(self, _: Collection[str]) -> str:
        return self.words("way.none") if len(self.found.nodes) == len(self.found.ends) else ""

    def chosen(self, most: int) -> Sequence[str]:
        between = [node.id for node in self.graph.ranked if node.id in self.found.nodes]
        return tuple(dict.fromkeys((*self.found.ends, *between)))[:most]

    def everything(self) -> Collection[str]:
        return self.found.nodes


_Part = _Overview | _Ego | _Way


def _drawn(part: _Part) -> Sheet:
    """Return the sheet of as much as can be named on a slide."""
    for most in range(MOST_NODES, 12, -4):
        sheet = poster(_part(part, part.chosen(most)), SLIDE, language=part.words.language)
        if _all_named(sheet):
            break
    return sheet


def _all_named(sheet: Sheet) -> bool:
    """Tell whether all names stand on the map: who is in the list is named twice."""
    named = [mark.node for mark in sheet.marks if isinstance(mark, Text) and mark.node]
    return len(named) == len(set(named))


def _part(part: _Part, chosen: Collection[str]) -> Scene:
    scene, words = part.graph.scene, part.words
    kept = set(chosen)
    nodes = tuple(node for node in scene.nodes if node.id in kept)
    edges = tuple(edge for edge in scene.edges if {edge.source, edge.target} <= kept)
    hidden = [part.graph.nodes[node] for node in part.everything() if node not in kept]
    sentences = [
        part.lead(kept),
        words("slides.shown", shown=counted(nodes, words)),
        words("slides.hidden", hidden=counted(hidden, words)) if hidden else "",
        words("slides.whole", whole=scene.subtitle),
    ]
    around = replace(
        scene,
        title=part.title,
        subtitle=" ".join(filter(None, sentences)),
        nodes=nodes,
        edges=edges,
        legend=_legend(scene, nodes, edges),
    )
    return _arranged(around)


def _legend(scene: Scene, nodes: Sequence[SceneNode], edges: Sequence[SceneEdge]) -> tuple[LegendEntry, ...]:
    """Return the lines of the legend that a part of a scene still needs."""
    return tuple(entry for entry in scene.legend if is_needed(entry, nodes, edges))


def _arranged(scene: Scene) -> Scene:
    """Return a scene with room around every node for its name, and without guides."""
    grown = [replace(node, size=node.size * _SIGNS) for node in scene.nodes]
    places = pulled_apart([(node.x, node.y) for node in grown], list(_boxes(grown)), _ROOM)
    nodes = tuple(replace(node, x=x, y=y) for node, (x, y) in zip(grown, places, strict=True))
    return replace(scene, nodes=nodes, guides=(), hulls=())


def _boxes(nodes: Iterable[SceneNode]) -> Iterator[tuple[float, float]]:
    """Yield how much room a sign with its name below it takes."""
    size = SLIDE.letters[-1]
    for node in nodes:
        lines = caption_lines(node.caption)
        width = max(text_width_px(line, size, bold=node.kind == "actor") for line in lines)
        sign = 1.3 * node.size
        yield max(width, sign) + _AIR[0], sign + len(lines) * size * LEADING + _AIR[1]
