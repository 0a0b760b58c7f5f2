"""Everything known around what was chosen: it decides who is the only one, and what the last.

A word for many (“schools”, or “the municipality” where the text does not say which unit) is nobody in
particular: it is never the only one.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import MEMBER_ROLES, Selection
from samverkan.domain.study import Study, study

WORDS_FOR_MANY = ("collective", "municipality")
"""Kinds of actors that are a word for many."""


def words_for_many(dataset: Dataset) -> frozenset[str]:
    """Return the actors that are nobody in particular: collectives and whole municipalities."""
    actors = dataset.tables["actors"]
    return frozenset(actors.loc[actors["kind"].isin(WORDS_FOR_MANY), "id"])


def all_known(chosen: Study) -> Study:
    """Return the study of the same municipalities, level, statuses and date, whatever else is chosen.

    Themes, places, target groups, sectors, years and certainty are left open, and every role that makes a
    member counts beside those chosen. No filter makes an actor the only one by this. Cost: one study, none
    where nothing is filtered.
    """
    selection = chosen.selection
    wanted = Selection(
        municipalities=selection.municipalities,
        level=selection.level,
        opened=selection.opened,
        closed=selection.closed,
        roles=selection.roles and tuple(sorted({*MEMBER_ROLES, *selection.roles})),
        statuses=selection.statuses,
        as_of=chosen.as_of,
    )
    own = replace(selection, roles=tuple(sorted(selection.roles)), as_of=chosen.as_of)
    return chosen if wanted == own else study(chosen.dataset, wanted)


def members_of(network: TwoModeNetwork) -> dict[str, tuple[str, ...]]:
    """Return who takes part in each initiative, both sorted; empty where nobody is known."""
    rows = network.towards("initiatives")
    return {
        name: tuple(network.actors[actor] for actor in rows.indices[first:last])
        for name, (first, last) in zip(network.initiatives, itertools.pairwise(rows.indptr), strict=True)
    }


def serving(known: Study) -> dict[str, frozenset[str]]:
    """Return which counted initiatives serve each target group in whole or in part, groups sorted."""
    rows = zip(known.serves["target_group_id"], known.serves["initiative_id"], strict=True)
    above = ancestors(known.dataset.broader["target_groups"])
    return _with_parts(rows, above, known)


def lying_in(known: Study) -> dict[str, frozenset[str]]:
    """Return which counted initiatives are in each place or in a part of it, places sorted."""
    rows, columns = known.places.incidence.nonzero()
    stated = (
        (known.places.labels[column], known.network.initiatives[row])
        for row, column in zip(rows, columns, strict=True)
    )
    return _with_parts(stated, ancestors(known.dataset.broader["places"]), known)


def _with_parts(
    stated: Iterable[tuple[str, str]], above: Mapping[str, frozenset[str]], known: Study
) -> dict[str, frozenset[str]]:
    counted = {*known.network.initiatives}
    found = defaultdict(set)
    for label, name in stated:
        if name in counted:
            for over in (label, *above.get(label, ())):
                found[over].add(name)
    return {label: frozenset(found[label]) for label in sorted(found)}
