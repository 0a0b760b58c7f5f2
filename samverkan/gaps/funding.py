"""The funding cliff: what ends or loses time-limited funding by a date, if nothing is renewed.

Every number is an interval: what is known to be over by the date, and what may be, since the sources give no
date. Losing a funding is not ending: what can be expected to go on with less is counted as losing, never as a
last link. This is a worst case put to the tables, not a forecast.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.judgements import standing
from samverkan.domain.levels import belongs_to
from samverkan.domain.study import Study
from samverkan.gaps.exposure import Exposure, exposures
from samverkan.gaps.known import all_known, lying_in, members_of, serving
from samverkan.gaps.mask import SETTLED

LabelKind = Literal["target_group", "place", "actor", "pair"]
LABEL_KINDS: tuple[LabelKind, ...] = ("target_group", "place", "actor", "pair")

Label = tuple[str, ...]
"""One id, or the two of a pair in order."""


@dataclass(frozen=True)
class Loss:
    """What one label, or the whole, has lost by a date.

    Parameters
    ----------
    label
        Its id or ids; empty for the whole.
    initiatives
        All active initiatives of the label, in whole or in part, sorted.
    known
        Those that end or lose funding by the date for certain, if nothing is renewed; sorted.
    unknown
        Those that may do so too, since a date is missing; sorted.
    partial
        Those among both that can be expected to go on with less, sorted.
    """

    label: Label
    initiatives: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    partial: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many active initiatives the label has."""
        return len(self.initiatives)

    @property
    def n_known(self) -> int:
        """How many are lost for certain."""
        return len(self.known)

    @property
    def n_unknown(self) -> int:
        """How many may be lost too."""
        return len(self.unknown)

    @property
    def interval(self) -> tuple[float, float]:
        """Share lost for certain, and with all that may be; in 0–1, 0 of nothing being 0."""
        n = max(self.n, 1)
        return self.n_known / n, (self.n_known + self.n_unknown) / n

    @property
    def loses_last(self) -> bool:
        """Whether nothing is left by the date for certain."""
        return 0 < self.n == len({*self.known} - {*self.partial})

    @property
    def may_lose_last(self) -> bool:
        """Whether nothing would be left if all that may be lost were, and not for certain."""
        lost = {*self.known, *self.unknown} - {*self.partial}
        return 0 < self.n == len(lost) and not self.loses_last


@dataclass(frozen=True)
class Losses:
    """What is lost by a date.

    Parameters
    ----------
    date
        The end of this day.
    whole
        Of all counted initiatives of the selection.
    labels
        For each kind of label those that lose or may lose anything: last links first, then those that may
        be, then by falling share known, share in all, number; ties by id.
    """

    date: date
    whole: Loss
    labels: Mapping[LabelKind, tuple[Loss, ...]]


