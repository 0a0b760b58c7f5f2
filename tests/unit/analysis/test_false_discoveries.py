from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis.false_discoveries import discoveries

# Whole 64ths and a hair above the limit, so that no rounding decides.
SHARE = 0.125
PROBABILITIES = st.lists(st.integers(0, 64).map(lambda n: n / 64), min_size=1, max_size=16)


@given(PROBABILITIES)
def test_agrees_with_scipy(probabilities):
    expected = stats.false_discovery_control(probabilities) <= SHARE + 1e-12

    assert expected.tolist() == discoveries(probabilities, share=SHARE + 1e-12).tolist()


def test_a_low_one_beside_many_is_none_that_would_be_one_alone():
    assert discoveries([0.04], share=0.1).tolist() == [True]
    assert discoveries([0.04, *[0.5] * 9], share=0.1).tolist() == [False] * 10


def test_a_later_one_within_its_limit_takes_the_earlier_ones_along():
    assert discoveries([0.06, 0.09], share=0.1).tolist() == [True, True]


def test_of_nothing_nothing_is_low():
    assert discoveries([], share=0.1).tolist() == []
