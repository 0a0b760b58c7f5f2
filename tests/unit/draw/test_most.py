"""A map cut down to its most important part: what is drawn, what is said, and what stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from samverkan import workflows
from samverkan.analysis.centrality import measures
from samverkan.domain.dataset import Dataset
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import MAP_MODES, MapMode, View
from samverkan.draw.layout import HEIGHT, WIDTH, Layout
from samverkan.draw.mapped import linked_scene, map_scene_of
from samverkan.draw.most import ALWAYS, BY_CHOICE, Graph
from samverkan.draw.order import Order
from samverkan.draw.scene import Scene
from samverkan.i18n import LANGUAGES, translator
from tests.conftest import dataset_drawn

SV = translator("sv")


def region(n_actors: int, n_initiatives: int) -> Dataset:
    """Return a data set in which the first actors take part in many initiatives and most in one."""
    ties = {
        f"a{actor:04}-i{number:04}"
        for number in range(n_initiatives)
        for actor in (number % n_actors, number % 17, (number * number) % 61, (7 * number) % n_actors)
    }
    alone = [{"id": f"a{actor:04}"} for actor in range(n_actors)]
    return dataset_drawn(" ".join(sorted(ties)), actors=alone)


@cache
def order_of(n_actors: int, n_initiatives: int) -> tuple[Order, Layout, Any]:
    chosen = study(region(n_actors, n_initiatives), Selection())
    places = {
        node: (WIDTH * place / 2000, HEIGHT * (place % 40) / 40)
        for place, node in enumerate(
            (*map(actor_node, chosen.shown.actors), *map(initiative_node, chosen.shown.initiatives))
        )
    }
    return Order(chosen, View(), SV), Layout(places), measures(chosen.network)


def drawn_map(n_actors: int = 800, n_initiatives: int = 700, *, whole: bool = False, **choices: Any) -> Scene:
    order, positions, measured = order_of(n_actors, n_initiatives)
    view = replace(order.view, **choices)
    words = translator(view.language)
    return linked_scene(replace(order, view=view, words=words), positions, measured, whole=whole)


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.nodes}


def numbers(sentence: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", re.sub(r"[\s\u00a0](?=\d{3})", "", sentence))]


@pytest.mark.parametrize("mode", MAP_MODES)
def test_a_map_that_is_too_large_is_never_drawn_whole(mode: MapMode) -> None:
    sizes = {"two_mode": (800, 700), "actors": (1500, 900)}[mode]

    whole, seen = (drawn_map(*sizes, map_mode=mode, whole=whole) for whole in (True, False))

    assert len(whole.nodes) > ALWAYS
    assert whole.part is None
    assert 0.9 * BY_CHOICE < len(seen.nodes) <= BY_CHOICE
    assert seen.part is not None
    assert seen.everything == whole.nodes


def test_one_that_is_large_is_cut_by_choice() -> None:
    whole, chosen = (drawn_map(300, 250, shown=shown) for shown in ("all", "most"))

    assert BY_CHOICE < len(whole.nodes) <= ALWAYS
    assert whole.part is None
    assert len(chosen.nodes) <= BY_CHOICE


def test_one_that_can_be_read_is_drawn_whole_whatever_is_chosen() -> None:
    assert drawn_map(100, 80, shown="most") == replace(
        drawn_map(100, 80, shown="all"), footer=drawn_map(100, 80, shown="most").footer
    )


@pytest.mark.parametrize("mode", MAP_MODES)
@pytest.mark.parametrize("focus", ["", "actor:a0777"])
def test_what_is_drawn_and_what_is_not_add_up_to_the_whole(mode: MapMode, focus: str) -> None:
    sizes = {"two_mode": (800, 700), "actors": (1500, 900)}[mode]
    whole = drawn_map(*sizes, map_mode=mode, whole=True)

    seen = drawn_map(*sizes, map_mode=mode, focus=focus)

    assert seen.part
    *told, ties = numbers(seen.part.sentence)
    assert len(whole.nodes) == sum(told)
    assert len(whole.edges) == len(seen.edges) + ties


def test_the_most_important_are_those_with_the_highest_measure_and_where_two_of_them_meet() -> None:
    whole, seen = drawn_map(whole=True), drawn_map()

    actors = {node for node in ids(seen) if node.startswith("actor:")}
    ties = Graph(whole).neighbours
    least = min(node.size for node in seen.nodes if node.id in actors)
    assert least >= max(node.size for node in whole.nodes if node.kind == "actor" and node.id not in actors)
    assert ids(seen) - actors == {
        node.id for node in whole.nodes if node.kind == "initiative" and len(ties[node.id] & actors) > 1
    }


def test_what_stays_keeps_its_place_its_size_and_its_ties() -> None:
    whole, seen = drawn_map(whole=True), drawn_map(focus="actor:a0777")

    known = {node.id: node for node in whole.nodes}
    assert all(node == known[node.id] for node in seen.nodes)
    assert set(seen.edges) == {edge for edge in whole.edges if {edge.source, edge.target} <= ids(seen)}


@pytest.mark.parametrize("focus", ["actor:a0777", "initiative:i0333", "way:actor:a0777~actor:a0641"])
def test_what_is_in_focus_is_drawn_with_what_it_lights(focus: str) -> None:
    from samverkan.draw.lit import lit

    expected = lit(drawn_map(whole=True), focus)

    seen = drawn_map(focus=focus)

    assert expected
    assert not expected.nodes <= ids(drawn_map())
    assert expected == lit(seen, focus)


def test_even_a_focus_with_very_many_neighbours_is_drawn_within_the_limit() -> None:
    dataset = dataset_drawn(
        " ".join(f"a{number:04}-alla a{number:04}-x{number % 90}" for number in range(1400))
    )
    chosen = study(dataset, Selection())
    order = Order(chosen, View(focus="initiative:alla"), SV)

    scene = linked_scene(order, Layout({}), measures(chosen.network))

    assert len(scene.nodes) == ALWAYS
    assert "initiative:alla" in ids(scene)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_says_what_is_not_drawn(language: str) -> None:
    scene = drawn_map(language=language)

    assert scene.part
    assert scene.subtitle.endswith(scene.part.sentence)


def test_the_legend_explains_only_what_is_drawn(drawn: Callable[..., Dataset]) -> None:
    ties = "stor-alla " + " ".join(f"a{n}-alla a{n}-x{n % 40} a{n}-y{n % 30}" for n in range(290))
    dataset = drawn(
        f"{ties} sist-slut",
        initiatives=[{"id": "slut", "status": "ended"}],
        actors=[{"id": "sist", "sector": "state"}],
    )
    order = Order(study(dataset, Selection()), View(), SV)

    whole, cut = (map_scene_of(replace(order, view=View(shown=shown))) for shown in ("all", "most"))  # type: ignore[arg-type]

    labels = [{entry.label for entry in scene.legend} for scene in (whole, cut)]
    assert labels[0] - labels[1] >= {SV("legend.state"), SV("legend.status.ended")}


@pytest.mark.parametrize("level", ["unit", "department"])
@pytest.mark.parametrize("mode", MAP_MODES)
def test_the_map_of_the_data_is_small_enough_to_be_drawn_whole(level: Any, mode: MapMode) -> None:
    dataset = workflows.open_package().dataset
    chosen = study(dataset, replace(workflows.home_selection(dataset), level=level))

    order = Order(chosen, View(chosen.selection, map_mode=mode), SV)

    assert map_scene_of(order) == map_scene_of(order, whole=True)
