"""Karta: who works with whom, to look at, to click in and to show."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan import workflows
from samverkan.domain.nodes import actor_node, group_node, initiative_node
from samverkan.domain.selection import Level
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, View
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.layout import Layout, centre_name
from samverkan.draw.scene import Scene, map_scene
from samverkan.draw.vis import vis_payload
from samverkan.i18n import alphabetical, phrases
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.choosing_table import choosing_table, reading_table
from samverkan.ui.components.details import show_details
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.components.legend import show_legend
from samverkan.ui.components.map import read_answer, show_map
from samverkan.ui.components.picker import show_picker
from samverkan.ui.context import Context
from samverkan.ui.state import at_rest, focus_on, follow_widgets, key

_HEIGHT_PX = 820
_MAP = "map"


def show(context: Context) -> None:
    """Show the page."""
    show_head("map", context)
    if not explain_if_empty(context):
        _explore(context)


@st.fragment
def _explore(context: Context) -> None:
    """Map, panel and table: a click in one moves the focus in all, without drawing the page again."""
    view = follow_widgets(context.offered)
    positions = cache.positions(context.dataset, view)
    scene = _scene(context, view, positions)
    _show_controls(context, scene, view)
    _show_reading(context, view, positions)
    left, right = st.columns([2.7, 1], gap="medium")
    with left:
        _show_map(context, scene, view.focus)
        show_legend(scene.legend)
    with right, st.container(key="map_panel"):
        show_details(context, view.focus)
    _show_table(context, scene, view.focus)
    at_rest()


def _scene(context: Context, view: View, positions: Layout) -> Scene:
    measured = cache.once(workflows.measured_actors, context.study)
    return map_scene(context.study, view, measured, positions, context.words)


def _show_controls(context: Context, scene: Scene, view: View) -> None:
    words = context.words
    mode, layout, *middle, size, search = st.columns(
        [1.65, 1.1, 1.1, 0.9, 1.1] if view.layout == "rings" else [1.65, 1.1, 1, 1.4]
    )
    mode.segmented_control(
        words("field.map_mode"),
        MAP_MODES,
        format_func=lambda choice: words(f"map_mode.{choice}"),
        key=key("map_mode"),
        required=True,
    )
    layout.selectbox(
        words("field.layout"),
        MAP_LAYOUTS,
        format_func=lambda choice: words(f"map_layout.{choice}"),
        key=key("layout"),
        help=words("help.layout"),
    )
    for column in middle:
        with column:
            show_picker(
                "centre",
                words("field.centre"),
                _possible_centres(context, view.selection.level),
                shown=view.centre,
                placeholder=words("field.centre_placeholder"),
                help=words("help.centre"),
            )
    size.selectbox(
        words("field.size_by"),
        MEASURES,
        format_func=lambda measure: words(f"measure.{measure}.name"),
        key=key("size_by"),
        help=words("help.size_by"),
    )
    captions = {node.id: markup.safe_label(node.name) for node in scene.nodes}
    with search:
        show_picker(
            "focus",
            words("field.search"),
            captions,
            shown=view.focus,
            placeholder=words("field.search_placeholder"),
        )


def _show_reading(context: Context, view: View, positions: Layout) -> None:
    """Say what a place on the map means, and for the rings who is in the middle and how to change that."""
    words = context.words
    said = [words(f"layout.reading.{view.layout}.{view.map_mode}")]
    if positions.centre:
        name = centre_name(positions.centre, context.dataset)
        said.insert(0, words(f"layout.{_why(view, positions)}", name=name))
    markup.show(markup.paragraph(" ".join(said), style="sv-note"))


def _why(view: View, positions: Layout) -> str:
    if view.centre == positions.centre:
        return "centred_and_kept"
    return "centred_on_group" if positions.centre.startswith("group:") else "centred"


def _possible_centres(context: Context, level: Level) -> dict[str, str]:
    """Return what may stand in the middle: target groups first, then actors and initiatives, by name."""
    network, dataset = cache.whole(context.dataset, level).shown, context.dataset
    parts = (
        map(group_node, context.offered.target_groups),
        map(actor_node, network.actors),
        map(initiative_node, network.initiatives),
    )
    named = [
        sorted(((node, centre_name(node, dataset)) for node in part), key=lambda item: alphabetical(item[1]))
        for part in parts
    ]
    return {node: markup.safe_label(name) for part in named for node, name in part}


def _show_map(context: Context, scene: Scene, focus: str) -> None:
    payload = vis_payload(scene)
    known = {item["id"] for item in (*payload["nodes"], *payload["edges"])}
    payload["selected"] = focus if focus in known else None
    payload["texts"] = _texts(context)
    payload["picture"]["file_name"] = f"samverkan-{context.study.as_of.isoformat()}.png"
    show_map(payload, key=_MAP, height_px=_HEIGHT_PX, on_selected=_follow_map)


def _follow_map() -> None:
    answer = read_answer(st.session_state[_MAP]["selected"])
    focus_on(answer.node or answer.edge or "")


def _texts(context: Context) -> dict[str, str]:
    prefix = "map_text."
    # The component fills the braces of these itself, when a person moves about.
    return {
        name.removeprefix(prefix): text
        for name, text in phrases(context.words.language).items()
        if name.startswith(prefix)
    }


def _show_table(context: Context, scene: Scene, focus: str) -> None:
    words = context.words
    rows = pd.DataFrame(
        {
            words("column.name"): [node.name for node in scene.nodes],
            words("column.kind"): [words(f"legend.{node.tone}") for node in scene.nodes],
            words("column.detail"): [node.detail for node in scene.nodes],
        },
        index=[node.id for node in scene.nodes],
    )
    markup.show(markup.heading(words("page.map.table"), level=2))
    choosing_table(rows, focus=focus, key="map table", height_px=320)
    reading_table(rows, words("page.map.table"), words, key="map text")
