"""Every page, in both languages: it shows, says what is looked at, and explains itself when it is empty."""

from __future__ import annotations

import re

import pytest

from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.ui.pages import PAGES

PATHS = [path for _, path, _ in PAGES]
TITLES = {path: f"page.{name}" for name, path, _ in PAGES}
NOTHING_IN_TROLLHATTAN = {"place": "borlange"}
"""Borlänge is a learning example: no initiative of Trollhättan takes place there."""


def counts(status: str) -> tuple[int, int]:
    """Return the numbers of actors and initiatives in a status line."""
    actors, initiatives = re.findall(r"(\d+) (?:aktör|insats|actor|initiative)", status)
    return int(actors), int(initiatives)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_shows_its_heading_and_nothing_fails(dashboard, path, language):
    page = dashboard.open(path, lang=language)

    assert list(page.app.exception) == []
    assert list(page.app.error) == []
    assert list(page.app.warning) == []
    assert translator(language)(f"{TITLES[path]}.heading") == page.heading
    assert translator(language)(f"{TITLES[path]}.lead") in page.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_what_is_looked_at(dashboard, path, language):
    words = translator(language)

    status = dashboard.open(path, lang=language).status

    actors, initiatives = counts(status)
    facts = [
        "Trollhättan",
        words("level.unit"),
        words.count("count.actors", actors),
        words.count("count.initiatives", initiatives),
        words("head.as_of", date="2022-09-23"),
    ]
    assert " · ".join(facts) == status
    assert actors > 50
    assert initiatives > 50


def test_all_pages_look_at_the_same(dashboard):
    first = dashboard.open("karta", level="department").status

    others = {dashboard.turn_to(path).status for path in PATHS[1:]}

    assert {first} == others


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [path for path in PATHS if path != "metod"])
def test_an_empty_selection_explains_itself(dashboard, path, language):
    words = translator(language)

    page = dashboard.open(path, lang=language, **NOTHING_IN_TROLLHATTAN)

    assert list(page.app.exception) == []
    assert [words("empty.selection")] == [info.value for info in page.app.info]
    assert counts(page.status) == (0, 0)
    assert f"{words('field.places')}: Borlänge" in page.text


def test_the_method_is_told_of_an_empty_selection_too(dashboard):
    page = dashboard.open("metod", **NOTHING_IN_TROLLHATTAN)

    assert list(page.app.exception) == []
    assert counts(page.status) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_says_where_it_is_stricter_than_usual(dashboard, language):
    words = translator(language)

    page = dashboard.open("metod", lang=language)

    assert words("page.method.rules.lead") in page.in_element("p")
    rules = {text for key, text in phrases(language).items() if key.startswith("page.method.rule.")}
    assert len(rules) >= 7
    assert rules <= set(page.in_element("li"))
    assert words("vocabulary.status.overdue") in page.text


def test_what_is_shown_but_not_counted_is_told_apart_from_nothing(dashboard):
    page = dashboard.open("karta", sector="municipal", role="funder", status="planned")

    assert list(page.app.exception) == []
    (answer,) = [info.value for info in page.app.info]
    assert answer.startswith(translator("sv")("empty.only_shown").partition("{n}")[0])


def test_a_higher_level_unites_actors_and_keeps_initiatives(dashboard):
    page = dashboard.open("aktorer")
    actors, initiatives = counts(page.status)

    page.app.selectbox("view.level").set_value("municipality").run()

    fewer, same = counts(page.status)
    assert fewer < actors
    assert initiatives == same
    assert translator("sv")("level.municipality") in page.status


def test_a_place_leaves_what_is_done_there(dashboard):
    page = dashboard.open("insatser")
    actors, initiatives = counts(page.status)

    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    fewer_actors, fewer_initiatives = counts(page.status)
    assert 0 < fewer_actors < actors
    assert 0 < fewer_initiatives < initiatives
    assert "Område: Kronogården" in page.status


def test_filters_chosen_by_hand_may_leave_nothing(dashboard):
    page = dashboard.open("karta")

    page.app.multiselect("view.places").set_value(["borlange"]).run()

    assert [translator("sv")("empty.selection")] == [info.value for info in page.app.info]


def test_starting_over_forgets_all_choices_but_the_language(dashboard):
    page = dashboard.open("aktorer", lang="en", place="kronogarden", level="department", by="closeness")
    reset = translator("en")("sidebar.reset")

    next(button for button in page.app.button if button.label == reset).click().run()

    assert page.query == {"lang": "en"}
    assert dashboard.open("aktorer", lang="en").status == page.status


def test_the_ranking_follows_the_measure(dashboard):
    page = dashboard.open("aktorer")

    page.app.selectbox("view.size_by").set_value("initiatives").run()

    words = translator("sv")
    assert words("measure.initiatives.meaning") in page.text
    assert page.query == {"by": "initiatives"}


def test_a_search_in_the_list_without_a_hit_says_what_to_do(dashboard):
    page = dashboard.open("insatser")

    page.app.text_input("view.sought").set_value("finnsinte").run()

    expected = translator("sv")("page.initiatives.none", sought="finnsinte")
    assert [expected] == [info.value for info in page.app.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_the_search_box_finds_what_it_promises(dashboard, language):
    page = dashboard.open("insatser", lang=language)
    example = translator(language)("page.initiatives.hint").partition(": ")[2]

    page.app.text_input("view.sought").set_value(example.upper()).run()

    listed = page.app.dataframe[0].value
    rows = listed.astype(str).agg(" ".join, axis=1).str.casefold()
    assert 0 < len(listed) < counts(page.status)[1]
    assert all(word in row for row in rows for word in example.casefold().split())


def test_two_actors_that_are_one_are_pointed_out(dashboard):
    page = dashboard.open("malgrupper")

    for key in ("picked one", "picked other"):
        page.app.selectbox(key).set_value("eidar")
    page.app.run()

    assert translator("sv")("page.target_groups.same") in [info.value for info in page.app.info]


@pytest.mark.parametrize("across", ["sectors", "places"])
def test_coverage_is_shown_across_sectors_and_places(dashboard, across):
    page = dashboard.open("malgrupper")

    page.app.button_group("view.across").set_value(across).run()

    assert list(page.app.exception) == []
    assert translator("sv")(f"chart.coverage.reading_{across}") in page.text
