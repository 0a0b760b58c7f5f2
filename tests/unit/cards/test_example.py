from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.card import Card, Deck, Judged
from samverkan.cards.example import example_deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import AddActor, AddParticipation
from samverkan.domain.judgements import Judgement, with_judgement
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.examples import NO_KIND
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]

INITIATIVES = [
    {"id": "huset", "kind": "venue", "place_ids": "torget", "actors_complete": "no"},
    {"id": "kvallar", "place_ids": "torget"},
    {"id": "gard", "place_ids": "lextorp"},
    {"id": "magasinet", "kind": "venue", "municipality": "Ljungby", "reference": "yes"},
]
SOURCES = [{"id": "sidan", "reviewed": "2019-08-22", "published": "2018"}]


def planted(drawn: Drawn, ties: str = "", **tables: Any) -> Dataset:
    actors = [
        {"id": "snut", "function": "police", "municipality": "Trollhättan"},
        {"id": "fjarran", "function": "police", "kind": "police", "municipality": "Ljungby"},
    ]
    return drawn(
        f"fjarran-magasinet {ties}",
        **{"initiatives": INITIATIVES, "actors": actors, "sources": SOURCES, **tables},
    )


def deck(dataset: Dataset, language: str = "sv", selection: Selection | None = None, **options: Any) -> Deck:
    return example_deck(study(dataset, selection or Selection()), translator(language), **options)


def only(dataset: Dataset, **options: Any) -> Card:
    (card,) = deck(dataset, **options).cards
    return card


def texts(shown: Deck) -> list[str]:
    cards = [
        text
        for card in shown.cards
        for text in (card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons))
    ]
    return [shown.reading, shown.silence, *shown.notes, *cards]


ABSENT = [{"id": "fjarran", "function": "police", "kind": "police", "municipality": "Ljungby"}]


def test_what_is_absent_is_said_of_the_data_and_can_be_recounted(drawn: Drawn) -> None:
    card = only(planted(drawn, "bibblan-huset ifk-gard", actors=ABSENT))

    assert card.id == "example:huset~police"
    assert (
        card.claim
        == "I Magasinet (Ljungby) medverkar polisen. Underlaget nämner ingen sådan aktör i Trollhättan."
    )
    assert [reason.text for reason in card.reasons] == [
        "Fjarran medverkar i Magasinet (Ljungby). Källan är från 2019.",
        "Underlaget om Trollhättan nämner 2 aktörer. Ingen är av det slaget.",
    ]
    assert card.reasons[0].nodes == ("actor:fjarran", "initiative:magasinet")
    assert card.limits[-1] == "Källan om Huset räknar inte upp alla som medverkar."


@pytest.mark.parametrize(
    ("ties", "claim"),
    [
        ("snut-gard", "I Magasinet (Ljungby) medverkar polisen. Snut finns i andra insatser i Trollhättan,"),
        ("snut-kvallar", "I Magasinet (Ljungby) medverkar polisen. Snut finns redan på samma plats,"),
    ],
)
def test_what_is_elsewhere_is_named_and_can_be_judged_and_tried(drawn: Drawn, ties: str, claim: str) -> None:
    card = only(planted(drawn, ties))

    assert card.claim == f"{claim} men underlaget nämner ingen sådan aktör som medverkande i Huset."
    assert card.judged == Judged("example", "police", "huset")
    assert card.trial == (AddParticipation("snut", "huset"),)
    assert card.nodes == ("initiative:huset", "actor:snut")
    assert ("snut", ties.partition("-")[2]) in card.evidence.participations


def test_who_is_named_in_another_way_only_is_not_called_absent(drawn: Drawn) -> None:
    card = only(planted(drawn))

    assert card.claim.endswith("nämns Snut, men inte som medverkande i någon insats som räknas.")
    assert card.trial == ()


def test_what_has_ended_in_the_example_is_told_as_past(drawn: Drawn) -> None:
    ended = [*INITIATIVES[:3], {**INITIATIVES[3], "status": "ended"}]

    card = only(planted(drawn, actors=ABSENT, initiatives=ended))

    assert card.claim.startswith("I Magasinet (Ljungby) har polisen medverkat tidigare.")
    assert card.reasons[0].text.startswith("Fjarran har tidigare medverkat i Magasinet")


def test_a_source_without_a_date_is_said_to_have_none(drawn: Drawn) -> None:
    undated = [{"id": "sidan", "reviewed": ""}, {"id": "annan", "reviewed": "2021"}]

    card = only(planted(drawn, actors=ABSENT, sources=undated))

    assert card.reasons[0].text == "Fjarran medverkar i Magasinet (Ljungby). Källan har inget datum."


@pytest.mark.parametrize(
    ("function", "kind", "told"),
    [
        (
            "outpatient_care",
            "other",
            "Källan säger inte om Fjarran är hälso- och sjukvård eller socialtjänst.",
        ),
        ("police", "other", "Källan säger inte vad Fjarran är för slags organisation."),
        ("outpatient_care", "health_care", ""),
    ],
)
def test_where_the_source_does_not_say_what_an_actor_is_the_card_does(
    drawn: Drawn, function: str, kind: str, told: str
) -> None:
    actors = [
        {"id": "var", "function": function, "kind": "health_care"},
        {"id": "fjarran", "function": function, "kind": kind, "municipality": "Ljungby"},
    ]

    reasons = [reason.text for reason in only(planted(drawn, "var-gard", actors=actors)).reasons]

    expected = [f"{told} Det behöver alltså inte vara samma slags verksamhet som Var."] if told else []
    assert reasons[1:-1] == expected


