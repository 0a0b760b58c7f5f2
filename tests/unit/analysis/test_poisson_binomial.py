from __future__ import annotations

from itertools import permutations, product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.poisson_binomial import poisson_binomial

PROBABILITIES = st.lists(st.floats(0, 1), max_size=8)


def enumerated(probabilities: list[float]) -> list[float]:
    """Go through every outcome there is."""
    chances = [0.0] * (len(probabilities) + 1)
    for outcome in product((0, 1), repeat=len(probabilities)):
        chances[sum(outcome)] += prod(
            p if happens else 1 - p for p, happens in zip(probabilities, outcome, strict=True)
        )
    return chances


@given(probabilities=PROBABILITIES)
def test_it_agrees_with_going_through_every_outcome(probabilities: list[float]) -> None:
    assert pytest.approx(enumerated(probabilities)) == poisson_binomial(probabilities).tolist()


@given(probabilities=PROBABILITIES)
def test_something_happens_and_on_average_as_often_as_the_probabilities_say(
    probabilities: list[float],
) -> None:
    found = poisson_binomial(probabilities)

    assert pytest.approx(1) == found.sum()
    assert pytest.approx(sum(probabilities)) == found @ np.arange(len(found))


def test_without_events_none_happens_for_certain() -> None:
    assert poisson_binomial([]).tolist() == [1.0]


def test_certain_and_impossible_events_leave_no_doubt() -> None:
    assert poisson_binomial([1, 0, 1]).tolist() == [0, 0, 1, 0]


def test_the_order_of_the_events_does_not_matter() -> None:
    found = [poisson_binomial(order).tolist() for order in permutations([0.1, 0.5, 0.9])]

    assert all(pytest.approx(found[0]) == one for one in found)


def test_very_small_chances_keep_their_digits() -> None:
    assert pytest.approx(1e-40, rel=1e-9) == poisson_binomial([1e-10] * 4)[4]
    assert pytest.approx(0.5**60, rel=1e-9) == poisson_binomial([0.5] * 60)[0]


def test_equal_probabilities_make_the_binomial() -> None:
    assert pytest.approx([0.343, 0.441, 0.189, 0.027]) == poisson_binomial([0.3] * 3).tolist()
