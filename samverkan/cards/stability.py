"""How far an order can be trusted, and who keeps together, in words."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.analysis.groups import Group, Groups
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node
from samverkan.i18n import Translator


def place_text(low: int, high: int, words: Translator) -> str:
    """Return between which places an actor stands: “plats 3–7”, or “plats 3” where it is one."""
    if low == high:
        return words("stability.place", low=low)
    return words("stability.places", low=low, high=high)


def overlap_text(n_overlapping: int, words: Translator) -> str:
    """Return from how many others an actor cannot be told apart, or that it can from all."""
    if n_overlapping == 0:
        return words("stability.apart")
    return words.count("stability.overlap", n_overlapping)


@dataclass(frozen=True, slots=True)
class GroupText:
    """A group of actors in words: its names, how steady it is, and its nodes."""

    names: str
    stability: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsText:
    """All groups of a network in words.

    Parameters
    ----------
    groups
        In the order of the finding.
    notes
        Who belongs to none and why; empty where everybody does.
    reading
        How the groups were found and how they are to be read.
    silence
        Why there is none; ``""`` where there is.
    """

    groups: tuple[GroupText, ...]
    notes: tuple[str, ...]
    reading: str
    silence: str


def groups_text(found: Groups, names: Names, words: Translator) -> GroupsText:
    """Return the groups of a network in words."""

    def listed(actors: tuple[str, ...]) -> str:
        return words.listing([names.actor_name(actor) for actor in actors])

    def text(group: Group) -> GroupText:
        return GroupText(
            words("groups.group", names=listed(group.actors)),
            words("groups.stability", share=words.percent(group.stability)),
            tuple(map(actor_node, group.actors)),
        )

    unsettled, alone = found.unsettled, found.alone
    notes = [words("groups.unsettled", names=listed(unsettled))] if unsettled else []
    notes += [words("groups.alone", names=listed(alone))] if alone else []
    return GroupsText(
        groups=tuple(map(text, found.groups)),
        notes=tuple(notes),
        reading=words("groups.reading"),
        silence="" if found.groups else words("groups.silence"),
    )
