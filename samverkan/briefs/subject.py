"""What a brief is about, and which initiatives that concerns.

A place and a target group stand for everything inside them, as in the filters. What is for a wider place or a
broader group may reach the subject too; it is kept apart, since the sources name the wider one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from samverkan.domain.hierarchy import ancestors, with_narrower
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, places_of
from samverkan.errors import UnknownNameError
from samverkan.i18n import alphabetical

SubjectKind = Literal["actor", "place", "target_group"]
_TABLES = {"actor": "actors", "place": "places", "target_group": "target_groups"}


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor, a place or a target group, by its id."""

    kind: SubjectKind
    id: str

    @property
    def table(self) -> str:
        """The table that it stands in."""
        return _TABLES[self.kind]

    def outside(self, selection: Selection) -> Selection:
        """Return a selection that is not narrowed to the subject itself: it is to be seen among others."""
        return self._with(selection, ())

    def inside(self, selection: Selection) -> Selection:
        """Return a selection that is narrowed to the subject; for an actor, that is what it is."""
        return self._with(selection, (self.id,))

    def _with(self, selection: Selection, chosen: tuple[str, ...]) -> Selection:
        match self.kind:
            case "place":
                return replace(selection, places=chosen)
            case "target_group":
                return replace(selection, target_groups=chosen)
            case _:
                return selection


@dataclass(frozen=True)
class Concerned:
    """The initiatives that a subject is about.

    Parameters
    ----------
    counted
        Those that count, most important first: those that an actor is responsible for, or that are for the
        very place or group rather than a part of it; then those with most actors, then by name.
    aside
        Those that are shown but do not count: planned and ended, by name.
    wider
        Counted ones that are only for a wider place or a broader group, by name; none for an actor.
    labels
        The ids that stand for the subject: its own, and those of what lies inside it.
    """

    counted: tuple[str, ...]
    aside: tuple[str, ...]
    wider: tuple[str, ...]
    labels: frozenset[str]


def concerned(chosen: Study, subject: Subject) -> Concerned:
    """Return the initiatives of a study that a subject is about; none is no error.

    Raises
    ------
    UnknownNameError
        The data set has no such actor, place or target group.
    """
    if subject.id not in chosen.dataset.names[subject.table]:
        raise UnknownNameError("unknown_subject", name=subject.id)
    if subject.kind == "actor":
        return _of_actor(chosen, subject.id)
    pairs = _labelled(chosen, subject)
    broader = chosen.dataset.broader[subject.table]
    inside = with_narrower([subject.id], broader)
    above = ancestors(broader).get(subject.id, frozenset())
    own = {name for name, label in pairs if label in inside}
    exact = {name for name, label in pairs if label == subject.id}
    wider = {name for name, label in pairs if label in above} - own
    counted = {str(name) for name in chosen.initiatives.index[chosen.initiatives["counted"]]}
    return Concerned(
        counted=_ranked(chosen, own & counted, first=exact),
        aside=_by_name(chosen, own - counted),
        wider=_by_name(chosen, wider & counted),
        labels=inside,
    )


def _of_actor(chosen: Study, actor: str) -> Concerned:
    rows = chosen.participations[chosen.participations["actor_id"] == actor]
    counted = {*rows.loc[rows["counted"], "initiative_id"]}
    leading = {*rows.loc[rows["counted"] & (rows["role"] == "responsible"), "initiative_id"]}
    return Concerned(
        counted=_ranked(chosen, counted, first=leading),
        aside=_by_name(chosen, {*rows["initiative_id"]} - counted),
        wider=(),
        labels=frozenset({actor}),
    )


def _labelled(chosen: Study, subject: Subject) -> set[tuple[str, str]]:
    if subject.kind == "place":
        return places_of(chosen.initiatives, chosen.serves)
    return {*zip(chosen.serves["initiative_id"], chosen.serves["target_group_id"], strict=True)}


def _ranked(chosen: Study, initiatives: set[str], *, first: set[str]) -> tuple[str, ...]:
    network, names = chosen.network, chosen.dataset.names["initiatives"]
    sizes = pd.Series(network.biadjacency.sum(axis=0), index=list(network.initiatives))
    return tuple(
        sorted(
            initiatives, key=lambda name: (name not in first, -int(sizes[name]), alphabetical(names[name]))
        )
    )


def _by_name(chosen: Study, initiatives: set[str]) -> tuple[str, ...]:
    names = chosen.dataset.names["initiatives"]
    return tuple(sorted(initiatives, key=lambda name: alphabetical(names[name])))
