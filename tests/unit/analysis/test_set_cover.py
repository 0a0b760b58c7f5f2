from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.set_cover import Costs, Flags, greedy_cover, smallest_cover

Cover = Callable[[Flags, Costs], tuple[int, ...]]


def flags(*rows: str) -> Flags:
    """Rows such as ``"x.x"``."""
    return np.array([[cell == "x" for cell in row] for row in rows], dtype=bool)


def costs(*lines: list[int], n: int) -> Costs:
    return np.array(lines, dtype=np.int64).reshape(len(lines), n)


def by_trying_all(covers: Flags, prices: Costs) -> tuple[int, ...]:
    """The first of the cheapest of the smallest sets, found by looking at every set."""
    wanted = set(np.flatnonzero(covers.any(axis=0)))
    n_rows = len(covers)
    sets = [rows for size in range(n_rows + 1) for rows in combinations(range(n_rows), size)]
    covering = [
        rows for rows in sets if {column for row in rows for column in np.flatnonzero(covers[row])} == wanted
    ]
    return min(
        covering, key=lambda rows: (len(rows), *(sum(line[row] for row in rows) for line in prices), rows)
    )


TABLES = st.integers(1, 6).flatmap(
    lambda n_columns: st.lists(
        st.lists(st.booleans(), min_size=n_columns, max_size=n_columns), min_size=1, max_size=8
    )
)


@settings(max_examples=60)
@given(table=TABLES, data=st.data())
def test_the_smallest_cover_is_what_trying_every_set_gives(
    table: list[list[bool]], data: st.DataObject
) -> None:
    covers = np.array(table, dtype=bool)
    line = st.lists(st.integers(-3, 3), min_size=len(table), max_size=len(table))
    prices = costs(*data.draw(st.lists(line, max_size=2)), n=len(table))

    assert smallest_cover(covers, prices) == by_trying_all(covers, prices)


@given(table=TABLES)
def test_the_greedy_cover_covers_what_can_be_covered_and_no_row_adds_nothing(table: list[list[bool]]) -> None:
    covers = np.array(table, dtype=bool)

    picked = list(greedy_cover(covers, costs(n=len(table))))

    assert covers[picked].any(axis=0).tolist() == covers.any(axis=0).tolist()
    assert len(picked) <= covers.any(axis=0).sum()


def test_the_greedy_cover_takes_what_adds_most_though_fewer_would_do() -> None:
    covers = flags("xxx...", "...xxx", ".xxxx.")

    assert smallest_cover(covers, costs(n=3)) == (0, 1)
    assert greedy_cover(covers, costs(n=3)) == (0, 1, 2)


@pytest.mark.parametrize("cover", [smallest_cover, greedy_cover])
def test_among_equals_the_first_cost_decides_then_the_second_then_the_order(cover: Cover) -> None:
    covers = flags("xx", "xx", "xx", "xx")

    assert cover(covers, costs([1, 0, 0, 0], [0, 5, 2, 2], n=4)) == (2,)


@pytest.mark.parametrize("cover", [smallest_cover, greedy_cover])
@pytest.mark.parametrize(
    "covers", [np.zeros((0, 3), dtype=bool), np.zeros((2, 3), dtype=bool), np.zeros((2, 0), dtype=bool)]
)
def test_where_nothing_is_covered_nothing_is_taken(cover: Cover, covers: Flags) -> None:
    assert cover(covers, costs([0] * len(covers), n=len(covers))) == ()
