"""A map as a finished sheet that stands alone: title, named nodes, legend, filters, day, sources.

Positions are those of the scene, stretched to the sheet; what is named, numbered or dimmed moves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from samverkan.domain.nodes import is_way
from samverkan.draw.captions import LIST_COLUMN, LIST_SIZE, SIZES, Caption, Named, Naming, naming
from samverkan.draw.framing import Frame, framed
from samverkan.draw.lettering import LEADING, shortened
from samverkan.draw.lit import Lit, lit
from samverkan.draw.palette import SIGNS, TONES, mixed
from samverkan.draw.scene import Scene, SceneEdge, SceneGuide, SceneHull, SceneNode
from samverkan.draw.sheet import Area, Line, Mark, Point, Shape, Sheet, Text
from samverkan.draw.spots import Box

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet's size, and the sizes of letters that its names may have, the largest first; in pixels."""

    width: float
    height: float
    letters: tuple[float, ...] = SIZES


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "screen": Format(1920, 1080),
        "laptop": Format(1366, 768),
        "a4": Format(1587, 1122),
        "portrait": Format(1080, 1440),
    }
)
"""Name to size: a slide or a large screen, a small one, a page lying down, a tablet standing up."""

_FOG = 0.2
"""How much of a colour is left of what is not near the focus, or has no dates where years are chosen."""

_PALE = 0.7
"""How much is left of the ink of a name that can still be read."""

_INSET = (70.0, 26.0)
"""Room between the outermost nodes and the frame, for their captions, in pixels."""

_MOST_STRETCH, _MOST_ROUND = 2.5, 1.6
"""How much wider than high a unit may become, or the reverse; and that where there are rings."""


def poster(
    scene: Scene,
    form: Format,
    *,
    theme: Theme = "light",
    focus: str = "",
    steps: int = 1,
    language: str = "sv",
) -> Sheet:
    """Return a scene as a sheet.

    Parameters
    ----------
    scene
        What to draw.
    form
        How large.
    theme
        On white or on dark.
    focus, steps
        All but what they light (:func:`samverkan.draw.lit.lit`) is dimmed and left without a name. ``""``, or
        something that is not in the scene: nothing is but what has no dates, whose names stay.
    language
        Of the scene's words.
    """
    frame = framed(scene, form.width, form.height, TONES[theme], legend=scene.legend)
    found = lit(scene, focus, steps=steps)
    shown = _Shown(scene, TONES[theme], found or _everything(scene), dims_undated=found is None)
    named = naming(lambda box: shown.arranged(_Fit.of(scene, box)), frame.inside, form.letters)
    fit = _Fit.of(scene, named.frame)
    guides = [*_hulls(scene.hulls, fit, shown), *_guides(scene.guides, fit, shown)]
    marks = (
        *(guide for guide in guides if not isinstance(guide, Text)),
        *shown.ties(fit),
        *(guide for guide in guides if isinstance(guide, Text)),
        *shown.signs(fit),
        *shown.captions(fit, named),
        *_list(scene, named, frame),
    )
    return Sheet(
        width=form.width,
        height=form.height,
        ground=TONES[theme]["background"]["fill"],
        title=scene.title,
        description=" ".join((f"{scene.subtitle}.", *scene.footer)),
        language=language,
        marks=(*frame.marks, *marks),
    )


