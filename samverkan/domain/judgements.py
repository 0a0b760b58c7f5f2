"""Judgements: what people know or have decided, beside what the sources say.

A judgement is of a thing: a pair of actors, an actor's seat in an initiative, a target group in a place,
two names that may be one actor, or a kind of actor that a learning example has and an initiative may lack.
Its history stays in the table; what holds is the newest that was said of the thing. People can be wrong
too, and what they said held on the day they said it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from samverkan.domain.dataset import Dataset, records
from samverkan.domain.levels import actor_at_level
from samverkan.domain.periods import last_day
from samverkan.domain.schema import TABLES
from samverkan.domain.vocabulary import JUDGED_TABLES

Thing = tuple[str, str, str]
"""What is judged: its kind, and two ids; those of two actors stand in order."""

MUTUAL = ("partnership", "alias")
"""Kinds of judgement in which it does not matter who is named first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of one thing on one day.

    Parameters
    ----------
    kind, status
        Words of the vocabularies ``judgement_kind`` and ``judgement_status``.
    subject, object
        Ids: two actors, an actor and an initiative, a target group and a place, or a word of the list
        ``function`` and an initiative. See :data:`samverkan.domain.vocabulary.JUDGED_TABLES`.
    reason
        Why, in free text without anything personal.
    date
        ISO year, month or day; ``""`` where nobody knows.
    source
        Which source says so; ``""`` where people did.
    id
        Made of thing and date where none is given, so that the same said again is the same row.
    """

    kind: str
    subject: str
    object: str
    status: str
    reason: str = ""
    date: str = ""
    source: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            said = "\x1f".join((*self.thing, self.date))
            object.__setattr__(self, "id", f"j-{hashlib.sha256(said.encode()).hexdigest()[:12]}")

    @property
    def thing(self) -> Thing:
        """What it is about."""
        return thing_of(self.kind, self.subject, self.object)

    @property
    def row(self) -> dict[str, str]:
        """The row of the table."""
        return {
            "id": self.id,
            "kind": self.kind,
            "subject_id": self.subject,
            "object_id": self.object,
            "status": self.status,
            "reason": self.reason,
            "date": self.date,
            "source_id": self.source,
        }


def thing_of(kind: str, subject: str, other: str) -> Thing:
    """Return what is judged, with the ends of a mutual one in order."""
    first, second = sorted((subject, other)) if kind in MUTUAL else (subject, other)
    return kind, first, second


def judgement_of(row: Mapping[str, str]) -> Judgement:
    """Return what a row of the table says."""
    return Judgement(
        kind=row["kind"],
        subject=row["subject_id"],
        object=row["object_id"],
        status=row["status"],
        reason=row["reason"],
        date=row["date"],
        source=row["source_id"],
        id=row["id"],
    )


def judgements_of(dataset: Dataset) -> tuple[Judgement, ...]:
    """Return every judgement, oldest first: undated before dated, those of one day in order of id.

    A year or a month stands for its last day.
    """
    found = map(judgement_of, records(dataset.tables["judgements"]))
    return tuple(sorted(found, key=lambda said: (last_day(said.date) or date.min, said.id)))


def standing(dataset: Dataset) -> Mapping[Thing, Judgement]:
    """Return what holds of each thing that was judged: the newest of :func:`judgements_of`.

    An actor that was merged into another is spoken for by that one.
    """
    speaks_for = actor_at_level(dataset, "unit")
    held: dict[Thing, Judgement] = {}
    for said in judgements_of(dataset):
        subject, other = (
            speaks_for.get(end, end) if table == "actors" else end
            for table, end in zip(JUDGED_TABLES[said.kind], (said.subject, said.object), strict=True)
        )
        held[thing_of(said.kind, subject, other)] = said
    return held


def with_judgement(dataset: Dataset, judgement: Judgement) -> Dataset:
    """Return a data set with one judgement more. See :func:`with_judgements`."""
    return with_judgements(dataset, [judgement])


def with_judgements(dataset: Dataset, judgements: Iterable[Judgement]) -> Dataset:
    """Return a data set with further judgements, made in the order given.

    Earlier rows stay as history, except of the same thing on the same day: a mind changed within the day is
    one statement, and the later takes the place of the earlier. A judgement whose id another already has gets
    one of its own. What it is about is taken as it is;
    :func:`samverkan.tables.judgement_file.read_judgements` checks what comes from outside.
    """
    held = list(judgements_of(dataset))
    for said in judgements:
        held = [earlier for earlier in held if (earlier.thing, earlier.date) != (said.thing, said.date)]
        is_taken = said.id in {earlier.id for earlier in held}
        held.append(replace(said, id="") if is_taken else said)
    return dataset.with_table("judgements", _table(held))


def without_judgement(dataset: Dataset, identifier: str) -> Dataset:
    """Return a data set in which a judgement was never made; as it was where there is none with the id."""
    kept = [said for said in judgements_of(dataset) if said.id != identifier]
    return dataset.with_table("judgements", _table(kept))


def _table(judgements: Iterable[Judgement]) -> pd.DataFrame:
    columns = list(TABLES["judgements"].column_names)
    return pd.DataFrame([said.row for said in judgements], columns=columns, dtype="str")
