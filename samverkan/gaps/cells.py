"""Uncovered fields: which of all empty fields are worth naming, and groups and areas without any initiative.

Most empty fields say nothing: they lie in one another, are small enough to be empty by chance, are about to
be filled, or have been judged. What is left is a reason to ask, not a need. An unknown place or target group
is unknown, not absent: such initiatives are counted and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from samverkan.domain.hierarchy import Broader, ancestors, with_narrower
from samverkan.domain.judgements import standing
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import PLANNED
from samverkan.gaps.chance import chance_of_none
from samverkan.gaps.empty_cells import Cell, Standing, UncoveredCell, empty_cells, named
from samverkan.gaps.fields import Ground, areas, ground
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.reach import Axis

CHANCE = 0.1
"""No field may be likelier to be empty than this by chance alone, whatever it is called.

With this, reports drawn without any gap name fewer than one field, those that something reaches in general
counted in (tests/scale/false_flags.py).
"""
CHANCE_WHERE_TOLD = 0.5
"""Where little is told, as of a group that is never said to be anywhere, fields are empty for that alone."""

Above = Mapping[str, frozenset[str]]
Fate = Literal["named", "untold", "planned", "settled"]
_STANDINGS: tuple[Standing, ...] = ("gap", "possible", "general")


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
    broader
        The nearest groups it lies in that an active initiative here is stated to be for, sorted.
    general
        Those initiatives, sorted.
    """

    target_group: str
    planned: tuple[str, ...]
    ended: tuple[str, ...]
    examples: tuple[str, ...]
    broader: tuple[str, ...] = ()
    general: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uncovered:
    """What no initiative covers, and what could not be judged.

    Parameters
    ----------
    cells
        Gaps before possible gaps before general coverage only; fields of two labels before fields of three;
        most expected first, then by ids.
    untold
        Fields that are as empty, though the sources tell too little to say so: hardly any initiative with one
        of their labels has a known place, or known actors; in the same order.
    planned
        Fields like these that a planned initiative is to fill, in the same order.
    groups
        Target groups without any initiative, within those chosen, sorted by id. None where nothing but
        learning examples is counted: a page about one house says nothing of who is not served in its town.
    places
        Areas here, within those chosen, where no active initiative is, in whole or in part, sorted; none
        where there are no groups for the same reason.
    houses
        Places of what is counted that are not looked at, since they are houses and no areas, sorted.
    n
        How many initiatives are counted.
    without_group, without_place, without_actor
        Those that have no known target group, place or actor, sorted.
    n_settled
        How many fields were left out because people have judged them.
    """

    cells: tuple[UncoveredCell, ...]
    untold: tuple[UncoveredCell, ...]
    planned: tuple[UncoveredCell, ...]
    groups: tuple[UnservedGroup, ...]
    places: tuple[str, ...]
    houses: tuple[str, ...]
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
    or, with three labels, if two of them have no initiative together. It must be no likelier to be empty by
    chance than 1 in 10. Where it is likelier than not among the initiatives of which the sources tell what
    the field asks for, it is listed apart. Which labels are never combined: :mod:`samverkan.gaps.fields`.
    Empty where nothing is chosen.
    Cost: linear in stated labels times what lies above, below and across them.
    """
    known = ground(chosen)
    sifted = _sifted(chosen, empty_cells(known))
    return Uncovered(
        cells=tuple(sorted(sifted["named"], key=_rank)),
        untold=tuple(sorted(sifted["untold"], key=_rank)),
        planned=tuple(sorted(sifted["planned"], key=_rank)),
        groups=_unserved(known),
        places=_empty_places(known),
        houses=known.houses,
        n=chosen.network.n_initiatives,
        without_group=named(chosen, chosen.target_groups.incidence.sum(axis=1) == 0),
        without_place=named(chosen, chosen.places.incidence.sum(axis=1) == 0),
        without_actor=named(chosen, chosen.network.biadjacency.sum(axis=0) == 0),
        n_settled=len(sifted["settled"]),
    )


def _sifted(chosen: Study, cells: list[UncoveredCell]) -> dict[Fate, list[UncoveredCell]]:
    """Sort out what is worth naming from what is settled, planned for, or lies in another of these."""
    broader = chosen.dataset.broader
    above = {**ancestors(broader["target_groups"]), **ancestors(broader["places"])}
    settled = _settled(chosen)
    pairs = [cell for cell in cells if not all(cell.cell)]
    kept: dict[Fate, list[UncoveredCell]] = {"named": [], "untold": [], "planned": [], "settled": []}
    blocking: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (all(cell.cell), *_widest_first(cell, above))):
        # A third label says nothing more where two of them are empty already, named or not.
        over = [*blocking, *(pair.cell for pair in pairs)] if all(cell.cell) else blocking
        if _is_unlikely(cell) and not any(_lies_in(cell.cell, other, above) for other in over):
            fate = _fate(cell, settled)
            kept[fate].append(cell)
            if fate != "untold":
                blocking.append(cell.cell)
    return kept


def _fate(cell: UncoveredCell, settled: set[tuple[str, str]]) -> Fate:
    if cell.cell[:2] in settled:
        return "settled"
    if cell.chance_where_told > CHANCE_WHERE_TOLD:
        return "untold"
    return "planned" if cell.planned else "named"


def _is_unlikely(cell: UncoveredCell) -> bool:
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
    if _is_all_example(known):
        return ()
    broader = known.chosen.dataset.broader["target_groups"]
    wanted = _within(known.chosen.selection.target_groups, broader)
    stated = _stated(known)
    inside: dict[str, set[str]] = {group: set(who) for group, who in stated.items()}
    for group, over in ancestors(broader).items():
        for label in over & inside.keys():
            inside[label] |= stated[group]
    active = {*named(known.everything, known.active)}
    return tuple(
        _unserved_group(known, group, who, {label: stated[label] & active for label in stated})
        for group, who in sorted(inside.items())
        if group in wanted and not who & active
    )


def _unserved_group(
    known: Ground, group: str, who: set[str], active: Mapping[str, frozenset[str]]
) -> UnservedGroup:
    """Return a group with whoever serves it, active or not, and what is under way for broader groups."""
    status = dict(known.everything.initiatives["status_now"])
    planned = {name for name in who & status.keys() if status[name] in PLANNED}
    above = ancestors(known.chosen.dataset.broader["target_groups"])
    served = {label for label in above[group] if active.get(label)}
    nearest = sorted(served - {further for label in served for further in above[label]})
    return UnservedGroup(
        group,
        planned=tuple(sorted(planned)),
        ended=tuple(sorted((who & status.keys()) - planned)),
        examples=tuple(sorted(who - status.keys())),
        broader=tuple(nearest),
        general=tuple(sorted({name for label in nearest for name in active[label]})),
    )


def _stated(known: Ground) -> dict[str, frozenset[str]]:
    """Return for each target group the initiatives anywhere that are said to be for it."""
    tables = known.chosen.dataset.tables
    serving: dict[str, set[str]] = {group: set() for group in tables["target_groups"]["id"]}
    for initiative, group in zip(
        tables["serves"]["initiative_id"], tables["serves"]["target_group_id"], strict=True
    ):
        serving[group].add(initiative)
    return {group: frozenset(who) for group, who in serving.items()}


def _empty_places(known: Ground) -> tuple[str, ...]:
    """Return the areas here in which nothing active is, within those chosen."""
    if _is_all_example(known):
        return ()
    broader = known.chosen.dataset.broader["places"]
    here = known.everything.places
    held = Axis(tuple(sorted(broader)), broader).holding(here.labels)
    n_there = (here.incidence[known.active] @ held).sum(axis=0)
    wanted = _within(known.chosen.selection.places, broader) & areas(known.chosen)
    return tuple(
        place for place, n in zip(sorted(broader), n_there, strict=True) if not n and place in wanted
    )


def _is_all_example(known: Ground) -> bool:
    """Whether nothing but learning examples is counted, or nothing at all."""
    rows = known.chosen.initiatives
    return bool((rows.loc[rows["counted"], "reference"] == "yes").all())


def _within(chosen: tuple[str, ...], broader: Broader) -> frozenset[str]:
    return with_narrower(chosen, broader) if chosen else frozenset(broader)
