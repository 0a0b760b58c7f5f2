"""What comes and goes in a what-if, in words: one line a kind, and nothing told twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samverkan.domain.dataset import Dataset
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.gaps.what_if import Comparison, Item, Shift, ShiftKind
from samverkan.i18n import Translator

TriedNames = Mapping[str, Mapping[str, str]]
"""Table name to id to name, of all that is there before or after."""

_MANY = 6
"""So many names in one line; the rest are a number."""

_TABLES: Mapping[ShiftKind, tuple[str, ...]] = MappingProxyType(
    {
        "actors": ("actors",),
        "initiatives": ("initiatives",),
        "without_actor": ("initiatives",),
        "target_groups": ("target_groups",),
        "carried_target_groups": ("target_groups",),
        "places": ("places",),
        "carried_places": ("places",),
        "cells": ("target_groups", "places"),
        "carried_cells": ("target_groups", "places"),
        "pairs": ("actors", "actors"),
        "key_actors": ("actors",),
    }
)
"""Kind of item to the tables that its ids stand in; also the order of the lines."""

_NODES: Mapping[str, Callable[[str], str]] = {"actors": actor_node, "initiatives": initiative_node}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in words.

    Parameters
    ----------
    text
        The sentence; where it is greyed it says why.
    nodes
        Whom and what it names, to open or to light on the map.
    greyed
        Whether a few missed links could do as much.
    """

    text: str
    nodes: tuple[str, ...] = ()
    greyed: bool = False


def tried_names(*datasets: Dataset) -> TriedNames:
    """Return the names of everything in any of the data sets; where two differ the first counts."""
    tables = ("actors", "initiatives", "target_groups", "places")
    return {
        table: {
            identifier: name
            for dataset in reversed(datasets)
            for identifier, name in dataset.names[table].items()
        }
        for table in tables
    }


def shift_lines(comparison: Comparison, names: TriedNames, words: Translator) -> tuple[Line, ...]:
    """Return who and what comes and goes, one line a kind; what follows from another line is not repeated.

    Cells of a group that has nothing left, say, are not told beside the group. The pairs of an actor that
    comes or goes are told as a number.
    """
    wording = _Wording(names, words)
    lines: list[Line] = []
    for kind in _TABLES:
        lost, gained = _news(kind, "lost", comparison), _news(kind, "gained", comparison)
        if kind == "pairs":
            lines += wording.partners(comparison)
        if lost:
            lines.append(wording.line(f"what_if.lost.{kind}", kind, lost))
        if gained:
            lines.append(wording.line(f"what_if.gained.{kind}", kind, gained))
        if kind == "without_actor" and (new := _new_without_actor(comparison)):
            lines.append(wording.line("what_if.gained.new_without_actor", kind, new))
    return tuple(lines)


def _of(shift: Shift, side: str) -> set[Item]:
    return set(shift.lost if side == "lost" else shift.gained)


def _news(kind: ShiftKind, side: str, comparison: Comparison) -> tuple[Item, ...]:
    """Return what a line should tell of one side of a shift, sorted."""
    moved = {name: _of(shift, side) for name, shift in comparison.shifts.items()}
    items = moved[kind]
    if kind == "without_actor":
        items = items - moved["initiatives"]
    elif kind == "pairs":
        both = {actor for name in ("lost", "gained") for (actor,) in _of(comparison.shifts["actors"], name)}
        items = {pair for pair in items if both.isdisjoint(pair)}
    elif kind == "key_actors":
        items = items - moved["actors"]
    elif kind in ("carried_target_groups", "carried_places"):
        items = items - moved["target_groups"] - moved["places"]
    elif kind in ("cells", "carried_cells"):
        told = moved["target_groups"] | moved["places"] | (moved["cells"] if kind != "cells" else set())
        if kind == "carried_cells":
            told |= moved["carried_target_groups"] | moved["carried_places"]
        items = {cell for cell in items if told.isdisjoint({cell, cell[:1], cell[1:]})}
    return tuple(sorted(items))


def _new_without_actor(comparison: Comparison) -> tuple[Item, ...]:
    shifts = comparison.shifts
    return tuple(sorted(_of(shifts["without_actor"], "gained") & _of(shifts["initiatives"], "gained")))


@dataclass(frozen=True)
class _Wording:
    names: TriedNames
    words: Translator

    def line(self, key: str, kind: ShiftKind, items: tuple[Item, ...]) -> Line:
        nodes = dict.fromkeys(
            _NODES[table](identifier)
            for item in items
            for table, identifier in zip(_TABLES[kind], item, strict=True)
            if table in _NODES
        )
        return Line(self.words(key, names=self._listed(kind, items)), tuple(nodes))

    def partners(self, comparison: Comparison) -> Iterator[Line]:
        """Yield for each actor that comes or goes with how many others it has or had a joint initiative."""
        for side in ("lost", "gained"):
            pairs = _of(comparison.shifts["pairs"], side)
            for (actor,) in sorted(_of(comparison.shifts["actors"], side)):
                n_partners = sum(actor in pair for pair in pairs)
                if n_partners:
                    name = self.names["actors"][actor]
                    text = self.words.count(f"what_if.partners.{side}", n_partners, actor=name)
                    yield Line(text, (actor_node(actor),))

    def _listed(self, kind: ShiftKind, items: tuple[Item, ...]) -> str:
        shown = [self._named(kind, item) for item in items[:_MANY]]
        if len(items) > _MANY:
            return self.words("what_if.line.more", names=", ".join(shown), n=len(items) - _MANY)
        return "; ".join(shown) if kind == "pairs" else self.words.listing(shown)

    def _named(self, kind: ShiftKind, item: Item) -> str:
        own = [self.names[table][identifier] for table, identifier in zip(_TABLES[kind], item, strict=True)]
        if kind == "pairs":
            return self.words("what_if.line.pair", one=own[0], other=own[1])
        return self.words("what_if.line.cell", group=own[0], place=own[1]) if len(own) == 2 else own[0]
