"""Writing a data package: CSV files and a ``datapackage.json`` that describes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from samverkan.domain.dataset import Dataset
from samverkan.domain.schema import TABLES, Column, Table
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.tables.cells import PATTERNS, guarded

_FIELD_TYPES = {"integer": "integer", "number": "number"}


def descriptor() -> dict[str, Any]:
    """Return the ``datapackage.json`` of our tables: Frictionless Table Schema with keys and vocabularies.

    Lists in a cell and dates that may be a year are strings with a pattern, since Table Schema has no type
    for either; a foreign key is stated where a cell holds one id.
    """
    return {
        "name": "samverkan",
        "title": "Samverkan mellan organisationer",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    single = [column for column in table.references() if not column.many]
    if single:
        schema["foreignKeys"] = [
            {
                "fields": column.name,
                # A table that points at itself is named by an empty string in Table Schema.
                "reference": {
                    "resource": "" if column.references == table.name else column.references,
                    "fields": "id",
                },
            }
            for column in single
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    pattern = PATTERNS.get(column.kind)
    if column.vocabulary:
        constraints["enum"] = list(VOCABULARIES[column.vocabulary])
    elif pattern and column.kind not in _FIELD_TYPES:
        constraints["pattern"] = rf"{pattern}(?:\|{pattern})*" if column.many else pattern
    field: dict[str, Any] = {"name": column.name, "type": _FIELD_TYPES.get(column.kind, "string")}
    return field | ({"constraints": constraints} if constraints else {})


def table_to_csv(dataset: Dataset, name: str) -> str:
    """Return a table as CSV text: comma, LF, UTF-8, cells that a spreadsheet would run guarded."""
    rows = dataset.tables[name].itertuples(index=False, name=None)
    columns = TABLES[name].columns
    lines = [TABLES[name].column_names, *(_guarded(columns, row) for row in rows)]
    return "".join(map(_line, lines))


def _guarded(columns: tuple[Column, ...], row: tuple[str, ...]) -> list[str]:
    pairs = zip(columns, row, strict=True)
    return [guarded(cell) if column.kind == "text" else cell for column, cell in pairs]


def _line(cells: Iterable[str]) -> str:
    """Return one line that ends in LF; with CRLF in mind, csv quotes a lone carriage return too."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def write_package(dataset: Dataset, folder: Path | str) -> tuple[Path, ...]:
    """Write every table and the description into a folder; reading it back gives the same data set.

    Returns
    -------
    tuple of Path
        The files written. The folder is made if it is not there; files of these names are replaced.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in TABLES:
        path = folder / f"{name}.csv"
        path.write_text(table_to_csv(dataset, name), encoding="utf-8", newline="")
        written.append(path)
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return (*written, path)
