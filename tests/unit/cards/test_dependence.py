from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.card import Card, Deck
from samverkan.cards.dependence import dependence_deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import RemoveActor, RemoveParticipation
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.i18n import LANGUAGES, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]

WAY = "huset-mitt ifk-mitt huset-ute bup-ute kyrkan-ute eidar-mitt eidar-torget ifk-torget"
ALONE = "huset-a huset-b huset-c huset-d ifk-d"


def deck(dataset: Dataset, selection: Selection | None = None, language: str = "sv") -> Deck:
    return dependence_deck(study(dataset, selection or Selection()), translator(language))


def texts(shown: Deck) -> list[str]:
    cards = [
        text
        for card in shown.cards
        for text in (card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons))
    ]
    return [shown.reading, shown.silence, *shown.notes, *cards]


def reasons(card: Card) -> list[str]:
    return [reason.text for reason in card.reasons]


def test_an_only_way_is_a_fact_with_how_often_it_holds(drawn: Drawn) -> None:
    (card,) = deck(drawn(WAY)).cards

    assert card.id == "dependence:way~huset"
    assert card.claim == "Underlaget kopplar Bup och Kyrkan till resten av nätet bara genom Huset."
    assert re.fullmatch(r"gäller i \d+ av 20 prov", card.band)
    assert reasons(card)[:3] == [
        "Huset möter dem i ”Ute”.",
        "Aktörer utan någon annan känd väg: Bup och Kyrkan.",
        "Insatser utan någon annan känd väg: ”Ute”.",
    ]
    assert card.nodes == ("actor:huset", "actor:bup", "actor:kyrkan", "initiative:ute")
    assert card.evidence.participations == {("huset", "ute"), ("bup", "ute"), ("kyrkan", "ute")}
    assert (card.trial, card.judged) == ((RemoveActor("huset"),), None)


def test_an_actor_with_units_beside_it_only_leaves_what_the_card_is_about(drawn: Drawn) -> None:
    dataset = drawn(WAY + " hallen-torget", actors=[{"id": "hallen", "parent_id": "huset"}])
    (card,) = deck(dataset).cards

    assert card.trial == (RemoveParticipation("huset", "ute"),)
    assert card.id not in {other.id for other in deck(apply(dataset, Scenario("prov", card.trial))).cards}


def test_a_group_that_one_actor_carries_names_every_initiative(drawn: Drawn) -> None:
    (card,) = deck(drawn("huset-a huset-b huset-c ifk-b ifk-c", serves="a-unga b-unga c-unga")).cards

    assert card.claim == "I alla 3 insatser som källorna nämner för unga medverkar Huset."
    assert reasons(card) == [
        "Insatser för unga: ”A”, ”B” och ”C”.",
        "Insatser där källorna inte nämner någon annan som medverkar: ”A”.",
    ]
    assert card.evidence.serves == {("a", "unga"), ("b", "unga"), ("c", "unga")}
    assert card.evidence.participations == {("huset", name) for name in "abc"}


def test_lone_initiatives_are_one_card_an_actor(drawn: Drawn) -> None:
    (card,) = deck(drawn(ALONE, serves="a-par d-unga")).cards

    assert card.claim == "Huset medverkar i 4 insatser. I 3 av dem nämner källorna ingen annan som medverkar."
    assert reasons(card) == [
        "Insatser där källorna inte nämner någon annan som medverkar: ”A”, ”B” och ”C”.",
        "Källorna nämner inga andra pågående insatser för par.",
    ]
    assert card.evidence.participations == {("huset", name) for name in "abc"}


def test_who_only_pays_is_named_so_that_the_claim_is_true(drawn: Drawn) -> None:
    rows = [dict(zip(("actor_id", "initiative_id"), tie.split("-"), strict=True)) for tie in ALONE.split()]
    pays = {"actor_id": "staten", "initiative_id": "a", "role": "funder"}
    (card,) = deck(drawn([*rows, pays])).cards

    assert reasons(card)[-1] == "Nämns också, men räknas inte som medverkande: Staten."


@pytest.mark.parametrize(
    ("level", "ending"),
    [
        ("unit", "nämner ingen annan som medverkar i någon av dem."),
        ("department", "nämner ingen annan som medverkar utanför den egna organisationen i någon av dem."),
    ],
)
def test_a_roll_up_speaks_of_the_own_organisation(drawn: Drawn, level: Level, ending: str) -> None:
    (card,) = deck(drawn("huset-a huset-b huset-c"), Selection(level=level)).cards

    assert card.claim.startswith("Huset medverkar i 3 insatser, och källorna ")
    assert card.claim.endswith(ending)


def test_an_open_list_is_said_on_the_card(drawn: Drawn) -> None:
    (card,) = deck(drawn(WAY, initiatives=[{"id": "ute", "actors_complete": "no"}])).cards

    assert "Källorna säger att fler är med i ”Ute” än de som nämns." in card.limits


def test_what_has_no_card_stands_in_the_notes(drawn: Drawn) -> None:
    initiatives: list[dict[str, Any]] = [{"id": "oppen", "actors_complete": "no"}, {"id": "tom"}]
    shown = deck(drawn("ifk-a ifk-oppen", initiatives=initiatives))

    assert [note.split(":")[-1] for note in shown.notes] == [" ”A”.", " ”Oppen”.", " ”Tom”."]


def test_no_card_accuses(drawn: Drawn) -> None:
    shown = deck(drawn(f"{WAY} {ALONE}", serves="a-unga b-unga c-unga"))

    assert {card.id.split(":")[1].split("~")[0] for card in shown.cards} == {"way", "group", "alone"}
    assert all(any("styrka" in limit for limit in card.limits) for card in shown.cards)


def test_silence_says_why(drawn: Drawn) -> None:
    assert deck(drawn("ifk-a"), Selection(themes=("ingen",))).silence.startswith("Urvalet innehåller inga")
    assert deck(drawn("ifk-a")).silence.startswith("Ingen aktör i urvalet har minst tre")
    assert deck(drawn(ALONE)).silence == ""


# On the data that travel with the program


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_the_data_are_whole_sentences(level: Level, language: str) -> None:
    dataset = open_package().dataset

    shown = deck(dataset, replace(home_selection(dataset), level=level), language)

    assert len(shown.cards) == len(shown.findings) == len({card.id for card in shown.cards}) > 2
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.|  ", text)] == []


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_every_card_of_the_data_rests_on_rows_and_can_be_tried(level: Level) -> None:
    dataset = open_package().dataset
    chosen = study(dataset, replace(home_selection(dataset), level=level))
    rows = chosen.participations
    known = set(zip(rows["actor_id"], rows["initiative_id"], strict=True))

    for card in dependence_deck(chosen, translator("sv")).cards:
        assert card.evidence.participations <= known
        assert card.evidence.participations
        assert apply(dataset, Scenario("prov", card.trial)).fingerprint != dataset.fingerprint


def test_a_unit_is_not_said_to_lack_a_way_to_its_own_department() -> None:
    dataset = open_package().dataset

    claims = " ".join(card.claim for card in deck(dataset, home_selection(dataset)).cards)
    assert "Svenska kyrkan" in claims
    assert "Familjerätten" not in claims
