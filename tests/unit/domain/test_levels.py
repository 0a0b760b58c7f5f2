from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import (
    actor_at_level,
    can_turn,
    opened_above,
    speakers,
    standing_in,
    turned,
    with_closed,
    with_open,
)
from samverkan.domain.selection import Level, Selection


def town(drawn: Callable[..., Dataset]) -> Dataset:
    return drawn(
        actors=[
            {"id": "staden", "kind": "municipality"},
            {"id": "kff", "kind": "department", "parent_id": "staden"},
            {"id": "bibliotek", "kind": "municipal_unit", "parent_id": "kff"},
            {"id": "faltarna", "kind": "municipal_unit", "parent_id": "staden"},
            {"id": "eidar", "kind": "municipal_company"},
        ]
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("unit", {"staden": "staden", "kff": "kff", "bibliotek": "bibliotek", "faltarna": "faltarna"}),
        ("department", {"staden": "staden", "kff": "kff", "bibliotek": "kff", "faltarna": "faltarna"}),
        ("municipality", {"staden": "staden", "kff": "staden", "bibliotek": "staden", "faltarna": "staden"}),
    ],
)
def test_units_climb_to_their_department_and_departments_to_the_municipality(
    drawn: Callable[..., Dataset], level: str, expected: dict[str, str]
) -> None:
    assert expected | {"eidar": "eidar"} == actor_at_level(town(drawn), level)


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
def test_at_every_level_a_merged_actor_is_spoken_for_by_the_other(
    drawn: Callable[..., Dataset], level: str
) -> None:
    dataset = drawn(actors=[{"id": "faltarna"}, {"id": "faltenheten", "merged_into": "faltarna"}])

    assert actor_at_level(dataset, level)["faltenheten"] == "faltarna"


def test_a_merged_actor_climbs_with_the_one_that_speaks_for_it(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(
        actors=[
            {"id": "kff", "kind": "department"},
            {"id": "nya", "parent_id": "kff"},
            {"id": "gamla", "merged_into": "nya"},
        ]
    )

    assert actor_at_level(dataset, "department")["gamla"] == "kff"


@pytest.mark.parametrize("level", ["department", "municipality"])
def test_a_unit_of_a_merged_department_climbs_to_the_one_that_speaks_for_it(
    drawn: Callable[..., Dataset], level: str
) -> None:
    dataset = drawn(
        actors=[
            {"id": "kff", "kind": "department"},
            {"id": "fritid", "kind": "department", "merged_into": "kff"},
            {"id": "fritidsgard", "parent_id": "fritid"},
        ]
    )

    assert actor_at_level(dataset, level) == {"kff": "kff", "fritid": "kff", "fritidsgard": "kff"}


def test_circles_of_parents_and_of_mergers_end(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(
        actors=[
            {"id": "a", "parent_id": "b"},
            {"id": "b", "parent_id": "a"},
            {"id": "c", "merged_into": "d"},
            {"id": "d", "merged_into": "c"},
        ]
    )

    assert {"a", "b", "c", "d"} == set(actor_at_level(dataset, "municipality"))


# Opened and closed unlike the level

LARGE = (
    {"id": "staden", "kind": "municipality"},
    {"id": "kff", "kind": "department", "parent_id": "staden"},
    {"id": "fritid", "kind": "municipal_unit", "parent_id": "kff"},
    {"id": "kronan", "kind": "municipal_unit", "parent_id": "fritid"},
    {"id": "bibliotek", "kind": "municipal_unit", "parent_id": "kff"},
    {"id": "gamla", "merged_into": "bibliotek"},
    {"id": "asf", "kind": "department", "parent_id": "staden"},
    {"id": "polisen", "kind": "police"},
    {"id": "omradet", "kind": "police", "parent_id": "polisen"},
)


def apart(dataset: Dataset, selection: Selection) -> set[str]:
    """Return who speaks for itself."""
    return set(speakers(dataset, selection).values())


def test_an_opened_department_lets_its_units_speak_and_only_those(drawn: Callable[..., Dataset]) -> None:
    dataset = drawn(actors=LARGE)

    found = speakers(dataset, Selection(level="department", opened=("kff",)))

    assert found == {
        "staden": "staden",
        "kff": "kff",
        "fritid": "fritid",
        "kronan": "fritid",
        "bibliotek": "bibliotek",
        "gamla": "bibliotek",
        "asf": "asf",
        "polisen": "polisen",
        "omradet": "polisen",
    }


def test_an_opened_municipality_shows_its_departments_closed(drawn: Callable[..., Dataset]) -> None:
    chosen = Selection(level="municipality", opened=("staden",))

    assert apart(drawn(actors=LARGE), chosen) == {"staden", "kff", "asf", "polisen"}


def test_what_is_opened_inside_what_is_closed_stays_closed(drawn: Callable[..., Dataset]) -> None:
    dataset, chosen = drawn(actors=LARGE), Selection(level="municipality", opened=("kff",))

    assert apart(dataset, chosen) == {"staden", "polisen"}
    assert turned(dataset, chosen) == ()


def test_a_department_closed_among_units_speaks_for_all_below_it(drawn: Callable[..., Dataset]) -> None:
    dataset, chosen = drawn(actors=LARGE), Selection(closed=("kff",))

    assert apart(dataset, chosen) == {"staden", "kff", "asf", "polisen", "omradet"}
    assert turned(dataset, chosen) == ("kff",)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("unit", {"staden", "kff", "fritid", "polisen"}),
        ("department", {"kff", "fritid", "polisen"}),
        ("municipality", {"staden", "kff", "fritid", "polisen"}),
    ],
)
def test_only_who_has_parts_that_the_level_closes_can_be_turned(
    drawn: Callable[..., Dataset], level: Level, expected: set[str]
) -> None:
    assert can_turn(drawn(actors=LARGE), level) == expected


