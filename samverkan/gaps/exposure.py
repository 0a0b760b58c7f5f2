"""Which initiatives end, or lose time-limited funding, and when: as far as the sources say.

Known and unknown dates are kept apart. That no end is known says nothing of when it comes, or whether it
does; a funding that has run out by its date may have been renewed without the sources saying so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkan.domain.dataset import records
from samverkan.domain.periods import last_day
from samverkan.domain.study import Study


@dataclass(frozen=True)
class Exposure:
    """What is time-limited about one initiative.

    Parameters
    ----------
    initiative
        Id.
    until
        The first known last day, its own or that of a time-limited funding; ``None`` where none is known.
    is_open
        Whether there is a limit whose date is unknown: it is temporary without an end, or a time-limited
        funding has none.
    is_own
        Whether it is limited itself: it has an end or is temporary. Otherwise only its money is.
    is_partial
        Whether it can be expected to go on with less: only its funding is limited, and it is permanent, or
        pays from an ordinary budget as well, or every limited funding covers a part only.
    """

    initiative: str
    until: date | None
    is_open: bool
    is_own: bool
    is_partial: bool

    def is_known_by(self, day: date) -> bool:
        """Tell whether a known limit has passed at the end of a day."""
        return self.until is not None and self.until <= day


def exposures(known: Study, *, stated_only: bool = False) -> tuple[Exposure, ...]:
    """Return every counted initiative with a limit, known or not, sorted by id.

    Funding of the kind ``"ordinary"`` has no limit, whatever end stands in its row. ``stated_only`` leaves
    out funding that a source only implies. Cost: linear in the rows.
    """
    rows = known.funding
    rows = rows[rows["certainty"] == "stated"] if stated_only else rows
    funding = defaultdict(list)
    for row in records(rows):
        funding[row["initiative_id"]].append(row)
    counted = records(known.initiatives[known.initiatives["counted"]])
    found = (_exposure(row, funding[row["id"]]) for row in counted)
    return tuple(exposure for exposure in found if exposure is not None)


def _exposure(initiative: dict[str, Any], funding: list[dict[str, Any]]) -> Exposure | None:
    limited = [row for row in funding if row["kind"] != "ordinary"]
    is_endless = initiative["permanence"] == "temporary" and not initiative["end"]
    is_own = is_endless or bool(initiative["end"])
    if not (limited or is_own):
        return None
    days = [last_day(row["end"]) for row in (initiative, *limited)]
    return Exposure(
        initiative=initiative["id"],
        until=min((day for day in days if day is not None), default=None),
        is_open=is_endless or any(not row["end"] for row in limited),
        is_own=is_own,
        is_partial=not is_own and _goes_on(initiative, funding, limited),
    )


def _goes_on(
    initiative: dict[str, Any], funding: list[dict[str, Any]], limited: list[dict[str, Any]]
) -> bool:
    return (
        initiative["permanence"] == "permanent"
        or len(limited) < len(funding)
        or all(row["scope"] == "part" for row in limited)
    )
