"""Berättelse: ready-made stories, one's own from the map, changed, saved and opened; all in plain words."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from samverkan import open_package, workflows
from samverkan.domain.link import decode
from samverkan.domain.pictures import SHOWN_ON, where_seen
from samverkan.domain.story import READY_MADE
from samverkan.domain.study import study
from samverkan.domain.view import View, choices
from samverkan.draw.charts.drawn import CHARTS
from samverkan.draw.order import Order
from samverkan.i18n import LANGUAGES, translator

WORDS = translator("sv")
PAGE = "berattelse"
POLICE = "actor:polisen-trollhattan"
HEADINGS = "Rubrik, steg "


def slides_of(page):
    (player,) = [
        json.loads(element.proto.json)
        for element in page.app.get("bidi_component")
        if "slides" in element.proto.json
    ]
    return player["slides"]


def headings(page):
    return [box.value for box in page.app.text_input if box.label.startswith(HEADINGS)]


def add(page, **query):
    """Add the map's view as a step."""
    page.open(**query) if not page.app.main else page.turn_to("karta").follow(**query)
    return page.press(WORDS("story.adding.add"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READY_MADE)
def test_every_ready_made_story_can_be_played_and_read_as_text(dashboard, name, language):
    page = dashboard.open(PAGE, story=name, lang=language)

    slides = slides_of(page)
    assert list(page.app.exception) == []
    assert len(slides) >= 3
    for slide in slides:
        assert slide["picture"].startswith("<svg")
        assert slide["heading"] in page.text
        assert slide["text"] in page.text


def test_a_story_that_the_choice_does_not_carry_says_why(dashboard):
    page = dashboard.open(PAGE, story="police", place="lextorp")

    assert [box.value for box in page.app.info] == [WORDS("story.police.untold")]


def test_one_s_own_story_begins_empty_and_says_how_it_is_made(dashboard):
    page = dashboard.open(PAGE, story="own")

    assert [box.value for box in page.app.info] == [WORDS("story.page.empty")]
    assert WORDS("story.page.how.map") in page.text
    assert list(page.app.warning) == []


def test_the_map_s_view_becomes_a_step_with_its_heading_filled_in(dashboard):
    dashboard.open("karta", focus=POLICE, layout="places").press(WORDS("story.adding.add"))

    page = dashboard.turn_to(PAGE).follow(story="own")

    assert headings(page) == ["Polisen i Trollhättan"]
    assert [slide["heading"] for slide in slides_of(page)] == ["Polisen i Trollhättan"]
    assert WORDS("story.page.unsaved") in [box.value for box in page.app.warning]


@pytest.mark.parametrize(
    ("path", "what", "tab"),
    [
        ("aktorer", "ranking", None),
        ("malgrupper", "sharing", None),
        ("malgrupper", "overlap", None),
        ("malgrupper", "coverage", None),
        ("sarbarhet", "timeline", "timeline"),
    ],
)
def test_every_chart_becomes_a_step_that_is_played_and_leads_back_to_its_page(dashboard, path, what, tab):
    seen = {"fragility_tab": tab} if tab else {}
    page = dashboard.open(path, place="kronogarden", **seen).press(f"story add {what}")
    title = chart_title(what)

    page = page.turn_to(PAGE).follow(story="own")

    assert headings(page) == [title]
    (slide,) = slides_of(page)
    assert (slide["heading"], slide["picture"].count("<svg")) == (title, 2)
    (link,) = [link.proto for link in page.app.get("link_button")]
    where, _, query = link.url.partition("?")
    dataset = open_package().dataset
    followed = decode(parse_qs(query), choices(dataset))
    assert where == f"http://localhost:8501/{path}"
    assert followed.selection.places == ("kronogarden",)
    assert where_seen(followed, what) == followed
    assert link.label == WORDS("story.page.open_step", n=1, page=WORDS(f"page.{SHOWN_ON[what]}.title"))


def chart_title(what):
    """Return the title of a chart of Kronogården."""
    dataset = open_package().dataset
    selection = replace(workflows.home_selection(dataset), places=("kronogarden",))
    order = Order(study(dataset, selection), View(selection), WORDS)
    return CHARTS[what](order).title


def test_words_for_a_chart_stand_where_they_were_written_and_addresses_are_refused(dashboard):
    page = dashboard.open("aktorer", by="initiatives")

    def write(heading, text):
        (box,) = [box for box in page.app.text_input if box.label == WORDS("story.adding.heading")]
        (area,) = [area for area in page.app.text_area if area.label == WORDS("story.adding.text")]
        box.set_value(heading)
        area.set_value(text)
        page.press("story add ranking")

    write("Ring 0520-49 50 00", "")
    assert WORDS("judging.personal") in [box.value for box in page.app.error]
    write("Flest insatser", "Se på de tre första.")

    page.turn_to(PAGE).follow(story="own")
    (slide,) = slides_of(page)
    assert (slide["heading"], slide["text"]) == ("Flest insatser", "Se på de tre första.")
    assert "Antal insatser" in slide["picture"]


def test_a_copied_story_is_renamed_moved_cut_and_had_back(dashboard):
    page = dashboard.open(PAGE, story="police").press(WORDS("story.page.copy"))
    first, second, *rest = headings(page)
    assert page.query["story"] == "own"

    page.press("story later 0")
    assert headings(page) == [second, first, *rest]

    page.press("story remove 0")
    assert headings(page) == [first, *rest]

    box = next(box for box in page.app.text_input if box.label == f"{HEADINGS}1")
    box.set_value("Så här är det").run()
    assert [slide["heading"] for slide in slides_of(page)] == ["Så här är det", *rest]

    page.press(WORDS("story.page.undo")).press(WORDS("story.page.undo"))
    assert headings(page) == [second, first, *rest]


def test_a_step_keeps_its_heading_when_it_is_emptied_and_takes_no_addresses(dashboard):
    page = dashboard.open(PAGE, story="police").press(WORDS("story.page.copy"))
    before = headings(page)

    def write(text):
        next(box for box in page.app.text_input if box.label == f"{HEADINGS}1").set_value(text).run()

    write("  ")
    assert headings(page) == before
    write("Ring 0520-49 50 00")
    assert [box.value for box in page.app.error] == [WORDS("judging.personal")]
    assert slides_of(page)[0]["heading"] == before[0]


def test_a_saved_story_is_opened_again_in_another_window(dashboard, download):
    page = dashboard.open(PAGE, story="police").press(WORDS("story.page.copy"))
    content = download(page, WORDS("story.page.download"))
    saved = headings(page)

    other = type(page)().open(PAGE, story="own")
    other.app.file_uploader[0].upload("min.json", content, "application/json").run()

    assert headings(other) == saved
    assert WORDS.count("story.opened.steps", len(saved)) in other.text
    assert WORDS("story.page.unsaved") not in [box.value for box in other.app.warning]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_file_is_told_and_leaves_the_story_alone(dashboard, language):
    words = translator(language)
    page = dashboard.open(PAGE, story="police", lang=language).press(words("story.page.copy"))
    before = slides_of(page)

    page.app.file_uploader[0].upload("fel.json", b"{", "application/json").run()

    assert [box.value for box in page.app.error] == [words("error.story_not_json")]
    assert slides_of(page) == before


def test_what_a_file_points_at_and_these_data_lack_is_told(dashboard):
    steps = [{"heading": "Ingenstans", "text": "", "query": "place=ingenstans"}]
    story = {"format": "samverkan-story", "version": 1, "title": "", "dataset": "", "steps": steps}
    page = dashboard.open(PAGE, story="own")

    page.app.file_uploader[0].upload("min.json", json.dumps(story).encode(), "application/json").run()

    assert WORDS("story.opened.unknown", n=1) in [box.value for box in page.app.warning]
    assert WORDS("story.opened.other_data") in page.text
    assert headings(page) == ["Ingenstans"]
