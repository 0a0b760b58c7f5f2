"""Rolling actors up: unit, department or organisation, the municipality as a whole.

A level closes actors over their parts; a selection may open one of them, or close one that its level leaves
open. Closing what was opened gives back exactly what was before.

``parent_id`` means the same legal person only, so no roll-up ever merges two organisations.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import Broader
from samverkan.domain.selection import Level, Selection


def actor_at_level(
    dataset: Dataset,
    level: Level,
    *,
    opened: Collection[str] = (),
    closed: Collection[str] = (),
) -> Mapping[str, str]:
    """Return who speaks for each actor at a level: actor id to actor id.

    An actor is spoken for by the topmost closed actor that it belongs to, else by itself. At ``"unit"`` none
    is closed. At ``"department"`` all are but municipalities, so a unit whose department is not known stands
    for itself and what the text gives to “staden” stays with the municipality. At ``"municipality"`` all are.
    At every level an actor that was merged into another is spoken for by whoever speaks for that one.

    Parameters
    ----------
    dataset, level
        Whose actors, and how far they are rolled up.
    opened
        Actors that are not closed although the level closes them: their parts stand beside them.
    closed
        Actors that are closed at ``"unit"``: they speak for their parts.

    Notes
    -----
    Cost: linear in actors times depth.
    """
    tree = _Tree.of(dataset)
    shut = tree.shut(level, frozenset(opened), frozenset(closed))
    return {
        actor: next((over for over in reversed(tree.above(own)) if over in shut), own)
        for actor, own in tree.own.items()
    }


def speakers(dataset: Dataset, selection: Selection) -> Mapping[str, str]:
    """Return who speaks for each actor in a selection: actor id to actor id."""
    return actor_at_level(dataset, selection.level, opened=selection.opened, closed=selection.closed)


def turned(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    """Return the actors that a selection opens or closes unlike its level, sorted; none without effect."""
    return tuple(
        sorted(
            actor
            for actor in {*selection.opened, *selection.closed}
            if speakers(dataset, selection) != speakers(dataset, _turned_back(selection, actor))
        )
    )


def can_turn(dataset: Dataset, level: Level) -> frozenset[str]:
    """Return the actors with parts of their own that can be opened at a level, or closed at ``"unit"``."""
    tree = _Tree.of(dataset)
    shut = tree.shut("municipality" if level == "unit" else level, frozenset(), frozenset())
    return frozenset(tree.parent.values()) & shut


def standing_in(dataset: Dataset, selection: Selection, actor: str) -> frozenset[str]:
    """Return who stands for itself inside an actor, the actor too where it speaks for itself."""
    tree = _Tree.of(dataset)
    return frozenset(
        own for own in speakers(dataset, selection).values() if own == actor or actor in tree.above(own)
    )


def opened_above(dataset: Dataset, selection: Selection, actor: str) -> str:
    """Return the nearest actor that an actor belongs to and that can be closed over it; ``""`` for none."""
    can = can_turn(dataset, selection.level)
    if selection.level != "unit":
        can &= frozenset(selection.opened)
    return next((over for over in _Tree.of(dataset).above(actor) if over in can), "")


def with_open(dataset: Dataset, selection: Selection, actor: str) -> Selection:
    """Return a selection with a closed actor opened into what directly belongs to it."""
    if selection.level == "unit":
        return _turned_back(selection, actor)
    if actor not in can_turn(dataset, selection.level):
        return selection
    return replace(selection, opened=tuple(sorted({*selection.opened, actor})))


def with_closed(dataset: Dataset, selection: Selection, actor: str) -> Selection:
    """Return a selection with an open actor closed again, and with it whatever inside it was turned."""
    tree = _Tree.of(dataset)
    inside = {part for part, own in tree.own.items() if actor in tree.above(own)}
    kept = _turned_back(selection, actor, *inside)
    if selection.level == "unit" and actor in can_turn(dataset, "unit"):
        return replace(kept, closed=tuple(sorted({*kept.closed, actor})))
    return kept


def _turned_back(selection: Selection, *actors: str) -> Selection:
    return replace(
        selection,
        opened=tuple(actor for actor in selection.opened if actor not in actors),
        closed=tuple(actor for actor in selection.closed if actor not in actors),
    )


@dataclass(frozen=True)
class _Tree:
    """Who is who, and who belongs to whom, mergers followed to their end."""

    own: Mapping[str, str]
    parent: Mapping[str, str]
    kinds: Mapping[str, str]

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        actors = dataset.tables["actors"]
        columns = (actors[name] for name in ("id", "parent_id", "merged_into", "kind"))
        rows = list(zip(*columns, strict=True))
        merged = {actor: target for actor, _, target, _ in rows if target}
        return cls(
            own={actor: _last(actor, merged) for actor, *_ in rows},
            parent={actor: _last(parent, merged) for actor, parent, _, _ in rows if parent},
            kinds={actor: kind for actor, *_, kind in rows},
        )

    def above(self, actor: str) -> list[str]:
        """Return what an actor belongs to, the nearest first; a circle ends before it closes."""
        chain, seen = [], {actor}
        while (over := self.parent.get(actor)) and over not in seen:
            seen.add(over)
            chain.append(over)
            actor = over
        return chain

    def shut(self, level: Level, opened: frozenset[str], closed: frozenset[str]) -> frozenset[str]:
        """Return who speaks for its parts."""
        if level == "unit":
            return closed
        spared = {"municipality"} if level == "department" else set()
        return frozenset(actor for actor, kind in self.kinds.items() if kind not in spared) - opened


def belongs_to(dataset: Dataset) -> Broader:
    """Return what each actor directly belongs to: its parent, and whoever took over its name."""
    actors = dataset.tables["actors"]
    rows = zip(actors["id"], actors["parent_id"], actors["merged_into"], strict=True)
    return {actor: tuple(filter(None, over)) for actor, *over in rows}


def _last(start: str, onward: Mapping[str, str]) -> str:
    """Follow a chain to its end; a circle ends before it closes."""
    seen = {start}
    while (following := onward.get(start)) and following not in seen:
        seen.add(following)
        start = following
    return start
