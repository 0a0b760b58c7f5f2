from __future__ import annotations

import itertools
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from samverkan.analysis.clustering import clustering, redundancy
from samverkan.domain.network import MODES, Mode, TwoModeNetwork

Net = Callable[..., TwoModeNetwork]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("", 0),
        ("a-x", 0),
        ("a-x b-x a-y", 0),
        ("a-x b-x a-y b-y", 1),
        ("a-x b-x a-y b-y a-z", 4 / 6),
    ],
)
def test_clustering_is_the_share_of_ways_that_close(net: Net, ties: str, expected: float) -> None:
    assert pytest.approx(expected) == clustering(net(ties))


@given(network=...)
def test_clustering_agrees_with_networkx(network: TwoModeNetwork) -> None:
    graph = network.to_networkx()

    assert pytest.approx(nx.bipartite.robins_alexander_clustering(graph)) == clustering(network)


def test_redundancy_is_the_share_of_pairs_that_others_join(net: Net) -> None:
    found = redundancy(net("a-x a-y a-z b-x b-y c-z"))

    # Of xy, xz and yz only xy is joined by another; c has one initiative.
    assert found.to_dict() == pytest.approx({"a": 1 / 3, "b": 1, "c": np.nan}, nan_ok=True)


@pytest.mark.parametrize("mode", MODES)
@given(network=...)
def test_redundancy_agrees_with_a_count_by_hand(network: TwoModeNetwork, mode: Mode) -> None:
    matrix = network.towards(mode).toarray()
    expected = {}
    for row, label in enumerate(network.labels(mode)):
        pairs = list(itertools.combinations(np.flatnonzero(matrix[row]), 2))
        others = np.delete(matrix, row, axis=0)
        joined = [bool((others[:, one] & others[:, other]).any()) for one, other in pairs]
        expected[label] = sum(joined) / len(pairs) if pairs else np.nan

    assert redundancy(network, mode=mode).to_dict() == pytest.approx(expected, nan_ok=True)
