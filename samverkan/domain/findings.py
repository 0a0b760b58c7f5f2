"""What was found wrong with data: values, all at once, in no language.

The words of a code live in ``i18n`` under ``finding.<code>`` and say what, where and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong.

    Parameters
    ----------
    severity
        ``"error"`` where the row is left out, ``"warning"`` where it is kept.
    code
        What is wrong; stable, for instance ``"unknown_reference"``.
    table, row, column
        Where: the row as a spreadsheet numbers it (the header is row 1); 0 is the table itself.
    value
        The cell as it was read.
    params
        What else the sentence needs, for instance the nearest known name.
    """

    severity: Severity
    code: str
    table: str
    row: int = 0
    column: str = ""
    value: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one reading, and how many rows it met.

    ``rows_read == rows_kept + rows_left_out`` holds for each table.

    Parameters
    ----------
    findings
        In order of table and row.
    rows_read
        Table name to the number of rows in its file.
    left_out
        Table name to the row numbers (as in :class:`Finding`) that the data set does without.
    """

    findings: tuple[Finding, ...] = ()
    rows_read: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that cost a row."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def n_left_out(self) -> int:
        """How many rows the data set does without."""
        return sum(len(rows) for rows in self.left_out.values())

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings
