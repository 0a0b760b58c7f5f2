from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.centrality import measures
from samverkan.analysis.ways import shortest_way
from samverkan.domain.dataset import Dataset
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.nodes import actor_node, initiative_node, way
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View
from samverkan.draw.layout import map_layout
from samverkan.draw.lit import lit
from samverkan.draw.map_scene import map_scene
from samverkan.draw.scene import Scene, SceneHull
from samverkan.i18n import translator

Sketch = Callable[..., Scene]
Drawn = Callable[..., Dataset]

PLACES = dict.fromkeys(("a", "b", "c", "d", "e", "X", "Y", "Z", "W"), (0.0, 0.0))
TIES = "a-X b-X b-Y c-Y b-Z c-Z d-W"


def scene_of(network: TwoModeNetwork, sketch: Sketch) -> Scene:
    """Return a network as a scene; its initiatives get capital letters there."""
    ties = [
        f"{network.actors[row]}-{network.initiatives[column]}"
        for row, column in zip(*network.biadjacency.nonzero(), strict=True)
    ]
    names = [*network.actors, *(name.upper() for name in network.initiatives)]
    return sketch(dict.fromkeys(names, (0.0, 0.0)), " ".join(ties))


def painted(dataset: Dataset, **choices: Any) -> Scene:
    chosen = study(dataset, Selection())
    view = View(selection=chosen.selection, **choices)
    positions = map_layout(chosen, view.map_mode)
    return map_scene(chosen, view, measures(chosen.network), positions, translator("sv"))


def ties(*pairs: str) -> frozenset[str]:
    return frozenset(
        f"tie:actor:{one}~initiative:{other}" for one, other in (pair.split("-") for pair in pairs)
    )


def nodes(names: str) -> frozenset[str]:
    return frozenset(
        actor_node(name) if name.islower() else initiative_node(name.lower()) for name in names.split()
    )


@pytest.fixture
def scene(sketch: Sketch) -> Scene:
    return sketch(PLACES, TIES.lower())


@pytest.mark.parametrize("focus", ["", "actor:borta", "tie:actor:a~initiative:z", "way:actor:a~actor:borta"])
def test_what_is_not_there_lights_nothing_and_dims_nothing(scene, focus):
    assert lit(scene, focus) is None


@pytest.mark.parametrize(
    ("focus", "steps", "near", "walked"),
    [
        ("actor:a", 1, "a X", ["a-x"]),
        ("actor:a", 2, "a X b", ["a-x", "b-x"]),
        ("actor:b", 1, "b X Y Z", ["b-x", "b-y", "b-z"]),
        ("initiative:y", 2, "Y b c X Z", ["b-y", "c-y", "b-x", "b-z", "c-z"]),
        ("actor:e", 2, "e", []),
    ],
)
def test_a_node_lights_what_is_so_many_ties_away_and_the_ties_on_the_way_there(
    scene, focus, steps, near, walked
):
    found = lit(scene, focus, steps=steps)

    assert (found.nodes, found.ties) == (nodes(near), ties(*walked))


@pytest.mark.parametrize("steps", [1, 2])
def test_a_tie_lights_its_two_ends_and_itself(scene, steps):
    found = lit(scene, "tie:actor:b~initiative:y", steps=steps)

    assert (found.nodes, found.ties) == (nodes("b Y"), ties("b-y"))


def test_a_way_lights_every_shortest_way(scene):
    found = lit(scene, "way:actor:a~actor:c")

    assert found.ends == ("actor:a", "actor:c")
    assert found.nodes == nodes("a X b Y Z c")
    assert found.ties == ties("a-x", "b-x", "b-y", "c-y", "b-z", "c-z")


def test_two_that_no_way_joins_are_lit_alone(scene):
    found = lit(scene, "way:actor:a~actor:d")

    assert (found.nodes, found.ties) == (nodes("a d"), frozenset())


@given(network=st.from_type(TwoModeNetwork))
def test_the_ways_are_those_that_networkx_finds_and_that_the_panel_tells(sketch, network):
    scene = scene_of(network, sketch)
    graph = nx.Graph([(edge.source, edge.target) for edge in scene.edges])
    graph.add_nodes_from(node.id for node in scene.nodes)

    for one, other in combinations(network.actors, 2):
        found = lit(scene, way(actor_node(one), actor_node(other)))
        told = shortest_way(network, one, other)

        ends = (actor_node(one), actor_node(other))
        paths = list(nx.all_shortest_paths(graph, *ends)) if nx.has_path(graph, *ends) else []
        walked = {frozenset(pair) for path in paths for pair in pairwise(path)}
        assert found.nodes == frozenset(ends).union(*paths)
        lines = [edge for edge in scene.edges if edge.id in found.ties]
        assert {frozenset((edge.source, edge.target)) for edge in lines} == walked
        choices = enumerate(told.choices) if told else [(0, (one, other))]
        told_of = {(actor_node, initiative_node)[place % 2](name) for place, step in choices for name in step}
        assert found.nodes == told_of


@given(network=st.from_type(TwoModeNetwork))
def test_a_way_is_the_same_in_one_direction_as_in_the_other(sketch, network):
    scene = scene_of(network, sketch)

    for one, other in combinations(map(actor_node, network.actors), 2):
        there, back = lit(scene, way(one, other)), lit(scene, way(other, one))
        assert (there.nodes, there.ties) == (back.nodes, back.ties)


def test_a_way_goes_over_counted_ties_only(drawn: Drawn):
    dataset = drawn("a-x b-x b-y c-y a-old c-old", initiatives=[{"id": "old", "status": "ended"}])

    found = lit(painted(dataset), "way:actor:a~actor:c")

    assert found.nodes == nodes("a X b Y c")
    assert study(dataset, Selection()).network.n_initiatives == 2


def test_actors_alone_are_led_over_the_same_actors(drawn: Drawn):
    dataset = drawn("a-x b-x b-y c-y d-z a-z d-w c-w")

    both, alone = (
        lit(painted(dataset, map_mode=mode), "way:actor:a~actor:c") for mode in ("two_mode", "actors")
    )

    assert alone.nodes == {node for node in both.nodes if node.startswith("actor:")}


@pytest.mark.parametrize(
    ("steps", "near", "walked"),
    [
        (1, "a c X Y Z", ["a-x", "c-y", "c-z"]),
        (2, "a c X Y Z b", ["a-x", "c-y", "c-z", "b-x", "b-y", "b-z"]),
    ],
)
def test_an_opened_actor_lights_what_is_near_its_parts(scene, steps, near, walked):
    parts = ("actor:a", "actor:c")
    opened = replace(scene, hulls=(SceneHull("Kultur i delar", parts, (), (), of="actor:kultur"),))

    found = lit(opened, "actor:kultur", steps=steps)

    assert (found.ends, found.nodes, found.ties) == (parts, nodes(near), ties(*walked))


def test_a_group_is_no_actor_to_put_in_focus(scene):
    grouped = replace(scene, hulls=(SceneHull("1 A m.fl.", ("actor:a", "actor:b"), (), ()),))

    assert lit(grouped, "") is None
