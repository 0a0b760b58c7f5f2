"""Saying what one knows of a card: it goes, is listed, can be taken back, is kept in a file.

The window that asks is a fragment, which AppTest cannot run by itself: whoever answers in it presses the
card's button once more in the same run, so that the window is still open.
"""

from __future__ import annotations

import pytest

from samverkan import open_package, workflows
from samverkan.domain.judgements import Judgement
from samverkan.i18n import LANGUAGES, translator
from samverkan.tables.judgement_file import read_judgements, write_judgements

WORDS = translator("sv")
KINDS = ("seat", "partnership", "cell", "funding", "example")


@pytest.fixture(scope="module")
def dataset():
    """Return the project's own data."""
    return open_package().dataset


def cards_of(dataset, kind, language="sv"):
    """Return the cards of a kind that a judgement may be made of."""
    deck = workflows.deck(workflows.home_study(dataset), kind=kind, language=language)
    return [card for card in deck.cards if card.judged]


def ask(page, card):
    """Open the window that asks about a card."""
    return page.press(f"judge {card.id}")


def answer(page, card, status, reason="", words=WORDS):
    """Fill in the open window and save."""
    page.app.radio("judging status").set_value(status)
    (field,) = [field for field in page.app.text_input if field.label == words("judging.reason")]
    field.set_value(reason)
    page.button(f"judge {card.id}").click()
    return page.press(words("judging.save"))


@pytest.fixture
def judged(dashboard, dataset):
    """Return the page after its first card was judged, and the card."""
    card = cards_of(dataset, "seat")[0]
    page = dashboard.open("luckor")
    return answer(ask(page, card), card, "known_elsewhere", "de ses varje vecka"), card


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_window_repeats_the_claim_and_offers_answers(dashboard, dataset, kind, language):
    words = translator(language)
    cards = cards_of(dataset, kind, language)
    if not cards:
        pytest.skip(f"the data have no {kind} to judge")
    page = dashboard.unfold(f"more {kind}").open("luckor", gaps=kind, lang=language)

    ask(page, cards[0])

    assert list(page.app.exception) == []
    assert cards[0].claim in page.in_element("p")
    assert words("judging.answer.irrelevant") in page.app.radio("judging status").options
    assert words("judging.kept") in page.in_element("p")


def test_a_card_that_was_judged_goes_and_stands_among_the_judgements(judged):
    page, card = judged

    assert list(page.app.exception) == []
    assert card.claim not in page.claims
    (line,) = [text for text in page.in_element("p") if "de ses varje vecka" in text]
    assert WORDS("judging.answer.known_elsewhere") in line
    assert WORDS.count("judging.made", 1) in page.in_element("p")


def test_all_other_cards_of_the_deck_stay(judged, dataset):
    page, card = judged
    others = {other.id for other in cards_of(dataset, "seat")[:10]} - {card.id}

    shown = {
        button.key.removeprefix("judge ") for button in page.app.button if "judge " in (button.key or "")
    }

    assert others <= shown


def test_a_question_that_was_only_asked_leaves_its_card(dashboard, dataset):
    card = cards_of(dataset, "seat")[0]
    page = dashboard.open("luckor")

    answer(ask(page, card), card, "asked")

    assert WORDS.count("judging.made", 1) in page.in_element("p")
    assert card.claim in page.claims


def test_a_judgement_taken_back_brings_its_card_back(judged):
    page, card = judged

    page.press(WORDS("judging.take_back"))

    assert card.claim in page.claims
    assert WORDS("judging.none") in page.in_element("p")
    assert list(page.app.sidebar.warning) == []


def test_the_sidebar_warns_on_every_page_until_the_file_is_saved(judged):
    page, _ = judged
    unsaved = [WORDS.count("judging.unsaved", 1)]
    assert [warning.value for warning in page.app.sidebar.warning] == unsaved

    page.turn_to("metod")

    assert [warning.value for warning in page.app.sidebar.warning] == unsaved

    page.turn_to("luckor").app.download_button[0].click().run()

    assert list(page.app.sidebar.warning) == []
    assert WORDS.count("judging.made", 1) in page.in_element("p")


def test_the_file_holds_what_was_judged(download, judged, dataset):
    page, card = judged

    reading = read_judgements(download(page, WORDS("judging.download")), dataset)

    (said,) = reading.judgements
    assert reading.report.findings == ()
    assert (said.kind, said.subject, said.object) == ("seat", card.judged.subject, card.judged.object)
    assert (said.status, said.reason) == ("known_elsewhere", "de ses varje vecka")


def test_a_saved_file_is_opened_again_in_another_visit(dashboard, dataset):
    card = cards_of(dataset, "seat")[0]
    said = Judgement("seat", card.judged.subject, card.judged.object, "irrelevant", "", "2022-10-01")
    page = dashboard.open("luckor")

    page.app.file_uploader(key="judgements file").set_value(("x.csv", write_judgements([said]), "")).run()

    assert list(page.app.exception) == []
    assert card.claim not in page.claims
    assert WORDS.count("judging.read", 1) in page.in_element("p")


def test_a_file_of_something_else_is_told_to_be_so(dashboard):
    page = dashboard.open("luckor")

    page.app.file_uploader(key="judgements file").set_value(("x.csv", b"a,b\n1,2\n", "")).run()

    assert list(page.app.exception) == []
    assert [warning.value for warning in page.app.warning] != []
    assert WORDS("judging.none") in page.in_element("p")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ["skriv till nagon@exempel.se", "ring 0520-49 50 00", "ring +46701234567"])
def test_a_reason_with_personal_data_is_refused_and_nothing_is_judged(dashboard, dataset, reason, language):
    words = translator(language)
    card = cards_of(dataset, "seat", language)[0]
    page = dashboard.open("luckor", lang=language)

    answer(ask(page, card), card, "irrelevant", reason, words)

    assert [error.value for error in page.app.error] == [words("judging.personal")]
    assert card.claim in page.claims
    assert words("judging.none") in page.in_element("p")


def test_a_judgement_is_no_one_else_s(judged, dataset):
    _, card = judged

    other = type(judged[0])().open("luckor")

    assert card.claim in other.claims
    assert WORDS("judging.none") in other.in_element("p")
    assert dataset.fingerprint == open_package().dataset.fingerprint


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_of_actor_that_was_judged_is_named_in_the_reader_s_language(dashboard, dataset, language):
    words = translator(language)
    card = cards_of(dataset, "example", language)[0]
    page = dashboard.open("luckor", gaps="example", lang=language)

    answer(ask(page, card), card, "known_elsewhere", words=words)

    assert card.claim not in page.claims
    label = words(f"vocabulary.function.{card.judged.subject}")
    assert [text for text in page.in_element("p") if text.startswith(f"{label} – Kronans kulturhus")] != []
    assert words.count("card.example.judged", 1) in page.text
