"""Who stands in the middle of the rings, and what each ring around it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isfinite
from types import MappingProxyType

import numpy as np

from samverkan.domain.dataset import Dataset
from samverkan.domain.hierarchy import with_narrower
from samverkan.domain.levels import speakers
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.nodes import actor_node, ends, group_node, initiative_node
from samverkan.domain.selection import MEMBER_ROLES
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.layout.frame import Guide
from samverkan.draw.layout.ground import Ground
from samverkan.draw.layout.rings import MIDDLE, Circle, ringed, steps_from

_TABLES = MappingProxyType({"actor": "actors", "initiative": "initiatives", "group": "target_groups"})
"""What may stand in the middle: the kind in its id to its table."""

_NAMED = MappingProxyType({"actor": 3, "initiative": 2, "group": 2})
"""How many rings have a distance each; the next holds all that is further away."""


def centre_of(view: View, everything: Study) -> str:
    """Return who stands in the middle of the rings; ``""`` where there is nobody.

    What was chosen for it decides, else the first target group chosen, else what is in focus, else the actor
    that is a member of most initiatives. At a roll-up an actor is the one that speaks for it.
    """
    groups = [group_node(group) for group in view.selection.target_groups]
    for wanted in (view.centre, *groups[:1], *ends(view.focus)[:1]):
        if known := _known(wanted, everything):
            return known
    ground = Ground(everything, "two_mode")
    network = _members(everything)
    n_initiatives = network.biadjacency.sum(axis=1) if network.n_actors else ()
    ranked = sorted(zip(network.actors, n_initiatives, strict=True), key=lambda row: (-int(row[1]), row[0]))
    return next((node for actor, _ in ranked if (node := actor_node(actor)) not in ground.examples), "")


def centre_name(centre: str, dataset: Dataset) -> str:
    """Return the name of what stands in the middle; nothing for nobody."""
    kind, _, identifier = centre.partition(":")
    return dataset.names[_TABLES[kind]][identifier] if identifier else ""


def centred(ground: Ground, centre: str) -> tuple[dict[str, tuple[float, float]], list[Guide]]:
    """Return positions and guides of the rings around a middle.

    A learning example that no way leads to is left out: it stands beside.
    """
    ring_of = _rings(ground, centre)
    kind, _, identifier = centre.partition(":")
    nodes = [node for node in ring_of if node != centre and _belongs(node, ring_of, ground)]
    last = max((ring for ring in ring_of.values() if isfinite(ring)), default=0)
    circles = [
        Circle(
            f"layout.ring.{ground.mode}.{kind}.{ring:.0f}" if isfinite(ring) else "layout.ring.no_way",
            tuple(node for node in nodes if ring_of[node] == ring),
        )
        for ring in (*range(1, int(last) + 1), np.inf)
    ]
    positions, guides = ringed(circles, _slices(ground), _ties(ground))
    if centre in ring_of:
        positions[centre] = MIDDLE
    elif identifier:
        name = (("name", centre_name(centre, ground.everything.dataset)),)
        guides.append(Guide("text", *MIDDLE, code="layout.guide.centre", params=name, is_title=True))
    return positions, guides


def _known(centre: str, everything: Study) -> str:
    """Return what of the map stands for a centre; nothing where it is not in the data at all."""
    kind, _, identifier = centre.partition(":")
    network, dataset = everything.shown, everything.dataset
    if kind == "actor":
        actor = speakers(dataset, everything.selection).get(identifier, identifier)
        return actor_node(actor) if actor in network.actors else ""
    known = network.initiatives if kind == "initiative" else dataset.names["target_groups"]
    return centre if kind in _TABLES and identifier in known else ""


def _members(everything: Study) -> TwoModeNetwork:
    """Return the network of members' parts, with every node of the whole one."""
    rows = everything.participations
    rows = rows[rows["role"].isin(MEMBER_ROLES)]
    network = everything.shown
    return TwoModeNetwork.from_pairs(
        zip(rows["actor_id"], rows["initiative_id"], strict=True),
        actors=network.actors,
        initiatives=network.initiatives,
    )


def _rings(ground: Ground, centre: str) -> dict[str, float]:
    """Return for each node of the map its ring; 0 is the middle, infinite where no way leads."""
    both = ground.actors + ground.initiatives
    sources, ahead = _sources(ground, centre, both)
    steps = steps_from(sources, _members(ground.everything).adjacency) + ahead
    by_any = steps_from(sources, ground.everything.shown.adjacency) + ahead
    kind = centre.partition(":")[0] or "actor"
    rings = np.ceil(steps / 2) if ground.mode == "actors" else steps
    further = _NAMED[kind] + 1 if ground.mode == "two_mode" else 3
    rings = np.where(np.isinf(rings) & np.isfinite(by_any), further, rings)
    rings = np.where(np.isfinite(rings), np.minimum(rings, further), rings)
    found = dict(zip(both, rings.tolist(), strict=True))
    return {node: found[node] for node in ground.nodes}


def _sources(ground: Ground, centre: str, both: Sequence[str]) -> tuple[list[int], int]:
    """Return where all ways begin and how many steps the beginning is from the middle itself."""
    kind, _, group = centre.partition(":")
    if kind != "group":
        return [both.index(centre)] if centre in both else [], 0
    everything = ground.everything
    inside = with_narrower([group], everything.dataset.broader["target_groups"])
    rows = everything.serves
    serving = set(map(initiative_node, rows.loc[rows["target_group_id"].isin(inside), "initiative_id"]))
    return [place for place, node in enumerate(both) if node in serving], 1


def _belongs(node: str, ring_of: Mapping[str, float], ground: Ground) -> bool:
    return isfinite(ring_of[node]) or node not in ground.examples


def _slices(ground: Ground) -> list[tuple[str, frozenset[str]]]:
    """Return the sectors with their nodes, then those of no known actor."""
    network, sectors = _members(ground.everything), ground.everything.sectors
    order = VOCABULARIES["sector"]
    sector_of = {actor_node(actor): sectors[actor] for actor in network.actors}
    for initiative, column in zip(network.initiatives, network.towards("initiatives"), strict=True):
        own = Counter(sectors[network.actors[row]] for row in column.nonzero()[0])
        most = max(own, key=lambda sector: (own[sector], -order.index(sector)), default="")
        sector_of[initiative_node(initiative)] = most
    named = [(f"vocabulary.sector.{sector}", sector) for sector in order] + [("layout.guide.no_actor", "")]
    return [
        (code, frozenset(node for node, own in sector_of.items() if own == sector)) for code, sector in named
    ]


def _ties(ground: Ground) -> dict[str, list[str]]:
    matrix, nodes = ground.adjacency, ground.nodes
    return {
        node: [nodes[end] for end in matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]]
        for row, node in enumerate(nodes)
    }
