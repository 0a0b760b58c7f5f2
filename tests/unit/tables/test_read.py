from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from samverkan.domain.findings import Finding, Report
from samverkan.domain.schema import TABLES
from samverkan.errors import DataError
from samverkan.tables import read_package
from samverkan.tables.personal_data import REMOVED

Package = Callable[..., Path]
Good = Mapping[str, list[dict[str, str]]]


def where(report: Report) -> list[tuple[str, str, int, str]]:
    return [(finding.code, finding.table, finding.row, finding.column) for finding in report.findings]


def test_a_good_package_is_read_whole_and_without_a_word(package: Package, good: Good) -> None:
    reading = read_package(package())

    assert reading.report.is_clean
    assert reading.report.left_out == {}
    assert {name: len(rows) for name, rows in good.items()} == reading.report.rows_read
    assert {name: len(rows) for name, rows in good.items()} == {
        name: len(rows) for name, rows in reading.dataset.tables.items()
    }


def test_cells_are_the_text_that_stands_in_the_file(package: Package) -> None:
    row = read_package(package()).dataset.initiatives.iloc[0]

    assert (row["start"], row["place_ids"], row["lines"]) == ("2019", "kronogarden|hela-staden", "5|19-21")


def test_everything_that_is_wrong_is_found_at_once(package: Package, good: Good) -> None:
    initiative, link = good["initiatives"][0], good["participations"][0]
    actor = {"name": "X", "kind": "association", "function": "other", "sector": "civil_society"}
    folder = package(
        actors=[
            *good["actors"],
            {**actor, "id": "Eidar"},
            {**actor, "id": "a", "name": ""},
            {**actor, "id": "b", "sector": "staten"},
            {**actor, "id": "c", "sector": "state"},
            {**actor, "id": "d", "parent_id": "e"},
            {**actor, "id": "e", "parent_id": "d"},
            {**actor, "id": "f", "parent_id": "a"},
            {**actor, "id": "kff"},
        ],
        initiatives=[
            initiative,
            {**initiative, "id": "x", "start": "2021", "end": "2020", "place_ids": "kronogarden|lextorp"},
            {**initiative, "id": "y", "start": "2021-13", "lines": "fem"},
        ],
        participations=[
            link,
            {**link, "actor_id": "kf"},
            {**link, "actor_id": "f"},
            {**link, "initiative_id": "y"},
            link,
        ],
        funding=[{**good["funding"][0], "amount_sek": "2,5"}],
        facts=[{**good["facts"][0], "initiative_id": ""}],
        target_groups=[
            *good["target_groups"],
            {"id": "barn", "name": "Barn", "age_min": "noll", "gender": "x"},
        ],
        judgements=[{**good["judgements"][0], "date": "2021-02-30"}],
    )

    report = read_package(folder).report

    assert where(report) == [
        ("bad_id", "actors", 5, "id"),
        ("empty_cell", "actors", 6, "name"),
        ("unknown_word", "actors", 7, "sector"),
        ("odd_sector", "actors", 8, "sector"),
        ("circle", "actors", 9, "parent_id"),
        ("circle", "actors", 10, "parent_id"),
        ("repeated_key", "actors", 12, "id"),
        ("unknown_reference", "initiatives", 3, "place_ids"),
        ("ends_before_start", "initiatives", 3, "end"),
        ("bad_date", "initiatives", 4, "start"),
        ("bad_lines", "initiatives", 4, "lines"),
        ("unknown_reference", "participations", 3, "actor_id"),
        ("repeated_key", "participations", 6, "actor_id"),
        ("bad_integer", "target_groups", 4, "age_min"),
        ("unknown_word", "target_groups", 4, "gender"),
        ("bad_number", "funding", 2, "amount_sek"),
        ("fact_of_nothing", "facts", 2, "initiative_id"),
        ("bad_date", "judgements", 2, "date"),
        ("reference_left_out", "actors", 11, "parent_id"),
        ("reference_left_out", "participations", 5, "initiative_id"),
        ("reference_left_out", "participations", 4, "actor_id"),
    ]


