"""A small map that is read at the size of a few lines of text: some initiatives and who meets in them.

One column a kind, every name written out beside its sign, so nothing has to be looked up or turned: at most
one actor to the left, the initiatives, and the actors that take part in them. What does not fit is said below
its column as a number. Where somebody stands means nothing; the order only keeps the lines short.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from samverkan.domain.nodes import actor_node, initiative_node, tie
from samverkan.domain.study import Study
from samverkan.draw.framing import legend_marks
from samverkan.draw.lettering import LEADING, paragraph_lines, shortened, text_width_px
from samverkan.draw.palette import LIGHT, SHAPES
from samverkan.draw.scene import LegendEntry
from samverkan.draw.sheet import Line, Mark, Point, Shape, Sheet, Text
from samverkan.i18n import Translator

SIZE = 12.0
"""Of all letters, in pixels: 9 points where the sheet is printed at full size."""

_SIGN, _AIR, _LINE, _GAP = 5.0, 5.0, SIZE * LEADING, 2.0
_MIDDLE, _RIGHT, _AUTHOR_WIDTH = 0.27, 0.72, 0.19
"""Where the columns begin, and how wide the first one is, as shares of the sheet."""

_BETWEEN = 70.0
"""What is left free for the lines to the actors, at least."""

_ROUNDS = 8

_More = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Room:
    """How large a sheet is: its width in pixels, and how many initiatives and actors it may name."""

    width: float
    n_initiatives: int
    n_actors: int


def neighbourhood(
    chosen: Study, initiatives: Sequence[str], words: Translator, *, room: Room, title: str, actor: str = ""
) -> Sheet | None:
    """Return the map of some counted initiatives, or ``None`` where there is nobody to draw.

    Parameters
    ----------
    chosen
        Where they are.
    initiatives
        Ids, the most important first: those beyond the room are left out, and said to be.
    words, title
        For the legend and for those who cannot see it.
    room
        How much there is room for.
    actor
        Whose neighbourhood it is; it then stands by itself to the left.

    Notes
    -----
    Of the actors, those come first without whom an initiative would stand there as if nobody were in it; then
    those in most of the initiatives drawn, then by name. Cost: actors times initiatives.
    """
    drawn = tuple(initiatives[: room.n_initiatives])
    links = _links(chosen, drawn)
    ranked = _ranked({pair for pair in links if pair[0] != actor}, chosen.dataset.short_names)
    actors = ranked[: room.n_actors]
    if not (drawn and (actors or actor)):
        return None
    plan = _Plan(chosen, words, links, actor, room.width)
    return plan.sheet(drawn, actors, title, (len(initiatives) - len(drawn), len(ranked) - len(actors)))


def _links(chosen: Study, initiatives: Sequence[str]) -> dict[tuple[str, str], bool]:
    """Return (actor, initiative) to whether a source states it."""
    rows = chosen.participations
    rows = rows[rows["counted"] & rows["initiative_id"].isin(initiatives)]
    stated: dict[tuple[str, str], bool] = defaultdict(bool)
    for who, name, certainty in zip(rows["actor_id"], rows["initiative_id"], rows["certainty"], strict=True):
        stated[str(who), str(name)] |= certainty == "stated"
    return dict(stated)


def _ranked(pairs: AbstractSet[tuple[str, str]], names: Mapping[str, str]) -> list[str]:
    """Return the actors of some links: first a few that together are in all initiatives, then the others."""
    of_actor: dict[str, set[str]] = defaultdict(set)
    for who, name in pairs:
        of_actor[who].add(name)
    order = sorted(of_actor, key=lambda who: (-len(of_actor[who]), names[who], who))
    waiting = {name for _, name in pairs}
    first = []
    while waiting:
        best = max(order, key=lambda who: len(of_actor[who] & waiting))
        waiting -= of_actor[best]
        first.append(best)
    return [*first, *(who for who in order if who not in first)]


@dataclass(frozen=True)
class _Placed:
    """A sign with its name beside it; ``x`` and ``y`` are the middle of the sign."""

    node: str
    tone: str
    name: str
    lines: tuple[str, ...]
    x: float
    y: float = 0.0

    @property
    def is_actor(self) -> bool:
        return self.tone != "initiative"

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + _GAP

    @property
    def text_left(self) -> float:
        return self.x + _SIGN + _AIR

    @property
    def text_right(self) -> float:
        return self.text_left + max(text_width_px(line, SIZE, bold=self.is_actor) for line in self.lines)


@dataclass(frozen=True)
class _Plan:
    """What it takes to put a neighbourhood onto a sheet."""

    chosen: Study
    words: Translator
    links: Mapping[tuple[str, str], bool]
    actor: str
    width: float

    def sheet(self, initiatives: Sequence[str], actors: Sequence[str], title: str, more: _More) -> Sheet:
        """Return the sheet of what is drawn; ``more`` is how much of both is not."""
        middle = self.width * (_MIDDLE if self.actor else 0.0)
        right = self.width * _RIGHT
        left_order, right_order = self._ordered(initiatives, actors)
        columns = (
            [self._named(name, middle, right - middle - _BETWEEN, is_actor=False) for name in left_order],
            [self._named(name, right, self.width - right, is_actor=True) for name in right_order],
        )
        body = max(_depth(column, n) for column, n in zip(columns, more, strict=True))
        shown, others = (
            list(_stacked(column, (body - _depth(column, n)) / 2))
            for column, n in zip(columns, more, strict=True)
        )
        own = [self._author(body)] if self.actor else []
        everything = [*own, *shown, *others]
        legend, height = self._legend(everything, body)
        return Sheet(
            width=self.width,
            height=height,
            ground=LIGHT["background"]["fill"],
            title=title,
            description=self._described(shown),
            language=self.words.language,
            marks=(
                *self._ties(own, shown, others),
                *(mark for item in everything for mark in _sign(item)),
                *self._rest(middle, shown, "initiatives", more[0]),
                *self._rest(right, others, "actors", more[1]),
                *legend,
            ),
        )

    def _ordered(self, initiatives: Sequence[str], actors: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return both columns in an order in which those tied stand near each other."""
        left, right = list(initiatives), list(actors)
        for _ in range(_ROUNDS):
            right = _near(right, left, lambda who, name: (who, name) in self.links)
            left = _near(left, right, lambda name, who: (who, name) in self.links)
        return left, right

    def _named(self, name: str, x: float, width: float, *, is_actor: bool) -> _Placed:
        dataset = self.chosen.dataset
        full = dataset.names["actors" if is_actor else "initiatives"][name]
        said = dataset.short_names[name] if is_actor else full
        room = width - 2 * _SIGN - _AIR
        first, *others = paragraph_lines(said, SIZE, room, bold=is_actor)
        rest = [shortened(" ".join(others), SIZE, room)] if others else []
        return _Placed(
            node=actor_node(name) if is_actor else initiative_node(name),
            tone=self.chosen.sectors[name] if is_actor else "initiative",
            name=full,
            lines=(first, *rest),
            x=x + _SIGN + 1,
        )

    def _author(self, body: float) -> _Placed:
        item = self._named(self.actor, 0.0, self.width * _AUTHOR_WIDTH, is_actor=True)
        return replace(item, y=body / 2)

    def _ties(
        self, own: Sequence[_Placed], shown: Sequence[_Placed], others: Sequence[_Placed]
    ) -> Iterator[Line]:
        edge = max((item.text_right for item in shown), default=0.0)
        for item in shown:
            for actor in (*own, *others):
                pair = (actor.node.partition(":")[2], item.node.partition(":")[2])
                if pair in self.links:
                    dashed = not self.links[pair]
                    yield (
                        _left(actor, item, dashed=dashed)
                        if actor in own
                        else _right(actor, item, edge, dashed=dashed)
                    )
            if any(item.node.endswith(f":{name}") for who, name in self.links if who != self.actor):
                # Lines run straight from one column to the other, beside all names and over none.
                yield _plain(item.text_right + _AIR, item.y, edge + _AIR, item.y)

    def _rest(self, left: float, column: Sequence[_Placed], kind: str, n: int) -> Iterator[Text]:
        """Yield how many of a column there is no room for."""
        if n:
            y = max((item.y + item.height / 2 for item in column), default=0.0) + SIZE
            text = self.words.count(f"brief.map.more_{kind}", n)
            yield Text(left + 2 * _SIGN + _AIR, y, (text,), SIZE, LIGHT["text"]["fill"])

    def _legend(self, items: Sequence[_Placed], top: float) -> tuple[list[Mark], float]:
        """Return the legend below the columns, and where it ends."""
        present = {item.tone for item in items}
        entries = [
            LegendEntry(SHAPES[tone], tone, False, self.words(f"legend.{tone}"))
            for tone in SHAPES
            if tone in present
        ]
        if not all(self.links.values()):
            entries.append(LegendEntry("dashed_line", "edge", False, self.words("legend.implied")))
        _, above = legend_marks(entries, self.width, LIGHT, left=0.0, bottom=0.0, size=SIZE)
        bottom = top + _GAP - above
        return legend_marks(entries, self.width, LIGHT, left=0.0, bottom=bottom, size=SIZE)[0], bottom

    def _described(self, shown: Sequence[_Placed]) -> str:
        """Return what is drawn as sentences, for those who cannot see it."""
        names = self.chosen.dataset.names["actors"]
        parts = []
        for item in sorted(shown, key=lambda item: item.name):
            own = item.node.partition(":")[2]
            taking_part = sorted(names[who] for who, name in self.links if name == own)
            parts.append(f"{item.name}: {', '.join(taking_part) or self.words('brief.nobody')}.")
        return " ".join(parts)


