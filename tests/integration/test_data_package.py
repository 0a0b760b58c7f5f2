"""The data that travel with the program hold what the contract promises."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from frictionless import Package

from samverkan.domain.dataset import split_list
from samverkan.domain.schema import TABLES
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.tables import Reading, read_package
from samverkan.tables.personal_data import has_personal_data
from samverkan.tables.write import descriptor, table_to_csv

DATA = Path(__file__).parents[2] / "data"
LINES = re.compile(r"\d+(-\d+)?(\|\d+(-\d+)?)*")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_package(DATA)


def test_the_package_is_read_whole_and_without_a_word(reading: Reading) -> None:
    assert reading.report.findings == ()
    assert reading.report.n_left_out == 0


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"judgements"}))
def test_no_table_is_empty(reading: Reading, name: str) -> None:
    assert len(reading.dataset.tables[name]) > 0


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.key])
def test_no_two_rows_have_the_same_key(reading: Reading, name: str) -> None:
    rows = reading.dataset.tables[name]

    repeated = rows[rows.duplicated(list(TABLES[name].key), keep=False)]

    assert repeated.empty, repeated.to_string()


@pytest.mark.parametrize("name", TABLES)
def test_every_word_comes_from_its_vocabulary(reading: Reading, name: str) -> None:
    rows = reading.dataset.tables[name]

    strange = {
        (column.name, cell)
        for column in TABLES[name].columns
        if column.vocabulary
        for cell in set(rows[column.name]) - {""}
        if cell not in VOCABULARIES[column.vocabulary]
    }

    assert strange == set()


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if "lines" in table.column_names])
def test_every_statement_has_its_evidence(reading: Reading, name: str) -> None:
    rows = reading.dataset.tables[name]

    lacking = rows[(rows["section"] == "") | ~rows["lines"].map(lambda cell: bool(LINES.fullmatch(cell)))]

    assert lacking.empty, lacking.to_string()


@pytest.mark.parametrize("name", TABLES)
def test_nothing_personal_is_stored(name: str) -> None:
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()

    assert [number for number, line in enumerate(lines, start=1) if has_personal_data(line)] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_list_names_an_item_once(reading: Reading, name: str) -> None:
    rows = reading.dataset.tables[name]

    repeated = [
        cell
        for column in TABLES[name].columns
        if column.many
        for cell in rows[column.name]
        if len(set(split_list(cell))) < len(split_list(cell))
    ]

    assert repeated == []


@pytest.mark.parametrize("name", TABLES)
def test_every_file_is_written_as_the_program_would_write_it(reading: Reading, name: str) -> None:
    assert table_to_csv(reading.dataset, name) == (DATA / f"{name}.csv").read_bytes().decode("utf-8")


def test_the_description_is_the_contract() -> None:
    assert descriptor() == json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def test_frictionless_finds_the_package_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "resourceName", "rowNumber", "fieldName", "message"])
