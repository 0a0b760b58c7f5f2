"""Whom to invite: the fewest actors who together reach chosen target groups in chosen places.

An actor reaches a group in a place through an initiative that it takes part in and that is said to be for
that group, there. As in every filter, a group or a place stands for everything inside it: who runs something
for girls in a block reaches a part of the young of the district. What is for a broader group, or for the
whole town, singles nobody out, so it is told but covers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.set_cover import greedy_cover, smallest_cover
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.study import Labelling, Study
from samverkan.gaps.mask import candidates

EXACT_UP_TO = 200
"""So many candidate actors are compared exactly; with more, the next best one is taken each time."""

UNSPECIFIC_KINDS = ("collective", "municipality")
"""Kinds of actors that no letter can be sent to (“schools”, “the town”): only where nobody else will do."""

ANY = ""
"""Stands for any group, or any place, where none was chosen."""

Cell = tuple[str, str]
"""Target group and place."""

Label = TypeVar("Label")
Above = Mapping[str, frozenset[str]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Through:
    """An initiative, and the very group and place that it is for (either may be :data:`ANY`)."""

    initiative: str
    target_group: str
    place: str

    @property
    def cell(self) -> Cell:
        """What it is for."""
        return self.target_group, self.place


@dataclass(frozen=True, slots=True)
class Reached:
    """A chosen cell that an actor reaches, and through what: for the whole of it first, then by id."""

    target_group: str
    place: str
    through: tuple[Through, ...]

    @property
    def is_whole(self) -> bool:
        """Whether anything is for this very group and place, not only for a part."""
        return any(part.cell == self.cell for part in self.through)

    @property
    def cell(self) -> Cell:
        """What was chosen."""
        return self.target_group, self.place


@dataclass(frozen=True, slots=True)
class Invitee:
    """An actor to invite.

    Parameters
    ----------
    actor
        Its id.
    reached
        Every chosen cell that it reaches, sorted: the reason.
    reserve
        Who of those not invited could stand in: reaches most of the cells that no other invitee reaches, then
        most of all its cells, then most of them as a whole; ``""`` where nobody reaches any.
    reserve_reached
        Which of them the reserve reaches, and through what.
    is_unspecific
        Whether the sources do not say who it is (:data:`UNSPECIFIC_KINDS`).
    """

    actor: str
    reached: tuple[Reached, ...]
    reserve: str
    reserve_reached: tuple[Reached, ...]
    is_unspecific: bool


@dataclass(frozen=True, slots=True)
class Unreached:
    """A chosen cell that no actor reaches who could be invited.

    Parameters
    ----------
    target_group, place
        Ids; ``ANY`` where none was chosen.
    without_actor
        What is for it, or for a part of it, though nobody is named whom one could invite.
    general
        What reaches it all the same through a broader group or place, sorted.
    somewhere
        Initiatives for the group (or a part of it) whose place is not known, sorted.
    """

    target_group: str
    place: str
    without_actor: tuple[Through, ...]
    general: tuple[Through, ...]
    somewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite.

    Parameters
    ----------
    cells
        What was chosen, sorted.
    invitees
        The fewest that reach all that can be reached; most cells first, then by id.
    unreached
        The cells that stay without anybody.
    n_candidates
        How many actors reach any cell.
    is_exact
        Whether fewer is known to be impossible.
    """

    cells: tuple[Cell, ...]
    invitees: tuple[Invitee, ...]
    unreached: tuple[Unreached, ...]
    n_candidates: int
    is_exact: bool


