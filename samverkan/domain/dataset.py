"""The data set: eleven tables of text cells, never changed once made.

Every cell is text as it stands in the file; an empty cell is ``""``. A list in a cell is joined by ``|``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from samverkan.domain.hierarchy import Broader
from samverkan.domain.schema import LIST_SEPARATOR, TABLES
from samverkan.errors import DataError


def split_list(cell: str) -> tuple[str, ...]:
    """Return the items of a list cell, spaces around them taken away and empty ones left out.

    Examples
    --------
    >>> split_list("unga| foraldrar")
    ('unga', 'foraldrar')
    """
    return tuple(item.strip() for item in cell.split(LIST_SEPARATOR) if item.strip())


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries from column to cell."""
    return [{str(column): cell for column, cell in row.items()} for row in rows.to_dict("records")]


def record(rows: pd.DataFrame, identifier: str) -> dict[str, Any]:
    """Return the row with an id as a dictionary from column to cell."""
    return records(rows[rows["id"] == identifier])[0]


def empty_table(name: str) -> pd.DataFrame:
    """Return a table with its columns and no rows."""
    return pd.DataFrame({column: pd.Series(dtype="str") for column in TABLES[name].column_names})


@dataclass(frozen=True, eq=False)
class Dataset:
    """The tables of one data package.

    Two data sets with the same rows have the same :attr:`fingerprint`, whatever the order of the rows.

    Parameters
    ----------
    tables
        Table name to its rows; a table that is not given is empty. Columns must be those of the contract,
        and ids must be unique (:func:`samverkan.tables.read_package` leaves other rows out beforehand).

    Raises
    ------
    DataError
        A table or a column is not in the contract, a column is missing, or an id stands twice.
    """

    tables: Mapping[str, pd.DataFrame]

    def __post_init__(self) -> None:
        unknown = sorted(set(self.tables) - set(TABLES))
        if unknown:
            raise DataError("unknown_table", table=unknown[0])
        complete = {name: _checked(name, self.tables.get(name)) for name in TABLES}
        object.__setattr__(self, "tables", _Tables(complete))

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a table; changing what is returned changes nothing here."""
        return self.tables[name]

    @property
    def actors(self) -> pd.DataFrame:
        """Who acts."""
        return self.table("actors")

    @property
    def initiatives(self) -> pd.DataFrame:
        """What they do together or alone."""
        return self.table("initiatives")

    @property
    def participations(self) -> pd.DataFrame:
        """Who has which part in what, one row for each piece of evidence."""
        return self.table("participations")

    @property
    def target_groups(self) -> pd.DataFrame:
        """For whom."""
        return self.table("target_groups")

    @property
    def serves(self) -> pd.DataFrame:
        """Which initiative is for whom, and where."""
        return self.table("serves")

    @property
    def funding(self) -> pd.DataFrame:
        """With whose money, until when."""
        return self.table("funding")

    @property
    def facts(self) -> pd.DataFrame:
        """The figures that the sources give."""
        return self.table("facts")

    @property
    def places(self) -> pd.DataFrame:
        """Where."""
        return self.table("places")

    @property
    def sources(self) -> pd.DataFrame:
        """Who says so, and when it was last reviewed."""
        return self.table("sources")

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """Table name to id to full name, for every table that has names."""
        return {
            name: dict(zip(rows["id"], rows["name"], strict=True))
            for name, rows in self.tables.items()
            if "name" in rows
        }

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """Actor id to what one says or prints on a map: the short name, else the name."""
        actors = self.tables["actors"]
        return {
            identifier: short or name
            for identifier, short, name in zip(
                actors["id"], actors["short_name"], actors["name"], strict=True
            )
        }

    @cached_property
    def broader(self) -> Mapping[str, Broader]:
        """What lies directly above each id: of ``target_groups``, ``places`` and ``actors``."""
        above = {"target_groups": "broader_ids", "places": "broader_id", "actors": "parent_id"}
        return {
            name: dict(zip(self.tables[name]["id"], map(split_list, self.tables[name][column]), strict=True))
            for name, column in above.items()
        }

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all cells (16 hexadecimal digits), the same for any order of the rows."""
        digest = hashlib.sha256()
        for name in TABLES:
            lines = sorted("\x1f".join(row) for row in self.tables[name].itertuples(index=False, name=None))
            digest.update("\x1e".join([name, *lines]).encode())
        return digest.hexdigest()[:16]

    def with_table(self, name: str, rows: pd.DataFrame) -> Dataset:
        """Return a data set with one table replaced."""
        return Dataset({**self.tables, name: rows})


class _Tables(Mapping[str, pd.DataFrame]):
    """Tables that hand out copies (copy on write, so nothing is copied before somebody writes)."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._tables[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _checked(name: str, rows: pd.DataFrame | None) -> pd.DataFrame:
    if rows is None:
        return empty_table(name)
    table = TABLES[name]
    _refuse_columns(name, set(rows.columns) ^ set(table.column_names))
    kept = rows[list(table.column_names)].fillna("").astype("str").reset_index(drop=True)
    if table.key == ("id",) and kept["id"].duplicated().any():
        raise DataError("duplicate_id", table=name, id=kept.loc[kept["id"].duplicated(), "id"].iloc[0])
    return kept


def _refuse_columns(name: str, columns: Iterable[str]) -> None:
    for column in sorted(columns):
        raise DataError("wrong_column", table=name, column=column)
