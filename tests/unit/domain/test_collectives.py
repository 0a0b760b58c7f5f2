from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.domain.collectives import may_include
from samverkan.domain.dataset import Dataset
from samverkan.workflows import open_package

Drawn = Callable[..., Dataset]


def included(drawn: Drawn, word: dict[str, str], actor: dict[str, str], *, anybody: bool = False) -> bool:
    actors = [{"id": "ord", "kind": "collective", **word}, {"id": "a", **actor}]
    return ("ord", "a") in may_include(drawn(actors=actors), anybody=anybody)


@pytest.mark.parametrize(
    ("meant", "function", "sector", "expected"),
    [
        ("school", "school", "municipal", True),
        ("school", "preschool", "municipal", False),
        ("association", "sports", "civil_society", True),
        ("association", "sports", "business", False),
        ("sports", "association", "civil_society", False),
        ("other", "other", "civil_society", False),
        ("other", "school", "municipal", False),
    ],
)
def test_a_word_for_many_includes_its_function_and_associations_all_of_civil_society(
    drawn: Drawn, meant: str, function: str, sector: str, expected: bool
) -> None:
    assert expected is included(drawn, {"function": meant}, {"function": function, "sector": sector})


@pytest.mark.parametrize("function", ["other", "school"])
def test_a_word_without_a_function_may_be_anybody_where_that_is_asked(drawn: Drawn, function: str) -> None:
    assert included(drawn, {"function": "other"}, {"function": function}, anybody=True)
    assert not included(drawn, {"function": "school"}, {"function": "other"}, anybody=True)


@pytest.mark.parametrize(("home", "expected"), [("Trollhättan", True), ("", True), ("Ljungby", False)])
def test_the_schools_of_one_municipality_are_not_those_of_another(
    drawn: Drawn, home: str, expected: bool
) -> None:
    schools = {"function": "school", "municipality": "Trollhättan"}

    assert expected is included(drawn, schools, {"function": "school", "municipality": home})


def test_only_collectives_include_others(drawn: Drawn) -> None:
    assert may_include(drawn(actors=[{"id": "skola", "function": "school"}]), anybody=True) == set()
    assert may_include(Dataset({})) == set()


def test_in_the_data_schools_may_be_kronans_school_and_associations_the_club() -> None:
    found = may_include(open_package().dataset)

    assert {("skolor", "kronans-skola"), ("foreningslivet", "ifk-trollhattan")} <= found
    assert ("behandlare", "ifk-trollhattan") not in found