def test_with_several_actors_the_kind_is_judged_and_long_lists_are_cut(drawn: Drawn) -> None:
    names = ("a", "b", "c", "d", "e")
    actors = [{"id": name, "function": "police"} for name in names]

    card = only(planted(drawn, " ".join(f"{name}-gard" for name in names), actors=[*ABSENT, *actors]))

    assert "A, B, C och 2 till finns i andra insatser" in card.claim
    assert len(card.reasons) == 6
    assert card.judged == Judged("example", "police", "huset")


def test_a_kind_that_was_judged_goes_and_is_counted(drawn: Drawn) -> None:
    dataset = planted(drawn, actors=ABSENT)
    judged = only(dataset).judged
    assert judged

    said = Judgement(judged.kind, judged.subject, judged.object, "irrelevant")
    shown = deck(with_judgement(dataset, said))

    assert shown.cards == ()
    assert shown.notes == ("1 slag av aktör visas inte, eftersom någon har bedömt det.",)
    assert shown.silence.endswith("eller har redan bedömts.")


def test_a_trial_can_be_applied_and_closes_the_gap(drawn: Drawn) -> None:
    dataset = planted(drawn, actors=ABSENT)
    (added, takes_part) = only(dataset).trial

    assert isinstance(added, AddActor)
    assert (added.name, added.kind) == ("Ny aktör: polisen", "police")
    assert takes_part == AddParticipation(added.actor, "huset")
    assert deck(apply(dataset, Scenario("Prov", (added, takes_part)))).cards == ()


def test_a_place_without_a_meeting_place_is_compared_as_a_place(drawn: Drawn) -> None:
    shown = deck(planted(drawn, "snut-kvallar"), selection=Selection(places=("lextorp",)))

    (card,) = shown.cards
    assert "som medverkande i Lextorp." in card.claim
    assert "Insatser vars område är okänt kan finnas i Lextorp ändå." in card.limits
    assert (card.trial, card.judged) == ((), None)
    assert shown.notes[-1].startswith("Jämförelsen gäller hela underlaget om Trollhättan")


def test_what_both_have_is_a_note(drawn: Drawn) -> None:
    shown = deck(planted(drawn, "snut-huset"))

    assert shown.cards == ()
    assert shown.notes == ("Nämns både i ett exempel och i Huset: polisen.",)
    assert shown.silence.startswith("Alla slags aktörer som exemplen nämner finns också i Huset")


def test_an_empty_deck_says_why(drawn: Drawn) -> None:
    alone = deck(planted(drawn), selection=Selection(municipalities=("Ljungby",)))
    without = deck(drawn("snut-huset", initiatives=INITIATIVES[:3]))

    assert alone.silence.startswith("Valet innehåller inget annat än lärande exempel.")
    assert without.silence == "Underlaget innehåller inget annat lärande exempel att jämföra med."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_actor_has_its_words(language: str) -> None:
    kinds = set(VOCABULARIES["function"]) - set(NO_KIND)

    assert {kind for kind in kinds if f"card.example.who.{kind}" not in phrases(language)} == set()


# On the data that travel with the program


def home(level: Level = "unit") -> Study:
    dataset = open_package().dataset
    return study(dataset, replace(home_selection(dataset), level=level))


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_are_whole_sentences(level: Level, language: str) -> None:
    shown = example_deck(home(level), translator(language))

    assert len(shown.cards) == len(shown.findings) > 5
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.", text)] == []
    assert len({card.id for card in shown.cards}) == len(shown.cards)


def test_the_first_cards_are_what_trollhattan_has_not() -> None:
    claims = [card.claim for card in example_deck(home(), translator("sv")).cards]

    assert claims[:3] == [
        "I Gemensamma krafter (Borlänge) medverkar konsumentvägledning. "
        "Underlaget nämner ingen sådan aktör i Trollhättan.",
        "I Gemensamma krafter (Borlänge) medverkar mödravård. "
        "Underlaget nämner ingen sådan aktör i Trollhättan.",
        "I Gemensamma krafter (Borlänge) har en folkhögskola medverkat tidigare. "
        "Underlaget nämner ingen sådan aktör i Trollhättan.",
    ]


def test_the_outpatient_care_of_borlange_may_be_health_care_or_social_services() -> None:
    (card,) = [card for card in example_deck(home(), translator("sv")).cards if "öppenvård" in card.claim]

    assert [reason.text for reason in card.reasons if "socialtjänst" in reason.text] == [
        "Källan säger inte om Öppenvården i Borlänge är hälso- och sjukvård eller socialtjänst. "
        "Det behöver alltså inte vara samma slags verksamhet som Primärvården."
    ]


def test_every_row_that_a_card_rests_on_stands_in_the_tables() -> None:
    dataset = home().dataset
    links = dataset.tables["participations"]
    known = set(zip(links["actor_id"], links["initiative_id"], strict=True))

    shown = example_deck(home(), translator("sv"))

    assert [card.id for card in shown.cards if not card.evidence.participations <= known] == []
