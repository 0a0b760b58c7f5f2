from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.errors import SamverkanError

PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), max_size=12)


def test_labels_are_sorted_and_the_matrix_follows_them(net: Callable[..., TwoModeNetwork]) -> None:
    network = net("b-y a-x b-x", alone="e c d Z Y X")

    assert network.actors == ("a", "b", "c", "d", "e")
    assert network.initiatives == ("X", "Y", "Z", "x", "y")
    assert network.biadjacency.toarray()[:2].tolist() == [[0, 0, 0, 1, 0], [0, 0, 0, 1, 1]]


@given(PAIRS)
def test_repeating_a_pair_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    once, twice = TwoModeNetwork.from_pairs(pairs), TwoModeNetwork.from_pairs(pairs + pairs[::-1])

    assert (once.actors, once.initiatives) == (twice.actors, twice.initiatives)
    assert once.biadjacency.toarray().tolist() == twice.biadjacency.toarray().tolist()


@given(PAIRS)
def test_there_are_as_many_ties_as_different_pairs(pairs: list[tuple[str, str]]) -> None:
    assert len(set(pairs)) == TwoModeNetwork.from_pairs(pairs).n_ties


def test_further_labels_stand_without_a_tie(net: Callable[..., TwoModeNetwork]) -> None:
    network = net("a-x", alone="b Y")

    assert (network.n_actors, network.n_initiatives, network.n_ties) == (2, 2, 1)
    assert network.initiatives_of("b") == network.participants("Y") == ()


def test_an_empty_network_has_nothing(net: Callable[..., TwoModeNetwork]) -> None:
    network = net()

    assert (network.n_actors, network.n_initiatives, network.n_ties) == (0, 0, 0)
    assert network.adjacency.shape == (0, 0)
    assert network.to_networkx().number_of_nodes() == 0


def test_participants_and_initiatives_are_found_by_name(net: Callable[..., TwoModeNetwork]) -> None:
    network = net("b-x a-x a-y")

    assert network.participants("x") == ("a", "b")
    assert network.initiatives_of("a") == ("x", "y")


def test_labels_and_matrix_are_given_from_either_mode(net: Callable[..., TwoModeNetwork]) -> None:
    network = net("a-x b-x", alone="Y")

    assert (network.labels("actors"), network.labels("initiatives")) == (("a", "b"), ("Y", "x"))
    assert network.towards("actors").toarray().tolist() == [[0, 1], [0, 1]]
    assert network.towards("initiatives").toarray().tolist() == [[0, 0], [1, 1]]


def test_anything_above_zero_is_one_tie() -> None:
    network = TwoModeNetwork(("a",), ("x", "y"), sparse.csr_array(np.array([[3, 0]])))

    assert network.biadjacency.toarray().tolist() == [[1, 0]]
    assert network.biadjacency.dtype == np.int32


def test_a_square_matrix_keeps_its_modes(net: Callable[..., TwoModeNetwork]) -> None:
    network = net("a-y b-x b-y")

    assert network.adjacency.toarray().tolist() == [[0, 0, 0, 1], [0, 0, 1, 1], [0, 1, 0, 0], [1, 1, 0, 0]]


@pytest.mark.parametrize("shape", [(1, 2), (2, 1), (3, 2)])
def test_a_matrix_that_does_not_fit_its_labels_is_refused(shape: tuple[int, int]) -> None:
    with pytest.raises(SamverkanError) as caught:
        TwoModeNetwork(("a", "b"), ("x", "y"), sparse.csr_array(shape, dtype=np.int32))

    assert caught.value.code == "wrong_shape"


@pytest.mark.parametrize(("actors", "initiatives"), [(("a", "a"), ("x", "y")), (("a", "b"), ("x", "x"))])
def test_a_label_that_stands_twice_is_refused(actors: tuple[str, ...], initiatives: tuple[str, ...]) -> None:
    with pytest.raises(SamverkanError) as caught:
        TwoModeNetwork(actors, initiatives, sparse.csr_array((2, 2), dtype=np.int32))

    assert caught.value.code == "repeated_label"


@given(st.from_type(TwoModeNetwork))
def test_networkx_gets_the_same_network(network: TwoModeNetwork) -> None:
    graph = network.to_networkx()

    expected = {
        frozenset((("actor", actor), ("initiative", initiative)))
        for actor in network.actors
        for initiative in network.initiatives_of(actor)
    }
    assert expected == {frozenset(edge) for edge in graph.edges}
    assert {("actor", label): 0 for label in network.actors} | {
        ("initiative", label): 1 for label in network.initiatives
    } == dict(graph.nodes(data="bipartite"))


def test_a_label_in_both_modes_is_two_nodes(net: Callable[..., TwoModeNetwork]) -> None:
    graph = net("familjehuset-familjehuset").to_networkx()

    assert set(graph.nodes) == {("actor", "familjehuset"), ("initiative", "familjehuset")}