@dataclass(frozen=True)
class Drop:
    """What comes to its known end on one day: initiatives, sorted."""

    date: date
    initiatives: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class FundingCliff:
    """What is time-limited, and what hangs on it.

    Parameters
    ----------
    as_of
        The day at which initiatives were read as active.
    exposures
        Every limit known, of chosen initiatives and of others, sorted by initiative.
    initiatives
        All counted initiatives of the selection, sorted.
    labels
        For each kind the labels that any chosen limited initiative has, with *all* their active initiatives,
        chosen or not: no filter makes one the last.
    """

    as_of: date
    exposures: tuple[Exposure, ...]
    initiatives: tuple[str, ...]
    labels: Mapping[LabelKind, Mapping[Label, frozenset[str]]]

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The known last days of chosen initiatives, rising; also those that have passed by ``as_of``."""
        return tuple(sorted({limit.until for limit in self._chosen if limit.until is not None}))

    @cached_property
    def drops(self) -> tuple[Drop, ...]:
        """What comes to its end on each of the dates."""
        return tuple(
            Drop(day, tuple(limit.initiative for limit in self._chosen if limit.until == day))
            for day in self.dates
        )

    @cached_property
    def largest_drop(self) -> Drop | None:
        """The coming date on which most initiatives come to a known end, the first of equal ones.

        ``None`` where no known date is still to come. What has passed by ``as_of`` is no cliff ahead.
        """
        coming = [drop for drop in self.drops if drop.date > self.as_of]
        return max(coming, key=lambda drop: (len(drop.initiatives), -drop.date.toordinal()), default=None)

    @cached_property
    def horizon(self) -> date:
        """The day by which every known limit has passed, ``as_of`` at the earliest."""
        return max((*self.dates, self.as_of))

    def at(self, day: date) -> Losses:
        """Return what is lost at the end of a day; cost linear in the labels of limited initiatives."""
        known = {limit.initiative for limit in self.exposures if limit.is_known_by(day)}
        unknown = {limit.initiative for limit in self.exposures if limit.is_open} - known
        rows = {
            kind: [self._loss(label, names, known, unknown) for label, names in self.labels[kind].items()]
            for kind in LABEL_KINDS
        }
        return Losses(
            date=day,
            whole=self._loss((), self.initiatives, known, unknown),
            labels={
                kind: tuple(sorted((loss for loss in losses if loss.known or loss.unknown), key=_rank))
                for kind, losses in rows.items()
            },
        )

    @cached_property
    def _chosen(self) -> tuple[Exposure, ...]:
        chosen = {*self.initiatives}
        return tuple(limit for limit in self.exposures if limit.initiative in chosen)

    @cached_property
    def _partial(self) -> frozenset[str]:
        return frozenset(limit.initiative for limit in self.exposures if limit.is_partial)

    def _loss(self, label: Label, names: Iterable[str], known: set[str], unknown: set[str]) -> Loss:
        own = {*names}
        lost = own & (known | unknown)
        return Loss(
            label,
            tuple(sorted(own)),
            tuple(sorted(own & known)),
            tuple(sorted(own & unknown)),
            tuple(sorted(lost & self._partial)),
        )


def _rank(loss: Loss) -> tuple[bool, bool, float, float, int, Label]:
    share, share_in_all = loss.interval
    return not loss.loses_last, not loss.may_lose_last, -share, -share_in_all, -loss.n, loss.label


def funding_cliff(chosen: Study) -> FundingCliff:
    """Return what is time-limited among the chosen initiatives, and which labels have them.

    A label has what is for a part of it too: a place what is in a part of the place, a group what is for a
    part of the group. Pairs are two actors with a joint active initiative at the level chosen, an actor and
    its own unit or parent left out. With ``stated_only`` chosen, funding that a source only implies sets no
    limit. Empty where nothing is chosen or nothing limited.
    Cost: linear in the rows, and in the pairs of actors that meet in an initiative.
    """
    known = all_known(chosen)
    limits = exposures(known, stated_only=chosen.selection.stated_only)
    limited = {limit.initiative for limit in limits} & {*chosen.network.initiatives}
    members = members_of(known.network)
    labels: dict[LabelKind, dict[Label, frozenset[str]]] = {
        "target_group": {(group,): names for group, names in serving(known).items()},
        "place": {(place,): names for place, names in lying_in(known).items()},
        "actor": _having(members, 1),
        "pair": _without_relatives(_having(members, 2), known),
    }
    return FundingCliff(
        as_of=chosen.as_of,
        exposures=limits,
        initiatives=chosen.network.initiatives,
        labels={
            kind: {label: names for label, names in sorted(own.items()) if names & limited}
            for kind, own in labels.items()
        },
    )


def _having(members: Mapping[str, tuple[str, ...]], n: int) -> dict[Label, frozenset[str]]:
    """Return which initiatives each actor, or each pair, has."""
    found = defaultdict(set)
    for name, actors in members.items():
        for label in itertools.combinations(actors, n):
            found[label].add(name)
    return {label: frozenset(names) for label, names in found.items()}


def _without_relatives(pairs: Mapping[Label, frozenset[str]], known: Study) -> dict[Label, frozenset[str]]:
    above = ancestors(belongs_to(known.dataset))
    return {
        (one, other): names
        for (one, other), names in pairs.items()
        if one not in above.get(other, ()) and other not in above.get(one, ())
    }


@dataclass(frozen=True)
class FragileTie:
    """Two actors that only meet in initiatives that are time-limited.

    Parameters
    ----------
    actor, other
        Ids, in order.
    initiatives
        All active initiatives that both take part in, sorted.
    """

    actor: str
    other: str
    initiatives: tuple[str, ...]


def fragile_ties(chosen: Study) -> tuple[FragileTie, ...]:
    """Return the pairs that rest on time-limited initiatives only, fewest initiatives first, then by ids.

    What can be expected to go on with less is no limit here. Whether the date is known does not matter. Pairs
    that people have settled (they meet elsewhere, it is irrelevant …) are left out.
    """
    return fragile_among(chosen, funding_cliff(chosen))


def fragile_among(chosen: Study, cliff: FundingCliff) -> tuple[FragileTie, ...]:
    """Return :func:`fragile_ties` of a cliff that is there already."""
    settled = _settled(chosen)
    return tuple(tie for tie in _resting(cliff) if (tie.actor, tie.other) not in settled)


def n_settled_ties(chosen: Study, cliff: FundingCliff) -> int:
    """Return how many pairs :func:`fragile_among` leaves out because people have settled them."""
    settled = _settled(chosen)
    return sum((tie.actor, tie.other) in settled for tie in _resting(cliff))


def _resting(cliff: FundingCliff) -> list[FragileTie]:
    """Return the pairs that rest on time-limited initiatives only, whatever people have said of them."""
    ending = {limit.initiative for limit in cliff.exposures if not limit.is_partial}
    found = [
        FragileTie(actor, other, tuple(sorted(names)))
        for (actor, other), names in cliff.labels["pair"].items()
        if names <= ending
    ]
    return sorted(found, key=lambda tie: (len(tie.initiatives), tie.actor, tie.other))


def _settled(chosen: Study) -> set[Label]:
    return {
        (actor, other)
        for (kind, actor, other), newest in standing(chosen.dataset).items()
        if kind == "partnership" and newest.status in SETTLED
    }
