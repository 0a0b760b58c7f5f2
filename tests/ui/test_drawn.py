"""What reaches the page as the map, whose words no test in the browser can read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES
from samverkan.i18n import LANGUAGES, phrases, translator

POLICE = "polisen-trollhattan"
SV = translator("sv")


def of_kind(node, kind) -> Iterator:
    """Return all elements of a kind, wherever on the page."""
    if getattr(node, "type", "") == kind:
        yield node
    for child in getattr(node, "children", {}).values():
        yield from of_kind(child, kind)


def map_payload(page):
    """Return what the map is given to draw."""
    components = of_kind(page.app._tree, "bidi_component")
    (shown,) = [item.proto for item in components if item.proto.component_name == "samverkan_map"]
    return json.loads(shown.json)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_given_every_word_in_the_reader_s_language(dashboard, language):
    payload = map_payload(dashboard.open("karta", lang=language))

    words = translator(language)
    own = {key.removeprefix("map_text."): text for key, text in phrases(language).items()}
    assert payload["texts"] != {}
    assert payload["texts"].items() <= own.items()
    assert payload["picture"]["title"] == words("picture.title.two_mode", where="Trollhättan")
    assert words("picture.reading") in payload["picture"]["footer"]
    labels = {words(key) for key in phrases(language) if key.startswith("legend.")}
    assert {entry["label"] for entry in payload["picture"]["legend"]} <= labels


@pytest.mark.parametrize(
    ("focus", "selected"),
    [
        (f"actor:{POLICE}", f"actor:{POLICE}"),
        ("initiative:sig", "initiative:sig"),
        ("", None),
        ("actor:polisen-borlange", None),
    ],
)
def test_the_map_is_told_what_is_in_focus_if_it_is_there(dashboard, focus, selected):
    query = {"focus": focus} if focus else {}

    payload = map_payload(dashboard.open("karta", **query))

    assert payload["selected"] == selected


def test_what_is_not_counted_is_drawn_hollow_and_what_is_only_implied_dashed(dashboard):
    payload = map_payload(dashboard.open("karta"))

    assert 0 < sum(node["hollow"] for node in payload["nodes"]) < len(payload["nodes"])
    assert 0 < sum(edge["dashes"] for edge in payload["edges"]) < len(payload["edges"])


def test_only_actors_are_drawn_where_only_actors_are_asked_for(dashboard):
    payload = map_payload(dashboard.open("karta", map="actors"))

    assert {node["kind"] for node in payload["nodes"]} == {"actor"}
    assert payload["edges"] != []


def layout_control(page):
    return page.app.selectbox("view.layout")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", MAP_MODES)
@pytest.mark.parametrize("layout", MAP_LAYOUTS)
def test_each_layout_says_what_a_place_on_it_means(dashboard, layout, mode, language):
    words = translator(language)

    page = dashboard.open("karta", layout=layout, map=mode, lang=language)

    payload = map_payload(page)
    reading = words(f"layout.reading.{layout}.{mode}")
    assert list(page.app.exception) == []
    assert reading in page.text
    assert reading in payload["picture"]["footer"]
    assert bool(payload["guides"]) == (layout != "force")
    assert all(guide["text"] for guide in payload["guides"] if guide["shape"] == "text")


def test_the_control_of_the_layout_moves_everything_and_writes_the_link(dashboard):
    page = dashboard.open("karta")
    before = {node["id"]: (node["x"], node["y"]) for node in map_payload(page)["nodes"]}

    layout_control(page).set_value("columns").run()

    after = {node["id"]: (node["x"], node["y"]) for node in map_payload(page)["nodes"]}
    assert page.query == {"layout": "columns"}
    assert before.keys() == after.keys()
    assert before != after
    assert layout_control(page).help == SV("help.layout")


@pytest.mark.parametrize("layout", MAP_LAYOUTS)
def test_a_filter_moves_nothing_that_stays_in_any_layout(dashboard, layout):
    whole = map_payload(dashboard.open("karta", layout=layout, centre="group:unga"))["nodes"]
    part = map_payload(dashboard.follow(layout=layout, centre="group:unga", place="kronogarden"))["nodes"]

    places = {node["id"]: (node["x"], node["y"]) for node in whole}
    assert 0 < len(part) < len(whole)
    assert all(places[node["id"]] == (node["x"], node["y"]) for node in part)


def middle_of(page):
    """Return who stands in the middle, as the page says it and as the picture does."""
    (said,) = [text for text in page.in_element("p") if SV("layout.reading.rings.two_mode") in text]
    return said.removesuffix(SV("layout.reading.rings.two_mode")).strip()


@pytest.mark.parametrize(
    ("query", "sentence", "name"),
    [
        ({}, "centred", "Familjehuset"),
        ({"focus": "actor:eidar"}, "centred", "Eidar"),
        ({"group": "unga"}, "centred_on_group", "Unga"),
        ({"group": "unga", "centre": "actor:eidar"}, "centred_and_kept", "Eidar"),
    ],
)
def test_the_page_says_who_is_in_the_middle_of_the_rings_and_how_to_change_it(
    dashboard, query, sentence, name
):
    page = dashboard.open("karta", layout="rings", **query)

    assert middle_of(page) == SV(f"layout.{sentence}", name=name)
    assert SV("layout.in_the_middle", name=name) in map_payload(page)["picture"]["subtitle"]


def test_whoever_is_picked_for_the_middle_stays_there_until_the_box_is_emptied(dashboard):
    page = dashboard.open("karta", layout="rings")
    picker = page.app.selectbox("picked centre")

    picker.set_value("group:unga").run()
    chosen = page.query
    page.follow(layout="rings", centre="group:unga", focus="actor:eidar")

    assert chosen == {"layout": "rings", "centre": "group:unga"}
    assert middle_of(page) == SV("layout.centred_and_kept", name="Unga")

    page.app.selectbox("picked centre").set_value(None).run()

    assert page.query == {"layout": "rings", "focus": "actor:eidar"}
    assert middle_of(page) == SV("layout.centred", name="Eidar")


def test_the_box_for_the_middle_is_there_for_the_rings_only(dashboard):
    page = dashboard.open("karta", layout="places")

    with pytest.raises(KeyError):
        page.app.selectbox("picked centre")
