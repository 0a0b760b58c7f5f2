from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from math import log, prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.degree_model import degree_model
from samverkan.analysis.ways import Way
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.partnerships import (
    MissingPartnership,
    gathered,
    missing_partnerships,
    without_judgements,
)
from samverkan.gaps.shared_cells import SharedCell, wholes
from samverkan.workflows import home_study, open_package

Drawn = Callable[..., Dataset]

TIES = "eidar-e1 eidar-e2 ifk-i1 ifk-i2 kyrkan-k1"
INITIATIVES = [{"id": name, "place_ids": "lextorp"} for name in ("e1", "e2", "i1", "i2", "k1")]
SERVES = "e1-unga e2-barn i1-unga i2-barn k1-unga"


def planted(drawn: Drawn, ties: Any = TIES, **tables: Any) -> Dataset:
    """Eidar and IFK turn to the young and to the children of Lextorp, each on its own; the church once."""
    return drawn(ties, **{"initiatives": INITIATIVES, "serves": SERVES, **tables})


def rows(ties: str, **cells: str) -> list[dict[str, str]]:
    pairs = [tie.split("-") for tie in ties.split()]
    return [{"actor_id": actor, "initiative_id": initiative, **cells} for actor, initiative in pairs]


def pairs_of(dataset: Dataset, selection: Selection | None = None) -> list[tuple[str, str]]:
    found = missing_partnerships(study(dataset, selection or Selection()))
    return [(gap.actor, gap.other) for gap in found]


FOUND = [("eidar", "ifk")]


def test_a_planted_pair_is_found_with_its_cells_and_its_score(drawn: Drawn) -> None:
    found = missing_partnerships(study(planted(drawn), Selection()))

    # Five initiatives, three of them for the young of Lextorp and two for the children.
    assert found == (
        MissingPartnership(
            actor="eidar",
            other="ifk",
            score=pytest.approx(log(5 / 2) + log(5 / 3)),
            cells=(
                SharedCell("barn", "lextorp", ("e2",), ("i2",), 2),
                SharedCell("unga", "lextorp", ("e1",), ("i1",), 3),
            ),
            n_initiatives=2,
            n_other_initiatives=2,
            not_counted=(),
            way=None,
            # Of five initiatives the two have two each: p = 0.4 everywhere, whoever it is.
            expected=pytest.approx(5 * 0.4**2),
            chance_of_none=pytest.approx((1 - 0.4**2) ** 5),
        ),
    )


def test_fewer_initiatives_or_cells_are_enough_where_that_is_asked_for(drawn: Drawn) -> None:
    found = missing_partnerships(study(planted(drawn), Selection()), min_initiatives=1, min_cells=1)

    assert [(gap.actor, gap.other) for gap in found] == [
        ("eidar", "ifk"),
        ("eidar", "kyrkan"),
        ("ifk", "kyrkan"),
    ]


def test_the_order_of_rows_does_not_matter(drawn: Drawn) -> None:
    dataset = planted(drawn, TIES + " kyrkan-k2", serves=SERVES + " k2-barn k2-aldre")
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})

    assert missing_partnerships(study(dataset, Selection())) == missing_partnerships(
        study(turned, Selection())
    )


def test_equal_scores_stand_in_order_of_id(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        TIES + " kyrkan-k2",
        initiatives=[*INITIATIVES, {"id": "k2", "place_ids": "lextorp"}],
        serves=SERVES + " k2-barn",
    )

    assert pairs_of(dataset) == [("eidar", "ifk"), ("eidar", "kyrkan"), ("ifk", "kyrkan")]


def test_nothing_chosen_has_no_gaps(drawn: Drawn) -> None:
    assert pairs_of(planted(drawn), Selection(themes=("ingen",))) == []


# The way between them


def way_of(dataset: Dataset, selection: Selection | None = None) -> Way | None:
    found = missing_partnerships(study(dataset, selection or Selection()))
    return next(gap.way for gap in found if (gap.actor, gap.other) == ("eidar", "ifk"))


