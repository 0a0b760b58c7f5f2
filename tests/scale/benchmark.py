"""What things cost, as ratios against a peer in the same run: ``python tests/scale/benchmark.py``.

Times are medians of this machine and this moment; what to trust is the ratio. No test depends on them.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import networkx as nx
import numpy as np
from networkx.algorithms import bipartite
from scipy import sparse

from samverkan import workflows
from samverkan.analysis.centrality import measures
from samverkan.analysis.coverage import coverage
from samverkan.analysis.projection import project
from samverkan.analysis.sharing import shared_pairs
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View
from samverkan.draw.layout import map_layout
from samverkan.draw.map_scene import map_scene
from samverkan.draw.vis import vis_payload
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.i18n import translator


def main() -> None:
    """Print the tables."""
    _municipality()
    _nation()


def _municipality() -> None:
    dataset = workflows.open_package().dataset
    selection = workflows.home_selection(dataset)
    chosen = study(dataset, selection)
    print(f"data/: {chosen.network.n_actors} actors, {chosen.network.n_initiatives} initiatives")
    print(f"{'work, nothing cached':52}{'ms':>8}")
    row("selection → study", lambda: study(dataset, selection))
    ours = row("all measures of one selection", lambda: measures(chosen.network))
    graph = chosen.network.to_networkx()
    peer = row("  networkx: degree, closeness, betweenness only", lambda: _networkx_measures(graph))
    print(f"{'  networkx / ours':52}{peer / ours:>8.1f}×")
    row("shared target groups, all pairs", lambda: shared_pairs(chosen))
    row("coverage by place", lambda: coverage(chosen, across="places"))
    row("missing partnerships", lambda: missing_partnerships(chosen))
    whole = study(dataset, Selection(roles=(), statuses=()))
    positions = map_layout(whole, "two_mode")
    row("positions of the map (once a data set)", lambda: map_layout(whole, "two_mode"), times=3)
    filtered = replace(selection, places=("kronogarden",))

    def filter_change() -> None:
        smaller = study(dataset, filtered)
        scene = map_scene(smaller, View(filtered), measures(smaller.network), positions, translator("sv"))
        vis_payload(scene)

    row("filter change: study, measures, scene, payload", filter_change)


def _networkx_measures(graph: nx.Graph) -> None:
    actors = [node for node in graph if node[0] == "actor"]
    bipartite.degree_centrality(graph, actors)
    bipartite.closeness_centrality(graph, actors)
    bipartite.betweenness_centrality(graph, actors)


def _nation() -> None:
    print(
        f"\n{'projection onto actors, Newman':38}{'pairs':>10}{'ours ms':>10}{'networkx ms':>13}{'ratio':>8}"
    )
    for n_actors, n_initiatives, n_links in ((6_000, 3_000, 25_000), (60_000, 30_000, 250_000)):
        network = _random_network(n_actors, n_initiatives, n_links)
        ours = median(lambda network=network: project(network, weighting="newman"), times=5)
        graph = network.to_networkx()
        actors = [("actor", label) for label in network.actors]
        peer = median(
            lambda graph=graph, actors=actors: bipartite.collaboration_weighted_projected_graph(
                graph, actors
            ),
            times=1,
        )
        pairs = project(network).nnz // 2
        size = f"{n_actors:,} × {n_initiatives:,}, {network.n_ties:,} links"
        print(f"{size:38}{pairs:>10,}{ours:>10.1f}{peer:>13.0f}{peer / ours:>7.0f}×")


def _random_network(n_actors: int, n_initiatives: int, n_links: int) -> TwoModeNetwork:
    """Return a network with heavy-tailed actors, seeded."""
    random = np.random.default_rng(7)
    weights = random.pareto(1.5, n_actors) + 1
    rows = random.choice(n_actors, size=n_links, p=weights / weights.sum())
    columns = random.integers(0, n_initiatives, size=n_links)
    matrix = sparse.csr_array((np.ones(n_links, np.int32), (rows, columns)), shape=(n_actors, n_initiatives))
    labels = (tuple(f"a{i}" for i in range(n_actors)), tuple(f"i{i}" for i in range(n_initiatives)))
    return TwoModeNetwork(*labels, matrix)


def row(name: str, work: Callable[[], object], *, times: int = 9) -> float:
    """Print what a piece of work takes, and return it (ms)."""
    took = median(work, times=times)
    print(f"{name:52}{took:>8.1f}")
    return took


def median(work: Callable[[], object], *, times: int) -> float:
    """Return the median time of a piece of work, in ms; it has run once before, unless it runs only once."""
    if times > 1:
        work()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main()
