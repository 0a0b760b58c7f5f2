from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.links import LinkCounts, Links, cell_links, partnership_links, presence, seat_links
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study

Drawn = Callable[..., Dataset]

CLOSED = {"id": "torget", "actors_complete": "yes"}
FAMILY = [
    {"id": "hall", "parent_id": "kff"},
    {"id": "kff", "parent_id": "staden", "kind": "department"},
    {"id": "staden", "kind": "municipality"},
]


def rows(ties: str, **cells: str) -> list[dict[str, str]]:
    pairs = [tie.split("-") for tie in ties.split()]
    return [{"actor_id": actor, "initiative_id": initiative, **cells} for actor, initiative in pairs]


def said(what: str, status: str, *, kind: str = "seat", day: str = "") -> list[dict[str, str]]:
    subject, other = what.split("-")
    return [
        {
            "id": f"{kind}-{status}",
            "kind": kind,
            "subject_id": subject,
            "object_id": other,
            "status": status,
            "date": day,
        }
    ]


def seats(dataset: Dataset, **selection: Any) -> Links:
    return seat_links(study(dataset, Selection(**selection)))


def answer(links: Links, what: str) -> tuple[str, str]:
    row, column = what.split("-")
    return links.state(row, column), links.witness(row, column)


# A seat


def test_what_a_source_names_is_known_and_what_none_names_is_unknown(drawn: Drawn) -> None:
    links = seats(drawn("eidar-torget ifk-gatan"))

    assert answer(links, "eidar-torget") == ("known", "sources")
    assert answer(links, "ifk-torget") == ("unknown", "nobody")


def test_a_complete_list_confirms_that_the_others_are_absent(drawn: Drawn) -> None:
    links = seats(drawn("eidar-torget ifk-gatan", initiatives=[CLOSED]))

    assert answer(links, "eidar-torget") == ("known", "sources")
    assert answer(links, "ifk-torget") == ("absent", "sources")
    assert answer(links, "eidar-gatan") == ("unknown", "nobody")


@pytest.mark.parametrize("complete", ["no", "unknown"])
def test_any_other_list_confirms_nothing(drawn: Drawn, complete: str) -> None:
    links = seats(drawn("eidar-torget ifk-gatan", initiatives=[{**CLOSED, "actors_complete": complete}]))

    assert answer(links, "ifk-torget") == ("unknown", "nobody")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("confirmed_absent", ("absent", "people")),
        ("declined", ("absent", "people")),
        ("known_elsewhere", ("known", "people")),
        ("irrelevant", ("unknown", "nobody")),
        ("asked", ("unknown", "nobody")),
    ],
)
def test_people_can_say_what_no_source_says(drawn: Drawn, status: str, expected: tuple[str, str]) -> None:
    links = seats(drawn("eidar-torget ifk-gatan", judgements=said("ifk-torget", status)))

    assert expected == answer(links, "ifk-torget")


def test_a_source_beats_people_who_say_that_nobody_is_there(drawn: Drawn) -> None:
    links = seats(drawn("eidar-torget", judgements=said("eidar-torget", "confirmed_absent")))

    assert answer(links, "eidar-torget") == ("known", "sources")


def test_people_who_know_of_somebody_beat_a_complete_list(drawn: Drawn) -> None:
    dataset = drawn(
        "eidar-torget ifk-gatan", initiatives=[CLOSED], judgements=said("ifk-torget", "known_elsewhere")
    )

    assert answer(seats(dataset), "ifk-torget") == ("known", "people")


def test_what_was_said_last_holds(drawn: Drawn) -> None:
    judged = [
        *said("ifk-torget", "confirmed_absent", day="2020"),
        *said("ifk-torget", "known_elsewhere", day="2021"),
    ]

    assert answer(seats(drawn("eidar-torget ifk-gatan", judgements=judged)), "ifk-torget")[0] == "known"


def test_a_judgement_of_another_kind_says_nothing_of_a_seat(drawn: Drawn) -> None:
    judged = said("ifk-torget", "declined", kind="partnership")

    assert answer(seats(drawn("eidar-torget ifk-gatan", judgements=judged)), "ifk-torget")[0] == "unknown"


@pytest.mark.parametrize(
    "selection",
    [
        {"roles": ("partner",)},
        {"stated_only": True},
        {"statuses": ("ongoing",)},
        {"places": ("lextorp",)},
        {"target_groups": ("unga",)},
    ],
)
def test_a_filter_never_makes_unknown_or_absent_what_is_known(
    drawn: Drawn, selection: dict[str, Any]
) -> None:
    dataset = drawn(
        [*rows("eidar-torget ifk-gatan"), *rows("ifk-torget", role="funder", certainty="inferred")],
        initiatives=[
            {**CLOSED, "place_ids": "lextorp"},
            {"id": "gatan", "place_ids": "lextorp"},
        ],
        serves="torget-unga gatan-unga",
    )

    assert answer(seats(dataset, **selection), "ifk-torget") == ("known", "sources")


