"""Which target groups are reached by which sector and in which place, and where nothing is known.

An empty cell says that the sources name no such initiative, not that there is none. Nor is every empty cell a
lack: a small group in a small place may need nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.study import Labelling, Study

Across = Literal["sectors", "places"]


@dataclass(frozen=True)
class Coverage:
    """Target groups × sectors or places.

    Parameters
    ----------
    targeted
        Initiatives that name the very group (and the very place); integers, groups in rows.
    general
        Further initiatives for a broader group, or in a place that the column's place lies in
        (“hela staden” reaches every area); the same shape.
    """

    targeted: pd.DataFrame
    general: pd.DataFrame

    def holes(self) -> tuple[tuple[str, str], ...]:
        """Return the (group, column) cells that nothing reaches, targeted or general, in table order."""
        empty = (self.targeted.to_numpy() == 0) & (self.general.to_numpy() == 0)
        rows, columns = np.nonzero(empty)
        return tuple(
            (str(self.targeted.index[int(row)]), str(self.targeted.columns[int(column)]))
            for row, column in zip(rows, columns, strict=True)
        )


def coverage(study: Study, *, across: Across = "sectors") -> Coverage:
    """Return how many counted initiatives reach each target group in each sector or place.

    Rows are the groups that any counted initiative serves, columns the sectors or places that occur.
    Cost: two sparse products each. An initiative counts for every label that it has.
    """
    groups = study.target_groups
    broader_groups = study.dataset.broader["target_groups"]
    if across == "sectors":
        targeted = groups.incidence.T @ study.initiative_sectors.incidence
        reached = _spread(groups, broader_groups).T @ study.initiative_sectors.incidence
        return _coverage(groups.labels, study.initiative_sectors.labels, targeted, reached)
    places = study.places.labels
    return _coverage(groups.labels, places, *_by_place(study, groups.labels, places, broader_groups))


def uncovered_groups(study: Study) -> tuple[str, ...]:
    """Return the target groups of the data set that no counted initiative serves, sorted by id."""
    return tuple(sorted(set(study.dataset.tables["target_groups"]["id"]) - set(study.target_groups.labels)))


def _by_place(
    study: Study, groups: tuple[str, ...], places: tuple[str, ...], broader_groups: Broader
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Count cells (group, place): a place of the group's own counts before that of the initiative."""
    cells = study.cells
    group_of = _select([group for group, _ in cells.labels], groups)
    place_of = _select([place for _, place in cells.labels], places)
    n_initiatives = cells.incidence.shape[0]
    targeted = np.zeros((len(groups), len(places)), dtype=np.int64)
    reached = targeted.copy()
    wide_group = _reach_matrix(groups, broader_groups)
    wide_place = _reach_matrix(places, study.dataset.broader["places"])
    for row in range(n_initiatives):
        own = cells.incidence.indices[cells.incidence.indptr[row] : cells.incidence.indptr[row + 1]]
        exact = group_of[own].T @ place_of[own]
        targeted += (exact > 0).toarray()
        reached += (wide_group @ exact @ wide_place.T > 0).toarray()
    return sparse.csr_array(targeted), sparse.csr_array(reached)


def _select(labels: list[str], columns: tuple[str, ...]) -> sparse.csr_array:
    column_of = {label: column for column, label in enumerate(columns)}
    return sparse.csr_array(
        (
            np.ones(len(labels), dtype=np.int32),
            ([*range(len(labels))], [column_of[label] for label in labels]),
        ),
        shape=(len(labels), len(columns)),
    )


def _reach_matrix(labels: tuple[str, ...], broader: Broader) -> sparse.csr_array:
    """Return labels × labels: 1 where the row's label is the column's or lies inside it."""
    above: Mapping[str, frozenset[str]] = ancestors(broader)
    column_of = {label: column for column, label in enumerate(labels)}
    pairs = [
        (row, column_of[over])
        for label, row in column_of.items()
        for over in {label, *above.get(label, frozenset())}
        if over in column_of
    ]
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=np.int32), (list(rows), list(columns))), shape=(len(labels), len(labels))
    )


def _spread(groups: Labelling[str], broader: Broader) -> sparse.csr_array:
    """Return initiatives × groups with every initiative given also to what lies inside its groups."""
    wide = groups.incidence @ _reach_matrix(groups.labels, broader).T
    return sparse.csr_array(wide > 0, dtype=np.int32)


def _coverage(
    groups: tuple[str, ...], columns: tuple[str, ...], targeted: sparse.csr_array, reached: sparse.csr_array
) -> Coverage:
    exact = targeted.toarray().astype(int)
    index, header = pd.Index(groups, dtype="str", name="target_group"), pd.Index(columns, dtype="str")
    return Coverage(
        targeted=pd.DataFrame(exact, index=index, columns=header),
        general=pd.DataFrame(reached.toarray().astype(int) - exact, index=index, columns=header),
    )
