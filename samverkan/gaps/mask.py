"""Who and what is never suggested: most false alarms come from leaving this out.

An actor's own units and parents, other names of it, who only pays or passes word on, what has ended, other
municipalities and learning examples, who meets a group that may include the other, and what people have
judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import product

from scipy import sparse

from samverkan.domain.collectives import may_include
from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.judgements import MUTUAL, standing
from samverkan.domain.levels import belongs_to, speakers
from samverkan.domain.links import presence
from samverkan.domain.study import Study

SETTLED = ("confirmed_absent", "declined", "irrelevant", "known_elsewhere", "same")
"""What people may have said of a pair so that it is not suggested again (“asked” leaves it open)."""
MET_ELSEWHERE = ("known_elsewhere", "same")
"""What, said of units, holds for their wholes as well: where a unit is, its whole is."""


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


def whole_towns(dataset: Dataset) -> frozenset[str]:
    """Return the places at the top of the hierarchy that have others inside: they single nobody out."""
    broader = dataset.broader["places"]
    above = {over for places in broader.values() for over in places}
    return frozenset(place for place, over in broader.items() if not over and place in above)


def everybody(dataset: Dataset) -> frozenset[str]:
    """Return the target groups that hold more than half of all others (“residents”).

    They single nobody out.
    """
    above = ancestors(dataset.broader["target_groups"])
    n_inside = Counter(over for overs in above.values() for over in overs)
    return frozenset(group for group, n in n_inside.items() if 2 * n > len(above) - 1)


def barred_pairs(chosen: Study) -> set[frozenset[str]]:
    """Return the pairs that share an initiative or may do so, are one organisation, or have been judged."""
    meeting = _meeting(chosen)
    return meeting | _perhaps_meeting(chosen, meeting) | _related(chosen) | _judged(chosen)


def _meeting(chosen: Study) -> set[frozenset[str]]:
    """Return who meets in an initiative that is active or chosen, anywhere and in any role.

    An actor is taken to be wherever one of its own units is.
    """
    present = presence(chosen)
    joint = sparse.coo_array(sparse.triu(present.biadjacency @ present.biadjacency.T, k=1))
    return {
        frozenset((present.actors[row], present.actors[column]))
        for row, column in zip(*joint.coords, strict=True)
    }


def _perhaps_meeting(chosen: Study, meeting: set[frozenset[str]]) -> set[frozenset[str]]:
    """Return whom an actor may be meeting as one of a group (“associations”).

    There the tables cannot tell.
    """
    met: dict[str, set[str]] = defaultdict(set)
    for one, other in map(tuple, meeting):
        met[one].add(other)
        met[other].add(one)
    return {
        frozenset((member, other))
        for group, member in may_include(chosen.dataset)
        for other in met[group]
        if other != member
    }


def _related(chosen: Study) -> set[frozenset[str]]:
    above = ancestors(belongs_to(chosen.dataset))
    return {frozenset((actor, over)) for actor, overs in above.items() for over in overs}


def _judged(chosen: Study) -> set[frozenset[str]]:
    """Return the settled pairs, and the wholes whose units are said to meet elsewhere or to be one."""
    speaks_for = speakers(chosen.dataset, chosen.selection)
    wholes = {
        frozenset(speaks_for.get(end, end) for end in pair)
        for pair, status in _settled(chosen).items()
        if status in MET_ELSEWHERE
    }
    return settled_pairs(chosen) | wholes


def settled_pairs(chosen: Study) -> set[frozenset[str]]:
    """Return the pairs of actors, at every level, that people have settled.

    What is said of a whole holds for its parts. What is said of a part does not settle its whole, unless they
    are said to meet: it only takes the part's own reasons away (:mod:`samverkan.gaps.partnerships`).
    """
    parts: dict[str, set[str]] = {}
    for actor, over in ancestors(belongs_to(chosen.dataset)).items():
        for whole in (actor, *over):
            parts.setdefault(whole, set()).add(actor)
    return {
        frozenset((one, other))
        for pair in _settled(chosen)
        for one, other in product(*(parts.get(end, {end}) for end in pair))
    }


def _settled(chosen: Study) -> dict[tuple[str, str], str]:
    """Return what holds of each pair that people have settled, as they named it: the status."""
    return {
        (one, other): said.status
        for (kind, one, other), said in standing(chosen.dataset).items()
        if kind in MUTUAL and said.status in SETTLED
    }
