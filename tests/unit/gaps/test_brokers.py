from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.degree_model import degree_model
from samverkan.domain.dataset import Dataset
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.gaps.brokers import (
    Bridge,
    BridgingSeat,
    MissingBroker,
    SectorPair,
    gains,
    lone_sectors,
    missing_brokers,
    sector_pairs,
)
from samverkan.gaps.mask import SETTLED

Drawn = Callable[..., Dataset]

STATE, CLUBS = ("polisen", "skatten"), ("ifk", "scouterna")
SECTORS = [
    *({"id": name, "sector": "state"} for name in STATE),
    *({"id": name, "sector": "civil_society"} for name in CLUBS),
    {"id": "staden", "sector": "municipal"},
]
APART = " ".join(
    [f"{name}-s{number}" for name in STATE for number in range(10)]
    + [f"{name}-c{number}" for name in CLUBS for number in range(10)]
)
"""Ten initiatives of two state actors, ten of two clubs, and not one with both."""


def planted(drawn: Drawn, ties: str = "", **tables: Any) -> Dataset:
    return drawn(f"{APART} {ties}", **{"actors": SECTORS, **tables})


def pairs(dataset: Dataset, selection: Selection | None = None) -> tuple[SectorPair, ...]:
    return sector_pairs(study(dataset, selection or Selection()))


def brokers(dataset: Dataset, selection: Selection | None = None) -> tuple[MissingBroker, ...]:
    return missing_brokers(study(dataset, selection or Selection()))


# How often two sectors meet


def test_sectors_that_never_meet_though_both_are_busy_are_found(drawn: Drawn) -> None:
    (pair,) = pairs(planted(drawn))

    # Each tie has probability ½, each sector is in an initiative with ¾, both with 9⁄16.
    assert (pair.sector, pair.other, pair.joint) == ("civil_society", "state", ())
    assert (pair.n_actors, pair.n_other_actors) == (2, 2)
    assert (pair.n_initiatives, pair.n_other_initiatives) == (10, 10)
    assert pair.expected == pytest.approx(20 * 9 / 16)
    assert pair.probability == pytest.approx((7 / 16) ** 20)
    assert pair.is_low


def test_sectors_that_meet_as_often_as_expected_are_silent(drawn: Drawn) -> None:
    mixed = " ".join(
        f"{one}-i{number} {other}-i{number}" for number, (one, other) in enumerate(product(STATE, CLUBS))
    )

    (pair,) = pairs(drawn(mixed, actors=SECTORS))

    assert (pair.joint, pair.is_low) == (("i0", "i1", "i2", "i3"), False)
    assert brokers(drawn(mixed, actors=SECTORS)) == ()


NETWORKS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["i0", "i1", "i2", "i3", "i4", "i5"])),
    min_size=4,
    max_size=20,
    unique=True,
)


@settings(max_examples=40)
@given(ties=NETWORKS)
def test_numbers_agree_with_every_outcome_counted_one_by_one(
    drawn: Drawn, ties: list[tuple[str, str]]
) -> None:
    sector_of = dict(
        zip("abcdef", ["state", "state", "regional", "regional", "academia", "academia"], strict=True)
    )
    actors = [{"id": name, "sector": sector} for name, sector in sector_of.items()]
    chosen = study(drawn(" ".join(map("-".join, ties)), actors=actors), Selection())
    network = chosen.network
    p = degree_model(network).dense()
    members = {
        sector: [row for row, name in enumerate(network.actors) if sector_of[name] == sector]
        for sector in set(sector_of.values())
    }

    found = {(pair.sector, pair.other): pair for pair in sector_pairs(chosen)}

    big_enough = sorted(sector for sector, rows in members.items() if len(rows) >= 2)
    assert set(found) == set(combinations(big_enough, 2))
    for (one, other), pair in found.items():
        joint = [
            name
            for name in network.initiatives
            if {one, other} <= {sector_of[actor] for actor in network.participants(name)}
        ]
        q = [
            (1 - np.prod([1 - p[row, column] for row in members[one]]))
            * (1 - np.prod([1 - p[row, column] for row in members[other]]))
            for column in range(network.n_initiatives)
        ]
        tail = sum(
            np.prod([chance if happens else 1 - chance for chance, happens in zip(q, outcome, strict=True)])
            for outcome in product([0, 1], repeat=len(q))
            if sum(outcome) <= len(joint)
        )
        assert list(pair.joint) == joint
        assert pair.expected == pytest.approx(sum(q))
        assert pair.probability == pytest.approx(tail, abs=1e-9)


