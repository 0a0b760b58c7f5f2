from __future__ import annotations

from samverkan.domain.hierarchy import ancestors, circles, with_narrower

GROUPS = {"alla": [], "unga": ["alla"], "flickor": ["unga", "kvinnor"], "kvinnor": ["alla"]}
CIRCLE = {"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": []}


def test_ancestors_reach_all_the_way_up_along_every_line() -> None:
    expected = {
        "alla": frozenset(),
        "unga": frozenset({"alla"}),
        "flickor": frozenset({"unga", "kvinnor", "alla"}),
        "kvinnor": frozenset({"alla"}),
    }

    assert expected == ancestors(GROUPS)


def test_a_circle_ends_where_it_closes() -> None:
    expected = {
        "a": frozenset("bc"),
        "b": frozenset("ac"),
        "c": frozenset("ab"),
        "d": frozenset("abc"),
        "e": frozenset(),
    }

    assert expected == ancestors(CIRCLE)


def test_circles_are_those_who_lie_above_themselves_not_those_below_a_circle() -> None:
    assert circles(CIRCLE) == ["a", "b", "c"]


def test_a_thing_above_itself_is_a_circle_of_one() -> None:
    assert circles({"a": ["a"], "b": ["a"]}) == ["a"]


def test_a_tree_has_no_circles() -> None:
    assert circles(GROUPS) == []


def test_with_narrower_takes_everything_inside_and_nothing_above() -> None:
    assert frozenset({"unga", "flickor"}) == with_narrower(["unga"], GROUPS)


def test_with_narrower_keeps_an_id_that_the_hierarchy_does_not_know() -> None:
    assert frozenset({"okand"}) == with_narrower(["okand"], GROUPS)


def test_an_ancestor_outside_the_list_is_still_an_ancestor() -> None:
    assert {"a": frozenset({"borta"})} == ancestors({"a": ["borta"]})
