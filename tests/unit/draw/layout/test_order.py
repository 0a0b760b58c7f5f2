from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.draw.layout.order import crossings, untangled

Net = Callable[..., TwoModeNetwork]

NETWORKS = st.from_type(TwoModeNetwork)


def left_over(network: TwoModeNetwork) -> int:
    rows, columns = untangled(network.biadjacency)
    return crossings(network.biadjacency.toarray().astype(float)[np.ix_(rows, columns)])


@given(NETWORKS)
def test_crossings_are_the_pairs_of_lines_that_change_sides(network: TwoModeNetwork) -> None:
    lines = list(zip(*network.biadjacency.nonzero(), strict=True))

    crossing = sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in combinations(lines, 2))
    assert crossing == crossings(network.biadjacency.toarray().astype(float))


@given(NETWORKS)
def test_everybody_has_one_place_in_the_order_and_lines_cross_no_more_than_before(
    network: TwoModeNetwork,
) -> None:
    rows, columns = untangled(network.biadjacency)

    assert sorted(rows.tolist()) == list(range(network.n_actors))
    assert sorted(columns.tolist()) == list(range(network.n_initiatives))
    assert left_over(network) <= crossings(network.biadjacency.toarray().astype(float))


def test_nobody_is_lost_where_many_neighbours_change_places_at_once() -> None:
    tangle = np.random.default_rng(3).random((40, 40)) < 0.1

    rows, columns = untangled(sparse.csr_array(tangle.astype(float)))

    assert sorted(rows.tolist()) == sorted(columns.tolist()) == list(range(40))


@pytest.mark.parametrize("ties", ["a-z b-y c-x", "a-w c-w c-x b-x b-y d-y d-v", "a-z a-y b-y c-x d-w d-x"])
def test_what_can_be_drawn_without_a_crossing_is(net: Net, ties: str) -> None:
    assert left_over(net(ties)) == 0


def test_on_a_small_network_the_order_is_nearly_the_best_of_all(net: Net) -> None:
    network = net("a-x a-y a-z b-x b-z c-y c-w d-x d-w e-z")
    matrix = network.biadjacency.toarray().astype(float)

    best = min(
        crossings(matrix[np.ix_(rows, columns)])
        for rows in permutations(range(5))
        for columns in permutations(range(4))
    )
    assert left_over(network) <= best + 1


def test_parts_stand_below_each_other_the_largest_first_and_isolates_last(net: Net) -> None:
    network = net("m-x n-x o-x a-y", alone="b c ENSAM")

    rows, _ = untangled(network.biadjacency)
    assert "".join(network.actors[row] for row in rows) == "mnoabc"


def test_what_has_no_ties_keeps_its_order() -> None:
    rows, columns = untangled(sparse.csr_array((3, 2)))

    assert (rows.tolist(), columns.tolist()) == ([0, 1, 2], [0, 1])
