"""A story's steps are links: they keep what they show, and say what a data set cannot follow."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.domain.link import PATHS
from samverkan.domain.pictures import CHART_NAMES, PICTURES, SHOWN_ON
from samverkan.domain.selection import Selection
from samverkan.domain.story import (
    MOST_HEADING,
    MOST_TEXT,
    Step,
    Story,
    moved,
    step_of,
    step_view,
    unknown_in,
    with_changed,
    with_step,
    without_step,
)
from samverkan.domain.view import View, choices, default_view

DAY = date(2021, 6, 30)
STORY = Story("Om torget", tuple(Step(name, "", "") for name in "abc"))


def names(story: Story) -> str:
    return "".join(step.heading for step in story.steps)


@pytest.fixture
def offered(drawn):
    return choices(drawn("polisen-torget eidar-torget", places=[{"id": "kronan"}]))


def test_a_step_shows_its_view_again_on_its_day_and_in_the_language_it_is_shown_in(offered):
    selection = Selection(municipalities=offered.home, places=("kronan",))
    view = View(selection=selection, language="en", layout="places", focus="actor:polisen")

    step = step_of("Polisen", "Vid torget", view, DAY, offered)

    seen = step_view(step, offered, "sv")
    assert seen.selection.as_of == DAY
    assert (seen.language, seen.layout, seen.focus) == ("sv", "places", "actor:polisen")
    assert seen.selection.places == ("kronan",)
    assert "lang" not in step.query


def test_a_step_remembers_which_picture_it_shows_and_is_a_map_unless_told(offered):
    view = default_view(offered)

    assert step_of("Polisen", "", view, DAY, offered).what == "map"
    assert step_of("Polisen", "", view, DAY, offered, what="ranking").what == "ranking"


def test_every_picture_stands_on_a_page_of_the_dashboard():
    assert set(SHOWN_ON.values()) <= set(PATHS)
    assert set(CHART_NAMES) == set(PICTURES) - {"map"}


def test_words_are_kept_on_one_line_and_as_long_as_a_slide_allows(offered):
    step = step_of("Rad\n ett " + "x" * 200, "y" * 900, default_view(offered), DAY, offered)

    assert step.heading.startswith("Rad ett x")
    assert len(step.heading) == MOST_HEADING
    assert len(step.text) == MOST_TEXT


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("place=kronan&layout=rings", ()),
        ("place=varvik", ("place",)),
        ("place=kronan&place=varvik", ("place",)),
        ("focus=actor%3Anobody&at=2021-06-30", ("focus",)),
        ("colour=red", ("colour",)),
        ("", ()),
    ],
)
def test_what_a_data_set_cannot_follow_is_named(offered, query, unknown):
    assert unknown_in(Step("", "", query), offered) == unknown


def test_steps_are_added_changed_and_taken_away_in_place():
    assert names(with_step(STORY, Step("d", "", ""))) == "abcd"
    assert names(without_step(STORY, 1)) == "ac"
    assert names(with_changed(STORY, 1, Step("x", "", ""))) == "axc"


@pytest.mark.parametrize(
    ("place", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc"), (0, 9, "bca")]
)
def test_a_moved_step_stays_within_the_story(place, by, order):
    assert names(moved(STORY, place, by)) == order
