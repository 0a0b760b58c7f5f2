from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import dist

import pytest

from samverkan import workflows
from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import with_closed, with_open
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, MapLayout, MapMode
from samverkan.draw.layout import WIDTH, layout_of, map_layout
from samverkan.draw.layout.frame import Layout

KFF = "kultur-och-fritidsforvaltningen"
POLICE, LOCAL_POLICE = "polisen-trollhattan", "omradespolisen-trollhattan"
PARTS = {"fritidsgardarna", "biblioteken", "n3", "kulturskolan"}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return workflows.open_package().dataset


def everything(dataset: Dataset, selection: Selection) -> Study:
    return study(dataset, selection.unfiltered())


@pytest.mark.parametrize("mode", MAP_MODES)
def test_nobody_else_moves_when_a_department_is_opened(dataset: Dataset, mode: MapMode) -> None:
    before = map_layout(everything(dataset, Selection(level="department")), mode)
    opened = with_open(dataset, Selection(level="department"), KFF)

    after = layout_of(everything(dataset, opened), mode)

    new = {f"actor:{part}" for part in PARTS}
    assert after.positions.keys() - before.positions.keys() == new
    assert {node: after.positions[node] for node in after.positions.keys() - new} == {
        node: place for node, place in before.positions.items() if node in after.positions
    }
    department = before.positions[f"actor:{KFF}"]
    for node in new:
        assert dist(after.positions[node], department) < 0.1 * WIDTH
    nearest = min(dist(*(after.positions[node] for node in two)) for two in combinations(sorted(new), 2))
    assert nearest >= 30


def test_a_department_closed_among_units_stands_where_one_of_them_stood(dataset: Dataset) -> None:
    before = map_layout(everything(dataset, Selection()), "two_mode").positions
    closed = with_closed(dataset, Selection(), POLICE)

    after = layout_of(everything(dataset, closed), "two_mode").positions

    gone = before.keys() - after.keys()
    assert f"actor:{LOCAL_POLICE}" in gone
    assert after[f"actor:{POLICE}"] in [before.get(f"actor:{POLICE}"), *(before[node] for node in gone)]
    assert all(after[node] == before[node] for node in after.keys() & before.keys())


@pytest.mark.parametrize("kind", MAP_LAYOUTS)
@pytest.mark.parametrize("mode", MAP_MODES)
def test_in_every_layout_all_stand_somewhere_of_their_own(
    dataset: Dataset, kind: MapLayout, mode: MapMode
) -> None:
    opened = everything(dataset, with_open(dataset, Selection(level="department"), KFF))

    layout = layout_of(opened, mode, kind, centre="group:unga")

    actors = {f"actor:{actor}" for actor in opened.shown.actors}
    assert {node for node in layout.positions if node.startswith("actor:")} == actors
    assert len(set(layout.positions.values())) == len(layout.positions)


def test_the_level_is_laid_out_by_whoever_keeps_it(dataset: Dataset) -> None:
    asked: list[Selection] = []

    def of_level(chosen: Study, mode: MapMode, kind: MapLayout, *, centre: str = "") -> Layout:
        asked.append(chosen.selection)
        return map_layout(chosen, mode, kind, centre=centre)

    opened = with_open(dataset, Selection(level="department"), KFF)
    layout_of(everything(dataset, opened), "actors", of_level=of_level)

    assert asked == [Selection(level="department").unfiltered()]


def test_the_places_are_the_same_every_time(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(
        "a1-x a2-x a2-y b-y",
        actors=[
            {"id": "a", "kind": "department"},
            {"id": "a1", "parent_id": "a"},
            {"id": "a2", "parent_id": "a"},
        ],
    )
    opened = everything(dataset, Selection(level="department", opened=("a",)))

    assert layout_of(opened, "two_mode") == layout_of(opened, "two_mode")
