"""Gaps against a learning example: kinds of actors that an example names and that are not named at home.

A kind of actor is its ``function``: what a unit does wherever it belongs. What a gap here is: a difference
between two descriptions. What it is not: a measure, or advice. Two examples are two anecdotes about other
places, and a page that does not name an actor does not say that it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from samverkan.domain.dataset import Dataset, split_list
from samverkan.domain.hierarchy import Broader, ancestors, with_narrower
from samverkan.domain.judgements import standing
from samverkan.domain.levels import actor_at_level
from samverkan.domain.selection import ACTIVE, MEMBER_ROLES
from samverkan.domain.study import Study, places_of, study
from samverkan.domain.vocabulary import PLANNED
from samverkan.gaps.mask import SETTLED

Nearness = Literal[1, 2, 3, 4]
"""How near a kind of actor is: 1 in the initiative, 2 in the network at the same place, 3 elsewhere in the
network, 4 absent."""

NO_KIND = ("other", "funder")
"""Functions that say nothing about what an actor does for people."""


@dataclass(frozen=True, slots=True)
class Home:
    """What is compared with the examples.

    Parameters
    ----------
    initiative
        An id; its sub-initiatives belong to it. ``""`` compares the places instead.
    municipalities
        Whose initiatives make the network at home, sorted.
    places
        Where “the same place” is, sorted: the initiative's own with everything inside, or without an
        initiative the places chosen, with everything inside and everything that reaches them (“hela staden”).
    """

    initiative: str
    municipalities: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def nearest(self) -> Nearness:
        """The level at which nothing is missing: 1 for an initiative, 2 for places, 3 for a whole network."""
        if self.initiative:
            return 1
        return 2 if self.places else 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor of the kind in an example.

    Parameters
    ----------
    example, initiative
        The example, and the very initiative (itself or one that belongs to it).
    actor, unit
        At the level chosen, and who it was before the roll-up.
    source
        Who says so.
    is_past
        Whether it has ended.
    """

    example: str
    initiative: str
    actor: str
    unit: str
    source: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """An actor of the kind at home: at the level chosen, before the roll-up, and in what (sorted)."""

    actor: str
    unit: str
    initiatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleKind:
    """One kind of actor that an example names, and how near it is at home.

    Parameters
    ----------
    function
        The kind.
    level
        See :data:`Nearness`.
    seen
        Where the examples have it, by example, initiative and unit.
    here
        Who has it at home at that level, most initiatives first; empty at level 4.
    mentioned
        Units of the kind that the data name at home in another way, sorted: as a channel or a funder, in what
        has ended or is only planned, or without any initiative. Only at level 4.
    """

    function: str
    level: Nearness
    seen: tuple[Sighting, ...]
    here: tuple[Presence, ...]
    mentioned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A home, the examples (ids, sorted), every kind they name, and how many actors the data name at home.

    Kinds stand with the farthest first; among equals those that still take part, then those that more
    examples have, then by id. Those left out because people have judged them are in ``judged``, sorted.
    """

    home: Home
    examples: tuple[str, ...]
    kinds: tuple[ExampleKind, ...]
    n_actors_at_home: int
    judged: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[ExampleKind, ...]:
        """The kinds that are farther away than the home itself."""
        return tuple(kind for kind in self.kinds if kind.level > self.home.nearest)


def example_gaps(chosen: Study, *, home: str = "") -> tuple[ExampleKind, ...]:
    """Return the kinds of actors that an example names and the home does not have.

    The gaps of :func:`compared`, in its order.
    """
    return compared(chosen, home=home).gaps


def compared(chosen: Study, *, home: str = "") -> Comparison:
    """Compare an initiative with the learning examples, kind of actor by kind of actor.

    Parameters
    ----------
    chosen
        Gives the municipalities, the level, the date and, by its places, the home. Its filters do not narrow
        the comparison: an actor is not absent because a filter hides it.
    home
        The initiative; by default the first of :func:`possible_homes`, and the chosen places themselves where
        that lies outside them.

    Returns
    -------
    Comparison
        Without kinds where there is no home or no example. Examples are the initiatives marked so, with what
        belongs to them; what has ended there is kept and marked, what is only planned is not. Roles are those
        of members, unless others are chosen. A kind that is farther away than the initiative is left out
        where people have judged it, or every actor of it on a seat in the initiative. No statistics.

    Notes
    -----
    Cost: one study of the whole data set.
    """
    known = study(chosen.dataset, chosen.selection.unfiltered(chosen.as_of))
    at_home = _home(chosen, home)
    examples = _examples(chosen.dataset, at_home.initiative) if at_home.municipalities else ()
    links = _links(known)
    here = _Here.of(chosen, known, at_home, links)
    members = _members(chosen, links)
    seen = _seen(members, examples, chosen) if examples else {}
    judged = sorted(filter(here.is_settled, seen))
    kinds = [here.kind(function, seen[function]) for function in seen if function not in judged]
    ordered = tuple(sorted(kinds, key=_farthest_first))
    return Comparison(at_home, examples, ordered, len(here.named), tuple(judged))


def possible_homes(chosen: Study) -> tuple[str, ...]:
    """Return the meeting places at home, inside the chosen places if any: examples first, then by id."""
    rows = chosen.dataset.tables["initiatives"]
    rows = rows[rows["municipality"].isin(_municipalities(chosen))]
    roots = set(_roots(chosen.dataset))
    inside = with_narrower(chosen.selection.places, chosen.dataset.broader["places"])
    found = [
        (initiative not in roots, initiative)
        for initiative, kind, cell in zip(rows["id"], rows["kind"], rows["place_ids"], strict=True)
        if (kind == "venue" or initiative in roots) and (not inside or inside.intersection(split_list(cell)))
    ]
    return tuple(initiative for _, initiative in sorted(found))


def _municipalities(chosen: Study) -> tuple[str, ...]:
    """Return the chosen municipalities that have more than examples."""
    rows = chosen.dataset.tables["initiatives"]
    at_home = set(rows.loc[rows["reference"] != "yes", "municipality"])
    return tuple(sorted(at_home & set(chosen.selection.municipalities or at_home)))


def _home(chosen: Study, home: str) -> Home:
    municipalities = _municipalities(chosen)
    initiative = home or next(iter(possible_homes(chosen)), "")
    rows = chosen.dataset.tables["initiatives"]
    own = [place for cell in rows.loc[rows["id"] == initiative, "place_ids"] for place in split_list(cell)]
    places = own if initiative else _places(chosen, municipalities)
    is_elsewhere = bool(chosen.selection.places) and not (initiative or places)
    return Home(initiative, () if is_elsewhere else municipalities, tuple(sorted(places)))


def _places(chosen: Study, municipalities: Iterable[str]) -> list[str]:
    """Return the chosen places that lie in some municipalities."""
    rows = chosen.dataset.tables["places"]
    rows = rows[rows["municipality"].isin({*municipalities, ""})]
    return [place for place in chosen.selection.places if place in set(rows["id"])]


def _parents(dataset: Dataset) -> Broader:
    rows = dataset.tables["initiatives"]
    return dict(zip(rows["id"], map(split_list, rows["parent_id"]), strict=True))


def _roots(dataset: Dataset) -> tuple[str, ...]:
    """Return the examples themselves: marked so, and not part of another that is; sorted."""
    rows = dataset.tables["initiatives"]
    marked = rows[rows["reference"] == "yes"]
    return tuple(sorted(marked.loc[~marked["parent_id"].isin(marked["id"]), "id"]))


def _examples(dataset: Dataset, home: str) -> tuple[str, ...]:
    """Return the examples that the home is no part of, and that are no part of the home."""
    parents = _parents(dataset)
    own = with_narrower([home], parents)
    return tuple(
        root for root in _roots(dataset) if root not in own and home not in with_narrower([root], parents)
    )


def _links(known: Study) -> pd.DataFrame:
    """Return all participations with ``unit_id`` after mergers and its ``function``, sorted."""
    actors = known.dataset.tables["actors"]
    functions = dict(zip(actors["id"], actors["function"], strict=True))
    units = known.participations["unit_id"].map(actor_at_level(known.dataset, "unit"))
    links = known.participations.assign(unit_id=units, function=units.map(functions))
    return links.sort_values(["initiative_id", "unit_id", "source_id", "lines"], kind="stable")


def _members(chosen: Study, links: pd.DataFrame) -> pd.DataFrame:
    """Return the participations that make an actor a member, whatever their status."""
    return links[links["role"].isin({*MEMBER_ROLES, *chosen.selection.roles})]


def _seen(members: pd.DataFrame, examples: Iterable[str], chosen: Study) -> dict[str, tuple[Sighting, ...]]:
    """Return for each function where the examples have it; a part under way beats one that has ended.

    Who bears the example's own name is the example, not somebody in it.
    """
    rows = members[~members["status_now"].isin(PLANNED) & ~members["function"].isin(NO_KIND)]
    if chosen.selection.stated_only:
        rows = rows[rows["certainty"] == "stated"]
    parents = _parents(chosen.dataset)
    names = chosen.dataset.names
    found: dict[str, dict[tuple[str, str, str], Sighting]] = {}
    for example in examples:
        inside = rows[rows["initiative_id"].isin(with_narrower([example], parents))]
        inside = inside[inside["unit_id"].map(names["actors"]) != names["initiatives"][example]]
        inside = inside.sort_values("status_now", key=lambda statuses: statuses != "ended", kind="stable")
        columns = ["function", "initiative_id", "actor_id", "unit_id", "source_id", "status_now"]
        for function, initiative, actor, unit, source, status in inside[columns].itertuples(index=False):
            sighting = Sighting(example, initiative, actor, unit, source, status == "ended")
            found.setdefault(function, {})[example, initiative, unit] = sighting
    return {function: tuple(own[key] for key in sorted(own)) for function, own in found.items()}


@dataclass(frozen=True)
class _Here:
    """The network at home.

    ``parts`` holds (actor, unit, initiative) of each counted part by function, ``settled`` the functions
    that people have judged, or whose every part was left out because of it, but for those that are in the
    initiative all the same; ``named`` unit to function of everybody named.
    """

    parts: dict[str, list[tuple[str, str, str]]]
    settled: set[str]
    named: dict[str, str]
    initiative: frozenset[str]
    same_place: frozenset[str]

    @classmethod
    def of(cls, chosen: Study, known: Study, home: Home, links: pd.DataFrame) -> _Here:
        own = known.initiatives[known.initiatives["municipality"].isin(home.municipalities)]
        local = links[links["initiative_id"].isin(own.index)]
        counted = _members(chosen, local)
        counted = counted[counted["status_now"].isin({*ACTIVE, *chosen.selection.statuses})]
        initiative = with_narrower([home.initiative], _parents(chosen.dataset))
        is_inside = counted["initiative_id"].isin(initiative)
        judged = _judged(chosen.dataset, home.initiative, "seat")
        is_open = is_inside | ~(counted["actor_id"].isin(judged) | counted["unit_id"].isin(judged))
        functions = _judged(chosen.dataset, home.initiative, "example")
        closed = functions - set(counted.loc[is_inside, "function"])
        inside = _same_place(known.dataset, home)
        where = places_of(own, known.serves[known.serves["initiative_id"].isin(own.index)])
        return cls(
            parts=_by_function(counted[is_open]),
            settled=closed | (set(counted["function"]) - set(counted.loc[is_open, "function"])),
            named=_named(chosen.dataset, home, local),
            initiative=initiative,
            same_place=frozenset(name for name, place in where if place in inside),
        )

    def is_settled(self, function: str) -> bool:
        """Tell whether people have judged a function, or every actor of it."""
        return function in self.settled

    def kind(self, function: str, seen: tuple[Sighting, ...]) -> ExampleKind:
        """Return how near a function is."""
        parts = self.parts.get(function, [])
        for level, within in ((1, self.initiative), (2, self.same_place)):
            if near := [part for part in parts if part[2] in within]:
                return ExampleKind(function, 1 if level == 1 else 2, seen, _presences(near), ())
        mentioned = (
            () if parts else tuple(sorted(unit for unit, own in self.named.items() if own == function))
        )
        return ExampleKind(function, 3 if parts else 4, seen, _presences(parts), mentioned)


def _same_place(dataset: Dataset, home: Home) -> frozenset[str]:
    broader = dataset.broader["places"]
    inside = with_narrower(home.places, broader)
    if home.initiative:
        return inside
    above = ancestors(broader)
    return inside.union(*(above.get(place, frozenset()) for place in home.places))


def _by_function(links: pd.DataFrame) -> dict[str, list[tuple[str, str, str]]]:
    parts: dict[str, list[tuple[str, str, str]]] = {}
    columns = ["function", "actor_id", "unit_id", "initiative_id"]
    for function, actor, unit, initiative in links[columns].itertuples(index=False):
        parts.setdefault(function, []).append((actor, unit, initiative))
    return parts


def _judged(dataset: Dataset, initiative: str, of: str) -> set[str]:
    """Return who, or which kind of actor, has been judged in an initiative: the question is closed."""
    return {
        subject
        for (kind, subject, other), said in standing(dataset).items()
        if kind == of and other == initiative and said.status in SETTLED
    }


def _named(dataset: Dataset, home: Home, local: pd.DataFrame) -> dict[str, str]:
    """Return unit to function for everybody whom the data name at home in any way."""
    actors = dataset.tables["actors"]
    residents = actors[actors["municipality"].isin(home.municipalities) & (actors["merged_into"] == "")]
    named = dict(zip(residents["id"], residents["function"], strict=True))
    return named | dict(zip(local["unit_id"], local["function"], strict=True))


def _presences(parts: Iterable[tuple[str, str, str]]) -> tuple[Presence, ...]:
    takes_part: dict[tuple[str, str], set[str]] = {}
    for actor, unit, initiative in parts:
        takes_part.setdefault((actor, unit), set()).add(initiative)
    found = [Presence(*who, tuple(sorted(initiatives))) for who, initiatives in takes_part.items()]
    return tuple(sorted(found, key=lambda presence: (-len(presence.initiatives), presence.unit)))


def _farthest_first(kind: ExampleKind) -> tuple[int, bool, int, str]:
    is_past = all(sighting.is_past for sighting in kind.seen)
    n_examples = len({sighting.example for sighting in kind.seen})
    return -kind.level, is_past, -n_examples, kind.function
