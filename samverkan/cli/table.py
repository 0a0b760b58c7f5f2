"""A table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as their widest cell, two spaces between them.

    Examples
    --------
    >>> print(columns(["a", "b"], [["1", "2"], ["333", "4"]]))
    a    b
    1    2
    333  4
    """
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (header, *rows)
    )
