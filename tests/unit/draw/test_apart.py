from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.draw.apart import pulled_apart

ROOM = (600.0, 400.0)
places = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=12)


def overlaps(found, size):
    return [
        pair
        for pair in combinations(found, 2)
        if all(abs(one - other) < length - 1 for one, other, length in zip(*pair, size, strict=True))
    ]


@given(places)
def test_a_dozen_boxes_do_not_overlap_and_stay_in_the_frame(points):
    found = pulled_apart(points, [(80.0, 40.0)] * len(points), ROOM)

    assert overlaps(found, (80.0, 40.0)) == []
    assert all(40 <= x <= 560 and 20 <= y <= 380 for x, y in found)


def test_who_is_to_the_left_or_above_stays_there_where_there_is_room():
    found = pulled_apart([(0, 0), (1, 5), (100, 9)], [(80.0, 40.0)] * 3, ROOM)

    assert sorted(found) == found
    assert sorted(found, key=lambda place: place[1]) == found


def test_the_same_places_give_the_same_places():
    points, sizes = [(3, 3), (3, 3), (3, 4), (90, 1)], [(120.0, 60.0)] * 4

    assert pulled_apart(points, sizes, ROOM) == pulled_apart(points, sizes, ROOM)


def test_one_alone_stands_in_the_middle_and_nobody_nowhere():
    assert pulled_apart([(7, 7)], [(80.0, 40.0)], ROOM) == [(300.0, 200.0)]
    assert pulled_apart([], [], ROOM) == []


def test_a_box_that_is_wider_than_the_frame_is_kept_in_its_middle():
    ((x, _),) = pulled_apart([(7, 7)], [(900.0, 40.0)], ROOM)

    assert x == pytest.approx(300)
