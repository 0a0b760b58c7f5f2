"""Edits made one after another: what is there after each, and what each removal took.

What was taken can be put back, exactly as it was. A draft holds ids only;
:mod:`samverkan.domain.drafted` makes tables of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from typing import Generic, TypeVar

from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import (
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
)
from samverkan.domain.hierarchy import with_narrower
from samverkan.domain.levels import belongs_to
from samverkan.domain.selection import MEMBER_ROLES
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.errors import SamverkanError, UnknownNameError

Key = TypeVar("Key")
Value = TypeVar("Value")

Pair = tuple[str, str]
"""(actor, initiative)."""

_WELL_FORMED = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MOST_SIGNS = 200
"""Characters of a name."""


class Standing(Generic[Key, Value]):
    """What is there, by key, and what each removal took.

    Parameters
    ----------
    present
        What is there to begin with.
    """

    def __init__(self, present: Mapping[Key, Value]) -> None:
        self.present = dict(present)
        self._taken: list[tuple[Key, dict[Key, Value]]] = []

    def take(self, key: Key, members: Iterable[Key]) -> None:
        """Take members away on account of ``key``."""
        self._taken.append((key, {member: self.present.pop(member) for member in members}))

    def put_back(self, key: Key) -> bool:
        """Undo the last removal on account of ``key``, or else get ``key`` back out of a wider one."""
        for place, (on_account_of, members) in reversed(list(enumerate(self._taken))):
            if on_account_of == key:
                self.present |= members
                del self._taken[place]
                return True
        for _, members in reversed(self._taken):
            if key in members:
                self.present[key] = members.pop(key)
                return True
        return False


class Draft:
    """A data set with edits made to it.

    Attributes
    ----------
    actors, initiatives
        Who and what is there: id to the edit that added it, ``None`` for what the data set has itself.
    parts
        Which (actor, initiative) pairs are there, and whether an edit added one to what the data say of the
        pair. A part stays while its actor or initiative is away, and comes back with it.
    ended
        Initiatives whose time-limited funding ends.
    """

    def __init__(self, dataset: Dataset) -> None:
        tables = dataset.tables
        links = tables["participations"]
        pairs = list(zip(links["actor_id"], links["initiative_id"], strict=True))
        self.actors: Standing[str, AddActor | None] = Standing(dict.fromkeys(tables["actors"]["id"]))
        self.initiatives: Standing[str, AddInitiative | None] = Standing(
            dict.fromkeys(tables["initiatives"]["id"])
        )
        self.parts: Standing[Pair, bool] = Standing(dict.fromkeys(pairs, False))
        self.ended: set[str] = set()
        self._dataset = dataset
        self._over = belongs_to(dataset)
        lasting = links["role"].isin(MEMBER_ROLES) & (links["status"] == "known") & (links["end"] == "")
        self._members = {pair for pair, is_member in zip(pairs, lasting, strict=True) if is_member}

    @singledispatchmethod
    def make(self, edit: Edit) -> None:
        """Make one edit.

        Raises
        ------
        SamverkanError
            It points at something that is not there, or adds something that is. Nothing was changed then.
        """
        raise TypeError(edit)

    @make.register
    def _(self, edit: AddActor) -> None:
        if edit.kind not in VOCABULARIES["actor_kind"]:
            raise UnknownNameError("scenario_unknown_kind", name=edit.kind)
        row = self._dataset.tables["actors"]
        known = dict(zip(row["id"], zip(row["name"], row["kind"], strict=True), strict=True))
        is_other = known.get(edit.actor, (edit.name, edit.kind)) != (edit.name, edit.kind)
        if edit.actor in self.actors.present or is_other:
            raise SamverkanError("scenario_actor_exists", name=known.get(edit.actor, (edit.name, ""))[0])
        _refuse_bad_names(edit.actor, edit.name)
        if not self.actors.put_back(edit.actor) or edit.actor not in known:
            self.actors.present[edit.actor] = edit

    @make.register
    def _(self, edit: RemoveActor) -> None:
        self._refuse_unknown(actor=edit.actor)
        self.actors.take(edit.actor, self._own(edit.actor))

    @make.register
    def _(self, edit: AddInitiative) -> None:
        known = self._dataset.names["initiatives"]
        is_other = known.get(edit.initiative, edit.name) != edit.name
        if edit.initiative in self.initiatives.present or is_other:
            raise SamverkanError("scenario_initiative_exists", name=known.get(edit.initiative, edit.name))
        _refuse_bad_names(edit.initiative, edit.name)
        for group in sorted(set(edit.target_groups) - self._dataset.names["target_groups"].keys()):
            raise UnknownNameError("scenario_unknown_group", name=group)
        for place in sorted(set(edit.places) - self._dataset.names["places"].keys()):
            raise UnknownNameError("scenario_unknown_place", name=place)
        if not self.initiatives.put_back(edit.initiative) or edit.initiative not in known:
            self.initiatives.present[edit.initiative] = edit

    @make.register
    def _(self, edit: RemoveInitiative) -> None:
        self._refuse_unknown(initiative=edit.initiative)
        self.initiatives.take(edit.initiative, [edit.initiative])

    @make.register
    def _(self, edit: AddParticipation) -> None:
        self._refuse_unknown(actor=edit.actor, initiative=edit.initiative)
        pair = (edit.actor, edit.initiative)
        is_known = pair in self.parts.present and pair in self._members
        if not self.parts.put_back(pair) and not is_known:
            self.parts.present[pair] = True

    @make.register
    def _(self, edit: RemoveParticipation) -> None:
        self._refuse_unknown(actor=edit.actor, initiative=edit.initiative)
        own = [(actor, edit.initiative) for actor in self._own(edit.actor)]
        taken = [pair for pair in own if pair in self.parts.present]
        if not taken:
            raise SamverkanError(
                "scenario_no_part",
                actor=self._actor(edit.actor),
                initiative=self._initiative(edit.initiative),
            )
        self.parts.take((edit.actor, edit.initiative), taken)

    @make.register
    def _(self, edit: EndFunding) -> None:
        self._refuse_unknown(initiative=edit.initiative)
        funding = self._dataset.tables["funding"]
        limited = set(funding.loc[funding["kind"] != "ordinary", "initiative_id"])
        if edit.initiative not in limited:
            raise SamverkanError("scenario_no_grant", name=self._initiative(edit.initiative))
        self.ended.add(edit.initiative)

    def _own(self, actor: str) -> list[str]:
        """Return an actor and its own units, as far as they are there, sorted."""
        return sorted(with_narrower([actor], self._over) & self.actors.present.keys())

    def _refuse_unknown(self, *, actor: str = "", initiative: str = "") -> None:
        if actor and actor not in self.actors.present:
            raise UnknownNameError("scenario_unknown_actor", name=self._actor(actor))
        if initiative and initiative not in self.initiatives.present:
            raise UnknownNameError("scenario_unknown_initiative", name=self._initiative(initiative))

    def _actor(self, actor: str) -> str:
        added = self.actors.present.get(actor)
        return added.name if added else self._dataset.names["actors"].get(actor, actor)

    def _initiative(self, initiative: str) -> str:
        added = self.initiatives.present.get(initiative)
        return added.name if added else self._dataset.names["initiatives"].get(initiative, initiative)


def _refuse_bad_names(identifier: str, name: str) -> None:
    if not _WELL_FORMED.fullmatch(identifier):
        raise SamverkanError("scenario_bad_id", name=identifier)
    if name != name.strip() or not name.isprintable() or not 0 < len(name) <= MOST_SIGNS:
        raise SamverkanError("scenario_bad_name", name=name[:MOST_SIGNS], n=MOST_SIGNS)