def _near(movable: list[str], fixed: list[str], is_tied: Callable[[str, str], bool]) -> list[str]:
    """Order some by the middle of those that they are tied to; who has none stays where it was."""

    def middle(place: int, one: str) -> float:
        rows = [row for row, other in enumerate(fixed) if is_tied(one, other)]
        return sum(rows) / len(rows) / len(fixed) if rows else place / len(movable)

    places = {one: (middle(place, one), place) for place, one in enumerate(movable)}
    return sorted(movable, key=places.__getitem__)


def _depth(column: Sequence[_Placed], n_more: int) -> float:
    return sum(item.height for item in column) + (_LINE if n_more else 0.0)


def _stacked(column: Sequence[_Placed], top: float) -> Iterator[_Placed]:
    for item in column:
        yield replace(item, y=top + item.height / 2)
        top += item.height


def _left(actor: _Placed, item: _Placed, *, dashed: bool) -> Line:
    """Return the line from the actor to the left to an initiative."""
    start = (actor.text_right + _AIR, actor.y)
    return _line(actor, item, start, (item.x - _SIGN - 2, item.y), dashed=dashed)


def _right(actor: _Placed, item: _Placed, edge: float, *, dashed: bool) -> Line:
    """Return the line from an initiative, where the longest name ends, to an actor to the right."""
    return _line(actor, item, (edge + _AIR, item.y), (actor.x - _SIGN - 3, actor.y), dashed=dashed)


def _line(actor: _Placed, item: _Placed, start: Point, end: Point, *, dashed: bool) -> Line:
    return replace(
        _plain(*start, *end),
        dashed=dashed,
        id=tie(actor.node, item.node),
        source=actor.node,
        target=item.node,
    )


def _plain(x0: float, y0: float, x1: float, y1: float) -> Line:
    return Line(x0, y0, x1, y1, width=1.0, colour=LIGHT["edge"]["line"])


def _sign(item: _Placed) -> Iterator[Mark]:
    tone = LIGHT[item.tone]
    yield Shape(
        SHAPES[item.tone], item.x, item.y, _SIGN, tone["fill"], tone["line"], 1.2, item.node, item.name
    )
    top = item.y - (len(item.lines) - 1) * _LINE / 2
    yield Text(
        item.text_left,
        top + SIZE * 0.36,
        item.lines,
        SIZE,
        LIGHT["text"]["fill"],
        bold=item.is_actor,
        node=item.node,
    )
