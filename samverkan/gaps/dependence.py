"""Dependence on one actor: what rests on one name, by what the sources mention.

Three kinds: an initiative with one known actor, a target group whose initiatives all have the same actor, and
an actor through whom the only known way to others goes. None is a fault, and being the one is often a
strength. All three stand or fall with single links that a source may have left out, so an open list of actors
(“bland andra”) counts as unknown, and the third kind is tried again with more links drawn at random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import actor_at_level
from samverkan.domain.study import Study
from samverkan.gaps.known import all_known, members_of, serving
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
        Those initiatives, sorted; none with an open list of actors.
    n_initiatives
        How many active initiatives the actor takes part in at all.
    only_groups
        Target groups that only these initiatives turn to, in whole or in part; sorted, and none that lies in
        another of them.
    """

    actor: str
    initiatives: tuple[str, ...]
    n_initiatives: int
    only_groups: tuple[str, ...]


@dataclass(frozen=True)
class CarriedGroup:
    """A target group whose initiatives all have one actor in common.

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
        Most cut off first, then by id.
    groups
        Most initiatives first, then by ids.
    lone
        Most initiatives first, then by id.
    fewer
        Initiatives with one known actor that has fewer such than are worth naming, sorted.
    open_lists
        Initiatives with one known actor and an open list: whether there are more is unknown. Sorted.
    without_actor
        Initiatives without any known actor, sorted.
    """

    ways: tuple[OnlyWay, ...]
    groups: tuple[CarriedGroup, ...]
    lone: tuple[LoneActor, ...]
    fewer: tuple[str, ...]
    open_lists: tuple[str, ...]
    without_actor: tuple[str, ...]


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
    An initiative of which the text does not say whether its actors are all named counts with those that are
    named; only an open list makes it unknown. Units of one department reach each other without any
    initiative. Empty where nothing is chosen; in a disconnected network a way is one inside its part.
    Cost: one search for each actor that a part hangs on, times the runs.
    """
    known = all_known(chosen)
    members = members_of(known.network)
    is_open = known.initiatives["actors_complete"] == "no"
    single = {name: actors[0] for name, actors in members.items() if len(actors) == 1}
    lone = {name: actor for name, actor in single.items() if not is_open[name]}
    shown = frozenset(chosen.network.initiatives)
    by_actor = _by_actor(lone, shown)
    return Dependence(
        ways=only_ways(
            known.network,
            chosen.network.actors,
            organisation_of=actor_at_level(chosen.dataset, "department"),
            runs=runs,
            seed=seed,
        ),
        groups=_carried_groups(chosen, known, members, lone),
        lone=_lone_actors(known, by_actor),
        fewer=tuple(sorted(name for names in by_actor.values() if len(names) < MANY for name in names)),
        open_lists=tuple(sorted(name for name in single if name in shown and is_open[name])),
        without_actor=tuple(sorted(name for name in shown if not members[name])),
    )


def _by_actor(lone: Mapping[str, str], shown: Container[str]) -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for name in sorted(lone):
        if name in shown:
            found[lone[name]].append(name)
    return {actor: tuple(names) for actor, names in found.items()}


def _lone_actors(known: Study, by_actor: Mapping[str, tuple[str, ...]]) -> tuple[LoneActor, ...]:
    above = ancestors(known.dataset.broader["target_groups"])
    served = serving(known)
    n_initiatives = dict(
        zip(known.network.actors, known.network.biadjacency.sum(axis=1).tolist(), strict=True)
    )
    found = [
        LoneActor(
            actor=actor,
            initiatives=names,
            n_initiatives=n_initiatives[actor],
            only_groups=_widest((group for group, own in served.items() if own <= {*names}), above),
        )
        for actor, names in by_actor.items()
        if len(names) >= MANY
    ]
    return tuple(sorted(found, key=lambda lone: (-len(lone.initiatives), lone.actor)))


def _widest(groups: Iterable[str], above: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the groups that lie in none of the others, in order."""
    found = tuple(groups)
    return tuple(group for group in found if not above.get(group, frozenset()) & {*found})


def _carried_groups(
    chosen: Study, known: Study, members: Mapping[str, tuple[str, ...]], lone: Mapping[str, str]
) -> tuple[CarriedGroup, ...]:
    """Return the groups with one common actor; a group inside another of the same actor is not repeated."""
    above = ancestors(known.dataset.broader["target_groups"])
    stated = {*chosen.target_groups.labels}
    wanted = stated.union(*(above.get(group, ()) for group in stated))
    carried = {
        (group, actor): names
        for group, names in serving(known).items()
        if group in wanted and len(names) >= MANY
        for actor in sorted(frozenset.intersection(*(frozenset(members[name]) for name in names)))
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