def invitation(chosen: Study, target_groups: Iterable[str] = (), places: Iterable[str] = ()) -> Invitation:
    """Return the fewest actors that reach every chosen target group in every chosen place.

    Parameters
    ----------
    chosen
        Whose counted initiatives are looked at.
    target_groups, places
        Ids. Without places it does not matter where, without groups not for whom; without either the
        invitation is empty.

    Returns
    -------
    Invitation
        Among equally small sets the one with fewest unspecific actors (:data:`UNSPECIFIC_KINDS`), then the
        one that reaches most cells as a whole, then most cells at all, counted for each actor, then the first
        by ids. Never invited: who only pays or passes word on, and actors of other municipalities or of
        learning examples.

    Notes
    -----
    Exact up to :data:`EXACT_UP_TO` candidates (a set cover, as an integer programme), greedy above.
    """
    ground = _Ground.of(chosen)
    reach = _Reach.of(chosen, ground, _cells(target_groups, places))
    is_exact = len(reach.actors) <= EXACT_UP_TO
    picked = (smallest_cover if is_exact else greedy_cover)(reach.covers, reach.costs)
    invitees = [reach.invitee(actor, picked) for actor in picked]
    left_out = np.flatnonzero(~reach.covers.any(axis=0))
    return Invitation(
        cells=reach.cells,
        invitees=tuple(sorted(invitees, key=lambda invitee: (-len(invitee.reached), invitee.actor))),
        unreached=tuple(ground.unreached(reach.cells[column]) for column in left_out),
        n_candidates=len(reach.actors),
        is_exact=is_exact,
    )


def _cells(target_groups: Iterable[str], places: Iterable[str]) -> tuple[Cell, ...]:
    groups, areas = sorted(set(target_groups)), sorted(set(places))
    if not groups and not areas:
        return ()
    return tuple((group, place) for group in groups or [ANY] for place in areas or [ANY])


@dataclass(frozen=True)
class _Ground:
    """What every initiative is for (group and place, group alone, place alone), and what lies in what."""

    both: tuple[Through, ...]
    groups: tuple[Through, ...]
    places: tuple[Through, ...]
    above_groups: Above
    above_places: Above

    @classmethod
    def of(cls, chosen: Study) -> _Ground:
        broader = chosen.dataset.broader
        return cls(
            both=_stated(chosen, chosen.cells, lambda cell: cell),
            groups=_stated(chosen, chosen.target_groups, lambda group: (group, ANY)),
            places=_stated(chosen, chosen.places, lambda place: (ANY, place)),
            above_groups=ancestors(broader["target_groups"]),
            above_places=ancestors(broader["places"]),
        )

    def within(self, cell: Cell) -> tuple[Through, ...]:
        """Return what is for the cell (first) or for a part of it, then by id."""
        found = (
            through
            for through in self._alike(cell)
            if _lies_in(through.target_group, cell[0], self.above_groups)
            and _lies_in(through.place, cell[1], self.above_places)
        )
        return tuple(
            sorted(found, key=lambda through: (through.cell != cell, through.initiative, through.cell))
        )

    def unreached(self, cell: Cell) -> Unreached:
        """Return what there is about a cell that no actor reaches."""
        within = self.within(cell)
        general = tuple(
            through
            for through in self._alike(cell)
            if _touches(through.target_group, cell[0], self.above_groups)
            and _touches(through.place, cell[1], self.above_places)
            and through not in within
        )
        return Unreached(*cell, within, general, self._somewhere(cell))

    def _alike(self, cell: Cell) -> tuple[Through, ...]:
        if cell[1] == ANY:
            return self.groups
        return self.places if cell[0] == ANY else self.both

    def _somewhere(self, cell: Cell) -> tuple[str, ...]:
        if ANY in cell:
            return ()
        placed = {through.initiative for through in self.places}
        serving = {through.initiative for through in self.within((cell[0], ANY))}
        return tuple(sorted(serving - placed))


def _stated(
    chosen: Study, labelling: Labelling[Label], as_cell: Callable[[Label], Cell]
) -> tuple[Through, ...]:
    rows, columns = labelling.incidence.nonzero()
    names = chosen.network.initiatives
    return tuple(
        Through(names[row], *as_cell(labelling.labels[column]))
        for row, column in zip(rows, columns, strict=True)
    )


def _lies_in(name: str, other: str, above: Above) -> bool:
    return name == other or other in above.get(name, ())


def _touches(name: str, other: str, above: Above) -> bool:
    return _lies_in(name, other, above) or _lies_in(other, name, above)