def _everything(scene: Scene) -> Lit:
    return Lit("", (), frozenset(node.id for node in scene.nodes), frozenset(edge.id for edge in scene.edges))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How map units become pixels of the sheet."""

    x0: float
    y0: float
    scale_x: float
    scale_y: float
    size: float

    @staticmethod
    def of(scene: Scene, box: Box) -> _Fit:
        """Fit all nodes and guides of a scene into a box."""
        xs = [node.x for node in scene.nodes] + [
            x for guide in scene.guides for x in (guide.x, guide.x + guide.width)
        ]
        ys = [node.y for node in scene.nodes] + [
            y for guide in scene.guides for y in (guide.y, guide.y + guide.height)
        ]
        low = (min(xs, default=0.0), min(ys, default=0.0))
        extent = [
            max(max(values, default=0.0) - least, 1.0) for values, least in zip((xs, ys), low, strict=True)
        ]
        room = (box.x1 - box.x0 - 2 * _INSET[0], box.y1 - box.y0 - 2 * _INSET[1])
        scales = [space / length for space, length in zip(room, extent, strict=True)]
        stretch = _MOST_ROUND if any(guide.shape == "ellipse" for guide in scene.guides) else _MOST_STRETCH
        least = min(scales)
        scale_x, scale_y = (min(scale, least * stretch) for scale in scales)
        return _Fit(
            x0=(box.x0 + box.x1 - (2 * low[0] + extent[0]) * scale_x) / 2,
            y0=(box.y0 + box.y1 - (2 * low[1] + extent[1]) * scale_y) / 2,
            scale_x=scale_x,
            scale_y=scale_y,
            size=min(max((room[0] * room[1] / (1260 * 700)) ** 0.5, 0.6), 1.6),
        )

    def at(self, x: float, y: float) -> Point:
        """Return a place on the sheet."""
        return self.x0 + x * self.scale_x, self.y0 + y * self.scale_y


@dataclass(frozen=True, slots=True)
class _Shown:
    """A scene in the colours of a theme, all but what is lit dimmed."""

    scene: Scene
    tones: Mapping[str, Mapping[str, str]]
    lit: Lit
    dims_undated: bool

    @property
    def ground(self) -> str:
        return self.tones["background"]["fill"]

    def arranged(self, fit: _Fit) -> tuple[list[Named], list[Box]]:
        """Return who wants a name, and what no caption may cover."""
        signs = [(node, self._sign(node, fit)) for node in self.scene.nodes if node.id in self.lit.nodes]
        wanting = [
            Named(node.id, node.caption, node.kind == "actor", sign.x, sign.y, sign.reach, node.priority)
            for node, sign in signs
            if node.caption
        ]
        taken = [
            Box(sign.x - sign.reach, sign.y - sign.reach, sign.x + sign.reach, sign.y + sign.reach)
            for _, sign in signs
        ]
        under = (*_hulls(self.scene.hulls, fit, self), *_guides(self.scene.guides, fit, self))
        headings = [text.box for text in under if isinstance(text, Text)]
        return wanting, [*taken, *headings]

    def signs(self, fit: _Fit) -> Iterator[Shape]:
        """Yield the nodes, the most important on top."""
        for node in sorted(self.scene.nodes, key=lambda node: (self._is_lit(node), node.priority, node.id)):
            yield self._sign(node, fit)

    def _sign(self, node: SceneNode, fit: _Fit) -> Shape:
        x, y = fit.at(node.x, node.y)
        colours = self.tones[node.tone]
        is_lit = self._is_lit(node)
        return Shape(
            form=node.shape,
            x=x,
            y=y,
            radius=node.size * fit.size,
            fill=self.ground if node.hollow else self._seen(colours["fill"], is_lit=is_lit),
            line=self._seen(colours["line"], is_lit=is_lit),
            line_width=2.0 if node.hollow else 1.5,
            id=node.id,
            title=node.title,
            sign=SIGNS[node.status],
        )

    def _is_lit(self, thing: SceneNode | SceneEdge) -> bool:
        if self.dims_undated and thing.is_undated:
            return False
        return thing.id in (self.lit.nodes if isinstance(thing, SceneNode) else self.lit.ties)

    def _seen(self, colour: str, *, is_lit: bool) -> str:
        return colour if is_lit else mixed(colour, self.ground, _FOG)

    def ties(self, fit: _Fit) -> Iterator[Line]:
        """Yield the ties, dimmed ones below."""
        places = {node.id: fit.at(node.x, node.y) for node in self.scene.nodes}
        is_on_way = is_way(self.lit.focus)
        colour = self.tones["text" if is_on_way else "edge"]["line"]
        for edge in sorted(self.scene.edges, key=self._is_lit):
            is_lit = self._is_lit(edge)
            yield Line(
                *places[edge.source],
                *places[edge.target],
                width=(edge.width + (is_lit and is_on_way)) * fit.size,
                colour=self._seen(colour if is_lit else self.tones["edge"]["line"], is_lit=is_lit),
                dashed=edge.dashed,
                dotted=not edge.counted,
                id=edge.id,
                title=edge.title,
                source=edge.source,
                target=edge.target,
            )

    def captions(self, fit: _Fit, named: Naming) -> Iterator[Mark]:
        """Yield what stands beside the nodes, with a line where it stands off."""
        nodes = {node.id: node for node in self.scene.nodes}
        led = {node: caption for node, caption in named.captions.items() if caption.is_led}
        for node, caption in led.items():
            yield self._leader(self._sign(nodes[node], fit), caption)
        for node, caption in named.captions.items():
            box = caption.box
            share = 1.0 if self._is_lit(nodes[node]) else _PALE
            yield Text(
                x=(box.x0 + box.x1) / 2,
                y=box.y0 + named.size,
                lines=caption.lines,
                size=named.size,
                colour=mixed(self.tones["text"]["fill"], self.ground, share),
                bold=nodes[node].kind == "actor",
                anchor="middle",
                halo=self.ground,
                node=node,
            )

    def _leader(self, sign: Shape, caption: Caption) -> Line:
        """Return the line from a sign to the nearest point of its caption."""
        box = caption.box
        x = min(max(sign.x, box.x0), box.x1)
        y = min(max(sign.y, box.y0 + 2), box.y1 - 2)
        colour = mixed(self.tones["text"]["fill"], self.ground, 0.5)
        return Line(sign.x, sign.y, x, y, width=0.8, colour=colour)


def guide_colour(tones: Mapping[str, Mapping[str, str]]) -> str:
    """Return the colour of the lines that say what a position means: paler than ties."""
    return mixed(tones["edge"]["line"], tones["background"]["fill"], 0.55)


def _guides(guides: Sequence[SceneGuide], fit: _Fit, shown: _Shown) -> Iterator[Mark]:
    """Yield the shapes and texts that say what a position means."""
    line = guide_colour(shown.tones)
    for guide in guides:
        x0, y0 = fit.at(guide.x, guide.y)
        x1, y1 = fit.at(guide.x + guide.width, guide.y + guide.height)
        match guide.shape:
            case "line":
                yield Line(x0, y0, x1, y1, width=1.0, colour=line)
            case "text":
                size = 15.0 if guide.is_title else 12.0
                yield Text(
                    x=x0,
                    y=y0 + size * 0.35,
                    lines=(guide.text,),
                    size=size,
                    colour=shown.tones["text"]["fill"],
                    bold=guide.is_title,
                    anchor=guide.anchor,
                    halo=shown.ground,
                )
            case _:
                yield Area(outlined(guide.shape, x0, y0, x1, y1), fill="", line=line)


def _hulls(hulls: Sequence[SceneHull], fit: _Fit, shown: _Shown) -> Iterator[Mark]:
    """Yield the shapes around groups, all grounds below all edges, and a name for each."""
    fill, line = shown.tones["hull"]["fill"], shown.tones["hull"]["line"]
    outlines = [tuple(fit.at(*corner) for corner in hull.corners) for hull in hulls]
    yield from (Area(outline, fill=fill, line=fill) for outline in outlines)
    yield from (Area(outline, fill="", line=line) for outline in outlines)
    taken: list[Box] = []
    for hull in hulls:
        names = [_hull_name(hull.text, *fit.at(*spot), shown) for spot in hull.spots]
        free = (name for name in names if not any(name.box.meets(box) for box in taken))
        name = next(free, names[0])
        taken.append(name.box)
        yield name


def _hull_name(text: str, x: float, y: float, shown: _Shown) -> Text:
    ink = shown.tones["text"]["fill"]
    return Text(x, y + 5, (text,), 13.0, ink, bold=True, anchor="middle", halo=shown.ground)


def outlined(shape: str, x0: float, y0: float, x1: float, y1: float) -> tuple[Point, ...]:
    """Return the corners of a rectangle, or of the ellipse inside it, drawn fine enough to look round."""
    if shape == "rectangle":
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
    middle, half = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)
    turns = (2 * math.pi * step / 120 for step in range(120))
    return tuple(
        (middle[0] + half[0] * math.cos(turn), middle[1] + half[1] * math.sin(turn)) for turn in turns
    )


def _list(scene: Scene, named: Naming, frame: Frame) -> Iterator[Text]:
    """Yield the numbers with the names that they stand for, in columns to the right of the map."""
    names = {node.id: node.name for node in scene.nodes}
    is_actor = {node.id: node.kind == "actor" for node in scene.nodes}
    step = LIST_SIZE * LEADING
    per_column = max(int((named.frame.y1 - named.frame.y0) / step), 1)
    for number, node in named.listed.items():
        column, row = divmod(number - 1, per_column)
        left = named.frame.x1 + column * LIST_COLUMN + 10
        y = named.frame.y0 + row * step + LIST_SIZE
        name = shortened(names[node], LIST_SIZE, LIST_COLUMN - 44)
        yield Text(left + 22, y, (str(number),), LIST_SIZE, frame.ink, anchor="end")
        yield Text(left + 28, y, (name,), LIST_SIZE, frame.ink, bold=is_actor[node], node=node)
