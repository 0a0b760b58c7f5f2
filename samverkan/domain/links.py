"""Three answers to “is there a link?”: known, confirmed absent, unknown.

A source that names nobody else has not said that nobody else is there. A link is *absent* only where somebody
says so: people who were asked, a source whose list of actors is complete, or one that dates the end. All else
that is not known is *unknown*, and most of it always will be.

What is known is looked for in everything that the tables hold at the date, whatever roles, themes or places
are chosen, and an actor is taken to be wherever one of its own units is: no filter and no level turns what is
known into something unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from samverkan.domain.collectives import may_include
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.judgements import MUTUAL, standing
from samverkan.domain.levels import belongs_to
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import ACTIVE
from samverkan.domain.study import Study

KNOWN, UNKNOWN, ABSENT = 1, 0, -1

Pair = tuple[str, str]
"""Two ids: of a row and of a column."""

State = Literal["known", "absent", "unknown"]
Witness = Literal["sources", "people", "nobody"]

SAID_ABSENT = ("confirmed_absent", "declined")
"""Judgements by which a link is confirmed absent; “irrelevant” says that the question is idle, no more."""
SAID_KNOWN = ("known_elsewhere",)
"""Judgements by which a link is known."""

_STATES: dict[int, State] = {KNOWN: "known", UNKNOWN: "unknown", ABSENT: "absent"}


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How many links are known, confirmed absent and unknown."""

    n_known: int
    n_absent: int
    n_unknown: int

    @property
    def n_all(self) -> int:
        """How many possible links there are."""
        return self.n_known + self.n_absent + self.n_unknown


