"""Missing partnerships: who turns to the same people in the same places without a joint initiative.

What a gap here is: a fact with a rank, found in the tables. What it is not: a prediction, or a claim that two
actors do not know each other. First-time partnerships cannot be predicted beyond how busy both are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from samverkan.analysis.degree_model import degree_model
from samverkan.analysis.ways import Way, shortest_ways
from samverkan.domain.dataset import empty_table
from samverkan.domain.links import presence
from samverkan.domain.study import Study
from samverkan.gaps.mask import barred_pairs, candidates
from samverkan.gaps.shared_cells import CellTable, Reasons, SharedCell, without_settled

LEAST_EXPECTED, LARGEST_CHANCE = 3.0, 0.05
"""A pair deviates where at least so many joint initiatives were expected and none had at most this chance."""


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
    not_counted
        Ids of initiatives that both are named in but that have ended or are only planned, sorted.
    way
        The shortest way between them in the counted network; ``None`` where they lie in different parts.
    expected
        Σ_i p_ai p_bi: joint initiatives expected if only degrees were known
        (:mod:`samverkan.analysis.degree_model`). To be shown only where :attr:`is_deviation`.
    chance_of_none
        Π_i (1 − p_ai p_bi), exactly: how likely it then was that they had none; in 0–1.
    """

    actor: str
    other: str
    score: float
    cells: tuple[SharedCell, ...]
    n_initiatives: int
    n_other_initiatives: int
    not_counted: tuple[str, ...]
    way: Way | None
    expected: float
    chance_of_none: float

    @property
    def is_deviation(self) -> bool:
        """Whether the lack of a joint initiative stands out, given how much both do.

        Compared to six decimals, about as far as the model's fit goes.
        """
        return round(self.expected, 6) >= LEAST_EXPECTED and round(self.chance_of_none, 6) <= LARGEST_CHANCE


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
        that people have judged. What people said of a whole holds for its units; what they said of two
        units takes the cells that only those cover from the pair of their wholes.

    Notes
    -----
    Cells are exact: a broader group, or a place that holds others such as “hela staden”, is no shared cell.
    The way and the expectation are those of the counted network, as it is drawn: a tie that a filter hides is
    no part of a way. Cost: one sparse product of actors × cells with itself; then, for each pair found,
    linear in initiatives, and a walk over the ties for each different first actor.
    """
    cells = CellTable.of(chosen)
    network = chosen.network
    shared = sparse.coo_array(sparse.triu(cells.covers @ cells.covers.T, k=1))
    degrees = network.biadjacency.sum(axis=1)
    suggested = candidates(chosen)
    barred = barred_pairs(chosen)
    pairs = [
        (int(row), int(column))
        for row, column, n_cells in zip(*shared.coords, shared.data, strict=True)
        if n_cells >= min_cells
        and min(degrees[row], degrees[column]) >= min_initiatives
        and {network.actors[row], network.actors[column]} <= suggested
        and frozenset((network.actors[row], network.actors[column])) not in barred
    ]
    reasons = without_settled(chosen, {pair: cells.shared(network, pair) for pair in pairs})
    found = _partnerships(chosen, {pair: own for pair, own in reasons.items() if len(own) >= min_cells})
    return tuple(sorted(found, key=lambda gap: (-round(gap.score, 12), gap.actor, gap.other)))


def without_judgements(chosen: Study) -> Study:
    """Return the study as it would be had nobody judged anything."""
    return replace(chosen, dataset=chosen.dataset.with_table("judgements", empty_table("judgements")))


def _partnerships(chosen: Study, reasons: Reasons) -> list[MissingPartnership]:
    network = chosen.network
    model = degree_model(network)
    ever = _initiatives_ever(chosen)
    ways = shortest_ways(network, [(network.actors[row], network.actors[column]) for row, column in reasons])
    found = []
    for ((row, column), cells), way in zip(reasons.items(), ways, strict=True):
        together = model.row(row) * model.row(column)
        found.append(
            MissingPartnership(
                actor=network.actors[row],
                other=network.actors[column],
                score=math.fsum(math.log(network.n_initiatives / cell.n_covering) for cell in cells),
                cells=cells,
                n_initiatives=network.biadjacency[[row]].nnz,
                n_other_initiatives=network.biadjacency[[column]].nnz,
                not_counted=tuple(sorted(ever[network.actors[row]] & ever[network.actors[column]])),
                way=way,
                expected=math.fsum(together),
                chance_of_none=float(np.prod(1 - together)),
            )
        )
    return found


def _initiatives_ever(chosen: Study) -> dict[str, set[str]]:
    """Return where each actor is or has been, or is planned to be."""
    ever = presence(chosen, ever=True)
    joined: dict[str, set[str]] = {actor: set() for actor in ever.actors}
    for row, column in zip(*ever.biadjacency.nonzero(), strict=True):
        joined[ever.actors[row]].add(ever.initiatives[column])
    return joined
