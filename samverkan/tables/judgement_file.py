"""Judgements as a file of their own: the CSV of the table ``judgements``, to be saved and opened again.

What is opened goes through the same reader and the same checks as the table in a package, against the data
set that it is laid over. Nothing is merged here: what holds is handed back, with every finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from samverkan.domain.dataset import Dataset, records
from samverkan.domain.findings import Finding, Report
from samverkan.domain.judgements import Judgement, judgement_of, judgements_of, with_judgements
from samverkan.domain.links import SAID_ABSENT
from samverkan.domain.schema import TABLES
from samverkan.tables.check import check, rows_that_hold
from samverkan.tables.read import cleaned, discreet, read_rows
from samverkan.tables.write import table_to_csv

NAME = "judgements"
MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class JudgementReading:
    """What came of opening a file.

    Parameters
    ----------
    judgements
        Those that hold, in the order of the file.
    report
        What was found and which rows were left out.
    """

    judgements: tuple[Judgement, ...]
    report: Report


def write_judgements(judgements: Iterable[Judgement]) -> bytes:
    """Return judgements as a file, oldest first; reading it back gives the same ones."""
    return table_to_csv(with_judgements(Dataset({}), judgements), NAME).encode()


def read_judgements(content: bytes, dataset: Dataset) -> JudgementReading:
    """Read a file of judgements that are to be laid over a data set.

    A row about something that the data set does not know, or with a word that is in no vocabulary, is left
    out. Kept, with a warning, is one that says something else than another of the same thing on the same day
    (laid over it takes that one's place), and one that denies a seat that the sources name. Addresses and
    numbers of persons are taken out of the reasons, with a warning. Cost: linear in rows and in the data set.
    """
    if len(content) > MOST_BYTES:
        params = {"most": MOST_BYTES // 1_000_000}
        return JudgementReading((), Report((Finding("error", "file_too_large", NAME, params=params),)))
    table = TABLES[NAME]
    findings, rows, n_rows = read_rows(content, table)
    tables = {**dataset.tables, NAME: rows}
    findings += check(tables, only=[NAME])
    kept, fallen = rows_that_hold(tables, findings)
    own = cleaned(table, kept[NAME])
    said = dict(zip(own.index, map(judgement_of, records(own)), strict=True))
    findings += [*fallen, *_said_otherwise(said, dataset), *_denied(said, dataset)]
    left_out = tuple(sorted(set(range(2, n_rows + 2)) - set(said)))
    report = Report(
        findings=tuple(map(discreet, sorted(findings, key=lambda finding: finding.row))),
        rows_read={NAME: n_rows},
        left_out={NAME: left_out} if left_out else {},
    )
    return JudgementReading(tuple(said.values()), report)


def _said_otherwise(said: dict[int, Judgement], dataset: Dataset) -> Iterator[Finding]:
    """Yield the rows that take the place of another judgement."""
    held = {(earlier.thing, earlier.date): earlier for earlier in judgements_of(dataset)}
    for row, own in said.items():
        earlier = held.get((own.thing, own.date), own)
        if (earlier.status, earlier.reason) != (own.status, own.reason):
            yield Finding(
                "warning", "judged_otherwise", NAME, row, "status", own.status, {"earlier": earlier.status}
            )
        held[own.thing, own.date] = own


def _denied(said: dict[int, Judgement], dataset: Dataset) -> Iterator[Finding]:
    """Yield the rows that say of a seat that it is empty though a source names who has it."""
    named = _seats(dataset.tables["participations"])
    for row, own in said.items():
        if own.kind == "seat" and own.status in SAID_ABSENT and (own.subject, own.object) in named:
            yield Finding("warning", "judged_but_known", NAME, row, "status", own.status)


def _seats(rows: pd.DataFrame) -> set[tuple[str, str]]:
    rows = rows[(rows["status"] == "known") & (rows["end"] == "")]
    return set(zip(rows["actor_id"], rows["initiative_id"], strict=True))
