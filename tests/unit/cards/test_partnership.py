from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.card import Deck, Judged
from samverkan.cards.partnership import partnership_deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import AddInitiative, AddParticipation, Edit
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.partnerships import gathered, missing_partnerships
from samverkan.i18n import LANGUAGES, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]

INITIATIVES = [{"id": name, "place_ids": "lextorp"} for name in ("e1", "e2", "i1", "i2")]
SERVES = "e1-unga e2-barn i1-unga i2-barn"
TIES = "eidar-e1 eidar-e2 ifk-i1 ifk-i2"


def planted(drawn: Drawn, ties: Any = TIES, **tables: Any) -> Study:
    given = {"initiatives": INITIATIVES, "serves": SERVES, **tables}
    return study(drawn(ties, **given), Selection())


def deck_of(chosen: Study, language: str = "sv") -> Deck:
    return partnership_deck(chosen, translator(language))


def reasons(chosen: Study, language: str = "sv") -> list[str]:
    return [reason.text for reason in deck_of(chosen, language).cards[0].reasons]


def limits(chosen: Study) -> tuple[str, ...]:
    return deck_of(chosen).cards[0].limits


# What a card says


def test_the_claim_is_a_question_that_names_both(drawn: Drawn) -> None:
    card = deck_of(planted(drawn)).cards[0]

    assert card.claim == "Finns det något för Eidar och Ifk att göra tillsammans?"
    assert card.id == "partnership:eidar~ifk"
    assert card.judged == Judged("partnership", "eidar", "ifk")
    assert card.band == ""


def test_the_reasons_are_what_both_cover_how_much_each_does_and_how_far_they_are_apart(drawn: Drawn) -> None:
    assert reasons(planted(drawn)) == [
        "Båda vänder sig till målgruppen ”Barn” i Lextorp: Eidar genom ”E2”, Ifk genom ”I2”. "
        "I allt gör 2 insatser så.",
        "Båda vänder sig till målgruppen ”Unga” i Lextorp: Eidar genom ”E1”, Ifk genom ”I1”. "
        "I allt gör 2 insatser så.",
        "Eidar medverkar i 2 insatser och Ifk i 2. Källorna nämner ingen insats, av dem som räknas, där båda "
        "är med.",
        "Ingen kedja av gemensamma insatser förbinder dem. Den som bara finansierar räknas inte.",
    ]


def test_target_groups_that_the_same_initiatives_reach_share_a_sentence(drawn: Drawn) -> None:
    chosen = planted(drawn, serves="e1-unga e1-barn i1-unga i1-barn")

    assert reasons(chosen)[0] == (
        "Båda vänder sig till målgrupperna ”Barn” och ”Unga” i Lextorp: Eidar genom ”E1”, Ifk genom ”I1”. "
        "I allt gör 2 insatser så, för var och en av målgrupperna."
    )


def test_many_shared_cells_are_not_all_read_aloud_but_all_named(drawn: Drawn) -> None:
    groups = [f"g{number}" for number in range(7)]
    names = [f"{side}{number}" for side in "ei" for number in range(7)]
    chosen = study(
        drawn(
            " ".join(f"{'eidar' if name[0] == 'e' else 'ifk'}-{name}" for name in names),
            initiatives=[{"id": name, "place_ids": "lextorp"} for name in names],
            serves=" ".join(
                f"{side}{number}-{group}" for number, group in enumerate(groups) for side in "ei"
            ),
        ),
        Selection(),
    )

    texts = reasons(chosen)

    assert [text.startswith("Båda") for text in texts][:6] == [True] * 5 + [False]
    assert texts[5] == "De delar också 2 målgrupper i samma områden: G5 i Lextorp och G6 i Lextorp."


def test_the_shortest_way_is_told_with_those_as_near(drawn: Drawn) -> None:
    one = planted(drawn, TIES + " polisen-e1 polisen-i1")
    two = planted(drawn, TIES + " polisen-e1 polisen-i1 kyrkan-e2 kyrkan-i2")

    told = "via Polisen, som är med i ”E1” tillsammans med Eidar och i ”I1” tillsammans med Ifk."
    assert reasons(one)[-1] == f"Kortaste vägen mellan dem går {told}"
    assert reasons(two)[-1] == (
        "Kortaste vägen mellan dem går till exempel via Polisen, som är med i ”E1” tillsammans med Eidar "
        "och i ”I1” tillsammans med Ifk. Lika kort är det via Kyrkan."
    )


