"""The interactive map: vis-network inside Streamlit, with its own captions, keyboard and saved picture.

Rule of the folder: Python hands over a finished picture (places, sizes, words, colours) and gets back what
the reader chose; nothing here computes a place or writes a word. The scripts are joined in one order into one
module, because a component of Streamlit is one string; each file therefore sees the names of those before it.

A payload has these keys. Coordinates are free. Sizes and widths are pixels of the screen on a map of about
1400 × 750 with all in view; they shrink a little on a smaller map and grow with the root of the zoom.

``lib``
    Address of ``vis-network.min.js`` on this server.
``nodes``
    ``{id, kind, lines, x, y, size, shape, tone, hollow, dashed, inside, priority, title, periods}``;
    ``lines`` are those of its caption; ``kind`` is ``"actor"`` (bold caption) or ``"initiative"``; ``size``
    is the radius of a dot, and other shapes get the same area; ``dashed`` and ``inside`` are those of
    :class:`samverkan.draw.palette.Sign`.
``edges``
    ``{id, from, to, width, dashes, dots, title}``, and ``tone`` if it is not ``"edge"``.
``tones``
    ``{"light": {tone: {fill, line}}, "dark": {…}}``; the tones ``edge`` and ``text`` are always used.
``years``
    ``{first, last, chosen, is_filtered, label}`` or ``None``: which years can be gone through, the one that
    the page shows (``None``: not one alone), whether it has left out others, and what it shows in words. With
    it, nodes and edges have ``periods``, a list of ``[first, last]`` with ``None`` for what is unknown.
``guides``
    Shapes under the nodes, the lowest first: ``{shape, x, y, width, height, text, anchor, is_title}``; what
    they mean is told by :class:`samverkan.draw.layout.Guide`. The view has room for them.
``hulls``
    Shapes around groups of nodes: ``{text, corners, spots}``; the text stands at the first spot
    that is free.
``selected``
    Node, edge or way that the page has chosen, or ``None``. Only a change of it moves the map's own
    selection.
``lit``
    What the selection lights, ``{focus, name, is_way, ringed, nodes, edges}``, or ``None``; all else is
    dimmed. ``name`` is that of a shape whose nodes are lit together, else ``""``.
``texts``
    ``aria_label, instructions, zoom_in, zoom_out, fit, full_screen, download_png, nothing_selected,
    selected_node, actor, initiative``; if given also ``toolbar`` (name of the group of buttons),
    ``wheel_hint`` (how to zoom with the wheel), ``selected_node_one`` (a single connection), ``pointed_node``
    and ``pointed_node_one`` (under the keyboard's cursor), ``selected_edge`` and ``selected_way``
    (``{from}``, ``{to}``), ``turn_hint`` (one more instruction, where o works), ``load_failed``,
    and for the years ``play, pause, next_year, year, all_years, year_initiative, year_actor`` (``{year}``,
    ``{known}``, ``{undated}``). A button without a text is not shown.
``picture``
    ``{title, subtitle, footer, legend, file_name}`` of the saved picture; a legend entry is
    ``{shape, tone, hollow, dashed, inside, label}``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2 import component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["MapAnswer", "read_answer", "read_turned", "read_year", "show_map"]

_SCRIPTS = (
    "shapes.js",
    "captions.js",
    "guides.js",
    "look.js",
    "placement.js",
    "emphasis.js",
    "framing.js",
    "camera.js",
    "pointer.js",
    "keyboard.js",
    "picture.js",
    "words.js",
    "asking.js",
    "toolbar.js",
    "livemap.js",
    "drawing.js",
    "years.js",
    "choosing.js",
    "component.js",
)
"""In the order in which they are joined; only the last one exports."""


@dataclass(frozen=True)
class MapAnswer:
    """What the reader last chose in the map; at most one of the two is set.

    Parameters
    ----------
    node
        Identifier of the chosen node.
    edge
        Identifier of the chosen edge.
    answered_at_ms
        The browser's clock at that moment, in milliseconds since 1970; 0 before the first choice. It tells a
        new choice of the same node from the old one.
    """

    node: str | None = None
    edge: str | None = None
    answered_at_ms: int = 0


def show_map(
    payload: Mapping[str, object],
    *,
    key: str,
    height_px: int,
    on_selected: Callable[[], None] | None = None,
    on_year: Callable[[], None] | None = None,
    on_turned: Callable[[], None] | None = None,
) -> MapAnswer:
    """Draw the map and return what the reader has chosen in it.

    Zoom, pan and selection stay as long as the component with this key stays on the page, whatever changes in
    the payload. Only nodes and edges that differ are redrawn.

    Parameters
    ----------
    payload
        The whole picture; see the module's description.
    key
        Name of this map, unique on the page. ``st.session_state[key]["selected"]`` holds the raw answer.
    height_px
        Height on the page, including the strip with the buttons (43 px); less where the window is lower.
    on_selected
        Called before the rerun that a choice causes.
    on_year
        The same when another year is wanted; ``st.session_state[key]["year"]`` is for :func:`read_year`.
    on_turned
        The same when a node is to be opened or closed, by the key o or a double click, whose choice comes
        in the same run or beside it; without it neither does anything.
        ``st.session_state[key]["turned"]`` is for :func:`read_turned`.

    Returns
    -------
    MapAnswer
        Empty before the first choice and after a click on empty ground.
    """
    result = _renderer()(
        key=key,
        data={
            **payload,
            "height_px": height_px,
            "can_turn": on_turned is not None,
            "turned_at_ms": _turned_at_ms(key),
        },
        on_selected_change=on_selected or _do_nothing,
        on_year_change=on_year or _do_nothing,
        on_turned_change=on_turned or _do_nothing,
    )
    return read_answer(result.get("selected"))


def read_answer(raw: object) -> MapAnswer:
    """Read an answer of the browser; anything that is not one counts as no choice."""
    if not isinstance(raw, Mapping):
        return MapAnswer()
    node, edge, answered_at_ms = (raw.get(name) for name in ("node", "edge", "answered_at_ms"))
    return MapAnswer(
        node=node if isinstance(node, str) else None,
        edge=edge if isinstance(edge, str) else None,
        answered_at_ms=answered_at_ms if isinstance(answered_at_ms, int) else 0,
    )


def read_year(raw: object) -> int | None:
    """Read which year the browser wants to see; anything that is none counts as all years."""
    year = raw.get("year") if isinstance(raw, Mapping) else None
    return year if isinstance(year, int) else None


def read_turned(raw: object) -> str | None:
    """Read which node the browser wants opened or closed; anything that is none counts as no wish."""
    node = raw.get("node") if isinstance(raw, Mapping) else None
    return node if isinstance(node, str) else None


def _turned_at_ms(key: str) -> int:
    """Return when the browser last asked for a node to be turned, so that it does not ask again."""
    return read_answer((st.session_state.get(key) or {}).get("turned")).answered_at_ms


@cache
def _renderer() -> ComponentRenderer:
    """Register the component once a process."""
    folder = files(__package__)
    return component(
        "samverkan_map",
        html=folder.joinpath("map.html").read_text("utf-8"),
        css=folder.joinpath("map.css").read_text("utf-8"),
        js="\n".join(folder.joinpath(name).read_text("utf-8") for name in _SCRIPTS),
    )


def _do_nothing() -> None:
    """Stand in for a callback: Streamlit keeps a state only if it has one."""
