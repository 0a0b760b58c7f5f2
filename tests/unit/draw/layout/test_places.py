from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from samverkan.draw.layout.frame import HEIGHT, WIDTH, Guide
from samverkan.draw.layout.places import (
    NOT_STATED,
    SEVERAL,
    Area,
    areas,
    nearest_common,
    placed_areas,
)

BROADER = {
    "staden": (),
    "soder": ("staden",),
    "torget": ("soder",),
    "huset": ("soder",),
    "norr": ("staden",),
    "backa": ("norr",),
    "grannby": (),
}
HOME = {
    **{f"s{number}": "staden" for number in range(6)},
    **{f"t{number}": "torget" for number in range(9)},
    "h": "huset",
    "o": "soder",
    "b": "backa",
    "g": "grannby",
    "flera": SEVERAL,
    **{f"u{number}": NOT_STATED for number in range(20)},
}


def laid_out(home: dict[str, str]) -> tuple[dict[str, tuple[float, float]], dict[str, Guide]]:
    tops = areas(home, BROADER, tuple(BROADER))
    names = {place: place.capitalize() for place in BROADER}
    places, guides = placed_areas(tops, names, left=0.0, width=WIDTH, height=HEIGHT, wanted={})
    boxes = [guide for guide in guides if guide.shape == "rectangle"]
    headings = [guide for guide in guides if guide.shape == "text"]
    called = [dict(guide.params).get("place", guide.code) for guide in headings]
    return places, dict(zip(called, boxes, strict=True))


def holds(box: Guide, place: tuple[float, float]) -> bool:
    return box.x <= place[0] <= box.x + box.width and box.y <= place[1] <= box.y + box.height


def contains(outer: Guide, inner: Guide) -> bool:
    return holds(outer, (inner.x, inner.y)) and holds(outer, (inner.x + inner.width, inner.y + inner.height))


def meet(one: Guide, other: Guide) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], NOT_STATED),
        (["torget"], "torget"),
        (["torget", "torget"], "torget"),
        (["torget", "huset"], "soder"),
        (["torget", "soder"], "soder"),
        (["torget", "backa"], "staden"),
        (["torget", "staden"], "staden"),
        (["torget", "grannby"], SEVERAL),
        (["okant"], "okant"),
    ],
)
def test_several_places_meet_in_the_nearest_that_holds_them_all(places: list[str], expected: str) -> None:
    assert expected == nearest_common(places, BROADER)


def test_places_in_a_circle_hold_each_other() -> None:
    assert nearest_common(["a", "b"], {"a": ("b",), "b": ("a",)}) == "a"


def test_narrower_places_lie_inside_broader_ones_and_what_holds_nothing_has_no_area() -> None:
    tops = areas(HOME, BROADER, tuple(BROADER))

    def shape(area: Area) -> object:
        return (area.place, len(area.members), [shape(inner) for inner in area.inside])

    assert [shape(area) for area in tops] == [
        ("staden", 6, [("soder", 1, [("torget", 9, []), ("huset", 1, [])]), ("backa", 1, [])]),
        ("grannby", 1, []),
        (SEVERAL, 1, []),
        (NOT_STATED, 20, []),
    ]


@pytest.mark.parametrize(
    "broader", [{"a": ("b",), "b": ("a",)}, {"a": ("a",), "b": ()}, {"a": ("borta",), "b": ()}]
)
def test_nobody_is_lost_where_places_lie_in_a_circle_or_nowhere(broader: dict[str, tuple[str, ...]]) -> None:
    tops = areas({"x": "a", "y": "b"}, broader, ("a", "b"))

    assert sorted(node for area in tops for node in area.everyone()) == ["x", "y"]


def test_areas_are_apart_unless_one_lies_inside_the_other() -> None:
    _, boxes = laid_out(HOME)

    nested = {("Staden", "Soder"), ("Staden", "Torget"), ("Staden", "Huset"), ("Staden", "Backa")}
    nested |= {("Soder", "Torget"), ("Soder", "Huset")}
    for one, other in combinations(boxes, 2):
        if (one, other) in nested or (other, one) in nested:
            outer, inner = (one, other) if (one, other) in nested else (other, one)
            assert contains(boxes[outer], boxes[inner]), (outer, inner)
        else:
            assert not meet(boxes[one], boxes[other]), (one, other)


def test_every_node_lies_in_its_own_area_and_in_none_that_is_not_around_it() -> None:
    places, boxes = laid_out(HOME)

    called = {NOT_STATED: "layout.guide.no_place", SEVERAL: "layout.guide.several_places"}
    for node, home in HOME.items():
        around = {name for name, box in boxes.items() if holds(box, places[node])}
        above = {place.capitalize() for place in _above(home)} & set(boxes)
        assert around == above | {called.get(home, home.capitalize())}, node


def _above(place: str) -> set[str]:
    over = set(BROADER.get(place, ()))
    return over.union(*(_above(parent) for parent in over))


@pytest.mark.parametrize(
    "home",
    [{}, {"a": "torget"}, {"a": NOT_STATED}, {f"n{number}": "huset" for number in range(150)}, HOME],
    ids=["nobody", "one", "one without a place", "many in one", "town"],
)
def test_every_node_has_a_place_of_its_own_inside_the_frame(home: dict[str, str]) -> None:
    places, boxes = laid_out(home)

    assert set(places) == set(home)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places.values())
    assert all(dist(one, other) >= 12 for one, other in combinations(places.values(), 2))
    assert all(contains(Guide("rectangle", 0, 0, WIDTH, HEIGHT), box) for box in boxes.values())


def test_a_small_area_beside_a_large_one_has_room_for_its_name_and_a_node() -> None:
    _, boxes = laid_out({"g": "grannby", **{f"n{number}": "staden" for number in range(300)}})

    assert boxes["Grannby"].width >= 150
    assert boxes["Grannby"].height >= 100


def test_an_area_is_drawn_where_something_in_it_is_shown() -> None:
    _, boxes = laid_out(HOME)

    drawn = {name for name, box in boxes.items() if box.is_drawn(frozenset({"h"}))}

    assert drawn == {"Staden", "Soder", "Huset"}
