from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import actor_at_level


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
