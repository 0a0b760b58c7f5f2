from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.gaps import seat_search
from samverkan.gaps.backtest import ranks_of
from samverkan.gaps.seat_scores import SeatModel, Surroundings, seat_model
from samverkan.gaps.seat_search import Seat, best_seats


def model_of(network: TwoModeNetwork) -> SeatModel:
    every_initiative = np.ones((network.n_initiatives, 1), dtype=np.int32)
    return seat_model(
        Surroundings(
            network.biadjacency,
            sparse.csr_array(every_initiative),
            sparse.csr_array(np.ones((network.n_actors, 1), dtype=np.int32)),
        )
    )


def searched(
    model: SeatModel, *, barred: frozenset[tuple[int, int]] = frozenset(), **options: int
) -> tuple[Seat, ...]:
    n_actors, n_initiatives = model.surroundings.biadjacency.shape
    mask = np.zeros((n_actors, n_initiatives), dtype=bool)
    for pair in barred:
        mask[pair] = True
    return best_seats(
        model,
        barred=sparse.csr_array(mask),
        never=np.zeros(n_actors, dtype=bool),
        columns=np.arange(n_initiatives),
        **{"depth": 3, "limit": 9, "per_initiative": 2, **options},
    )


def by_hand(model: SeatModel, barred: frozenset[tuple[int, int]]) -> list[Seat]:
    """Go through every pair."""
    ties = model.surroundings.biadjacency.toarray()
    every = np.arange(ties.shape[1])
    scores = model.scores()
    grounds = model.has_grounds(scores, every)
    found: list[Seat] = []
    for column in every:
        own = [
            Seat(row, int(column), float(scores.total[row, column]), float(rank))
            for row in range(ties.shape[0])
            for rank in ranks_of(scores.total[:, [column]], ties[:, [column]] > 0, np.array([row]))
            if not ties[row, column] and grounds[row, column] and (row, column) not in barred and rank <= 3
        ]
        found += sorted(own, key=lambda seat: (-seat.score, seat.row))[:2]
    return sorted(found, key=lambda seat: (-seat.score, seat.row, seat.column))[:9]


@given(network=..., data=st.data())
def test_the_best_seats_are_those_found_by_going_through_every_pair(
    network: TwoModeNetwork, data: st.DataObject
) -> None:
    model = model_of(network)
    possible = [(a, i) for a in range(network.n_actors) for i in range(network.n_initiatives)]
    barred = data.draw(st.frozensets(st.sampled_from(possible), max_size=5)) if possible else frozenset()

    assert by_hand(model, barred) == list(searched(model, barred=barred))


@given(network=...)
def test_it_does_not_matter_in_how_many_blocks_one_looks(network: TwoModeNetwork) -> None:
    model = model_of(network)
    in_one = searched(model)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seat_search, "_BLOCK", 1)
        in_many = searched(model)

    assert in_one == in_many


@given(network=...)
def test_a_list_without_depth_is_empty(network: TwoModeNetwork) -> None:
    assert searched(model_of(network), depth=0) == ()


@given(network=...)
def test_a_shorter_list_is_the_beginning_of_a_longer_one(network: TwoModeNetwork) -> None:
    model = model_of(network)

    assert searched(model)[:2] == searched(model, limit=2)
