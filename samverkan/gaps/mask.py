"""Who and what is never suggested: most false alarms come from leaving this out.

An actor's own units and parents, other names of it, who only pays or passes word on, what has ended, other
municipalities and learning examples, and what people have judged.
"""

from __future__ import annotations

from scipy import sparse

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import actor_at_level, belongs_to
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import ACTIVE, Selection
from samverkan.domain.study import Study, study

SETTLED = ("confirmed_absent", "declined", "irrelevant", "known_elsewhere", "same")
"""What people may have said of a pair so that it is not suggested again (“asked” leaves it open)."""


def candidates(chosen: Study) -> frozenset[str]:
    """Return the actors that may be suggested at all."""
    dataset = chosen.dataset
    initiatives = dataset.tables["initiatives"]
    at_home = set(initiatives.loc[initiatives["reference"] != "yes", "municipality"])
    wanted = set(chosen.selection.municipalities) or at_home
    actors = dataset.tables["actors"]
    local = set(actors.loc[actors["municipality"].isin(at_home & wanted | {""}), "id"])
    links = dataset.tables["participations"]
    acting = set(links.loc[~links["role"].isin(["funder", "channel"]), "actor_id"])
    acting_here = set(chosen.participations.loc[chosen.participations["unit_id"].isin(acting), "actor_id"])
    return frozenset(local & acting_here)


def barred_pairs(chosen: Study) -> set[frozenset[str]]:
    """Return the pairs that share an initiative, are one organisation, or have been judged."""
    return _meeting(chosen) | _related(chosen) | _judged(chosen)


def _meeting(chosen: Study) -> set[frozenset[str]]:
    """Return who meets in an initiative that is active or chosen, anywhere and in any role.

    An actor is taken to be wherever one of its own units is.
    """
    statuses = chosen.selection.statuses
    known = study(
        chosen.dataset,
        Selection(roles=(), statuses=statuses and (*ACTIVE, *statuses), as_of=chosen.as_of),
    )
    above = ancestors(belongs_to(chosen.dataset))
    links = known.participations[known.participations["counted"]]
    present = TwoModeNetwork.from_pairs(
        (name, initiative)
        for actor, initiative in zip(links["actor_id"], links["initiative_id"], strict=True)
        for name in (actor, *above[actor])
    )
    joint = sparse.coo_array(sparse.triu(present.biadjacency @ present.biadjacency.T, k=1))
    return {
        frozenset((present.actors[row], present.actors[column]))
        for row, column in zip(*joint.coords, strict=True)
    }


def _related(chosen: Study) -> set[frozenset[str]]:
    above = ancestors(belongs_to(chosen.dataset))
    return {frozenset((actor, over)) for actor, overs in above.items() for over in overs}


def _judged(chosen: Study) -> set[frozenset[str]]:
    rows = chosen.dataset.tables["judgements"]
    rows = rows[rows["kind"].isin(["partnership", "alias"]) & rows["status"].isin(SETTLED)]
    speaks_for = actor_at_level(chosen.dataset, "unit")
    pairs = zip(rows["subject_id"], rows["object_id"], strict=True)
    return {frozenset(speaks_for.get(end, end) for end in pair) for pair in pairs}
