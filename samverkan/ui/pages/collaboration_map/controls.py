"""What the reader chooses of the map: what it shows, how it is laid out, who is in the middle, what for."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from samverkan.domain.nodes import actor_node, ends, group_node, initiative_node
from samverkan.domain.selection import Selection
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, MAP_PARTS, MAP_STYLES, SHEET_FORMS, STEPS, View
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.layout import Layout, centre_name
from samverkan.draw.most import ALWAYS, BY_CHOICE
from samverkan.draw.order import Order
from samverkan.draw.scene import Scene
from samverkan.i18n import Translator, alphabetical
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.adding import show_adding
from samverkan.ui.components.downloads import own_address, show_downloads
from samverkan.ui.components.picker import show_picker
from samverkan.ui.context import Context
from samverkan.ui.pages.collaboration_map.files import map_files
from samverkan.ui.state import key


def show_controls(context: Context, scene: Scene, view: View) -> None:
    """Show the row of choices above the map."""
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
        help=words("help.map_mode"),
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
                _possible_centres(context, view.selection),
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
    captions = _captions(scene, words)
    with search:
        show_picker(
            "focus",
            words("field.search"),
            captions,
            shown=view.focus,
            placeholder=words("field.search_placeholder"),
            help=words("help.search"),
        )


def _captions(scene: Scene, words: Translator) -> dict[str, str]:
    """Return what each node is called in the search; of an actor and its initiative each says what it is."""
    n_called = Counter(node.name for node in scene.everything)
    return {
        node.id: markup.safe_label(
            node.name
            if n_called[node.name] == 1
            else words("field.search_kind", name=node.name, kind=words(f"map_text.{node.kind}"))
        )
        for node in scene.everything
    }


def show_use(context: Context, scene: Scene, view: View, positions: Layout) -> None:
    """Say how the map is read, and let it be explored or presented, and taken along."""
    words = context.words
    is_presented = view.map_style == "present"
    has_steps = view.focus in {node.id for node in scene.nodes}
    widths = {
        "steps": 0.95 * has_steps,
        "form": 0.9 * is_presented,
        "style": 1.05,
        "story": 0.95,
        "files": 0.75,
    }
    shown = {name: width for name, width in widths.items() if width}
    said, *columns = st.columns([5.4 - sum(shown.values()), *shown.values()])
    column_of = dict(zip(shown, columns, strict=True))
    with said:
        _show_reading(context, view, positions)
    if has_steps:
        column_of["steps"].segmented_control(
            words("field.steps"),
            STEPS,
            format_func=lambda choice: words(f"steps.{choice}"),
            key=key("steps"),
            required=True,
            label_visibility="collapsed",
        )
    if is_presented:
        column_of["form"].selectbox(
            words("field.sheet_form"),
            SHEET_FORMS,
            format_func=lambda choice: words(f"sheet_form.{choice}"),
            key=key("sheet_form"),
            label_visibility="collapsed",
        )
    column_of["style"].segmented_control(
        words("field.map_style"),
        MAP_STYLES,
        format_func=lambda choice: words(f"map_style.{choice}"),
        key=key("map_style"),
        required=True,
        label_visibility="collapsed",
    )
    with column_of["story"]:
        show_adding(context, view, _heading(scene, view))
    with column_of["files"]:
        order = Order(context.study, view, words, address=own_address(), positions=positions)
        show_downloads(map_files(order), words, key="map file")


def _heading(scene: Scene, view: View) -> str:
    """Return the names of what is in focus, else what the map shows."""
    names = {node.id: node.name for node in scene.nodes}
    return " – ".join(names[node] for node in ends(view.focus) if node in names) or scene.title


def show_part(context: Context, scene: Scene) -> None:
    """Say what a large map leaves out, and let the reader choose where there is a choice."""
    words, n = context.words, len(scene.everything)
    if n <= BY_CHOICE:
        return
    said = st.container()
    if n <= ALWAYS:
        choice, said = st.columns([1, 2])
        choice.segmented_control(
            words("field.shown"),
            MAP_PARTS,
            format_func=lambda choice: words(f"map_part.{choice}", n=n, most=BY_CHOICE),
            key=key("shown"),
            required=True,
            label_visibility="collapsed",
        )
    note = words("part.note", most=BY_CHOICE)
    if scene.part:
        note = words("part.told", sentence=f"{scene.part.sentence[0].upper()}{scene.part.sentence[1:]}")
    if n > ALWAYS:
        note = f"{note} {words('part.always', most=ALWAYS)}"
    with said:
        markup.show(markup.paragraph(note, style="sv-note"))


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


def _possible_centres(context: Context, selection: Selection) -> dict[str, str]:
    """Return what may stand in the middle: target groups first, then actors and initiatives, by name."""
    network, dataset = cache.whole(context.dataset, selection).shown, context.dataset
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
