"""What a cell of each kind may hold, and the guard on cells that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from samverkan.domain.dataset import split_list
from samverkan.domain.periods import is_date
from samverkan.domain.schema import CellKind, Column
from samverkan.domain.vocabulary import VOCABULARIES

PATTERNS = MappingProxyType(
    {
        "id": r"[a-z0-9]+(?:[-_][a-z0-9]+)*",
        "integer": r"\d+",
        "number": r"-?\d+(?:\.\d+)?",
        "date": r"\d{4}(?:-\d{2}(?:-\d{2})?)?",
        "lines": r"\d+(?:-\d+)?(?:\|\d+(?:-\d+)?)*",
    }
)
"""Cell kind to the form of a cell (of each item, where the cell holds a list); free text has none."""

_COMPILED = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}

_FORMULA_START = "=+\\-@\t\r＝＋－＠"  # the full-width twins are meant
_WOULD_RUN = re.compile(f"'*[{_FORMULA_START}]")
_WAS_GUARDED = re.compile(f"'+[{_FORMULA_START}]")


def fault_of(column: Column) -> Callable[[str], str]:
    """Return a function from a cell of the column to the code of its fault, ``""`` where there is none."""

    def fault(cell: str) -> str:
        if not cell:
            return "empty_cell" if column.required else ""
        items = split_list(cell) if column.many else (cell,)
        return next((code for item in items if (code := _fault(item, column))), "")

    return fault


def _fault(item: str, column: Column) -> str:
    if column.vocabulary:
        return "" if item in VOCABULARIES[column.vocabulary] else "unknown_word"
    return "" if _has_form(item, column.kind) else f"bad_{column.kind}"


def _has_form(item: str, kind: CellKind) -> bool:
    pattern = _COMPILED.get(kind)
    if pattern is not None and pattern.fullmatch(item) is None:
        return False
    return kind != "date" or is_date(item)


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula.

    Examples
    --------
    >>> guarded("-förvaltningen")
    "'-förvaltningen"
    """
    return f"'{cell}" if _WOULD_RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take away the apostrophe that :func:`guarded` put there."""
    return cell[1:] if _WAS_GUARDED.match(cell) else cell
