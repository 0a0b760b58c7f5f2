"""Which years what is drawn belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samverkan.analysis.centrality import measures
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import MapMode, View
from samverkan.draw.layout import map_layout
from samverkan.draw.map_scene import map_scene
from samverkan.draw.scene import Scene
from samverkan.i18n import translator

Drawn = Callable[..., Dataset]


def painted(dataset: Dataset, mode: MapMode = "two_mode", **chosen: Any) -> Scene:
    seen = study(dataset, Selection(**chosen))
    view = View(selection=seen.selection, map_mode=mode)
    return map_scene(seen, view, measures(seen.network), map_layout(seen, mode), translator("sv"))


def town(drawn: Drawn) -> Dataset:
    return drawn(
        "a-x b-x b-y c-y c-z",
        initiatives=[
            {"id": "x", "start": "2018-03", "end": "2019"},
            {"id": "y", "start": "2019-01-15"},
            {"id": "z"},
        ],
    )


def test_an_initiative_and_its_ties_have_its_years_and_an_actor_those_of_all_its_initiatives(drawn: Drawn):
    scene = painted(town(drawn), statuses=())

    periods = {node.id: node.periods for node in scene.nodes}
    assert periods == {
        "actor:a": ((2018, 2019),),
        "actor:b": ((2018, 2019), (2019, None)),
        "actor:c": ((2019, None), (None, None)),
        "initiative:x": ((2018, 2019),),
        "initiative:y": ((2019, None),),
        "initiative:z": ((None, None),),
    }
    assert {edge.target: edge.periods for edge in scene.edges} == {
        node: own for node, own in periods.items() if node.startswith("initiative:")
    }


def test_two_actors_are_tied_in_the_years_of_what_they_share(drawn: Drawn):
    scene = painted(town(drawn), "actors", statuses=())

    assert {edge.id: edge.periods for edge in scene.edges} == {
        "tie:actor:a~actor:b": ((2018, 2019),),
        "tie:actor:b~actor:c": ((2019, None),),
    }


def test_a_year_that_is_chosen_leaves_what_its_periods_allow(drawn: Drawn):
    """The map that plays shows by itself what the page then chooses."""
    everything = painted(town(drawn), statuses=())

    for year in range(2017, 2023):
        chosen = painted(town(drawn), statuses=(), year_from=year, year_to=year)

        allowed = {
            node.id
            for node in everything.nodes
            if any((first or year) <= year <= (last or year) for first, last in node.periods)
        }
        assert {node.id for node in chosen.nodes} == allowed