def test_a_pair_among_many_must_be_clearer_than_a_pair_alone(drawn: Drawn) -> None:
    few = " ".join(
        f"{name}-{letter}{number}"
        for name, letter in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"))
        for number in range(2)
    )
    sectors = {"a": "state", "b": "state", "c": "regional", "d": "regional"}
    crowd = {
        f"{sector}{number}": sector for sector in ("academia", "business", "municipal") for number in range(2)
    }
    everywhere = " ".join(
        f"{name}-{letter}{number}" for name in crowd for letter in "xy" for number in range(2)
    )

    def of(ties: str, actors: dict[str, str]) -> dict[tuple[str, str], SectorPair]:
        rows = [{"id": name, "sector": sector} for name, sector in actors.items()]
        return {(pair.sector, pair.other): pair for pair in pairs(drawn(ties, actors=rows))}

    alone = of(few, sectors)["regional", "state"]
    among = of(f"{few} {everywhere}", sectors | crowd)["regional", "state"]

    assert alone.probability == pytest.approx(among.probability) == pytest.approx((7 / 16) ** 4)
    assert alone.probability < 0.05
    assert (alone.is_low, among.is_low) == (True, False)


def test_a_sector_with_one_actor_is_not_compared(drawn: Drawn) -> None:
    dataset = planted(drawn, "staden-s0")

    assert [(pair.sector, pair.other) for pair in pairs(dataset)] == [("civil_society", "state")]
    assert lone_sectors(study(dataset, Selection())) == ("municipal",)


def test_actors_whose_owner_is_not_known_are_no_sector(drawn: Drawn) -> None:
    actors = [*SECTORS[:2], *({"id": name, "sector": "other"} for name in CLUBS)]

    assert pairs(planted(drawn, actors=actors)) == ()


def test_choosing_two_sectors_does_not_make_them_avoid_each_other(drawn: Drawn) -> None:
    town = " ".join(f"staden-t{number} kyrkan-t{number}" for number in range(20))
    alone = "polisen-a skatten-b ifk-c scouterna-d polisen-e ifk-e"
    actors = [*SECTORS, {"id": "kyrkan", "sector": "municipal"}]
    dataset = drawn(f"{alone} {town}", actors=actors)
    selection = Selection(sectors=("state", "civil_society"))

    whole = {(pair.sector, pair.other): pair for pair in pairs(dataset)}

    assert pairs(dataset, selection) == (whole["civil_society", "state"],)
    assert len(whole) == 3


def test_a_part_with_nobody_beyond_its_whole_is_no_occasion_of_its_own(drawn: Drawn) -> None:
    parts = [{"id": f"c{number}", "parent_id": "c0"} for number in range(1, 10)]

    (plain,) = pairs(planted(drawn))
    (parted,) = pairs(planted(drawn, initiatives=parts))
    (joined,) = pairs(planted(drawn, "polisen-c1", initiatives=parts))

    assert (plain.n_initiatives, plain.is_low) == (10, True)
    assert parted.n_initiatives == 1
    assert (joined.n_initiatives, joined.joint) == (2, ("c1",))


