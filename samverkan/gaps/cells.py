"""Uncovered fields: where the labels in use would lead one to expect an initiative and the sources name none.

A field is a target group in a place, a target group with a sector, a sector in a place, or all three. What
is expected is what the margins give if target groups, places and sectors went together by chance; they never
quite do, so an expected number is a reason to look, not a need. An initiative counts for every label that it
has and for everything that its labels lie in: what is for the young of one square is for the young, in that
district. An unknown place or target group is unknown, not absent: such initiatives are counted and said.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samverkan.domain.hierarchy import ancestors, with_narrower
from samverkan.domain.judgements import standing
from samverkan.domain.study import Study
from samverkan.gaps.chance import chance_of_none
from samverkan.gaps.fields import AXES, Flags, Ground, ground
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.reach import Reach, reaches

CLEAR, THIN = 3.0, 1.0
"""From how many expected initiatives an empty field is a gap, and from how many a possible one."""
CHANCE = 0.25
"""A possible gap must not be more likely than this by chance alone.

With this, reports drawn without any gap have fewer than one false flag (tests/scale/false_flags.py).
"""
CHANCE_WHERE_TOLD = 0.5
"""Where little is told, as of a group that is never said to be anywhere, fields are empty for that alone."""

Cell = tuple[str, str, str]
"""Target group, place, sector; ``""`` where the field spans all of them."""

Standing = Literal["gap", "possible", "general"]
Above = Mapping[str, frozenset[str]]
Fate = Literal["named", "planned", "settled"]
_STANDINGS: tuple[Standing, ...] = ("gap", "possible", "general")


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


@dataclass(frozen=True)
class UnservedGroup:
    """A target group that no active initiative here serves, in whole or in part.

    Parameters
    ----------
    target_group
        Id.
    planned, ended
        Initiatives here that serve it but are not under way, sorted.
    examples
        Initiatives of learning examples and of other municipalities that serve it, sorted.
    """

    target_group: str
    planned: tuple[str, ...]
    ended: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Uncovered:
    """What no initiative covers, and what could not be judged.

    Parameters
    ----------
    cells
        Gaps before possible gaps before general coverage only; fields of two labels before fields of three;
        most expected first, then by ids.
    planned
        Fields like these that a planned initiative is to fill, in the same order.
    groups
        Target groups without any initiative, within those chosen, sorted by id.
    n
        How many initiatives are counted.
    without_group, without_place, without_actor
        Those that have no known target group, place or actor, sorted.
    n_settled
        How many fields were left out because people have judged them.
    """

    cells: tuple[UncoveredCell, ...]
    planned: tuple[UncoveredCell, ...]
    groups: tuple[UnservedGroup, ...]
    n: int
    without_group: tuple[str, ...]
    without_place: tuple[str, ...]
    without_actor: tuple[str, ...]
    n_settled: int


def uncovered(chosen: Study) -> Uncovered:
    """Return the fields that no active initiative lies in, and what could not be judged.

    Parameters
    ----------
    chosen
        What to look at: its labels and its margins. That a field is empty is decided on *all* that the data
        set knows of the same municipalities at the same date, whatever else is chosen and in whatever role
        an actor stands: no filter makes a field look empty.

    Notes
    -----
    A field is left out if a field that holds it is already named, if people have judged its group and place,
    or, with three labels, if two of them have no initiative together. With 1 to 3 expected it must be no
    likelier than 1 in 4 by chance; and no likelier than not by chance among the initiatives of which the
    sources tell what the field asks for. Which labels are never combined: :mod:`samverkan.gaps.fields`.
    Empty where nothing is chosen.
    Cost: linear in stated labels times what lies above, below and across them.
    """
    known = ground(chosen)
    sifted = _sifted(chosen, _empty_cells(known))
    return Uncovered(
        cells=tuple(sorted(sifted["named"], key=_rank)),
        planned=tuple(sorted(sifted["planned"], key=_rank)),
        groups=_unserved(known),
        n=chosen.network.n_initiatives,
        without_group=_named(chosen, chosen.target_groups.incidence.sum(axis=1) == 0),
        without_place=_named(chosen, chosen.places.incidence.sum(axis=1) == 0),
        without_actor=_named(chosen, chosen.network.biadjacency.sum(axis=0) == 0),
        n_settled=len(sifted["settled"]),
    )


def _empty_cells(known: Ground) -> list[UncoveredCell]:
    """Return every empty field with enough expected, whatever else is to be said of it."""
    tables = reaches(known.everything, *(known.axes[name] for name in AXES))
    return [cell for table in tables for cell in _empty_in(table, known)]


def _empty_in(table: Reach, known: Ground) -> Iterator[UncoveredCell]:
    n = max(known.chosen.network.n_initiatives, 1)
    sizes = [known.has[name].sum(axis=0).astype(float) for name in table.axes]
    expected = functools.reduce(np.multiply.outer, sizes) / n ** (len(sizes) - 1)
    n_inside = table.inside[known.active].sum(axis=0)
    for column in np.flatnonzero((n_inside == 0) & (expected.ravel() >= THIN)):
        position = np.unravel_index(column, expected.shape)
        labels = dict(zip(table.axes, (int(place) for place in position), strict=True))
        yield _cell(
            known,
            labels,
            float(expected[position]),
            table.inside[:, [column]].toarray().ravel() > 0,
            table.around[:, [column]].toarray().ravel() > 0,
        )


def _cell(
    known: Ground, labels: dict[str, int], expected: float, inside: Flags, around: Flags
) -> UncoveredCell:
    here = known.everything
    is_planned = (here.initiatives["status_now"] == "planned").to_numpy(dtype=bool)
    group, place, sector = (known.axes[name].labels[labels[name]] if name in labels else "" for name in AXES)
    with_group, with_place, with_sector = (
        _named(known.chosen, known.with_label(name, labels[name])) if name in labels else () for name in AXES
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
        general=_named(here, around & known.active),
        planned=_named(here, inside & ~known.active & is_planned),
        ended=_named(here, inside & ~known.active & ~is_planned),
        undecided=_named(known.chosen, known.may_lie_in(labels)),
    )


def _sifted(chosen: Study, cells: list[UncoveredCell]) -> dict[Fate, list[UncoveredCell]]:
    """Sort out what is worth naming from what is settled, planned for, or lies in another of these."""
    broader = chosen.dataset.broader
    above = {**ancestors(broader["target_groups"]), **ancestors(broader["places"])}
    settled = _settled(chosen)
    pairs = [cell for cell in cells if not all(cell.cell)]
    kept: dict[Fate, list[UncoveredCell]] = {"named": [], "planned": [], "settled": []}
    blocking: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (all(cell.cell), *_widest_first(cell, above))):
        # A third label says nothing more where two of them are empty already, named or not.
        over = [*blocking, *(pair.cell for pair in pairs)] if all(cell.cell) else blocking
        if _is_supported(cell) and not any(_lies_in(cell.cell, other, above) for other in over):
            blocking.append(cell.cell)
            kept[_fate(cell, settled)].append(cell)
    return kept


def _fate(cell: UncoveredCell, settled: set[tuple[str, str]]) -> Fate:
    if cell.cell[:2] in settled:
        return "settled"
    return "planned" if cell.planned else "named"


def _chance_where_told(known: Ground, labels: dict[str, int]) -> float:
    told = known.told(tuple(labels))
    sizes = [int((told & known.with_label(name, column)).sum()) for name, column in labels.items()]
    return chance_of_none(int(told.sum()), sizes)


def _is_supported(cell: UncoveredCell) -> bool:
    if cell.chance_where_told > CHANCE_WHERE_TOLD:
        return False
    if cell.expected >= CLEAR:
        return True
    sizes = [len(initiatives) for initiatives in cell.with_labels if initiatives]
    return chance_of_none(cell.n, sizes) <= CHANCE


def _rank(cell: UncoveredCell) -> tuple[int, int, float, Cell]:
    return _STANDINGS.index(cell.standing), sum(map(bool, cell.cell)), -cell.expected, cell.cell


def _widest_first(cell: UncoveredCell, above: Above) -> tuple[float, int, Cell]:
    """Most expected first; of two that expect the same the one that lies in fewer others."""
    return -cell.expected, sum(len(above.get(label, ())) for label in cell.cell), cell.cell


def _lies_in(cell: Cell, other: Cell, above: Above) -> bool:
    return all(
        not over or label == over or over in above.get(label, ())
        for label, over in zip(cell, other, strict=True)
    )


def _settled(chosen: Study) -> set[tuple[str, str]]:
    said = standing(chosen.dataset).items()
    return {
        (group, place) for (kind, group, place), newest in said if kind == "cell" and newest.status in SETTLED
    }


def _unserved(known: Ground) -> tuple[UnservedGroup, ...]:
    """Return the groups that nothing active here serves, within those chosen, and who does serve them."""
    dataset = known.chosen.dataset
    broader = dataset.broader["target_groups"]
    above = ancestors(broader)
    chosen = known.chosen.selection.target_groups
    wanted = with_narrower(chosen, broader) if chosen else broader.keys()
    status = dict(known.everything.initiatives["status_now"])
    planned = {name for name in status if status[name] == "planned"}
    active = {*_named(known.everything, known.active)}
    serving: dict[str, set[str]] = {group: set() for group in dataset.tables["target_groups"]["id"]}
    rows = dataset.tables["serves"]
    for initiative, group in zip(rows["initiative_id"], rows["target_group_id"], strict=True):
        for over in {group, *above.get(group, ())} & serving.keys():
            serving[over].add(initiative)
    return tuple(
        UnservedGroup(
            group,
            planned=tuple(sorted(who & planned)),
            ended=tuple(sorted((who & status.keys()) - planned)),
            examples=tuple(sorted(who - status.keys())),
        )
        for group, who in sorted(serving.items())
        if group in wanted and not who & active
    )


def _named(of: Study, flags: Flags) -> tuple[str, ...]:
    return tuple(of.network.initiatives[row] for row in np.flatnonzero(flags))
