from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from samverkan.analysis.cohesion import (
    Cohesion,
    bridges,
    centralisation,
    cohesion,
    components,
    cutpoints,
    density,
    separated_by,
)
from samverkan.domain.network import MODES, Mode, TwoModeNetwork

Net = Callable[..., TwoModeNetwork]
Renamed = Callable[[TwoModeNetwork], tuple[TwoModeNetwork, Mapping[str, str]]]

NETWORKS = st.from_type(TwoModeNetwork)


@given(NETWORKS)
def test_components_are_those_of_networkx(network: TwoModeNetwork) -> None:
    expected = {frozenset(part) for part in nx.connected_components(network.to_networkx())}

    assert expected == {frozenset(part) for part in components(network)}


def test_components_come_largest_first_and_equal_ones_by_their_first_node(net: Net) -> None:
    parts = components(net("d-z e-z b-y", alone="a X"))

    assert parts == (
        (("actor", "d"), ("actor", "e"), ("initiative", "z")),
        (("actor", "b"), ("initiative", "y")),
        (("actor", "a"),),
        (("initiative", "X"),),
    )


@given(NETWORKS)
def test_cutpoints_are_the_nodes_without_which_there_are_more_parts(network: TwoModeNetwork) -> None:
    graph = network.to_networkx()
    n_parts = nx.number_connected_components(graph)

    expected = [
        node
        for node in sorted(graph)
        if nx.number_connected_components(graph.subgraph(set(graph) - {node})) > n_parts
    ]

    assert expected == list(cutpoints(network))


@given(NETWORKS)
def test_bridges_are_the_ties_without_which_there_are_more_parts(network: TwoModeNetwork) -> None:
    graph = network.to_networkx()
    n_parts = nx.number_connected_components(graph)

    expected = []
    for actor in network.actors:
        for initiative in network.initiatives_of(actor):
            without = graph.copy()
            without.remove_edge(("actor", actor), ("initiative", initiative))
            if nx.number_connected_components(without) > n_parts:
                expected.append((actor, initiative))

    assert expected == list(bridges(network))


@given(NETWORKS.filter(lambda network: network.n_actors and network.n_initiatives))
def test_density_agrees_with_networkx(network: TwoModeNetwork) -> None:
    actors = [("actor", label) for label in network.actors]

    assert pytest.approx(bipartite.density(network.to_networkx(), actors)) == density(network)


@pytest.mark.parametrize("alone", ["", "a b", "X"])
def test_density_where_no_tie_is_possible_is_zero(net: Net, alone: str) -> None:
    assert density(net(alone=alone)) == 0.0


@pytest.mark.parametrize("n", [2, 3, 6])
def test_a_star_is_wholly_centralised(n: int) -> None:
    initiatives = [f"i{number}" for number in range(n)]
    star = TwoModeNetwork.from_pairs(
        [("centre", initiative) for initiative in initiatives]
        + [(f"to-{each}", each) for each in initiatives]
    )

    assert centralisation(star) == 1.0


@pytest.mark.parametrize("ties", ["a-x b-y c-z", "a-x a-y b-y b-z c-z c-x", "a-x b-x", "a-x", "a-x a-y", ""])
def test_equal_degrees_are_not_centralised_at_all(net: Net, ties: str) -> None:
    assert centralisation(net(ties)) == 0.0


@given(network=NETWORKS, mode=st.sampled_from(MODES))
def test_centralisation_is_a_share_and_isolates_do_not_matter(network: TwoModeNetwork, mode: Mode) -> None:
    rows, columns = network.biadjacency.nonzero()
    ties = [
        (network.actors[row], network.initiatives[column]) for row, column in zip(rows, columns, strict=True)
    ]

    found = centralisation(network, mode=mode)

    assert 0 <= found <= 1
    assert found == centralisation(TwoModeNetwork.from_pairs(ties), mode=mode)


def test_centralisation_of_initiatives_looks_at_their_sizes(net: Net) -> None:
    network = net("a-x b-x c-x a-y")

    # Sizes 3 and 1 of two initiatives among three actors: (3 − 1) / ((2 − 1)(3 − 1)).
    assert centralisation(network, mode="initiatives") == 1.0
    # Degrees 2, 1 and 1 of three actors among two initiatives: (1 + 1) / ((3 − 1)(2 − 1)).
    assert centralisation(network) == 1.0


@given(NETWORKS.filter(lambda network: network.n_actors))
def test_separated_is_what_lies_outside_the_largest_piece_solo_initiatives_left_out(
    network: TwoModeNetwork,
) -> None:
    graph = network.to_networkx()

    for actor in network.actors:
        part = nx.node_connected_component(graph, ("actor", actor)) - {("actor", actor)}
        pieces = list(nx.connected_components(graph.subgraph(part)))
        solo = {node for node in graph[("actor", actor)] if graph.degree(node) == 1}
        largest = max(map(len, pieces), default=0)
        possible = [sorted(part - piece - solo) for piece in pieces if len(piece) == largest] or [[]]
        assert list(separated_by(network, actor)) in possible


def test_an_actor_in_the_middle_separates_the_smaller_side(net: Net) -> None:
    network = net("a-x b-x c-x c-y d-y c-z")

    assert separated_by(network, "c") == (("actor", "d"), ("initiative", "y"))


def test_who_runs_things_alone_separates_nothing(net: Net) -> None:
    assert separated_by(net("a-x a-y b-z"), "a") == ()


@given(NETWORKS)
def test_the_summary_says_what_the_single_functions_say(network: TwoModeNetwork) -> None:
    parts = components(network)
    n_nodes = network.n_actors + network.n_initiatives

    expected = Cohesion(
        n_actors=network.n_actors,
        n_initiatives=network.n_initiatives,
        n_ties=network.n_ties,
        density=density(network),
        n_components=len(parts),
        largest_share=max(map(len, parts), default=0) / max(n_nodes, 1),
        centralisation=centralisation(network),
        n_cutpoint_actors=len([node for node in cutpoints(network) if node[0] == "actor"]),
        n_bridges=len(bridges(network)),
    )
    assert expected == cohesion(network)


@given(NETWORKS)
def test_renaming_changes_no_number_of_the_summary(renamed: Renamed, network: TwoModeNetwork) -> None:
    assert cohesion(network) == cohesion(renamed(network)[0])


@given(NETWORKS)
def test_renaming_renames_cutpoints_and_bridges(renamed: Renamed, network: TwoModeNetwork) -> None:
    other, new = renamed(network)

    assert {(kind, new[label]) for kind, label in cutpoints(network)} == set(cutpoints(other))
    assert {(new[actor], new[initiative]) for actor, initiative in bridges(network)} == set(bridges(other))
