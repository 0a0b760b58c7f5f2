"""From a card on Luckor to the map, to a scenario and its link, and out of the list."""

from __future__ import annotations

import pytest

from samverkan import open_package
from samverkan.cards.card import Card
from samverkan.cards.what_if import edit_sentences
from samverkan.domain.edits import encode_edit
from samverkan.domain.naming import Names
from samverkan.domain.scenario import Scenario
from samverkan.i18n import translator
from samverkan.tables.judgement_file import read_judgements
from samverkan.workflows import deck, home_study

WORDS = translator("sv")


@pytest.fixture(scope="module")
def first() -> Card:
    """Return the first card of the page as it opens."""
    return deck(home_study(open_package().dataset), kind="seat", language="sv").cards[0]


def card_of(page, card):
    """Return the first card on the page, when it is this one."""
    page.get_by_role("heading", name=f"1. {card.claim}", exact=True).wait_for()
    return page.locator("[class*='st-key-card-seat']").first


def test_a_card_leads_to_the_map_with_its_actor_in_focus(visit, first):
    visitor = visit()
    page = visitor.open("luckor", level="unit", by="closeness")
    name = Names(open_package().dataset).actor_name(first.nodes[0].partition(":")[2])

    card_of(page, first).get_by_role("button", name=WORDS("finding_card.show")).click()

    page.get_by_role("heading", level=1, name=WORDS("page.map.heading")).wait_for()
    page.locator(".st-key-map_panel").get_by_role("heading", name=name, exact=True).wait_for()
    assert visitor.parameter("focus") == first.nodes[0]
    assert visitor.parameter("by") == "closeness"
    assert visitor.captions()


def test_a_card_is_tried_and_the_link_shows_the_same_to_a_colleague(visit, first):
    author, colleague = visit(), visit(number=2)
    page = author.open("luckor")
    scenario = Scenario("", first.trial)
    (sentence,) = edit_sentences(scenario, open_package().dataset, WORDS)

    card_of(page, first).get_by_role("button", name=WORDS("finding_card.try")).click()
    page.get_by_role("heading", level=1, name=WORDS("page.what_if.heading")).wait_for()
    page.get_by_text(f"1. {sentence}", exact=True).wait_for()
    author.until(lambda: author.parameter("edit") == encode_edit(first.trial[0]))
    author.settled()
    colleague.page.goto(page.url)
    colleague.settled()

    colleague.page.get_by_text(f"1. {sentence}", exact=True).wait_for()
    assert colleague.page.url == page.url
    tables = [window.page.locator(".sv table").all_inner_texts() for window in (author, colleague)]
    assert tables[0] != []
    assert tables[0] == tables[1]


def test_back_from_a_scenario_leads_to_the_cards(visit, first):
    visitor = visit()
    page = visitor.open("luckor", by="closeness")
    card_of(page, first).get_by_role("button", name=WORDS("finding_card.try")).click()
    page.get_by_role("heading", level=1, name=WORDS("page.what_if.heading")).wait_for()
    visitor.settled()

    page.go_back()

    page.get_by_role("heading", level=1, name=WORDS("page.gaps.heading")).wait_for()
    card_of(page, first).wait_for()


def test_a_card_is_judged_with_the_keyboard_alone_and_kept_in_a_file(visit, first, tmp_path):
    visitor = visit()
    page = visitor.open("luckor")
    button = card_of(page, first).get_by_role("button", name=WORDS("finding_card.not_relevant"))

    button.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    window.get_by_text(first.claim, exact=True).wait_for()
    reach(page, window.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    reach(page, window.get_by_role("textbox"))
    page.keyboard.type("de ses varje vecka")
    reach(page, window.get_by_role("button", name=WORDS("judging.save")))
    page.keyboard.press("Enter")

    window.wait_for(state="detached")
    page.get_by_text(WORDS.count("judging.unsaved", 1), exact=True).wait_for()
    visitor.settled()
    assert page.get_by_role("heading", level=2).get_by_text(first.claim).count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name=WORDS("judging.download")).click()
    download.value.save_as(tmp_path / "judgements.csv")
    page.get_by_text(WORDS.count("judging.unsaved", 1), exact=True).wait_for(state="detached")
    (said,) = read_judgements((tmp_path / "judgements.csv").read_bytes(), open_package().dataset).judgements
    assert (said.subject, said.object) == (first.judged.subject, first.judged.object)
    assert said.reason == "de ses varje vecka"


def reach(page, part):
    """Press Tab until a part of the window has the focus."""
    for _ in range(12):
        if part.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("not reached with the keyboard")


def test_the_window_is_left_with_escape_and_nothing_is_judged(visit, first):
    page = visit().open("luckor")
    card_of(page, first).get_by_role("button", name=WORDS("finding_card.not_relevant")).click()
    page.get_by_role("dialog").get_by_text(first.claim, exact=True).wait_for()

    page.keyboard.press("Escape")

    page.get_by_role("dialog").wait_for(state="detached")
    card_of(page, first).wait_for()
    page.get_by_text(WORDS("judging.none"), exact=True).wait_for()
