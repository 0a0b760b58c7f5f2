"""Places: one area for each place, the narrower inside the broader, and everything where it belongs.

An initiative lies in the place that it is stated to be in; one in several places lies in the nearest place
that holds them all. An actor lies in the nearest place that holds all initiatives that it takes part in and
whose place is stated. What has no place lies in an area of its own, so that what we do not know is seen. What
a position does *not* mean: an area's size follows how much is known of it and not the ground, where areas lie
beside each other says nothing of the town, and where one stands inside an area means nothing. Cost: linear in
nodes, apart from the order in which they sit (:mod:`samverkan.draw.layout.order`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from samverkan.domain.hierarchy import Broader, ancestors
from samverkan.draw.layout.frame import Guide, Points
from samverkan.draw.layout.seating import seated

NOT_STATED, SEVERAL = "", "+"
"""Areas that are no places; neither can be an id."""

_STEP = 4
"""An area has seats in steps of so many, a few of them free, so that one more need not move the rest; a very
small one has no free seats."""

_HEADING = 44.0
"""Map units at the top of an area for its name."""

_INSET, _MARGIN = 7.0, 12.0
"""Half the distance between two areas, and the air inside one."""

_LEAST_WIDTH, _LEAST_HEIGHT = 200.0, 150.0
"""What an area needs for its name and a node with its caption, in map units."""

_CUT_ASPECT = 1.3
"""How much wider than high a box is that is cut into a left and a right part."""

_CELL_ASPECT = 1.7
"""How much wider than high the room of a node is: captions are."""

_NESTING = 1.25
"""How much more room an area wants than what lies in it: borders and names inside borders add up."""

_FRAME_WEIGHT = 6.0
"""The room that a name and a border take, counted in nodes."""


@dataclass(frozen=True)
class Area:
    """One place with what lies in it and in nothing narrower, and the areas inside it."""

    place: str
    members: tuple[str, ...]
    inside: tuple[Area, ...]

    @property
    def n_seats(self) -> int:
        """How many seats it has of its own."""
        n = len(self.members)
        return n if n < _STEP else _STEP * ceil((n + 1) / _STEP)

    @property
    def weight(self) -> float:
        """How much room it wants, counted in nodes."""
        return _NESTING * (self.n_seats + sum(area.weight for area in self.inside)) + _FRAME_WEIGHT

    def everyone(self) -> Iterator[str]:
        """Return all that lies in it, narrower areas counted."""
        yield from self.members
        for area in self.inside:
            yield from area.everyone()


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    width: float
    height: float

    def shrunk(self, by: float, *, top: float = 0.0) -> _Box:
        return _Box(
            self.left + by,
            self.top + by + top,
            max(self.width - 2 * by, 1),
            max(self.height - 2 * by - top, 1),
        )

    def cut(self, share: float) -> tuple[_Box, _Box]:
        """Cut across the longer side, names being wide, leaving room for a name and a node on both sides."""
        if self.width >= _CUT_ASPECT * self.height:
            wide = _within(self.width * share, _LEAST_WIDTH, self.width)
            return (
                _Box(self.left, self.top, wide, self.height),
                _Box(self.left + wide, self.top, self.width - wide, self.height),
            )
        high = _within(self.height * share, _LEAST_HEIGHT, self.height)
        return (
            _Box(self.left, self.top, self.width, high),
            _Box(self.left, self.top + high, self.width, self.height - high),
        )


def _within(size: float, least: float, whole: float) -> float:
    least = min(least, whole / 2)
    return min(max(size, least), whole - least)


def nearest_common(places: Iterable[str], broader: Broader) -> str:
    """Return the narrowest place that holds all of some places.

    ``NOT_STATED`` where there are none, ``SEVERAL`` where no place holds them all.

    Examples
    --------
    >>> nearest_common(["torget", "lextorp"], {"torget": ["soder"], "lextorp": ["soder"], "soder": []})
    'soder'
    """
    wanted = sorted(set(places))
    if not wanted:
        return NOT_STATED
    above = ancestors({place: broader.get(place, ()) for place in {*broader, *wanted}})
    common = frozenset.intersection(*(above[place] | {place} for place in wanted))
    depth = {place: len(above.get(place, ())) for place in common}
    return min(common, key=lambda place: (-depth[place], place), default=SEVERAL)


def areas(home: Mapping[str, str], broader: Broader, places: Sequence[str]) -> tuple[Area, ...]:
    """Return the areas that are needed, as a tree.

    Parameters
    ----------
    home
        Node to its place, ``NOT_STATED`` or ``SEVERAL``; nodes in the order in which they would sit.
    broader
        Place to the one above it.
    places
        All places, in the order in which areas lie beside each other.
    """
    members: dict[str, list[str]] = {}
    for node, place in home.items():
        members.setdefault(place, []).append(node)
    inside: dict[str, list[str]] = {}
    for place in places:
        above = next((parent for parent in broader.get(place, ()) if parent != place), "")
        inside.setdefault(above, []).append(place)
    tops = [*inside.get("", ()), *_lost(places, inside), SEVERAL, NOT_STATED]
    inside.pop("", None)
    return tuple(area for place in tops for area in _grown(place, members, inside, frozenset()))


def _lost(places: Sequence[str], inside: Mapping[str, Sequence[str]]) -> list[str]:
    """Return places that no walk from the top reaches, since they lie in a circle or in an unknown place."""
    reached: set[str] = set()
    waiting = list(inside.get("", ()))
    while waiting:
        place = waiting.pop()
        reached.add(place)
        waiting.extend(inside.get(place, ()))
    return [place for place in places if place not in reached]


def _grown(
    place: str, members: dict[str, list[str]], inside: Mapping[str, list[str]], over: frozenset[str]
) -> tuple[Area, ...]:
    """Return a place's area, its members taken; one that holds only a narrower place gives way to it."""
    if place in over:
        return ()
    narrower = tuple(
        area for child in inside.get(place, ()) for area in _grown(child, members, inside, over | {place})
    )
    own = tuple(members.pop(place, ()))
    if not own and len(narrower) < 2:
        return narrower
    return (Area(place, own, narrower),)


