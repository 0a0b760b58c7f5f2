"""On a map of chosen years what has no dates is pale, in every picture alike, and the picture says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View
from samverkan.draw.mapped import map_scene_of, presented
from samverkan.draw.order import Order
from samverkan.draw.palette import LIGHT, contrast
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Line, Shape, Sheet, Text
from samverkan.draw.vis import vis_payload
from samverkan.i18n import translator

WORDS = translator("sv")
Make = Callable[..., tuple[Scene, View]]
DATED = {"actor:a", "actor:b", "initiative:x"}
UNDATED = {"actor:c", "initiative:z"}
"""Of the year 2019; B takes part in both initiatives."""


@pytest.fixture
def made(drawn: Callable[..., Dataset]) -> Make:
    dataset = drawn("a-x b-x b-z c-z", initiatives=[{"id": "x", "start": "2018", "end": "2019"}, {"id": "z"}])

    def make(focus: str = "", **chosen: int) -> tuple[Scene, View]:
        selection = Selection(statuses=(), **chosen)  # type: ignore[arg-type]
        view = View(selection=selection, focus=focus)
        return map_scene_of(Order(study(dataset, selection), view, WORDS)), view

    return make


def pale(sheet: Sheet) -> set[str]:
    """Return the nodes and ties whose lines have lost colour."""
    known = {colours["line"] for colours in LIGHT.values()}
    drawn = [(mark.id, mark.line) for mark in sheet.marks if isinstance(mark, Shape)]
    drawn += [(mark.id, mark.colour) for mark in sheet.marks if isinstance(mark, Line)]
    return {name for name, colour in drawn if name and colour not in known}


def said(scene: Scene) -> str:
    return "\n".join(scene.footer)


@pytest.mark.parametrize(
    "years", [{"year_from": 2019, "year_to": 2019}, {"year_from": 2018}, {"year_to": 2019}]
)
def test_what_has_no_dates_is_pale_where_years_are_chosen_and_the_picture_says_so(made: Make, years):
    scene, view = made(**years)

    sheet = presented(scene, view)

    ties = {"tie:actor:b~initiative:z", "tie:actor:c~initiative:z"}
    assert pale(sheet) == UNDATED | ties
    assert WORDS("picture.undated", n=2, of=5) in said(scene)


def test_without_chosen_years_nothing_is_pale(made: Make):
    scene, view = made()

    assert pale(presented(scene, view)) == set()
    assert "saknar datum" not in said(scene)


def test_who_is_pale_keeps_a_name_that_can_be_read(made: Make):
    scene, view = made(year_from=2019)

    names = {mark.node: mark.colour for mark in presented(scene, view).marks if isinstance(mark, Text)}
    assert names.keys() - {""} == DATED | UNDATED
    assert len({names[node] for node in UNDATED}) == 1
    assert contrast(names["actor:c"], LIGHT["background"]["fill"]) >= 4.5


def test_a_focus_lights_what_is_near_it_with_or_without_dates(made: Make):
    scene, view = made("actor:c", year_from=2019)

    assert pale(presented(scene, view)).isdisjoint({*UNDATED, "tie:actor:c~initiative:z"})


def test_the_map_in_the_browser_is_told_the_same(made: Make):
    scene, _ = made(year_from=2018, year_to=2020)

    payload = vis_payload(scene)

    assert {node["id"] for node in payload["nodes"] if node["is_undated"]} == UNDATED
    assert {edge["from"] for edge in payload["edges"] if edge["is_undated"]} == {"actor:b", "actor:c"}