@dataclass(frozen=True)
class _Reach:
    """Who reaches what: ``actors`` that reach any cell, sorted, and through what each reaches each cell."""

    cells: tuple[Cell, ...]
    actors: tuple[str, ...]
    through: Mapping[tuple[str, Cell], tuple[Through, ...]]
    covers: Flags
    is_unspecific: Flags

    @property
    def costs(self) -> NDArray[np.int64]:
        """What settles ties between equally small sets, the weightiest first."""
        whole = [sum(own.is_whole for own in self._reached(actor, self.cells)) for actor in self.actors]
        costs = [self.is_unspecific, [-n for n in whole], -self.covers.sum(axis=1)]
        return np.array(costs, dtype=np.int64)

    @classmethod
    def of(cls, chosen: Study, ground: _Ground, cells: tuple[Cell, ...]) -> _Reach:
        members = _members(chosen)
        through: dict[tuple[str, Cell], list[Through]] = {}
        for cell in cells:
            for part in ground.within(cell):
                for actor in members[part.initiative]:
                    through.setdefault((actor, cell), []).append(part)
        actors = tuple(sorted({actor for actor, _ in through}))
        unspecific = _unspecific(chosen)
        covers = [[(actor, cell) in through for cell in cells] for actor in actors]
        return cls(
            cells=cells,
            actors=actors,
            through={key: tuple(parts) for key, parts in through.items()},
            covers=np.array(covers, dtype=bool).reshape(len(actors), len(cells)),
            is_unspecific=np.array([actor in unspecific for actor in actors], dtype=bool),
        )

    def invitee(self, row: int, picked: Iterable[int]) -> Invitee:
        """Return an actor with its reasons and its reserve."""
        reserve = self._reserve(row, list(picked))
        wanted = [cell for cell, is_reached in zip(self.cells, self.covers[row], strict=True) if is_reached]
        return Invitee(
            actor=self.actors[row],
            reached=self._reached(self.actors[row], wanted),
            reserve=reserve,
            reserve_reached=self._reached(reserve, wanted),
            is_unspecific=bool(self.is_unspecific[row]),
        )

    def _reserve(self, row: int, picked: list[int]) -> str:
        others = [other for other in picked if other != row]
        own = self.covers & self.covers[row]
        alone = own & ~self.covers[others].any(axis=0)
        wanted = [cell for cell, is_reached in zip(self.cells, self.covers[row], strict=True) if is_reached]
        ranked = sorted(
            (
                -int(alone[other].sum()),
                -int(own[other].sum()),
                bool(self.is_unspecific[other]),
                -sum(reached.is_whole for reached in self._reached(actor, wanted)),
                actor,
            )
            for other, actor in enumerate(self.actors)
            if other not in picked and own[other].any()
        )
        return ranked[0][-1] if ranked else ""

    def _reached(self, actor: str, cells: Iterable[Cell]) -> tuple[Reached, ...]:
        return tuple(
            Reached(*cell, self.through[actor, cell]) for cell in cells if (actor, cell) in self.through
        )


def _unspecific(chosen: Study) -> set[str]:
    """Return whom the sources name without saying who it is; the municipality as a whole may be chosen."""
    kinds = set(UNSPECIFIC_KINDS) - ({"municipality"} if chosen.selection.level == "municipality" else set())
    rows = chosen.dataset.tables["actors"]
    return set(rows.loc[rows["kind"].isin(kinds), "id"])


def _members(chosen: Study) -> dict[str, frozenset[str]]:
    """Return for each counted initiative who takes part and may be invited."""
    network = chosen.network
    suggested = candidates(chosen)
    members: dict[str, set[str]] = {initiative: set() for initiative in network.initiatives}
    rows, columns = network.biadjacency.nonzero()
    for row, column in zip(rows, columns, strict=True):
        members[network.initiatives[column]].add(network.actors[row])
    return {initiative: frozenset(suggested & own) for initiative, own in members.items()}
