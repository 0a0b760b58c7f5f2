"""Who turns to the same target groups.

Two actors share a target group when each takes part in some initiative that names it, together or apart.
Groups are compared exactly as stated: “unga” and “unga i riskzon” are two. Sharing a group is a reason to
talk, no sign of overlap or of rivalry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.study import Study
from samverkan.errors import UnknownNameError


@dataclass(frozen=True)
class SharedGroups:
    """What two actors have in common.

    Parameters
    ----------
    actor, other
        Ids.
    target_groups
        Ids of the groups that both turn to, sorted.
    joint_initiatives
        Ids of the initiatives that both take part in, sorted; whomever they serve.
    """

    actor: str
    other: str
    target_groups: tuple[str, ...]
    joint_initiatives: tuple[str, ...]


def actor_target_groups(study: Study) -> pd.DataFrame:
    """Return actors × target groups: in how many of the actor's initiatives the group is named.

    Integers; rows are the network's actors, columns the groups that any counted initiative serves.
    Cost: one sparse product, then dense in the size of the table.
    """
    labelling = study.target_groups
    counts = (study.network.biadjacency @ labelling.incidence).toarray()
    return _frame(counts, study, labelling.labels)


def shared_target_groups(study: Study) -> pd.DataFrame:
    """Return actors × actors: how many target groups both turn to.

    Integers, symmetric; the diagonal is how many groups the actor turns to at all.
    """
    reaches = _reaches(study)
    return _frame((reaches @ reaches.T).toarray(), study, study.network.actors)


def shared_between(study: Study, actor: str, other: str) -> SharedGroups:
    """Return the groups and the initiatives that two actors have in common, by name.

    Raises
    ------
    UnknownNameError
        One of the two takes part in nothing that is counted.
    """
    _refuse_unknown(study, actor, other)
    rows = [study.network.actors.index(name) for name in (actor, other)]
    groups = _common(_reaches(study), rows, study.target_groups.labels)
    initiatives = _common(study.network.biadjacency, rows, study.network.initiatives)
    return SharedGroups(actor, other, groups, initiatives)


def related_groups(study: Study, actor: str, other: str) -> tuple[str, ...]:
    """Return the narrowest groups that both turn to when a narrower group counts for the broader ones.

    “Unga 15–20” and “flickor” both lie in “unga”: then “unga” is the answer. Groups shared exactly are left
    out, and so is whatever holds one that is already named. Sorted by id.

    Raises
    ------
    UnknownNameError
        One of the two takes part in nothing that is counted.
    """
    _refuse_unknown(study, actor, other)
    above = ancestors(study.dataset.broader["target_groups"])
    exact = [_groups_of(study, name) for name in (actor, other)]
    wide = [own.union(*(above[group] for group in own)) for own in exact]
    common = wide[0] & wide[1]
    narrowest = {group for group in common if not any(group in above[inner] for inner in common)}
    return tuple(sorted(narrowest - (exact[0] & exact[1])))


def shared_pairs(study: Study) -> pd.DataFrame:
    """Return every pair of actors that shares a target group.

    Columns ``actor``, ``other`` (actor before other), ``n_target_groups``, ``n_joint_initiatives``; most
    groups first, then by id. Cost: one sparse product of actors × groups with itself.
    """
    reaches = _reaches(study)
    shared = sparse.coo_array(sparse.triu(reaches @ reaches.T, k=1))
    rows, columns = shared.coords
    # Row by row, since picking single cells of a sparse product fails where there is none to pick.
    joint = study.network.biadjacency[rows].multiply(study.network.biadjacency[columns]).sum(axis=1)
    labels = np.array(study.network.actors, dtype=object)
    table = pd.DataFrame(
        {
            "actor": labels[rows],
            "other": labels[columns],
            "n_target_groups": shared.data.astype(int),
            "n_joint_initiatives": np.asarray(joint).astype(int),
        }
    )
    order = ["n_target_groups", "n_joint_initiatives", "actor", "other"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _refuse_unknown(study: Study, *names: str) -> None:
    for name in names:
        if name not in study.network.actors:
            raise UnknownNameError("actor_not_counted", name=name)


def _groups_of(study: Study, actor: str) -> set[str]:
    row = _reaches(study)[[study.network.actors.index(actor)]]
    return {study.target_groups.labels[column] for column in row.indices.tolist()}


def _reaches(study: Study) -> sparse.csr_array:
    counts = study.network.biadjacency @ study.target_groups.incidence
    return sparse.csr_array(counts > 0, dtype=np.int32)


def _common(matrix: sparse.csr_array, rows: list[int], labels: tuple[str, ...]) -> tuple[str, ...]:
    both = np.flatnonzero(matrix[rows].sum(axis=0) == 2)
    return tuple(labels[column] for column in both)


def _frame(counts: np.ndarray, study: Study, columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        counts,
        index=pd.Index(study.network.actors, dtype="str", name="actor"),
        columns=pd.Index(columns, dtype="str"),
    )
