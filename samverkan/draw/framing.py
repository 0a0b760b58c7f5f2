"""What stands around any picture on a sheet: title above, legend and explanations below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from samverkan.draw.lettering import LEADING, paragraph_lines, text_width_px
from samverkan.draw.palette import SIGNS
from samverkan.draw.scene import LegendEntry
from samverkan.draw.sheet import Line, Mark, Shape, Text
from samverkan.draw.spots import Box

Tones = Mapping[str, Mapping[str, str]]

_MARGIN = 28.0
_TITLE, _SUBTITLE, _LEGEND, _FOOTER = 26.0, 15.0, 14.0, 12.0
"""Sizes of letters, in pixels."""

_SIGN = 8.0


class Around(Protocol):
    """The words around a picture: those of a scene, or of an explanation."""

    @property
    def title(self) -> str:
        """What it shows."""

    @property
    def subtitle(self) -> str:
        """Of how much."""

    @property
    def footer(self) -> tuple[str, ...]:
        """One line each."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The marks around a picture, what they leave for it, and the colour of their letters."""

    marks: tuple[Mark, ...]
    inside: Box
    ink: str


def framed(
    around: Around, width: float, height: float, tones: Tones, *, legend: Sequence[LegendEntry] = ()
) -> Frame:
    """Return the frame of a picture on a sheet of some pixels."""
    ink, room = tones["text"]["fill"], width - 2 * _MARGIN
    title = _paragraph("title", around.title, _TITLE, room, ink, top=_MARGIN)
    top = _MARGIN + _depth([title])
    subtitle = _paragraph("subtitle", around.subtitle, _SUBTITLE, room, ink, top=top + 4)
    footer: list[Text] = []
    bottom = height - _MARGIN
    for line in reversed(around.footer):
        text = _paragraph("footer", line, _FOOTER, room, ink, top=0)
        bottom -= _depth([text])
        footer.append(replace(text, y=bottom + _FOOTER))
    bottom -= 8
    signs: list[Mark] = []
    if legend:
        signs, bottom = legend_marks(legend, room, tones, left=_MARGIN, bottom=bottom)
    inside = Box(_MARGIN, top + _depth([subtitle]) + 10, width - _MARGIN, bottom - 6)
    return Frame((title, subtitle, *signs, *reversed(footer)), inside, ink)


def _paragraph(part: str, text: str, size: float, width: float, ink: str, *, top: float) -> Text:
    bold = part == "title"
    lines = tuple(paragraph_lines(text, size, width, bold=bold))
    return Text(_MARGIN, top + size, lines, size, ink, bold=bold, part=part, leading=LEADING)


def _depth(texts: Sequence[Text]) -> float:
    return sum(len(text.lines) * text.size * text.leading for text in texts)


def legend_marks(
    entries: Sequence[LegendEntry],
    width: float,
    tones: Tones,
    *,
    left: float,
    bottom: float,
    size: float = _LEGEND,
) -> tuple[list[Mark], float]:
    """Return the legend, in letters of a size, in as many rows as it needs above ``bottom``, and its top."""
    rows: list[list[tuple[float, LegendEntry]]] = [[]]
    at = 0.0
    for entry in entries:
        needed = 2 * _SIGN + 8 + text_width_px(entry.label, size) + 22
        if rows[-1] and at + needed > width:
            rows.append([])
            at = 0.0
        rows[-1].append((at, entry))
        at += needed
    step = size * 1.6
    top = bottom - step * len(rows)
    marks = [
        mark
        for number, row in enumerate(rows)
        for at, entry in row
        for mark in _entry(entry, left + at, top + (number + 0.5) * step, tones, size)
    ]
    return marks, top


def legend_sign(entry: LegendEntry, x: float, y: float, reach: float, tones: Tones) -> Line | Shape:
    """Return the sign of a line of the legend around a point, some pixels to each side."""
    colours = tones[entry.tone]
    if entry.shape.endswith("_line"):
        dashed, dotted = (entry.shape == f"{kind}_line" for kind in ("dashed", "dotted"))
        ends = (x - reach, y, x + reach, y)
        return Line(*ends, width=1.6, colour=colours["line"], dashed=dashed, dotted=dotted)
    fill = tones["background"]["fill"] if entry.hollow else colours["fill"]
    width = 2.0 if entry.hollow else 1.5
    return Shape(entry.shape, x, y, 0.8 * reach, fill, colours["line"], width, sign=SIGNS[entry.status])


def _entry(entry: LegendEntry, left: float, middle: float, tones: Tones, size: float) -> Iterator[Mark]:
    yield legend_sign(entry, left + _SIGN, middle, _SIGN * size / _LEGEND, tones)
    yield Text(
        left + 2 * _SIGN + 8,
        middle + size * 0.35,
        (entry.label,),
        size,
        tones["text"]["fill"],
        part="legend",
    )
