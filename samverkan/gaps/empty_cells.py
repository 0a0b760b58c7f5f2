"""Empty fields: where the labels in use would lead one to expect an initiative and the sources name none.

A field is a target group in a place, a target group with a sector, a sector in a place, or all three. What
is expected is what the margins give if target groups, places and sectors went together by chance; they never
quite do, so an expected number is a reason to look, not a need. An initiative counts for every label that it
has and for everything that its labels lie in: what is for the young of one square is for the young, in that
district. An unknown place or target group is unknown, not absent: such initiatives are counted and said.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse

from samverkan.domain.hierarchy import with_narrower
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import PLANNED
from samverkan.gaps.chance import chance_of_none
from samverkan.gaps.fields import AXES, Flags, Ground
from samverkan.gaps.reach import Reach, reaches

CLEAR, THIN = 3.0, 1.0
"""From how many expected initiatives an empty field is a gap, and from how many a possible one."""

Cell = tuple[str, str, str]
"""Target group, place, sector; ``""`` where the field spans all of them."""

Standing = Literal["gap", "possible", "general"]


@dataclass(frozen=True)
class UncoveredCell:
    """A field without any active initiative in the sources.

    Parameters
    ----------
    target_group, place, sector
        Ids; ``""`` where the field spans all of them.
    expected
        e = n Π q: n counted initiatives, q the share of them that has each label.
    n
        How many initiatives are counted.
    chance_where_told
        How likely the field would be empty by chance among the initiatives of which the sources tell all
        that the field asks for (for whom, where, with whom), in 0–1.
    with_group, with_place, with_sector
        The counted initiatives that have each label, in whole or in part, sorted; empty for what the
        field spans.
    general
        Active initiatives for a broader group or in a place that the place lies in, sorted.
    akin
        Other active initiatives in the place, for somebody else in a group that the target group lies in
        directly, unless that group holds nearly everybody; sorted, and none for a field without a place.
    planned, ended
        Initiatives that do lie in the field, but are not under way, sorted.
    undecided
        Counted initiatives that would lie in the field if what the sources leave out of them were so, sorted:
        they have one label or more, and the others are unknown.
    """

    target_group: str
    place: str
    sector: str
    expected: float
    n: int
    chance_where_told: float
    with_group: tuple[str, ...]
    with_place: tuple[str, ...]
    with_sector: tuple[str, ...]
    general: tuple[str, ...]
    akin: tuple[str, ...]
    planned: tuple[str, ...]
    ended: tuple[str, ...]
    undecided: tuple[str, ...]

    @property
    def cell(self) -> Cell:
        """The three ids."""
        return self.target_group, self.place, self.sector

    @property
    def with_labels(self) -> tuple[tuple[str, ...], ...]:
        """The counted initiatives that have each label, in the same order."""
        return self.with_group, self.with_place, self.with_sector

    @property
    def standing(self) -> Standing:
        """How much there is to it.

        ``"gap"``: at least 3 expected; ``"possible"``: 1 to 3 expected; ``"general"``: something reaches it
        in general, however many were expected.
        """
        if self.general:
            return "general"
        return "gap" if self.expected >= CLEAR else "possible"


def empty_cells(known: Ground) -> list[UncoveredCell]:
    """Return every empty field with enough expected, whatever else is to be said of it."""
    tables = reaches(known.everything, *(known.axes[name] for name in AXES))
    return [cell for table in tables for cell in _empty_in(table, known)]


def _empty_in(table: Reach, known: Ground) -> Iterator[UncoveredCell]:
    n = max(known.chosen.network.n_initiatives, 1)
    sizes = [known.has[name].sum(axis=0).astype(float) for name in table.axes]
    expected = functools.reduce(np.multiply.outer, sizes) / n ** (len(sizes) - 1)
    n_inside = table.inside[known.active].sum(axis=0)
    inside, around = (sparse.csc_array(matrix) for matrix in (table.inside, table.around))
    for column in np.flatnonzero((n_inside == 0) & (expected.ravel() >= THIN)):
        position = np.unravel_index(column, expected.shape)
        labels = dict(zip(table.axes, (int(place) for place in position), strict=True))
        yield _cell(
            known,
            labels,
            float(expected[position]),
            inside[:, [column]].toarray().ravel() > 0,
            around[:, [column]].toarray().ravel() > 0,
        )


def _cell(
    known: Ground, labels: dict[str, int], expected: float, inside: Flags, around: Flags
) -> UncoveredCell:
    here = known.everything
    is_planned = here.initiatives["status_now"].isin(PLANNED).to_numpy(dtype=bool)
    group, place, sector = (known.axes[name].labels[labels[name]] if name in labels else "" for name in AXES)
    with_group, with_place, with_sector = (
        named(known.chosen, known.with_label(name, labels[name])) if name in labels else () for name in AXES
    )
    return UncoveredCell(
        target_group=group,
        place=place,
        sector=sector,
        expected=expected,
        n=known.chosen.network.n_initiatives,
        chance_where_told=_chance_where_told(known, labels),
        with_group=with_group,
        with_place=with_place,
        with_sector=with_sector,
        general=named(here, around & known.active),
        akin=named(here, _akin(known, group, place) & ~around & known.active),
        planned=named(here, inside & ~known.active & is_planned),
        ended=named(here, inside & ~known.active & ~is_planned),
        undecided=named(known.chosen, known.may_lie_in(labels)),
    )


def _akin(known: Ground, group: str, place: str) -> Flags:
    """Return what is in a place for somebody in the groups directly above a group, ``(n_everything,)``."""
    broader, cells = known.chosen.dataset.broader, known.everything.cells
    above = set(broader["target_groups"].get(group, ())).intersection(known.axes["target_group"].labels)
    groups = with_narrower(above, broader["target_groups"])
    places = with_narrower((place,), broader["places"])
    inside = [column for column, (own, at) in enumerate(cells.labels) if own in groups and at in places]
    return np.asarray(cells.incidence[:, inside].sum(axis=1) > 0)


def _chance_where_told(known: Ground, labels: dict[str, int]) -> float:
    told = known.told(tuple(labels))
    sizes = [int((told & known.with_label(name, column)).sum()) for name, column in labels.items()]
    return chance_of_none(int(told.sum()), sizes)


def named(of: Study, flags: Flags) -> tuple[str, ...]:
    """Return the initiatives that a flag stands by, in order."""
    return tuple(of.network.initiatives[row] for row in np.flatnonzero(flags))
