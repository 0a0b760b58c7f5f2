"""Who pays for whom: what money there is between two actors, or from one and the same to both.

A fact of the tables, with its source. It says neither that one decides over the other nor that they meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from samverkan.domain.dataset import records
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import belongs_to
from samverkan.domain.periods import last_day
from samverkan.domain.study import Study

Bond = Literal["itself", "whole", "unit", ""]

_TAKING_NO_PART = ("funder", "channel")


@dataclass(frozen=True, slots=True)
class Payment:
    """One funder, and what it pays for.

    Parameters
    ----------
    funder
        Id.
    bond
        Whether the funder is one of the two actors itself, the whole that one belongs to, or a unit of one;
        ``""`` where it is a third that pays for both.
    initiatives, other_initiatives
        Ids of what it pays for that the first and the second actor take part in, sorted. One is empty where
        one of the two pays for the other.
    sources
        Ids, sorted.
    is_stated
        Whether a source says all of it outright.
    """

    funder: str
    bond: Bond
    initiatives: tuple[str, ...]
    other_initiatives: tuple[str, ...]
    sources: tuple[str, ...]
    is_stated: bool


@dataclass(frozen=True)
class Money:
    """The funding of one study, as it is at its date."""

    chosen: Study

    def between(self, actor: str, other: str) -> tuple[Payment, ...]:
        """Return what one pays for the other, and what a third pays for both, by funder.

        What an organisation pays for its own units is left out: that is no money between two. Cost: linear in
        funders.
        """
        found = []
        for funder, paid in sorted(self._paid.items()):
            bonds = [self._bond(funder, end) for end in (actor, other)]
            own, others = (
                () if bond else tuple(sorted(paid.keys() & self._joins.get(end, set())))
                for bond, end in zip(bonds, (actor, other), strict=True)
            )
            if (own or others) if any(bonds) else (own and others):
                rows = [row for name in {*own, *others} for row in paid[name]]
                found.append(
                    Payment(
                        funder=funder,
                        bond=bonds[0] or bonds[1],
                        initiatives=own,
                        other_initiatives=others,
                        sources=tuple(sorted({row["source_id"] for row in rows})),
                        is_stated=all(row["certainty"] == "stated" for row in rows),
                    )
                )
        return tuple(found)

    def _bond(self, funder: str, actor: str) -> Bond:
        if funder == actor:
            return "itself"
        return "whole" if funder in self._above[actor] else "unit" if actor in self._above[funder] else ""

    @cached_property
    def _paid(self) -> Mapping[str, Mapping[str, list[dict[str, str]]]]:
        """Funder to initiative to the rows that say so, without what is over."""
        paid: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
        for row in records(self.chosen.funding):
            end = last_day(row["end"])
            if end is None or end >= self.chosen.as_of:
                paid[row["funder_id"]][row["initiative_id"]].append(row)
        return paid

    @cached_property
    def _joins(self) -> Mapping[str, set[str]]:
        """Actor to the counted initiatives that it does something in."""
        rows = self.chosen.participations
        rows = rows[rows["counted"] & ~rows["role"].isin(_TAKING_NO_PART)]
        joins: dict[str, set[str]] = defaultdict(set)
        for actor, initiative in zip(rows["actor_id"], rows["initiative_id"], strict=True):
            joins[actor].add(initiative)
        return joins

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        return ancestors(belongs_to(self.chosen.dataset))