def test_every_row_is_either_kept_or_listed_as_left_out(package: Package, good: Good) -> None:
    initiative = {**good["initiatives"][0], "status": "lagd på is"}
    actors = [*good["actors"], {"id": "X"}, {"id": "eidar"}]

    reading = read_package(package(actors=actors, initiatives=[initiative]))

    report = reading.report
    kept = {name: len(rows) for name, rows in reading.dataset.tables.items()}
    left_out = {name: len(report.left_out.get(name, ())) for name in TABLES}
    assert report.rows_read == {name: kept[name] + left_out[name] for name in TABLES}
    assert report.left_out == {
        "actors": (5, 6),
        "initiatives": (2,),
        "participations": (2, 3),
        "serves": (2,),
        "funding": (2,),
        "facts": (2,),
    }


def test_a_row_with_only_warnings_is_kept(package: Package, good: Good) -> None:
    odd = {"id": "skola", "name": "Skolan", "kind": "school", "function": "school", "sector": "business"}

    reading = read_package(package(actors=[*good["actors"], odd]))

    assert [finding.severity for finding in reading.report.findings] == ["warning"]
    assert "skola" in set(reading.dataset.actors["id"])


def test_what_points_at_a_fallen_row_falls_with_it_all_the_way(package: Package, good: Good) -> None:
    places = [
        {"id": "hela-staden", "name": ""},
        {"id": "kronogarden", "name": "Kronogården", "broader_id": "hela-staden"},
    ]

    reading = read_package(package(places=places))

    fallen = [(finding.table, finding.value) for finding in reading.report.findings if finding.row]
    assert fallen == [
        ("places", ""),
        ("initiatives", "hela-staden"),
        ("places", "hela-staden"),
        ("participations", "torget"),
        ("participations", "torget"),
        ("serves", "torget"),
        ("funding", "torget"),
        ("facts", "torget"),
    ]
    assert reading.report.n_left_out == 8


def test_the_nearest_known_name_is_suggested(package: Package, good: Good) -> None:
    links = [{**good["participations"][0], "actor_id": "polissen"}]

    finding = read_package(package(participations=links)).report.findings[0]

    assert (finding.value, finding.params["nearest"]) == ("polissen", "polisen")


# Files and columns


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_package(tmp_path / "borta")

    assert (caught.value.code, caught.value.params) == ("no_folder", {"name": "borta"})


def test_a_folder_without_any_table_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("hej", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_package(tmp_path)

    assert caught.value.code == "no_tables"


@pytest.mark.parametrize(("table", "severity"), [("participations", "error"), ("judgements", "warning")])
def test_a_missing_file_is_said(package: Package, table: str, severity: str) -> None:
    report = read_package(package(without=(table,))).report

    assert report.findings == (Finding(severity, "missing_table", table),)  # type: ignore[arg-type]
    assert report.rows_read[table] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("id,name\ntrygghet,Tr\xe4ffpunkt\n".encode("latin-1"), "not_utf8"),
        (b'id,name\ntrygghet,"Trygg"het\n', "not_csv"),
        (b"", "no_header"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_what_needs_it_falls(
    package: Package, content: bytes, code: str
) -> None:
    folder = package()
    (folder / "themes.csv").write_bytes(content)

    report = read_package(folder).report

    assert (code, "themes") == (report.findings[0].code, report.findings[0].table)
    assert ("unknown_reference", "initiatives", 2, "theme_ids") in where(report)


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(package: Package) -> None:
    folder = package()
    (folder / "themes.csv").write_bytes("\ufeffid,name\r\ntrygghet,Trygghet\r\n".encode())

    reading = read_package(folder)

    assert reading.report.is_clean
    assert reading.dataset.names["themes"] == {"trygghet": "Trygghet"}


@pytest.mark.parametrize("line", ["trygghet", "trygghet,Trygghet,extra", ""])
def test_a_row_of_the_wrong_width_is_left_out_and_the_next_keeps_its_number(
    package: Package, line: str
) -> None:
    folder = package()
    (folder / "themes.csv").write_text(f"id,name\n{line}\ntrygghet,\n", encoding="utf-8")

    report = read_package(folder).report

    assert where(report)[:2] == [("wrong_width", "themes", 2, ""), ("empty_cell", "themes", 3, "name")]
    assert (report.rows_read["themes"], report.left_out["themes"]) == (2, (2, 3))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id,name,colour", [("warning", "unknown_column", "colour")]),
        ("id,name,id", [("error", "repeated_column", "id")]),
        ("id,colour,shade", [("error", "missing_column", "name")]),
    ],
)
def test_a_wrong_header_is_said_once(
    package: Package, header: str, expected: list[tuple[str, str, str]]
) -> None:
    folder = package()
    (folder / "themes.csv").write_text(f"{header}\ntrygghet,Trygghet,x\n", encoding="utf-8")

    report = read_package(folder).report

    found = [
        (finding.severity, finding.code, finding.column) for finding in report.findings if finding.row == 1
    ]
    assert expected == found[: len(expected)]
    assert len(found) == len(set(found))


