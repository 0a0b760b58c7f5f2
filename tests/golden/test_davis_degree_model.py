"""The degree model on Davis's Southern women (89 ties), against the value in the project's method notes."""

from __future__ import annotations

import networkx as nx
import numpy as np

from samverkan.analysis.degree_model import degree_model
from samverkan.domain.network import TwoModeNetwork


def davis() -> TwoModeNetwork:
    graph = nx.davis_southern_women_graph()
    women = set(graph.graph["top"])
    return TwoModeNetwork.from_pairs(
        (one, other) if one in women else (other, one) for one, other in graph.edges
    )


def test_evelyn_at_the_widest_event_is_as_likely_as_published() -> None:
    network = davis()

    p = degree_model(network).dense()

    evelyn, widest = network.actors.index("Evelyn Jefferson"), network.initiatives.index("E8")
    assert round(float(p[evelyn, widest]), 6) == 0.933382


def test_the_degrees_are_kept() -> None:
    network = davis()

    p = degree_model(network).dense()

    assert np.abs(p.sum(axis=1) - network.biadjacency.sum(axis=1)).max() < 1e-6
    assert np.abs(p.sum(axis=0) - network.biadjacency.sum(axis=0)).max() < 1e-6
