from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.cards.card import Deck, Judged
from samverkan.cards.cell import cell_deck
from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import with_narrower
from samverkan.domain.scenario import Scenario, apply
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.empty_cells import UncoveredCell
from samverkan.i18n import LANGUAGES, phrases, translator
from samverkan.workflows import home_selection, open_package

Drawn = Callable[..., Dataset]

AT_SQUARE = [{"id": f"t{number}", "place_ids": "torget"} for number in range(6)]
AT_LEXTORP = [{"id": f"l{number}", "place_ids": "lextorp"} for number in range(6)]
SERVES = " ".join([*(f"t{number}-unga" for number in range(6)), *(f"l{number}-aldre" for number in range(6))])


def planted(drawn: Drawn, more: Any = (), serves: str = "", ties: Any = "", **tables: Any) -> Dataset:
    """Six initiatives for the young at the square, six for the elderly in Lextorp."""
    return drawn(ties, initiatives=[*AT_SQUARE, *AT_LEXTORP, *more], serves=f"{SERVES} {serves}", **tables)


def deck(dataset: Dataset, selection: Selection | None = None, language: str = "sv") -> Deck:
    return cell_deck(study(dataset, selection or Selection()), translator(language))


def texts(shown: Deck) -> list[str]:
    cards = [
        text
        for card in shown.cards
        for text in (card.claim, card.band, *card.limits, *(reason.text for reason in card.reasons))
    ]
    return [shown.reading, shown.silence, *shown.notes, *cards]


def test_a_card_states_a_fact_and_its_numbers_can_be_recounted(drawn: Drawn) -> None:
    card = deck(planted(drawn)).cards[0]

    assert card.id == "cell:aldre~torget~*"
    assert card.claim == "Källorna nämner ingen insats för aldre i Torget."
    assert card.band == "lucka"
    assert [reason.text for reason in card.reasons] == [
        "Av 12 insatser i urvalet: 6 vänder sig till aldre och 6 finns i Torget. Om det ena inte hängde "
        "ihop med det andra vore ungefär 3,0 insatser med allt detta att vänta. Källorna nämner ingen.",
        "Vänder sig till aldre: ”L0”, ”L1”, ”L2”, ”L3” och 2 till.",
        "Finns i Torget: ”T0”, ”T1”, ”T2”, ”T3” och 2 till.",
    ]
    assert card.judged == Judged("cell", "aldre", "torget")
    assert card.evidence.serves == {(f"l{number}", "aldre") for number in range(6)}
    assert card.evidence.initiatives == {f"t{number}" for number in range(6)}


def test_the_trial_closes_the_gap(drawn: Drawn) -> None:
    dataset = planted(drawn)
    card = deck(dataset).cards[0]

    tried = apply(dataset, Scenario("prov", card.trial))
    assert card.id not in {other.id for other in deck(tried).cards}


def test_general_coverage_is_named_first_among_the_reasons(drawn: Drawn) -> None:
    places = [{"id": "torget", "broader_id": "staden"}, {"id": "lextorp", "broader_id": "staden"}]
    shown = deck(planted(drawn, [{"id": "x", "place_ids": "staden"}], "x-aldre", places=places))

    (card,) = (card for card in shown.cards if card.id == "cell:aldre~torget~*")
    assert card.claim == "Källorna nämner ingen insats just för aldre i Torget."
    assert card.band == "bara allmän täckning"
    assert card.reasons[1].text == (
        "Allmän täckning finns, för en bredare målgrupp eller ett större område: ”X”."
    )


def test_what_is_there_for_a_near_group_is_told(drawn: Drawn) -> None:
    groups = [
        *({"id": group, "broader_ids": "vuxna"} for group in ("aldre", "par")),
        *({"id": group, "broader_ids": "alla"} for group in ("vuxna", "unga", "djur")),
    ]
    near = [{"id": "x", "place_ids": "torget"}]
    shown = deck(planted(drawn, near, "x-par", target_groups=groups))

    (card,) = (card for card in shown.cards if card.id == "cell:aldre~torget~*")
    assert card.reasons[1].text == "I Torget, för andra inom samma bredare målgrupp: ”X”."
    assert card.claim == "Källorna nämner ingen insats för aldre i Torget."


def test_houses_and_empty_areas_stand_in_the_notes(drawn: Drawn) -> None:
    places = [
        {"id": "torget", "broader_id": "staden"},
        {"id": "huset", "broader_id": "torget"},
        {"id": "sodra", "broader_id": "staden"},
    ]
    shown = deck(planted(drawn, [{"id": "huset", "kind": "venue", "place_ids": "huset"}], places=places))

    assert "Områden där underlaget inte nämner någon pågående insats: Sodra." in shown.notes
    assert "Hus räknas inte som områden, utan till det område de ligger i: Huset." in shown.notes


