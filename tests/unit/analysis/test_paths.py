from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.paths import dependencies, fans
from samverkan.domain.network import TwoModeNetwork

NETWORKS = st.from_type(TwoModeNetwork)


@given(NETWORKS)
def test_depths_are_the_shortest_distances_of_networkx(network: TwoModeNetwork) -> None:
    graph = nx.from_scipy_sparse_array(network.adjacency)
    expected = np.full((len(graph), len(graph)), -1)
    for source, reached in nx.all_pairs_shortest_path_length(graph):
        for target, steps in reached.items():
            expected[target, source] = steps

    for fan in fans(network.adjacency):
        assert expected[:, fan.sources].tolist() == fan.depth.tolist()


@given(NETWORKS)
def test_paths_are_counted_as_networkx_lists_them(network: TwoModeNetwork) -> None:
    graph = nx.from_scipy_sparse_array(network.adjacency)

    for fan in fans(network.adjacency):
        for place, source in enumerate(fan.sources.tolist()):
            paths = {
                target: len(list(nx.all_shortest_paths(graph, source, target)))
                for target in graph
                if fan.depth[target, place] >= 0
            }
            assert {target: int(n) for target, n in enumerate(fan.n_paths[:, place]) if n} == paths


@given(NETWORKS)
def test_dependencies_add_up_to_the_betweenness_of_networkx(network: TwoModeNetwork) -> None:
    graph = nx.from_scipy_sparse_array(network.adjacency)
    through = np.zeros(len(graph))

    for fan in fans(network.adjacency):
        through += dependencies(network.adjacency, fan)

    expected = nx.betweenness_centrality(graph, normalized=False)
    assert pytest.approx([2 * expected[node] for node in graph]) == through.tolist()


@pytest.mark.parametrize("n_cells", [1, 15, 1000])
def test_every_node_is_a_source_once_whatever_the_width_of_a_block(
    monkeypatch: pytest.MonkeyPatch, n_cells: int
) -> None:
    network = TwoModeNetwork.from_pairs([("a", "x"), ("b", "x"), ("b", "y")])
    monkeypatch.setattr("samverkan.analysis.paths._BLOCK_CELLS", n_cells)

    sources = [source for fan in fans(network.adjacency) for source in fan.sources.tolist()]

    assert sources == [0, 1, 2, 3]


def test_an_empty_network_has_no_fans() -> None:
    assert list(fans(TwoModeNetwork.from_pairs([]).adjacency)) == []