def test_a_longer_way_is_told_step_by_step(drawn: Drawn) -> None:
    ties = TIES + " polisen-e1 polisen-mitt kyrkan-mitt kyrkan-i1"
    steps = "via Polisen och Kyrkan: Eidar – ”E1” – Polisen – ”Mitt” – Kyrkan – ”I1” – Ifk."

    assert reasons(planted(drawn, ties))[-1] == f"Kortaste vägen mellan dem går {steps}"
    assert reasons(planted(drawn, ties + " kyrkan-i2"))[-1] == (
        f"Kortaste vägen mellan dem går till exempel {steps} Det finns fler som är lika korta."
    )


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "planned"}])
def test_a_joint_initiative_that_does_not_count_is_told(drawn: Drawn, over: dict[str, str]) -> None:
    chosen = planted(drawn, TIES + " eidar-forr ifk-forr", initiatives=[*INITIATIVES, {"id": "forr", **over}])

    assert "Båda nämns däremot i ”Forr”, som har avslutats eller bara är planerat." in reasons(chosen)


def test_what_was_expected_is_told_only_where_it_stands_out(drawn: Drawn) -> None:
    names = [f"{side}{number}" for side in "ei" for number in range(10)]
    chosen = study(
        drawn(
            " ".join(f"{'eidar' if name[0] == 'e' else 'ifk'}-{name}" for name in names),
            initiatives=[{"id": name, "place_ids": "lextorp"} for name in names],
            serves=" ".join(f"{name}-{group}" for name in names for group in ("unga", "barn")),
        ),
        Selection(),
    )

    assert "ungefär 5 gemensamma vore att vänta" in reasons(chosen)[-1]
    assert deck_of(chosen).cards[0].band != ""
    assert not any("att vänta" in text for text in reasons(planted(drawn)))


HOUSE = "ifk-i1 ifk-i2 gard-hus skola-hus bibliotek-hus gard-g skola-s bibliotek-b"
IN_THE_HOUSE = {
    "initiatives": [{"id": name, "place_ids": "lextorp"} for name in ("i1", "i2", "hus")],
    "serves": "i1-unga i2-barn hus-unga hus-barn",
}


def test_a_card_names_every_pair_that_says_the_same_and_the_deck_counts_them(drawn: Drawn) -> None:
    deck = deck_of(study(drawn(HOUSE, **IN_THE_HOUSE), Selection()))

    (card,) = deck.cards
    told = "Detsamma kan sägas om Ifk och var och en av Gard och Skola, genom ”Hus”."
    (reason,) = [reason for reason in card.reasons if reason.text == told]
    assert reason.nodes == ("actor:gard", "actor:skola", "initiative:hus")
    assert deck.notes[0] == (
        "2 par till står på samma kort som ett annat par, eftersom samma sak kan sägas om dem."
    )
    assert {("gard", "hus"), ("skola", "hus"), ("bibliotek", "hus")} <= card.evidence.participations


def test_the_change_to_try_is_the_one_that_brings_most_of_a_card_together(drawn: Drawn) -> None:
    chosen = study(drawn(HOUSE, **IN_THE_HOUSE), Selection())
    (card,) = deck_of(chosen).cards

    assert card.trial == (AddParticipation("ifk", "hus"),)
    assert pairs_after(chosen, card.trial) == set()


FAMILY = [{"id": "eidar", "parent_id": "staden"}]


@pytest.mark.parametrize(
    ("funding", "told"),
    [
        ("i1-eidar", "Eidar finansierar ”I1”, där Ifk är med."),
        ("i1-staden", "Staden, som Eidar hör till, finansierar ”I1”, där Ifk är med."),
        ("e1-ifk e2-ifk", "Ifk finansierar ”E1” och ”E2”, där Eidar är med."),
        ("i1-delmos e2-delmos", "Delmos finansierar både ”E2”, där Eidar är med, och ”I1”, där Ifk är med."),
    ],
)
def test_who_pays_for_whom_is_told_with_its_source(drawn: Drawn, funding: str, told: str) -> None:
    chosen = planted(drawn, funding=funding, actors=FAMILY)

    assert f"{told} Det står i ”Sidan”." in reasons(chosen)
    paid = {pair.split("-")[0] for pair in funding.split()}
    assert deck_of(chosen).cards[0].evidence.funding == paid


