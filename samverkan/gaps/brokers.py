"""Missing brokers: sectors that meet in fewer initiatives than the network itself would lead one to expect.

What is expected is what chance would give if actors and initiatives kept how busy they are and nothing else
mattered. Fewer is a fact about the data; it says neither that two sectors ought to meet nor why they do not.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.degree_model import degree_model
from samverkan.analysis.false_discoveries import discoveries
from samverkan.analysis.poisson_binomial import poisson_binomial
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.study import Study, study
from samverkan.gaps.mask import candidates
from samverkan.gaps.seat_mask import barred_seats, complete_lists, own_work, seats_to_fill

FALSE_DISCOVERY_SHARE = 0.10
NO_SECTOR = "other"
"""Actors whose owner the sources do not tell (pupils' guardians, “schools”): no sector of their own."""

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SectorPair:
    """How often two sectors meet.

    Parameters
    ----------
    sector, other
        Ids, in order.
    n_actors, n_other_actors
        How many counted actors each has.
    n_initiatives, n_other_initiatives
        In how many counted initiatives each is.
    joint
        Counted initiatives with actors of both, sorted.
    expected
        How many that would be, were actors spread over initiatives by how busy both are and nothing else.
    probability
        Of so few or fewer, exact under the same model.
    is_low
        Whether that is clearly few among all the pairs compared (Benjamini & Hochberg 1995).
    """

    sector: str
    other: str
    n_actors: int
    n_other_actors: int
    n_initiatives: int
    n_other_initiatives: int
    joint: tuple[str, ...]
    expected: float
    probability: float
    is_low: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """An actor that meets both sectors (or is of one and meets the other), and in what (sorted)."""

    actor: str
    with_sector: tuple[str, ...]
    with_other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BridgingSeat:
    """The part that would bring most pairs together, and how many."""

    actor: str
    initiative: str
    n_pairs: int


@dataclass(frozen=True, slots=True)
class MissingBroker:
    """Two sectors that clearly seldom meet.

    Parameters
    ----------
    pair
        The two and their numbers.
    bridges
        Who stands between them already, most initiatives with the rarer of the two first, then by id.
    seat
        What would help most; ``None`` where no part brings any pair together.
    n_pairs, n_apart
        Pairs of an actor of each, and those among them that neither share an initiative nor a partner.
    """

    pair: SectorPair
    bridges: tuple[Bridge, ...]
    seat: BridgingSeat | None
    n_pairs: int
    n_apart: int


def missing_brokers(chosen: Study) -> tuple[MissingBroker, ...]:
    """Return the pairs of sectors that clearly seldom meet, least probable first, then by ids.

    Returns
    -------
    tuple of MissingBroker
        Often empty: with few actors or initiatives nothing is clear.

    Notes
    -----
    One step goes from an actor to whoever shares an initiative with it, so two steps go through one partner.
    The seat offered is a new part of one actor in one initiative after which most pairs that were farther
    apart are within two steps; among equals that by which most meet directly, then by ids. Never offered:
    what :mod:`samverkan.gaps.seat_mask` bars (a seat in one organisation's own work too, or where the source
    says who all are), and who may not be suggested at all.
    Cost: dense in actors × (actors + initiatives), for the pairs found only.
    """
    compared = _Compared.of(chosen)
    found = [pair for pair in compared.pairs() if pair.is_low]
    seats = compared.open_seats() if found else np.zeros(compared.network.biadjacency.shape, dtype=bool)
    return tuple(
        _broker(compared.network, pair, compared.groups[pair.sector], compared.groups[pair.other], seats)
        for pair in found
    )


def sector_pairs(chosen: Study) -> tuple[SectorPair, ...]:
    """Return every pair of sectors with at least two actors each, least probable first, then by ids.

    X = number of initiatives with both; an initiative has both with probability
    [1 − Π_g (1 − p_ai)] · [1 − Π_h (1 − p_ai)], p the degree model's; the tail P(≤ X) is Poisson-binomial and
    exact; the pairs are judged together at a false discovery share of 10 %. The sector of an actor is that of
    who speaks for it at the level chosen; “other” is no sector. Empty with fewer than two such sectors.

    A sub-initiative whose actors all take part in its whole is no occasion of its own and is left out. Where
    sectors are chosen, the rest is compared with them all the same: among the initiatives of two sectors
    alone, these two would seem to avoid each other.
    """
    return _Compared.of(chosen).pairs()


def lone_sectors(chosen: Study) -> tuple[str, ...]:
    """Return the sectors with a single counted actor, sorted: too few to compare."""
    compared = _Compared.of(chosen)
    return tuple(
        sorted(
            name for name, rows in compared.groups.items() if len(rows) == 1 and compared.is_asked_for(name)
        )
    )


@dataclass(frozen=True)
class _Compared:
    """What sectors are compared on: a network, the rows of each sector in it, and where it comes from.

    ``columns`` says which columns of ``chosen.network`` the network has.
    """

    chosen: Study
    columns: NDArray[np.intp]
    network: TwoModeNetwork
    groups: dict[str, list[int]]
    asked_for: tuple[str, ...]

    @classmethod
    def of(cls, asked: Study) -> _Compared:
        wanted = asked.selection.sectors
        chosen = study(asked.dataset, replace(asked.selection, sectors=())) if wanted else asked
        columns = np.flatnonzero(_own_occasions(chosen))
        whole = chosen.network
        network = TwoModeNetwork(
            whole.actors,
            tuple(whole.initiatives[column] for column in columns),
            whole.biadjacency[:, columns],
        )
        groups: dict[str, list[int]] = {}
        for row, actor in enumerate(network.actors):
            groups.setdefault(chosen.sectors[actor], []).append(row)
        groups.pop(NO_SECTOR, None)
        return cls(chosen, columns, network, groups, wanted)

    def is_asked_for(self, *sectors: str) -> bool:
        """Tell whether a pair, or a sector, is among those chosen."""
        return not self.asked_for or set(sectors) <= set(self.asked_for)

    def pairs(self) -> tuple[SectorPair, ...]:
        """Return the pairs of :func:`sector_pairs`."""
        present = self.network.biadjacency.toarray() > 0
        absent = 1 - degree_model(self.network).dense()
        groups = {sector: rows for sector, rows in self.groups.items() if len(rows) >= 2}
        has = {sector: present[rows].any(axis=0) for sector, rows in groups.items()}
        chance = {sector: 1 - absent[rows].prod(axis=0) for sector, rows in groups.items()}
        pairs = list(itertools.combinations(sorted(groups), 2))
        both = [np.clip(chance[one] * chance[other], 0, 1) for one, other in pairs]
        joint = [has[one] & has[other] for one, other in pairs]
        tails = [_at_most(int(flags.sum()), q) for flags, q in zip(joint, both, strict=True)]
        is_low = discoveries(tails, share=FALSE_DISCOVERY_SHARE)
        found = [
            SectorPair(
                sector=one,
                other=other,
                n_actors=len(groups[one]),
                n_other_actors=len(groups[other]),
                n_initiatives=int(has[one].sum()),
                n_other_initiatives=int(has[other].sum()),
                joint=_named(self.network, flags),
                expected=math.fsum(q),
                probability=tail,
                is_low=bool(low),
            )
            for (one, other), flags, q, tail, low in zip(pairs, joint, both, tails, is_low, strict=True)
            if self.is_asked_for(one, other)
        ]
        return tuple(sorted(found, key=lambda pair: (round(pair.probability, 12), pair.sector, pair.other)))

    def open_seats(self) -> Flags:
        """Return who may be offered a part in what, ``(n_actors, n_initiatives)``."""
        suggested = candidates(self.chosen)
        to_fill = seats_to_fill(self.chosen) - complete_lists(self.chosen) - own_work(self.chosen)
        rows = np.array([actor in suggested for actor in self.network.actors], dtype=bool)
        columns = np.array([initiative in to_fill for initiative in self.network.initiatives], dtype=bool)
        barred: Flags = barred_seats(self.chosen).toarray().astype(bool)[:, self.columns]
        return np.outer(rows, columns) & ~barred


def _own_occasions(chosen: Study) -> Flags:
    """Return which initiatives have an actor that the whole they belong to has not, ``(n_initiatives,)``."""
    network = chosen.network
    column_of = {initiative: column for column, initiative in enumerate(network.initiatives)}
    present = network.biadjacency.toarray() > 0
    parents = chosen.initiatives["parent_id"].reindex(list(network.initiatives))
    return np.array(
        [
            parent not in column_of or bool((present[:, column] & ~present[:, column_of[parent]]).any())
            for column, parent in enumerate(parents)
        ],
        dtype=bool,
    )


def _at_most(n: int, probabilities: NDArray[np.float64]) -> float:
    return min(1.0, math.fsum(poisson_binomial(probabilities)[: n + 1]))


def _broker(
    network: TwoModeNetwork, pair: SectorPair, rows: list[int], other_rows: list[int], seats: Flags
) -> MissingBroker:
    ties = network.biadjacency.toarray().astype(np.int64)
    meets = (ties @ ties.T > 0).astype(np.int64)
    across = _across(len(ties), rows, other_rows)
    apart = across & (meets @ meets == 0)
    meeting = (across & (meets == 0)).astype(np.int64) @ ties
    return MissingBroker(
        pair=pair,
        bridges=_bridges(network, ties > 0, rows, other_rows),
        seat=_best(network, np.where(seats, gains(ties, apart), 0), meeting),
        n_pairs=len(rows) * len(other_rows),
        n_apart=int(np.triu(apart).sum()),
    )


def _across(n_actors: int, rows: list[int], other_rows: list[int]) -> Flags:
    across = np.zeros((n_actors, n_actors), dtype=bool)
    across[np.ix_(rows, other_rows)] = True
    return across | across.T


def gains(ties: Counts, apart: Flags) -> Counts:
    """Return how many of the pairs apart each new tie would bring within two steps.

    Parameters
    ----------
    ties
        0/1, ``(n_actors, n_initiatives)``, every actor with a tie.
    apart
        Pairs more than two steps from each other, symmetric, ``(n_actors, n_actors)``.

    Returns
    -------
    array
        Of the shape of ``ties``; what stands where there is a tie already means nothing.

    Notes
    -----
    An actor c that joins an initiative meets its members m. It comes within two steps of the members and of
    whoever they meet, and the members come within two steps of whoever c meets. Only the pairs (c, m) are in
    both counts.
    """
    meets = (ties @ ties.T > 0).astype(np.int64)
    far = apart.astype(np.int64)
    reached_by_actor = far @ (meets @ ties > 0)
    reached_by_members = meets @ far @ ties
    gained: Counts = reached_by_actor + reached_by_members - far @ ties
    return gained


def _best(network: TwoModeNetwork, gained: Counts, meeting: Counts) -> BridgingSeat | None:
    """Return the seat that gains most, then by which most meet, then the first, labels being sorted."""
    if not gained.any():
        return None
    best = np.where(gained == gained.max(), meeting, -1)
    row, column = np.unravel_index(int(best.argmax()), best.shape)
    return BridgingSeat(network.actors[row], network.initiatives[column], int(gained[row, column]))


def _bridges(
    network: TwoModeNetwork, ties: Flags, rows: list[int], other_rows: list[int]
) -> tuple[Bridge, ...]:
    """Return who has parts alongside both; an actor stands alongside its own sector anywhere."""
    sides = [ties & ties[members].any(axis=0) for members in (rows, other_rows)]
    found = [
        Bridge(network.actors[row], *(_named(network, side[row]) for side in sides))
        for row in np.flatnonzero(sides[0].any(axis=1) & sides[1].any(axis=1))
    ]
    return tuple(sorted(found, key=_most_first))


def _most_first(bridge: Bridge) -> tuple[int, int, str]:
    sizes = sorted((len(bridge.with_sector), len(bridge.with_other)))
    return -sizes[0], -sizes[1], bridge.actor


def _named(network: TwoModeNetwork, columns: Iterable[bool]) -> tuple[str, ...]:
    return tuple(itertools.compress(network.initiatives, columns))
