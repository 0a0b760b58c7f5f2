"""Aktörer: how sure each place in the ranking is, and who keeps together."""

from __future__ import annotations

import pytest

from samverkan import open_package, workflows
from samverkan.analysis.stability import intervals
from samverkan.cards.stability import groups_text
from samverkan.domain.naming import Names
from samverkan.domain.vocabulary import MEASURES
from samverkan.i18n import LANGUAGES, translator

WORDS = translator("sv")


@pytest.fixture(scope="module")
def home():
    """Return the study that every page starts from."""
    return workflows.home_study(open_package().dataset)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_actor_s_rank_stands_with_the_places_that_it_may_have(dashboard, home, measure):
    places = intervals(workflows.dropped(home), measure)

    page = dashboard.open("aktorer", by=measure)

    cells = page.in_element("td")[: 5 * len(places)]
    shown = list(zip(cells[1::5], cells[2::5], strict=True))
    expected = [
        (str(row.low) if row.low == row.high else f"{row.low}–{row.high}", str(row.n_overlapping))
        for row in places.itertuples()
    ]
    assert shown == expected
    assert "…" not in cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_say_what_the_places_mean(dashboard, language):
    words = translator(language)

    page = dashboard.open("aktorer", lang=language)

    assert {words("column.interval"), words("column.overlap")} <= set(page.in_element("th"))
    assert words("page.actors.interval_meaning") in page.in_element("p")


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_who_keep_together_are_listed_with_how_often_they_do(dashboard, home, language):
    words = translator(language)
    text = groups_text(workflows.groups(home), Names(home.dataset), words)
    assert text.groups

    page = dashboard.open("aktorer", lang=language)

    assert {f"{group.names} {group.stability}" for group in text.groups} <= set(page.in_element("li"))
    assert text.reading in page.in_element("p")


def test_of_a_single_place_the_page_still_tells_ranks_and_groups(dashboard):
    page = dashboard.open("aktorer", place="lextorp", level="municipality", stated="yes")

    assert list(page.app.exception) == []
    assert WORDS("page.actors.groups") in page.in_element("h2")