def test_the_way_between_two_goes_over_whom_both_meet(drawn: Drawn) -> None:
    way = way_of(planted(drawn, TIES + " polisen-e1 polisen-i1"))

    assert way is not None
    assert way.steps == ("eidar", "e1", "polisen", "i1", "ifk")


def test_actors_in_different_parts_have_no_way(drawn: Drawn) -> None:
    assert way_of(planted(drawn)) is None


def test_a_way_is_that_of_the_network_that_is_drawn(drawn: Drawn) -> None:
    links = [*rows(TIES), *rows("polisen-e1 polisen-i1", certainty="inferred")]

    assert way_of(planted(drawn, links)) is not None
    assert way_of(planted(drawn, links), Selection(stated_only=True)) is None


# More than chance


def crowded(drawn: Drawn, n: int) -> MissingPartnership:
    """Two actors who share ``2 n`` initiatives between them, n each, for the same people in Lextorp."""
    own, others = ([f"{side}{number}" for number in range(n)] for side in "ei")
    found = missing_partnerships(
        study(
            drawn(
                " ".join([f"eidar-{name}" for name in own] + [f"ifk-{name}" for name in others]),
                initiatives=[{"id": name, "place_ids": "lextorp"} for name in own + others],
                serves=" ".join(f"{name}-{group}" for name in own + others for group in ("unga", "barn")),
            ),
            Selection(),
        )
    )
    return found[0]


def test_a_pair_with_much_to_do_and_nothing_together_deviates(drawn: Drawn) -> None:
    gap = crowded(drawn, 10)

    # Each initiative has one of the two, so p = 1/2 everywhere.
    assert gap.expected == pytest.approx(20 / 4)
    assert gap.chance_of_none == pytest.approx((3 / 4) ** 20)
    assert gap.is_deviation


@pytest.mark.parametrize(("n", "expected"), [(5, False), (6, True)])
def test_a_deviation_needs_three_expected_initiatives_and_little_chance(
    drawn: Drawn, n: int, expected: bool
) -> None:
    assert expected == crowded(drawn, n).is_deviation


@pytest.mark.parametrize(
    ("of", "chance", "deviates"), [(3.0, 0.05, True), (2.99, 0.01, False), (3.2, 0.051, False)]
)
def test_both_conditions_of_a_deviation_must_hold(
    drawn: Drawn, of: float, chance: float, deviates: bool
) -> None:
    gap = replace(crowded(drawn, 2), expected=of, chance_of_none=chance)

    assert deviates == gap.is_deviation


# Who has met already


def test_a_joint_initiative_is_no_gap(drawn: Drawn) -> None:
    assert pairs_of(planted(drawn, TIES + " eidar-joint ifk-joint")) == []


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "planned"}, {"end": "2020"}])
def test_a_joint_initiative_that_is_not_under_way_does_not_count(drawn: Drawn, over: dict[str, str]) -> None:
    dataset = planted(
        drawn, TIES + " eidar-joint ifk-joint", initiatives=[*INITIATIVES, {"id": "joint", **over}]
    )

    assert pairs_of(dataset) == FOUND
    assert missing_partnerships(study(dataset, Selection()))[0].not_counted == ("joint",)


def test_a_part_in_a_joint_initiative_that_is_over_does_not_count(drawn: Drawn) -> None:
    dataset = planted(drawn, [*rows(TIES + " eidar-joint"), *rows("ifk-joint", status="ended")])

    assert pairs_of(dataset) == FOUND


