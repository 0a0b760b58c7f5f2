"""Rolling actors up: unit, department or organisation, the municipality as a whole.

``parent_id`` means the same legal person only, so no roll-up ever merges two organisations.
"""

from __future__ import annotations

from collections.abc import Mapping

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import Broader
from samverkan.domain.selection import Level


def actor_at_level(dataset: Dataset, level: Level) -> Mapping[str, str]:
    """Return who speaks for each actor at a level: actor id to actor id.

    At every level an actor that was merged into another is spoken for by that other one. At
    ``"department"`` an actor climbs as long as its parent is not the municipality itself, so a unit whose
    department is not known stands for itself and what the text gives to “staden” stays with the
    municipality. At ``"municipality"`` it climbs to the top.

    Cost: linear in actors times depth.
    """
    actors = dataset.tables["actors"]
    rows = list(zip(actors["id"], actors["parent_id"], actors["merged_into"], actors["kind"], strict=True))
    merged = {actor: target for actor, _, target, _ in rows if target}
    kinds = {actor: kind for actor, _, _, kind in rows}
    own = {actor: _last(parent, merged) for actor, parent, _, _ in rows if parent and level != "unit"}
    parents = {
        actor: parent
        for actor, parent in own.items()
        if not (level == "department" and kinds.get(parent) == "municipality")
    }
    return {actor: _last(_last(actor, merged), parents) for actor in kinds}


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
