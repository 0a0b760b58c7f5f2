from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.schema import TABLES
from samverkan.tables import read_package, write_package
from samverkan.tables.personal_data import has_personal_data
from samverkan.tables.write import descriptor, table_to_csv

Drawn = Callable[..., Dataset]

# Control characters are taken out when a file is read; line breaks and tabs are not.
LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\r\t")
CELLS = (
    st.builds(
        str.__add__,
        st.sampled_from(["", "=", "+", "-", "@", "'", "'=", "\t", "\"'"]),
        st.text(
            st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\r\t"),
            max_size=12,
        ),
    )
    .map(lambda cell: f"x{cell}"[1:].strip())
    .filter(lambda cell: cell and not has_personal_data(cell))
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(name=CELLS, description=CELLS)
@example(name="-förvaltningen", description="+46 … och ”citat”, komma;semikolon")
@example(name="=HYPERLINK(1)", description='två\nrader\r\noch ett "citat"')
@example(name="'=1", description="'apostrof\rvagnretur")
def test_reading_what_was_written_gives_the_same_data(drawn: Drawn, name: str, description: str) -> None:
    dataset = drawn(
        "a-x",
        serves="x-unga",
        actors=[{"id": "a", "name": name, "aliases": name, "description": description}],
    )

    with tempfile.TemporaryDirectory() as folder:
        write_package(dataset, folder)
        reading = read_package(folder)

    assert reading.report.findings == ()
    assert dataset.fingerprint == reading.dataset.fingerprint


def test_every_table_and_the_description_are_written(drawn: Drawn, tmp_path: Path) -> None:
    written = write_package(drawn("a-x"), tmp_path / "ny" / "mapp")

    assert [path.name for path in written] == [*(f"{name}.csv" for name in TABLES), "datapackage.json"]
    assert all(path.is_file() for path in written)


def test_writing_again_replaces_what_was_there(drawn: Drawn, tmp_path: Path) -> None:
    write_package(drawn("a-x b-x"), tmp_path)
    dataset = drawn("c-z")

    write_package(dataset, tmp_path)

    assert dataset.fingerprint == read_package(tmp_path).dataset.fingerprint


def test_files_end_their_lines_alike_on_every_machine(drawn: Drawn, tmp_path: Path) -> None:
    write_package(drawn("a-x"), tmp_path)

    assert all(b"\r" not in path.read_bytes() for path in tmp_path.glob("*.csv"))


@settings(max_examples=25)
@given(CELLS)
def test_no_written_cell_is_run_by_a_spreadsheet(drawn: Drawn, cell: str) -> None:
    dataset = drawn(actors=[{"id": "a", "name": cell, "description": cell}])

    _, row = csv.reader(io.StringIO(table_to_csv(dataset, "actors"), newline=""))

    assert not [written for written in row if written.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_description_is_the_contract(drawn: Drawn, tmp_path: Path) -> None:
    write_package(drawn("a-x"), tmp_path)

    assert descriptor() == json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("resource", descriptor()["resources"], ids=lambda resource: resource["name"])
def test_the_description_names_every_column_key_and_reference(resource: dict[str, object]) -> None:
    table, schema = TABLES[str(resource["name"])], resource["schema"]

    assert [field["name"] for field in schema["fields"]] == list(table.column_names)  # type: ignore[index]
    assert schema.get("primaryKey", []) == list(table.key)  # type: ignore[attr-defined]
    expected = {column.name for column in table.references() if not column.many}
    assert expected == {key["fields"] for key in schema.get("foreignKeys", [])}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        ("initiatives", "place_ids", "a|b-c", "a|B"),
        ("initiatives", "lines", "5|19-21", "5,19"),
        ("initiatives", "start", "2021-06", "juni 2021"),
        ("actors", "id", "kff", "Kff"),
    ],
)
def test_the_description_has_the_form_of_the_cells(table: str, column: str, good: str, bad: str) -> None:
    resource = next(resource for resource in descriptor()["resources"] if resource["name"] == table)
    field = next(field for field in resource["schema"]["fields"] if field["name"] == column)

    pattern = re.compile(field["constraints"]["pattern"])

    assert pattern.fullmatch(good)
    assert not pattern.fullmatch(bad)
