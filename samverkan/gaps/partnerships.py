"""Missing partnerships: who turns to the same people in the same places without a joint initiative.

What a gap here is: a fact with a rank, found in the tables. What it is not: a prediction, or a claim that two
actors do not know each other. First-time partnerships cannot be predicted beyond how busy both are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.study import Study
from samverkan.gaps.mask import barred_pairs, candidates


@dataclass(frozen=True)
class SharedCell:
    """A target group in a place that both sides cover.

    Parameters
    ----------
    target_group, place
        Ids.
    actor_initiatives, other_initiatives
        Ids of the initiatives through which each side covers it, sorted.
    n_covering
        How many counted initiatives cover it in all; the fewer, the more it weighs.
    """

    target_group: str
    place: str
    actor_initiatives: tuple[str, ...]
    other_initiatives: tuple[str, ...]
    n_covering: int


@dataclass(frozen=True)
class MissingPartnership:
    """Two actors with shared cells and no joint initiative in the data.

    Parameters
    ----------
    actor, other
        Ids, in order.
    score
        Σ over the shared cells of ln(m / m_c), m counted initiatives of which m_c cover the cell.
    cells
        The reasons, heaviest first.
    n_initiatives, n_other_initiatives
        How many counted initiatives each takes part in.
    """

    actor: str
    other: str
    score: float
    cells: tuple[SharedCell, ...]
    n_initiatives: int
    n_other_initiatives: int


def missing_partnerships(
    chosen: Study, *, min_initiatives: int = 2, min_cells: int = 2
) -> tuple[MissingPartnership, ...]:
    """Return the pairs that share cells but no initiative, by falling score, then by ids.

    Parameters
    ----------
    chosen
        What to look at. That two have no joint initiative is decided on *all* that the data set knows at
        the same date, whatever themes, places, roles or certainty are chosen, and an actor is taken to be
        wherever one of its own units is: neither a filter nor the level makes two partners look like
        strangers.
    min_initiatives, min_cells
        How many initiatives each must have, and how many cells both must share.

    Returns
    -------
    tuple of MissingPartnership
        Empty where nothing qualifies. Never suggested: an actor with its own unit or parent, actors that
        only pay, actors of other municipalities than the selection's or of learning examples, and pairs
        that people have judged.

    Notes
    -----
    Cells are exact: a broader group, or a place that holds others such as “hela staden”, is no shared cell.
    Cost: one sparse product of actors × cells with itself.
    """
    cells = _CellTable.of(chosen)
    network = chosen.network
    shared = sparse.coo_array(sparse.triu(cells.covers @ cells.covers.T, k=1))
    degrees = network.biadjacency.sum(axis=1)
    suggested = candidates(chosen)
    barred = barred_pairs(chosen)
    found = [
        _partnership(network, cells, (int(row), int(column)))
        for row, column, n_cells in zip(*shared.coords, shared.data, strict=True)
        if n_cells >= min_cells
        and min(degrees[row], degrees[column]) >= min_initiatives
        and {network.actors[row], network.actors[column]} <= suggested
        and frozenset((network.actors[row], network.actors[column])) not in barred
    ]
    return tuple(sorted(found, key=lambda gap: (-round(gap.score, 12), gap.actor, gap.other)))


@dataclass(frozen=True)
class _CellTable:
    """The cells that can be shared.

    ``labels`` names them, ``incidence`` is initiatives × cells, ``covers`` actors × cells (0/1), ``weights``
    is ln(m / m_c) for each.
    """

    labels: tuple[tuple[str, str], ...]
    incidence: sparse.csr_array
    covers: sparse.csr_array
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, chosen: Study) -> _CellTable:
        too_wide = _whole_towns(chosen)
        labels = chosen.cells.labels
        keep = [position for position, (_, place) in enumerate(labels) if place not in too_wide]
        incidence = sparse.csr_array(chosen.cells.incidence[:, keep])
        n_covering = np.maximum(incidence.sum(axis=0), 1)
        return cls(
            labels=tuple(labels[position] for position in keep),
            incidence=incidence,
            covers=sparse.csr_array(chosen.network.biadjacency @ incidence > 0, dtype=np.int32),
            weights=np.log(incidence.shape[0] / n_covering),
        )


def _whole_towns(chosen: Study) -> frozenset[str]:
    """Return the places at the top of the hierarchy that have others inside: they single nobody out."""
    broader = chosen.dataset.broader["places"]
    above = {over for places in broader.values() for over in places}
    return frozenset(place for place, over in broader.items() if not over and place in above)


def _partnership(network: TwoModeNetwork, cells: _CellTable, pair: tuple[int, int]) -> MissingPartnership:
    own, others = (frozenset(network.biadjacency[[row]].indices.tolist()) for row in pair)
    common = np.flatnonzero(cells.covers[list(pair)].sum(axis=0) == 2)
    shared = []
    for column in sorted(common, key=lambda column: (-cells.weights[column], cells.labels[column])):
        covering = frozenset(cells.incidence[:, [column]].nonzero()[0].tolist())
        side, other_side = (_named(network.initiatives, covering & side) for side in (own, others))
        shared.append(SharedCell(*cells.labels[column], side, other_side, len(covering)))
    return MissingPartnership(
        actor=network.actors[pair[0]],
        other=network.actors[pair[1]],
        score=math.fsum(cells.weights[common]),
        cells=tuple(shared),
        n_initiatives=len(own),
        n_other_initiatives=len(others),
    )


def _named(labels: tuple[str, ...], positions: Iterable[int]) -> tuple[str, ...]:
    return tuple(labels[position] for position in sorted(positions))