def test_a_header_without_a_needed_column_costs_every_row(package: Package) -> None:
    folder = package()
    (folder / "themes.csv").write_text("id\ntrygghet\narbete\n", encoding="utf-8")

    report = read_package(folder).report

    assert (report.rows_read["themes"], report.left_out["themes"]) == (2, (2, 3))


def test_columns_are_found_by_name_and_an_optional_one_may_lack(package: Package) -> None:
    folder = package()
    (folder / "places.csv").write_text(
        "name,id\nKronogården,kronogarden\nStaden,hela-staden\n", encoding="utf-8"
    )

    reading = read_package(folder)

    assert where(reading.report) == [
        ("missing_column", "places", 1, "municipality"),
        ("missing_column", "places", 1, "broader_id"),
    ]
    assert reading.dataset.names["places"] == {"kronogarden": "Kronogården", "hela-staden": "Staden"}


# Personal data


@pytest.mark.parametrize("secret", ["anna@trollhattan.se", "0520-49 50 00", "811218-9876"])
def test_personal_data_are_taken_out_of_texts_with_a_warning(
    package: Package, good: Good, secret: str
) -> None:
    initiative = {**good["initiatives"][0], "description": f"Fråga {secret}", "section": secret}

    reading = read_package(package(initiatives=[initiative]))

    row = reading.dataset.initiatives.iloc[0]
    assert (row["description"], row["section"]) == (f"Fråga {REMOVED}", REMOVED)
    assert sorted(where(reading.report)) == [
        ("personal_data", "initiatives", 2, "description"),
        ("personal_data", "initiatives", 2, "section"),
    ]


@pytest.mark.parametrize("secret", ["anna@trollhattan.se", "0520-49 50 00", "811218-9876"])
def test_a_report_never_repeats_personal_data_in_whatever_column(package: Package, secret: str) -> None:
    row = dict.fromkeys(TABLES["initiatives"].column_names, secret)

    report = read_package(package(initiatives=[row, row])).report

    assert {"unknown_word", "unknown_reference", "bad_date", "repeated_key"} <= {
        finding.code for finding in report.findings
    }
    assert secret not in repr(report)


def test_a_report_never_repeats_personal_data_that_stood_where_the_header_should(package: Package) -> None:
    folder = package()
    (folder / "themes.csv").write_text("trygghet,anna@trollhattan.se\n", encoding="utf-8")

    assert "anna@" not in repr(read_package(folder).report)


def test_a_sum_that_looks_like_an_identity_number_is_read_as_it_stands(package: Package, good: Good) -> None:
    funding = [{**good["funding"][0], "amount_sek": "8112189876"}]

    reading = read_package(package(funding=funding))

    assert reading.report.is_clean
    assert reading.dataset.funding["amount_sek"].tolist() == ["8112189876"]