def placed_areas(
    tops: Sequence[Area],
    names: Mapping[str, str],
    *,
    left: float,
    width: float,
    height: float,
    wanted: Mapping[str, tuple[float, float]],
) -> tuple[dict[str, tuple[float, float]], list[Guide]]:
    """Return positions and guides of some areas that share a part of the frame.

    Parameters
    ----------
    tops
        From :func:`areas`.
    names
        Place to its name.
    left, width, height
        The part of the frame, in map units.
    wanted
        From :func:`samverkan.draw.layout.seating.wishes`.
    """
    positions: dict[str, tuple[float, float]] = {}
    guides: list[Guide] = []
    waiting = list(_shared(tops, _Box(left, 0.0, width, height)))
    while waiting:
        area, whole = waiting.pop(0)
        box = whole.shrunk(_INSET)
        guides += _guides(area, box, names)
        room = box.shrunk(_MARGIN, top=_HEADING - _MARGIN)
        own = Area(area.place, area.members, ())
        for part, part_box in _shared([*([own] if own.members else []), *area.inside], room):
            if part is not own:
                waiting.append((part, part_box))
                continue
            points = seated(own.members, _seats(own.n_seats, part_box), wanted)
            positions |= {
                member: (float(x), float(y)) for member, (x, y) in zip(own.members, points, strict=True)
            }
    return positions, guides


def _shared(parts: Sequence[Area], box: _Box) -> Iterator[tuple[Area, _Box]]:
    """Share a box among areas by their weights, in their order."""
    if len(parts) < 2:
        yield from ((part, box) for part in parts)
        return
    reached = np.cumsum([part.weight for part in parts])
    first = int(np.abs(reached[:-1] - reached[-1] / 2).argmin()) + 1
    one, other = box.cut(float(reached[first - 1] / reached[-1]))
    yield from _shared(parts[:first], one)
    yield from _shared(parts[first:], other)


def _guides(area: Area, box: _Box, names: Mapping[str, str]) -> list[Guide]:
    holds = frozenset(area.everyone())
    codes = {NOT_STATED: "layout.guide.no_place", SEVERAL: "layout.guide.several_places"}
    code = codes.get(area.place, "layout.guide.place")
    params = () if area.place in codes else (("place", names[area.place]),)
    left, top, wide, high = (round(value, 1) for value in (box.left, box.top, box.width, box.height))
    return [
        Guide("rectangle", left, top, wide, high, holds=holds),
        Guide(
            *("text", round(left + 14.0, 1), round(top + 22.0, 1), round(wide - 20.0, 1)),
            code=code,
            params=params,
            anchor="start",
            holds=holds,
        ),
    ]


def _seats(n_seats: int, box: _Box) -> Points:
    """Return seats in rows, to and fro, every second one a little lower so that captions have room."""
    n_across = min(max(round(sqrt(n_seats * box.width / (box.height * _CELL_ASPECT))), 1), n_seats)
    n_down = ceil(n_seats / n_across)
    seat = np.arange(n_seats)
    row, step = seat // n_across, seat % n_across
    column = np.where(row % 2 == 0, step, n_across - 1 - step)
    x = box.left + (column + 0.5) * box.width / n_across
    y = box.top + (row + 0.35 + 0.3 * (column % 2)) * box.height / n_down
    return np.asarray(np.round(np.column_stack([x, y]), 1), dtype=np.float64)
