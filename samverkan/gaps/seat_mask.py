"""Who is never suggested for which initiative, and why: the commonest false alarm is somebody who is there.

An actor is taken to be wherever one of its units or parents is, wherever a group that may include it is
(“schools”), and in the parts and the wholes of what it is in: there the tables cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.judgements import standing
from samverkan.domain.levels import actor_at_level, belongs_to
from samverkan.domain.study import Study
from samverkan.gaps.mask import SETTLED

Pair = tuple[str, str]


def seats_to_fill(chosen: Study) -> frozenset[str]:
    """Return the counted initiatives that somebody may be suggested for.

    Never one that has ended, of another municipality than the selection's, or a learning example elsewhere. A
    planned one is there only where planned ones are chosen to count.
    """
    initiatives = chosen.dataset.tables["initiatives"]
    at_home = set(initiatives.loc[initiatives["reference"] != "yes", "municipality"])
    wanted = set(chosen.selection.municipalities) or at_home
    rows = chosen.initiatives
    local = rows["municipality"].isin(at_home & wanted)
    return frozenset(rows.loc[rows["counted"] & local & (rows["status_now"] != "ended"), "id"])


def barred_seats(chosen: Study) -> sparse.csr_array:
    """Return which actor is never suggested for which initiative: bool, CSR, shaped as the network.

    Barred is who is mentioned already (:func:`_present`): in any role, one who pays or passes word on too, in
    any status and however certain. And whose seat people have judged; what is said of a whole holds for its
    parts, and what is said of a part for the actor that speaks for it at the level chosen.
    """
    speaks_for = actor_at_level(chosen.dataset, chosen.selection.level)
    spoken = {(whole, part) for part, whole in speaks_for.items()}
    judged = _joined(chosen, _same_or_above(belongs_to(chosen.dataset)) | spoken, _judged(chosen))
    return sparse.csr_array((_present(chosen) + judged) > 0)


def related_actors(chosen: Study) -> set[Pair]:
    """Return every actor with itself, its units, its parents and its other names, both ways round."""
    above = _same_or_above(belongs_to(chosen.dataset))
    held = standing(chosen.dataset).items()
    same = {(one, other) for (kind, one, other), said in held if kind == "alias" and said.status == "same"}
    return _both_ways(above | same)


def _present(chosen: Study) -> sparse.csr_array:
    """Return who is, or may be, mentioned in an initiative, in one that it is part of, or in a part of it."""
    tables = chosen.dataset.tables
    parts, money, initiatives = (tables[name] for name in ("participations", "funding", "initiatives"))
    mentioned = _pairs(parts, "actor_id", "initiative_id") | _pairs(money, "funder_id", "initiative_id")
    inside = {part: (whole,) if whole else () for part, whole in _pairs(initiatives, "id", "parent_id")}
    return _joined(
        chosen,
        related_actors(chosen) | _both_ways(_collectives(chosen)),
        mentioned,
        _both_ways(_same_or_above(inside)),
    )


def _collectives(chosen: Study) -> set[Pair]:
    """Return each collective (“schools”) with every actor that it may include.

    Those are all of the same function, and for associations all of civil society.
    """
    actors = chosen.dataset.tables["actors"]
    wholes = actors[(actors["kind"] == "collective") & (actors["function"] != "other")]
    by_function = wholes.merge(actors, on="function", suffixes=("", "_of_part"))
    clubs = wholes[wholes["function"] == "association"]
    by_sector = clubs.merge(
        actors[actors["sector"] == "civil_society"], how="cross", suffixes=("", "_of_part")
    )
    return _pairs(by_function, "id", "id_of_part") | _pairs(by_sector, "id", "id_of_part")


def _judged(chosen: Study) -> set[Pair]:
    return {
        (actor, initiative)
        for (kind, actor, initiative), said in standing(chosen.dataset).items()
        if kind == "seat" and said.status in SETTLED
    }


def _pairs(rows: pd.DataFrame, one: str, other: str) -> set[Pair]:
    return set(zip(rows[one], rows[other], strict=True))


def _same_or_above(broader: Broader) -> set[Pair]:
    return {(one, over) for one, overs in ancestors(broader).items() for over in (one, *overs)}


def _both_ways(pairs: Iterable[Pair]) -> set[Pair]:
    return {pair for one, other in pairs for pair in ((one, other), (other, one))}


def _joined(
    chosen: Study, actors: set[Pair], seats: set[Pair], initiatives: set[Pair] | None = None
) -> sparse.csr_array:
    """Return actors × initiatives of the network: how many seats concern each pair.

    ``actors`` says whose seats concern whom, ``initiatives`` which initiative concerns which (itself, if
    nothing is said).
    """
    network, tables = chosen.network, chosen.dataset.tables
    known, places = tuple(tables["actors"]["id"]), tuple(tables["initiatives"]["id"])
    onto = {(place, place) for place in places} if initiatives is None else initiatives
    return (
        _incidence(actors, network.actors, known)
        @ _incidence(seats, known, places)
        @ _incidence(onto, places, network.initiatives)
    )


def _incidence(pairs: set[Pair], rows: tuple[str, ...], columns: tuple[str, ...]) -> sparse.csr_array:
    """Return 0/1, CSR: 1 for each pair of labels; pairs with an unknown label are left out."""
    row_of = {label: place for place, label in enumerate(rows)}
    column_of = {label: place for place, label in enumerate(columns)}
    places = [(row_of[one], column_of[other]) for one, other in pairs if one in row_of and other in column_of]
    ends = [row for row, _ in places], [column for _, column in places]
    return sparse.csr_array((np.ones(len(places), np.int32), ends), shape=(len(rows), len(columns)))
