from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset, empty_table, split_list
from samverkan.domain.schema import TABLES
from samverkan.errors import DataError

Drawn = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("", ()), ("unga", ("unga",)), ("unga| foraldrar", ("unga", "foraldrar")), ("|unga||", ("unga",))],
)
def test_a_list_cell_is_split_at_its_bars(cell: str, expected: tuple[str, ...]) -> None:
    assert expected == split_list(cell)


def test_a_table_that_is_not_given_is_empty() -> None:
    dataset = Dataset({})

    assert {name: (0, list(table.column_names)) for name, table in TABLES.items()} == {
        name: (len(rows), list(rows.columns)) for name, rows in dataset.tables.items()
    }


def test_each_table_has_its_property(drawn: Drawn) -> None:
    dataset = drawn(
        "eidar-torget", serves="torget-unga", funding="torget-delmos", facts=[{"actor_id": "eidar"}]
    )

    assert set(dataset.actors["id"]) == {"eidar", "delmos"}
    assert (
        dataset.initiatives["id"].tolist() == dataset.participations["initiative_id"].tolist() == ["torget"]
    )
    assert dataset.serves["target_group_id"].tolist() == dataset.target_groups["id"].tolist() == ["unga"]
    assert (len(dataset.funding), len(dataset.facts), len(dataset.places)) == (1, 1, 0)
    assert dataset.sources["id"].tolist() == ["sidan"]


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_fingerprint_ignores_the_order_of_rows(drawn: Drawn, chance: object) -> None:
    dataset = drawn("a-x b-x b-y c-y", serves="x-unga y-barn")

    shuffled = {
        name: rows.iloc[chance.sample(range(len(rows)), len(rows))]  # type: ignore[attr-defined]
        for name, rows in dataset.tables.items()
    }
    assert dataset.fingerprint == Dataset(shuffled).fingerprint


def test_the_fingerprint_ignores_the_order_of_columns(drawn: Drawn) -> None:
    dataset = drawn("a-x")

    turned = dataset.with_table("actors", dataset.actors[dataset.actors.columns[::-1]])
    assert dataset.fingerprint == turned.fingerprint


@pytest.mark.parametrize("table", ["actors", "initiatives", "participations", "serves", "sources"])
def test_the_fingerprint_changes_with_any_cell(drawn: Drawn, table: str) -> None:
    dataset = drawn("a-x", serves="x-unga")

    prints = {dataset.fingerprint}
    for column in TABLES[table].column_names:
        rows = dataset.table(table)
        rows.loc[0, column] = "annat"
        prints.add(dataset.with_table(table, rows).fingerprint)
    assert len(prints) == 1 + len(TABLES[table].columns)


def test_a_cell_that_moves_to_the_next_column_changes_the_fingerprint(drawn: Drawn) -> None:
    one = drawn(actors=[{"id": "a", "start": "2019", "end": ""}])
    other = drawn(actors=[{"id": "a", "start": "", "end": "2019"}])

    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("table", list(TABLES))
def test_changing_what_is_handed_out_changes_nothing_inside(drawn: Drawn, table: str) -> None:
    dataset = drawn("a-x", serves="x-unga", funding="x-b", facts=[{"actor_id": "a"}], judgements="j-a-b")
    before = Dataset(dict(dataset.tables)).fingerprint

    rows = dataset.table(table)
    rows[rows.columns[0]] = "annat"
    rows["ny"] = "kolumn"

    assert before == Dataset(dict(dataset.tables)).fingerprint


def test_changing_what_it_was_made_from_changes_nothing_inside() -> None:
    themes = pd.DataFrame({"id": ["arbete"], "name": ["Arbete"]})
    dataset = Dataset({"themes": themes})

    themes.loc[0, "name"] = "Annat"

    assert dataset.names["themes"] == {"arbete": "Arbete"}


def test_a_replaced_table_leaves_the_first_data_set_as_it_was(drawn: Drawn) -> None:
    dataset = drawn("a-x")

    emptied = dataset.with_table("participations", empty_table("participations"))

    assert (len(dataset.participations), len(emptied.participations)) == (1, 0)


def test_missing_values_become_empty_cells() -> None:
    places = pd.DataFrame({"id": ["torg"], "name": ["Torget"], "municipality": [None], "broader_id": [pd.NA]})

    assert Dataset({"places": places}).places.iloc[0].tolist() == ["torg", "Torget", "", ""]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"actor": pd.DataFrame()}, "unknown_table"),
        ({"themes": pd.DataFrame({"id": ["arbete"]})}, "wrong_column"),
        ({"themes": pd.DataFrame({"id": ["a"], "name": ["A"], "extra": [""]})}, "wrong_column"),
        ({"themes": pd.DataFrame({"id": ["a", "a"], "name": ["A", "B"]})}, "duplicate_id"),
    ],
)
def test_what_is_not_in_the_contract_is_refused(tables: dict[str, pd.DataFrame], code: str) -> None:
    with pytest.raises(DataError) as caught:
        Dataset(tables)

    assert code == caught.value.code


def test_names_and_short_names_are_found_by_id(drawn: Drawn) -> None:
    dataset = drawn(actors=[{"id": "a", "name": "Arbete AB", "short_name": "AAB"}, {"id": "b", "name": "Bo"}])

    assert dataset.names["actors"] == {"a": "Arbete AB", "b": "Bo"}
    assert dataset.short_names == {"a": "AAB", "b": "Bo"}


def test_what_lies_directly_above_is_read_from_each_table(drawn: Drawn) -> None:
    dataset = drawn(
        actors=[{"id": "a", "parent_id": "b"}],
        places=[{"id": "torg", "broader_id": "stad"}],
        target_groups=[{"id": "flickor", "broader_ids": "unga|kvinnor"}],
    )

    assert dataset.broader["actors"] == {"a": ("b",), "b": ()}
    assert dataset.broader["places"] == {"torg": ("stad",), "stad": ()}
    assert dataset.broader["target_groups"] == {"flickor": ("unga", "kvinnor"), "unga": (), "kvinnor": ()}