@pytest.mark.parametrize("complete", ["yes", "unknown"])
def test_a_part_that_has_ended_is_absent_and_one_that_is_planned_unknown(drawn: Drawn, complete: str) -> None:
    links = [
        *rows("eidar-torget ifk-gatan polisen-gatan"),
        *rows("ifk-torget", end="2020"),
        *rows("polisen-torget", status="planned"),
    ]
    found = seats(drawn(links, initiatives=[{**CLOSED, "actors_complete": complete}]))

    assert answer(found, "ifk-torget") == ("absent", "sources")
    assert answer(found, "polisen-torget") == ("unknown", "nobody")


def test_a_part_that_goes_on_in_another_role_has_not_ended(drawn: Drawn) -> None:
    links = [*rows("ifk-torget", role="host", end="2020"), *rows("ifk-torget")]

    assert answer(seats(drawn(links)), "ifk-torget")[0] == "known"


# Units and wholes


@pytest.mark.parametrize("whole", ["kff", "staden"])
def test_a_whole_is_where_its_unit_is(drawn: Drawn, whole: str) -> None:
    dataset = drawn(f"hall-torget {whole}-gatan", actors=FAMILY, initiatives=[CLOSED])

    assert answer(seats(dataset), f"{whole}-torget") == ("known", "sources")


def test_a_complete_list_that_names_a_whole_says_nothing_of_its_unit(drawn: Drawn) -> None:
    dataset = drawn("kff-torget hall-gatan ifk-gatan", actors=FAMILY, initiatives=[CLOSED])

    assert answer(seats(dataset), "hall-torget") == ("unknown", "nobody")
    assert answer(seats(dataset), "ifk-torget") == ("absent", "sources")


def test_a_complete_list_that_names_a_collective_says_nothing_of_whom_it_may_stand_for(drawn: Drawn) -> None:
    actors = [
        {"id": "skolor", "kind": "collective", "function": "school"},
        {"id": "kronan", "function": "school", "parent_id": "utb"},
        {"id": "utb", "kind": "department"},
    ]
    dataset = drawn("skolor-torget kronan-gatan utb-gatan ifk-gatan", actors=actors, initiatives=[CLOSED])

    assert [answer(seats(dataset), f"{actor}-torget")[0] for actor in ("kronan", "utb", "ifk")] == [
        "unknown",
        "unknown",
        "absent",
    ]


@pytest.mark.parametrize(
    ("group", "club", "expected"),
    [
        ("association", "civil_society", "unknown"),
        ("association", "business", "absent"),
        ("other", "business", "unknown"),
    ],
)
def test_associations_may_be_any_of_civil_society_and_others_anybody(
    drawn: Drawn, group: str, club: str, expected: str
) -> None:
    actors = [
        {"id": "grupp", "kind": "collective", "function": group},
        {"id": "ifk", "function": "sports", "sector": club},
    ]
    dataset = drawn("grupp-torget ifk-gatan", actors=actors, initiatives=[CLOSED])

    assert answer(seats(dataset), "ifk-torget")[0] == expected


@pytest.mark.parametrize(("level", "whole"), [("department", "kff"), ("municipality", "staden")])
def test_that_a_unit_is_absent_says_nothing_of_its_whole(drawn: Drawn, level: Level, whole: str) -> None:
    dataset = drawn("hall-gatan eidar-torget", actors=FAMILY, judgements=said("hall-torget", "declined"))

    assert answer(seats(dataset), "hall-torget") == ("absent", "people")
    assert answer(seats(dataset, level=level), f"{whole}-torget") == ("unknown", "nobody")


@pytest.mark.parametrize(("level", "whole"), [("department", "kff"), ("municipality", "staden")])
def test_where_people_know_a_unit_to_be_its_whole_is(drawn: Drawn, level: Level, whole: str) -> None:
    judged = said("hall-torget", "known_elsewhere")
    dataset = drawn("hall-gatan eidar-torget", actors=FAMILY, judgements=judged)

    assert answer(seats(dataset, level=level), f"{whole}-torget") == ("known", "people")


def test_presence_has_an_actor_and_all_its_wholes(drawn: Drawn) -> None:
    network = presence(study(drawn("hall-torget", actors=FAMILY), Selection()))

    assert network.participants("torget") == ("hall", "kff", "staden")


def test_presence_can_look_at_what_has_ended_and_is_planned(drawn: Drawn) -> None:
    chosen = study(
        drawn("a-x a-y a-z", initiatives=[{"id": "y", "status": "ended"}, {"id": "z", "status": "planned"}]),
        Selection(),
    )

    assert presence(chosen).initiatives == ("x",)
    assert presence(chosen, ever=True).initiatives == ("x", "y", "z")


# A pair


def pairs(dataset: Dataset, **selection: Any) -> Links:
    return partnership_links(study(dataset, Selection(**selection)))


