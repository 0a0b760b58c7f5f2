"""The map itself: to move about in, or as a finished picture."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from samverkan.domain.view import View
from samverkan.draw.lit import lit
from samverkan.draw.mapped import presented
from samverkan.draw.scene import Scene
from samverkan.draw.svg import svg
from samverkan.draw.undated import undated_note
from samverkan.draw.vis import vis_payload
from samverkan.i18n import phrases
from samverkan.ui.components import markup
from samverkan.ui.components.chart import theme
from samverkan.ui.components.details import show_details
from samverkan.ui.components.legend import show_legend
from samverkan.ui.components.map import read_answer, read_turned, read_year, show_map
from samverkan.ui.components.poster import show_poster
from samverkan.ui.components.turning import turn
from samverkan.ui.context import Context
from samverkan.ui.state import asked, focus_on, key

_HEIGHT_PX = 820
_MAP, _POSTER = "map", "poster"


def show_presented(context: Context, scene: Scene, view: View) -> None:
    """Show the finished picture, and what is in focus below it."""
    sheet = presented(scene, view, theme=theme())
    show_poster(
        svg(sheet, with_font=False),
        texts={"full_screen": context.words("map_text.full_screen")},
        key=_POSTER,
        on_selected=_follow_poster,
    )
    _offer_groups(context, view)
    if view.focus:
        show_details(context, view.focus)


def _follow_poster() -> None:
    answer = st.session_state[_POSTER]["selected"]
    focus_on(str(answer["id"]))


def show_explored(context: Context, scene: Scene, view: View) -> None:
    """Show the map to move about in, its legend, and the panel beside it."""
    with st.container(key="map_row"):
        left, right = st.columns([2.7, 1], gap="medium")
    with left:
        _show_map(context, scene, view)
        show_legend(scene.legend)
        if note := undated_note(scene, context.words):
            markup.show(markup.paragraph(note, style="sv-note"))
        _offer_groups(context, view)
    with right, st.container(key="map_panel"):
        show_details(context, view.focus)


def _show_map(context: Context, scene: Scene, view: View) -> None:
    payload = vis_payload(scene, lit(scene, view.focus, steps=view.steps))
    payload["texts"] = _texts(context)
    payload["years"] = _years(context, view)
    payload["picture"]["file_name"] = f"samverkan-{context.study.as_of.isoformat()}.png"
    show_map(
        payload,
        key=_MAP,
        height_px=_HEIGHT_PX,
        on_selected=_follow_map,
        on_year=_follow_year,
        on_turned=partial(_follow_turned, context),
    )


def _follow_map() -> None:
    asked()
    told = st.session_state[_MAP]
    answer, turned = read_answer(told.get("selected")), read_answer(told.get("turned"))
    # The clicks of a double click choose what it turns: what comes of that is chosen already.
    is_turned = answer.node is not None and answer.node == turned.node
    if _is_news("selected", answer.answered_at_ms) and not (
        is_turned and turned.answered_at_ms >= answer.answered_at_ms
    ):
        focus_on(answer.node or answer.edge or "")


def _is_news(kind: str, answered_at_ms: int) -> bool:
    """Tell whether an answer is heard for the first time: the map tells it again until it knows."""
    name = f"{_MAP} {kind} heard"
    is_news = st.session_state.get(name) != answered_at_ms
    st.session_state[name] = answered_at_ms
    return is_news


def _follow_turned(context: Context) -> None:
    asked()
    told = st.session_state[_MAP]["turned"]
    node = read_turned(told)
    if node and _is_news("turned", read_answer(told).answered_at_ms):
        turn(context, node)


def _offer_groups(context: Context, view: View) -> None:
    """Let the reader see who keeps together, where places on the map say who is near to whom."""
    if view.layout == "force":
        words = context.words
        st.toggle(words("field.grouped"), key=key("grouped"), help=words("help.grouped"))


def _years(context: Context, view: View) -> dict[str, Any] | None:
    """Return which years the map can go through, and what it shows of them."""
    if context.offered.years is None:
        return None
    first, last = context.offered.years
    chosen = (view.selection.year_from, view.selection.year_to)
    ends = dict.fromkeys("" if year is None else str(year) for year in chosen)
    is_filtered = chosen != (None, None)
    return {
        "first": first,
        "last": last,
        "chosen": chosen[0] if chosen[0] == chosen[1] else None,
        "is_filtered": is_filtered,
        "label": "–".join(ends) if is_filtered else context.words("map_text.all_years"),
    }


def _follow_year() -> None:
    asked()
    told = st.session_state[_MAP]["year"]
    if _is_news("year", read_answer(told).answered_at_ms):
        for end in ("year_from", "year_to"):
            st.session_state[key(end)] = read_year(told)


def _texts(context: Context) -> dict[str, str]:
    prefix = "map_text."
    # The component fills the braces of these itself, when a person moves about.
    return {
        name.removeprefix(prefix): text
        for name, text in phrases(context.words.language).items()
        if name.startswith(prefix)
    }
