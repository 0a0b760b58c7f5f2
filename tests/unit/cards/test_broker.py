from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.broker import broker_deck
from samverkan.cards.card import Deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import AddParticipation
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps import brokers
from samverkan.gaps.brokers import NO_SECTOR
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]

STATE, CLUBS = ("polisen", "skatten"), ("ifk", "scouterna")
SECTORS = [
    *({"id": name, "sector": "state"} for name in STATE),
    *({"id": name, "sector": "civil_society"} for name in CLUBS),
    {"id": "staden", "sector": "municipal"},
]
APART = " ".join(
    f"{name}-{letter}{number}"
    for letter, names in (("s", STATE), ("c", CLUBS))
    for name in names
    for number in range(10)
)


def deck(drawn: Drawn, ties: str, language: str = "sv", **tables: Any) -> Deck:
    dataset = drawn(ties, **{"actors": SECTORS, **tables})
    return broker_deck(study(dataset, Selection()), translator(language))


def texts(shown: Deck) -> list[str]:
    cards = [
        text
        for card in shown.cards
        for text in (card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons))
    ]
    return [shown.reading, shown.silence, *shown.notes, *cards]


def test_a_card_asks_and_its_numbers_can_be_recounted(drawn: Drawn) -> None:
    (card,) = deck(drawn, APART).cards

    assert card.id == "broker:civil_society~state"
    assert card.claim == (
        "Civilsamhället och statliga aktörer: saknas det en brobyggare? "
        "Underlaget nämner 0 gemensamma insatser, och ungefär 11,2 vore väntat."
    )
    assert [reason.text for reason in card.reasons] == [
        "Civilsamhället: 2 aktörer i 10 insatser.",
        "Statliga aktörer: 2 aktörer i 10 insatser.",
        "Ingen insats som räknas har båda.",
        "Ingen aktör i underlaget medverkar tillsammans med båda.",
        "Med Ifk i S0 skulle 4 par av aktörer dela en insats eller ha en gemensam samarbetspartner i "
        "underlaget. I dag har 4 av 4 par inget av det.",
    ]
    assert card.trial == (AddParticipation("ifk", "s0"),)
    assert card.judged is None
    assert card.nodes[:2] == ("actor:ifk", "initiative:s0")
    assert len(card.evidence.participations) == 40


def test_who_stands_between_them_is_named_with_the_initiatives(drawn: Drawn) -> None:
    (card,) = deck(drawn, f"{APART} staden-s0 staden-c0 staden-c1 polisen-moten ifk-moten").cards

    reasons = [reason.text for reason in card.reasons]
    assert "Båda är med i Moten." in reasons
    assert "Ifk hör till civilsamhället och medverkar tillsammans med statliga aktörer i Moten." in reasons
    assert (
        "Polisen hör till statliga aktörer och medverkar tillsammans med civilsamhället i Moten." in reasons
    )
    assert (
        "Staden medverkar tillsammans med civilsamhället i C0 och C1, samt med statliga aktörer i S0."
        in reasons
    )


def test_a_long_list_of_initiatives_is_cut(drawn: Drawn) -> None:
    ties = " ".join(f"staden-{letter}{number}" for letter in "sc" for number in range(5))

    (card,) = deck(drawn, f"{APART} {ties}").cards

    assert any("C0, C1, C2 och 2 till, samt med" in reason.text for reason in card.reasons)


def test_without_a_seat_to_offer_there_is_nothing_to_try(drawn: Drawn) -> None:
    (card,) = deck(drawn, f"{APART} staden-s0 staden-c0").cards

    assert card.trial == ()
    assert len(card.limits) == 2


def test_silence_lists_what_was_compared(drawn: Drawn) -> None:
    mixed = "polisen-a ifk-a skatten-b scouterna-b polisen-c ifk-c skatten-d scouterna-d"

    shown = deck(drawn, mixed)

    assert shown.cards == ()
    assert shown.silence.startswith(
        "Bara ett par av sektorer gick att jämföra: civilsamhället och statliga aktörer (4 "
    )


def test_silence_says_when_there_is_nothing_to_compare(drawn: Drawn) -> None:
    shown = deck(drawn, "polisen-a staden-a")

    assert shown.silence.startswith("Det behövs minst två sektorer")
    assert shown.notes == (
        "Har bara en aktör i urvalet och kan därför inte jämföras: kommunala aktörer och statliga aktörer.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sector_has_its_words(language: str) -> None:
    sectors = set(VOCABULARIES["sector"]) - {NO_SECTOR}

    assert {sector for sector in sectors if f"card.broker.who.{sector}" not in phrases(language)} == set()


# On the data that travel with the program


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_give_no_clear_pair_and_the_deck_says_which_were_compared(
    level: Level, language: str
) -> None:
    dataset = open_package().dataset

    shown = broker_deck(study(dataset, replace(home_selection(dataset), level=level)), translator(language))

    assert shown.cards == shown.findings == ()
    assert shown.silence.startswith("6 ")
    assert len(shown.notes) == 2
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_are_whole_sentences(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(brokers, "FALSE_DISCOVERY_SHARE", 1.0)
    dataset = open_package().dataset

    shown = broker_deck(study(dataset, home_selection(dataset)), translator(language))

    assert (len(shown.cards), shown.silence) == (6, "")
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.", text)] == []
    links = dataset.tables["participations"]
    known = set(zip(links["actor_id"], links["initiative_id"], strict=True))
    assert [card.id for card in shown.cards if not card.evidence.participations <= known] == []
