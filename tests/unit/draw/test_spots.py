from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverkan.draw.spots import CELL, Box, Ground, Wish

FRAME = Box(0, 0, 300, 200)
WISHES = st.builds(
    Wish,
    x=st.floats(0, 300),
    y=st.floats(0, 200),
    reach=st.floats(2, 15),
    width=st.floats(5, 90),
    height=st.floats(8, 40),
)


def box_of(wish: Wish) -> Box:
    return Box(wish.x - wish.reach, wish.y - wish.reach, wish.x + wish.reach, wish.y + wish.reach)


@given(st.lists(WISHES, max_size=12), st.floats(0, 200))
def test_captions_never_meet_each_other_or_a_sign_and_stay_in_the_frame(wishes, within):
    signs = [box_of(wish) for wish in wishes]
    ground = Ground(FRAME, signs)

    found = [spot.box for wish in wishes if (spot := ground.place(wish, within=within))]

    assert not any(one.meets(other) for one, other in combinations(found, 2))
    assert not any(box.meets(sign) for box in found for sign in signs)
    assert all(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= 300 and box.y1 <= 200 for box in found)


@given(WISHES, st.floats(0, 200))
def test_a_caption_has_the_room_it_asked_for_within_the_distance_it_may_have(wish, within):
    spot = Ground(FRAME, [box_of(wish)]).place(wish, within=within)

    if spot:
        assert spot.box.x1 - spot.box.x0 >= wish.width
        assert spot.box.y1 - spot.box.y0 >= wish.height
        across = max(spot.box.x0 - wish.x, wish.x - spot.box.x1, 0)
        down = max(spot.box.y0 - wish.y, wish.y - spot.box.y1, 0)
        assert (across**2 + down**2) ** 0.5 <= wish.reach + within + 2 * CELL


def test_the_right_side_is_taken_first_and_needs_no_line():
    wish = Wish(150, 100, 8, 60, 14)

    spot = Ground(FRAME, [box_of(wish)]).place(wish, within=50)

    assert spot is not None
    assert not spot.is_led
    assert spot.box.x0 >= 158
    assert spot.box.y0 < 100 < spot.box.y1


def test_a_caption_that_stands_off_is_led():
    wish = Wish(150, 100, 8, 60, 14)

    spot = Ground(FRAME, [Box(60, 60, 240, 140)]).place(wish, within=120)

    assert spot is not None
    assert spot.is_led


def test_without_a_free_spot_near_enough_there_is_none():
    wish = Wish(150, 100, 8, 60, 14)

    assert Ground(FRAME, [FRAME]).place(wish, within=1e4) is None
    assert Ground(FRAME, [Box(60, 60, 240, 140)]).place(wish, within=10) is None
    assert Ground(Box(0, 0, 0, 0)).place(wish, within=1e4) is None
