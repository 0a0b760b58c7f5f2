from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, dist, hypot, inf, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samverkan.domain.network import TwoModeNetwork
from samverkan.draw.layout.frame import HEIGHT, WIDTH, Guide
from samverkan.draw.layout.rings import ACROSS, DOWN, MIDDLE, Circle, ringed, steps_from

NODES = tuple(f"node{number:02}" for number in range(60))


def depth(place: tuple[float, float]) -> float:
    return hypot((place[0] - MIDDLE[0]) / ACROSS, (place[1] - MIDDLE[1]) / DOWN)


def clock(place: tuple[float, float]) -> float:
    """Return how far round a place is, clockwise from the top, 0–1."""
    right, up = (place[0] - MIDDLE[0]) / ACROSS, (MIDDLE[1] - place[1]) / DOWN
    return atan2(right, up) % (2 * pi) / (2 * pi)


def in_rings(*circles: tuple[str, ...], slices: tuple[tuple[str, ...], ...] = (NODES,)) -> dict:
    return drawn_in_rings(*circles, slices=slices)[0]


def drawn_in_rings(
    *circles: tuple[str, ...], slices: tuple[tuple[str, ...], ...] = (NODES,)
) -> tuple[dict[str, tuple[float, float]], list[Guide]]:
    return ringed(
        [Circle(f"ring{number}", members) for number, members in enumerate(circles, start=1)],
        [(f"slice{number}", frozenset(members)) for number, members in enumerate(slices)],
        {},
    )


def test_the_further_out_a_ring_the_further_from_the_middle_its_nodes() -> None:
    rings = NODES[:5], NODES[5:20], NODES[20:22], NODES[22:]

    places = in_rings(*rings)

    depths = [[depth(places[node]) for node in ring] for ring in rings]
    assert all(max(inner) < min(outer) for inner, outer in pairwise(depths))
    assert max(depths[-1]) <= 1


def test_each_ring_s_line_has_its_nodes_inside_and_the_next_ones_outside() -> None:
    rings = NODES[:5], NODES[5:40], NODES[40:]

    places, guides = drawn_in_rings(*rings)

    edges = sorted(guide.width / 2 / ACROSS for guide in guides if guide.shape == "ellipse")[1:]
    for ring, edge, beyond in zip(rings, edges, (*rings[1:], ()), strict=True):
        assert max(depth(places[node]) for node in ring) < edge
        assert all(depth(places[node]) > edge for node in beyond)


def test_a_crowd_stays_in_its_ring_and_its_slice() -> None:
    many = tuple(f"node{number:03}" for number in range(360))
    rings = halves = many[:60], many[60:]  # the inner ring stands in a sixth of the circle

    places, guides = drawn_in_rings(*rings, slices=halves)

    _, edge, rim = sorted(guide.width / 2 / ACROSS for guide in guides if guide.shape == "ellipse")
    assert max(depth(places[node]) for node in rings[0]) < edge
    assert all(edge < depth(places[node]) < rim for node in rings[1])
    assert max(clock(places[node]) for node in halves[0]) < min(clock(places[node]) for node in halves[1])


def test_slices_follow_each_other_clockwise_from_the_top() -> None:
    slices = NODES[:30], NODES[30:34], NODES[34:]

    places = in_rings(NODES[::2], NODES[1::2], slices=slices)

    turns = [[clock(places[node]) for node in members] for members in slices]
    assert all(max(one) < min(other) for one, other in pairwise(turns))


@pytest.mark.parametrize("sizes", [(1,), (1, 1), (7, 1, 30), (2, 58), (60,)])
def test_no_two_nodes_stand_on_each_other_and_all_stand_in_the_frame(sizes: tuple[int, ...]) -> None:
    ends = np.cumsum((0, *sizes))
    rings = [NODES[first:last] for first, last in pairwise(ends)]

    places = in_rings(*rings, slices=(NODES[:3], NODES[3:4], NODES[4:]))

    assert set(places) == {node for ring in rings for node in ring}
    assert all(dist(one, other) >= 12 for one, other in combinations(places.values(), 2))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places.values())


def test_those_tied_stand_at_about_the_same_angle() -> None:
    inner, outer = NODES[:6], NODES[6:12]
    ties = {one: [other] for one, other in zip(inner, reversed(outer), strict=True)}
    ties |= {other: [one] for one, other in zip(inner, reversed(outer), strict=True)}

    places, _ = ringed([Circle("1", inner), Circle("2", outer)], [("alla", frozenset(NODES))], ties)

    for one, other in zip(inner, reversed(outer), strict=True):
        assert clock(places[one]) == pytest.approx(clock(places[other]), abs=0.03)


def test_names_and_borders_are_drawn_at_the_outermost_ring_that_is_shown() -> None:
    _, guides = drawn_in_rings(NODES[:4], NODES[4:8], slices=(NODES[:2], NODES[2:]))

    for shown in (frozenset(NODES[:4]), frozenset(NODES[:8]), frozenset(NODES[4:8])):
        drawn = [guide for guide in guides if guide.is_drawn(shown)]
        rings = {guide.code for guide in drawn if guide.code.startswith("ring")}
        names = [guide.code for guide in drawn if guide.code.startswith("slice")]
        assert rings == {
            f"ring{number}" for number in (1, 2) if shown & {*NODES[4 * number - 4 : 4 * number]}
        }
        assert len(names) == len(set(names))
        reach = max(guide.width for guide in drawn if guide.shape == "ellipse") / 2 / ACROSS
        lines = [(guide.x + guide.width, guide.y + guide.height) for guide in drawn if guide.shape == "line"]
        assert [depth(end) for end in lines] == pytest.approx([reach] * 3, abs=0.01)


def test_nobody_around_the_middle_is_no_ring() -> None:
    assert drawn_in_rings() == ({}, [])
    assert drawn_in_rings(()) == ({}, [])


@given(st.from_type(TwoModeNetwork), st.integers(0, 13))
def test_steps_are_the_ties_of_a_shortest_way(network: TwoModeNetwork, place: int) -> None:
    n = network.n_actors + network.n_initiatives
    sources = [place] if place < n else []

    steps = steps_from(sources, network.adjacency)

    assert all(steps[source] == 0 for source in sources)
    for row in range(n):
        ends = network.adjacency[[row]].nonzero()[1]
        nearest = min((steps[end] for end in ends), default=inf)
        assert row in sources or steps[row] == nearest + 1


def test_no_way_leads_from_nowhere() -> None:
    assert steps_from([], sparse.csr_array((2, 2))).tolist() == [inf, inf]