def test_two_in_one_initiative_are_known_to_meet(drawn: Drawn) -> None:
    links = pairs(drawn("eidar-torget ifk-torget polisen-gatan"))

    assert answer(links, "eidar-ifk") == ("known", "sources")
    assert answer(links, "eidar-polisen") == ("unknown", "nobody")


@pytest.mark.parametrize("order", ["eidar-ifk", "ifk-eidar"])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("declined", ("absent", "people")),
        ("known_elsewhere", ("known", "people")),
        ("irrelevant", ("unknown", "nobody")),
    ],
)
def test_what_people_say_of_a_pair_holds_both_ways(
    drawn: Drawn, order: str, status: str, expected: tuple[str, str]
) -> None:
    judged = said(order, status, kind="partnership")
    links = pairs(drawn("eidar-torget ifk-gatan", judgements=judged))

    assert [answer(links, "eidar-ifk"), answer(links, "ifk-eidar")] == [expected, expected]


def test_a_complete_list_says_nothing_of_what_two_do_elsewhere(drawn: Drawn) -> None:
    links = pairs(drawn("eidar-torget ifk-gatan", initiatives=[CLOSED]))

    assert answer(links, "eidar-ifk") == ("unknown", "nobody")


def test_where_two_units_meet_their_wholes_do(drawn: Drawn) -> None:
    judged = said("hall-ifk", "known_elsewhere", kind="partnership")
    dataset = drawn("hall-torget ifk-gatan", actors=FAMILY, judgements=judged)

    assert answer(pairs(dataset, level="department"), "ifk-kff") == ("known", "people")


def test_each_pair_is_counted_once_and_nobody_with_itself(drawn: Drawn) -> None:
    judged = said("eidar-polisen", "declined", kind="partnership")
    links = pairs(drawn("eidar-torget ifk-torget polisen-gatan kyrkan-huset", judgements=judged))

    assert links.counts == LinkCounts(n_known=1, n_absent=1, n_unknown=4)


# A cell


def test_a_cell_that_is_covered_is_known_and_what_people_say_of_the_others_holds(drawn: Drawn) -> None:
    chosen = study(
        drawn(
            "eidar-torget",
            initiatives=[{"id": "torget", "place_ids": "lextorp"}],
            serves="torget-unga",
            target_groups=[{"id": "barn"}, {"id": "aldre"}],
            judgements=[
                *said("barn-lextorp", "confirmed_absent", kind="cell"),
                *said("aldre-lextorp", "known_elsewhere", kind="cell"),
            ],
            places=[{"id": "centrum"}],
        ),
        Selection(),
    )

    links = cell_links(chosen)

    assert [answer(links, f"{group}-lextorp") for group in ("unga", "barn", "aldre")] == [
        ("known", "sources"),
        ("absent", "people"),
        ("known", "people"),
    ]
    assert links.counts == LinkCounts(n_known=2, n_absent=1, n_unknown=3)


# Edges


def test_nothing_chosen_has_no_links(drawn: Drawn) -> None:
    nothing = study(drawn("eidar-torget"), Selection(themes=("ingen",)))

    assert seat_links(nothing).counts == LinkCounts(0, 0, 0)
    assert partnership_links(nothing).counts == LinkCounts(0, 0, 0)


def test_of_what_is_not_looked_at_nothing_is_known(drawn: Drawn) -> None:
    assert answer(seats(drawn("eidar-torget")), "borta-torget") == ("unknown", "nobody")


# Against a look through the rows

ACTORS, NAMES = ("a", "b", "c"), ("x", "y", "z")
TIES = st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(NAMES)), max_size=6, unique=True)
JUDGED = st.dictionaries(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(NAMES)),
    st.sampled_from(["confirmed_absent", "declined", "irrelevant", "known_elsewhere", "asked"]),
    max_size=4,
)


@given(ties=TIES, closed=st.sets(st.sampled_from(NAMES)), judged=JUDGED)
def test_every_seat_agrees_with_a_look_through_the_rows(
    drawn: Drawn, ties: list[tuple[str, str]], closed: set[str], judged: dict[tuple[str, str], str]
) -> None:
    home = [(actor, f"hem{actor}") for actor in ACTORS]  # so that everybody is in the network
    dataset = drawn(
        " ".join(map("-".join, [*ties, *home])),
        initiatives=[{"id": name, "actors_complete": "yes" if name in closed else "no"} for name in NAMES],
        judgements=[
            {"id": f"j{place}", "kind": "seat", "subject_id": one, "object_id": other, "status": status}
            for place, ((one, other), status) in enumerate(judged.items())
        ],
    )

    def expected(seat: tuple[str, str]) -> str:
        word = judged.get(seat, "")
        if seat in ties or word == "known_elsewhere":
            return "known"
        return "absent" if word in {"confirmed_absent", "declined"} or seat[1] in closed else "unknown"

    links = seats(dataset)
    every = [(actor, name) for actor in ACTORS for name in NAMES]
    assert {seat: expected(seat) for seat in every} == {seat: links.state(*seat) for seat in every}
