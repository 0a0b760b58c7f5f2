"""The figures that the sources give, as they are read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverkan.i18n import Translator


def figure(fact: Mapping[str, Any], words: Translator) -> str:
    """Return a row of the table of facts in words: what was measured, how much, of what, when.

    Raises
    ------
    ValueError
        Its value is no number; such rows are left out when the data are read.
    """
    value = float(fact["value"])
    amount = f"{words.number(value, 0 if value.is_integer() else 1)} {fact['unit']}"
    if qualifier := fact["qualifier"]:
        amount = words(f"vocabulary.qualifier.{qualifier}", amount=amount)
    year = f" ({fact['year']})" if fact["year"] else ""
    return f"{fact['measure']}: {amount}{year}"