@pytest.mark.parametrize(("level", "n_actors"), [("unit", 2), ("department", None)])
def test_actors_are_counted_at_the_level_chosen(drawn: Drawn, level: Level, n_actors: int | None) -> None:
    actors = [
        *({"id": name, "sector": "state", "parent_id": "staten"} for name in STATE),
        {"id": "staten", "sector": "state"},
        *SECTORS[2:4],
    ]

    found = pairs(planted(drawn, actors=actors), Selection(level=level))

    assert [pair.n_other_actors for pair in found] == ([n_actors] if n_actors else [])


@pytest.mark.parametrize("ties", ["", "polisen-s1", "polisen-s1 ifk-s1"])
def test_with_too_little_to_compare_nothing_is_found(drawn: Drawn, ties: str) -> None:
    assert brokers(drawn(ties, actors=SECTORS)) == ()
    assert pairs(drawn(ties, actors=SECTORS)) == ()


# Who stands between them


def test_a_broker_meets_both_or_is_of_one_and_meets_the_other(drawn: Drawn) -> None:
    ties = "staden-s0 staden-c0 staden-c1 ensam-s0 polisen-moten ifk-moten"

    actors = [*SECTORS, {"id": "ensam", "sector": "regional"}]

    (found,) = brokers(planted(drawn, ties, actors=actors))

    s, c = (tuple(f"{letter}{number}" for number in range(10)) for letter in "sc")
    assert found.bridges == (
        Bridge("ifk", with_sector=(*c, "moten"), with_other=("moten",)),
        Bridge("polisen", with_sector=("moten",), with_other=("moten", *s)),
        Bridge("staden", with_sector=("c0", "c1"), with_other=("s0",)),
    )


def test_without_anybody_between_them_there_is_no_bridge(drawn: Drawn) -> None:
    (found,) = brokers(planted(drawn))

    assert found.bridges == ()


# The seat that would help most


def test_one_partner_makes_two_steps(drawn: Drawn) -> None:
    (direct,) = brokers(planted(drawn))
    (through,) = brokers(planted(drawn, "staden-s0 staden-c0"))

    assert (direct.n_pairs, direct.n_apart) == (4, 4)
    assert (through.n_pairs, through.n_apart, through.seat) == (4, 0, None)


def test_the_seat_brings_both_sides_together_and_ties_stand_in_order_of_id(drawn: Drawn) -> None:
    (found,) = brokers(planted(drawn))

    assert found.seat == BridgingSeat("ifk", "s0", 4)


def test_among_equal_seats_the_one_where_most_meet_directly_is_taken(drawn: Drawn) -> None:
    state = " ".join(f"{name}-s{number}" for name in STATE for number in range(10))
    clubs = " ".join(f"ifk-c{number} scouterna-d{number}" for number in range(10))

    (found,) = brokers(drawn(f"{state} {clubs} staden-a0 staden-s0", actors=SECTORS))

    # In a0 the municipality would be the go-between; in s0 the club meets the state itself.
    assert found.seat == BridgingSeat("ifk", "s0", 2)


@pytest.mark.parametrize(
    "tables",
    [
        {"judgements": [{"id": "j", "kind": "seat", "subject_id": "ifk", "object_id": "s0"}]},
        {
            "actors": [
                *SECTORS[:2],
                {"id": "ifk", "parent_id": "polisen", "sector": "civil_society"},
                *SECTORS[3:],
            ]
        },
        {
            "actors": [
                *SECTORS[:2],
                {"id": "ifk", "municipality": "Borlänge", "sector": "civil_society"},
                *SECTORS[3:],
            ]
        },
    ],
)
def test_a_seat_that_is_judged_ones_own_or_somebody_elses_is_not_offered(drawn: Drawn, tables: Any) -> None:
    initiatives = [{"id": "b", "municipality": "Borlänge"}]
    selection = Selection(municipalities=("Trollhättan",))

    (found,) = brokers(planted(drawn, "ifk-b", initiatives=initiatives, **tables), selection)

    assert found.seat is not None
    assert (found.seat.actor, found.seat.initiative) != ("ifk", "s0")


