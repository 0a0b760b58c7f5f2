from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.centrality import measures, ranking
from samverkan.analysis.stability import (
    DroppedRuns,
    dropped_networks,
    dropped_runs,
    intervals,
    ranges,
    rank_intervals,
    value_ranges,
)
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.vocabulary import MEASURES
from samverkan.errors import UnknownNameError

Net = Callable[..., TwoModeNetwork]

TOWN = "a-x b-x c-x d-x a-y b-y c-z a-w e-w a-v f-u a-u"
RUNS = [
    {"a": 9, "b": 5, "c": 4, "d": 0},
    {"a": 9, "b": 4, "c": 5, "d": 0},
    {"a": 8, "b": 4, "c": 4, "d": 0},
]


def ties(network: TwoModeNetwork) -> set[tuple[str, str]]:
    rows, columns = network.biadjacency.nonzero()
    return {
        (network.actors[row], network.initiatives[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    }


def turned(network: TwoModeNetwork) -> TwoModeNetwork:
    """The same network with its labels in the opposite order."""
    return TwoModeNetwork(network.actors[::-1], network.initiatives[::-1], network.biadjacency[::-1][:, ::-1])


def made(observed: Mapping[str, float], *runs: Mapping[str, float]) -> DroppedRuns:
    """Runs by hand, with initiatives as the only measure."""
    return DroppedRuns(
        pd.DataFrame({"initiatives": observed}), tuple(pd.DataFrame({"initiatives": run}) for run in runs)
    )


# Dropping


@given(network=..., share=st.floats(0, 1))
def test_each_run_lacks_a_share_of_the_ties_and_no_node(network: TwoModeNetwork, share: float) -> None:
    dropped = list(dropped_networks(network, runs=3, share=share))

    n_left = network.n_ties - min(max(round(share * network.n_ties), 1), network.n_ties)
    assert [other.n_ties for other in dropped] == [n_left] * 3
    assert all(ties(other) <= ties(network) for other in dropped)
    assert {(other.actors, other.initiatives) for other in dropped} == {(network.actors, network.initiatives)}


def test_every_tie_may_be_dropped(net: Net) -> None:
    network = net(TOWN)

    lost = [ties(network) - ties(other) for other in dropped_networks(network, runs=60)]

    assert set.union(*lost) == ties(network)


@given(network=...)
def test_the_order_of_labels_does_not_matter_to_what_is_dropped(network: TwoModeNetwork) -> None:
    assert [ties(other) for other in dropped_networks(network)] == [
        ties(other) for other in dropped_networks(turned(network))
    ]


def test_the_same_seed_drops_the_same_and_more_runs_only_add(net: Net) -> None:
    few, many, other = (
        [ties(dropped) for dropped in dropped_networks(net(TOWN), runs=runs, seed=seed)]
        for runs, seed in ((5, 1), (9, 1), (5, 2))
    )

    assert few == many[:5]
    assert few != other


# Places


def test_an_interval_holds_the_places_of_nearly_all_runs() -> None:
    table = intervals(made(RUNS[0], *RUNS), "initiatives")

    assert table.to_dict("index") == {
        "a": {"rank": 1, "low": 1, "high": 1, "tied_with_previous": False, "n_overlapping": 0},
        "b": {"rank": 2, "low": 2, "high": 3, "tied_with_previous": False, "n_overlapping": 1},
        "c": {"rank": 3, "low": 2, "high": 3, "tied_with_previous": True, "n_overlapping": 1},
        "d": {"rank": 4, "low": 4, "high": 4, "tied_with_previous": False, "n_overlapping": 0},
    }


def test_of_twenty_runs_the_most_extreme_on_either_side_is_left_out() -> None:
    usual, once = {"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 3}

    one = intervals(made(usual, *[usual] * 19, once), "initiatives")
    two = intervals(made(usual, *[usual] * 18, once, once), "initiatives")

    assert list(one["high"]) == [1, 2, 3]
    assert list(two["high"]) == [3, 2, 3]


def test_equal_values_share_all_the_places_that_they_take_up() -> None:
    even = {"a": 1, "b": 1, "c": 1}

    table = intervals(made(even, even), "initiatives")

    assert table[["rank", "low", "high"]].to_numpy().tolist() == [[1, 1, 3]] * 3
    assert list(table["tied_with_previous"]) == [False, True, True]


def test_an_interval_holds_the_place_observed_though_no_run_does() -> None:
    table = intervals(made({"a": 2, "b": 1}, {"a": 1, "b": 2}), "initiatives")

    assert table.loc["a", ["rank", "low", "high"]].tolist() == [1, 1, 2]


def test_overlap_does_not_carry_over() -> None:
    runs = [dict(zip(order, (4, 3, 2, 1), strict=True)) for order in ("abcd", "bacd", "adbc")]

    table = intervals(made(runs[0], *runs), "initiatives")

    # a takes places 1–2 and c 3–4; b takes 1–3 and d 2–4.
    assert dict(table["n_overlapping"]) == {"a": 2, "b": 3, "c": 2, "d": 3}


@pytest.mark.parametrize("measure", MEASURES)
@given(network=...)
def test_places_agree_with_a_count_by_hand(network: TwoModeNetwork, measure: str) -> None:
    table = rank_intervals(network, measure, runs=5)  # type: ignore[arg-type]  # a measure by name
    runs = [
        {actor: round(value, 12) for actor, value in measures(other)[measure].items()}
        for other in dropped_networks(network, runs=5)
    ]
    seen = {actor: round(value, 12) for actor, value in measures(network)[measure].items()}

    def first(values: Mapping[str, float], actor: str) -> int:
        return 1 + sum(value > values[actor] for value in values.values())

    def last(values: Mapping[str, float], actor: str) -> int:
        return sum(value >= values[actor] for value in values.values())

    # Of five runs the 10th percentile, rounded outwards, is the very lowest.
    expected = {
        actor: (
            min(first(run, actor) for run in (*runs, seen)),
            max(last(run, actor) for run in (*runs, seen)),
        )
        for actor in network.actors
    }
    assert expected == {actor: (row["low"], row["high"]) for actor, row in table.to_dict("index").items()}
    for actor, (low, high) in expected.items():
        others = [span for other, span in expected.items() if other != actor]
        overlapping = sum(begin <= high and low <= end for begin, end in others)
        assert overlapping == table.loc[actor, "n_overlapping"]


@given(network=...)
def test_the_order_and_the_ranks_are_those_of_the_ranking(network: TwoModeNetwork) -> None:
    table = rank_intervals(network, "betweenness", runs=3)

    expected = ranking(measures(network), "betweenness")
    assert list(expected.index) == list(table.index)
    assert list(expected["rank"]) == list(table["rank"])


def test_initiatives_have_intervals_too(net: Net) -> None:
    table = rank_intervals(net(TOWN), "initiatives", mode="initiatives")

    assert sorted(table.index) == ["u", "v", "w", "x", "y", "z"]


def test_the_order_of_labels_does_not_matter_to_the_places(net: Net) -> None:
    network = net(TOWN)

    assert rank_intervals(network, "closeness").equals(rank_intervals(turned(network), "closeness"))


def test_an_empty_network_has_no_places(net: Net) -> None:
    assert rank_intervals(net(), "betweenness").empty


def test_an_unknown_measure_is_refused(net: Net) -> None:
    with pytest.raises(UnknownNameError):
        rank_intervals(net(TOWN), "charm")  # type: ignore[arg-type]  # that is the point


# Values


def test_ranges_are_the_percentiles_over_the_runs() -> None:
    runs = [{"a": float(value)} for value in range(11)]

    found = ranges(made({"a": 5.0}, *runs))

    assert (found.low.loc["a", "initiatives"], found.high.loc["a", "initiatives"]) == (1.0, 9.0)


@given(network=...)
def test_ranges_have_every_actor_and_measure(network: TwoModeNetwork) -> None:
    found = value_ranges(network, runs=4)

    values = np.array([measures(other).to_numpy() for other in dropped_networks(network, runs=4)])
    assert list(found.low.columns) == list(measures(network).columns)
    assert list(found.low.index) == list(network.actors)
    assert (found.low.to_numpy() <= found.high.to_numpy()).all()
    if network.n_actors:
        assert (values.min(axis=0) <= found.low.to_numpy() + 1e-12).all()
        assert (found.high.to_numpy() <= values.max(axis=0) + 1e-12).all()


def test_who_loses_its_only_link_in_a_run_falls_to_nothing_there(net: Net) -> None:
    runs = dropped_runs(net("a-x"), runs=2)

    assert [run.loc["a", "initiatives"] for run in runs.runs] == [0, 0]