@pytest.mark.parametrize(
    "selection",
    [
        Selection(themes=("trygghet",)),
        Selection(places=("lextorp",)),
        Selection(target_groups=("unga", "barn")),
        Selection(roles=("partner",)),
        Selection(stated_only=True),
        Selection(year_to=2018),
        Selection(statuses=("ongoing",)),
    ],
)
def test_a_filter_never_makes_strangers_of_partners(drawn: Drawn, selection: Selection) -> None:
    joint = {"id": "joint", "start": "2019", "status": "unknown", "place_ids": "centrum"}
    initiatives = [{**row, "theme_ids": "trygghet"} for row in INITIATIVES]
    links = [*rows(TIES), *rows("eidar-joint ifk-joint", role="host", certainty="inferred")]

    assert pairs_of(planted(drawn, links[:5], initiatives=initiatives), selection) == FOUND
    assert pairs_of(planted(drawn, links, initiatives=[*initiatives, joint]), selection) == []


def test_who_pays_for_what_the_other_does_is_no_stranger(drawn: Drawn) -> None:
    assert pairs_of(planted(drawn, [*rows(TIES), *rows("eidar-i1", role="funder")])) == []


def test_an_actor_is_where_its_units_are(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        TIES + " hall-joint ifk-joint",
        actors=[{"id": "hall", "parent_id": "eidar"}, {"id": "eidar", "kind": "municipal_company"}],
    )

    assert [
        pairs_of(dataset, Selection(level=level)) for level in ("unit", "department", "municipality")
    ] == [
        [],
        [],
        [],
    ]


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_an_actor_is_where_the_units_are_of_whom_it_took_over(drawn: Drawn, level: Level) -> None:
    dataset = planted(
        drawn,
        TIES + " hall-joint ifk-joint",
        actors=[{"id": "hall", "parent_id": "gamla"}, {"id": "gamla", "merged_into": "eidar"}],
    )

    assert pairs_of(dataset, Selection(level=level)) == []


# Who is never suggested


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_an_actor_and_its_own_unit_are_no_gap(drawn: Drawn, level: Level) -> None:
    dataset = planted(
        drawn, actors=[{"id": "eidar", "parent_id": "mellan"}, {"id": "mellan", "parent_id": "ifk"}]
    )

    assert pairs_of(dataset, Selection(level=level)) == []


def test_an_actor_and_its_own_unit_are_no_gap_in_what_has_ended_either(drawn: Drawn) -> None:
    ended = [{**row, "status": "ended"} for row in INITIATIVES]
    family = [{"id": "eidar", "parent_id": "ifk"}]
    selection = Selection(statuses=("ended",))

    assert pairs_of(planted(drawn, initiatives=ended), selection) == FOUND
    assert pairs_of(planted(drawn, initiatives=ended, actors=family), selection) == []


def test_units_of_one_department_may_be_a_gap(drawn: Drawn) -> None:
    dataset = planted(drawn, actors=[{"id": "eidar", "parent_id": "kff"}, {"id": "ifk", "parent_id": "kff"}])

    assert pairs_of(dataset) == FOUND


def test_two_names_of_one_actor_are_no_gap(drawn: Drawn) -> None:
    assert pairs_of(planted(drawn, actors=[{"id": "ifk", "merged_into": "eidar"}])) == []


@pytest.mark.parametrize("role", ["funder", "channel"])
def test_who_only_pays_or_passes_word_on_is_not_suggested_even_when_shown(drawn: Drawn, role: str) -> None:
    links = [*rows("eidar-e1 eidar-e2 kyrkan-k1"), *rows("ifk-i1 ifk-i2", role=role)]

    assert pairs_of(planted(drawn, links), Selection(roles=())) == []


@pytest.mark.parametrize("level", ["unit", "department"])
def test_who_also_acts_may_be_suggested_though_it_pays(drawn: Drawn, level: Level) -> None:
    links = [*rows(TIES), *rows("ifk-k1", role="funder")]

    assert ("eidar", "ifk") in pairs_of(planted(drawn, links), Selection(roles=(), level=level))


def test_an_actor_of_another_municipality_is_not_suggested(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        TIES + " ifk-b",
        actors=[{"id": "ifk", "municipality": "Borlänge"}],
        initiatives=[*INITIATIVES, {"id": "b", "municipality": "Borlänge"}],
    )

    assert pairs_of(dataset, Selection(municipalities=("Trollhättan",))) == []
    assert pairs_of(dataset, Selection(municipalities=("Trollhättan", "Borlänge"))) == FOUND


