from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.gaps.backtest import Backtest, RankBand, Share, Strength, backtest, hide, ranks_of
from samverkan.gaps.seat_scores import Surroundings, seat_model


def plain(ties: sparse.csr_array) -> Surroundings:
    """Return a network without tags, all of one kind."""
    n_actors, n_initiatives = ties.shape
    return Surroundings(
        ties,
        sparse.csr_array((n_initiatives, 0), dtype=np.int32),
        sparse.csr_array(np.ones((n_actors, 1), dtype=np.int32)),
    )


def circles(n_circles: int = 3, seed: int = 0) -> Surroundings:
    """Return circles of eight actors who only meet each other, four at a time; nearly all are as busy."""
    generator = np.random.default_rng(seed)
    pairs = [
        (8 * circle + int(actor), 10 * circle + initiative)
        for circle in range(n_circles)
        for initiative in range(10)
        for actor in generator.choice(8, size=4, replace=False)
    ]
    rows, columns = zip(*pairs, strict=True)
    shape = (8 * n_circles, 10 * n_circles)
    return plain(sparse.csr_array((np.ones(len(pairs), np.int32), (rows, columns)), shape=shape))


def shuffled(network: Surroundings, seed: int) -> Surroundings:
    """Return the same degrees (nearly: ends that meet twice are dropped) and nothing else."""
    rows, columns = network.biadjacency.nonzero()
    mixed = np.random.default_rng(seed).permutation(columns)
    ties = sparse.csr_array((np.ones(len(rows), np.int32), (rows, mixed)), shape=network.biadjacency.shape)
    return replace(network, biadjacency=sparse.csr_array((ties > 0).astype(np.int32)))


# Shares


@pytest.mark.parametrize(
    ("n_found", "n", "interval"),
    # Worked out from Wilson's formula with z = 1.959964.
    [(10, 100, (0.0552, 0.1744)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (1, 2, (0.0945, 0.9055))],
)
def test_a_share_has_wilson_s_interval(n_found: int, n: int, interval: tuple[float, float]) -> None:
    assert pytest.approx(interval, abs=1e-4) == Share(n_found, n).interval


def test_of_nothing_nothing_is_known() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (0.0, (0.0, 1.0))


@given(n=st.integers(1, 500), data=st.data())
def test_the_interval_holds_the_share(n: int, data: st.DataObject) -> None:
    share = Share(data.draw(st.integers(0, n)), n)

    low, high = share.interval

    assert 0 <= low <= share.value <= high <= 1


# Hiding


@given(network=..., share=st.floats(0, 1), seed=st.integers(0, 9))
def test_what_is_hidden_leaves_a_tie_at_both_ends(network: TwoModeNetwork, share: float, seed: int) -> None:
    ties = network.biadjacency

    hiding = hide(ties, share, np.random.default_rng(seed))

    assert ((ties.sum(axis=1) > 0) == (hiding.training.sum(axis=1) > 0)).all()
    assert ((ties.sum(axis=0) > 0) == (hiding.training.sum(axis=0) > 0)).all()


@given(network=..., share=st.floats(0, 1), seed=st.integers(0, 9))
def test_what_is_hidden_and_what_is_left_make_the_whole(
    network: TwoModeNetwork, share: float, seed: int
) -> None:
    hiding = hide(network.biadjacency, share, np.random.default_rng(seed))

    whole = hiding.training.toarray()
    whole[hiding.rows, hiding.columns] += 1
    assert whole.tolist() == network.biadjacency.toarray().tolist()
    assert len(hiding.rows) <= round(share * network.n_ties)


def test_as_many_are_hidden_as_is_asked_for_where_there_is_enough_to_hide() -> None:
    hiding = hide(circles().biadjacency, 0.1, np.random.default_rng(1))

    assert len(hiding.rows) == 12


def test_looking_leaves_the_network_as_it_was() -> None:
    network = circles()
    before = network.biadjacency.toarray().tolist()

    backtest(network, repeats=2)

    assert before == network.biadjacency.toarray().tolist()


# Ranks


@given(
    values=st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=6),
    data=st.data(),
)
def test_a_rank_counts_those_above_and_half_of_those_level(
    values: list[list[int]], data: st.DataObject
) -> None:
    n = len(values)
    taken = data.draw(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=n, max_size=n))
    rows = data.draw(st.lists(st.integers(0, n - 1), min_size=3, max_size=3))

    expected = []
    for column, row in enumerate(rows):
        rivals = [values[r][column] for r in range(n) if r != row and not taken[r][column]]
        own = values[row][column]
        expected.append(1 + sum(rival > own for rival in rivals) + sum(rival == own for rival in rivals) / 2)

    found = ranks_of(np.array(values, dtype=float), np.array(taken), np.array(rows))
    assert expected == found.tolist()


