"""From the map into one's own story: what is seen now becomes its next step."""

from __future__ import annotations

from datetime import date

import streamlit as st

from samverkan.domain.nodes import ends
from samverkan.domain.story import MOST_HEADING, MOST_STEPS, MOST_TEXT, Step, step_of, tidy, with_step
from samverkan.domain.view import Choices, View
from samverkan.draw.scene import Scene
from samverkan.tables.personal_data import has_personal_data
from samverkan.ui import visit
from samverkan.ui.context import Context

_HEADING, _TEXT, _PERSONAL = "story new heading", "story new text", "story new personal"


def show_adding(context: Context, scene: Scene, view: View) -> None:
    """Offer to add the current view to one's own story, its heading filled in."""
    words, as_of = context.words, context.study.as_of
    empty = step_of("", "", view, as_of, context.offered)
    with st.popover(words("story.adding.title"), width="stretch"):
        if len(visit.story().steps) >= MOST_STEPS:
            st.info(words("story.adding.full", most=MOST_STEPS))
            return
        # Another view is another step: what was written for the last one does not stay.
        heading, text = f"{_HEADING} {empty.query}", f"{_TEXT} {empty.query}"
        st.session_state.setdefault(heading, _suggested(scene, view))
        st.text_input(words("story.adding.heading"), key=heading, max_chars=MOST_HEADING)
        st.text_area(words("story.adding.text"), key=text, max_chars=MOST_TEXT, help=words("judging.privacy"))
        st.button(
            words("story.adding.add"),
            key="story add",
            type="primary",
            on_click=_add,
            args=(view, as_of, context.offered, (heading, text), _suggested(scene, view)),
        )
        if st.session_state.pop(_PERSONAL, False):
            st.error(words("judging.personal"))
        if n := len(visit.story().steps):
            st.caption(words.count("story.adding.has", n))


def _suggested(scene: Scene, view: View) -> str:
    """Return the names of what is in focus, else what the map shows."""
    names = {node.id: node.name for node in scene.nodes}
    named = [names[node] for node in ends(view.focus) if node in names]
    return tidy(" – ".join(named) or scene.title, MOST_HEADING)


def _add(view: View, as_of: date, offered: Choices, keys: tuple[str, str], otherwise: str) -> None:
    heading, text = (st.session_state.get(key, "") for key in keys)
    if has_personal_data(heading) or has_personal_data(text):
        st.session_state[_PERSONAL] = True
        return
    step: Step = step_of(heading.strip() or otherwise, text, view, as_of, offered)
    visit.tell(with_step(visit.story(), step))
