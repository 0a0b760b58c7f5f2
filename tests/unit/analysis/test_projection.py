from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from samverkan.analysis.projection import Weighting, project
from samverkan.domain.network import MODES, Mode, TwoModeNetwork
from samverkan.errors import UnknownNameError

Net = Callable[..., TwoModeNetwork]
Nodes = Callable[[TwoModeNetwork, Mode], list[tuple[str, str]]]
Matrix = Callable[[nx.Graph, list[tuple[str, str]]], list[list[float]]]

NETWORKS = st.from_type(TwoModeNetwork)
EITHER_MODE = st.sampled_from(MODES)
WEIGHTINGS: tuple[Weighting, ...] = ("count", "newman", "jaccard")
IN_NETWORKX = {
    "count": bipartite.generic_weighted_projected_graph,
    "newman": bipartite.collaboration_weighted_projected_graph,
    "jaccard": bipartite.overlap_weighted_projected_graph,
}


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@given(network=NETWORKS, onto=EITHER_MODE)
def test_every_weight_agrees_with_networkx(
    nodes_of: Nodes, matrix_of: Matrix, weighting: Weighting, network: TwoModeNetwork, onto: Mode
) -> None:
    nodes = nodes_of(network, onto)

    weights = project(network, onto=onto, weighting=weighting).toarray()

    expected = matrix_of(IN_NETWORKX[weighting](network.to_networkx(), nodes), nodes)
    assert pytest.approx(np.array(expected).reshape(len(nodes), len(nodes))) == weights


def test_the_weights_of_a_network_drawn_by_hand(net: Net) -> None:
    network = net("a-x b-x c-x a-y b-y a-z", alone="d")

    assert project(network).toarray().tolist() == [[0, 2, 1, 0], [2, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert project(network, weighting="newman").toarray()[0].tolist() == [0, 1.5, 0.5, 0]
    assert project(network, weighting="jaccard").toarray()[0].tolist() == [0, 2 / 3, 1 / 3, 0]


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@given(network=NETWORKS, onto=EITHER_MODE)
def test_a_projection_is_symmetric_and_ties_nobody_to_itself(
    weighting: Weighting, network: TwoModeNetwork, onto: Mode
) -> None:
    projected = project(network, onto=onto, weighting=weighting)

    assert projected.toarray().tolist() == projected.T.toarray().tolist()
    assert not projected.diagonal().any()
    assert (projected.data > 0).all()
    assert projected.has_sorted_indices


@given(NETWORKS)
def test_newman_s_weights_add_up_to_the_initiatives_shared_with_anyone(network: TwoModeNetwork) -> None:
    strengths = project(network, weighting="newman").sum(axis=1)

    shared = [
        sum(len(network.participants(initiative)) > 1 for initiative in network.initiatives_of(actor))
        for actor in network.actors
    ]
    assert pytest.approx(shared) == strengths.tolist()


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@given(network=NETWORKS)
def test_renaming_permutes_the_projection(
    renamed: Callable[[TwoModeNetwork], tuple[TwoModeNetwork, Mapping[str, str]]],
    weighting: Weighting,
    network: TwoModeNetwork,
) -> None:
    other, new = renamed(network)

    order = [other.actors.index(new[actor]) for actor in network.actors]

    expected = project(network, weighting=weighting).toarray()
    assert pytest.approx(expected) == project(other, weighting=weighting).toarray()[np.ix_(order, order)]


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_an_empty_network_gives_an_empty_matrix(net: Net, weighting: Weighting) -> None:
    assert project(net(), weighting=weighting).shape == (0, 0)


def test_counts_are_whole_numbers(net: Net) -> None:
    assert project(net("a-x b-x")).dtype == np.int32


def test_an_unknown_weighting_is_refused(net: Net) -> None:
    with pytest.raises(UnknownNameError) as caught:
        project(net("a-x"), weighting="cosine")  # type: ignore[arg-type]

    assert caught.value.code == "unknown_weighting"