def test_fields_of_which_too_little_is_told_stand_in_the_notes(drawn: Drawn) -> None:
    more = [{"id": f"x{number}"} for number in range(12)]
    shown = deck(planted(drawn, more, " ".join(f"{one['id']}-djur" for one in more)))

    (note,) = (note for note in shown.notes if note.startswith("Tomma fält som inte kan bedömas"))
    assert note.endswith(": för djur i Lextorp och för djur i Torget.")


def test_a_thin_field_says_that_it_may_be_chance(drawn: Drawn) -> None:
    shown = deck(planted(drawn, [{"id": "x", "place_ids": ""}]))

    assert shown.cards[0].band == "möjlig lucka, tunt underlag"
    assert "Med så få väntade insatser kan fältet vara tomt av en slump." in shown.cards[0].limits


def test_what_is_unknown_and_what_has_ended_is_said(drawn: Drawn) -> None:
    more = [{"id": "okand"}, {"id": "forr", "place_ids": "torget", "status": "ended"}]
    card = deck(planted(drawn, more, "okand-aldre forr-aldre")).cards[0]

    assert card.limits[0].startswith("För 1 insats säger källorna inte allt")
    assert card.limits[0].endswith("Den kan höra hit: ”Okand”.")
    assert card.reasons[0].text.endswith("För 1 insats säger de inte tillräckligt för att avgöra.")
    assert card.reasons[-1].text == "Har funnits men är avslutat: ”Forr”."


def test_a_field_with_a_sector_names_who_acts_and_has_nothing_to_judge_or_try(drawn: Drawn) -> None:
    ties = " ".join([*(f"polisen-t{n}" for n in range(6)), *(f"ifk-l{n}" for n in range(6))])
    shown = deck(planted(drawn, ties=ties, actors=[{"id": "polisen", "sector": "state"}]))

    (card,) = (card for card in shown.cards if card.id == "cell:aldre~*~state")
    assert card.claim == "Källorna nämner ingen insats för aldre där statliga aktörer medverkar."
    assert (card.judged, card.trial) == (None, ())
    assert card.evidence.participations == {("polisen", f"t{number}") for number in range(6)}


def test_a_plan_whose_start_has_passed_says_so_in_the_notes(drawn: Drawn) -> None:
    more = [{"id": "snart", "place_ids": "torget", "status": "planned", "start": "2020-05"}]
    shown = deck(planted(drawn, more, "snart-aldre"))

    assert any("”Snart”, som skulle ha startat 2020-05 enligt källan" in note for note in shown.notes)


def test_a_planned_field_stands_in_the_notes(drawn: Drawn) -> None:
    more = [{"id": "snart", "place_ids": "torget", "status": "planned"}]
    shown = deck(planted(drawn, more, "snart-aldre"))

    assert "cell:aldre~torget~*" not in {card.id for card in shown.cards}
    assert (
        "Saknar känd pågående insats, men källorna nämner en planerad: för aldre i Torget (”Snart”)."
        in shown.notes
    )


def test_judged_fields_are_counted(drawn: Drawn) -> None:
    judged = [{"id": "j", "kind": "cell", "subject_id": "aldre", "object_id": "torget"}]
    shown = deck(planted(drawn, judgements=judged))

    assert "1 fält visas inte, eftersom det redan har bedömts." in shown.notes


# Target groups without any initiative


AWAY = {"id": "borta", "municipality": "Ljungby", "reference": "yes"}
HOME = Selection(municipalities=("Trollhättan",))


def test_a_group_that_nothing_here_could_reach_has_a_card_of_its_own(drawn: Drawn) -> None:
    dataset = planted(drawn, [AWAY], "borta-flickor")
    card = deck(dataset, HOME).cards[-1]

    assert card.claim == "Källorna nämner ingen pågående insats i Trollhättan särskilt för flickor."
    assert [reason.text for reason in card.reasons] == ["Målgruppen nämns i ”Borta” (Ljungby)."]
    tried = apply(dataset, Scenario("prov", card.trial))
    assert card.id not in {other.id for other in deck(tried).cards}


