"""Colours and shapes, for a light and a dark background.

Shape and colour both tell the kind, so that the map reads in black and white and for the colour-blind.
Fills are Okabe and Ito's hues (2008), lightened or darkened to 3:1 against their background; text is at
least 4.5:1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

SHAPES = MappingProxyType(
    {
        "municipal": "dot",
        "regional": "hexagon",
        "state": "triangle",
        "academia": "triangleDown",
        "civil_society": "diamond",
        "business": "star",
        "other": "pentagon",
        "initiative": "square",
    }
)
"""Tone to the shape that goes with it."""

Inside = Literal["", "dot", "strike"]


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign shows besides its form, also in black and white: a dashed outline, a dot, a stroke."""

    dashed: bool = False
    inside: Inside = ""


SIGNS: Mapping[str, Sign] = MappingProxyType(
    {
        "": Sign(),
        "ongoing": Sign(),
        "unknown": Sign(inside="dot"),
        "planned": Sign(dashed=True),
        "overdue": Sign(dashed=True, inside="dot"),
        "ended": Sign(inside="strike"),
    }
)
"""Status of an initiative to its sign: dashed has not begun, a dot leaves open, a stroke is over.

Whether it is filled says something else: whether it is counted.
"""

LIGHT = MappingProxyType(
    {
        "background": {"fill": "#ffffff", "line": "#ffffff"},
        "text": {"fill": "#1a1f2b", "line": "#1a1f2b"},
        "edge": {"fill": "#8a919e", "line": "#8a919e"},
        "municipal": {"fill": "#0072b2", "line": "#004b76"},
        "regional": {"fill": "#00866b", "line": "#005747"},
        "state": {"fill": "#c85a00", "line": "#8a3e00"},
        "academia": {"fill": "#7a4fb5", "line": "#523082"},
        "civil_society": {"fill": "#c2407e", "line": "#852654"},
        "business": {"fill": "#8a7400", "line": "#5c4d00"},
        "other": {"fill": "#5f6b7a", "line": "#3e4753"},
        "initiative": {"fill": "#e3e7ee", "line": "#566074"},
        "hull": {"fill": "#f1f3f7", "line": "#8a919e"},
    }
)

DARK = MappingProxyType(
    {
        "background": {"fill": "#0e1117", "line": "#0e1117"},
        "text": {"fill": "#f2f4f8", "line": "#f2f4f8"},
        "edge": {"fill": "#6b7585", "line": "#6b7585"},
        "municipal": {"fill": "#56b4e9", "line": "#a6d8f5"},
        "regional": {"fill": "#3fc9a5", "line": "#a0e6d4"},
        "state": {"fill": "#f29f4b", "line": "#fad0a3"},
        "academia": {"fill": "#b79ae8", "line": "#ddcff6"},
        "civil_society": {"fill": "#ec8abb", "line": "#f7c8df"},
        "business": {"fill": "#d9c341", "line": "#efe3a0"},
        "other": {"fill": "#a3aebd", "line": "#d3dae3"},
        "initiative": {"fill": "#2b3342", "line": "#aab4c4"},
        "hull": {"fill": "#1e2635", "line": "#7f8a9c"},
    }
)

TONES = MappingProxyType({"light": LIGHT, "dark": DARK})
"""Theme to tone to fill and line."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1–21 (WCAG 2.1)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour of which only a share is left on a ground, as through fog.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.2)
    '#cccccc'
    """
    pairs = ((int(one[at : at + 2], 16) for one in (colour, ground)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * near + (1 - share) * far):02x}" for near, far in pairs)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
