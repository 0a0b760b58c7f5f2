"""The layouts on the project's own data: lines that cross seldom, rows that move little, bytes that agree."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from math import dist
from statistics import median

import numpy as np
import pandas as pd
import pytest

from samverkan import workflows
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, MapLayout, MapMode
from samverkan.draw.layout import WIDTH, Layout, map_layout
from samverkan.draw.layout.ground import Ground
from samverkan.draw.layout.order import crossings

MOST_MOVED = 0.05
"""How far, as a share of the map's width, half of what stays may move when a row comes or goes."""
CENTRE = "actor:familjehuset"


def all_of(dataset: Dataset) -> Study:
    return study(dataset, Selection(roles=(), statuses=(), as_of=date.min))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return workflows.open_package().dataset


@pytest.fixture(scope="module")
def today(dataset: Dataset) -> Study:
    return all_of(dataset)


@pytest.fixture(scope="module")
def layouts(today: Study) -> dict[tuple[MapMode, MapLayout], Layout]:
    return {
        (mode, kind): map_layout(today, mode, kind, centre=CENTRE)
        for mode in MAP_MODES
        for kind in MAP_LAYOUTS
    }


def test_the_columns_cross_less_than_a_quarter_as_often_as_in_the_order_of_the_alphabet(
    today: Study,
) -> None:
    matrix = today.shown.biadjacency.toarray().astype(float)
    ground = Ground(today, "two_mode")
    actors, initiatives = ground.ordered
    rows = [ground.actors.index(node) for node in actors]
    columns = [ground.initiatives.index(node) for node in initiatives]

    assert crossings(matrix[np.ix_(rows, columns)]) < crossings(matrix) / 4


def with_another_actor(dataset: Dataset, seed: int) -> Dataset:
    """Add an actor that takes part in two initiatives at random."""
    chance = random.Random(seed)  # noqa: S311  # a choice of examples, no secret
    initiatives = chance.sample(sorted(dataset.initiatives["id"]), 2)
    actor = dataset.actors.iloc[[0]].assign(id="ny-aktor", name="Ny", parent_id="", merged_into="")
    parts = dataset.participations.iloc[[0, 1]].assign(
        actor_id="ny-aktor", initiative_id=initiatives, role="partner"
    )
    return dataset.with_table("actors", pd.concat([dataset.actors, actor])).with_table(
        "participations", pd.concat([dataset.participations, parts])
    )


def without_an_initiative(dataset: Dataset, seed: int) -> Dataset:
    """Take an initiative at random away, with its rows."""
    gone = random.Random(seed).choice(sorted(dataset.initiatives["id"]))  # noqa: S311
    for table, column in (
        ("initiatives", "id"),
        ("participations", "initiative_id"),
        ("serves", "initiative_id"),
    ):
        rows = dataset.table(table)
        dataset = dataset.with_table(table, rows[rows[column] != gone])
    return dataset


@pytest.mark.parametrize("mode", MAP_MODES)
@pytest.mark.parametrize("kind", MAP_LAYOUTS)
@pytest.mark.parametrize("change", [with_another_actor, without_an_initiative])
def test_a_row_more_or_less_hardly_moves_what_stays(
    dataset: Dataset, layouts: dict, mode: MapMode, kind: MapLayout, change: object
) -> None:
    before = layouts[mode, kind]

    for seed in range(3):
        changed = all_of(change(dataset, seed))  # type: ignore[operator]
        after = map_layout(changed, mode, kind, centre=CENTRE, start=before)

        stays = before.positions.keys() & after.positions.keys()
        moved = [dist(before.of(node), after.of(node)) / WIDTH for node in stays]
        assert median(moved) < MOST_MOVED


PROGRAM = """
import json
from datetime import date
from samverkan import workflows
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES
from samverkan.draw.layout import map_layout

dataset = workflows.open_package().dataset
everything = study(dataset, Selection(roles=(), statuses=(), as_of=date.min))
for mode in MAP_MODES:
    for kind in MAP_LAYOUTS:
        found = map_layout(everything, mode, kind, centre="group:unga")
        guides = [(guide.shape, guide.x, guide.y, guide.width, guide.height, guide.code, guide.params,
                   sorted(guide.holds), sorted(guide.needs), sorted(guide.unless)) for guide in found.guides]
        print(json.dumps([list(found.positions.items()), guides]))
"""


def test_two_processes_write_the_same_bytes() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
        ).stdout
        for seed in ("1", "2")
    ]

    assert len(runs[0].splitlines()) == len(MAP_MODES) * len(MAP_LAYOUTS)
    assert runs[0] == runs[1]


@pytest.mark.parametrize("kind", ["force", "columns", "places"])
def test_the_last_layout_on_this_machine_is_where_the_next_one_begins(
    dataset: Dataset, today: Study, kind: MapLayout, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERKAN_CACHE", str(tmp_path))
    first = workflows.map_positions(today, "actors", kind)

    again = workflows.map_positions(today, "actors", kind)
    later = workflows.map_positions(all_of(with_another_actor(dataset, 0)), "actors", kind)
    back = workflows.map_positions(today, "actors", kind)

    assert first.positions == again.positions
    assert later.added == {"actor:ny-aktor"}
    moved = [dist(first.of(node), back.of(node)) / WIDTH for node in first.positions]
    assert median(moved) < MOST_MOVED