def test_an_actor_without_a_municipality_may_be_suggested(drawn: Drawn) -> None:
    dataset = planted(drawn, actors=[{"id": "ifk", "municipality": ""}])

    assert pairs_of(dataset, Selection(municipalities=("Trollhättan",))) == FOUND


@pytest.mark.parametrize("selection", [Selection(), Selection(municipalities=("Ljungby", "Trollhättan"))])
def test_an_actor_of_a_learning_example_is_not_suggested(drawn: Drawn, selection: Selection) -> None:
    dataset = planted(
        drawn,
        actors=[{"id": "ifk", "municipality": "Ljungby"}],
        initiatives=[
            {**row, "municipality": "Ljungby", "reference": "yes"} if row["id"] in ("i1", "i2") else row
            for row in INITIATIVES
        ],
    )

    assert pairs_of(dataset, selection) == []


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
@pytest.mark.parametrize("pair", [("eidar", "ifk"), ("ifk", "eidar")])
def test_a_judged_pair_is_not_suggested_again_unless_the_question_is_open(
    drawn: Drawn, status: str, pair: tuple[str, str]
) -> None:
    judgement = {"id": "j", "subject_id": pair[0], "object_id": pair[1], "status": status}

    expected = [] if status in SETTLED else FOUND
    assert expected == pairs_of(planted(drawn, judgements=[judgement]))


def test_a_judgement_of_another_kind_settles_nothing(drawn: Drawn) -> None:
    judgement = {"id": "j", "kind": "cell", "subject_id": "eidar", "object_id": "ifk"}

    assert pairs_of(planted(drawn, judgements=[judgement])) == FOUND


def test_a_judgement_holds_for_whoever_took_over_the_name(drawn: Drawn) -> None:
    dataset = planted(drawn, actors=[{"id": "gamla", "merged_into": "ifk"}], judgements="j-eidar-gamla")

    assert pairs_of(dataset) == []


LEVELS: tuple[Level, ...] = ("unit", "department", "municipality")
FAMILY = [
    {"id": "hall", "parent_id": "kff"},
    {"id": "torg", "parent_id": "kff"},
    {"id": "kff", "parent_id": "staden", "kind": "department"},
    {"id": "staden", "kind": "municipality"},
]
ROLLED: dict[Level, str] = {"unit": "hall", "department": "kff", "municipality": "staden"}


def rolled_up(
    drawn: Drawn, judgements: str, *, ties: str = "hall-e1 hall-e2", status: str = "declined"
) -> Any:
    """Return at which levels IFK and the hall, or the whole that speaks for it, are still a gap."""
    ends = [pair.split("-") for pair in judgements.split()]
    judged = [
        {"id": f"j{place}", "subject_id": one, "object_id": other, "status": status}
        for place, (one, other) in enumerate(ends)
    ]
    dataset = planted(drawn, ties + " ifk-i1 ifk-i2 kyrkan-k1", actors=FAMILY, judgements=judged)
    return [
        level
        for level in LEVELS
        if tuple(sorted(("ifk", ROLLED[level]))) in pairs_of(dataset, Selection(level=level))
    ]


def test_a_unit_and_its_wholes_are_gaps_while_nobody_has_judged_them(drawn: Drawn) -> None:
    assert rolled_up(drawn, "") == [*LEVELS]


@pytest.mark.parametrize("status", SETTLED)
def test_a_judgement_of_a_unit_holds_at_every_level(drawn: Drawn, status: str) -> None:
    assert rolled_up(drawn, "hall-ifk", status=status) == []


def test_a_judgement_of_a_whole_holds_for_its_units(drawn: Drawn) -> None:
    assert rolled_up(drawn, "ifk-staden") == []