PARENTS = st.fixed_dictionaries({actor: st.sampled_from(("", *"abcdef")) for actor in "abcdef"})


def family(drawn: Callable[..., Dataset], parents: dict[str, str]) -> Dataset:
    kinds = {"a": "municipality", "b": "department"}
    return drawn(
        actors=[{"id": a, "kind": kinds.get(a, "association"), "parent_id": parents[a]} for a in "abcdef"]
    )


@given(
    parents=PARENTS,
    level=st.sampled_from(["department", "municipality"]),
    turns=st.lists(st.sampled_from("abcdef"), max_size=4),
    last=st.sampled_from("abcdef"),
)
def test_closing_what_was_opened_gives_back_exactly_what_was_before(
    drawn: Callable[..., Dataset], parents: dict[str, str], level: Level, turns: list[str], last: str
) -> None:
    dataset, before = family(drawn, parents), Selection(level=level)
    for actor in turns:
        before = with_open(dataset, before, actor)
    before = with_closed(dataset, before, last)

    assert with_closed(dataset, with_open(dataset, before, last), last) == before


@given(parents=PARENTS, actor=st.sampled_from("abcdef"))
def test_opening_what_was_closed_among_units_gives_back_the_units(
    drawn: Callable[..., Dataset], parents: dict[str, str], actor: str
) -> None:
    dataset = family(drawn, parents)

    assert with_open(dataset, with_closed(dataset, Selection(), actor), actor) == Selection()


@given(parents=st.fixed_dictionaries({actor: st.sampled_from(("", *"abc")) for actor in "bcdef"}))
def test_with_everybody_opened_each_unit_speaks_for_itself(
    drawn: Callable[..., Dataset], parents: dict[str, str]
) -> None:
    rows = [{"id": actor, "parent_id": parents.get(actor, "")} for actor in "abcdef"]
    dataset = drawn(actors=[{**rows[0], "kind": "municipality"}, *rows[1:]])
    opened = Selection(level="municipality")
    for actor in sorted(can_turn(dataset, "municipality")):
        opened = with_open(dataset, opened, actor)

    assert speakers(dataset, opened) == actor_at_level(dataset, "unit")


def test_who_stands_inside_an_opened_actor(drawn: Callable[..., Dataset]) -> None:
    dataset, opened = drawn(actors=LARGE), Selection(level="department", opened=("kff",))

    assert standing_in(dataset, opened, "kff") == {"kff", "fritid", "bibliotek"}
    assert standing_in(dataset, opened, "polisen") == {"polisen"}


@pytest.mark.parametrize(
    ("selection", "actor", "expected"),
    [
        (Selection(), "kronan", "fritid"),
        (Selection(), "kff", "staden"),
        (Selection(), "polisen", ""),
        (Selection(level="department"), "fritid", ""),
        (Selection(level="department", opened=("kff",)), "fritid", "kff"),
        (Selection(level="department", opened=("kff",)), "asf", ""),
        (Selection(level="municipality", opened=("staden",)), "asf", "staden"),
    ],
)
def test_an_actor_can_be_closed_into_the_nearest_that_it_belongs_to(
    drawn: Callable[..., Dataset], selection: Selection, actor: str, expected: str
) -> None:
    assert opened_above(drawn(actors=LARGE), selection, actor) == expected
