"""A story on a page: one finished picture at a time, played on the whole screen with the keyboard alone.

Rule of the folder: Python hands over all pictures at once, so that turning to the next one asks nobody and
cannot be late in front of an audience. Nothing is placed or worded here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypedDict

from streamlit.components.v2 import component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


class Slide(TypedDict):
    """One step: its words, and its picture as SVG without the font, which the page has."""

    heading: str
    text: str
    picture: str


def show_player(title: str, slides: Sequence[Slide], *, texts: Mapping[str, str], key: str) -> None:
    """Show a story as wide as the page, with buttons to turn the pages and to fill the screen.

    Parameters
    ----------
    title
        Of the story, for those who cannot see it.
    slides
        At least one.
    texts
        ``play``, ``leave``, ``next``, ``previous``: names of buttons; ``position`` with ``{n}`` and ``{of}``;
        ``keys``: how the keyboard is used.
    key
        Unique on the page.
    """
    data = {"title": title, "slides": list(slides), "texts": dict(texts)}
    _renderer()(key=key, data=data)


@cache
def _renderer() -> ComponentRenderer:
    """Register the component once a process."""
    folder = files(__package__)
    html, css, js = (folder.joinpath(f"player.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return component("samverkan_player", html=html, css=css, js=js)