def test_a_judgement_of_one_unit_leaves_what_its_sister_does_open(drawn: Drawn) -> None:
    ties = "hall-e1 hall-e2 torg-e1 torg-e2"

    assert rolled_up(drawn, "hall-ifk", ties=ties) == ["department", "municipality"]
    assert rolled_up(drawn, "hall-ifk torg-ifk", ties=ties) == []


def test_where_a_unit_is_known_to_meet_somebody_its_whole_is(drawn: Drawn) -> None:
    ties = "hall-e1 hall-e2 torg-e1 torg-e2"

    assert rolled_up(drawn, "hall-ifk", ties=ties, status="known_elsewhere") == []


def test_only_the_cells_of_the_judged_unit_go(drawn: Drawn) -> None:
    ties = "hall-e1 hall-e2 torg-e2 torg-e3 ifk-i1 ifk-i2 ifk-i3"
    dataset = planted(
        drawn,
        ties,
        initiatives=[{"id": name, "place_ids": "lextorp"} for name in ("e1", "e2", "e3", "i1", "i2", "i3")],
        serves="e1-unga i1-unga e2-barn i2-barn e3-aldre i3-aldre",
        actors=FAMILY,
        judgements="j-hall-ifk",
    )

    gap = missing_partnerships(study(dataset, Selection(level="department")))[0]

    assert [cell.target_group for cell in gap.cells] == ["aldre", "barn"]
    assert gap.score == pytest.approx(2 * log(6 / 2))


def test_the_newest_judgement_decides(drawn: Drawn) -> None:
    judged = [
        {"id": day, "subject_id": "eidar", "object_id": "ifk", "status": status, "date": day}
        for day, status in (("2020", "irrelevant"), ("2021", "asked"))
    ]

    assert pairs_of(planted(drawn, judgements=judged)) == FOUND


def test_a_study_can_be_looked_at_as_if_nobody_had_judged(drawn: Drawn) -> None:
    judged = study(planted(drawn, judgements="j-eidar-ifk"), Selection())

    assert missing_partnerships(judged) == ()
    assert missing_partnerships(without_judgements(judged)) == missing_partnerships(
        study(planted(drawn), Selection())
    )


@pytest.mark.parametrize(
    "group", [("association", "eidar-mote klubbar-mote"), ("sports", "eidar-mote klubbar-mote")]
)
def test_who_meets_a_group_that_may_include_the_other_is_no_gap(drawn: Drawn, group: tuple[str, str]) -> None:
    function, met = group
    actors = [
        {"id": "klubbar", "kind": "collective", "function": function},
        {"id": "ifk", "kind": "sports_club", "function": "sports"},
        {"id": "eidar", "kind": "municipal_company", "sector": "municipal"},
    ]

    assert pairs_of(planted(drawn, actors=actors)) == FOUND
    assert pairs_of(planted(drawn, f"{TIES} {met}", actors=actors)) == []
    assert pairs_of(planted(drawn, f"{TIES} {met}", actors=actors[1:])) == FOUND


# What is a shared cell


def test_a_broader_group_is_no_shared_cell(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        serves="e1-unga e2-barn i1-flickor i2-barn k1-unga",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
    )

    assert pairs_of(dataset) == []


def test_a_whole_town_is_no_shared_cell(drawn: Drawn) -> None:
    wide = [{**row, "place_ids": "hela-staden"} for row in INITIATIVES]

    inside = planted(drawn, initiatives=wide, places=[{"id": "lextorp", "broader_id": "hela-staden"}])

    assert pairs_of(inside) == []
    assert pairs_of(planted(drawn, initiatives=wide)) == FOUND


def test_a_wider_place_is_no_shared_cell_with_a_place_inside_it(drawn: Drawn) -> None:
    dataset = planted(
        drawn,
        initiatives=[
            {**row, "place_ids": "sodra" if row["id"] == "i2" else "lextorp"} for row in INITIATIVES
        ],
        places=[{"id": "lextorp", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}],
    )

    assert pairs_of(dataset) == []


