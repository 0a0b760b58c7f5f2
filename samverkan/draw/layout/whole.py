"""The four layouts of everything that a data set has at a level."""

from __future__ import annotations

from types import MappingProxyType

from samverkan.domain.dataset import split_list
from samverkan.domain.nodes import initiative_node
from samverkan.domain.study import Study, places_of
from samverkan.domain.view import MapLayout, MapMode
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.layout.centre import centred
from samverkan.draw.layout.columns import LEAST_ROW, ROOMY_ROW, Side, columns
from samverkan.draw.layout.force import force
from samverkan.draw.layout.frame import BESIDE, BESIDE_SHARE, HEIGHT, WIDTH, Guide, Layout
from samverkan.draw.layout.ground import Ground
from samverkan.draw.layout.places import NOT_STATED, SEVERAL, areas, nearest_common, placed_areas
from samverkan.draw.layout.seating import added_since, wishes, worth_keeping

Placed = tuple[dict[str, tuple[float, float]], list[Guide]]


def map_layout(
    everything: Study,
    mode: MapMode,
    kind: MapLayout = "force",
    *,
    centre: str = "",
    start: Layout | None = None,
) -> Layout:
    """Lay out all that a data set has at a level.

    Parameters
    ----------
    everything
        The study of a selection that leaves nothing out.
    mode
        Actors with initiatives, or actors alone.
    kind
        Which layout.
    centre
        Who stands in the middle of the rings, from :func:`centre_of`; the others do not heed it.
    start
        An older layout of the same kind, level and mode: what still is there keeps its place as far as it
        can, unless a fifth has changed. The rings do not heed it: they move little by themselves.

    Returns
    -------
    Layout
        The same bytes for the same data and the same start, on every machine; a machine that has seen an
        older state of the data may therefore show another picture than one that has not.
    """
    ground = Ground(everything, mode)
    kept = None if kind == "rings" else worth_keeping(start, ground.nodes)
    positions, guides = _LAYOUTS[kind](ground, kept, centre)
    added = added_since(kept, ground.nodes)
    return Layout(positions, tuple(guides), added, centre if kind == "rings" else "")


def _force(ground: Ground, start: Layout | None, _: str) -> Placed:
    return force(ground.nodes, ground.adjacency, beside=ground.examples, start=start), []


def _columns(ground: Ground, start: Layout | None, _: str) -> Placed:
    wanted = wishes(ground.nodes, ground.adjacency, start)
    positions: dict[str, tuple[float, float]] = {}
    guides: list[Guide] = []
    row = ROOMY_ROW if ground.mode == "actors" else LEAST_ROW
    for beside in (False, True):
        sides = [
            Side(code, tuple(node for node in members if (node in ground.examples) == beside), row)
            for code, members in _sides(ground, start)
        ]
        found = columns(sides, left=BESIDE if beside else 0.0, width=_width(beside=beside), wanted=wanted)
        positions |= found[0]
        guides += found[1]
    return positions, guides


def _sides(ground: Ground, start: Layout | None) -> list[tuple[str, tuple[str, ...]]]:
    # Who has a seat keeps it: an order is wanted where nobody has one.
    actors, initiatives = (ground.actors, ground.initiatives) if start else ground.ordered
    if ground.mode == "two_mode":
        return [("layout.guide.actors", actors), ("layout.guide.initiatives", initiatives)]
    sectors = ground.everything.sectors
    return [
        (
            f"vocabulary.sector.{sector}",
            tuple(node for node in actors if sectors[node.removeprefix("actor:")] == sector),
        )
        for sector in VOCABULARIES["sector"]
    ]


def _rings(ground: Ground, _: Layout | None, centre: str) -> Placed:
    positions, guides = centred(ground, centre)
    away = tuple(node for node in ground.nodes if node not in positions)
    beside, headings = columns(
        [Side("layout.guide.examples", away)], left=BESIDE, width=_width(beside=True), wanted={}
    )
    return positions | beside, [*guides, *headings]


def _places(ground: Ground, start: Layout | None, _: str) -> Placed:
    everything = ground.everything
    home = _homes(ground, start)
    wanted = wishes(ground.nodes, ground.adjacency, start)
    names, broader = everything.dataset.names["places"], everything.dataset.broader["places"]
    positions: dict[str, tuple[float, float]] = {}
    guides: list[Guide] = []
    for beside in (False, True):
        own = {node: place for node, place in home.items() if (node in ground.examples) == beside}
        found = placed_areas(
            areas(own, broader, tuple(names)),
            names,
            left=BESIDE if beside else 0.0,
            width=_width(beside=beside),
            height=HEIGHT,
            wanted=wanted,
        )
        positions |= found[0]
        guides += found[1]
    return positions, guides


def _homes(ground: Ground, start: Layout | None) -> dict[str, str]:
    """Return the area of each node of the map; without a start, those tied come near each other."""
    everything = ground.everything
    names, broader = everything.dataset.names["places"], everything.dataset.broader["places"]
    served: dict[str, list[str]] = {}
    for initiative, place in sorted(places_of(everything.initiatives, everything.serves)):
        served.setdefault(initiative, []).append(place)
    stated = {str(row): split_list(cell) for row, cell in everything.initiatives["place_ids"].items()}
    home = {
        initiative_node(initiative): nearest_common(
            [place for place in own or served.get(initiative, ()) if place in names], broader
        )
        for initiative, own in stated.items()
    }
    network = everything.shown
    for actor, row in zip(ground.actors, network.biadjacency, strict=True):
        own_places = {home[initiative_node(network.initiatives[column])] for column in row.nonzero()[0]}
        known = own_places - {NOT_STATED}
        home[actor] = SEVERAL if SEVERAL in known else nearest_common(known, broader)
    if start is not None:
        return {node: home[node] for node in ground.nodes}
    order = sorted(ground.nodes, key=lambda node: (ground.level_with[node], node))
    return {node: home[node] for node in order}


def _width(*, beside: bool) -> float:
    return BESIDE_SHARE * WIDTH if beside else WIDTH


_LAYOUTS = MappingProxyType({"force": _force, "columns": _columns, "rings": _rings, "places": _places})
