"""Dates that may be a year, a month or a day, and what holds on a given day.

An end means the last day of its period: ``2021-01`` ends on 31 January 2021. An unknown bound is ``None``
and never rules anything out.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_date(text: str) -> bool:
    """Tell whether a cell is a year, a month or a day that exists."""
    try:
        return first_day(text) is not None
    except ValueError:
        return False


def first_day(text: str) -> date | None:
    """Return the first day of a year, month or day; ``None`` where the cell is empty.

    Raises
    ------
    ValueError
        The cell is no ISO year, month or day.

    Examples
    --------
    >>> first_day("2021-02")
    datetime.date(2021, 2, 1)
    """
    if not text:
        return None
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date | None:
    """Return the last day of a year, month or day; ``None`` where the cell is empty.

    Raises
    ------
    ValueError
        The cell is no ISO year, month or day.

    Examples
    --------
    >>> last_day("2021-02")
    datetime.date(2021, 2, 28)
    """
    if not text:
        return None
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None or "00" in match.groups():
        raise ValueError(text)
    year, month, day = (int(part or 0) for part in match.groups())
    return year, month, day


def status_on(status: str, start: str, end: str, as_of: date) -> str:
    """Return a status as it is on a day: a dated end, and a start yet to come, beat what was written.

    What was only planned is ``"overdue"`` once the whole period of its planned start has passed: nobody has
    said that it began, so it is neither ongoing nor, when its planned end has passed too, ended. What has
    ended since, by its dated end, was still ongoing.
    """
    last, first, begun_by = last_day(end), first_day(start), last_day(start)
    if status == "planned" and begun_by is not None and begun_by < as_of:
        return "overdue"
    if last is not None and last < as_of:
        return "ended"
    if first is not None and first > as_of:
        return "planned"
    return "ongoing" if status == "ended" and last is not None else status


def overlaps(start: str, end: str, year_from: int | None, year_to: int | None) -> bool:
    """Tell whether a period may touch the years chosen; what is unknown may."""
    first, last = first_day(start), last_day(end)
    begins_too_late = year_to is not None and first is not None and first.year > year_to
    ends_too_early = year_from is not None and last is not None and last.year < year_from
    return not (begins_too_late or ends_too_early)
