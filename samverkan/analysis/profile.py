"""All that a study knows about one actor, one initiative or one tie, each statement with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from samverkan.analysis.projection import project
from samverkan.domain.dataset import record, split_list
from samverkan.domain.study import Study
from samverkan.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: the source, the heading and the lines of its text."""

    source_id: str
    section: str
    lines: str


@dataclass(frozen=True)
class Part:
    """One actor's part in one initiative, with every piece of evidence for it.

    ``stated`` says whether any source names it outright, ``counted`` whether it enters the measures.
    """

    actor: str
    initiative: str
    roles: tuple[str, ...]
    stated: bool
    counted: bool
    units: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Reach:
    """A target group and the initiatives through which it is reached."""

    target_group: str
    initiatives: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """Another actor and the counted initiatives that both take part in."""

    actor: str
    initiatives: tuple[str, ...]


@dataclass(frozen=True)
class ActorProfile:
    """Who an actor works with, in what and for whom.

    ``n_internal`` is the number of initiatives in which two or more of its own units meet.
    """

    actor: str
    parts: tuple[Part, ...]
    partners: tuple[Partner, ...]
    reaches: tuple[Reach, ...]
    serves: pd.DataFrame
    facts: pd.DataFrame
    n_internal: int


@dataclass(frozen=True)
class InitiativeProfile:
    """Who takes part in an initiative, for whom, where and with whose money."""

    initiative: str
    parts: tuple[Part, ...]
    target_groups: tuple[str, ...]
    places: tuple[str, ...]
    themes: tuple[str, ...]
    serves: pd.DataFrame
    funding: pd.DataFrame
    facts: pd.DataFrame
    children: tuple[str, ...]


def actor_profile(study: Study, actor: str) -> ActorProfile:
    """Return all about an actor.

    Raises
    ------
    UnknownNameError
        The actor takes part in nothing that the study shows.
    """
    rows = study.participations[study.participations["actor_id"] == actor]
    if rows.empty:
        raise UnknownNameError("actor_not_shown", name=actor)
    units = {actor, *rows["unit_id"]}
    counted = set(rows.loc[rows["counted"], "initiative_id"])
    facts = study.dataset.tables["facts"]
    return ActorProfile(
        actor=actor,
        parts=_parts(rows),
        partners=_partners(study, actor),
        reaches=_reaches(study, counted),
        serves=study.serves[study.serves["initiative_id"].isin(counted)],
        facts=facts[facts["actor_id"].isin(units)],
        n_internal=study.internal.get(actor, 0),
    )


def initiative_profile(study: Study, initiative: str) -> InitiativeProfile:
    """Return all about an initiative.

    Raises
    ------
    UnknownNameError
        The study does not show it.
    """
    if initiative not in study.initiatives.index:
        raise UnknownNameError("initiative_not_shown", name=initiative)
    row = record(study.initiatives, initiative)
    serves = study.serves[study.serves["initiative_id"] == initiative]
    own_places = {place for cell in serves["place_ids"] for place in split_list(cell)}
    facts = study.dataset.tables["facts"]
    children = sorted(study.initiatives.index[study.initiatives["parent_id"] == initiative])
    return InitiativeProfile(
        initiative=initiative,
        parts=_parts(study.participations[study.participations["initiative_id"] == initiative]),
        target_groups=tuple(sorted(set(serves["target_group_id"]))),
        places=tuple(sorted(own_places | set(split_list(row["place_ids"])))),
        themes=split_list(row["theme_ids"]),
        serves=serves,
        funding=study.funding[study.funding["initiative_id"] == initiative],
        facts=facts[facts["initiative_id"] == initiative],
        children=tuple(children),
    )


def _parts(rows: pd.DataFrame) -> tuple[Part, ...]:
    return tuple(
        Part(
            actor=str(actor),
            initiative=str(initiative),
            roles=tuple(sorted(set(group["role"]))),
            stated=bool((group["certainty"] == "stated").any()),
            counted=bool(group["counted"].any()),
            units=tuple(sorted(set(group["unit_id"]) - {str(actor)})),
            evidence=_evidence(group),
        )
        for (actor, initiative), group in rows.groupby(["actor_id", "initiative_id"], sort=True)
    )


def _evidence(rows: pd.DataFrame) -> tuple[Evidence, ...]:
    cells = zip(rows["source_id"], rows["section"], rows["lines"], strict=True)
    return tuple(dict.fromkeys(Evidence(*cell) for cell in cells))


def _partners(study: Study, actor: str) -> tuple[Partner, ...]:
    """Return whom an actor meets in counted initiatives, most initiatives first, then by id."""
    network = study.network
    if actor not in network.actors:
        return ()
    row = network.actors.index(actor)
    mine = network.biadjacency[[row]]
    partners = []
    for other in project(network)[[row]].indices.tolist():
        joint = np.intersect1d(mine.indices, network.biadjacency[[other]].indices)
        partners.append(
            Partner(network.actors[other], tuple(network.initiatives[column] for column in joint))
        )
    return tuple(sorted(partners, key=lambda partner: (-len(partner.initiatives), partner.actor)))


def _reaches(study: Study, initiatives: set[str]) -> tuple[Reach, ...]:
    rows = study.serves[study.serves["initiative_id"].isin(initiatives)]
    reached = [
        Reach(str(group), tuple(sorted(set(members))))
        for group, members in rows.groupby("target_group_id")["initiative_id"]
    ]
    return tuple(sorted(reached, key=lambda reach: (-len(reach.initiatives), reach.target_group)))