def test_money_that_a_source_only_implies_is_told_as_such(drawn: Drawn) -> None:
    row = {"initiative_id": "i1", "funder_id": "eidar", "certainty": "inferred"}

    assert "Eidar finansierar ”I1”, där Ifk är med. Det antyds i ”Sidan”." in reasons(
        planted(drawn, funding=[row])
    )


def test_without_any_money_between_them_none_is_told(drawn: Drawn) -> None:
    assert not any("finansierar ”" in text for text in reasons(planted(drawn, funding="i1-delmos")))


# What a card does not claim


def test_it_says_that_not_being_named_is_not_being_apart(drawn: Drawn) -> None:
    assert limits(planted(drawn)) == (
        "Att källorna inte nämner någon gemensam insats betyder inte att Eidar och Ifk saknar kontakt.",
    )


def test_an_open_list_is_told(drawn: Drawn) -> None:
    opened = [{**row, "actors_complete": "no"} if row["id"] == "e1" else row for row in INITIATIVES]

    assert limits(planted(drawn, initiatives=opened))[1] == (
        "I ”E1” kan fler aktörer vara med än de som källan nämner."
    )


def test_what_a_source_only_implies_is_told(drawn: Drawn) -> None:
    pairs = [tie.split("-") for tie in TIES.split()]
    links = [
        {"actor_id": actor, "initiative_id": name, "certainty": "inferred" if name == "i2" else "stated"}
        for actor, name in pairs
    ]
    serves = [
        {
            "initiative_id": name,
            "target_group_id": group,
            "certainty": "inferred" if name == "e1" else "stated",
        }
        for name, group in (pair.split("-") for pair in SERVES.split())
    ]

    told = limits(planted(drawn, links, serves=serves))

    assert told[1].endswith("vilka som är med i eller nås av ”I2” och ”E1”.")
    assert len(limits(planted(drawn, links))) == 2


# What to try


def pairs_after(chosen: Study, trial: tuple[Edit, ...]) -> set[Judged | None]:
    """Which pairs are still a gap once a card's change is made."""
    changed = apply(chosen.dataset, Scenario("prov", trial))
    return {card.judged for card in deck_of(study(changed, chosen.selection)).cards}


def test_the_smallest_change_is_a_seat_where_most_is_shared(drawn: Drawn) -> None:
    chosen = planted(drawn, serves="e1-unga e2-barn i1-unga i2-barn i2-unga")

    assert deck_of(chosen).cards[0].trial == (AddParticipation("eidar", "i2"),)


def test_a_seat_that_is_known_to_be_empty_or_settled_is_not_tried(drawn: Drawn) -> None:
    closed = [{**row, "actors_complete": "yes"} if row["id"] == "e1" else row for row in INITIATIVES]
    judged = [{"id": "j", "kind": "seat", "subject_id": "ifk", "object_id": "e2", "status": "irrelevant"}]
    chosen = planted(drawn, initiatives=closed, judgements=judged)

    assert deck_of(chosen).cards[0].trial == (AddParticipation("eidar", "i1"),)


def test_where_no_seat_is_open_a_new_initiative_is_tried(drawn: Drawn) -> None:
    closed = [{**row, "actors_complete": "yes"} for row in INITIATIVES]
    chosen = planted(drawn, initiatives=[*closed, {"id": "eidar-ifk"}])

    assert deck_of(chosen).cards[0].trial == (
        AddInitiative("eidar-ifk-2", "Prov: Eidar och Ifk", ("barn", "unga"), ("lextorp",)),
        AddParticipation("eidar", "eidar-ifk-2"),
        AddParticipation("ifk", "eidar-ifk-2"),
    )


def test_the_new_initiative_closes_the_gap(drawn: Drawn) -> None:
    chosen = planted(drawn, initiatives=[{**row, "actors_complete": "yes"} for row in INITIATIVES])
    (card,) = deck_of(chosen).cards

    assert len(card.trial) == 3
    assert pairs_after(chosen, card.trial) == set()


