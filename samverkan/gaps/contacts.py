"""Who may know: the actor to turn to about an initiative."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.known import words_for_many

ASKED_ROLES = ("responsible", "host", "partner", "agreement_party", "participant")
"""Whose answer about an initiative is sought first; who only pays or passes word on is not asked."""


def contacts(chosen: Study, taking_part: pd.DataFrame) -> Mapping[str, str]:
    """Return for each initiative the actor to ask of :func:`members`; one without any is left out.

    Actors of the initiative's own municipality come before others; then the one whose role comes first,
    stated before implied, then by id.
    """
    actors = chosen.dataset.tables["actors"]
    seat_of = dict(zip(actors["id"], actors["municipality"], strict=True))
    home_of = chosen.initiatives["municipality"].to_dict()
    rows = taking_part[~taking_part["actor_id"].isin(cannot_be_asked(chosen))]
    columns = rows[["actor_id", "initiative_id", "role", "certainty"]].itertuples(index=False)
    ranked = sorted(
        (
            seat_of[actor] not in {"", home_of[initiative]},
            ASKED_ROLES.index(role),
            certainty != "stated",
            actor,
            initiative,
        )
        for actor, initiative, role, certainty in columns
    )
    return {initiative: actor for *_, actor, initiative in reversed(ranked)}


def members(chosen: Study) -> pd.DataFrame:
    """Return who takes part in the counted initiatives, whatever sectors, roles or certainty are chosen.

    Rows of participations, the actors at the level chosen; never whole municipalities, which have nobody to
    ask, but their departments.
    """
    level = chosen.selection.level
    selection = Selection(
        level="department" if level == "municipality" else level,
        opened=chosen.selection.opened,
        closed=chosen.selection.closed,
        roles=ASKED_ROLES,
        statuses=chosen.selection.statuses,
        as_of=chosen.as_of,
    )
    rows = study(chosen.dataset, selection).participations
    return rows[rows["counted"] & rows["initiative_id"].isin(chosen.network.initiatives)]


def cannot_be_asked(chosen: Study) -> frozenset[str]:
    """Return the actors that are a word for many (“föreningar”, “staden”): nobody answers for them."""
    return words_for_many(chosen.dataset)
