"""One view in three places: the address bar, the session and the widgets."""

from __future__ import annotations

import pytest

from samverkan.i18n import translator
from samverkan.ui.pages import PAGES

PATHS = [path for _, path, _ in PAGES]
LINK = {
    "lang": "en",
    "municipality": ["Ljungby", "Trollhättan"],
    "level": "department",
    "sector": "municipal",
    "theme": ["fritid", "integration"],
    "place": "kronogarden",
    "group": "unga",
    "role": ["responsible", "partner"],
    "status": "ongoing",
    "from": "2010",
    "to": "2022",
    "stated": "yes",
    "at": "2021-06-30",
    "map": "actors",
    "layout": "rings",
    "centre": "group:unga",
    "by": "closeness",
    "focus": "actor:polisen-trollhattan",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_link_comes_back_as_it_was_on_every_page(dashboard, path):
    page = dashboard.open(path, **LINK)

    assert page.query == LINK
    assert list(page.app.exception) == []


def test_a_link_fills_the_widgets(dashboard):
    app = dashboard.open("karta", **LINK).app

    assert app.radio("view.language").value == "en"
    assert sorted(app.multiselect("view.municipalities").value) == ["Ljungby", "Trollhättan"]
    assert app.selectbox("view.level").value == "department"
    assert app.multiselect("view.places").value == ["kronogarden"]
    assert app.selectbox("view.year_from").value == 2010
    assert app.checkbox("view.stated_only").value
    assert app.date_input("view.as_of").value.isoformat() == "2021-06-30"
    assert app.selectbox("view.size_by").value == "closeness"


def test_choices_that_are_folded_away_are_kept(dashboard):
    dashboard.app.session_state["more choices"] = False
    page = dashboard.open("karta", stated="yes", at="2021-06-30")

    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    assert page.query == {"stated": "yes", "at": "2021-06-30", "place": "kronogarden"}
    with pytest.raises(KeyError):
        page.app.checkbox("view.stated_only")


@pytest.mark.parametrize(
    "query",
    [
        {"lang": "de", "level": "galaxy", "place": "atlantis", "by": "luck", "from": "x", "at": "igår"},
        {"focus": "actor:nobody", "map": "globe", "status": "", "stated": "perhaps", "to": "99999999999"},
        {"focus": "tie:~", "group": ["<script>", "' OR 1=1"], "unknown": "1", "from": "-1"},
        {"focus": "initiative:", "role": ["all", "all"], "municipality": "å" * 2000, "at": "0000-00-00"},
    ],
)
def test_a_link_of_nonsense_shows_the_default_and_corrects_the_address(dashboard, query):
    default = dashboard.open("karta").status

    page = dashboard.follow(**query)

    assert list(page.app.exception) == []
    assert list(page.app.error) == []
    assert default == page.status
    assert page.query == {}


def test_a_view_survives_all_page_changes(dashboard):
    page = dashboard.open("karta", place="kronogarden", level="department", by="closeness", lang="en")
    query, status = page.query, page.status

    for path in (*PATHS[1:], "karta"):
        page.turn_to(path)

        assert query == page.query, path
        assert status == page.status, path


def test_a_choice_by_hand_survives_a_page_change(dashboard):
    page = dashboard.open("aktorer")
    page.app.multiselect("view.places").set_value(["kronogarden"]).run()
    page.app.selectbox("view.size_by").set_value("closeness").run()

    page.turn_to("luckor").turn_to("aktorer")

    assert page.query == {"place": "kronogarden", "by": "closeness"}
    assert page.app.selectbox("view.size_by").value == "closeness"
    assert "Kronogården" in page.status


def test_a_new_address_decides_over_the_widgets(dashboard):
    page = dashboard.open("karta", place="kronogarden")

    page.follow(place="lextorp")

    assert page.app.multiselect("view.places").value == ["lextorp"]
    assert "Lextorp" in page.status


def test_an_address_emptied_on_the_same_page_starts_over(dashboard):
    page = dashboard.open("karta", place="kronogarden")

    page.follow()

    assert page.app.multiselect("view.places").value == []


def test_a_second_click_with_the_address_of_before_the_first_keeps_both(dashboard):
    page = dashboard.open("karta")
    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    page.app.query_params = {}
    page.app.selectbox("view.level").set_value("department")
    page.app.run()

    assert page.query == {"place": "kronogarden", "level": "department"}


def test_a_run_cut_short_does_not_take_a_choice_back(dashboard):
    page = dashboard.open("karta")
    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    page.app.session_state["run_at_work"] = True
    page.follow()

    assert page.query == {"place": "kronogarden"}


def test_what_the_map_tells_with_a_late_address_does_not_take_a_choice_back(dashboard):
    page = dashboard.open("karta")
    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    page.app.session_state["run_asked_for"] = True
    page.follow()
    assert page.query == {"place": "kronogarden"}

    page.follow()
    assert page.query == {}


def test_back_goes_back_once_the_answer_has_been_seen(dashboard):
    page = dashboard.open("karta")
    page.app.multiselect("view.places").set_value(["kronogarden"]).run()
    page.app.selectbox("view.level").set_value("department").run()

    page.follow(place="kronogarden").follow()

    assert page.query == {}
    assert page.app.multiselect("view.places").value == []


def test_an_emptied_choice_is_no_default(dashboard):
    page = dashboard.open("karta")

    page.app.multiselect("view.municipalities").set_value([]).run()

    assert page.query == {"municipality": "all"}
    assert dashboard.follow(municipality="all").app.multiselect("view.municipalities").value == []


def test_the_language_changes_every_word_and_nothing_else(dashboard):
    page = dashboard.open("karta", place="kronogarden")

    page.app.radio("view.language").set_value("en").run()

    assert page.query == {"lang": "en", "place": "kronogarden"}
    assert "Area: Kronogården" in page.status


def test_a_name_in_the_panel_moves_the_focus(dashboard):
    page = dashboard.open("karta")
    first = next(button for button in page.app.button if button.key.startswith("focus top"))

    first.click().run()

    assert {"focus": first.key.removeprefix("focus top ")} == page.query
    assert first.label in page.text


def test_the_search_box_moves_the_focus_and_shows_it(dashboard):
    page = dashboard.open("karta")

    page.app.selectbox("picked focus").set_value("actor:eidar").run()

    assert page.query == {"focus": "actor:eidar"}
    assert page.app.selectbox("picked focus").value == "actor:eidar"


def test_what_a_filter_hides_is_not_in_focus_but_not_forgotten(dashboard):
    page = dashboard.open("karta", focus="actor:polisen-trollhattan")

    page.app.multiselect("view.places").set_value(["lextorp"]).run()

    assert page.app.selectbox("picked focus").value is None
    assert translator("sv")("details.not_shown") in page.text
    assert page.query["focus"] == "actor:polisen-trollhattan"


@pytest.mark.parametrize("places", [["kronogarden"], ["lextorp"]])
def test_a_row_chosen_on_the_map_page_is_not_read_among_other_rows(dashboard, places):
    page = dashboard.open("karta", focus="initiative:sig")

    page.app.multiselect("view.places").set_value(places).run()

    assert list(page.app.exception) == []
    assert page.query["focus"] == "initiative:sig"


def test_a_row_chosen_in_the_list_is_not_read_among_other_rows(dashboard):
    page = dashboard.open("insatser", focus="initiative:sig")

    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    assert list(page.app.exception) == []
    assert page.query["focus"] == "initiative:sig"
