from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

import pytest

from samverkan.draw.layout.columns import Side, columns
from samverkan.draw.layout.frame import HEIGHT, WIDTH

MANY = tuple(f"node{number:03}" for number in range(130))


def laid_out(*sides: tuple[str, ...], wanted: dict[str, tuple[float, float]] | None = None) -> dict:
    named = [Side(f"side{number}", members) for number, members in enumerate(sides)]
    return columns(named, left=0.0, width=WIDTH, wanted=wanted or {})[0]


@pytest.mark.parametrize(
    "sides",
    [
        ((), ()),
        (("a",), ()),
        (("a",), ("x",)),
        (MANY[:3], MANY[3:4], (), MANY[4:9]),
        (MANY[:65], MANY[65:]),
        (MANY,),
    ],
    ids=["nobody", "one", "one each", "four sides", "many", "one long side"],
)
def test_every_node_has_a_place_of_its_own_inside_the_frame(sides: tuple[tuple[str, ...], ...]) -> None:
    places = laid_out(*sides)

    assert set(places) == {node for side in sides for node in side}
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places.values())
    assert all(dist(one, other) >= 12 for one, other in combinations(places.values(), 2))


def test_sides_stand_beside_each_other_and_do_not_mix() -> None:
    places = laid_out(MANY[:60], MANY[60:62], MANY[62:])

    first, second, third = (
        [places[node][0] for node in side] for side in (MANY[:60], MANY[60:62], MANY[62:])
    )
    assert max(first) < min(second)
    assert max(second) < min(third)


def test_members_stand_in_their_order_downwards() -> None:
    places = laid_out(MANY)

    heights = [places[node][1] for node in MANY]
    assert heights == sorted(heights)


def test_a_side_that_would_be_too_tall_is_folded_so_that_rows_can_be_read() -> None:
    places = laid_out(MANY[:5], MANY[5:])

    assert len({places[node][0] for node in MANY[:5]}) == 1
    lefts = {places[node][0] for node in MANY[5:]}
    assert len(lefts) > 1
    for left in lefts:
        rows = sorted(places[node][1] for node in MANY[5:] if places[node][0] == left)
        assert min(later - earlier for earlier, later in pairwise(rows)) >= 30


def test_each_side_that_has_anybody_has_a_heading_above_it() -> None:
    named = [Side("vänster", ("a", "b")), Side("ingen", ()), Side("höger", ("x",))]

    places, guides = columns(named, left=0.0, width=WIDTH, wanted={})

    assert [(guide.code, guide.holds) for guide in guides] == [("vänster", {"a", "b"}), ("höger", {"x"})]
    assert guides[0].x == places["a"][0]
    assert all(guide.y < min(y for _, y in places.values()) for guide in guides)


def test_one_more_at_the_top_moves_nobody_who_has_a_seat() -> None:
    before = laid_out(MANY[1:50], MANY[50:])

    after = laid_out(MANY[:50], MANY[50:], wanted={**before, MANY[0]: (0.0, 0.0)})

    assert {node: after[node] for node in before} == before
