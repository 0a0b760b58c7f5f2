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

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.judgements import standing, thing_of
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study, places_of
from samverkan.gaps.contacts import cannot_be_asked, contacts, members
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.partnerships import MissingPartnership, gathered

QuestionKind = Literal[
    "seat", "partnership", "actors", "funding_end", "end", "open_list", "target_group", "place"
]
"""Is an actor in an initiative; do two work together; who is in it; for how long is there money; until when
does it go on; who else is in it; for whom is it; where. A judgement answers the first two, the others add to
the tables."""

OF_A_WHOLE: tuple[QuestionKind, ...] = ("funding_end", "end", "target_group", "place")
"""What is asked of an initiative and all its parts at once: one answer does for many."""

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
        Nodes that raise the question: whom an actor meets elsewhere, the initiatives of both, whom the source
        names, or the parts of an initiative of which the same is unknown.
    alike
        Further pairs of actors of which the same could be asked, the one they have in common first.
    """

    ask: str
    kind: QuestionKind
    subject: str
    object: str = ""
    why: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()

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
    A question stands once, however many findings raise it, and for an initiative and its parts together; of
    partnerships that say the same the first is asked about, and names the others.
    Nothing is asked about a whole municipality, nor because of one: the text only does not say which unit. Of
    an initiative of which nobody can be asked, nothing more is asked than who is in it. A partnership is
    asked of the side that is asked most already and still has room, so that few need to be written to. Cost:
    linear in findings and rows.
    """
    taking_part = members(chosen)
    known = contacts(chosen, taking_part)
    mute = cannot_be_asked(chosen)
    municipalities = _municipalities(chosen)
    over = _wholes(chosen)
    raised = [
        *_about_seats(seats, known, mute, municipalities, over),
        *_about_partnerships(
            gathered(chosen, (gap for gap in partnerships if not municipalities & {*gap.pair}))
        ),
        *_about_initiatives(chosen, taking_part, known, over),
    ]
    settled = {thing for thing, said in standing(chosen.dataset).items() if said.status in SETTLED}
    unique: dict[str, Question] = {}
    for one in raised:
        if thing_of(one.kind, one.subject, one.object) not in settled:
            unique.setdefault(one.id, one)
    return _limited(_asked(tuple(unique.values()), mute, limit), limit)


def _wholes(chosen: Study) -> dict[str, frozenset[str]]:
    """Return for each initiative everything that it is a part of; a circle of parts is no whole."""
    rows = chosen.dataset.tables["initiatives"]
    direct = {
        name: tuple(filter(None, (over,))) for name, over in zip(rows["id"], rows["parent_id"], strict=True)
    }
    above = ancestors(direct)
    return {
        name: frozenset(one for one in overs if name not in above.get(one, ()))
        for name, overs in above.items()
    }


def _municipalities(chosen: Study) -> frozenset[str]:
    actors = chosen.dataset.tables["actors"]
    return frozenset(actors.loc[actors["kind"] == "municipality", "id"])


def _about_seats(
    seats: Iterable[SeatItem],
    known: Mapping[str, str],
    mute: frozenset[str],
    municipalities: frozenset[str],
    over: Mapping[str, frozenset[str]],
) -> Iterator[Question]:
    items = [seat for seat in seats if seat.actor not in municipalities]
    asked = {(seat.actor, seat.initiative) for seat in items}
    for seat in items:
        because = [actor for actor in seat.because if actor not in municipalities]
        with_the_whole = any((seat.actor, whole) in asked for whole in over.get(seat.initiative, ()))
        if with_the_whole or (seat.because and not because):
            continue
        ask = known.get(seat.initiative) or ("" if seat.actor in mute else seat.actor)
        yield Question(ask, "seat", seat.actor, seat.initiative, tuple(map(actor_node, because)))


def _about_partnerships(partnerships: Iterable[MissingPartnership]) -> Iterator[Question]:
    for gap in partnerships:
        through = (name for cell in gap.cells for name in (*cell.actor_initiatives, *cell.other_initiatives))
        why = tuple(dict.fromkeys(map(initiative_node, through)))
        one, other = sorted((gap.actor, gap.other))
        yield Question("", "partnership", one, other, why, gap.pairs_alike)


def _about_initiatives(
    chosen: Study, taking_part: pd.DataFrame, known: Mapping[str, str], over: Mapping[str, frozenset[str]]
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
    answered = set(rows.index) & known.keys()
    is_open: dict[QuestionKind, set[str]] = {
        "actors": set(rows.index) - answered,
        "funding_end": answered & unlimited,
        "end": answered & set(rows.index[(rows["permanence"] == "temporary") & (rows["end"] == "")]),
        "open_list": answered & set(rows.index[rows["actors_complete"] == "no"]),
        "target_group": answered - set(serves["initiative_id"]),
        "place": answered - placed,
    }
    for kind, initiatives in is_open.items():
        parts = _parts(initiatives, known, over) if kind in OF_A_WHOLE else {}
        for initiative in sorted(initiatives - {part for own in parts.values() for part in own}):
            why = map(actor_node, sorted(named[initiative]) if kind in {"actors", "open_list"} else ())
            because = (*why, *map(initiative_node, parts.get(initiative, ())))
            yield Question(known.get(initiative, ""), kind, initiative, why=because)


def _parts(
    initiatives: set[str], known: Mapping[str, str], over: Mapping[str, frozenset[str]]
) -> dict[str, list[str]]:
    """Return for each whole the parts of which the same actor is asked the same."""
    found: dict[str, list[str]] = {}
    for name in sorted(initiatives):
        wider = [one for one in over.get(name, ()) if one in initiatives and known[one] == known[name]]
        if wider:
            whole = min(wider, key=lambda one: (len(over.get(one, ())), one))
            found.setdefault(whole, []).append(name)
    return found


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
