"""Sårbarhet: what ends by a day that a person chooses, and what hangs on one thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan import home_selection, open_package, study, workflows
from samverkan.gaps.funding import fragile_ties, funding_cliff
from samverkan.i18n import LANGUAGES, translator

WORDS = translator("sv")


THEN = "2018-01-01"
"""A day from which on several things end, one after the other."""


@pytest.fixture(scope="module")
def home():
    """Return what the page starts from on that day."""
    dataset = open_package().dataset
    return study(dataset, replace(home_selection(dataset), as_of=date.fromisoformat(THEN)))


@pytest.fixture(scope="module")
def days(home):
    """Return the days that may be chosen, in order."""
    cliff = funding_cliff(home)
    found = sorted({*cliff.dates, cliff.as_of})
    assert len(found) > 2
    return found


def told(home, day, words=WORDS):
    """Return the beginning of the sentence on all initiatives, up to the share."""
    whole = funding_cliff(home).at(day).whole
    most = whole.n_known + whole.n_unknown
    return words("page.fragility.whole", n=whole.n, known=whole.n_known, most=most, share="¤").partition("¤")[
        0
    ]


def says(page, sentence):
    return any(text.startswith(sentence) for text in page.in_element("p"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_choice_everything_known_has_ended(dashboard, home, days, language):
    page = dashboard.open("sarbarhet", at=THEN, lang=language)

    assert list(page.app.exception) == []
    assert page.app.select_slider("view.horizon").value == days[-1]
    assert says(page, told(home, days[-1], translator(language)))


def test_a_link_brings_the_day(dashboard, home, days):
    page = dashboard.open("sarbarhet", at=THEN, until=days[1].isoformat())

    assert page.app.select_slider("view.horizon").value == days[1]
    assert says(page, told(home, days[1]))
    assert told(home, days[1]) != told(home, days[-1])


def test_the_slider_is_followed_and_stands_in_the_link(dashboard, home, days):
    page = dashboard.open("sarbarhet", at=THEN)

    page.app.select_slider("view.horizon").set_value(days[0]).run()

    assert list(page.app.exception) == []
    assert page.query == {"at": THEN, "until": days[0].isoformat()}
    assert says(page, told(home, days[0]))


@pytest.mark.parametrize("until", ["1999-01-01", "2099-01-01", "igår", "2022-13-45"])
def test_a_day_that_nothing_ends_on_becomes_one_that_there_is(dashboard, days, until):
    page = dashboard.open("sarbarhet", at=THEN, until=until)

    assert list(page.app.exception) == []
    expected = days[0] if until < "2000" else days[-1]
    assert page.app.select_slider("view.horizon").value == expected


def test_the_initiatives_that_end_are_named(dashboard, home, days):
    whole = funding_cliff(home).at(days[-1]).whole
    names = home.dataset.names["initiatives"]

    page = dashboard.open("sarbarhet", at=THEN)

    assert whole.known
    known = WORDS("page.fragility.known", names=WORDS.listing([names[name] for name in whole.known]))
    assert known in page.in_element("p")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_that_rest_on_limited_time_alone_are_listed(dashboard, home, language):
    ties = fragile_ties(home)
    names = home.dataset.names["actors"]

    page = dashboard.open("sarbarhet", at=THEN, lang=language)

    words = translator(language)
    caption = "page.fragility.ties_caption" if ties else "page.fragility.no_ties"
    assert words(caption) in page.text
    assert {names[tie.actor] for tie in ties} <= set(page.in_element("th"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["funding", "dependence"])
def test_the_other_tabs_show_their_decks(dashboard, home, kind, language):
    deck = workflows.deck(home, kind=kind, language=language)

    page = dashboard.unfold(f"more {kind}").open("sarbarhet", at=THEN, lang=language, fragility_tab=kind)

    assert list(page.app.exception) == []
    assert page.claims == [card.claim for card in deck.cards]
    assert [info.value for info in page.app.info] == ([] if deck.cards else [deck.silence])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_without_limited_money_says_so(dashboard, language):
    page = dashboard.open("sarbarhet", place="kronans-kulturhus", lang=language)

    assert list(page.app.exception) == []
    assert [info.value for info in page.app.info] == [translator(language)("page.fragility.nothing_limited")]


def test_the_day_is_kept_from_page_to_page(dashboard, days):
    page = dashboard.open("sarbarhet", at=THEN, until=days[1].isoformat())

    page.turn_to("metod").turn_to("sarbarhet")

    assert page.app.select_slider("view.horizon").value == days[1]
