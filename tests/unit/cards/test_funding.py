from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from samverkan.cards.card import Card, Deck, Judged
from samverkan.cards.funding import funding_deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import EndFunding, RemoveInitiative
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]


def project(name: str, **cells: str) -> dict[str, str]:
    return {"id": name, "permanence": "temporary", **cells}


def grant(name: str, **cells: str) -> dict[str, str]:
    return {"initiative_id": name, "funder_id": "staten", **cells}


def deck(dataset: Dataset, selection: Selection | None = None, language: str = "sv") -> Deck:
    return funding_deck(study(dataset, selection or Selection()), translator(language))


def card_of(dataset: Dataset, identifier: str) -> Card:
    return next(card for card in deck(dataset).cards if card.id == f"funding:{identifier}")


def texts(shown: Deck) -> list[str]:
    cards = [
        text
        for card in shown.cards
        for text in (card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons))
    ]
    return [shown.reading, shown.silence, *shown.notes, *cards]


def reasons(card: Card) -> list[str]:
    return [reason.text for reason in card.reasons]


def test_a_last_link_is_a_fact_with_the_rows_that_limit_it(drawn: Drawn) -> None:
    dataset = drawn("ifk-a ifk-b", serves="a-unga b-par", funding=[grant("a", start="2019", end="2022-03")])
    card = card_of(dataset, "target_group~unga")

    assert (
        card.claim == "Den enda pågående insats som källorna nämner för unga har tidsbegränsade medel: ”A”."
    )
    assert card.band == "medlen gäller till och med 2022-03-31"
    assert reasons(card) == [
        "”A” har enligt källan statsbidrag från Staten från och med 2019 till och med 2022-03-31."
    ]
    assert card.trial == (EndFunding("a"),)
    assert (card.evidence.serves, card.evidence.funding) == ({("a", "unga")}, {"a"})


def test_several_initiatives_are_counted_and_each_has_its_reason(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b ifk-c",
        initiatives=[project("a", end="2022"), project("b", end="2023")],
        serves="a-unga b-unga",
    )
    card = card_of(dataset, "target_group~unga")

    assert (
        card.claim == "Alla 2 pågående insatser som källorna nämner för unga är tidsbegränsade: ”A” och ”B”."
    )
    assert card.band == "känt slutdatum 2023-12-31"
    assert reasons(card) == [
        "”A” pågår enligt källan till och med 2022-12-31.",
        "”B” pågår enligt källan till och med 2023-12-31.",
    ]


def test_what_is_limited_itself_and_what_only_has_limited_money_are_told_apart(drawn: Drawn) -> None:
    dataset = drawn(
        "ifk-a ifk-b",
        initiatives=[project("a", end="2022")],
        serves="a-unga b-unga",
        funding=[grant("b", end="2023")],
    )
    card = card_of(dataset, "target_group~unga")

    assert card.claim == (
        "Alla 2 pågående insatser som källorna nämner för unga "
        "har en tidsgräns eller tidsbegränsade medel: ”A” och ”B”."
    )
    assert card.band == "känt slutdatum 2023-12-31"


def test_of_money_without_a_date_only_the_money_is_unknown(drawn: Drawn) -> None:
    assert card_of(drawn("ifk-a", funding=[grant("a")]), "actor~ifk").band == "okänt hur länge medlen gäller"


def test_a_missing_date_is_unknown_and_no_end(drawn: Drawn) -> None:
    dataset = drawn("ifk-a ifk-b", initiatives=[project("a", place_ids="torget")], funding=[grant("b")])
    card = card_of(dataset, "place~torget")

    assert card.band == "slutdatum okänt"
    assert reasons(card) == ["”A” är tillfällig. Källorna säger inte när den slutar."]
    assert card.limits == ("Att ett slutdatum är okänt säger inte att något slutar.",)
    assert card.trial == (RemoveInitiative("a"),)


def test_a_project_without_an_end_is_called_a_project(drawn: Drawn) -> None:
    dataset = drawn("ifk-a", initiatives=[project("a", kind="project")])

    assert reasons(card_of(dataset, "actor~ifk")) == [
        "”A” är ett projekt. Källorna säger inte när det slutar."
    ]


def test_a_date_that_has_passed_is_said_to_have(drawn: Drawn) -> None:
    dataset = drawn("ifk-a", funding=[grant("a", end="2020")])
    shown = deck(dataset)

    assert shown.cards[0].band == "medlen gäller till och med 2020-12-31, som har passerat"
    assert "Kända slutdatum som redan har passerat, om inget har förnyats: ”A” (2020-12-31)." in shown.notes
    assert "Inget känt slutdatum ligger efter 2021-06-30." in shown.notes


def test_actors_and_pairs_of_one_initiative_share_a_card(drawn: Drawn) -> None:
    shown = deck(drawn("bup-a eidar-a ifk-a ifk-b", initiatives=[project("a")]))

    assert [card.claim for card in shown.cards] == [
        "Den enda pågående insats som källorna nämner för Bup och Eidar, var för sig, är tidsbegränsad: ”A”.",
        "3 par av aktörer har enligt källorna bara en gemensam pågående insats, som är tidsbegränsad: ”A”.",
    ]
    pairs = shown.cards[1]
    assert "Paren är Bup och Eidar; Bup och Ifk; Eidar och Ifk." in reasons(pairs)
    assert pairs.band == "bräcklig, slutdatum okänt"
    assert any("25 %" in limit and "66 %" in limit and "86 %" in limit for limit in pairs.limits)
    assert pairs.judged is None
    assert (pairs.id, *pairs.alike) == (
        "funding:pair~bup~eidar",
        "funding:pair~bup~ifk",
        "funding:pair~eidar~ifk",
    )


