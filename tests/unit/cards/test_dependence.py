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
STEADY = f"{WAY} huset-bo bio-bo kafe-bo huset-hem affar-hem dans-hem"
"""A way that most of the runs leave."""
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
    (card,) = deck(drawn(STEADY)).cards

    assert card.id == "dependence:way~huset"
    assert card.claim == (
        "Den enda kända vägen till Affar, Bio, Bup, Dans och 2 till går enligt underlaget genom Huset."
    )
    assert card.band == "håller i 20 av 20 prov"
    assert reasons(card) == [
        "Huset möter dem i ”Bo”, ”Hem” och ”Ute”.",
        "Aktörer utan någon annan känd väg: Affar, Bio, Bup, Dans, Kafe och Kyrkan.",
        "Prov: en tiondel fler kopplingar lottades in, 20 gånger. I 20 av dem var Huset fortfarande enda "
        "vägen till minst tre aktörer eller insatser.",
    ]
    assert card.nodes[:2] == ("actor:huset", "actor:affar")
    assert card.evidence.participations >= {("huset", "ute"), ("bup", "ute"), ("kyrkan", "ute")}
    assert (card.trial, card.judged) == ((RemoveActor("huset"),), None)


def test_what_the_claim_and_the_meeting_places_name_is_not_repeated(drawn: Drawn) -> None:
    few = STEADY.replace("dans-hem", "").replace("kafe-bo", "bio-bygge sag-bygge")
    (card,) = deck(drawn(few)).cards

    assert [text.partition(":")[0] for text in reasons(card)[1:]] == [
        "Längre bort, utan någon annan känd väg",
        "Prov",
    ]


def test_a_way_that_does_not_hold_stands_in_the_notes_without_a_name(drawn: Drawn) -> None:
    shown = deck(drawn(WAY))

    assert shown.cards == ()
    assert shown.notes[0].startswith("1 aktör till är enda kända vägen")
    assert "Huset" not in shown.notes[0]


def test_an_actor_with_units_beside_it_only_leaves_what_the_card_is_about(drawn: Drawn) -> None:
    dataset = drawn(STEADY + " hallen-torget", actors=[{"id": "hallen", "parent_id": "huset"}])
    (card,) = deck(dataset).cards

    assert card.trial == tuple(RemoveParticipation("huset", name) for name in ("bo", "hem", "ute"))
    assert card.id not in {other.id for other in deck(apply(dataset, Scenario("prov", card.trial))).cards}


def test_a_group_that_one_actor_carries_names_every_initiative(drawn: Drawn) -> None:
    (card,) = deck(drawn("huset-a huset-b huset-c ifk-b ifk-c", serves="a-unga b-unga c-unga")).cards

    assert card.claim == (
        "Huset är med i alla pågående insatser som enligt underlaget vänder sig särskilt till unga."
    )
    assert reasons(card) == [
        "Insatser som vänder sig särskilt till unga: ”A”, ”B” och ”C”.",
        "Insatser där källorna inte nämner någon annan som medverkar: ”A”.",
    ]
    assert card.evidence.serves == {("a", "unga"), ("b", "unga"), ("c", "unga")}
    assert card.evidence.participations == {("huset", name) for name in "abc"}


def test_lone_initiatives_are_one_card_an_actor(drawn: Drawn) -> None:
    (card,) = deck(drawn(ALONE, serves="a-par d-unga")).cards

    assert card.claim == "I 3 insatser där Huset är med nämner källorna ingen annan som medverkar."
    assert reasons(card) == [
        "Insatser där källorna inte nämner någon annan som medverkar: ”A”, ”B” och ”C”.",
        "Sammanlagt är Huset med i 4 insatser, delar medräknade.",
        "Källorna nämner inga andra pågående insatser som vänder sig särskilt till par.",
    ]
    assert card.evidence.participations == {("huset", name) for name in "abc"}