# The test as a whole


def test_the_shares_agree_with_looking_every_hidden_tie_up_by_hand() -> None:
    network = circles(2)
    generator = np.random.default_rng(1)
    found, popular, n = 0, 0, 0
    for _ in range(4):
        hiding = hide(network.biadjacency, 0.10, generator)
        model = seat_model(replace(network, biadjacency=hiding.training))
        scores = model.scores().total
        for row, column in zip(hiding.rows, hiding.columns, strict=True):
            strangers = np.flatnonzero(network.biadjacency[:, [column]].toarray().ravel() == 0)
            for name, values in (("score", scores[:, column]), ("popular", model.n_ties)):
                above = sum(values[other] > values[row] for other in strangers)
                level = sum(values[other] == values[row] for other in strangers)
                hit = 1 + above + level / 2 <= 5
                found, popular = found + hit * (name == "score"), popular + hit * (name == "popular")
            n += 1

    result = backtest(network, repeats=4)

    assert (Share(found, n), Share(popular, n)) == (result.found, result.found_by_popularity)


def test_the_bands_share_out_what_stood_at_their_places() -> None:
    result = backtest(circles())

    among_five = sum(band.share.n_found for band in result.bands if band.last <= 5)
    assert among_five == result.found.n_found  # in circles everybody has partners to go by
    assert [band.share.n for band in result.bands] == [result.found.n * width for width in (1, 2, 2, 5)]


def test_the_lot_finds_five_of_those_that_it_is_drawn_among() -> None:
    result = backtest(circles())

    # 24 actors, four of whom are in each initiative: five of the 21 that the hidden one is drawn among.
    assert Share(round(5 / 21 * result.found.n), result.found.n) == result.found_by_lot


def test_circles_that_keep_to_themselves_pass() -> None:
    assert backtest(circles()).passes


@pytest.mark.parametrize("seed", range(5))
def test_the_same_degrees_without_any_circles_do_not_pass(seed: int) -> None:
    assert not backtest(shuffled(circles(), seed)).passes


def test_the_same_network_gives_the_same_answer() -> None:
    assert backtest(circles()) == backtest(circles())


def test_a_network_of_single_ties_has_nothing_to_hide() -> None:
    result = backtest(plain(sparse.csr_array(np.eye(6, dtype=np.int32))))

    assert (result.found.n, result.passes, result.depth) == (0, False, 0)


def test_an_empty_network_has_nothing_to_hide() -> None:
    assert backtest(plain(sparse.csr_array((0, 0), dtype=np.int32))).found.n == 0


def test_a_small_network_does_not_pass_whatever_is_found() -> None:
    result = backtest(circles(1))

    assert result.found.n < 100
    assert not result.is_large_enough
    assert not result.passes


def outcome(found: int, popular: int, n: int = 400, by_lot: int = 0) -> Backtest:
    return Backtest(Share(found, n), Share(popular, n), Share(by_lot, n), ())


@pytest.mark.parametrize(
    ("result", "passes"),
    [
        (outcome(200, 100), True),
        (outcome(200, 190), False),  # by less than three per cent
        (outcome(200, 186), False),  # by more, but not beyond luck
        (outcome(100, 200), False),
        (outcome(90, 10, 99), False),  # too few to tell
        (outcome(100, 50, by_lot=100), False),  # better than popularity, but that is worse than the lot
    ],
)
def test_what_passes_is_clearly_better_than_popularity(result: Backtest, passes: bool) -> None:
    assert passes == result.passes


def banded(*shares: tuple[int, int]) -> Backtest:
    places = ((1, 1), (2, 3), (4, 5), (6, 10))
    bands = [RankBand(*where, Share(*share)) for where, share in zip(places, shares, strict=False)]
    return Backtest(Share(0, 0), Share(0, 0), Share(0, 0), tuple(bands))


@pytest.mark.parametrize(
    ("rank", "strength"),
    [(1, "strong"), (1.5, "moderate"), (2, "moderate"), (3, "moderate"), (3.5, "hidden"), (11, "hidden")],
)
def test_a_suggestion_is_as_strong_as_its_place_was_right(rank: float, strength: Strength) -> None:
    # 300 of 1000 is at least 27 %, 100 of 1000 at least 8 %, 50 of 1000 only 4 %.
    result = banded((300, 1000), (100, 1000), (50, 1000), (10, 1000))

    assert strength == result.strength(rank)
    assert result.depth == 3


def test_a_later_place_is_never_stronger_than_an_earlier_one() -> None:
    result = banded((100, 1000), (300, 1000))

    assert (result.strength(1), result.strength(2)) == ("moderate", "moderate")
