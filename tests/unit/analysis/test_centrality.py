from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from samverkan.analysis.centrality import (
    betweenness,
    closeness,
    degree,
    eigenvector,
    measures,
    ranking,
    strength,
)
from samverkan.analysis.projection import project
from samverkan.domain.network import MODES, Mode, TwoModeNetwork
from samverkan.domain.vocabulary import MEASURES
from samverkan.errors import UnknownNameError

Net = Callable[..., TwoModeNetwork]
Nodes = Callable[[TwoModeNetwork, Mode], list[tuple[str, str]]]
Renamed = Callable[[TwoModeNetwork], tuple[TwoModeNetwork, Mapping[str, str]]]

NETWORKS = st.from_type(TwoModeNetwork)
EITHER_MODE = st.sampled_from(MODES)


def both(network: TwoModeNetwork) -> bool:
    return network.n_actors > 0 and network.n_initiatives > 0


@given(network=NETWORKS.filter(both), mode=EITHER_MODE)
def test_degree_agrees_with_networkx(nodes_of: Nodes, network: TwoModeNetwork, mode: Mode) -> None:
    nodes = nodes_of(network, mode)

    expected = bipartite.degree_centrality(network.to_networkx(), nodes)

    assert pytest.approx([expected[node] for node in nodes]) == degree(network, mode=mode).tolist()


@given(network=NETWORKS.filter(both), mode=EITHER_MODE)
def test_betweenness_agrees_with_networkx(nodes_of: Nodes, network: TwoModeNetwork, mode: Mode) -> None:
    assume(network.n_actors > 1 and network.n_initiatives > 1)  # networkx divides by zero below that
    nodes = nodes_of(network, mode)

    expected = bipartite.betweenness_centrality(network.to_networkx(), nodes)

    assert pytest.approx([expected[node] for node in nodes]) == betweenness(network, mode=mode).tolist()


@given(network=NETWORKS.filter(both), mode=EITHER_MODE)
def test_closeness_is_that_of_networkx_in_each_part_times_the_share_reached(
    nodes_of: Nodes, network: TwoModeNetwork, mode: Mode
) -> None:
    graph, nodes = network.to_networkx(), nodes_of(network, mode)
    expected = {}
    for part in nx.connected_components(graph):
        own = [node for node in part if node in nodes]
        within = bipartite.closeness_centrality(graph.subgraph(part), own, normalized=False)
        share = (len(part) - 1) / max(len(graph) - 1, 1)
        expected |= {node: within[node] * share if len(part) > 1 else 0.0 for node in own}

    assert pytest.approx([expected[node] for node in nodes]) == closeness(network, mode=mode).tolist()


@given(network=NETWORKS, mode=EITHER_MODE)
def test_strength_adds_up_the_weights_of_the_projection(network: TwoModeNetwork, mode: Mode) -> None:
    for weighting in ("count", "newman", "jaccard"):
        expected = project(network, onto=mode, weighting=weighting).toarray().sum(axis=1)  # type: ignore[arg-type]

        found = strength(network, mode=mode, weighting=weighting)  # type: ignore[arg-type]

        assert pytest.approx(expected) == found.to_numpy()


@given(network=NETWORKS, mode=EITHER_MODE)
def test_eigenvector_agrees_with_networkx_in_each_part_of_the_projection(
    network: TwoModeNetwork, mode: Mode
) -> None:
    weights = project(network, onto=mode, weighting="newman").toarray()
    graph = nx.from_numpy_array(weights)
    expected = np.zeros(len(weights))
    for part in map(sorted, nx.connected_components(graph)):
        if len(part) == 2:
            expected[part] = np.sqrt(1 / 2)
        elif len(part) > 2:
            leading = nx.eigenvector_centrality_numpy(graph.subgraph(part), weight="weight")
            expected[part] = [leading[node] for node in part]
        expected[part] *= np.sqrt(len(part) / len(weights))

    assert pytest.approx(expected, abs=1e-6) == eigenvector(network, mode=mode).to_numpy()


def test_eigenvector_on_a_connected_projection_is_that_of_networkx(net: Net) -> None:
    network = net("a-x b-x c-x c-y d-y d-z e-z a-z")
    graph = nx.from_scipy_sparse_array(project(network, weighting="newman"))

    expected = nx.eigenvector_centrality_numpy(graph, weight="weight")

    assert pytest.approx([expected[row] for row in range(5)]) == eigenvector(network).tolist()


def test_two_who_only_have_each_other_do_not_lead(net: Net) -> None:
    scores = eigenvector(net("a-x b-x c-x d-x e-y f-y"))

    assert pytest.approx([np.sqrt(1 / 6)] * 6) == scores.tolist()


