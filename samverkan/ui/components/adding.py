"""From a map or a chart into one's own story: what is seen now becomes its next step."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import streamlit as st

from samverkan.domain.pictures import Picture
from samverkan.domain.story import (
    MOST_HEADING,
    MOST_STEPS,
    MOST_TEXT,
    Step,
    step_of,
    tidy,
    with_step,
)
from samverkan.domain.view import View
from samverkan.tables.personal_data import has_personal_data
from samverkan.ui import visit
from samverkan.ui.context import Context

_HEADING, _TEXT, _PERSONAL = "story new heading", "story new text", "story new personal"


def show_adding(
    context: Context,
    view: View,
    heading: str,
    *,
    what: Picture = "map",
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """Offer to add a picture of the current view to one's own story.

    Parameters
    ----------
    context, view
        What is looked at, and how.
    heading
        What the step is called where nobody writes anything else.
    what
        Which picture.
    width
        Of the button.
    """
    words = context.words
    otherwise = tidy(heading, MOST_HEADING)
    step = step_of(otherwise, "", view, context.study.as_of, context.offered, what=what)
    with st.popover(words("story.adding.title"), width=width):
        if len(visit.story().steps) >= MOST_STEPS:
            st.info(words("story.adding.full", most=MOST_STEPS))
            return
        # Another view is another step: what was written for the last one does not stay.
        keys = (f"{_HEADING} {what} {step.query}", f"{_TEXT} {what} {step.query}")
        st.session_state.setdefault(keys[0], otherwise)
        st.text_input(words("story.adding.heading"), key=keys[0], max_chars=MOST_HEADING)
        st.text_area(
            words("story.adding.text"), key=keys[1], max_chars=MOST_TEXT, help=words("judging.privacy")
        )
        st.button(
            words("story.adding.add"),
            key=f"story add {what}",
            type="primary",
            on_click=_add,
            args=(step, keys),
        )
        if st.session_state.pop(f"{_PERSONAL} {what}", False):
            st.error(words("judging.personal"))
        if n := len(visit.story().steps):
            st.caption(words.count("story.adding.has", n))


def _add(step: Step, keys: tuple[str, str]) -> None:
    """Add a step in the words that were written for it; its own heading stands in for none."""
    heading, text = (st.session_state.get(key, "") for key in keys)
    if has_personal_data(heading) or has_personal_data(text):
        st.session_state[f"{_PERSONAL} {step.what}"] = True
        return
    heading = tidy(heading, MOST_HEADING) or step.heading
    visit.tell(with_step(visit.story(), replace(step, heading=heading, text=tidy(text, MOST_TEXT))))