def test_parts_stand_under_their_whole_and_do_not_count(drawn: Drawn) -> None:
    parts = [{"id": name, "parent_id": "a"} for name in ("sang", "dans")]
    (card,) = deck(drawn(f"{ALONE} huset-sang huset-dans", initiatives=parts)).cards

    assert card.claim.startswith("I 3 insatser där Huset är med")
    assert reasons(card)[1] == "Samma sak gäller 2 delar av dem, som inte räknas för sig: ”Dans” och ”Sang”."
    assert card.evidence.participations == {("huset", name) for name in ("a", "b", "c", "sang", "dans")}


def test_only_what_is_chosen_is_drawn_though_a_whole_outside_is_named(drawn: Drawn) -> None:
    chosen = {"theme_ids": "trygghet"}
    initiatives = [{"id": "sang", "parent_id": "a", **chosen}, *({"id": name, **chosen} for name in "bc")]
    dataset = drawn(f"{ALONE} huset-sang", initiatives=initiatives)
    (card,) = deck(dataset, Selection(themes=("trygghet",))).cards

    assert "”A”" in reasons(card)[0]
    assert card.nodes == ("actor:huset", "initiative:b", "initiative:c", "initiative:sang")


def test_what_no_source_says_outright_is_said_on_the_card(drawn: Drawn) -> None:
    rows = [
        {"actor_id": "huset", "initiative_id": name, "certainty": certainty}
        for name, certainty in (("a", "stated"), ("b", "inferred"), ("c", "inferred"), ("c", "stated"))
    ]
    (card,) = deck(drawn(rows)).cards

    assert card.limits[0] == (
        "Källorna säger inte rakt ut vem som är med i ”B”. Det framgår bara av sammanhanget."
    )


@pytest.mark.parametrize(
    ("statuses", "which"), [(("ongoing",), "pågående"), ((), "räknade"), (("ongoing", "ended"), "räknade")]
)
def test_only_what_is_counted_is_called_ongoing(drawn: Drawn, statuses: tuple[str, ...], which: str) -> None:
    dataset = drawn("huset-a huset-b huset-c", serves="a-unga b-unga c-unga d-par")
    group, lone = deck(dataset, Selection(statuses=statuses)).cards

    assert f"alla {which} insatser" in group.claim
    assert any(f"inga andra {which} insatser" in text for text in reasons(lone))


def test_who_only_pays_is_named_so_that_the_claim_is_true(drawn: Drawn) -> None:
    rows = [dict(zip(("actor_id", "initiative_id"), tie.split("-"), strict=True)) for tie in ALONE.split()]
    pays = {"actor_id": "staten", "initiative_id": "a", "role": "funder"}
    (card,) = deck(drawn([*rows, pays])).cards

    assert reasons(card)[-1] == "Nämns också, men räknas inte som medverkande: Staten."


@pytest.mark.parametrize(
    ("level", "ending"),
    [
        ("unit", "nämner källorna ingen annan som medverkar."),
        ("department", "nämner källorna ingen annan som medverkar utanför den egna organisationen."),
    ],
)
def test_a_roll_up_speaks_of_the_own_organisation(drawn: Drawn, level: Level, ending: str) -> None:
    (card,) = deck(drawn("huset-a huset-b huset-c"), Selection(level=level)).cards

    assert card.claim.startswith("I 3 insatser där Huset är med ")
    assert card.claim.endswith(ending)


def test_an_open_list_is_said_on_the_card(drawn: Drawn) -> None:
    (card,) = deck(drawn(STEADY, initiatives=[{"id": "ute", "actors_complete": "no"}])).cards

    assert "Källorna säger att fler är med i ”Ute” än de som nämns." in card.limits


def test_what_has_no_card_stands_in_the_notes(drawn: Drawn) -> None:
    initiatives: list[dict[str, Any]] = [
        {"id": "oppen", "actors_complete": "no"},
        {"id": "tom"},
        {"id": "delen", "parent_id": "ring"},
    ]
    ties = "ifk-a ifk-oppen skolor-skolan ifk-delen ifk-ring eidar-ring"
    shown = deck(drawn(ties, initiatives=initiatives, actors=[{"id": "skolor", "kind": "collective"}]))

    assert [note.split(":")[-1] for note in shown.notes] == [
        " ”A”.",
        " ”Skolan”.",
        " ”Delen”.",
        " ”Oppen”.",
        " ”Tom”.",
    ]


