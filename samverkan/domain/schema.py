"""The column contract as data: which tables there are, what a cell holds and what it points at.

Reading, checking, writing and the published ``datapackage.json`` all follow this one description.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

CellKind = Literal["id", "text", "integer", "number", "date", "lines"]

LIST_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    Parameters
    ----------
    name
        The header, as in the file.
    kind
        What a cell is; every cell is kept as text.
    required
        Whether an empty cell is a fault.
    many
        Whether a cell holds a list joined by ``|``.
    vocabulary
        The closed list (see :mod:`samverkan.domain.vocabulary`) that a cell's words come from.
    references
        The table whose ids a cell points at.
    """

    name: str
    kind: CellKind = "text"
    required: bool = False
    many: bool = False
    vocabulary: str = ""
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in file order and the columns that tell its rows apart.

    An empty ``key`` means that rows have none (``facts``).
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The headers in file order."""
        return tuple(column.name for column in self.columns)

    def references(self) -> tuple[Column, ...]:
        """Return the columns that point at another table."""
        return tuple(column for column in self.columns if column.references)


_ID = Column("id", "id", required=True)
_NAME = Column("name", required=True)
_EVIDENCE = (
    Column("source_id", "id", required=True, references="sources"),
    Column("section"),
    Column("lines", "lines", required=True),
)
_PERIOD = (Column("start", "date"), Column("end", "date"))
_INITIATIVE = Column("initiative_id", "id", required=True, references="initiatives")
_CERTAINTY = Column("certainty", required=True, vocabulary="certainty")

_TABLES = (
    Table(
        "actors",
        (
            _ID,
            _NAME,
            Column("short_name"),
            Column("kind", required=True, vocabulary="actor_kind"),
            Column("function", required=True, vocabulary="function"),
            Column("sector", required=True, vocabulary="sector"),
            Column("parent_id", "id", references="actors"),
            Column("municipality"),
            Column("aliases", many=True),
            *_PERIOD,
            Column("merged_into", "id", references="actors"),
            Column("description"),
        ),
    ),
    Table(
        "initiatives",
        (
            _ID,
            _NAME,
            Column("kind", required=True, vocabulary="initiative_kind"),
            Column("municipality", required=True),
            Column("place_ids", "id", many=True, references="places"),
            Column("theme_ids", "id", many=True, references="themes"),
            *_PERIOD,
            Column("status", required=True, vocabulary="status"),
            Column("permanence", required=True, vocabulary="permanence"),
            Column("actors_complete", required=True, vocabulary="actors_complete"),
            Column("reference", required=True, vocabulary="reference"),
            Column("parent_id", "id", references="initiatives"),
            Column("description"),
            *_EVIDENCE,
        ),
    ),
    Table(
        "participations",
        (
            Column("actor_id", "id", required=True, references="actors"),
            _INITIATIVE,
            Column("role", required=True, vocabulary="role"),
            Column("status", required=True, vocabulary="participation_status"),
            _CERTAINTY,
            *_PERIOD,
            *_EVIDENCE,
        ),
        key=("actor_id", "initiative_id", "role", "source_id", "lines"),
    ),
    Table(
        "target_groups",
        (
            _ID,
            _NAME,
            Column("age_min", "integer"),
            Column("age_max", "integer"),
            Column("gender", vocabulary="gender"),
            Column("attributes", many=True),
            Column("broader_ids", "id", many=True, references="target_groups"),
        ),
    ),
    Table(
        "serves",
        (
            _INITIATIVE,
            Column("target_group_id", "id", required=True, references="target_groups"),
            Column("place_ids", "id", many=True, references="places"),
            _CERTAINTY,
            *_EVIDENCE,
        ),
        key=("initiative_id", "target_group_id", "source_id"),
    ),
    Table(
        "funding",
        (
            _INITIATIVE,
            Column("funder_id", "id", required=True, references="actors"),
            Column("kind", required=True, vocabulary="funding_kind"),
            Column("scope", required=True, vocabulary="scope"),
            *_PERIOD,
            Column("amount_sek", "number"),
            _CERTAINTY,
            *_EVIDENCE,
        ),
        key=("initiative_id", "funder_id", "start", "source_id"),
    ),
    Table(
        "facts",
        (
            Column("initiative_id", "id", references="initiatives"),
            Column("actor_id", "id", references="actors"),
            Column("year", "date"),
            Column("measure", required=True),
            Column("value", "number", required=True),
            Column("unit", required=True),
            Column("qualifier", vocabulary="qualifier"),
            *_EVIDENCE,
        ),
        key=(),
    ),
    Table("places", (_ID, _NAME, Column("municipality"), Column("broader_id", "id", references="places"))),
    Table("themes", (_ID, _NAME)),
    Table(
        "sources",
        (
            _ID,
            Column("title", required=True),
            Column("publisher", required=True),
            Column("url"),
            Column("published", "date"),
            Column("reviewed", "date"),
            Column("file"),
        ),
    ),
    Table(
        "judgements",
        (
            _ID,
            Column("kind", required=True, vocabulary="judgement_kind"),
            Column("subject_id", "id", required=True),
            Column("object_id", "id", required=True),
            Column("status", required=True, vocabulary="judgement_status"),
            Column("reason"),
            Column("date", "date"),
            Column("source_id", "id", references="sources"),
        ),
    ),
)

TABLES = MappingProxyType({table.name: table for table in _TABLES})
"""Table name to its contract, in reading order."""