@dataclass(frozen=True, eq=False)
class Links:
    """What is known of every possible link between two lists of things.

    Parameters
    ----------
    rows, columns
        Ids.
    states
        ``KNOWN``, ``UNKNOWN`` or ``ABSENT``; int8, ``(n_rows, n_columns)``.
    by_people
        Whether it was people who said so, not a source; bool, the same shape.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    states: NDArray[np.int8]
    by_people: NDArray[np.bool_]

    def state(self, row: str, column: str) -> State:
        """Return what is known of one link; of what is in no row or column, nothing is."""
        place = self._place(row, column)
        return _STATES[int(self.states[place])] if place else "unknown"

    def witness(self, row: str, column: str) -> Witness:
        """Return who says so."""
        place = self._place(row, column)
        if place is None or self.states[place] == UNKNOWN:
            return "nobody"
        return "people" if self.by_people[place] else "sources"

    @property
    def counts(self) -> LinkCounts:
        """How many there are of each; where rows and columns are the same, each pair counts once."""
        counted = self.states
        if self.rows == self.columns:
            counted = counted[np.triu_indices(len(self.rows), k=1)]
        return LinkCounts(*(int((counted == state).sum()) for state in (KNOWN, ABSENT, UNKNOWN)))

    def _place(self, row: str, column: str) -> tuple[int, int] | None:
        if row not in self._row_of or column not in self._column_of:
            return None
        return self._row_of[row], self._column_of[column]

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return _places(self.rows)

    @cached_property
    def _column_of(self) -> dict[str, int]:
        return _places(self.columns)


def presence(chosen: Study, *, ever: bool = False) -> TwoModeNetwork:
    """Return who is where in everything that is known, for what is active or chosen, in any role.

    An actor is wherever one of its own units is, and under both its names where it was merged. With ``ever``
    what has ended and what is only planned is there too.
    """
    statuses = chosen.selection.statuses
    rows = chosen.all_participations
    if statuses and not ever:
        rows = rows[rows["status_now"].isin((*ACTIVE, *statuses))]
    return TwoModeNetwork.from_pairs(_with_wholes(chosen, rows))


def seat_links(chosen: Study) -> Links:
    """Return what is known of every counted actor in every counted initiative.

    A source beats what people said, until the tables are changed; what people know to be there beats a list
    that claims to be complete. A part that has ended is absent, a part that is only planned is unknown. A
    list that names a whole, or a collective (“schools”), says nothing about which of its units, or of the
    actors that it may stand for, is there. What people said of a unit says
    nothing of its whole, except that it is there. Cost: dense in actors × initiatives.
    """
    rows = chosen.all_participations
    is_over = rows["status_now"] == "ended"
    ended = _with_wholes(chosen, rows[is_over]) - _with_wholes(chosen, rows[~is_over])
    no, yes = _said(chosen, "seat")
    return _links(
        chosen.network.actors,
        chosen.network.initiatives,
        _Layer(_outside_of_closed_lists(chosen, rows) | ended, ABSENT),
        _Layer(no, ABSENT, by_people=True),
        _Layer(yes, KNOWN, by_people=True),
        _Layer(_ties(presence(chosen)), KNOWN),
    )


def partnership_links(chosen: Study) -> Links:
    """Return what is known of every pair of counted actors: whether they meet in an initiative or otherwise.

    No source can confirm that two have nothing together, so only people can. Cost: dense in the square of
    actors.
    """
    actors = chosen.network.actors
    no, yes = _said(chosen, "partnership")
    return _links(
        actors,
        actors,
        _Layer(no, ABSENT, by_people=True),
        _Layer(yes, KNOWN, by_people=True),
        _Layer(_meetings(presence(chosen)), KNOWN),
    )


def cell_links(chosen: Study) -> Links:
    """Return what is known of every target group in every place, exactly as stated.

    Known is what a counted initiative of the study covers; a broader group or a wider place is another cell.
    """
    tables = chosen.dataset.tables
    no, yes = _said(chosen, "cell")
    return _links(
        tuple(sorted(tables["target_groups"]["id"])),
        tuple(sorted(tables["places"]["id"])),
        _Layer(no, ABSENT, by_people=True),
        _Layer(yes, KNOWN, by_people=True),
        _Layer(chosen.cells.labels, KNOWN),
    )


@dataclass(frozen=True)
class _Layer:
    """What is said of some links; a later layer covers an earlier one."""

    pairs: Iterable[Pair]
    state: int
    by_people: bool = False


def _links(rows: tuple[str, ...], columns: tuple[str, ...], *layers: _Layer) -> Links:
    row_of, column_of = _places(rows), _places(columns)
    states = np.full((len(rows), len(columns)), UNKNOWN, dtype=np.int8)
    by_people = np.zeros(states.shape, dtype=bool)
    for layer in layers:
        for row, column in layer.pairs:
            if row in row_of and column in column_of:
                place = row_of[row], column_of[column]
                states[place], by_people[place] = layer.state, layer.by_people
    return Links(rows, columns, states, by_people)


def _places(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: place for place, label in enumerate(labels)}


def _said(chosen: Study, kind: str) -> tuple[set[Pair], set[Pair]]:
    """Return of which links people say that they are absent and that they are known."""
    above = {} if kind == "cell" else ancestors(belongs_to(chosen.dataset))
    no: set[Pair] = set()
    yes: set[Pair] = set()
    for (of, subject, other), said in standing(chosen.dataset).items():
        if of == kind and said.status in SAID_ABSENT:
            no.add((subject, other))
        elif of == kind and said.status in SAID_KNOWN:
            ends = ((end, *above.get(end, ())) for end in (subject, other))
            yes.update(product(*ends))
    if kind in MUTUAL:
        no, yes = (pairs | {(other, one) for one, other in pairs} for pairs in (no, yes))
    return no, yes


def _ties(network: TwoModeNetwork) -> set[Pair]:
    return _named(network.biadjacency, network.actors, network.initiatives)


def _meetings(network: TwoModeNetwork) -> set[Pair]:
    return _named(network.biadjacency @ network.biadjacency.T, network.actors, network.actors)


def _named(matrix: sparse.csr_array, rows: tuple[str, ...], columns: tuple[str, ...]) -> set[Pair]:
    return {(rows[row], columns[column]) for row, column in zip(*matrix.nonzero(), strict=True)}


def _with_wholes(chosen: Study, rows: pd.DataFrame) -> set[Pair]:
    """Return (actor, initiative) for every actor of some participations and for everything above it."""
    above = ancestors(belongs_to(chosen.dataset))
    return {
        (name, initiative)
        for actor, initiative in zip(rows["actor_id"], rows["initiative_id"], strict=True)
        for name in (actor, *above[actor])
    }


def _outside_of_closed_lists(chosen: Study, rows: pd.DataFrame) -> set[Pair]:
    """Return who is not in an initiative whose source lists all actors, and belongs to none who is.

    Nobody is outside who may belong to a collective that is listed.
    """
    above = ancestors(belongs_to(chosen.dataset))
    may_be_among: dict[str, set[str]] = defaultdict(set)
    for group, actor in may_include(chosen.dataset, anybody=True):
        for name in (actor, *above[actor]):  # a whole is where a unit of its is
            may_be_among[name].add(group)
    named = set(zip(rows["actor_id"], rows["initiative_id"], strict=True))
    mentioned = _with_wholes(chosen, rows)
    is_closed = chosen.initiatives["actors_complete"] == "yes"
    return {
        (actor, str(initiative))
        for initiative in chosen.initiatives.index[is_closed]
        for actor in chosen.network.actors
        if (actor, initiative) not in mentioned
        and not any((whole, initiative) in named for whole in (*above[actor], *may_be_among[actor]))
    }
