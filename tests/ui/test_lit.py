"""What a reader lights up on the map: the way to somebody, what is near, a year, who keeps together."""

from __future__ import annotations

import pytest

from samverkan import workflows
from samverkan.analysis.profile import initiative_profile
from samverkan.analysis.ways import shortest_way
from samverkan.domain.nodes import actor_node, initiative_node, way
from samverkan.domain.study import study
from samverkan.i18n import translator
from tests.ui.test_drawn import map_payload

POLICE, HOUSING = "polisen-trollhattan", "eidar"
WAY = way(actor_node(POLICE), actor_node(HOUSING))
SV = translator("sv")


@pytest.fixture(scope="module")
def home():
    """Return the study of data/ as whoever comes first sees it."""
    dataset = workflows.open_package().dataset
    return study(dataset, workflows.home_selection(dataset))


def picker_from(page, actor):
    return page.app.selectbox(f"picked way from {actor}")


def test_from_an_actor_the_way_to_another_is_shown(dashboard):
    page = dashboard.open("karta", focus=actor_node(POLICE))

    picker_from(page, POLICE).set_value(HOUSING).run()

    assert page.query == {"focus": WAY}
    assert picker_from(page, POLICE).value == HOUSING


def test_a_way_that_is_cleared_leads_back_to_whom_it_began_from(dashboard):
    page = dashboard.open("karta", focus=WAY)

    picker_from(page, POLICE).set_value(None).run()

    assert page.query == {"focus": actor_node(POLICE)}


def test_the_panel_tells_the_way_step_by_step_and_the_map_lights_it(dashboard, home):
    names = home.dataset.names
    found = shortest_way(home.network, POLICE, HOUSING)

    page = dashboard.open("karta", focus=WAY)

    text = page.text
    for actor, initiative in found.ties:
        assert f"{names['actors'][actor]} · {names['initiatives'][initiative]}" in text
        assert any(part.actor == actor for part in initiative_profile(home, initiative).parts)
    assert SV("way.title", one=names["actors"][POLICE], other=names["actors"][HOUSING]) in page.in_element(
        "h2"
    )
    assert SV.count("way.length", len(found.initiatives)) in text
    lit = map_payload(page)["lit"]
    assert lit["ringed"] == [actor_node(POLICE), actor_node(HOUSING)]
    assert {*map(actor_node, found.actors), *map(initiative_node, found.initiatives)} <= set(lit["nodes"])


def test_where_no_way_leads_the_panel_says_so(dashboard, home):
    alone = next(actor for actor in home.network.actors if shortest_way(home.network, POLICE, actor) is None)

    page = dashboard.open("karta", focus=way(actor_node(POLICE), actor_node(alone)))

    assert SV("way.none") in page.text
    assert set(map_payload(page)["lit"]["nodes"]) == {actor_node(POLICE), actor_node(alone)}


@pytest.mark.parametrize("style", ["explore", "present"])
def test_a_node_in_focus_is_lit_one_step_or_two_and_a_way_is_not(dashboard, style):
    page = dashboard.open("karta", focus=actor_node(POLICE), style=style)

    page.app.button_group("view.steps").set_value(2).run()

    assert page.query["steps"] == "2"
    other = dashboard.open("karta", focus=WAY, style=style)
    assert not [group for group in other.app.get("button_group") if group.key == "view.steps"]


def test_two_steps_light_more_than_one(dashboard):
    one, two = (
        set(map_payload(dashboard.open("karta", focus=actor_node(POLICE), steps=steps))["lit"]["nodes"])
        for steps in ("1", "2")
    )

    assert one < two
    assert {node for node in two - one if node.startswith("initiative:")} == set()


def test_the_map_is_told_the_years_that_it_can_play(dashboard):
    everything, chosen = (
        map_payload(dashboard.open("karta", **query))["years"]
        for query in ({}, {"from": "2019", "to": "2019"})
    )

    assert everything["chosen"] is None
    assert everything["label"] == SV("map_text.all_years")
    assert not everything["is_filtered"]
    assert chosen == {**everything, "chosen": 2019, "label": "2019", "is_filtered": True}


@pytest.mark.parametrize("years", [{"from": "2019", "to": "2019"}, {"from": "2018", "to": "2020"}])
def test_where_years_are_chosen_the_page_says_what_is_pale(dashboard, years):
    page = dashboard.open("karta", **years)

    nodes = map_payload(page)["nodes"]
    n_pale = sum(node["is_undated"] for node in nodes)
    assert 0 < n_pale < len(nodes)
    assert SV("picture.undated", n=n_pale, of=len(nodes)) in page.text
    assert "saknar datum i källorna" not in dashboard.open("karta").text


def test_groups_come_after_the_map_and_are_drawn_around_their_actors(dashboard):
    page = dashboard.open("karta")
    assert map_payload(page)["hulls"] == []

    page.app.toggle("view.grouped").set_value(True).run()

    hulls = map_payload(page)["hulls"]
    assert page.query == {"grouped": "yes"}
    assert len(hulls) > 3
    assert all(hull["text"].endswith("m.fl.") for hull in hulls)
    assert SV("legend.hull") in {entry["label"] for entry in map_payload(page)["picture"]["legend"]}


def test_groups_are_not_offered_where_a_place_means_something_else(dashboard):
    page = dashboard.open("karta", layout="columns", grouped="yes")

    assert [toggle.key for toggle in page.app.toggle] == []
    assert map_payload(page)["hulls"] == []
