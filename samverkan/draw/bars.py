"""Bars as values, for what draws them natively: a chart of an office program, which can be edited there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, the first one on top.

    Parameters
    ----------
    labels, values, groups
        One each a bar: what stands beside it, how long it is, and by what it is coloured.
    colours
        Group to ``#rrggbb``, in the order of a legend.
    axis
        What the values are, and in what.
    number_format
        How values are written, as a spreadsheet is told.
    footer
        The lines below: bars alone are read otherwise than a picture that shows more.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    groups: tuple[str, ...]
    colours: Mapping[str, str]
    axis: str
    number_format: str
    footer: tuple[str, ...]
