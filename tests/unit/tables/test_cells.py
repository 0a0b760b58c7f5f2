from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.schema import TABLES, Column
from samverkan.tables.cells import fault_of, guarded, unguarded


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("id", ["a", "kff-2", "002_a862"], ["Kff", "kff-", "-kff", "å", "a b", "a--b"]),
        ("integer", ["0", "13"], ["-1", "1.5", "tretton", "1 000"]),
        ("number", ["0", "-3", "1.5"], ["1,5", ".5", "1e3", "NaN", "inf", "1."]),
        ("date", ["2019", "2021-06", "2020-02-29"], ["2021-13", "2021-02-29", "2021-00", "20-01-01", "igår"]),
        ("lines", ["5", "5-7", "5|19-21"], ["5-", "|5", "fem", "5,7"]),
        ("text", ["vad som helst", "=1+1", "å\nä"], []),
    ],
)
def test_each_kind_of_cell_has_its_form(kind: str, good: list[str], bad: list[str]) -> None:
    fault = fault_of(Column("kolumn", kind))  # type: ignore[arg-type]

    assert [fault(cell) for cell in good] == [""] * len(good)
    assert [fault(cell) for cell in bad] == [f"bad_{kind}"] * len(bad)


def test_an_empty_cell_is_a_fault_only_where_it_is_required() -> None:
    assert fault_of(Column("namn"))("") == ""
    assert fault_of(Column("namn", required=True))("") == "empty_cell"


def test_a_word_must_come_from_its_vocabulary() -> None:
    fault = fault_of(Column("sektor", vocabulary="sector"))

    assert [fault("state"), fault("State"), fault("statlig")] == ["", "unknown_word", "unknown_word"]


def test_every_item_of_a_list_is_looked_at() -> None:
    fault = fault_of(Column("platser", "id", many=True))

    assert [fault("a|b"), fault("a| b |"), fault("a|B")] == ["", "", "bad_id"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+46", "-förvaltningen", "@namn", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1"]
)
def test_what_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert cell == unguarded(guarded(cell))


@pytest.mark.parametrize("cell", ["", "Eidar", "'citat'", "1-2", "a=b", "'s-Hertogenbosch"])
def test_what_no_spreadsheet_would_run_stands_as_it_is(cell: str) -> None:
    assert cell == guarded(cell) == unguarded(cell)


@given(st.text(alphabet="'=+-@＝\t\rab ", max_size=8))
def test_guarding_is_undone_exactly_and_leaves_nothing_to_run(cell: str) -> None:
    assert cell == unguarded(guarded(cell))
    assert guarded(cell)[:1] not in set("=+-@＝\t\r")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_an_empty_row_has_a_fault_in_every_required_cell(table: object) -> None:
    columns = table.columns  # type: ignore[attr-defined]

    assert [column.required for column in columns] == [
        fault_of(column)("") == "empty_cell" for column in columns
    ]
