from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.gaps.money_between import Money, Payment

Drawn = Callable[..., Dataset]

TIES = "eidar-e1 ifk-i1"
FAMILY = [{"id": "hall", "parent_id": "staden"}, {"id": "eidar", "parent_id": "staden"}]


def between(
    dataset: Dataset, *, pair: tuple[str, str] = ("eidar", "ifk"), selection: Selection | None = None
) -> tuple[Payment, ...]:
    return Money(study(dataset, selection or Selection())).between(*pair)


def test_where_nothing_is_paid_nothing_is_said(drawn: Drawn) -> None:
    assert between(drawn(TIES)) == ()


@pytest.mark.parametrize(("funder", "bond"), [("eidar", "itself"), ("staden", "whole"), ("kontoret", "unit")])
def test_one_pays_for_the_other_itself_or_through_its_whole_or_its_unit(
    drawn: Drawn, funder: str, bond: str
) -> None:
    family = [*FAMILY, {"id": "kontoret", "parent_id": "eidar"}]
    dataset = drawn(TIES, funding=f"i1-{funder}", actors=family)

    expected = {"funder": funder, "bond": bond, "sources": ("sidan",), "is_stated": True}
    assert between(dataset) == (Payment(initiatives=(), other_initiatives=("i1",), **expected),)
    turned = between(dataset, pair=("ifk", "eidar"))
    assert turned == (Payment(initiatives=("i1",), other_initiatives=(), **expected),)


def test_a_third_pays_for_both(drawn: Drawn) -> None:
    paid = between(drawn(TIES, funding="i1-delmos e1-delmos"))

    assert paid == (Payment("delmos", "", ("e1",), ("i1",), ("sidan",), is_stated=True),)


def test_a_third_that_pays_for_one_is_no_news(drawn: Drawn) -> None:
    assert between(drawn(TIES, funding="i1-delmos")) == ()


def test_what_an_organisation_pays_for_its_own_is_left_out(drawn: Drawn) -> None:
    dataset = drawn("eidar-e1 hall-h1", funding="e1-staden h1-staden", actors=FAMILY)

    assert between(dataset, pair=("eidar", "hall")) == ()
    assert between(drawn(TIES, funding="e1-staden", actors=FAMILY)) == ()


@pytest.mark.parametrize(("end", "n"), [("2021-06-30", 1), ("2021-06-29", 0), ("2021", 1), ("", 1)])
def test_money_that_is_over_is_left_out(drawn: Drawn, end: str, n: int) -> None:
    row = {"initiative_id": "i1", "funder_id": "eidar", "end": end}

    assert len(between(drawn(TIES, funding=[row]))) == n


def test_who_takes_no_part_is_not_paid_for(drawn: Drawn) -> None:
    links: list[Any] = [
        {"actor_id": "eidar", "initiative_id": "e1"},
        {"actor_id": "ifk", "initiative_id": "i1", "role": "channel"},
    ]

    assert between(drawn(links, funding="i1-eidar"), selection=Selection(roles=())) == ()


def test_what_is_only_implied_is_told_apart(drawn: Drawn) -> None:
    rows = [
        {"initiative_id": "i1", "funder_id": "delmos", "certainty": "inferred"},
        {"initiative_id": "e1", "funder_id": "delmos"},
    ]

    (paid,) = between(drawn(TIES, funding=rows))

    assert not paid.is_stated
    assert between(drawn(TIES, funding=rows), selection=Selection(stated_only=True)) == ()
