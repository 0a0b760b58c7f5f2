"""What reaches the page as a drawing, whose words no test in the browser can read: map and charts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from samverkan.i18n import LANGUAGES, phrases, translator

POLICE = "polisen-trollhattan"


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


def chart_titles(page):
    specs = [json.loads(chart.proto.spec) for chart in of_kind(page.app._tree, "vega_lite_chart")]
    return [spec["title"] if isinstance(spec["title"], str) else spec["title"]["text"] for spec in specs]


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_titled_in_the_reader_s_language(dashboard, language):
    words = translator(language)

    ranking = chart_titles(dashboard.open("aktorer", lang=language, by="closeness"))
    coverage = chart_titles(dashboard.open("malgrupper", lang=language))

    measure = words("measure.closeness.name").lower()
    assert ranking == [words("page.actors.chart", measure=measure, n=15)]
    assert words("page.target_groups.heat_map") in coverage


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


def test_a_filter_leaves_everything_that_stays_where_it_was(dashboard):
    before = {node["id"]: (node["x"], node["y"]) for node in map_payload(dashboard.open("karta"))["nodes"]}

    after = {
        node["id"]: (node["x"], node["y"])
        for node in map_payload(dashboard.follow(place="kronogarden"))["nodes"]
    }

    assert 0 < len(after) < len(before)
    assert after.items() <= before.items()


def test_what_is_not_counted_is_drawn_hollow_and_what_is_only_implied_dashed(dashboard):
    payload = map_payload(dashboard.open("karta"))

    assert 0 < sum(node["hollow"] for node in payload["nodes"]) < len(payload["nodes"])
    assert 0 < sum(edge["dashes"] for edge in payload["edges"]) < len(payload["edges"])


def test_only_actors_are_drawn_where_only_actors_are_asked_for(dashboard):
    payload = map_payload(dashboard.open("karta", map="actors"))

    assert {node["kind"] for node in payload["nodes"]} == {"actor"}
    assert payload["edges"] != []
