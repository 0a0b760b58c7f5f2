"""The worklist: what the data leave open, as questions to those who may know the answer.

A question is asked of one actor: the one responsible for the initiative that it is about, or one of the two
that a partnership is about. Nobody gets more than a handful: a list that is too long is answered by nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

import pandas as pd

from samverkan.domain.judgements import standing, thing_of
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study, places_of
from samverkan.gaps.contacts import cannot_be_asked, contacts, members
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.partnerships import MissingPartnership

QuestionKind = Literal[
    "seat", "partnership", "actors", "open_list", "target_group", "place", "end", "funding_end"
]
"""Is an actor in an initiative; do two work together; who is in it; who else is; for whom is it; where; until
when; for how long is there money. A judgement answers the first two, the others add to the tables."""

LIMIT = 10
"""So many questions are asked of one actor."""


@dataclass(frozen=True, slots=True)
class SeatItem:
    """A missing actor, however found: who, where, and the actors that raise the question."""

    actor: str
    initiative: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Parameters
    ----------
    ask
        The actor to ask; ``""`` where the data name nobody who could be.
    kind
        What is asked.
    subject, object
        Ids: the actor and the initiative of a seat, two actors in order, or an initiative and ``""``.
    why
        Nodes that raise the question.
    """

    ask: str
    kind: QuestionKind
    subject: str
    object: str = ""
    why: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Stable name, whoever is asked."""
        return f"{self.kind}:{self.subject}~{self.object}"


@dataclass(frozen=True)
class Worklist:
    """All questions of one study.

    Parameters
    ----------
    questions
        Those of one actor together: first whoever has most, those left out included, ties by id; what nobody
        can be asked last. Of one actor by kind, then as the findings stood, then by id.
    left_out
        Those beyond the limit of their actor, in the order in which they would have stood.
    """

    questions: tuple[Question, ...]
    left_out: tuple[Question, ...] = ()

    @cached_property
    def by_actor(self) -> tuple[tuple[str, tuple[Question, ...]], ...]:
        """Whom to ask, and what."""
        return tuple((ask, tuple(own)) for ask, own in groupby(self.questions, key=lambda one: one.ask))


def worklist(
    chosen: Study,
    *,
    seats: Iterable[SeatItem] = (),
    partnerships: Iterable[MissingPartnership] = (),
    limit: int = LIMIT,
) -> Worklist:
    """Return what to ask whom.

    Parameters
    ----------
    chosen
        What to look at: its counted initiatives are asked about, at its level.
    seats, partnerships
        Findings to ask about, most important first. What people have settled is not asked again.
    limit
        The most that is asked of one actor.

    Notes
    -----
    A question stands once, however many findings raise it. A partnership is asked of the side that is asked
    most already and still has room, so that few need to be written to. Cost: linear in findings and rows.
    """
    taking_part = members(chosen)
    known = contacts(chosen, taking_part)
    mute = cannot_be_asked(chosen)
    raised = [
        *_about_seats(seats, known, mute),
        *_about_partnerships(partnerships),
        *_about_initiatives(chosen, taking_part, known),
    ]
    settled = {thing for thing, said in standing(chosen.dataset).items() if said.status in SETTLED}
    unique: dict[str, Question] = {}
    for one in raised:
        if thing_of(one.kind, one.subject, one.object) not in settled:
            unique.setdefault(one.id, one)
    return _limited(_asked(tuple(unique.values()), mute, limit), limit)


def _about_seats(
    seats: Iterable[SeatItem], known: Mapping[str, str], mute: frozenset[str]
) -> Iterator[Question]:
    for seat in seats:
        ask = known.get(seat.initiative) or ("" if seat.actor in mute else seat.actor)
        yield Question(ask, "seat", seat.actor, seat.initiative, tuple(map(actor_node, seat.because)))


def _about_partnerships(partnerships: Iterable[MissingPartnership]) -> Iterator[Question]:
    for gap in partnerships:
        through = (name for cell in gap.cells for name in (*cell.actor_initiatives, *cell.other_initiatives))
        why = tuple(dict.fromkeys(map(initiative_node, through)))
        one, other = sorted((gap.actor, gap.other))
        yield Question("", "partnership", one, other, why)


def _about_initiatives(
    chosen: Study, taking_part: pd.DataFrame, known: Mapping[str, str]
) -> Iterator[Question]:
    """Yield what the tables do not say of the counted initiatives."""
    rows = chosen.initiatives[chosen.initiatives["counted"]]
    serves = chosen.dataset.tables["serves"]
    placed = {initiative for initiative, _ in places_of(rows, serves)}
    money = chosen.dataset.tables["funding"]
    unlimited = set(money.loc[(money["kind"] != "ordinary") & (money["end"] == ""), "initiative_id"])
    named: dict[str, set[str]] = {name: set() for name in rows.index}
    for initiative, own in taking_part.groupby("initiative_id"):
        named[str(initiative)] = set(own["actor_id"])
    empty = {initiative for initiative, own in named.items() if not own}
    is_open: dict[QuestionKind, set[str]] = {
        "actors": empty,
        "open_list": set(rows.index[rows["actors_complete"] == "no"]) - empty,
        "target_group": set(rows.index) - set(serves["initiative_id"]),
        "place": set(rows.index) - placed,
        "end": set(rows.index[(rows["permanence"] == "temporary") & (rows["end"] == "")]),
        "funding_end": set(rows.index) & unlimited,
    }
    for kind, initiatives in is_open.items():
        for initiative in sorted(initiatives):
            why = tuple(map(actor_node, sorted(named[initiative]))) if kind == "open_list" else ()
            yield Question(known.get(initiative, ""), kind, initiative, why=why)


def _asked(questions: tuple[Question, ...], mute: frozenset[str], limit: int) -> tuple[Question, ...]:
    """Return the questions with somebody to ask for each partnership."""
    n_all = Counter(one.ask for one in questions)
    n_before = Counter(one.ask for one in questions if one.kind == "seat")
    found = []
    for one in questions:
        ask = one.ask
        if one.kind == "partnership":
            sides = [side for side in (one.subject, one.object) if side not in mute]
            sides = [side for side in sides if n_before[side] < limit] or sides
            ask = min(sides, key=lambda side: (-n_all[side], side), default="")
            n_all[ask] += 1
            n_before[ask] += 1
        found.append(replace(one, ask=ask))
    return tuple(found)


def _limited(questions: tuple[Question, ...], limit: int) -> Worklist:
    n_asked = Counter(one.ask for one in questions)
    ordered = sorted(questions, key=lambda one: (one.ask == "", -n_asked[one.ask], one.ask))
    kept, left_out = [], []
    for ask, own in groupby(ordered, key=lambda one: one.ask):
        listed = list(own)
        most = limit if ask else len(listed)
        kept += listed[:most]
        left_out += listed[most:]
    return Worklist(tuple(kept), tuple(left_out))
