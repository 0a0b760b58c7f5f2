"""The guide: for who has chosen nothing, until it is put away, and it always leads to an answer."""

from __future__ import annotations

import re

import pytest

from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")
PLACE, GROUPS = (SV("guide.question.place", name="Kronogården"), SV("guide.question.groups", name="Eidar"))


def labels(page):
    return [button.label for button in page.app.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_chosen_nothing_but_the_language_is_shown_the_guide(dashboard, language):
    page = dashboard.open(lang=language)

    words = translator(language)
    assert words("guide.lead") in page.text
    assert words("guide.question.binds") in labels(page)
    assert words("guide.again") not in labels(page)


def test_a_link_that_carries_choices_shows_no_guide_and_offers_it(dashboard):
    page = dashboard.open(place="kronogarden")

    assert SV("guide.lead") not in page.text
    assert SV("guide.again") in labels(page)


def test_the_guide_stays_when_something_is_chosen_so_that_the_map_does_not_jump(dashboard):
    page = dashboard.open()

    page.app.multiselect("view.places").set_value(["kronogarden"]).run()

    assert SV("guide.lead") in page.text


def test_a_guide_that_was_put_away_stays_away_until_it_is_asked_for(dashboard):
    page = dashboard.open()

    page.press(SV("guide.away"))
    assert SV("guide.lead") not in page.text

    page.press(SV("guide.again"))
    assert SV("guide.lead") in page.text


def test_a_question_is_answered_from_a_clean_view(dashboard):
    page = dashboard.open(group="unga")
    page.press(SV("guide.again"))

    page.press(PLACE)

    assert page.query == {"place": "kronogarden"}
    assert SV("guide.lead") not in page.text


def test_who_shares_target_groups_with_an_actor_is_told_beside_the_one_who_shares_most(dashboard):
    page = dashboard.open("malgrupper", one="eidar")

    assert SV("page.target_groups.most_with.title", name="Eidar") in page.text
    first, *others = re.findall(r"Eidar och (.+?) delar (\d+) målgrupper", page.text)
    assert others == []
    assert SV("page.target_groups.most_with.pair", name=first[0], n=int(first[1]), joint=0)[:20] in page.text
