from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from samverkan.analysis.brokerage import constraint, effective_size
from samverkan.analysis.projection import Weighting, project
from samverkan.domain.network import MODES, Mode, TwoModeNetwork

Net = Callable[..., TwoModeNetwork]


def projected(network: TwoModeNetwork, mode: Mode, weighting: Weighting) -> nx.Graph:
    graph = nx.from_scipy_sparse_array(project(network, onto=mode, weighting=weighting))
    return nx.relabel_nodes(graph, dict(enumerate(network.labels(mode))))


def test_who_joins_two_circles_is_less_bound_than_who_is_in_one(net: Net) -> None:
    found = constraint(net("a-x b-x c-x c-y d-y e-y"))

    assert found.idxmin() == "c"


def test_a_single_contact_binds_wholly(net: Net) -> None:
    assert constraint(net("a-x b-x")).to_dict() == {"a": 1, "b": 1}


def test_neighbours_that_all_meet_count_as_one(net: Net) -> None:
    found = effective_size(net("a-x b-x c-x c-y d-y"))

    # c has a, b and d, of whom a and b meet: 3 − 2 · 1/3.
    assert found.to_dict() == pytest.approx({"a": 1, "b": 1, "c": 3 - 2 / 3, "d": 1})


def test_who_meets_nobody_has_no_number(net: Net) -> None:
    network = net("a-x", alone="b")

    assert constraint(network).isna().all()
    assert effective_size(network).isna().all()


@pytest.mark.parametrize("weighting", ["newman", "count"])
@pytest.mark.parametrize("mode", MODES)
@given(network=...)
def test_constraint_agrees_with_networkx(network: TwoModeNetwork, mode: Mode, weighting: Weighting) -> None:
    graph = projected(network, mode, weighting)
    expected = nx.constraint(graph, weight="weight") if graph else {}

    found = constraint(network, mode=mode, weighting=weighting).to_dict()
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("mode", MODES)
@given(network=...)
def test_effective_size_agrees_with_networkx(network: TwoModeNetwork, mode: Mode) -> None:
    graph = projected(network, mode, "count")

    sizes = nx.effective_size(graph) if graph else {}
    expected = {node: size if graph.degree(node) else np.nan for node, size in sizes.items()}
    assert effective_size(network, mode=mode).to_dict() == pytest.approx(expected, nan_ok=True)
