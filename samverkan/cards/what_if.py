"""What if in words: the changes that are tried, and what differs with them.

Differences of what the tables hold (who meets whom, who is reached) are facts of two counts. Differences of
measures stand beside what a few missed links can do, and are greyed where they are no larger. No line says
that one thing leads to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samverkan.cards.shifts import Line, TriedNames, shift_lines, tried_names
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
from samverkan.domain.levels import belongs_to
from samverkan.domain.nodes import actor_node
from samverkan.domain.scenario import Dropped, Scenario
from samverkan.domain.vocabulary import GapKind
from samverkan.gaps.what_if import Change, Comparison, GapChange
from samverkan.i18n import Translator

__all__ = [
    "Line",
    "TriedNames",
    "comparison_lines",
    "dropped_sentences",
    "edit_sentences",
    "gap_lines",
    "measure_lines",
    "number_lines",
    "number_text",
    "regrouped_lines",
    "shift_lines",
    "tried_names",
]

_SHARES = frozenset({"betweenness", "closeness", "density", "largest_share", "centralisation"})


# What is tried


def edit_sentences(scenario: Scenario, dataset: Dataset, words: Translator) -> tuple[str, ...]:
    """Return each change in words, in order; ``dataset`` is the one that they are made to."""
    names = {table: dict(rows) for table, rows in tried_names(dataset).items()}
    for edit in scenario.edits:
        if isinstance(edit, AddActor):
            names["actors"].setdefault(edit.actor, edit.name)
        elif isinstance(edit, AddInitiative):
            names["initiatives"].setdefault(edit.initiative, edit.name)
    has_units = frozenset(over for overs in belongs_to(dataset).values() for over in overs)
    return tuple(_edit_sentence(edit, names, has_units, words) for edit in scenario.edits)


def dropped_sentences(dropped: Iterable[Dropped], words: Translator) -> tuple[str, ...]:
    """Return for each change that could not be made why it could not, each sentence once."""
    return tuple(dict.fromkeys(words(f"error.{item.code}", **item.params) for item in dropped))


def _edit_sentence(edit: Edit, names: TriedNames, has_units: frozenset[str], words: Translator) -> str:
    named = {
        column: names[table].get(getattr(edit, column), getattr(edit, column))
        for column, table in (("actor", "actors"), ("initiative", "initiatives"))
        if hasattr(edit, column)
    }
    match edit:
        case AddActor():
            kind = words(f"vocabulary.actor_kind.{edit.kind}").lower()
            return words("what_if.edit.add_actor", actor=edit.name, kind=kind)
        case AddInitiative():
            return _new_initiative(edit, names, words)
        case RemoveActor() if edit.actor in has_units:
            return words("what_if.edit.remove_actor_with_units", **named)
    return words(f"what_if.edit.{_KEY_OF_EDIT[type(edit)]}", **named)


_KEY_OF_EDIT: Mapping[type[Edit], str] = {
    RemoveActor: "remove_actor",
    RemoveInitiative: "remove_initiative",
    AddParticipation: "add_participation",
    RemoveParticipation: "remove_participation",
    EndFunding: "end_funding",
}


def _new_initiative(edit: AddInitiative, names: TriedNames, words: Translator) -> str:
    details = [
        words(key, names=words.listing([names[table].get(item, item) for item in items]))
        for key, table, items in (
            ("what_if.edit.groups", "target_groups", edit.target_groups),
            ("what_if.edit.places", "places", edit.places),
        )
        if items
    ]
    if not details:
        return words("what_if.edit.add_initiative", initiative=edit.name)
    return words("what_if.edit.add_initiative_for", initiative=edit.name, details="; ".join(details))


# What differs


def comparison_lines(comparison: Comparison, names: TriedNames, words: Translator) -> tuple[Line, ...]:
    """Return all that differs: what the tables hold, then the network's numbers, then those of single actors.

    Empty where nothing does, or where it is too little to be seen in the numbers as they are written.
    """
    return (
        *shift_lines(comparison, names, words),
        *number_lines(comparison, words),
        *measure_lines(comparison, names, words),
        *regrouped_lines(comparison, words),
    )


def regrouped_lines(comparison: Comparison, words: Translator) -> tuple[Line, ...]:
    """Return that a measure is not compared for some actors, and why; nothing where it is for all."""
    n = len(comparison.regrouped)
    if not n:
        return ()
    measure = words("measure.eigenvector.name")
    return (Line(words.count("what_if.regrouped", n, measure=measure), greyed=True),)


def number_lines(comparison: Comparison, words: Translator) -> tuple[Line, ...]:
    """Return the network's numbers that differ as written, those outside the noise first."""
    lines = [
        _numbers("what_if.line.number", change, (name, ()), words, what=words(f"what_if.number.{name}"))
        for name, change in comparison.summary.items()
    ]
    return _visible_first(lines)


def measure_lines(comparison: Comparison, names: TriedNames, words: Translator) -> tuple[Line, ...]:
    """Return the measures of single actors that differ as written, those outside the noise first.

    Actors that come or go are left out: all their numbers start or end at nothing.
    """
    shift = comparison.shifts["actors"]
    moved = {actor for (actor,) in (*shift.lost, *shift.gained)}
    lines = [
        _numbers(
            "what_if.line.measure",
            item.change,
            (item.measure, (actor_node(item.actor),)),
            words,
            actor=names["actors"][item.actor],
            measure=_in_sentence(words(f"measure.{item.measure}.name")),
        )
        for item in comparison.measures
        if item.actor not in moved
    ]
    return _visible_first(lines)


def gap_lines(changes: Mapping[GapKind, GapChange], words: Translator) -> tuple[Line, ...]:
    """Return for each kind of gap that differs how many go, come and stay."""
    return tuple(
        Line(
            words(
                "what_if.line.gaps",
                kind=words(f"what_if.gap.{kind}"),
                closed=len(change.closed),
                opened=len(change.opened),
                kept=change.n_kept,
            )
        )
        for kind, change in changes.items()
        if change.closed or change.opened
    )


def number_text(name: str, value: float, words: Translator) -> str:
    """Write one number of the network, or a measure of an actor, as it stands everywhere else."""
    if name == "eigenvector":
        return words.number(value, 2)
    return words.percent(value, 1) if name in _SHARES else words.number(value)


def _numbers(
    key: str, change: Change, about: tuple[str, tuple[str, ...]], words: Translator, **params: str
) -> Line | None:
    """Return the line of a number; ``None`` where the two are written alike."""
    name, nodes = about
    before, after = (number_text(name, value, words) for value in (change.before, change.after))
    if before == after:
        return None
    text = words(key, before=before, after=after, **params)
    if change.within_noise:
        text = words("what_if.line.greyed", line=text)
    return Line(text, nodes, greyed=change.within_noise)


def _visible_first(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(sorted((line for line in lines if line), key=lambda line: line.greyed))


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