def test_groups_that_are_part_of_one_that_is_served_share_a_note_and_have_no_card(drawn: Drawn) -> None:
    groups = [
        *({"id": group, "broader_ids": "unga"} for group in ("flickor", "pojkar")),
        {"id": "anhoriga", "broader_ids": "aldre"},
    ]
    borta = "borta-flickor borta-pojkar borta-anhoriga"
    wide = [AWAY, {"id": "x", "place_ids": "staden"}, {"id": "y", "place_ids": "staden"}]
    shown = deck(planted(drawn, wide, f"{borta} x-nya y-fler", target_groups=groups), HOME)

    assert (
        "Målgrupper som ingen pågående insats i Trollhättan vänder sig särskilt till, men som ingår i en "
        "bredare målgrupp med insatser: anhoriga ingår i aldre (”L0”, ”L1”, ”L2”, ”L3” och 2 till); flickor "
        "och pojkar ingår i unga (”T0”, ”T1”, ”T2”, ”T3” och 2 till). Om insatserna når dem säger källorna "
        "inte. Målgrupperna nämns i ”Borta” (Ljungby)."
    ) in shown.notes
    assert {card.id for card in shown.cards} == {"cell:aldre~torget~*", "cell:unga~lextorp~*"}


def test_a_group_whose_own_initiative_has_ended_keeps_its_card(drawn: Drawn) -> None:
    groups = [{"id": "flickor", "broader_ids": "unga"}]
    shown = deck(planted(drawn, [{"id": "forr", "end": "2020"}], "forr-flickor", target_groups=groups))

    assert [reason.text for reason in shown.cards[-1].reasons] == [
        "Målgruppen nämns i ”Forr”, som är avslutat.",
        "Insatser för unga kan nå den: ”T0”, ”T1”, ”T2”, ”T3” och 2 till.",
    ]


def test_groups_that_are_only_listed_or_over_say_so(drawn: Drawn) -> None:
    dataset = planted(drawn, [{"id": "forr", "end": "2020"}], "forr-flickor", target_groups=[{"id": "djur"}])

    assert [card.reasons[0].text for card in deck(dataset).cards[-2:]] == [
        "Målgruppen finns i förteckningen över målgrupper, men ingen insats i underlaget nämner den.",
        "Målgruppen nämns i ”Forr”, som är avslutat.",
    ]


def test_where_most_groups_are_without_one_they_are_only_counted(drawn: Drawn) -> None:
    shown = deck(planted(drawn, target_groups=[{"id": name} for name in ("a", "b", "c")]))

    assert {card.id for card in shown.cards} == {"cell:aldre~torget~*", "cell:unga~lextorp~*"}
    assert shown.notes[1].startswith("3 målgrupper i underlaget nås inte")


# Silence


def test_silence_says_why(drawn: Drawn) -> None:
    dataset = planted(drawn)

    assert deck(dataset, Selection(themes=("ingen",))).silence.startswith("Urvalet innehåller inga insatser")
    assert deck(drawn(serves="a-unga")).silence.startswith("Ingen insats i urvalet har både")
    assert deck(drawn("ifk-a", serves="a-unga")).silence.startswith("Alla fält där minst en insats")
    assert deck(dataset).silence == ""


# On the data that travel with the program


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_the_data_are_whole_sentences(level: Level, language: str) -> None:
    dataset = open_package().dataset

    shown = deck(dataset, replace(home_selection(dataset), level=level), language)

    assert [card.id for card in shown.cards] == ["cell:familjer~kronogarden~*"]
    assert len(shown.cards) == len(shown.findings) == len({card.id for card in shown.cards})
    assert [text for text in texts(shown) if re.search(r"[{}]|card\.|  ", text)] == []


def test_every_field_of_the_data_is_empty_by_the_tables() -> None:
    dataset = open_package().dataset
    chosen = study(dataset, home_selection(dataset))
    groups, places = dataset.broader["target_groups"], dataset.broader["places"]
    counted = chosen.initiatives[chosen.initiatives["counted"]]
    home = dict(zip(counted.index, counted["place_ids"], strict=True))
    cells = [cell for cell in cell_deck(chosen, translator("sv")).findings if isinstance(cell, UncoveredCell)]

    assert len(cells) == 1
    for cell in cells:
        inside, within = with_narrower((cell.target_group,), groups), with_narrower((cell.place,), places)
        serving = [row for row in chosen.serves.itertuples() if row.target_group_id in inside]
        there = [row for row in serving if row.initiative_id in home]
        assert {row.initiative_id for row in there} == {*cell.with_group}
        assert not any({*(row.place_ids or home[row.initiative_id]).split("|")} & within for row in there)


def test_groups_of_the_learning_examples_are_one_note_and_houses_are_no_areas() -> None:
    dataset = open_package().dataset
    shown = deck(dataset, home_selection(dataset))

    (note,) = (note for note in shown.notes if "inrikes födda" in note)
    assert all(group in note for group in ("asylsökande", "daglediga", "äldre och pensionärer"))
    assert any(note.endswith("Kronans kulturhus och Storegårdens fritidsgård.") for note in shown.notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sector_has_its_words(language: str) -> None:
    assert [s for s in VOCABULARIES["sector"] if f"card.cell.who.{s}" not in phrases(language)] == []
