from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.ways import Way, shortest_way, shortest_ways
from samverkan.domain.network import TwoModeNetwork

NETWORKS = st.from_type(TwoModeNetwork)
Net = Callable[..., TwoModeNetwork]


def steps_of(network: TwoModeNetwork, one: str, other: str) -> tuple[str, ...] | None:
    way = shortest_way(network, one, other)
    return way.steps if way else None


def by_networkx(network: TwoModeNetwork, one: str, other: str) -> list[tuple[str, ...]]:
    """Every shortest way, as labels."""
    graph = network.to_networkx()
    try:
        ways = list(nx.all_shortest_paths(graph, ("actor", one), ("actor", other)))
    except nx.NetworkXNoPath:
        return []
    return [tuple(label for _, label in way) for way in ways]


def test_partners_reach_each_other_over_their_initiative(net: Net) -> None:
    assert steps_of(net("eidar-torget polisen-torget"), "eidar", "polisen") == ("eidar", "torget", "polisen")


def test_strangers_reach_each_other_over_somebody_between_them(net: Net) -> None:
    network = net("eidar-torget polisen-torget polisen-gatan ifk-gatan")

    assert steps_of(network, "eidar", "ifk") == ("eidar", "torget", "polisen", "gatan", "ifk")


def test_a_detour_is_not_taken(net: Net) -> None:
    network = net("a-x b-x b-y c-y c-z d-z a-w d-w")

    assert steps_of(network, "a", "d") == ("a", "w", "d")


def test_of_equally_short_ways_the_one_with_the_first_ids_is_shown(net: Net) -> None:
    network = net("a-y b-y a-x b-x")

    assert shortest_way(network, "a", "b") == Way(("a", "x", "b"), (("a",), ("x", "y"), ("b",)))


def test_the_choices_are_all_that_stand_on_some_shortest_way(net: Net) -> None:
    network = net("a-x b-x c-x b-y d-y c-z d-z a-w")

    assert shortest_way(network, "a", "d") == Way(
        steps=("a", "x", "b", "y", "d"),
        choices=(("a",), ("x",), ("b", "c"), ("y", "z"), ("d",)),
    )


def test_the_first_ids_need_not_lead_onward_from_the_first_stage(net: Net) -> None:
    network = net("a-x a-w m-w b-x b-y z-y")

    assert steps_of(network, "a", "z") == ("a", "x", "b", "y", "z")


def test_actors_in_different_parts_have_no_way(net: Net) -> None:
    assert shortest_way(net("a-x b-y"), "a", "b") is None


def test_an_isolate_has_no_way(net: Net) -> None:
    assert shortest_way(net("a-x", alone="b"), "a", "b") is None


def test_an_actor_reaches_itself_at_once(net: Net) -> None:
    assert shortest_way(net("a-x"), "a", "a") == Way(("a",), (("a",),))


def test_a_label_that_stands_in_both_modes_is_two_nodes(net: Net) -> None:
    assert steps_of(net("n3-n3 b-n3"), "b", "n3") == ("b", "n3", "n3")


@pytest.mark.parametrize("pair", [("a", "borta"), ("borta", "a")])
def test_an_actor_that_is_not_there_is_a_mistake(net: Net, pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="borta"):
        shortest_way(net("a-x"), *pair)


def test_a_way_knows_its_ties(net: Net) -> None:
    way = shortest_way(net("a-x b-x b-y c-y"), "a", "c")

    assert way is not None
    assert way.ties == (("a", "x"), ("b", "x"), ("b", "y"), ("c", "y"))
    assert (way.actors, way.initiatives) == (("a", "b", "c"), ("x", "y"))


def test_no_pairs_have_no_ways(net: Net) -> None:
    assert shortest_ways(net(), []) == ()


@given(NETWORKS)
def test_way_and_choices_agree_with_networkx(network: TwoModeNetwork) -> None:
    pairs = [(one, other) for one in network.actors for other in network.actors]
    expected = []
    for one, other in pairs:
        ways = by_networkx(network, one, other)
        stages = tuple(tuple(sorted(set(stage))) for stage in zip(*ways, strict=True))
        expected.append(Way(min(ways), stages) if ways else None)

    assert tuple(expected) == shortest_ways(network, pairs)


@given(NETWORKS)
def test_a_way_is_as_long_from_either_end(network: TwoModeNetwork) -> None:
    pairs = [(one, other) for one in network.actors for other in network.actors]

    there, back = shortest_ways(network, pairs), shortest_ways(network, [pair[::-1] for pair in pairs])

    assert [way and len(way.steps) for way in there] == [way and len(way.steps) for way in back]
    assert [way and way.choices for way in there] == [way and way.choices[::-1] for way in back]


@given(network=NETWORKS)
def test_new_names_in_the_same_order_give_the_same_way(network: TwoModeNetwork) -> None:
    new: Mapping[str, str] = {label: f"n-{label}" for label in (*network.actors, *network.initiatives)}
    other = TwoModeNetwork(
        tuple(new[label] for label in network.actors),
        tuple(new[label] for label in network.initiatives),
        network.biadjacency,
    )

    for one in network.actors:
        for end in network.actors:
            steps = steps_of(network, one, end)
            assert steps_of(other, new[one], new[end]) == (steps and tuple(new[label] for label in steps))