@pytest.mark.parametrize("over", [{"role": "funder"}, {"role": "channel"}, {"status": "ended"}])
def test_who_has_another_part_there_already_is_not_offered_a_seat(drawn: Drawn, over: dict[str, str]) -> None:
    ties = [dict(zip(("actor_id", "initiative_id"), tie.split("-"), strict=True)) for tie in APART.split()]

    (found,) = brokers(drawn([*ties, {"actor_id": "ifk", "initiative_id": "s0", **over}], actors=SECTORS))

    assert found.seat == BridgingSeat("ifk", "s1", 4)


def test_no_seat_is_offered_where_the_source_says_who_all_are(drawn: Drawn) -> None:
    (found,) = brokers(planted(drawn, initiatives=[{"id": "s0", "actors_complete": "yes"}]))

    assert found.seat == BridgingSeat("ifk", "s1", 4)


def test_no_seat_is_offered_in_what_one_organisation_does_on_its_own(drawn: Drawn) -> None:
    ties = [dict(zip(("actor_id", "initiative_id"), tie.split("-"), strict=True)) for tie in APART.split()]
    implied = [
        {**tie, "certainty": "inferred"} if tie == {"actor_id": "skatten", "initiative_id": "s0"} else tie
        for tie in ties
    ]

    (found,) = brokers(drawn(implied, actors=SECTORS))

    assert found.seat == BridgingSeat("ifk", "s1", 4)


@pytest.mark.parametrize("status", VOCABULARIES["judgement_status"])
def test_a_judged_seat_is_offered_only_while_the_question_is_open(drawn: Drawn, status: str) -> None:
    judgement = {"id": "j", "kind": "seat", "subject_id": "ifk", "object_id": "s0", "status": status}

    (found,) = brokers(planted(drawn, judgements=[judgement]))

    assert found.seat is not None
    assert found.seat.initiative == ("s1" if status in SETTLED else "s0")


def within_two_steps(ties: set[tuple[int, int]], n_actors: int) -> set[tuple[int, int]]:
    """Pairs that share an initiative or a partner, looked up one by one."""
    joined = [{column for row, column in ties if row == actor} for actor in range(n_actors)]
    meets = [[bool(joined[one] & joined[other]) for other in range(n_actors)] for one in range(n_actors)]
    return {
        (one, other)
        for one, other in combinations(range(n_actors), 2)
        if meets[one][other] or any(meets[one][third] and meets[third][other] for third in range(n_actors))
    }


@given(network=..., data=st.data())
def test_what_a_seat_gains_is_what_trying_it_gives(network: TwoModeNetwork, data: st.DataObject) -> None:
    ties = network.biadjacency.toarray()
    ties = ties[ties.any(axis=1)].astype(np.int64)
    n_actors, n_initiatives = ties.shape
    own = {(int(row), int(column)) for row, column in np.argwhere(ties)}
    side = data.draw(st.lists(st.sampled_from([0, 1, 2]), min_size=n_actors, max_size=n_actors))
    across = {pair for pair in combinations(range(n_actors), 2) if {side[pair[0]], side[pair[1]]} == {0, 1}}
    far = across - within_two_steps(own, n_actors)
    apart = np.zeros((n_actors, n_actors), dtype=bool)
    for one, other in far:
        apart[one, other] = apart[other, one] = True

    gained = gains(ties, apart)

    for actor, initiative in product(range(n_actors), range(n_initiatives)):
        if (actor, initiative) not in own:
            after = within_two_steps(own | {(actor, initiative)}, n_actors)
            assert gained[actor, initiative] == len(far & after)


# Laws


def test_the_order_of_rows_does_not_matter_and_more_evidence_changes_nothing(drawn: Drawn) -> None:
    dataset = planted(drawn, "staden-s0 polisen-moten ifk-moten")
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    links = dataset.tables["participations"]
    repeated = dataset.with_table("participations", pd.concat([links, links.assign(lines="2")]))

    assert brokers(turned) == brokers(dataset) == brokers(repeated)
