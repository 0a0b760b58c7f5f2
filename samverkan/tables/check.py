"""The checks of a package: every fault of every row at once, then the rows that can be kept.

A row with a fault is left out, and so are the rows that then point at nothing, until what remains holds
together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from samverkan.domain.dataset import split_list
from samverkan.domain.findings import Finding
from samverkan.domain.hierarchy import circles
from samverkan.domain.periods import first_day, last_day
from samverkan.domain.schema import TABLES, Column, Table
from samverkan.domain.vocabulary import JUDGED_TABLES, SECTOR_OF_KIND, VOCABULARIES
from samverkan.tables.cells import fault_of
from samverkan.tables.personal_data import has_personal_data

Tables = Mapping[str, pd.DataFrame]
"""Table name to rows of text cells; the index is the row number in the file (the header is row 1)."""

_ABOVE = {
    "actors": ("parent_id", "merged_into"),
    "initiatives": ("parent_id",),
    "places": ("broader_id",),
    "target_groups": ("broader_ids",),
}

_NEAREST_SOUGHT = 50
"""For so many unknown words of a column the nearest known one is sought: each search reads all known ones."""


def check(tables: Tables, only: Iterable[str] = tuple(TABLES)) -> list[Finding]:
    """Return every finding of the rows as they stand, in order of table and row.

    ``only`` names the tables to look at; what they point at may stand in any.
    """
    found = [finding for name in only for finding in _check_table(name, tables)]
    return sorted(found, key=lambda finding: (list(TABLES).index(finding.table), finding.row))


def rows_that_hold(tables: Tables, findings: list[Finding]) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Return the rows that hold together, and a finding for each that fell because another did."""
    faulty = {(finding.table, finding.row) for finding in findings if finding.severity == "error"}
    kept = _without(tables, faulty)
    fallen: list[Finding] = []
    while hanging := [finding for name in TABLES for finding in _hanging(name, kept)]:
        fallen += hanging
        gone = {(finding.table, finding.row) for finding in hanging}
        kept = _without(kept, gone)
    return kept, fallen


def _without(tables: Tables, gone: set[tuple[str, int]]) -> dict[str, pd.DataFrame]:
    return {
        name: rows.loc[[row for row in rows.index if (name, row) not in gone]]
        for name, rows in tables.items()
    }


def _check_table(name: str, tables: Tables) -> Iterator[Finding]:
    table, rows = TABLES[name], tables[name]
    for column in table.columns:
        yield from _cell_faults(table, column, rows)
        if column.references:
            yield from _unknown_references(name, column, tables)
    yield from _repeated_keys(table, rows)
    yield from _backward_periods(table, rows)
    yield from _circles(name, rows)
    if name == "actors":
        yield from _odd_sectors(rows)
    if name == "facts":
        yield from _facts_of_nothing(rows)
    if name == "judgements":
        yield from _unknown_judged(tables)


def _cell_faults(table: Table, column: Column, rows: pd.DataFrame) -> Iterator[Finding]:
    fault = fault_of(column)
    for row, cell in rows[column.name].items():
        if code := fault(cell):
            known = VOCABULARIES.get(column.vocabulary, ())
            params = {"nearest": _nearest(cell, known), "known": ", ".join(known)}
            yield Finding("error", code, table.name, int(str(row)), column.name, cell, params)
        elif column.kind == "text" and has_personal_data(cell):
            # The value is not repeated: a report travels further than a table.
            yield Finding("warning", "personal_data", table.name, int(str(row)), column.name)


def _unknown_references(name: str, column: Column, tables: Tables) -> Iterator[Finding]:
    known = frozenset(tables[column.references]["id"])
    sought: dict[str, str] = {}
    for row, cell in tables[name][column.name].items():
        for item in split_list(cell):
            if item not in known:
                if item not in sought and len(sought) < _NEAREST_SOUGHT:
                    sought[item] = _nearest(item, known)
                params = {"among": column.references, "nearest": sought.get(item, "")}
                yield Finding("error", "unknown_reference", name, int(str(row)), column.name, item, params)


def _hanging(name: str, kept: Tables) -> Iterator[Finding]:
    seen: set[int] = set()
    for column in TABLES[name].references():
        known = set(kept[column.references]["id"])
        for row, cell in kept[name][column.name].items():
            lost = [item for item in split_list(cell) if item not in known]
            if lost and row not in seen:
                seen.add(int(str(row)))
                params = {"among": column.references}
                yield Finding(
                    "error", "reference_left_out", name, int(str(row)), column.name, lost[0], params
                )


def _repeated_keys(table: Table, rows: pd.DataFrame) -> Iterator[Finding]:
    if not table.key:
        return
    keys = rows[list(table.key)]
    first_rows: dict[tuple[str, ...], int] = {}
    for row, *cells in keys.itertuples(name=None):
        key = tuple(cells)
        if key in first_rows:
            params = {"first": first_rows[key], "columns": ", ".join(table.key)}
            yield Finding("error", "repeated_key", table.name, row, table.key[0], " · ".join(key), params)
        first_rows.setdefault(key, row)


def _backward_periods(table: Table, rows: pd.DataFrame) -> Iterator[Finding]:
    if "start" not in table.column_names:
        return
    for row, start, end in rows[["start", "end"]].itertuples(name=None):
        try:
            first, last = first_day(start), last_day(end)
        except ValueError:
            continue  # already found as a bad date
        if first and last and last < first:
            yield Finding("error", "ends_before_start", table.name, row, "end", end, {"start": start})


def _circles(name: str, rows: pd.DataFrame) -> Iterator[Finding]:
    if name not in _ABOVE:
        return
    for column in _ABOVE[name]:
        above = dict(zip(rows["id"], map(split_list, rows[column]), strict=True))
        inside = set(circles(above))
        for row, identifier in rows["id"].items():
            if identifier in inside:
                yield Finding("error", "circle", name, int(str(row)), column, identifier)


def _odd_sectors(rows: pd.DataFrame) -> Iterator[Finding]:
    for row, kind, sector in rows[["kind", "sector"]].itertuples(name=None):
        usual = SECTOR_OF_KIND.get(kind)
        if usual not in {None, "other", sector} and sector in VOCABULARIES["sector"]:
            yield Finding(
                "warning", "odd_sector", "actors", row, "sector", sector, {"kind": kind, "usual": usual}
            )


def _facts_of_nothing(rows: pd.DataFrame) -> Iterator[Finding]:
    for row, initiative, actor in rows[["initiative_id", "actor_id"]].itertuples(name=None):
        if not initiative and not actor:
            yield Finding("error", "fact_of_nothing", "facts", row, "initiative_id")


def _unknown_judged(tables: Tables) -> Iterator[Finding]:
    rows = tables["judgements"]
    known = {
        name: frozenset(VOCABULARIES[name] if name in VOCABULARIES else tables[name]["id"])
        for pair in JUDGED_TABLES.values()
        for name in pair
    }
    for row, kind, *judged in rows[["kind", "subject_id", "object_id"]].itertuples(name=None):
        for column, identifier, among in zip(
            ("subject_id", "object_id"), judged, JUDGED_TABLES.get(kind, ()), strict=False
        ):
            if identifier and identifier not in known[among]:
                nearest = {"nearest": _nearest(identifier, known[among])}
                code, params = (
                    ("unknown_word", {**nearest, "known": ", ".join(VOCABULARIES[among])})
                    if among in VOCABULARIES
                    else ("unknown_reference", {**nearest, "among": among})
                )
                yield Finding("error", code, "judgements", row, column, identifier, params)


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like it, ``""`` where none does."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return close[0] if close else ""
