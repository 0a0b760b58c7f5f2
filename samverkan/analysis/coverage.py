"""Which target groups are reached by which sector and in which place, and where nothing is known.

An empty cell says that the sources name no such initiative, not that there is none. Nor is every empty cell a
lack: a small group in a small place may need nothing of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.study import Study
from samverkan.domain.view import Across

Counts = NDArray[np.int64]


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
    narrower
        Further initiatives for a part of the group, or in a part of the place; the same shape.
    """

    targeted: pd.DataFrame
    general: pd.DataFrame
    narrower: pd.DataFrame

    def holes(self) -> tuple[tuple[str, str], ...]:
        """Return the (group, column) cells that nothing reaches, not even a part, in table order."""
        counts = (self.targeted, self.general, self.narrower)
        empty = np.logical_and.reduce([count.to_numpy() == 0 for count in counts])
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
    if across == "sectors":
        return _by_sector(study)
    return _by_place(study, groups.labels, study.places.labels)


def uncovered_groups(study: Study) -> tuple[str, ...]:
    """Return the target groups that no counted initiative serves, in whole or in part, sorted by id."""
    above = ancestors(study.dataset.broader["target_groups"])
    served = set(study.target_groups.labels)
    served |= {over for group in study.target_groups.labels for over in above.get(group, ())}
    return tuple(sorted(set(study.dataset.tables["target_groups"]["id"]) - served))


def _by_sector(study: Study) -> Coverage:
    groups, sectors = study.target_groups, study.initiative_sectors
    inside = _reach_matrix(groups.labels, study.dataset.broader["target_groups"])
    exact = groups.incidence
    counts = [
        (sparse.csr_array(reached > 0, dtype=np.int32).T @ sectors.incidence).toarray()
        for reached in (exact, exact @ inside.T, exact @ inside)
    ]
    return _coverage(groups.labels, sectors.labels, *counts)


def _by_place(study: Study, groups: tuple[str, ...], places: tuple[str, ...]) -> Coverage:
    """Count cells (group, place): a place of the group's own counts before that of the initiative."""
    cells = study.cells
    group_of = _select([group for group, _ in cells.labels], groups)
    place_of = _select([place for _, place in cells.labels], places)
    inside_group = _reach_matrix(groups, study.dataset.broader["target_groups"])
    inside_place = _reach_matrix(places, study.dataset.broader["places"])
    counts = [np.zeros((len(groups), len(places)), dtype=np.int64) for _ in range(3)]
    for first, last in itertools.pairwise(cells.incidence.indptr):
        own = cells.incidence.indices[first:last]
        exact = group_of[own].T @ place_of[own]
        reached = (exact, inside_group @ exact @ inside_place.T, inside_group.T @ exact @ inside_place)
        for place, matrix in enumerate(reached):
            counts[place] += (matrix > 0).toarray()
    return _coverage(groups, places, *counts)


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


def _coverage(
    groups: tuple[str, ...], columns: tuple[str, ...], exact: Counts, wide: Counts, narrow: Counts
) -> Coverage:
    index, header = pd.Index(groups, dtype="str", name="target_group"), pd.Index(columns, dtype="str")
    tables = (
        pd.DataFrame(counts, index=index, columns=header) for counts in (exact, wide - exact, narrow - exact)
    )
    return Coverage(*tables)