def test_an_unknown_place_is_no_shared_cell(drawn: Drawn) -> None:
    assert pairs_of(planted(drawn, initiatives=[{"id": row["id"]} for row in INITIATIVES])) == []


def test_a_house_for_its_district_shares_what_others_do_in_the_house_and_in_the_district(
    drawn: Drawn,
) -> None:
    rows = [
        {"initiative_id": name, "target_group_id": group}
        for name, group in (("e1", "unga"), ("e2", "barn"), ("i1", "unga"), ("i2", "barn"))
    ]
    wide = [{**row, "place_ids": "sodra"} if row["initiative_id"][0] == "e" else row for row in rows]
    inside = [{"id": "lextorp", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}]
    dataset = planted(drawn, "eidar-e1 eidar-e2 ifk-i1 ifk-i2", serves=wide, places=inside)

    (gap,) = missing_partnerships(study(dataset, Selection()))

    assert [(cell.target_group, cell.place) for cell in gap.cells] == [
        ("barn", "lextorp"),
        ("unga", "lextorp"),
    ]


def test_a_house_and_its_district_are_not_two_cells_of_the_same_initiatives(drawn: Drawn) -> None:
    both = [{**row, "place_ids": "lextorp|sodra"} for row in INITIATIVES]
    inside = [{"id": "lextorp", "broader_id": "sodra"}, {"id": "sodra", "broader_id": "staden"}]
    alone = planted(drawn, serves="e1-unga i1-unga", initiatives=both, places=inside)
    whole = planted(drawn, initiatives=both, places=inside)

    assert pairs_of(alone) == []
    (gap,) = missing_partnerships(study(whole, Selection()))
    assert {cell.place for cell in gap.cells} == {"lextorp"}


def test_a_part_and_its_whole_are_one_activity_and_no_shared_cell(drawn: Drawn) -> None:
    parts = [{**row, "parent_id": {"i1": "e1", "i2": "e2"}.get(row["id"], "")} for row in INITIATIVES]
    turned = [{**row, "parent_id": {"e1": "i1", "e2": "i2"}.get(row["id"], "")} for row in INITIATIVES]
    deep = [{**row, "parent_id": {"i1": "mitt", "i2": "mitt"}.get(row["id"], "")} for row in INITIATIVES] + [
        {"id": "mitt", "parent_id": "e1"}
    ]

    assert pairs_of(planted(drawn, initiatives=parts)) == []
    assert pairs_of(planted(drawn, initiatives=turned)) == []
    assert pairs_of(planted(drawn, initiatives=deep)) == []
    assert pairs_of(planted(drawn)) == FOUND


def test_two_parts_of_one_whole_are_two_activities(drawn: Drawn) -> None:
    parts = [{**row, "parent_id": "hus" if row["id"] in ("e1", "i1") else ""} for row in INITIATIVES]

    assert pairs_of(planted(drawn, initiatives=parts)) == FOUND


def test_what_both_do_apart_from_a_part_and_its_whole_is_shared(drawn: Drawn) -> None:
    parts = [{**row, "parent_id": "e1" if row["id"] == "i1" else ""} for row in INITIATIVES]
    more = [*parts, {"id": "i3", "place_ids": "lextorp"}]

    (gap,) = missing_partnerships(
        study(planted(drawn, TIES + " ifk-i3", initiatives=more, serves=SERVES + " i3-unga"), Selection())
    )

    assert gap.cells[1] == SharedCell("unga", "lextorp", ("e1",), ("i3",), 4)


# One thing to bring up, one card


HOUSE = "ifk-i1 ifk-i2 gard-hus skola-hus bibliotek-hus gard-g skola-s bibliotek-b"
IN_THE_HOUSE = {
    "initiatives": [{"id": name, "place_ids": "lextorp"} for name in ("i1", "i2", "hus")],
    "serves": "i1-unga i2-barn hus-unga hus-barn",
}


