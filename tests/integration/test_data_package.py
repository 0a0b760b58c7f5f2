"""The data that travel with the program hold what the contract promises."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package

from samverkan.domain.dataset import split_list
from samverkan.domain.links import seat_links
from samverkan.domain.schema import TABLES
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
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


@pytest.mark.parametrize(
    ("day", "project", "visits", "uniforms"),
    [
        (date(2020, 7, 20), "ongoing", "planned", "planned"),
        (date(2022, 9, 23), "ended", "overdue", "overdue"),
    ],
)
def test_an_older_page_is_not_read_as_if_it_were_of_today(
    reading: Reading, day: date, project: str, visits: str, uniforms: str
) -> None:
    now = study(reading.dataset, Selection(statuses=(), as_of=day)).initiatives["status_now"]

    # The page of 2020 says that the project itself lasts through January 2021, and is to go on as visits.
    assert now["tillsammans-for-barnen"] == project
    assert now["hembesok-efter-tillsammans-for-barnen"] == visits
    assert now["manniskan-bakom-uniformen"] == uniforms


def test_who_consists_of_those_named_has_a_closed_list_and_who_has_others_too_has_not(
    reading: Reading,
) -> None:
    lists = dict(zip(*(reading.dataset.initiatives[name] for name in ("id", "actors_complete")), strict=True))

    assert {lists[name] for name in ("sig", "sex-och-samlevnadsgruppen", "drogforebyggande-koordinator")} == {
        "yes"
    }
    assert {lists[name] for name in ("interkulturellt-centrum", "framtidsmoten", "familjehuset")} == {"no"}


@pytest.mark.parametrize(
    ("actor", "initiative", "expected"),
    [
        ("bup", "sig", "absent"),
        ("kronans-skola", "sig", "unknown"),
        ("kronans-fritidsgard", "sig", "unknown"),
    ],
)
def test_a_closed_list_of_kinds_says_nothing_of_each_school(
    reading: Reading, actor: str, initiative: str, expected: str
) -> None:
    links = seat_links(study(reading.dataset, Selection()))

    assert links.state(actor, initiative) == expected


@pytest.mark.parametrize("name", TABLES)
def test_every_file_is_written_as_the_program_would_write_it(reading: Reading, name: str) -> None:
    assert table_to_csv(reading.dataset, name) == (DATA / f"{name}.csv").read_bytes().decode("utf-8")


def test_the_description_is_the_contract() -> None:
    assert descriptor() == json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def test_frictionless_finds_the_package_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "resourceName", "rowNumber", "fieldName", "message"])
