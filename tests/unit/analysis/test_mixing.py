from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from samverkan.analysis.mixing import mixing
from samverkan.domain.network import TwoModeNetwork

Net = Callable[..., TwoModeNetwork]

SECTORS = {"a": "state", "b": "state", "c": "civil", "d": "civil", "e": "civil"}


def by_hand(network: TwoModeNetwork, labels: dict[str, str]) -> tuple[int, int]:
    """Pairs of different labels and of the same."""
    taking = {actor: set(network.initiatives_of(actor)) for actor in network.actors}
    pairs = [pair for pair in itertools.combinations(network.actors, 2) if taking[pair[0]] & taking[pair[1]]]
    same = sum(labels[one] == labels[other] for one, other in pairs)
    return len(pairs) - same, same


def test_pairs_are_counted_once_however_often_they_meet(net: Net) -> None:
    found = mixing(net("a-x b-x a-y b-y a-z c-z"), SECTORS)

    assert (found.external, found.internal, found.index) == (1, 1, 0.0)


@pytest.mark.parametrize(("ties", "expected"), [("a-x b-x c-y d-y", -1), ("a-x c-x b-y d-y", 1)])
def test_only_their_own_is_minus_one_and_only_others_is_one(net: Net, ties: str, expected: float) -> None:
    assert expected == mixing(net(ties), SECTORS).index


def test_the_expected_index_is_the_mean_over_every_way_to_deal_the_labels(net: Net) -> None:
    network = net("a-x b-x c-x c-y d-y e-z a-z")
    names = [SECTORS[actor] for actor in network.actors]

    every = [
        (external - internal) / (external + internal)
        for deal in itertools.permutations(names)
        for external, internal in [by_hand(network, dict(zip(network.actors, deal, strict=True)))]
    ]

    found = mixing(network, SECTORS)
    assert pytest.approx(np.mean(every)) == found.expected
    assert pytest.approx(np.quantile(every, [0.025, 0.975]), abs=0.35) == [found.low, found.high]
    assert found.low <= found.expected <= found.high


def test_one_label_for_all_leaves_chance_no_room(net: Net) -> None:
    found = mixing(net("a-x b-x"), dict.fromkeys("ab", "state"))

    assert [found.index, found.expected, found.low, found.high] == [-1] * 4


def test_where_nobody_meets_there_is_no_index(net: Net) -> None:
    for network in (net(), net("a-x b-y")):
        found = mixing(network, SECTORS)
        assert (found.external, found.internal) == (0, 0)
        assert math.isnan(found.index)


@given(network=...)
def test_the_counts_agree_with_counting_by_hand_in_any_order(network: TwoModeNetwork) -> None:
    labels = {actor: "odd" if int(actor[1:]) % 2 else "even" for actor in network.actors}
    turned = TwoModeNetwork(
        network.actors[::-1], network.initiatives[::-1], network.biadjacency[::-1][:, ::-1]
    )

    found, again = mixing(network, labels, deals=20), mixing(turned, labels, deals=20)

    assert by_hand(network, labels) == (found.external, found.internal)
    assert str(found) == str(again)