def cards_of(dataset: Dataset) -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    chosen = study(dataset, Selection())
    cards = gathered(chosen, missing_partnerships(chosen))
    return [(card.pair, [gap.pair for gap in card.alike]) for card in cards]


def test_a_club_and_those_of_one_house_are_one_card(drawn: Drawn) -> None:
    assert cards_of(drawn(HOUSE, **IN_THE_HOUSE)) == [
        (("bibliotek", "ifk"), [("gard", "ifk"), ("ifk", "skola")])
    ]


def test_a_part_of_the_house_is_the_same_house(drawn: Drawn) -> None:
    initiatives = [*IN_THE_HOUSE["initiatives"], {"id": "kort", "place_ids": "lextorp", "parent_id": "hus"}]
    dataset = drawn(
        "ifk-i1 ifk-i2 gard-hus gard-g falt-kort falt-f",
        initiatives=initiatives,
        serves=IN_THE_HOUSE["serves"] + " kort-unga kort-barn",
    )

    assert cards_of(dataset) == [(("falt", "ifk"), [("gard", "ifk")])]


@pytest.mark.parametrize(("over", "n"), [("kff", 1), ("", 2)])
def test_units_of_one_department_are_one_card_and_strangers_are_not(drawn: Drawn, over: str, n: int) -> None:
    apart = "ifk-i1 ifk-i2 gard-g1 gard-g2 bad-b1 bad-b2 gard-annat bad-annat"
    names = ("i1", "i2", "g1", "g2", "b1", "b2")
    dataset = drawn(
        apart,
        initiatives=[{"id": name, "place_ids": "lextorp"} for name in names],
        serves=" ".join(f"{name}-{'unga' if name[1] == '1' else 'barn'}" for name in names),
        actors=[{"id": "gard", "parent_id": over}, {"id": "bad", "parent_id": over}],
    )

    assert len(cards_of(dataset)) == n


def test_a_pair_with_a_cell_of_its_own_has_a_card_of_its_own(drawn: Drawn) -> None:
    more = [
        *IN_THE_HOUSE["initiatives"],
        {"id": "s", "place_ids": "centrum"},
        {"id": "i3", "place_ids": "centrum"},
    ]
    dataset = drawn(HOUSE + " ifk-i3", initiatives=more, serves=IN_THE_HOUSE["serves"] + " s-unga i3-unga")

    # The school comes first with its third cell, and holds the others.
    assert cards_of(dataset) == [(("ifk", "skola"), [("bibliotek", "ifk"), ("gard", "ifk")])]

    elsewhere = [*more, {"id": "g", "place_ids": "torget"}, {"id": "i4", "place_ids": "torget"}]
    dataset = drawn(
        HOUSE + " ifk-i3 ifk-i4",
        initiatives=elsewhere,
        serves=IN_THE_HOUSE["serves"] + " s-unga i3-unga g-unga i4-unga",
    )
    assert cards_of(dataset) == [
        (("gard", "ifk"), [("bibliotek", "ifk")]),
        (("ifk", "skola"), []),
    ]


def test_all_pairs_of_a_card_have_one_actor_in_common(drawn: Drawn) -> None:
    two_clubs = HOUSE + " tfk-t1 tfk-t2"
    more = [*IN_THE_HOUSE["initiatives"], *({"id": name, "place_ids": "lextorp"} for name in ("t1", "t2"))]
    chosen = study(
        drawn(two_clubs, initiatives=more, serves=IN_THE_HOUSE["serves"] + " t1-unga t2-barn"), Selection()
    )
    found = missing_partnerships(chosen)

    cards = gathered(chosen, found)

    for card in cards:
        assert set.intersection(*({*gap.pair} for gap in (card, *card.alike)))
    assert sorted(gap.pair for card in cards for gap in (card, *card.alike)) == sorted(
        gap.pair for gap in found
    )


