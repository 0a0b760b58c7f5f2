"""A scenario: a named list of changes to try, kept apart from the data.

The changes are values; applying them gives another data set and leaves the first as it was. Nothing tried can
be taken for evidence: every row that a scenario adds has a source of its own, whose title says what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samverkan.domain.dataset import Dataset
from samverkan.domain.draft import MOST_SIGNS, Draft
from samverkan.domain.drafted import drafted
from samverkan.domain.edits import (
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    decode_edit,
    encode_edit,
)
from samverkan.errors import SamverkanError

__all__ = [
    "MOST_EDITS",
    "AddActor",
    "AddInitiative",
    "AddParticipation",
    "Dropped",
    "Edit",
    "EndFunding",
    "RemoveActor",
    "RemoveInitiative",
    "RemoveParticipation",
    "Scenario",
    "Sifted",
    "apply",
    "decode_edit",
    "decode_scenario",
    "encode_edit",
    "encode_scenario",
    "new_actor",
    "new_initiative",
    "sifted",
]

MOST_EDITS = 100
"""So many changes of a link or a file are read; the rest are reported."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name and the changes, in the order in which they are made."""

    name: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Dropped:
    """A change that could not be made: its text, and why (``error.<code>`` of the words, with its params)."""

    text: str
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True)
class Sifted:
    """What of a scenario fits a data set, and what was left out, in order."""

    scenario: Scenario
    dropped: tuple[Dropped, ...] = ()


def apply(dataset: Dataset, scenario: Scenario) -> Dataset:
    """Return the data set as it would be; the one given is left as it was.

    What is there now decides what an edit does. A removal takes all rows that point at what goes: an actor's
    own units go with it, an initiative that loses its last actor stays. An ended funding takes its rows away
    and gives its initiative the status ``ended``. Adding what was removed before brings back every row as it
    was, so an edit and its opposite leave nothing behind. New rows are partners, stated, of a source that is
    called a scenario and has no date; a new initiative lies in the municipality that most initiatives at home
    have.

    Raises
    ------
    SamverkanError
        An edit points at what is not there, adds what is, or has no proper id or name.

    Notes
    -----
    The order of the tables' rows does not matter. Cost: linear in rows; 30 ms for the
    thousand rows that travel with the program.

    Examples
    --------
    >>> apply(Dataset({}), Scenario("")).fingerprint == Dataset({}).fingerprint
    True
    """
    draft = Draft(dataset)
    for edit in scenario.edits:
        draft.make(edit)
    return drafted(dataset, draft, _cleaned(scenario.name))


def encode_scenario(scenario: Scenario) -> list[str]:
    """Return the edits of a scenario as texts, in order."""
    return [encode_edit(edit) for edit in scenario.edits]


def decode_scenario(name: str, texts: Sequence[str], dataset: Dataset) -> Sifted:
    """Return the scenario of a link or a file as far as it can be applied to a data set. Never raises.

    At most :data:`MOST_EDITS` edits are kept, and of the name what can be seen.
    """
    draft = Draft(dataset)
    kept: list[Edit] = []
    dropped: list[Dropped] = []
    for text in texts:
        try:
            kept.append(_made(draft, text, len(kept)))
        except SamverkanError as fault:
            dropped.append(Dropped(text, fault.code, fault.params))
    return Sifted(Scenario(_cleaned(name)[:MOST_SIGNS], tuple(kept)), tuple(dropped))


def sifted(dataset: Dataset, scenario: Scenario) -> Sifted:
    """Return the part of a scenario that can be applied to a data set, as from its own link. Never raises."""
    return decode_scenario(scenario.name, encode_scenario(scenario), dataset)


def new_actor(dataset: Dataset, name: str, kind: str) -> AddActor:
    """Return the edit that adds an actor by name; its id is made of the name and is new to the data set.

    The data set is the one with all earlier edits made.
    """
    cleaned = _cleaned(name)
    return AddActor(_identifier(cleaned, dataset.names["actors"]), cleaned, kind)


def new_initiative(
    dataset: Dataset, name: str, target_groups: Iterable[str] = (), places: Iterable[str] = ()
) -> AddInitiative:
    """Return the edit that adds an initiative by name, with an id as for :func:`new_actor`."""
    cleaned = _cleaned(name)
    identifier = _identifier(cleaned, dataset.names["initiatives"])
    return AddInitiative(identifier, cleaned, tuple(target_groups), tuple(places))


def _made(draft: Draft, text: str, n_before: int) -> Edit:
    if n_before >= MOST_EDITS:
        raise SamverkanError("scenario_too_long", n=MOST_EDITS)
    try:
        edit = decode_edit(text)
    except ValueError as fault:
        raise SamverkanError("scenario_unreadable", name=text[:MOST_SIGNS]) from fault
    draft.make(edit)
    return edit


def _cleaned(name: str) -> str:
    words = " ".join(name.split())
    return "".join(sign for sign in words if sign.isprintable()).strip()


def _identifier(name: str, used: Iterable[str]) -> str:
    """Return an id made of a name: ASCII, å and ä as a, ö as o, numbered where it is in use already."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)) or "ny"
    taken = frozenset(used)
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(identifier for identifier in (base, *numbered) if identifier not in taken)
