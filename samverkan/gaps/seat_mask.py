"""Who is never suggested for which initiative, and why: the commonest false alarm is somebody who is there.

An actor is taken to be wherever one of its units or parents is, wherever a group that may include it is
(“schools”), a network wherever one of its own is, and all of them in the parts and the wholes of what they
are in: there the tables cannot tell. The second
commonest is a seat where there is none: in what one organisation does on its own, a sanction, a method.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.collectives import may_include
from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.domain.judgements import standing
from samverkan.domain.levels import belongs_to, speakers
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.gaps.mask import SETTLED

Pair = tuple[str, str]

DOING = ("responsible", "partner", "agreement_party", "participant")
"""Who does something in an initiative; who lends a room, pays or passes word on does not make it joint."""
JOINT_BY_NATURE = ("network", "agreement")
"""Kinds of initiatives that are there for several, even where only one is named."""


def seats_to_fill(chosen: Study) -> frozenset[str]:
    """Return the counted initiatives that somebody may be suggested for.

    Never one that has ended, of another municipality than the selection's, a learning example elsewhere, or
    one that only actors of other municipalities answer for. A planned one is there only where planned ones
    are chosen to count.
    """
    tables = chosen.dataset.tables
    initiatives = tables["initiatives"]
    at_home = set(initiatives.loc[initiatives["reference"] != "yes", "municipality"])
    wanted = at_home & (set(chosen.selection.municipalities) or at_home)
    rows = chosen.initiatives
    local = rows["municipality"].isin(wanted) & ~rows["id"].isin(_led_from_elsewhere(chosen, wanted))
    return frozenset(rows.loc[rows["counted"] & local & (rows["status_now"] != "ended"), "id"])


def _led_from_elsewhere(chosen: Study, wanted: set[str]) -> set[str]:
    actors, links = (chosen.dataset.tables[name] for name in ("actors", "participations"))
    near = set(actors.loc[actors["municipality"].isin({*wanted, ""}), "id"])
    leads = links[links["role"] == "responsible"]
    return set(leads["initiative_id"]) - set(leads.loc[leads["actor_id"].isin(near), "initiative_id"])


def complete_lists(chosen: Study) -> frozenset[str]:
    """Return the initiatives whose source says who all are: whoever is not named is taken to be absent."""
    return frozenset(chosen.initiatives.index[chosen.initiatives["actors_complete"] == "yes"])


def own_work(chosen: Study) -> frozenset[str]:
    """Return the counted initiatives that no two organisations are known to do together.

    Nobody is missing in what one organisation does on its own: who should be in it is for that one to say. An
    organisation is a department with its units (at the level of municipalities the municipality), and schools
    in general may be a department's own. A network or an agreement is joint by nature. Who only lends a room,
    pays or passes word on does not make anything joint, nor does a partner whom the source only implies.
    Decided on all that the data set knows, whatever sectors, roles or certainty are chosen.
    """
    level = "department" if chosen.selection.level == "unit" else chosen.selection.level
    everybody = Selection(level=level, roles=DOING, statuses=chosen.selection.statuses, as_of=chosen.as_of)
    rows = study(chosen.dataset, everybody).participations
    rows = rows[rows["counted"] & ((rows["role"] == "responsible") | (rows["certainty"] == "stated"))]
    doing: dict[str, set[str]] = defaultdict(set)
    for actor, initiative in zip(rows["actor_id"], rows["initiative_id"], strict=True):
        doing[initiative].add(actor)
    own_groups = {two for two in may_include(chosen.dataset) if chosen.sectors[two[1]] == "municipal"}
    one = related_actors(chosen) | _both_ways(own_groups)
    joint = {name for name, own in doing.items() if any(two not in one for two in combinations(own, 2))}
    alone = ~chosen.initiatives["kind"].isin(JOINT_BY_NATURE) & ~chosen.initiatives["id"].isin(joint)
    return frozenset(chosen.initiatives.loc[chosen.initiatives["counted"] & alone, "id"])


def barred_seats(chosen: Study) -> sparse.csr_array:
    """Return which actor is never suggested for which initiative: bool, CSR, shaped as the network.

    Barred is who is mentioned already (:func:`_present`): in any role, one who pays or passes word on too, in
    any status and however certain. And whose seat people have judged; what is said of a whole holds for its
    parts, and what is said of a part for the actor that speaks for it at the level chosen.
    """
    speaks_for = speakers(chosen.dataset, chosen.selection)
    spoken = {(whole, part) for part, whole in speaks_for.items()}
    judged = _joined(chosen, _same_or_above(belongs_to(chosen.dataset)) | spoken, settled_seats(chosen))
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
        related_actors(chosen) | _both_ways(may_include(chosen.dataset)) | _networks(chosen),
        mentioned,
        _both_ways(_same_or_above(inside)),
    )


def _networks(chosen: Study) -> set[Pair]:
    """Return each network that acts (“the social team”) with everybody in what it answers for.

    It is wherever one of them is: they are who it is made of.
    """
    actors, links = (chosen.dataset.tables[name] for name in ("actors", "participations"))
    networks = set(actors.loc[actors["kind"] == "network", "id"])
    leads = links[(links["role"] == "responsible") & links["actor_id"].isin(networks)]
    inside = leads.merge(links, on="initiative_id", suffixes=("", "_of_part"))
    return _pairs(inside, "actor_id", "actor_id_of_part")


def settled_seats(chosen: Study) -> set[Pair]:
    """Return the seats, as (actor, initiative), that people have settled, as they named them."""
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
