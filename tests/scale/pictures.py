"""What a picture of data/ costs in each format, beside pyvis's own page: ``python tests/scale/pictures.py``.

Times are medians of this machine and this moment; what to trust is the ratio. No test depends on them.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from samverkan import workflows
from samverkan.domain.view import View
from samverkan.draw.map_files import MAP_WRITERS
from samverkan.draw.mapped import map_scene_of, presented
from samverkan.draw.order import Order
from samverkan.draw.scene import Scene
from samverkan.draw.svg import svg
from samverkan.i18n import translator

FLOORS = {"svg": 0.2, "png": 2.0, "pdf": 2.0, "pptx": 3.0}
"""Seconds that a format may take; a deck of slides has one of at most 40 nodes."""


def main() -> None:
    """Print the table."""
    chosen = workflows.home_study(workflows.open_package().dataset)
    order = Order(chosen, View(selection=chosen.selection), translator("sv"), scale=2)
    order = replace(order, positions=workflows.seen_positions(chosen, order.view))
    scene = map_scene_of(order)
    print(f"data/: {len(scene.nodes)} nodes, {len(scene.edges)} ties")
    peer = median(lambda: pyvis_page(scene))
    print(f"{'':36}{'s':>8}{'floor':>8}{'pyvis = 1':>11}")
    row("pyvis's own page, places given", peer, peer)
    sheet = presented(scene, order.view)
    row("sheet: all names placed", median(lambda: presented(scene, order.view)), peer)
    row("svg of a sheet", median(lambda: svg(sheet)), peer)
    one_slide = replace(order, view=replace(order.view, focus=busiest(scene)))
    for form, write in MAP_WRITERS.items():
        asked = one_slide if form == "pptx" else order
        row(form, median(lambda write=write, asked=asked: write(asked)), peer, floor=FLOORS.get(form))


def busiest(scene: Scene) -> str:
    """Return the most important node."""
    return max(scene.nodes, key=lambda node: node.priority).id


def pyvis_page(scene: Scene) -> str:
    """Return what pyvis itself writes of the same graph, without its physics."""
    from pyvis.network import Network

    graph = Network(directed=True, cdn_resources="in_line")
    graph.toggle_physics(False)
    for node in scene.nodes:
        graph.add_node(node.id, label=node.name, x=node.x, y=node.y, size=node.size, title=node.title)
    for edge in scene.edges:
        graph.add_edge(edge.source, edge.target, title=edge.title)
    return str(graph.generate_html())


def median(work: Callable[[], object], *, times: int = 3) -> float:
    """Return the median of some runs, in seconds, after one that warms up."""
    work()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def row(name: str, seconds: float, peer: float, *, floor: float | None = None) -> None:
    """Print a line of the table."""
    print(f"{name:36}{seconds:>8.3f}{'' if floor is None else floor:>8}{seconds / peer:>10.1f}×")


if __name__ == "__main__":
    main()
