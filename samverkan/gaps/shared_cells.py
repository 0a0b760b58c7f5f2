"""What two actors both reach: target groups in places, each side through its own initiatives.

A cell is exact: a broader target group, or a place that holds others such as “hela staden”, is no shared
cell. Nor is it one where all that each side does there is a part of what the other does, or the whole: that
is one activity, counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.study import Study
from samverkan.gaps.mask import settled_pairs, whole_towns

Pair = tuple[int, int]
"""Two places among the actors of a network."""


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


Reasons = dict[Pair, tuple[SharedCell, ...]]
"""Pairs, and what both cover."""


@dataclass(frozen=True)
class CellTable:
    """The cells of a study that can be shared.

    Parameters
    ----------
    labels
        (target group, place) of each.
    incidence
        Which counted initiative covers it: 0/1, CSR, ``(n_initiatives, n_cells)``.
    covers
        Which counted actor covers it through any initiative: 0/1, CSR, ``(n_actors, n_cells)``.
    n_covering
        How many initiatives cover each, ``(n_cells,)``.
    above, around
        Initiative to everything that it is a part of, and place to everything that it lies in.
    """

    labels: tuple[tuple[str, str], ...]
    incidence: sparse.csr_array
    covers: sparse.csr_array
    n_covering: NDArray[np.int64]
    above: Mapping[str, frozenset[str]]
    around: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, chosen: Study) -> CellTable:
        """Return the cells of a study; cost linear in ties and cells."""
        too_wide = whole_towns(chosen.dataset)
        labels = chosen.cells.labels
        keep = [position for position, (_, place) in enumerate(labels) if place not in too_wide]
        incidence = sparse.csr_array(chosen.cells.incidence[:, keep])
        return cls(
            labels=tuple(labels[position] for position in keep),
            incidence=incidence,
            covers=sparse.csr_array(chosen.network.biadjacency @ incidence > 0, dtype=np.int32),
            n_covering=incidence.sum(axis=0),
            above=wholes(chosen.dataset),
            around=ancestors(chosen.dataset.broader["places"]),
        )

    def shared(self, network: TwoModeNetwork, pair: Pair) -> tuple[SharedCell, ...]:
        """Return the cells that two actors of the study's network both cover, the rarest first.

        Of each side those initiatives that are neither a part nor the whole of all that the other side has.
        """
        own, others = (frozenset(network.biadjacency[[row]].indices.tolist()) for row in pair)
        common = np.flatnonzero(self.covers[list(pair)].sum(axis=0) == 2)
        found = []
        for column in sorted(common, key=lambda column: (self.n_covering[column], self.labels[column])):
            covering = frozenset(self.incidence[:, [column]].nonzero()[0].tolist())
            side, other_side = (_named(network.initiatives, covering & end) for end in (own, others))
            apart = self._apart(side, other_side), self._apart(other_side, side)
            if all(apart):
                found.append(SharedCell(*self.labels[column], *apart, len(covering)))
        return tuple(cell for cell in found if not any(self._tells_less(cell, than) for than in found))

    def _tells_less(self, cell: SharedCell, than: SharedCell) -> bool:
        """Tell whether a cell is another one once more, with a wider place: a house in its district."""
        return (
            cell.target_group == than.target_group
            and cell.place in self.around[than.place]
            and {*cell.actor_initiatives} <= {*than.actor_initiatives}
            and {*cell.other_initiatives} <= {*than.other_initiatives}
        )

    def _apart(self, side: tuple[str, ...], other_side: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in side if any(self._are_apart(one, other) for other in other_side))

    def _are_apart(self, one: str, other: str) -> bool:
        return one != other and one not in self.above[other] and other not in self.above[one]


def wholes(dataset: Dataset) -> Mapping[str, frozenset[str]]:
    """Return for each initiative everything that it is a part of."""
    rows = dataset.tables["initiatives"]
    return ancestors(
        {one: (whole,) if whole else () for one, whole in zip(rows["id"], rows["parent_id"], strict=True)}
    )


def without_settled(chosen: Study, reasons: Reasons) -> Reasons:
    """Leave out the cells that only units cover of whom people have settled that they need not meet."""
    settled = settled_pairs(chosen)
    if not settled:
        return reasons
    links = chosen.participations[chosen.participations["counted"]]
    units: dict[tuple[str, str], set[str]] = {}
    for actor, unit, initiative in links[["actor_id", "unit_id", "initiative_id"]].itertuples(index=False):
        units.setdefault((actor, initiative), set()).add(unit)

    def is_open(pair: Pair, cell: SharedCell) -> bool:
        sides = zip(pair, (cell.actor_initiatives, cell.other_initiatives), strict=True)
        behind = [
            {unit for initiative in own for unit in units[chosen.network.actors[end], initiative]}
            for end, own in sides
        ]
        return any(frozenset(two) not in settled for two in product(*behind))

    return {pair: tuple(cell for cell in cells if is_open(pair, cell)) for pair, cells in reasons.items()}


def _named(labels: tuple[str, ...], positions: Iterable[int]) -> tuple[str, ...]:
    return tuple(labels[position] for position in sorted(positions))