def test_where_the_first_is_judged_the_next_stands_for_the_rest(drawn: Drawn) -> None:
    assert cards_of(drawn(HOUSE, **IN_THE_HOUSE, judgements="j-bibliotek-ifk")) == [
        (("gard", "ifk"), [("ifk", "skola")])
    ]


def test_of_equals_the_pair_that_rests_on_most_comes_first(drawn: Drawn) -> None:
    more = [*IN_THE_HOUSE["initiatives"], {"id": "s", "place_ids": "lextorp"}]
    dataset = drawn(HOUSE, initiatives=more, serves=IN_THE_HOUSE["serves"] + " s-unga")

    assert cards_of(dataset)[0][0] == ("ifk", "skola")


# Against a count by hand


ACTORS, NAMES = "abcd", ("i0", "i1", "i2", "i3", "i4")
NETWORKS = st.lists(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(NAMES)), min_size=4, max_size=9, unique=True
)
REACHES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["unga", "barn", "aldre"])),
    min_size=4,
    max_size=9,
    unique=True,
)


@settings(max_examples=25)
@given(ties=NETWORKS, serves=REACHES)
def test_every_pair_and_its_score_agree_with_a_count_by_hand(
    drawn: Drawn, ties: list[tuple[str, str]], serves: list[tuple[str, str]]
) -> None:
    dataset = drawn(
        " ".join(map("-".join, ties)),
        initiatives=[{"id": name, "place_ids": "lextorp"} for name in NAMES],
        serves=" ".join(map("-".join, serves)),
    )
    joined = {actor: {name for one, name in ties if one == actor} for actor in ACTORS}
    covers = {actor: {group for name, group in serves if name in joined[actor]} for actor in ACTORS}
    sizes = {group: len([name for name, one in serves if one == group]) for _, group in serves}

    expected = {
        (actor, other): sum(np.log(len(NAMES) / sizes[group]) for group in covers[actor] & covers[other])
        for actor in ACTORS
        for other in ACTORS
        if actor < other
        and not joined[actor] & joined[other]
        and min(len(joined[actor]), len(joined[other])) >= 2
        and len(covers[actor] & covers[other]) >= 2
    }

    found = missing_partnerships(study(dataset, Selection()))
    assert pytest.approx(expected) == {(gap.actor, gap.other): gap.score for gap in found}
    assert [gap.score for gap in found] == sorted((gap.score for gap in found), reverse=True)


@settings(max_examples=15)
@given(ties=NETWORKS)
def test_what_was_expected_agrees_with_a_sum_over_initiatives(
    drawn: Drawn, ties: list[tuple[str, str]]
) -> None:
    everywhere = " ".join(f"{name}-{group}" for name in NAMES for group in ("unga", "barn"))
    chosen = study(
        drawn(
            " ".join(map("-".join, ties)),
            initiatives=[{"id": name, "place_ids": "lextorp"} for name in NAMES],
            serves=everywhere,
        ),
        Selection(),
    )
    p = degree_model(chosen.network).dense()

    for gap in missing_partnerships(chosen, min_initiatives=1):
        ends = [chosen.network.actors.index(actor) for actor in (gap.actor, gap.other)]
        together = [p[ends[0], column] * p[ends[1], column] for column in range(len(NAMES))]
        assert gap.expected == pytest.approx(sum(together))
        assert gap.chance_of_none == pytest.approx(prod(1 - share for share in together))


# On the curated data


def test_the_first_ten_cards_of_the_data_are_no_repetition_and_lose_no_pair() -> None:
    home = home_study(open_package().dataset)
    found = missing_partnerships(home)

    cards = gathered(home, found)

    assert len(found) == sum(1 + len(card.alike) for card in cards)
    assert max(Counter(actor for card in cards[:10] for actor in card.pair).values()) <= 3
    above = wholes(home.dataset)
    for gap in found:
        for cell in gap.cells:
            for one, other in product(cell.actor_initiatives, cell.other_initiatives):
                assert one not in above[other]
                assert other not in above[one]
