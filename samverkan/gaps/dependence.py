"""Dependence on one actor: what rests on one name, by what the sources mention.

Three kinds: an initiative with one known actor, a target group whose initiatives all have the same actor, and
an actor through whom the only known way to others goes. None is a fault, and being the one is often a
strength. All three stand or fall with single links that a source may have left out, so an open list of actors
(“bland andra”) counts as unknown, a word for many (“schools”, “the municipality”) is never the one actor, and
the third kind is tried again with more links drawn at random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from samverkan.analysis.cohesion import Node
from samverkan.domain.collectives import may_include
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import actor_at_level, speakers
from samverkan.domain.study import Study
from samverkan.gaps.known import all_known, members_of, serving, words_for_many
from samverkan.gaps.only_ways import RUNS, OnlyWay, only_ways

MANY = 3
"""So many lone initiatives of one actor, or initiatives of a group, are worth naming."""


@dataclass(frozen=True)
class LoneActor:
    """An actor with several initiatives in which the sources name nobody else.

    Parameters
    ----------
    actor
        Id.
    initiatives
        Those initiatives, sorted; none with an open list of actors, and none that is part of another of them.
        A whole may lie outside what is chosen where a part of it lies within.
    parts
        The initiatives that are parts of those and have nobody else either, sorted. What a whole has is no
        news of its parts, so they do not count.
    n_initiatives
        How many active initiatives the actor takes part in at all, parts as well.
    only_groups
        Target groups that only these initiatives turn to, in whole or in part; sorted, and none that lies in
        another of them.
    """

    actor: str
    initiatives: tuple[str, ...]
    parts: tuple[str, ...]
    n_initiatives: int
    only_groups: tuple[str, ...]


@dataclass(frozen=True)
class CarriedGroup:
    """A target group whose initiatives all have one actor in common, and no other.

    Parameters
    ----------
    target_group, actor
        Ids.
    initiatives
        All active initiatives for the group or a part of it, sorted.
    alone
        Those in which the actor is the only known one, open lists left out, sorted.
    """

    target_group: str
    actor: str
    initiatives: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True)
class Dependence:
    """What rests on one actor, and what could not be judged.

    Parameters
    ----------
    ways
        Most cut off first, then by id; those that hold in at least half of the runs, and of which a part is
        chosen.
    groups
        Most initiatives first, then by ids.
    lone
        Most initiatives first, then by id.
    n_unsteady
        How many ways hold in fewer of the runs.
    fewer
        Initiatives with one known actor that has fewer such than are worth naming, sorted.
    nobody
        Initiatives in which only a word for many is named, sorted: who it is, is unknown.
    in_joint
        Initiatives with one known actor that are part of one with others, sorted: whether those are in the
        part as well is unknown.
    open_lists
        Initiatives with one known actor and an open list: whether there are more is unknown. Sorted.
    without_actor
        Initiatives without any known actor, sorted.
    """

    ways: tuple[OnlyWay, ...] = ()
    groups: tuple[CarriedGroup, ...] = ()
    lone: tuple[LoneActor, ...] = ()
    n_unsteady: int = 0
    fewer: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    in_joint: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = ()
    without_actor: tuple[str, ...] = ()


def dependence(chosen: Study, *, runs: int = RUNS, seed: int = 1) -> Dependence:
    """Return what rests on one actor.

    Parameters
    ----------
    chosen
        What to look at: its actors, initiatives and target groups. Whether anybody else is there is decided
        on all that the data set knows of the same municipalities at the same date and level, whatever else
        is chosen: no filter makes an actor the only one.
    runs, seed
        Of :func:`samverkan.gaps.only_ways.held`.

    Notes
    -----
    Only somebody in particular and at home is named (:func:`_named`). An initiative of which the text does
    not say whether its actors are all named counts with those that are named; an open list makes it unknown,
    and so does a whole that others are in. An initiative counts once with its parts where all have the same
    one actor. Those of one organisation reach each other without any initiative, and so do those that one
    collective may include. Empty where nothing is chosen; in a disconnected network a way is one inside its
    part. Cost: one search for each actor that a part hangs on, times the runs.
    """
    known = all_known(chosen)
    named = _named(chosen)
    members = members_of(known.network)
    is_open = known.initiatives["actors_complete"] == "no"
    single = {name: actors[0] for name, actors in members.items() if len(actors) == 1}
    closed = {name: actor for name, actor in single.items() if not is_open[name]}
    nobody = words_for_many(chosen.dataset)
    joint = _in_joint(known, closed, members)
    lone = {name: actor for name, actor in closed.items() if actor in named and name not in joint}
    whole = _whole_of(known, lone)
    shown = frozenset(chosen.network.initiatives)
    by_actor = _by_actor(lone, shown)
    many = {actor: names for actor, names in by_actor.items() if len({whole[name] for name in names}) >= MANY}
    included = _included(known)
    ways = only_ways(
        known.network,
        frozenset(chosen.network.actors),
        named=named,
        circles=_circles(known, included),
        runs=runs,
        seed=seed,
    )
    concerned = [way for way in ways if shown & {*way.through}]
    return Dependence(
        ways=tuple(way for way in concerned if way.is_steady),
        groups=_carried_groups(chosen, known, lone, whole, included),
        lone=_lone_actors(known, many, whole),
        n_unsteady=sum(not way.is_steady for way in concerned),
        fewer=tuple(sorted(name for actor in by_actor.keys() - many for name in by_actor[actor])),
        nobody=tuple(sorted(name for name, actor in closed.items() if name in shown and actor in nobody)),
        in_joint=tuple(sorted(name for name in joint & shown if closed[name] in named)),
        open_lists=tuple(sorted(name for name in single if name in shown and is_open[name])),
        without_actor=tuple(sorted(name for name in shown if not members[name])),
    )


def _named(chosen: Study) -> frozenset[str]:
    """Return the actors of which something may be said: no word for many, and none of other municipalities.

    A municipality of which only a learning example is known is no home either: all that is known of it is
    that one house.
    """
    tables = chosen.dataset.tables
    initiatives, actors = tables["initiatives"], tables["actors"]
    at_home = set(initiatives.loc[initiatives["reference"] != "yes", "municipality"])
    wanted = set(chosen.selection.municipalities) or at_home
    local = actors.loc[actors["municipality"].isin(at_home & wanted | {""}), "id"]
    return frozenset(local) - words_for_many(chosen.dataset)


def _included(known: Study) -> dict[str, frozenset[str]]:
    """Return for each collective that takes part in something whom it may include, at the level chosen."""
    speaks_for = speakers(known.dataset, known.selection)
    rows = known.participations
    there = set(rows.loc[rows["counted"], "unit_id"])
    found: dict[str, set[str]] = defaultdict(set)
    for whole, part in may_include(known.dataset):
        if whole in there:
            found[whole] |= {speaks_for[whole], speaks_for[part]}
    return {whole: frozenset(found[whole]) for whole in sorted(found)}


def _circles(known: Study, included: Mapping[str, frozenset[str]]) -> list[list[Node]]:
    """Return what holds together whoever goes: organisations, collectives, a whole and a part of it."""
    organisations = defaultdict(set)
    of_actor = actor_at_level(known.dataset, "municipality")
    for actor in known.network.actors:
        organisations[of_actor[actor]].add(actor)
    circles = [*organisations.values(), *included.values()]
    return [
        *([("actor", actor) for actor in circle] for circle in circles),
        *([("initiative", name), ("initiative", over)] for name, over in _parents(known).items()),
    ]


def _parents(known: Study) -> dict[str, str]:
    """Return the whole of each counted initiative that is part of a counted one."""
    counted = {*known.network.initiatives}
    parent_of = known.initiatives["parent_id"].to_dict()
    return {name: parent_of[name] for name in known.network.initiatives if parent_of[name] in counted}


def _in_joint(
    known: Study, closed: Mapping[str, str], members: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    """Return the initiatives that are part of one with others, who may be in the part as well."""
    above = ancestors({name: (over,) for name, over in _parents(known).items()})
    return frozenset(
        name
        for name, actor in closed.items()
        if any({*members[over]} - {actor} for over in above.get(name, ()))
    )


def _whole_of(known: Study, lone: Mapping[str, str]) -> dict[str, str]:
    """Return for each lone initiative the uppermost that it is part of with the same actor, else itself."""
    parent_of = _parents(known)

    def whole(name: str) -> str:
        seen = [name]
        while (over := parent_of.get(seen[-1], "")) not in seen and lone.get(over) == lone[name]:
            seen.append(over)
        return seen[-1]

    return {name: whole(name) for name in lone}


def _by_actor(lone: Mapping[str, str], shown: Container[str]) -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for name in sorted(lone):
        if name in shown:
            found[lone[name]].append(name)
    return {actor: tuple(names) for actor, names in found.items()}


def _lone_actors(
    known: Study, by_actor: Mapping[str, tuple[str, ...]], whole: Mapping[str, str]
) -> tuple[LoneActor, ...]:
    above = ancestors(known.dataset.broader["target_groups"])
    served = serving(known)
    n_initiatives = dict(
        zip(known.network.actors, known.network.biadjacency.sum(axis=1).tolist(), strict=True)
    )
    found = [
        LoneActor(
            actor=actor,
            initiatives=tuple(sorted({whole[name] for name in names})),
            parts=tuple(name for name in names if whole[name] != name),
            n_initiatives=n_initiatives[actor],
            only_groups=_widest((group for group, own in served.items() if own <= {*names}), above),
        )
        for actor, names in by_actor.items()
    ]
    return tuple(sorted(found, key=lambda lone: (-len(lone.initiatives), lone.actor)))


def _widest(groups: Iterable[str], above: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the groups that lie in none of the others, in order."""
    found = tuple(groups)
    return tuple(group for group in found if not above.get(group, frozenset()) & {*found})


