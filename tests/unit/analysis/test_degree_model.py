from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import sparse

from samverkan.analysis.degree_model import degree_model, fitted
from samverkan.domain.network import TwoModeNetwork

Renamed = Callable[[TwoModeNetwork], tuple[TwoModeNetwork, Mapping[str, str]]]

FORCED = [
    [0, 0, 0, 1, 1, 0, 0],
    [0, 0, 0, 0, 1, 1, 0],
    [1, 0, 1, 1, 1, 1, 1],
    [1, 0, 1, 1, 1, 1, 0],
    [0, 1, 0, 1, 1, 1, 0],
    [0, 1, 1, 1, 1, 1, 1],
]
"""Nobody is tied to all and nobody to none, yet the degrees force a full block."""


def matrix(rows: list[list[int]]) -> sparse.csr_array:
    return sparse.csr_array(np.array(rows, dtype=np.int32))


@settings(max_examples=200)
@given(network=...)
def test_the_expected_degrees_are_the_observed_ones(network: TwoModeNetwork) -> None:
    p = degree_model(network).dense()

    assert pytest.approx(network.biadjacency.sum(axis=1), abs=1e-6) == p.sum(axis=1)
    assert pytest.approx(network.biadjacency.sum(axis=0), abs=1e-6) == p.sum(axis=0)


@given(network=...)
def test_every_tie_has_a_probability(network: TwoModeNetwork) -> None:
    p = degree_model(network).dense()

    assert p.shape == network.biadjacency.shape
    assert ((p >= 0) & (p <= 1)).all()


@given(network=...)
def test_odds_factorise_where_nothing_is_certain(network: TwoModeNetwork) -> None:
    p = degree_model(network).dense()

    if p.size and ((p > 0) & (p < 1)).all():
        odds = p / (1 - p)
        assert pytest.approx(np.outer(odds[:, 0], odds[0]), rel=1e-6) == odds * odds[0, 0]


@given(network=...)
def test_new_names_give_the_same_probabilities(network: TwoModeNetwork, renamed: Renamed) -> None:
    other, new = renamed(network)
    rows = [other.actors.index(new[label]) for label in network.actors]
    columns = [other.initiatives.index(new[label]) for label in network.initiatives]

    found = degree_model(other).dense()[np.ix_(rows, columns)]

    assert pytest.approx(degree_model(network).dense()) == found


def test_equal_degrees_make_every_tie_as_likely() -> None:
    # Three actors with two of three initiatives each.
    model = fitted(matrix([[1, 1, 0], [0, 1, 1], [1, 0, 1]]))

    assert pytest.approx(np.full((3, 3), 2 / 3)) == model.dense()


def test_two_by_three_agrees_with_a_hand_solved_case() -> None:
    # Degrees 2 and 1 against 1, 1, 1: columns are alike, so an actor's ties are k / 3 each.
    model = fitted(matrix([[1, 1, 0], [0, 0, 1]]))

    assert pytest.approx(np.array([[2 / 3] * 3, [1 / 3] * 3])) == model.dense()


def test_isolates_have_no_chance_and_those_tied_to_all_the_rest_are_certain(
    net: Callable[..., TwoModeNetwork],
) -> None:
    network = net("a-x a-y b-x", alone="c Z")

    p = degree_model(network).dense()

    # Initiatives stand as Z, x, y.
    assert p.tolist() == [[0, 1, 1], [0, 1, 0], [0, 0, 0]]


def test_a_block_that_the_degrees_force_is_certain_and_its_opposite_impossible() -> None:
    observed = matrix(FORCED)

    model = fitted(observed)

    p = model.dense()
    assert pytest.approx(observed.sum(axis=1), abs=1e-9) == p.sum(axis=1)
    assert pytest.approx(observed.sum(axis=0), abs=1e-9) == p.sum(axis=0)
    # Four actors and the three widest initiatives; the two least busy have nothing but those.
    assert (p[2:, 3:6] == 1).all()
    assert (p[:2, [0, 1, 2, 6]] == 0).all()
    assert ((p[2:, [0, 1, 2, 6]] > 0) & (p[2:, [0, 1, 2, 6]] < 1)).all()


@pytest.mark.parametrize("alone", ["", "a b", "X Y", "a X"])
def test_a_network_without_ties_has_no_chances(net: Callable[..., TwoModeNetwork], alone: str) -> None:
    network = net(alone=alone)

    assert not degree_model(network).dense().any()
    assert degree_model(network).dense().shape == (network.n_actors, network.n_initiatives)


@given(network=...)
def test_rows_and_columns_are_cut_out_of_the_same_table(network: TwoModeNetwork) -> None:
    model = degree_model(network)
    whole = model.dense()
    every_other = np.arange(0, network.n_initiatives, 2)

    assert whole[:, every_other].tolist() == model.of(every_other).tolist()
    assert whole.tolist() == [model.row(actor).tolist() for actor in range(network.n_actors)]


def test_a_bigger_network_is_fitted_as_closely() -> None:
    random = np.random.default_rng(3)
    pairs = random.zipf(1.6, (40_000, 2)) % (8_000, 3_000)
    ties = sparse.csr_array((np.ones(len(pairs), np.int32), tuple(pairs.T)), shape=(8_000, 3_000))
    observed = sparse.csr_array((ties > 0).astype(np.int32))

    model = fitted(observed)

    rows = model.probabilities @ np.bincount(model.column_class)
    columns = np.bincount(model.row_class) @ model.probabilities
    assert np.abs(rows[model.row_class] - observed.sum(axis=1)).max() < 1e-6
    assert np.abs(columns[model.column_class] - observed.sum(axis=0)).max() < 1e-6
