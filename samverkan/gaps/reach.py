"""Which initiative reaches which field of a table of labels: in the field itself, or only around it.

Labels lie in one another. What is for a part of a group, or in a part of a place, lies in the field. What is
for a broader group, or in a place that holds the field's, reaches it in general: “hela staden” reaches every
area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.study import Study


@dataclass(frozen=True)
class Axis:
    """The labels of one direction, and what lies above each id.

    Parameters
    ----------
    labels
        Sorted, unique.
    broader
        What lies directly above each id; ids that are not in it have nothing above them.
    """

    labels: tuple[str, ...]
    broader: Broader

    def holding(self, names: Sequence[str]) -> sparse.csr_array:
        """Return names × labels: 1 where the name is the label or lies inside it."""
        above = ancestors(self.broader)
        return self._matrix([{name, *above.get(name, ())} for name in names])

    def touching(self, names: Sequence[str]) -> sparse.csr_array:
        """Return names × labels: 1 where one of the two is the other or lies inside it."""
        above = ancestors(self.broader)
        parts = {
            name: {label for label in self.labels if name in above.get(label, ())} for name in set(names)
        }
        return self._matrix([{name, *above.get(name, ()), *parts[name]} for name in names])

    def _matrix(self, wanted: Sequence[Iterable[str]]) -> sparse.csr_array:
        column_of = {label: column for column, label in enumerate(self.labels)}
        pairs = [
            (row, column_of[label])
            for row, labels in enumerate(wanted)
            for label in labels
            if label in column_of
        ]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        ones = np.ones(len(pairs), dtype=np.int32)
        return sparse.csr_array((ones, (list(rows), list(columns))), shape=(len(wanted), len(column_of)))


@dataclass(frozen=True)
class Reach:
    """How far the initiatives of a study reach in a table of labels.

    Parameters
    ----------
    axes
        Names of the directions, in order; the last runs fastest along the columns.
    inside, around
        0/1, CSR, ``(n_initiatives, n_cells)``: lies in the field; reaches it in general only.
    """

    axes: tuple[str, ...]
    inside: sparse.csr_array
    around: sparse.csr_array


def reaches(known: Study, groups: Axis, places: Axis, sectors: Axis) -> tuple[Reach, ...]:
    """Return the tables group × place, group × sector, place × sector, and group × place × sector.

    Rows are the initiatives of ``known``, counted or not by anybody else. A place of the group's own counts
    before that of the initiative. Cost: linear in stated labels times those that lie above, below and across.
    """
    cells = known.cells
    cell_groups, cell_places = ([cell[side] for cell in cells.labels] for side in (0, 1))
    by_sector = _positive(
        known.initiative_sectors.incidence @ sectors.holding(known.initiative_sectors.labels)
    )
    group_place = [
        _positive(cells.incidence @ crossed(of_group, of_place))
        for of_group, of_place in (
            (groups.holding(cell_groups), places.holding(cell_places)),
            (groups.touching(cell_groups), places.touching(cell_places)),
        )
    ]
    by_group = _wide(known.target_groups.incidence, groups, known.target_groups.labels)
    by_place = _wide(known.places.incidence, places, known.places.labels)
    return (
        _reach(("target_group", "place"), *group_place),
        *(
            _reach(axes, *(crossed(rows, by_sector) for rows in pair))
            for axes, pair in (
                (("target_group", "sector"), by_group),
                (("place", "sector"), by_place),
                (("target_group", "place", "sector"), group_place),
            )
        ),
    )


def crossed(one: sparse.csr_array, other: sparse.csr_array) -> sparse.csr_array:
    """Return, row by row, every column of one times every column of the other; the other runs fastest."""
    repeated = sparse.kron(one, np.ones((1, other.shape[1]), dtype=np.int32), format="csr")
    tiled = sparse.kron(np.ones((1, one.shape[1]), dtype=np.int32), other, format="csr")
    return sparse.csr_array(repeated.multiply(tiled))


def _wide(
    incidence: sparse.csr_array, axis: Axis, labels: tuple[str, ...]
) -> tuple[sparse.csr_array, sparse.csr_array]:
    return _positive(incidence @ axis.holding(labels)), _positive(incidence @ axis.touching(labels))


def _positive(counts: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(counts > 0, dtype=np.int32)


def _reach(axes: tuple[str, ...], inside: sparse.csr_array, touching: sparse.csr_array) -> Reach:
    return Reach(axes, inside, _positive(touching - inside))
