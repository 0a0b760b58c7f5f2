from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from samverkan.domain.network import TwoModeNetwork
from samverkan.draw.layout.frame import Layout
from samverkan.draw.layout.seating import added_since, seated, spread, wishes, worth_keeping

Net = Callable[..., TwoModeNetwork]

SEATS = np.array([[0.0, 10.0 * number] for number in range(6)])
NODES = tuple("abcdefghij")


def stood(nodes: str, added: str = "") -> Layout:
    return Layout({node: (0.0, float(place)) for place, node in enumerate(nodes)}, added=frozenset(added))


def test_the_first_time_members_sit_in_their_order_evenly_spread() -> None:
    assert seated(("b", "a"), SEATS, {})[:, 1].tolist() == [10.0, 40.0]


@pytest.mark.parametrize(("n_members", "n_seats"), [(1, 1), (3, 4), (7, 8), (5, 40)])
def test_nobody_shares_a_seat(n_members: int, n_seats: int) -> None:
    taken = spread(n_members, n_seats)

    assert len(set(taken)) == n_members
    assert set(taken) <= set(range(n_seats))


def test_who_has_a_seat_keeps_it_whatever_the_order_says() -> None:
    wanted = {"a": (0.0, 50.0), "b": (0.0, 20.0)}

    assert seated(("a", "b"), SEATS, wanted)[:, 1].tolist() == [50.0, 20.0]


def test_who_is_new_gets_the_free_seat_nearest_to_those_it_is_tied_to() -> None:
    wanted = {"ny": (0.0, 21.0), "a": (0.0, 20.0)}

    assert seated(("ny", "a"), SEATS, wanted)[:, 1].tolist() == [30.0, 20.0]


def test_who_is_new_and_tied_to_nobody_gets_what_is_free_at_the_end() -> None:
    assert seated(("a", "ny"), SEATS, {"a": (0.0, 0.0)})[:, 1].tolist() == [0.0, 50.0]


def test_a_new_node_wishes_to_stand_amid_those_it_is_tied_to(net: Net) -> None:
    network = net("a-x b-x n-x n-y", alone="o")
    nodes = (*network.actors, *network.initiatives)
    start = Layout({"a": (0.0, 0.0), "x": (10.0, 0.0), "y": (30.0, 20.0), "b": (1.0, 1.0)})

    wanted = wishes(nodes, network.adjacency, start)

    assert wanted["n"] == (20.0, 10.0)
    assert wanted["a"] == (0.0, 0.0)
    assert "o" not in wanted
    assert wishes(nodes, network.adjacency, None) == {}


@pytest.mark.parametrize(
    ("start", "is_kept"),
    [
        (stood("abcdefghij"), True),
        (stood("abcdefgh"), True),
        (stood("abcdefg"), False),
        (stood("abcdefghijkl"), True),
        (stood("abcdefghijklm"), False),
        (stood("abcdefghij", added="ab"), True),
        (stood("abcdefghij", added="abc"), False),
        (stood("abcdefghij", added="abxyz"), True),
        (None, False),
    ],
    ids=["same", "two new", "three new", "two gone", "three gone", "few added", "many", "gone again", "none"],
)
def test_an_older_layout_is_kept_until_a_fifth_has_changed(start: Layout | None, is_kept: bool) -> None:
    assert (worth_keeping(start, NODES) is start and start is not None) == is_kept


def test_who_has_been_fitted_in_is_remembered_as_long_as_it_is_there() -> None:
    assert added_since(stood("abc", added="cz"), ("a", "c", "n")) == {"c", "n"}
    assert added_since(None, ("a",)) == frozenset()