# The deck


def test_a_pair_that_was_judged_is_counted_and_not_shown(drawn: Drawn) -> None:
    deck = deck_of(planted(drawn, judgements="j-eidar-ifk"))

    assert deck.cards == ()
    assert deck.notes[0] == "1 par visas inte, eftersom någon har bedömt det."
    assert deck.silence == "Alla par som skulle ha stått här har bedömts."


def test_an_empty_deck_says_why(drawn: Drawn) -> None:
    nothing = study(drawn("a-x"), Selection(themes=("ingen",)))

    assert deck_of(nothing).silence.startswith("Ingen insats i urvalet räknas")
    assert deck_of(planted(drawn, "eidar-e1")).silence.startswith("Inga två aktörer")
    assert deck_of(planted(drawn)).silence == ""


def test_an_actor_that_is_in_most_pairs_is_named_once_for_all(drawn: Drawn) -> None:
    others = ("a", "b", "c")
    names = [f"{actor}{number}" for actor in (*others, "ifk") for number in (1, 2)]
    chosen = study(
        drawn(
            " ".join([f"{name[:-1]}-{name}" for name in names] + [f"{actor}-hos" for actor in others]),
            initiatives=[{"id": name, "place_ids": "lextorp"} for name in names],
            serves=" ".join(f"{name}-{'unga' if name[-1] == '1' else 'barn'}" for name in names),
        ),
        Selection(),
    )

    assert deck_of(chosen).notes[0] == ("Ifk finns med i 3 av 3 par. Det kan räcka att ta upp saken en gång.")


def test_a_note_says_how_much_is_known_absent_and_unknown_in_all(drawn: Drawn) -> None:
    judged = [{"id": "j", "subject_id": "polisen", "object_id": "eidar", "status": "declined"}]
    chosen = planted(drawn, TIES + " polisen-i1", judgements=judged)

    assert deck_of(chosen).notes[-1] == (
        "Av alla par av aktörer i urvalet är 1 med i samma insats enligt underlaget. 1 har bekräftats "
        "sakna samarbete och 1 är okända. Okänt betyder inte att de saknar kontakt."
    )


# On the real data


@pytest.fixture(scope="module", params=["unit", "department", "municipality"])
def home(request: pytest.FixtureRequest) -> Study:
    dataset = open_package().dataset
    level: Level = request.param
    return study(dataset, replace(home_selection(dataset), level=level))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_the_data_is_whole(home: Study, language: str) -> None:
    deck = deck_of(home, language)

    texts = [deck.reading, deck.silence, *deck.notes]
    for card in deck.cards:
        texts += [card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons)]
    assert [text for text in texts if "{" in text or "}" in text] == []
    assert bool(deck.cards) != bool(deck.silence)
    assert deck.findings == gathered(home, missing_partnerships(home))


def test_every_card_of_the_data_rests_on_rows_that_are_there(home: Study) -> None:
    links = set(zip(home.participations["actor_id"], home.participations["initiative_id"], strict=True))
    serves = set(zip(home.serves["initiative_id"], home.serves["target_group_id"], strict=True))
    nodes = {f"actor:{name}" for name in home.network.actors} | {
        f"initiative:{name}" for name in home.initiatives.index
    }

    for card in deck_of(home).cards:
        assert card.evidence.participations <= links
        assert card.evidence.serves <= serves
        assert card.evidence.initiatives <= set(home.initiatives.index)
        assert {*card.nodes, *(node for reason in card.reasons for node in reason.nodes)} <= nodes
        assert card.judged is not None
        assert card.nodes[:2] == (f"actor:{card.judged.subject}", f"actor:{card.judged.object}")


def test_every_trial_of_the_data_closes_its_gap(home: Study) -> None:
    for card in deck_of(home).cards[:3]:
        assert card.judged not in pairs_after(home, card.trial)


def test_a_card_names_whom_it_is_about(home: Study) -> None:
    names = home.dataset.names["actors"]

    for card in deck_of(home).cards:
        assert card.judged is not None
        assert names[card.judged.subject] in card.claim
        assert names[card.judged.object] in card.claim
