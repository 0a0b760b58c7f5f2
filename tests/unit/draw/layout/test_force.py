from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from math import dist, isfinite

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.draw.layout import HEIGHT, WIDTH, Layout
from samverkan.draw.layout.force import force

Net = Callable[..., TwoModeNetwork]

NETWORKS = st.from_type(TwoModeNetwork)
A_LITTLE = 12.0
"""Map units between two nodes at the least: enough to see and to point at each."""


def drawn_layout(network: TwoModeNetwork, beside: frozenset[str] = frozenset()) -> Layout:
    return Layout(force((*network.actors, *network.initiatives), network.adjacency, beside=beside))


def nearest(found: Layout) -> float:
    return min((dist(one, other) for one, other in combinations(found.positions.values(), 2)), default=WIDTH)


@given(NETWORKS)
def test_every_node_has_a_place_inside_the_frame(network: TwoModeNetwork) -> None:
    positions = drawn_layout(network).positions

    assert set(positions) == {*network.actors, *network.initiatives}
    assert all(isfinite(x) and 0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in positions.values())


@given(NETWORKS)
def test_no_two_nodes_stand_on_each_other(network: TwoModeNetwork) -> None:
    assert nearest(drawn_layout(network)) >= A_LITTLE


@pytest.mark.parametrize(
    "pairs",
    [
        [(f"a{number}", "x") for number in range(60)],
        [(f"a{number}", f"i{other}") for number in range(9) for other in range(9)],
        [(f"a{number}", f"i{number}") for number in range(40)],
        [(f"a{number}", f"i{number + step}") for number in range(40) for step in (0, 1)],
    ],
    ids=["star", "everyone in everything", "pairs", "chain"],
)
def test_a_large_network_stays_in_the_frame_and_apart(pairs: list[tuple[str, str]]) -> None:
    found = drawn_layout(TwoModeNetwork.from_pairs(pairs))

    assert nearest(found) >= A_LITTLE
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found.positions.values())


def test_isolates_alone_are_spread_out() -> None:
    network = TwoModeNetwork.from_pairs([], actors=[f"a{number}" for number in range(30)])

    assert nearest(drawn_layout(network)) >= A_LITTLE


def test_nothing_has_no_place(net: Net) -> None:
    assert drawn_layout(net()).positions == {}


def test_a_single_node_stands_in_the_middle(net: Net) -> None:
    assert drawn_layout(net(alone="a")).positions == {"a": (WIDTH / 2, HEIGHT / 2)}


def test_a_node_that_the_layout_does_not_know_stands_in_the_middle() -> None:
    assert Layout({}).of("actor:okand") == (WIDTH / 2, HEIGHT / 2)


def test_a_connected_picture_fills_the_frame(net: Net) -> None:
    positions = np.array(list(drawn_layout(net("a-x b-x c-x c-y d-y e-y e-z")).positions.values()))

    extents = np.ptp(positions, axis=0)
    assert (extents >= [0.9 * WIDTH, 0.8 * HEIGHT]).all()


def test_those_tied_stand_nearer_than_those_far_apart_in_the_network(net: Net) -> None:
    found = drawn_layout(net("a-v b-v b-w c-w c-x d-x d-y e-y e-z f-z"))

    assert dist(found.of("a"), found.of("b")) < dist(found.of("a"), found.of("f"))


def test_weights_do_not_matter(net: Net) -> None:
    adjacency = net("a-x b-x b-y").adjacency
    nodes = ("a", "b", "x", "y")

    assert force(nodes, adjacency) == force(nodes, sparse.csr_array(adjacency * 7))


def test_learning_examples_stand_to_the_right_of_the_frame(net: Net) -> None:
    found = drawn_layout(net("a-x b-x c-y d-y"), beside=frozenset("cdy"))

    assert all(found.of(node)[0] <= WIDTH for node in "abx")
    assert all(found.of(node)[0] > WIDTH for node in "cdy")


def test_an_example_that_is_tied_to_the_rest_stays_in_the_frame(net: Net) -> None:
    found = drawn_layout(net("a-x b-x c-x"), beside=frozenset("c"))

    assert all(found.of(node)[0] <= WIDTH for node in "abcx")


PROGRAM = """
import json
from samverkan.domain.network import TwoModeNetwork
from samverkan.draw.layout.force import force

network = TwoModeNetwork.from_pairs(
    [(f"a{n}", f"i{n * step % 11}") for n in range(20) for step in (1, 2, 3)], actors=["alone", "apart"]
)
print(json.dumps(force((*network.actors, *network.initiatives), network.adjacency)))
"""


def test_two_processes_lay_out_alike() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        for seed in ("1", "2")
    ]

    first, second = (json.loads(run.stdout) for run in runs)
    assert len(first) == 33
    assert first == second


def test_who_is_new_stands_near_whom_it_is_tied_to_and_on_nobody(net: Net) -> None:
    before = drawn_layout(net("a-x b-x c-x c-y d-y e-y"))
    network = net("a-x b-x c-x c-y d-y e-y ny-y", alone="ensam")

    places = force((*network.actors, *network.initiatives), network.adjacency, start=before)

    assert {node: places[node] for node in before.positions} == before.positions
    assert 12 <= dist(places["ny"], places["y"]) < WIDTH / 10
    assert nearest(Layout(places)) >= A_LITTLE
