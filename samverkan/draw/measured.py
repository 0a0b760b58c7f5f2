"""How the value of a measure is written, in sentences and in spreadsheets."""

from __future__ import annotations

from samverkan.i18n import Translator


def measure_text(measure: str, value: float | None, words: Translator) -> str:
    """Write a measure's value as it is shown everywhere: counts whole, shares of a maximum as percentages."""
    if measure in ("initiatives", "partners", "strength"):
        return words.number(value)
    if measure == "eigenvector":
        return words.number(value, 2)  # a share of nothing that a reader knows
    return words.percent(value, 1)


def measure_format(measure: str) -> str:
    """Return how a spreadsheet is told to write a measure as :func:`measure_text` does."""
    if measure in ("initiatives", "partners", "strength"):
        return "0"
    return "0.00" if measure == "eigenvector" else "0.0%"
