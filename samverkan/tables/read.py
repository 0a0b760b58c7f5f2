"""Reading a data package: a folder of CSV files, one a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from samverkan.domain.dataset import Dataset, empty_table
from samverkan.domain.findings import Finding, Report
from samverkan.domain.schema import TABLES, Table
from samverkan.errors import DataError
from samverkan.tables.cells import unguarded
from samverkan.tables.check import check, rows_that_hold
from samverkan.tables.personal_data import without_personal_data

NEEDED = ("actors", "initiatives", "participations")
"""Tables without which there is no network; the others may be missing, with a word said."""

csv.field_size_limit(1_000_000)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
"""What no text needs and XML refuses."""


@dataclass(frozen=True)
class Reading:
    """What came of reading a package.

    Parameters
    ----------
    dataset
        The rows that hold.
    report
        What was found and which rows were left out.
    """

    dataset: Dataset
    report: Report


def read_package(folder: Path | str) -> Reading:
    """Read the tables of a data package and check them all.

    Parameters
    ----------
    folder
        The folder that holds ``actors.csv``, ``initiatives.csv`` and so on.

    Raises
    ------
    DataError
        There is no such folder, or none of the tables is in it.

    Notes
    -----
    Whatever is wrong with files, columns or rows is in the report, all at once; a wrong row is left out and
    listed. Addresses and numbers of persons are taken out of the texts, with a warning. Cost: linear in
    cells; 1.5 s for 10,000 rows.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DataError("no_folder", name=folder.name)
    if not any((folder / f"{name}.csv").is_file() for name in TABLES):
        raise DataError("no_tables", name=folder.name)
    tables: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    rows_read: dict[str, int] = {}
    left_out: dict[str, set[int]] = {name: set() for name in TABLES}
    for name, table in TABLES.items():
        found, rows, n_rows = _read_table(folder / f"{name}.csv", table)
        findings += found
        rows_read[name] = n_rows
        left_out[name] = set(range(2, n_rows + 2)) - set(rows.index)
        tables[name] = rows
    findings += check(tables)
    kept, fallen = rows_that_hold(tables, findings)
    for name, rows in tables.items():
        left_out[name] |= set(rows.index) - set(kept[name].index)
    report = Report(
        findings=tuple(map(discreet, findings + fallen)),
        rows_read=rows_read,
        left_out={name: tuple(sorted(rows)) for name, rows in left_out.items() if rows},
    )
    return Reading(Dataset({name: cleaned(TABLES[name], rows) for name, rows in kept.items()}), report)


def _read_table(path: Path, table: Table) -> tuple[list[Finding], pd.DataFrame, int]:
    if not path.is_file():
        severity = "error" if table.name in NEEDED else "warning"
        return [Finding(severity, "missing_table", table.name)], _indexed(table, []), 0  # type: ignore[arg-type]
    return read_rows(path.read_bytes(), table)


def read_rows(content: bytes, table: Table) -> tuple[list[Finding], pd.DataFrame, int]:
    """Read the CSV of one table, without checking what the cells say.

    Returns
    -------
    findings, rows, n_rows
        What is wrong with file, header and lines; the lines that have the right width as text cells, indexed
        by their number in the file (the header is row 1); how many lines there were.
    """
    try:
        text = content.decode("utf-8-sig")
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        return [Finding("error", "not_utf8", table.name)], _indexed(table, []), 0
    except csv.Error as fault:
        found = Finding("error", "not_csv", table.name, params={"reason": str(fault)})
        return [found], _indexed(table, []), 0
    if not records:
        return [Finding("error", "no_header", table.name)], _indexed(table, []), 0
    return _records_to_rows(table, records)


def _records_to_rows(table: Table, records: list[list[str]]) -> tuple[list[Finding], pd.DataFrame, int]:
    header, *body = records
    while body and not body[-1]:
        body.pop()  # empty lines, as many programs leave at the end
    findings = list(_header_findings(table, header))
    if any(finding.severity == "error" for finding in findings):
        return findings, _indexed(table, []), len(body)
    place = {name: header.index(name) for name in table.column_names if name in header}
    rows: list[tuple[int, list[str]]] = []
    for number, record in enumerate(body, start=2):
        if len(record) != len(header):
            params = {"expected": len(header), "found": len(record)}
            findings.append(Finding("error", "wrong_width", table.name, number, params=params))
            continue
        cells = [record[place[name]].strip() if name in place else "" for name in table.column_names]
        for name, cell in zip(table.column_names, cells, strict=True):
            if _CONTROL.search(cell):
                findings.append(Finding("warning", "control_characters", table.name, number, name))
        rows.append((number, [unguarded(_CONTROL.sub("", cell)) for cell in cells]))
    return findings, _indexed(table, rows), len(body)


def _header_findings(table: Table, header: list[str]) -> Iterable[Finding]:
    required = {column.name for column in table.columns if column.required}
    for name in table.column_names:
        if name not in header:
            severity = "error" if name in required else "warning"
            yield Finding(severity, "missing_column", table.name, 1, name)  # type: ignore[arg-type]
    for name in dict.fromkeys(header):
        if name not in table.column_names:
            yield Finding("warning", "unknown_column", table.name, 1, name)
        elif header.count(name) > 1:
            yield Finding("error", "repeated_column", table.name, 1, name)


def _indexed(table: Table, rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    if not rows:
        return empty_table(table.name)
    index = pd.Index([number for number, _ in rows], dtype="int64")
    return pd.DataFrame(
        [cells for _, cells in rows], index=index, columns=list(table.column_names), dtype="str"
    )


def discreet(finding: Finding) -> Finding:
    """Return a finding that repeats no personal data: a report travels further than a table."""
    params = {
        name: without_personal_data(value) if isinstance(value, str) else value
        for name, value in finding.params.items()
    }
    column, value = without_personal_data(finding.column), without_personal_data(finding.value)
    return replace(finding, column=column, value=value, params=params)


def cleaned(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with addresses and numbers of persons taken out of their texts."""
    texts = [column.name for column in table.columns if column.kind == "text"]
    return rows.assign(**{column: rows[column].map(without_personal_data).astype("str") for column in texts})