def _carried_groups(
    chosen: Study,
    known: Study,
    lone: Mapping[str, str],
    whole: Mapping[str, str],
    included: Mapping[str, frozenset[str]],
) -> tuple[CarriedGroup, ...]:
    """Return the groups with one common actor; a group inside another of the same actor is not repeated.

    Where several are, or may be, in all of them, it is no single one that they rest on.
    """
    above = ancestors(known.dataset.broader["target_groups"])
    members = {name: frozenset(actors) for name, actors in members_of(known.network).items()}
    possible = _possible(known, members, included)
    named = _named(chosen)
    stated = {*chosen.target_groups.labels}
    wanted = stated.union(*(above.get(group, ()) for group in stated))
    carried = {
        (group, actor): names
        for group, names in serving(known).items()
        if group in wanted and len({whole.get(name, name) for name in names}) >= MANY
        for actor in named.intersection(*(members[name] for name in names))
        if frozenset.intersection(*(possible[name] for name in names)) == {actor}
    }
    found = [
        CarriedGroup(
            target_group=group,
            actor=actor,
            initiatives=tuple(sorted(names)),
            alone=tuple(sorted(name for name in names if lone.get(name) == actor)),
        )
        for (group, actor), names in carried.items()
        if not any((over, actor) in carried for over in above.get(group, ()))
    ]
    return tuple(sorted(found, key=lambda own: (-len(own.initiatives), own.target_group, own.actor)))


def _possible(
    known: Study, members: Mapping[str, frozenset[str]], included: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return who is, or may be through a collective, in each counted initiative."""
    found = {name: {*actors} for name, actors in members.items()}
    rows = known.participations[known.participations["counted"]]
    for unit, name in zip(rows["unit_id"], rows["initiative_id"], strict=True):
        found[name] |= included.get(unit, frozenset())
    return {name: frozenset(actors) for name, actors in found.items()}
