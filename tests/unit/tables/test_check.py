from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.findings import Finding
from samverkan.tables.check import check, rows_that_hold

Drawn = Callable[..., Dataset]


def found(dataset: Dataset) -> list[tuple[str, str, int, str, str]]:
    return [
        (finding.code, finding.table, finding.row, finding.column, finding.value)
        for finding in check(dataset.tables)
    ]


def test_what_is_drawn_by_hand_has_no_fault(drawn: Drawn) -> None:
    assert found(drawn("a-x b-x", serves="x-unga", funding="x-a", judgements="j-a-b")) == []


def test_findings_come_in_order_of_table_and_row(drawn: Drawn) -> None:
    dataset = drawn(
        themes=[{"id": "t", "name": ""}],
        actors=[{"id": "a", "kind": "x"}, {"id": "b", "name": ""}, {"id": "c", "start": "x", "name": ""}],
    )

    assert [(table, row) for _, table, row, _, _ in found(dataset)] == [
        ("actors", 0),
        ("actors", 1),
        ("actors", 2),
        ("actors", 2),
        ("themes", 0),
    ]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("places", "broader_id"),
        ("target_groups", "broader_ids"),
        ("actors", "parent_id"),
        ("initiatives", "parent_id"),
    ],
)
def test_every_hierarchy_is_searched_for_circles(drawn: Drawn, table: str, column: str) -> None:
    rows = [{"id": "a", column: "b"}, {"id": "b", column: "a"}, {"id": "c", column: "a"}]

    assert found(drawn(**{table: rows})) == [
        ("circle", table, 0, column, "a"),
        ("circle", table, 1, column, "b"),
    ]


@pytest.mark.parametrize(("start", "end"), [("2021", "2020-12-31"), ("2021-07-02", "2021-07-01")])
@pytest.mark.parametrize("table", ["actors", "initiatives"])
def test_nothing_ends_before_it_starts(drawn: Drawn, table: str, start: str, end: str) -> None:
    dataset = drawn(**{table: [{"id": "a", "start": start, "end": end}]})

    assert found(dataset) == [("ends_before_start", table, 0, "end", end)]


@pytest.mark.parametrize(
    ("start", "end"), [("2021-12-31", "2021"), ("2021", ""), ("", "2021"), ("2021", "2021")]
)
def test_a_period_may_end_within_the_period_in_which_it_starts(drawn: Drawn, start: str, end: str) -> None:
    assert found(drawn(actors=[{"id": "a", "start": start, "end": end}])) == []


@pytest.mark.parametrize(
    ("kind", "sector", "is_odd"),
    [
        ("police", "state", False),
        ("police", "business", True),
        ("network", "business", False),
        ("collective", "civil_society", False),
    ],
)
def test_an_odd_sector_is_asked_about_unless_the_kind_has_none(
    drawn: Drawn, kind: str, sector: str, is_odd: bool
) -> None:
    findings = check(drawn(actors=[{"id": "a", "kind": kind, "sector": sector}]).tables)

    assert [("odd_sector", "warning")] * is_odd == [(finding.code, finding.severity) for finding in findings]


@pytest.mark.parametrize("filled", [{"initiative_id": "x"}, {"actor_id": "a"}])
def test_a_fact_belongs_to_something(drawn: Drawn, filled: dict[str, str]) -> None:
    assert found(drawn(facts=[filled])) == []
    assert [code for code, *_ in found(drawn(facts=[{}]))] == ["fact_of_nothing"]


def test_the_same_link_from_two_lines_is_no_repetition(drawn: Drawn) -> None:
    link = {"actor_id": "a", "initiative_id": "x"}

    assert found(drawn([{**link, "lines": "1"}, {**link, "lines": "2"}])) == []


def test_a_repetition_names_the_row_that_it_repeats(drawn: Drawn) -> None:
    findings = check(drawn("a-x b-x a-x").tables)

    assert [(finding.row, finding.params["first"]) for finding in findings] == [(2, 0)]


def test_rows_without_a_key_may_be_alike(drawn: Drawn) -> None:
    assert found(drawn(facts=[{"actor_id": "a"}, {"actor_id": "a"}])) == []


def test_every_broken_item_of_a_list_is_found(drawn: Drawn) -> None:
    dataset = drawn(initiatives=[{"id": "x", "place_ids": "a|b|c"}])

    codes = found(dataset.with_table("places", dataset.places[dataset.places["id"] == "b"]))

    assert codes == [
        ("unknown_reference", "initiatives", 0, "place_ids", "a"),
        ("unknown_reference", "initiatives", 0, "place_ids", "c"),
    ]


def test_rows_that_hold_are_those_that_point_at_rows_that_hold(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-y",
        actors=[{"id": "a"}, {"id": "b"}, {"id": "c", "parent_id": "a"}, {"id": "d", "parent_id": "c"}],
    )

    kept, fallen = rows_that_hold(dataset.tables, [Finding("error", "empty_cell", "actors", 0, "name")])

    assert (kept["actors"]["id"].tolist(), kept["participations"]["actor_id"].tolist()) == (["b"], ["b"])
    assert {(finding.table, finding.row) for finding in fallen} == {
        ("actors", 2),
        ("actors", 3),
        ("participations", 0),
    }


def test_a_warning_costs_no_row(drawn: Drawn) -> None:
    dataset = drawn("a-x")

    kept, fallen = rows_that_hold(dataset.tables, [Finding("warning", "odd_sector", "actors", 0, "sector")])

    assert (len(kept["actors"]), fallen) == (1, [])
