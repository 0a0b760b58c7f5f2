"""A finished picture on a page: what is exported is what is seen here, and its nodes can be chosen.

Rule of the folder: Python hands over the whole picture as SVG and gets back which node or tie was chosen. The
same picture is written to files by :mod:`samverkan.draw`; nothing is placed or worded here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from streamlit.components.v2 import component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def show_poster(
    picture: str,
    *,
    texts: Mapping[str, str],
    key: str,
    on_selected: Callable[[], None],
) -> None:
    """Show an SVG picture as wide as the page, and call back when something in it is chosen.

    Parameters
    ----------
    picture
        From :func:`samverkan.draw.svg.svg`, without the font, which the page has.
    texts
        ``full_screen``, the name of the button that fills the screen with the picture.
    key
        Unique on the page. ``st.session_state[key]["selected"]`` holds what was chosen: the id of a node or
        a tie as ``{"id": …}``, with ``""`` for a click on empty ground.
    on_selected
        Called before the rerun that a choice causes.
    """
    _renderer()(key=key, data={"picture": picture, "texts": dict(texts)}, on_selected_change=on_selected)


@cache
def _renderer() -> ComponentRenderer:
    """Register the component once a process."""
    folder = files(__package__)
    html, css, js = (folder.joinpath(f"poster.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return component("samverkan_poster", html=html, css=css, js=js)
