"""Karta: who works with whom, to look at, to click in and to show."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan import workflows
from samverkan.analysis.groups import Groups
from samverkan.domain.view import View
from samverkan.draw.layout import Layout
from samverkan.draw.mapped import linked_scene, shows_groups
from samverkan.draw.order import Order
from samverkan.draw.scene import Scene
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.choosing_table import choosing_table, reading_table
from samverkan.ui.components.downloads import own_address
from samverkan.ui.components.guide import show_guide
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context
from samverkan.ui.pages.collaboration_map.controls import show_controls, show_part, show_use
from samverkan.ui.pages.collaboration_map.stage import show_explored, show_presented
from samverkan.ui.state import at_rest, follow_widgets


def show(context: Context) -> None:
    """Show the page."""
    show_head("map", context)
    show_guide(context)
    if not explain_if_empty(context):
        _explore(context)


@st.fragment
def _explore(context: Context) -> None:
    """Map, panel and table: a click in one moves the focus in all, without drawing the page again."""
    view = follow_widgets(context.offered)
    if view.selection != context.view.selection:
        st.rerun()  # the map has chosen a year: all of the page follows
    positions = cache.positions(context.dataset, view)
    groups = cache.at_hand(workflows.groups, context.study) if shows_groups(view) else None
    scene = _scene(context, view, positions, groups)
    with st.container(key="map_controls"):
        show_controls(context, scene, view)
        show_use(context, scene, view, positions)
        show_part(context, scene)
    if view.map_style == "present":
        show_presented(context, scene, view)
    else:
        show_explored(context, scene, view)
    _show_table(context, scene, view.focus)
    at_rest()
    if shows_groups(view) and groups is None:
        # After all has been shown: nobody waits for the groups to see the map.
        with st.spinner(context.words("page.map.grouping")):
            cache.once(workflows.groups, context.study)
        st.rerun()


def _scene(context: Context, view: View, positions: Layout, groups: Groups | None) -> Scene:
    measured = cache.once(workflows.measured_actors, context.study)
    order = Order(context.study, view, context.words, address=own_address())
    return linked_scene(order, positions, measured, groups)


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
