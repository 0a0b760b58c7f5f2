from __future__ import annotations

import itertools
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from samverkan.analysis.groups import Group, Groups, coassignment, consensus_groups
from samverkan.domain.network import TwoModeNetwork

Net = Callable[..., TwoModeNetwork]


def circle(names: str, initiatives: str) -> str:
    """Everybody in everything."""
    return " ".join(f"{actor}-{initiative}" for actor in names for initiative in initiatives)


TWO_CIRCLES = circle("abcd", "pqrs") + " " + circle("efgh", "tuvw") + " a-m e-m"


def test_two_circles_with_one_thing_in_common_are_two_groups(net: Net) -> None:
    found = consensus_groups(net(TWO_CIRCLES))

    assert [group.actors for group in found.groups] == [tuple("abcd"), tuple("efgh")]
    assert [group.stability for group in found.groups] == [pytest.approx(1, abs=0.02)] * 2
    assert (found.unsettled, found.alone) == ((), ())


def test_who_meets_nobody_stands_alone(net: Net) -> None:
    found = consensus_groups(net("a-x b-x c-y", alone="d"))

    assert Groups((Group(("a", "b"), 1.0),), (), ("c", "d")) == found


def test_a_pair_that_only_has_each_other_is_a_group_though_its_links_are_dropped(net: Net) -> None:
    found = consensus_groups(net(TWO_CIRCLES + " i-z j-z"))

    assert Group(("i", "j"), 1.0) in found.groups


def test_who_stands_between_two_groups_belongs_to_neither(net: Net) -> None:
    found = consensus_groups(net(TWO_CIRCLES + " k-p k-t"), threshold=0.95)

    assert [group.actors for group in found.groups] == [tuple("abcd"), tuple("efgh")]
    assert found.unsettled == ("k",)


def test_larger_groups_come_first_and_equal_ones_by_name(net: Net) -> None:
    found = consensus_groups(net(circle("yz", "pq") + " " + circle("ab", "rs") + " " + circle("klm", "tu")))

    assert [group.actors for group in found.groups] == [("k", "l", "m"), ("a", "b"), ("y", "z")]


def test_an_empty_network_has_no_groups(net: Net) -> None:
    assert Groups((), (), ()) == consensus_groups(net())


def test_without_runs_there_is_no_answer(net: Net) -> None:
    with pytest.raises(ValueError, match="0"):
        consensus_groups(net("a-x"), runs=0)


@settings(max_examples=15)
@given(network=...)
def test_everybody_is_named_once_and_groups_hold_two_or_more(network: TwoModeNetwork) -> None:
    found = consensus_groups(network, runs=6)

    named = [actor for group in found.groups for actor in group.actors] + [*found.unsettled, *found.alone]
    assert sorted(named) == sorted(network.actors)
    assert all(len(group.actors) > 1 for group in found.groups)


@settings(max_examples=15)
@given(network=...)
def test_the_order_of_labels_does_not_matter(network: TwoModeNetwork) -> None:
    turned = TwoModeNetwork(
        network.actors[::-1], network.initiatives[::-1], network.biadjacency[::-1][:, ::-1]
    )

    assert consensus_groups(network, runs=6) == consensus_groups(turned, runs=6)


@settings(max_examples=15)
@given(network=...)
def test_groups_are_the_parts_of_the_pairs_that_agree(network: TwoModeNetwork) -> None:
    together = coassignment(network, runs=6)
    labels = sorted(network.actors)
    graph = nx.Graph()
    for (row, one), (column, other) in itertools.combinations(enumerate(labels), 2):
        if together[row, column] >= 0.8:
            graph.add_edge(one, other)

    expected = {
        tuple(sorted(part)): np.mean(
            [
                together[labels.index(one), labels.index(other)]
                for one, other in itertools.combinations(part, 2)
            ]
        )
        for part in nx.connected_components(graph)
    }

    found = consensus_groups(network, runs=6)
    assert pytest.approx(expected) == {group.actors: group.stability for group in found.groups}


@settings(max_examples=15)
@given(network=...)
def test_agreement_is_a_share_and_goes_both_ways(network: TwoModeNetwork) -> None:
    together = coassignment(network, runs=4)

    assert (together == together.T).all()
    assert ((together >= 0) & (together <= 1)).all()
