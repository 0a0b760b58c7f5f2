from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan import workflows
from samverkan.analysis.groups import Group, Groups
from samverkan.domain.levels import with_open
from samverkan.domain.study import study
from samverkan.domain.view import MAP_LAYOUTS, View
from samverkan.draw.hulls import with_hulls
from samverkan.draw.mapped import map_scene_of, shows_groups
from samverkan.draw.order import Order
from samverkan.draw.poster import Format, poster
from samverkan.draw.scene import Scene, SceneHull
from samverkan.draw.sheet import Area, Text
from samverkan.i18n import translator

Sketch = Callable[..., Scene]
SV = translator("sv")

PLACES = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (50.0, 90.0), "d": (400.0, 300.0), "e": (500.0, 300.0)}


def groups_of(*names: str) -> Groups:
    return Groups(tuple(Group(tuple(group.split()), 0.9) for group in names), (), ())


def depth(hull: SceneHull, place: tuple[float, float]) -> float:
    """Return how far inside a shape a place lies; below 0 outside it."""
    corners = [*hull.corners, hull.corners[0]]
    turned = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(corners))
    side = math.copysign(1, turned)
    return min(
        side * ((x1 - x0) * (place[1] - y0) - (y1 - y0) * (place[0] - x0)) / math.hypot(x1 - x0, y1 - y0)
        for (x0, y0), (x1, y1) in pairwise(corners)
    )


def places_of(scene: Scene, nodes: Sequence[str]) -> list[tuple[float, float]]:
    return [(node.x, node.y) for node in scene.nodes if node.id in nodes]


def test_a_shape_goes_around_the_signs_of_its_group_and_of_nobody_far_away(sketch: Sketch):
    scene = with_hulls(sketch(PLACES), groups_of("a b c", "d e"), SV)

    first, second = scene.hulls
    assert (first.nodes, second.nodes) == (("actor:a", "actor:b", "actor:c"), ("actor:d", "actor:e"))
    for hull in scene.hulls:
        others = [node.id for node in scene.nodes if node.id not in hull.nodes]
        assert min(depth(hull, place) for place in places_of(scene, hull.nodes)) >= scene.nodes[0].size
        assert max(depth(hull, place) for place in places_of(scene, others)) < 0


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=2, max_size=9))
def test_wherever_they_stand_all_members_are_inside(sketch: Sketch, places: list[tuple[int, int]]):
    names = [chr(ord("a") + place) for place in range(len(places))]
    scene = with_hulls(sketch(dict(zip(names, places, strict=True))), groups_of(" ".join(names)), SV)

    (hull,) = scene.hulls
    assert min(depth(hull, place) for place in places_of(scene, hull.nodes)) >= scene.nodes[0].size


def test_a_group_is_named_after_its_most_important_member(sketch: Sketch):
    scene = sketch(PLACES)
    nodes = tuple(replace(node, priority=9.0) if node.id == "actor:b" else node for node in scene.nodes)

    found = with_hulls(replace(scene, nodes=nodes), groups_of("a b c", "d e"), SV)

    assert [hull.text for hull in found.hulls] == ["1 B m.fl.", "2 D m.fl."]
    assert found.legend[-1].label == SV("legend.hull")
    assert SV("picture.around.hull") in found.footer


def test_a_group_of_which_one_is_shown_has_no_shape(sketch: Sketch):
    scene = sketch({"a": (0.0, 0.0), "d": (50.0, 0.0)})

    assert with_hulls(scene, groups_of("a b c", "d e"), SV) == scene


def test_shapes_lie_under_everything_and_each_has_a_ground_an_edge_and_a_name(sketch: Sketch):
    scene = with_hulls(sketch(PLACES, ""), groups_of("a b c", "d e"), SV)

    sheet = poster(scene, Format(640, 420))

    areas = [mark for mark in sheet.marks if isinstance(mark, Area)]
    assert [bool(area.fill) for area in areas] == [True, True, False, False]
    names = [mark for mark in sheet.marks if isinstance(mark, Text) and "m.fl." in mark.lines[0]]
    assert [name.lines for name in names] == [("1 A m.fl.",), ("2 D m.fl.",)]
    order = [type(mark).__name__ for mark in sheet.marks if isinstance(mark, Area) or getattr(mark, "id", "")]
    assert order.index("Shape") == len(areas)


def test_the_names_of_the_groups_of_the_home_map_meet_no_other_text(home_scene):
    found = workflows.groups(workflows.study(workflows.open_package().dataset, home_selection()))
    scene = with_hulls(home_scene(), found, SV)

    texts = [mark for mark in poster(scene, Format(1920, 1080)).marks if isinstance(mark, Text)]

    names = [text for text in texts if text.lines[0].endswith("m.fl.")]
    assert len(names) == len(scene.hulls) > 3
    assert not [
        (name.lines, other.lines)
        for name in names
        for other in texts
        if other is not name and name.box.meets(other.box)
    ]


def home_selection():
    return workflows.home_selection(workflows.open_package().dataset)


@pytest.mark.parametrize("layout", MAP_LAYOUTS)
def test_groups_are_shown_where_places_say_who_is_near_to_whom(layout):
    assert shows_groups(View(grouped=True, layout=layout)) == (layout == "force")
    assert not shows_groups(View(layout=layout))


def test_the_parts_of_an_opened_organisation_are_encircled_and_told() -> None:
    dataset = workflows.open_package().dataset
    kff = "kultur-och-fritidsforvaltningen"
    selection = with_open(dataset, replace(workflows.home_selection(dataset), level="department"), kff)
    chosen = study(dataset, selection)

    scene = map_scene_of(Order(chosen, View(selection=selection), SV))

    (hull,) = scene.hulls
    assert (hull.text, hull.of) == ("KFF i delar", f"actor:{kff}")
    parts = (kff, "fritidsgardarna", "biblioteken", "n3", "kulturskolan")
    assert set(hull.nodes) == {f"actor:{part}" for part in parts if part in chosen.shown.actors}
    assert scene.legend[-1].label == SV("legend.opened")
    assert SV("picture.around.opened") in scene.footer
    assert f"öppnat i delar: {dataset.names['actors'][kff]}" in scene.subtitle