def test_one_pair_can_be_judged(drawn: Drawn) -> None:
    card = card_of(drawn("eidar-a ifk-a", initiatives=[project("a")]), "pair~eidar~ifk")

    assert card.judged == Judged("partnership", "eidar", "ifk")


def test_what_is_planned_to_come_is_said_once(drawn: Drawn) -> None:
    initiatives = [
        project("a"),
        {"id": "sedan", "status": "planned", "parent_id": "a"},
        {"id": "annan", "status": "planned", "place_ids": "torget"},
    ]
    dataset = drawn(
        "ifk-a ifk-annan",
        initiatives=initiatives,
        serves="a-unga sedan-unga annan-flickor",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
    )

    assert reasons(card_of(dataset, "target_group~unga"))[1:] == [
        "En fortsättning på ”A” är planerad: ”Sedan”.",
        "Planerad insats för unga: ”Annan”.",
    ]
    assert reasons(card_of(dataset, "actor~ifk"))[1:] == [
        "En fortsättning på ”A” är planerad: ”Sedan”.",
        "Planerad insats där Ifk är med: ”Annan”.",
    ]


def test_a_planned_start_that_has_passed_is_said_with_the_plan(drawn: Drawn) -> None:
    initiatives = [project("a"), {"id": "sedan", "status": "planned", "parent_id": "a", "start": "2021-02"}]

    assert reasons(card_of(drawn("ifk-a", initiatives=initiatives), "actor~ifk"))[-1] == (
        "En fortsättning på ”A” är planerad: ”Sedan” "
        "(skulle enligt källan ha startat 2021-02; om den gjorde det framgår inte)."
    )


def test_where_half_is_limited_the_rest_is_named(drawn: Drawn) -> None:
    dataset = drawn("ifk-a ifk-b ifk-c", initiatives=[project("a"), project("b")])
    card = card_of(dataset, "actor~ifk")

    assert card.claim == (
        "2 av 3 pågående insatser där Ifk medverkar har en tidsgräns eller tidsbegränsade medel."
    )
    assert reasons(card)[-1] == "Utan känd tidsgräns: ”C”."


def test_what_goes_on_with_less_is_no_last_link(drawn: Drawn) -> None:
    shown = deck(drawn("ifk-a", funding=[grant("a", end="2022", scope="part")]))

    assert shown.cards == ()
    assert (
        "Permanenta, eller med bara en del av sina pengar tidsbegränsade, enligt underlaget: ”A”."
        in shown.notes
    )
    assert shown.silence.startswith("Några insatser har en tidsgräns, men")


def test_the_notes_count_the_whole_and_name_the_largest_drop(drawn: Drawn) -> None:
    initiatives = [
        project("a", end="2022"),
        project("b", end="2022"),
        project("c"),
        project("p", status="planned"),
    ]
    shown = deck(drawn("ifk-a ifk-b ifk-c ifk-d", initiatives=initiatives))

    assert shown.notes == (
        "3 av urvalets 4 insatser har en tidsgräns eller tidsbegränsade medel: "
        "2 med känt slutdatum senast 2022-12-31, 1 utan känt datum.",
        "Flest kända slut på en gång: 2022-12-31 (”A” och ”B”).",
        "Planerade insatser räknas inte. Tidsbegränsade bland dem: ”P”.",
    )


def test_silence_says_why(drawn: Drawn) -> None:
    assert deck(drawn("ifk-a"), Selection(themes=("ingen",))).silence.startswith("Urvalet innehåller inga")
    assert deck(drawn("ifk-a")).silence.startswith("Ingen insats i urvalet har ett känt slut")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_limited_funding_has_its_words(language: str) -> None:
    kinds = {*VOCABULARIES["funding_kind"]} - {"ordinary"}

    assert {kind for kind in kinds if f"card.funding.kind.{kind}" not in phrases(language)} == set()


# On the data that travel with the program


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_the_data_are_whole_sentences(level: Level, language: str) -> None:
    dataset = open_package().dataset

    shown = deck(dataset, replace(home_selection(dataset), level=level), language)

    assert shown.cards[0].id == "funding:target_group~ensamkommande-flickor"
    assert len(shown.cards) == len(shown.findings) == len({card.id for card in shown.cards})
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.|  ", text)] == []


def test_at_an_earlier_date_the_end_of_the_data_is_still_to_come() -> None:
    dataset = open_package().dataset
    shown = deck(dataset, replace(home_selection(dataset), as_of=date(2020, 7, 20)))

    assert shown.cards[0].id == "funding:target_group~nyblivna-foraldrar"
    assert shown.cards[0].band == "känt slutdatum 2021-01-31"


def test_a_model_with_limited_money_is_not_said_to_be_limited_itself() -> None:
    dataset = open_package().dataset
    card = next(
        card
        for card in deck(dataset, home_selection(dataset)).cards
        if card.id == "funding:target_group~familjehemsplacerade-barn"
    )

    assert "har tidsbegränsade medel: ”Skolfam”" in card.claim
    assert card.band == "okänt hur länge medlen gäller"


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_every_card_of_the_data_rests_on_rows_and_can_be_tried(level: Level) -> None:
    dataset = open_package().dataset
    chosen = study(dataset, replace(home_selection(dataset), level=level))
    links = set(zip(chosen.participations["actor_id"], chosen.participations["initiative_id"], strict=True))
    served = set(zip(chosen.serves["initiative_id"], chosen.serves["target_group_id"], strict=True))

    for card in funding_deck(chosen, translator("sv")).cards:
        assert card.evidence.participations <= links
        assert card.evidence.serves <= served
        assert card.evidence.funding <= {*chosen.funding["initiative_id"]}
        assert card.evidence.initiatives
        assert apply(dataset, Scenario("prov", card.trial)).fingerprint != dataset.fingerprint
