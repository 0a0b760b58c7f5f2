"""What the panel offers of opening and closing, and what it says of who is opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan import workflows
from samverkan.domain.levels import standing_in, with_open
from samverkan.domain.study import study
from samverkan.i18n import translator
from tests.ui.test_drawn import map_payload

SV = translator("sv")
KFF, LIBRARIES, HOUSING = "kultur-och-fritidsforvaltningen", "biblioteken", "eidar"


@pytest.fixture(scope="module")
def closed():
    """Return the study of departments at home."""
    dataset = workflows.open_package().dataset
    return study(dataset, replace(workflows.home_selection(dataset), level="department"))


def parts_of(closed, actor):
    """Return who is shown inside an actor that is opened."""
    selection = with_open(closed.dataset, closed.selection, actor)
    shown = set(study(closed.dataset, selection).shown.actors)
    return standing_in(closed.dataset, selection, actor) & shown


def turns(page):
    """Return the buttons of the panel that open or close, by their labels."""
    return {button.label: button for button in page.app.button if str(button.key).startswith("turn ")}


def test_a_department_says_into_how_many_parts_it_opens_and_the_map_then_has_just_those(dashboard, closed):
    parts = parts_of(closed, KFF)
    page = dashboard.open("karta", level="department", focus=f"actor:{KFF}")
    before = {node["id"] for node in map_payload(page)["nodes"]}

    turns(page)[SV.count("details.open", len(parts))].click().run()

    after = {node["id"] for node in map_payload(page)["nodes"]}
    assert page.query["open"] == KFF
    assert after - before == {f"actor:{part}" for part in parts} - before
    assert set(map_payload(page)["hulls"][0]) == {"text", "corners", "spots"}
    assert map_payload(page)["hulls"][0]["text"] == SV("picture.opened", name="KFF")


def test_who_has_no_part_of_its_own_and_belongs_to_nobody_cannot_be_turned(dashboard):
    page = dashboard.open("karta", focus=f"actor:{HOUSING}")

    assert turns(page) == {}


def test_an_actor_that_is_there_as_its_parts_only_says_so_and_names_them(dashboard, closed):
    there = study(closed.dataset, replace(closed.selection, target_groups=("familjer",)))
    inside = {actor: parts_of(there, actor) for actor in there.network.actors}
    actor = next(actor for actor, parts in inside.items() if len(parts) > 1 and actor not in parts)
    names = there.dataset.names["actors"]

    page = dashboard.open("karta", level="department", group="familjer", open=actor, focus=f"actor:{actor}")

    assert names[actor] in page.in_element("h2")
    assert SV("details.opened") in page.text
    assert {names[part] for part in inside[actor]} <= {button.label for button in page.app.button}
    assert set(map_payload(page)["lit"]["nodes"]) >= {f"actor:{part}" for part in inside[actor]}

    turns(page)[SV("details.close_again")].click().run()

    assert "open" not in page.query
    assert page.query["focus"] == f"actor:{actor}"


def test_a_part_offers_to_close_what_it_belongs_to(dashboard, closed):
    name = closed.dataset.names["actors"][KFF]
    page = dashboard.open("karta", focus=f"actor:{LIBRARIES}")

    turns(page)[SV("details.close", name=name)].click().run()

    assert (page.query["closed"], page.query["focus"]) == (KFF, f"actor:{KFF}")
    assert SV("level.closed", level=SV("level.unit"), names=name) in page.text
    assert f"actor:{LIBRARIES}" not in {node["id"] for node in map_payload(page)["nodes"]}

    units = replace(closed.selection, level="unit")
    inside = standing_in(closed.dataset, units, KFF) & set(study(closed.dataset, units).shown.actors)
    turns(page)[SV.count("details.open", len(inside))].click().run()

    assert "closed" not in page.query


def test_what_is_opened_without_effect_is_not_told(dashboard):
    page = dashboard.open("karta", level="municipality", open=KFF)

    assert SV("level.opened", level="", names="").strip(", :") not in page.text