def test_at_the_level_of_municipalities_the_note_says_that_it_is_many(drawn: Drawn) -> None:
    dataset = drawn(ALONE, actors=[{"id": "huset", "kind": "municipality"}])

    unit, whole = (deck(dataset, Selection(level=level)) for level in ("unit", "municipality"))

    assert "bara kommunen eller ett samlingsnamn" in unit.notes[0]
    assert "ingen utanför kommunen" in whole.notes[0]
    assert whole.silence.startswith("På den här nivån är hela kommunen en aktör")


def test_no_card_accuses(drawn: Drawn) -> None:
    shown = deck(drawn(f"{STEADY} {ALONE}", serves="a-unga b-unga c-unga"))

    assert {card.id.split(":")[1].split("~")[0] for card in shown.cards} == {"way", "group", "alone"}
    assert all(any("styrka" in limit for limit in card.limits) for card in shown.cards)


def test_silence_says_why(drawn: Drawn) -> None:
    assert deck(drawn("ifk-a"), Selection(themes=("ingen",))).silence.startswith("Urvalet innehåller inga")
    assert deck(drawn("ifk-a")).silence.startswith("Ingen aktör i urvalet har minst tre")
    assert deck(drawn(ALONE)).silence == ""


# On the data that travel with the program


LEVELS: tuple[Level, ...] = ("unit", "department", "municipality")
CHOICES: list[dict[str, Any]] = [
    {},
    {"municipalities": ()},
    {"places": ("kronogarden",)},
    {"target_groups": ("unga",)},
    {"sectors": ("municipal",)},
    {"statuses": ()},
]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("level", LEVELS)
def test_no_card_of_the_data_is_about_a_word_for_many_or_somebody_elsewhere(
    level: Level, choice: dict[str, Any]
) -> None:
    dataset = open_package().dataset
    actors = dataset.tables["actors"].set_index("id")

    shown = deck(dataset, replace(home_selection(dataset), level=level, **choice))

    named = [node.partition(":")[2] for card in shown.cards for node in card.nodes if node[:5] == "actor"]
    assert not {*actors.loc[named, "kind"]} & {"collective", "municipality"}
    assert {*actors.loc[named, "municipality"]} <= {"Trollhättan", ""}
    claims = " ".join(card.claim for card in shown.cards)
    assert not re.search("Skol|skola|Trollhättans Stad|Botkyrka|IFK", claims)
    assert all(int(card.band.split()[2]) >= 10 for card in shown.cards if "way~" in card.id)


@pytest.mark.parametrize(("level", "n_cards"), [("unit", 2), ("department", 6), ("municipality", 0)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_the_data_are_whole_sentences(level: Level, n_cards: int, language: str) -> None:
    dataset = open_package().dataset

    shown = deck(dataset, replace(home_selection(dataset), level=level), language)

    assert len(shown.cards) == len(shown.findings) == len({card.id for card in shown.cards}) == n_cards
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.|  ", text)] == []


def test_what_is_one_service_in_parts_counts_once_in_the_data() -> None:
    dataset = open_package().dataset

    claims = [card.claim for card in deck(dataset, home_selection(dataset)).cards]

    assert "I 4 insatser där Familjehuset är med nämner källorna ingen annan som medverkar." in claims


@pytest.mark.parametrize("level", LEVELS)
def test_every_card_of_the_data_rests_on_rows_and_can_be_tried(level: Level) -> None:
    dataset = open_package().dataset
    chosen = study(dataset, replace(home_selection(dataset), level=level))
    rows = chosen.participations
    known = set(zip(rows["actor_id"], rows["initiative_id"], strict=True))

    for card in dependence_deck(chosen, translator("sv")).cards:
        assert card.evidence.participations <= known
        assert card.evidence.participations
        assert apply(dataset, Scenario("prov", card.trial)).fingerprint != dataset.fingerprint
