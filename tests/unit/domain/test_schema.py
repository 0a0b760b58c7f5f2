from __future__ import annotations

import pytest

from samverkan.domain.schema import TABLES, Column, Table
from samverkan.domain.vocabulary import CHOICES, LEVELS, MEASURES, SECTOR_OF_KIND, STATUSES, VOCABULARIES

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_a_column_uses_lists_and_tables_that_exist(table: Table, column: Column) -> None:
    assert column.vocabulary in {"", *VOCABULARIES}
    assert column.references in {"", *TABLES}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_key_is_made_of_the_table_s_own_columns(table: Table) -> None:
    assert set(table.key) <= set(table.column_names)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_no_column_stands_twice(table: Table) -> None:
    assert len(table.column_names) == len(set(table.column_names))


def test_every_table_that_is_pointed_at_has_ids() -> None:
    assert {column.references for _, column in COLUMNS} - {""} <= {
        name for name, table in TABLES.items() if table.key == ("id",)
    }


def test_every_vocabulary_is_used_by_some_column() -> None:
    assert {column.vocabulary for _, column in COLUMNS} - {""} == set(VOCABULARIES)


def test_no_table_may_say_overdue_but_people_may_choose_it() -> None:
    assert set(STATUSES) - set(VOCABULARIES["status"]) == {"overdue"}
    assert CHOICES["status"] == STATUSES


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_word_stands_twice_in_a_vocabulary(name: str) -> None:
    assert len(VOCABULARIES[name]) == len(set(VOCABULARIES[name]))


def test_every_kind_belongs_to_a_known_sector() -> None:
    assert set(SECTOR_OF_KIND.values()) == set(VOCABULARIES["sector"])


def test_levels_and_measures_are_told_apart() -> None:
    assert (len(set(LEVELS)), len(set(MEASURES))) == (3, 6)
