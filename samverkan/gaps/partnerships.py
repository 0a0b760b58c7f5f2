"""Missing partnerships: who turns to the same people in the same places without a joint initiative.

What a gap here is: a fact with a rank, found in the tables. What it is not: a prediction, or a claim that two
actors do not know each other. First-time partnerships cannot be predicted beyond how busy both are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import sparse

from samverkan.analysis.degree_model import degree_model
from samverkan.analysis.ways import Way, shortest_ways
from samverkan.domain.dataset import empty_table
from samverkan.domain.levels import actor_at_level
from samverkan.domain.links import presence
from samverkan.domain.study import Study
from samverkan.gaps.mask import barred_pairs, candidates
from samverkan.gaps.shared_cells import CellTable, Reasons, SharedCell, wholes, without_settled

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
    alike
        The pairs that say nothing beyond this one, where such pairs were :func:`gathered`.
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
    alike: tuple[MissingPartnership, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids, in order."""
        return self.actor, self.other

    @property
    def pairs_alike(self) -> tuple[tuple[str, str], ...]:
        """The pairs in ``alike``, the actor that all have in common with this one first."""
        hub = next(actor for actor in self.pair if all(actor in gap.pair for gap in self.alike))
        return tuple((hub, next(actor for actor in gap.pair if actor != hub)) for gap in self.alike)

    @property
    def initiatives(self) -> tuple[str, ...]:
        """Ids of the initiatives through which both cover the cells, each once, in order of the cells."""
        through = (name for cell in self.cells for name in (*cell.actor_initiatives, *cell.other_initiatives))
        return tuple(dict.fromkeys(through))

    @property
    def is_deviation(self) -> bool:
        """Whether the lack of a joint initiative stands out, given how much both do.

        Compared to six decimals, about as far as the model's fit goes.
        """
        return round(self.expected, 6) >= LEAST_EXPECTED and round(self.chance_of_none, 6) <= LARGEST_CHANCE


def missing_partnerships(
    chosen: Study, *, min_initiatives: int = 2, min_cells: int = 2
) -> tuple[MissingPartnership, ...]:
    """Return the pairs that share cells but no initiative, by falling score.

    Of equals first those that rest on most initiatives, then by ids.

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
        only pay, actors of other municipalities than the selection's or of learning examples, an actor with
        whoever meets a group that may include it (“associations”), and pairs that people have judged. What
        people said of a whole holds for its units; what they said of two units takes the cells that only
        those cover from the pair of their wholes.

    Notes
    -----
    What is a shared cell: :mod:`samverkan.gaps.shared_cells`. The way and the
    expectation are those of the counted network, as it is drawn: a tie that a filter hides is no part of a
    way. Cost: one sparse product of actors × cells with itself; then, for each pair found,
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
    return tuple(sorted(found, key=_order))


def _order(gap: MissingPartnership) -> tuple[float, int, str, str]:
    return -round(gap.score, 12), -len(gap.initiatives), gap.actor, gap.other


def gathered(chosen: Study, found: Iterable[MissingPartnership]) -> tuple[MissingPartnership, ...]:
    """Return the pairs with those that say nothing new put beside the first that says it, in ``alike``.

    That is a pair with one actor in common, no cell beyond, and on the other side an initiative of the same
    house (the same whole), or an actor of the same department: a club and seven units of one house are one
    thing to bring up, not seven. The order stays, and so does every pair.

    Parameters
    ----------
    chosen
        What the pairs were found in.
    found
        What :func:`missing_partnerships` returned.

    Notes
    -----
    Cost: each pair is compared with the cards that one of its actors is on.
    """
    house = {name: _uppermost(name, above) for above in [wholes(chosen.dataset)] for name in above}
    department = actor_at_level(chosen.dataset, "department")
    cards: list[_Card] = []
    cards_of: dict[str, list[_Card]] = defaultdict(list)
    for gap in found:
        near = (card for actor in gap.pair for card in cards_of[actor])
        if card := next((card for card in near if card.holds(gap, house, department)), None):
            card.take(gap)
            continue
        cards.append(_Card(gap))
        for actor in gap.pair:
            cards_of[actor].append(cards[-1])
    return tuple(replace(card.first, alike=tuple(card.alike)) for card in cards)


@dataclass
class _Card:
    """A pair, those put beside it, and the one actor that all of these have in common with it."""

    first: MissingPartnership
    alike: list[MissingPartnership] = field(default_factory=list)
    hub: str = ""

    def take(self, gap: MissingPartnership) -> None:
        (self.hub,) = set(self.first.pair) & set(gap.pair)
        self.alike.append(gap)

    def holds(self, gap: MissingPartnership, house: Mapping[str, str], department: Mapping[str, str]) -> bool:
        """Tell whether a pair says nothing that the first does not."""
        common = set(self.first.pair) & set(gap.pair)
        if len(common) != 1 or not common <= {self.hub or next(iter(common))}:
            return False
        (hub,) = common
        (other, through), (added, by) = (_beside(hub, pair) for pair in (self.first, gap))
        return by.keys() <= through.keys() and (
            department[other] == department[added]
            or all({house[one] for one in by[cell]} & {house[one] for one in through[cell]} for cell in by)
        )


def _beside(hub: str, gap: MissingPartnership) -> tuple[str, dict[tuple[str, str], tuple[str, ...]]]:
    """Return the other actor of a pair, and through what it covers each cell."""
    is_first = gap.actor == hub
    return gap.other if is_first else gap.actor, {
        (cell.target_group, cell.place): cell.other_initiatives if is_first else cell.actor_initiatives
        for cell in gap.cells
    }


def _uppermost(name: str, above: Mapping[str, frozenset[str]]) -> str:
    """Return the whole that something is a part of and that is part of nothing; in a circle, itself."""
    return min((one for one in above[name] if not above[one]), default=name)


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
