"""Two-mode clustering of Davis's Southern women, 89 ties: .468 (Robins & Alexander 2004)."""

from __future__ import annotations

import networkx as nx
import pytest

from samverkan.analysis.clustering import clustering
from samverkan.domain.network import TwoModeNetwork


@pytest.fixture(scope="module")
def davis() -> TwoModeNetwork:
    graph = nx.davis_southern_women_graph()
    women = set(graph.graph["top"])
    return TwoModeNetwork.from_pairs(
        (one, other) if one in women else (other, one) for one, other in graph.edges
    )


def test_clustering_is_as_published(davis: TwoModeNetwork) -> None:
    assert round(clustering(davis), 3) == 0.468
