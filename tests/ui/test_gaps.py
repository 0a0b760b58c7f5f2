"""Luckor: every kind of gap as cards, what a card's buttons do, whom to invite and whom to ask."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from samverkan import home_selection, open_package, study, workflows
from samverkan.cards.invitation import invitation_text
from samverkan.cards.worklist import worklist_rows
from samverkan.domain.edits import encode_edit
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.gaps.invitation import invitation
from samverkan.i18n import LANGUAGES, translator

WORDS = translator("sv")
KRONOGARDEN = {"for": ["unga", "foraldrar"], "in": "kronogarden"}


@pytest.fixture(scope="module")
def home():
    """Return the study that every page starts from."""
    return workflows.home_study(open_package().dataset)


@pytest.fixture(scope="module")
def first_to_try(home):
    """Return the first card that has a change to try, with its kind."""
    decks = (workflows.deck(home, kind=kind, language="sv") for kind in GAP_KINDS)
    return next((deck.kind, card) for deck in decks for card in deck.cards if card.trial)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_the_page_shows_a_deck_as_it_is_or_says_why_it_is_empty(dashboard, home, kind, language):
    deck = workflows.deck(home, kind=kind, language=language)

    page = dashboard.unfold(f"more {kind}").open("luckor", gaps=kind, lang=language)

    assert list(page.app.exception) == []
    assert page.claims == [card.claim for card in deck.cards]
    assert [info.value for info in page.app.info] == ([] if deck.cards else [deck.silence])
    assert translator(language)(f"gap.{kind}.question") in page.in_element("h2")
    reasons = [reason.text for card in deck.cards for reason in card.reasons]
    assert set(reasons) <= set(page.in_element("li"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_an_empty_deck_gives_its_reason_in_words(home, kind, language):
    nowhere = replace(home_selection(home.dataset), places=("borlange",))

    deck = workflows.deck(study(home.dataset, nowhere), kind=kind, language=language)

    assert deck.cards == ()
    assert len(deck.silence) > 20
    assert "{" not in deck.silence


def test_ten_cards_are_shown_at_once_and_the_rest_when_they_are_asked_for(dashboard, home):
    cards = workflows.deck(home, kind="seat", language="sv").cards
    assert len(cards) > 10

    page = dashboard.open("luckor", gaps="seat")

    assert page.claims == [card.claim for card in cards[:10]]
    assert WORDS("finding_card.more", n=len(cards) - 10) in [fold.label for fold in page.app.expander]


def test_another_kind_is_chosen_by_hand_and_stands_in_the_link(dashboard):
    page = dashboard.open("luckor")

    page.app.button_group("view.gaps").set_value("partnership").run()

    assert page.query == {"gaps": "partnership"}
    assert WORDS("gap.partnership.question") in page.in_element("h2")


@pytest.mark.parametrize("query", [{}, {"lang": "en", "level": "department", "at": "2022-01-01"}])
def test_a_pair_s_way_is_shown_on_the_map_with_all_else_as_it_was(dashboard, query):
    page = dashboard.open("luckor", gaps="partnership", **query)
    show = next(button for button in page.app.button if (button.key or "").startswith("show "))
    one, other = show.key.removeprefix("show partnership:").split("~")

    show.click().run()

    words = translator(query.get("lang", "sv"))
    assert page.heading == words("page.map.heading")
    assert page.query == {**query, "gaps": "partnership", "focus": f"way:actor:{one}~actor:{other}"}
    assert page.app.selectbox(f"picked way from {one}").value == other


def test_a_card_of_one_node_puts_it_in_focus_on_the_map(dashboard, home):
    card = workflows.deck(home, kind="dependence", language="sv").cards[0]
    page = dashboard.open("luckor", gaps="dependence")

    page.press(f"show {card.id}")

    assert page.query["focus"] == card.nodes[0]
    assert page.app.selectbox("picked focus").value == card.nodes[0]


def test_what_a_card_names_is_opened_on_the_map(dashboard, home):
    card = workflows.deck(home, kind="seat", language="sv").cards[0]
    page = dashboard.unfold(f"grounds {card.id}").open("luckor", gaps="seat")

    page.press(f"open {card.id} {card.nodes[1]}")

    assert page.heading == WORDS("page.map.heading")
    assert page.query["focus"] == card.nodes[1]


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_a_card_rests_on_rows_of_the_tables(dashboard, home, kind):
    deck = workflows.deck(home, kind=kind, language="sv")
    titles = set(home.dataset.tables["sources"]["title"])
    dashboard.unfold(*(f"grounds {card.id}" for card in deck.cards))

    page = dashboard.unfold(f"more {kind}").open("luckor", gaps=kind)

    captions = page.in_element("caption").count(WORDS("details.evidence_caption"))
    assert list(page.app.exception) == []
    assert captions == len(deck.cards)
    assert not deck.cards or titles & set(page.in_element("td"))


def test_a_card_is_tried_in_a_scenario_with_the_filters_as_they_were(dashboard, first_to_try):
    kind, card = first_to_try
    page = dashboard.open("luckor", gaps=kind, lang="en")
    query = page.query

    page.press(f"try {card.id}")

    assert page.heading == translator("en")("page.what_if.heading")
    assert page.query == {**query, "edit": encode_edit(card.trial[0])}


def test_a_card_tried_twice_is_tried_once(dashboard, first_to_try):
    kind, card = first_to_try
    page = dashboard.open("luckor", gaps=kind)
    page.press(f"try {card.id}")
    once = page.query["edit"]

    page.turn_to("luckor").press(f"try {card.id}")

    assert page.heading == WORDS("page.what_if.heading")
    assert page.query["edit"] == once


def test_a_second_card_is_added_to_what_is_tried(dashboard, home):
    one, other = workflows.deck(home, kind="seat", language="sv").cards[:2]
    page = dashboard.open("luckor")

    page.press(f"try {one.id}").turn_to("luckor").press(f"try {other.id}")

    assert page.query["edit"] == [encode_edit(card.trial[0]) for card in (one, other)]


# Whom to invite


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_names_whom_the_workflow_names(dashboard, home, language):
    words = translator(language)
    found = invitation(home, ("foraldrar", "unga"), ("kronogarden",))
    text = invitation_text(found, home.dataset, words)

    page = dashboard.open("luckor", gaps="invitation", lang=language, **KRONOGARDEN)

    assert list(page.app.exception) == []
    assert text.heading in page.in_element("p")
    told = page.in_element("h3")
    assert told[: len(text.invitees)] == [
        f"{place}. {invitee.claim}" for place, invitee in enumerate(text.invitees, start=1)
    ]
    assert {reason.text for reason in text.unreached} <= set(page.in_element("li"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_for_nothing_says_what_to_choose(dashboard, home, language):
    text = invitation_text(invitation(home, (), ()), home.dataset, translator(language))

    page = dashboard.open("luckor", gaps="invitation", lang=language)

    assert list(page.app.exception) == []
    assert text.heading in page.in_element("p")
    assert text.invitees == ()


def test_groups_and_places_of_an_invitation_stand_in_the_link(dashboard):
    page = dashboard.open("luckor", gaps="invitation")

    page.app.multiselect("view.invited_groups").set_value(["unga"]).run()
    page.app.multiselect("view.invited_places").set_value(["kronogarden"]).run()

    assert page.query == {"gaps": "invitation", "for": "unga", "in": "kronogarden"}


def test_whoever_is_to_be_invited_is_shown_on_the_map(dashboard, home):
    first = invitation(home, ("foraldrar", "unga"), ("kronogarden",)).invitees[0].actor
    page = dashboard.open("luckor", gaps="invitation", **KRONOGARDEN)

    page.press(f"show invitee actor:{first}")

    assert page.heading == WORDS("page.map.heading")
    assert page.query["focus"] == f"actor:{first}"


# Whom to ask


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worklist_opens_with_all_its_questions(dashboard, home, language):
    words = translator(language)
    rows = worklist_rows(home, workflows.open_questions(home), words)
    assert rows

    page = dashboard.unfold("worklist").open("luckor", lang=language)

    assert list(page.app.exception) == []
    cells = page.in_element("td")
    assert [row.question for row in rows] == [
        cell for cell in cells if cell in {row.question for row in rows}
    ]
    assert words("worklist.page.caption") in page.in_element("caption")


def test_the_worklist_is_downloaded_as_a_workbook_and_as_csv(dashboard, home, download):
    keys = [row.key for row in worklist_rows(home, workflows.open_questions(home), WORDS)]
    page = dashboard.unfold("worklist").open("luckor")

    book = openpyxl.load_workbook(io.BytesIO(download(page, WORDS("worklist.page.workbook"))))
    text = download(page, WORDS("worklist.page.csv")).decode("utf-8-sig")

    assert [row[-1].value for row in book.worksheets[0].iter_rows(min_row=2)] == keys
    assert [row[-1] for row in csv.reader(io.StringIO(text), delimiter=";")][1:] == keys


def test_answers_that_come_back_become_judgements_and_texts_to_enter(dashboard, home, download):
    rows = worklist_rows(home, workflows.open_questions(home), WORDS)
    judged = next(place for place, row in enumerate(rows, start=2) if row.kind == "seat")
    free = next(place for place, row in enumerate(rows, start=2) if row.kind == "target_group")
    page = dashboard.unfold("worklist").open("luckor")
    book = openpyxl.load_workbook(io.BytesIO(download(page, WORDS("worklist.page.workbook"))))
    sheet = book.worksheets[0]
    sheet.cell(judged, 4, WORDS("vocabulary.judgement_status.known_elsewhere"))
    sheet.cell(free, 4, "Unga i Lextorp")
    filled = io.BytesIO()
    book.save(filled)

    page.app.file_uploader(key="worklist file").set_value(("svar.xlsx", filled.getvalue(), "")).run()

    assert list(page.app.exception) == []
    assert WORDS("worklist.page.read", n=1, unanswered=len(rows) - 2) in page.in_element("p")
    assert "Unga i Lextorp" in page.in_element("td")
    assert WORDS.count("judging.made", 1) in page.in_element("p")
    assert rows[judged - 2].question not in page.in_element("td")


def test_a_sheet_that_is_no_worklist_is_told_to_be_none(dashboard):
    page = dashboard.unfold("worklist").open("luckor")

    page.app.file_uploader(key="worklist file").set_value(("x.csv", b"a;b\r\n1;2\r\n", "")).run()

    assert list(page.app.exception) == []
    (told,) = [warning.value for warning in page.app.warning]
    assert WORDS("finding.not_a_worklist") in told
