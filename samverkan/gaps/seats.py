"""Missing actors: who might belong in an initiative, each suggestion with everything that it rests on.

What a suggestion is: a question worth asking, since actors like this one were often found again when their
known ties were hidden. What it is not: a probability, or a claim that somebody is missing. Only what the
sources mention can be counted, so a well-described actor is suggested more often than a barely mentioned one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from samverkan.domain.study import Study, study
from samverkan.gaps.backtest import Backtest, Strength, backtest
from samverkan.gaps.mask import candidates
from samverkan.gaps.seat_mask import (
    barred_seats,
    complete_lists,
    own_work,
    related_actors,
    seats_to_fill,
    settled_seats,
)
from samverkan.gaps.seat_reasons import Described, SharedPartner, SharedTag, described
from samverkan.gaps.seat_search import Seat, best_seats

LIMIT, PER_INITIATIVE = 50, 5


@dataclass(frozen=True, slots=True)
class SeatGap:
    """An actor that is not known to be in an initiative, and what speaks for asking.

    Parameters
    ----------
    actor, initiative
        Ids.
    score
        The sum of ``degree`` and all contributions.
    degree
        What is due to how busy both are alone.
    partners, tags
        The reasons, heaviest first.
    actor_kind, n_of_kind, n_kind_participations
        The actor's kind, how many counted actors are of it, and how many participations these have together.
    n_initiatives
        How many counted initiatives the actor has.
    n_members, n_members_of_kind
        How many counted actors the initiative has, and how many of these are of the same kind.
    rank
        Its place in the initiative's own list of all who are no members, those never suggested included;
        ties count half.
    strength
        How often hidden ties were found at such a place.
    has_open_list
        Whether the source says that the initiative has more actors than it names.
    """

    actor: str
    initiative: str
    score: float
    degree: float
    partners: tuple[SharedPartner, ...]
    tags: tuple[SharedTag, ...]
    actor_kind: str
    n_of_kind: int
    n_kind_participations: int
    n_initiatives: int
    n_members: int
    n_members_of_kind: int
    rank: float
    strength: Strength
    has_open_list: bool


@dataclass(frozen=True, slots=True)
class MissingSeats:
    """The list and what to know about it.

    Parameters
    ----------
    gaps
        By falling score, then by ids; empty where the test was not passed or nothing qualifies.
    test
        What came of hiding known ties in the same network.
    n_fillable
        For how many initiatives somebody could be suggested at all.
    closed
        Ids of counted initiatives whose source says that its list of actors is complete: whoever is not in it
        is taken to be absent.
    without_actor
        Ids of counted initiatives without any counted actor: there is nothing to go by.
    own_work
        Ids of counted initiatives that one organisation does on its own, as far as is known.
    n_judged
        How many seats in the initiatives that are left people have settled, so that they are not suggested.
    """

    gaps: tuple[SeatGap, ...]
    test: Backtest
    n_fillable: int
    closed: tuple[str, ...]
    without_actor: tuple[str, ...]
    own_work: tuple[str, ...]
    n_judged: int = 0


def missing_seats(
    chosen: Study,
    *,
    limit: int = LIMIT,
    per_initiative: int = PER_INITIATIVE,
    tested: Backtest | None = None,
) -> MissingSeats:
    """Return who might belong in which initiative, by falling score, then by ids.

    Parameters
    ----------
    chosen
        What to look at: initiatives of its own are filled, with actors of the chosen sectors. The scores are
        made from all that is counted in the chosen municipalities, whatever themes, places, target groups,
        sectors or years are chosen: a district alone tells too little. Who is there already is decided on
        *all* that the data set knows.
    limit, per_initiative
        How many suggestions at most, in all and for one initiative.
    tested
        What :func:`samverkan.gaps.backtest.backtest` says of this network, where it is known already.

    Returns
    -------
    MissingSeats
        Its list is empty where the network does not pass its own test. A suggestion has a theme of the
        initiative at least twice, or more often than is usual if it meets a member elsewhere, and stands at a
        place where the test found hidden ties often enough. Of an initiative without a theme a target group
        or a place does as well, apart from what singles nobody out (“residents”, “the whole town”); of one
        without any of them meeting a member is enough.

    Notes
    -----
    Cost: the test, and scores dense in actors × initiatives, by blocks of half a million.
    """
    known = described(compared(chosen))
    test = tested or backtest(known.surroundings)
    fillable = seats_to_fill(chosen)
    closed = fillable & complete_lists(chosen)
    alone = fillable - closed - _with_actor(known)
    own = (fillable & own_work(chosen)) - closed - alone
    open_ones = fillable - closed - alone - own
    seats = _seats(
        known, test, open_ones, _suggested(chosen, known), limit=2 * limit, per_initiative=2 * per_initiative
    )
    kept = _one_of_each_family(known.chosen, seats, per_initiative)[:limit]
    gaps = tuple(_gap(known, test, seat) for seat in kept)
    return MissingSeats(
        gaps=gaps,
        test=test,
        n_fillable=len(open_ones),
        closed=tuple(sorted(closed)),
        without_actor=tuple(sorted(alone)),
        own_work=tuple(sorted(own)),
        n_judged=sum(initiative in open_ones for _, initiative in settled_seats(chosen)),
    )


def _with_actor(known: Described) -> AbstractSet[str]:
    sizes = zip(known.chosen.network.initiatives, known.model.sizes, strict=True)
    return {initiative for initiative, size in sizes if size > 0}


def compared(chosen: Study) -> Study:
    """Return what is compared: the study without the choices that only narrow what is listed."""
    selection = replace(
        chosen.selection,
        sectors=(),
        themes=(),
        places=(),
        target_groups=(),
        year_from=None,
        year_to=None,
        as_of=chosen.as_of,
    )
    is_wide = selection == replace(chosen.selection, as_of=chosen.as_of)
    return chosen if is_wide else study(chosen.dataset, selection)


def _suggested(chosen: Study, known: Described) -> AbstractSet[str]:
    """Return the actors that may be suggested."""
    sectors = chosen.selection.sectors
    return {actor for actor in candidates(known.chosen) if not sectors or chosen.sectors[actor] in sectors}


def _seats(
    known: Described,
    test: Backtest,
    initiatives: AbstractSet[str],
    suggested: AbstractSet[str],
    *,
    limit: int,
    per_initiative: int,
) -> Sequence[Seat]:
    """Return the best seats; none where the list does not pass its test."""
    if not test.passes:
        return ()
    network = known.chosen.network
    columns = [place for place, name in enumerate(network.initiatives) if name in initiatives]
    return best_seats(
        known.model,
        barred=barred_seats(known.chosen),
        never=np.array([actor not in suggested for actor in network.actors], dtype=bool),
        columns=np.array(columns, dtype=np.intp),
        depth=test.depth,
        limit=limit,
        per_initiative=per_initiative,
    )


def _one_of_each_family(chosen: Study, seats: Iterable[Seat], per_initiative: int) -> list[Seat]:
    """Leave out a seat whose actor belongs together with one suggested for the same initiative before."""
    related = related_actors(chosen)
    asked: dict[int, list[str]] = defaultdict(list)
    kept = []
    for seat in seats:
        actor, before = chosen.network.actors[seat.row], asked[seat.column]
        if len(before) < per_initiative and not any((actor, other) in related for other in before):
            before.append(actor)
            kept.append(seat)
    return kept


def _gap(known: Described, test: Backtest, seat: Seat) -> SeatGap:
    chosen, model = known.chosen, known.model
    row, column = seat.row, seat.column
    actor, initiative = chosen.network.actors[row], chosen.network.initiatives[column]
    n_of_kind, n_kind_participations = known.same_kind(row)
    return SeatGap(
        actor=actor,
        initiative=initiative,
        score=seat.score,
        degree=model.degree_part(row, column),
        partners=known.partners(row, column),
        tags=known.shared_tags(row, column),
        actor_kind=known.kind_of(row),
        n_of_kind=n_of_kind,
        n_kind_participations=n_kind_participations,
        n_initiatives=int(model.n_ties[row]),
        n_members=int(model.sizes[column]),
        n_members_of_kind=known.n_members_of_kind(row, column),
        rank=seat.rank,
        strength=test.strength(seat.rank),
        has_open_list=bool(chosen.initiatives["actors_complete"][initiative] == "no"),
    )