def test_the_iterative_solver_gives_what_the_dense_one_gives(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = net("a-x b-x c-x c-y d-y d-z e-z a-z f-x f-z")
    dense = eigenvector(network)

    monkeypatch.setattr("samverkan.analysis.centrality._DENSE_UP_TO", 1)

    assert pytest.approx(dense.to_numpy()) == eigenvector(network).to_numpy()


def test_blocks_of_sources_add_up_to_the_whole(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    network = net("a-x b-x c-x c-y d-y d-z e-z a-z", alone="f")
    whole = measures(network)

    monkeypatch.setattr("samverkan.analysis.paths._BLOCK_CELLS", 20)

    pd.testing.assert_frame_equal(whole, measures(network))


# Drawn by hand


def test_on_a_path_the_one_in_the_middle_lies_between_all(net: Net) -> None:
    scores = betweenness(net("a-x b-x b-y c-y"))

    # Of the pairs on a–x–b–y–c four pass b: a–y, a–c, x–y and x–c. No actor of 3 by 2 can have more.
    assert scores.to_dict() == {"a": 0.0, "b": 1.0, "c": 0.0}


def test_on_a_star_the_centre_is_nearest(net: Net) -> None:
    scores = closeness(net("a-x b-x c-x"), mode="initiatives")

    assert scores.to_dict() == {"x": 1.0}


@pytest.mark.parametrize("measure", [degree, betweenness, closeness, strength, eigenvector])
def test_an_isolate_gets_nothing(net: Net, measure: Callable[..., pd.Series]) -> None:
    network = net("a-x b-x a-y", alone="c Z")

    assert (measure(network)["c"], measure(network, mode="initiatives")["Z"]) == (0.0, 0.0)


@pytest.mark.parametrize("measure", [degree, betweenness, closeness, strength, eigenvector])
@pytest.mark.parametrize("ties", [{}, {"alone": "a b"}, {"alone": "X Y"}, {"alone": "a X"}])
@pytest.mark.parametrize("mode", MODES)
def test_a_network_without_a_tie_gives_zeros(
    net: Net, measure: Callable[..., pd.Series], ties: dict[str, str], mode: Mode
) -> None:
    network = net(**ties)

    assert dict.fromkeys(network.labels(mode), 0.0) == measure(network, mode=mode).to_dict()


@pytest.mark.parametrize("mode", MODES)
def test_a_network_without_anything_has_an_empty_table(net: Net, mode: Mode) -> None:
    assert measures(net(), mode=mode).shape == (0, len(MEASURES))


# Laws


@given(network=NETWORKS, mode=EITHER_MODE)
def test_renaming_permutes_every_measure(renamed: Renamed, network: TwoModeNetwork, mode: Mode) -> None:
    other, new = renamed(network)

    expected = measures(network, mode=mode).rename(index=new).sort_index()

    pd.testing.assert_frame_equal(expected, measures(other, mode=mode).sort_index(), atol=1e-8)


@given(network=NETWORKS, mode=EITHER_MODE)
def test_the_table_holds_what_the_single_measures_give(network: TwoModeNetwork, mode: Mode) -> None:
    table = measures(network, mode=mode)

    assert set(MEASURES) == set(table.columns)
    for measure in (betweenness, closeness, strength, eigenvector):
        assert measure(network, mode=mode).tolist() == table[measure.__name__].tolist()
    other_size = len(network.labels("initiatives" if mode == "actors" else "actors"))
    assert pytest.approx(degree(network, mode=mode) * max(other_size, 1)) == table["initiatives"].to_numpy()
    expected = (project(network, onto=mode).toarray() > 0).sum(axis=1).tolist()
    assert expected == table["partners"].tolist()


@given(network=NETWORKS, mode=EITHER_MODE)
def test_shares_lie_between_nothing_and_all(network: TwoModeNetwork, mode: Mode) -> None:
    for measure in (degree, betweenness, closeness, eigenvector):
        values = measure(network, mode=mode)

        assert values.between(0, 1 + 1e-9).all()


@given(NETWORKS)
def test_removing_an_isolate_changes_no_other_betweenness_rank(network: TwoModeNetwork) -> None:
    rows, columns = network.biadjacency.nonzero()
    ties = [
        (network.actors[row], network.initiatives[column]) for row, column in zip(rows, columns, strict=True)
    ]
    connected = TwoModeNetwork.from_pairs(ties)

    whole = ranking(measures(network), "betweenness")["rank"]

    assert ranking(measures(connected), "betweenness")["rank"].to_dict() == {
        actor: rank for actor, rank in whole.items() if actor in connected.actors
    }


# Ranking


def table_of(values: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame({"closeness": values})


def test_equal_values_share_the_best_rank_and_stand_in_order_of_label() -> None:
    ranked = ranking(table_of({"d": 1.0, "b": 2.0, "c": 2.0, "a": 3.0}), "closeness")

    assert list(ranked["rank"].items()) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_values_that_differ_by_rounding_alone_are_equal() -> None:
    ranked = ranking(table_of({"b": 0.1 + 0.2, "a": 0.3}), "closeness")

    assert list(ranked["rank"].items()) == [("a", 1), ("b", 1)]


def test_the_rank_stands_in_front_of_the_measures(net: Net) -> None:
    ranked = ranking(measures(net("a-x b-x")), "strength")

    assert list(ranked.columns) == ["rank", *measures(net("a-x")).columns]


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_table_has_an_empty_ranking(net: Net, measure: str) -> None:
    assert ranking(measures(net()), measure).empty  # type: ignore[arg-type]


def test_an_unknown_measure_is_refused_with_those_that_there_are(net: Net) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ranking(measures(net("a-x")), "fame")  # type: ignore[arg-type]

    assert caught.value.code == "unknown_measure"
    assert caught.value.params["known"] == ", ".join(MEASURES)
