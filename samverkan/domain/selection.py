"""What a person has chosen to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["unit", "department", "municipality"]

MEMBER_ROLES = ("responsible", "partner", "agreement_party", "participant", "host")
"""Roles that make an actor a member: who only pays, or only passes word on, is none unless chosen."""

ACTIVE = ("ongoing", "unknown")
"""Statuses that count: whatever has not ended and is not only planned."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of what to look at; an empty tuple means all.

    Parameters
    ----------
    municipalities
        Of the initiatives.
    level
        How far actors are rolled up along ``parent_id``.
    opened
        Actors opened into their parts although the level closes them; without effect at ``"unit"``.
    closed
        Actors closed over their parts at ``"unit"``; without effect at the other levels.
    sectors, roles
        Of the participations. With ``sectors`` chosen, initiatives without such an actor go too.
    themes, places, target_groups
        Of the initiatives; a place or a target group stands for everything inside it as well.
    statuses
        Which statuses (:data:`samverkan.domain.vocabulary.STATUSES`), as they are at ``as_of``, are counted.
    year_from, year_to
        Initiatives that may have been under way in these years; an unknown date rules nothing out.
    stated_only
        Whether links that a source only implies are left out.
    as_of
        The day at which everything is computed; ``None`` is the newest date among the chosen sources.
    """

    municipalities: tuple[str, ...] = ()
    level: Level = "unit"
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = MEMBER_ROLES
    statuses: tuple[str, ...] = ACTIVE
    year_from: int | None = None
    year_to: int | None = None
    stated_only: bool = False
    as_of: date | None = None

    def unfiltered(self, as_of: date = date.min) -> Selection:
        """Return the selection of the same actors at the same level that leaves nothing out.

        Every status is in it, so its day matters only to whoever reads statuses from it; without one it would
        need a dated source.
        """
        return Selection(
            level=self.level, opened=self.opened, closed=self.closed, roles=(), statuses=(), as_of=as_of
        )
