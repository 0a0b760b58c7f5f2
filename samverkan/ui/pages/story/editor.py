"""One's own story: its steps renamed, moved and taken away; saved to a file and opened again."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.story import (
    MOST_HEADING,
    MOST_TEXT,
    MOST_TITLE,
    Step,
    Story,
    moved,
    tidy,
    with_changed,
    without_step,
)
from samverkan.domain.view import Choices
from samverkan.errors import SamverkanError
from samverkan.tables.personal_data import has_personal_data
from samverkan.tables.story_file import StoryReading, problems, story_from_json, story_to_json
from samverkan.ui import visit
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.pages.story.playing import show_link

_FILE, _READING, _FAULT, _PERSONAL = "story file", "story read", "story fault", "story personal"


def show_editor(context: Context, story: Story) -> None:
    """Show the steps, each with its heading, its text and what can be done with it."""
    words = context.words
    if story.steps:
        markup.show(markup.heading(words("story.page.steps"), level=2))
        name = f"story title {visit.story_changes()}"
        st.session_state.setdefault(name, story.title)
        st.text_input(
            words("story.page.title"),
            key=name,
            max_chars=MOST_TITLE,
            placeholder=words("story.own.question"),
            on_change=_retitle,
            args=(name,),
        )
    for place, step in enumerate(story.steps):
        _show_step(context, story, place, step)
    if st.session_state.pop(_PERSONAL, False):
        st.error(words("judging.personal"))
    if visit.can_untell():
        st.button(words("story.page.undo"), on_click=visit.untell)


def _show_step(context: Context, story: Story, place: int, step: Step) -> None:
    words, number = context.words, place + 1
    heading, text = st.columns([2, 3.4])
    for column, field, most in ((heading, "heading", MOST_HEADING), (text, "text", MOST_TEXT)):
        name = f"story {field} {place} {visit.story_changes()}"
        st.session_state.setdefault(name, getattr(step, field))
        column.text_input(
            words(f"story.page.{field}", n=number),
            key=name,
            max_chars=most,
            on_change=_reword,
            args=(place, field, name),
        )
    can = {"earlier": place > 0, "later": place < len(story.steps) - 1, "remove": True}
    with st.container(horizontal=True, gap="medium"):
        for action, act in _ACTIONS.items():
            st.button(
                words(f"story.page.{action}", n=number),
                key=f"story {action} {place}",
                type="tertiary",
                disabled=not can[action],
                on_click=act,
                args=(place,),
            )
        show_link(context, number, step)


_ACTIONS = {
    "earlier": lambda place: visit.tell(moved(visit.story(), place, -1)),
    "later": lambda place: visit.tell(moved(visit.story(), place, 1)),
    "remove": lambda place: visit.tell(without_step(visit.story(), place)),
}


def _retitle(name: str) -> None:
    title = tidy(st.session_state[name], MOST_TITLE)
    if _is_allowed(title):
        visit.tell(replace(visit.story(), title=title))


def _reword(place: int, field: str, name: str) -> None:
    """Take over a heading or a text; a step without a heading keeps the one that it has."""
    story = visit.story()
    text = tidy(st.session_state[name], MOST_TEXT)
    if not text and field == "heading":
        del st.session_state[name]
    elif _is_allowed(text):
        step = story.steps[place]
        changed = replace(step, heading=text) if field == "heading" else replace(step, text=text)
        visit.tell(with_changed(story, place, changed))


def _is_allowed(text: str) -> bool:
    st.session_state[_PERSONAL] = has_personal_data(text)
    return not st.session_state[_PERSONAL]


def show_file(context: Context, story: Story) -> None:
    """Offer to save the story to a file and to open one; what is told of it stays while the file does."""
    words = context.words
    markup.show(
        markup.heading(words("story.page.file"), level=2),
        markup.paragraph(words("story.page.kept"), style="sv-note"),
    )
    if story.steps:
        st.download_button(
            words("story.page.download"),
            data=story_to_json(story, context.dataset),
            file_name=f"{words('story.page.file_name')}.json",
            mime="application/json",
            on_click=visit.mark_story_saved,
        )
    file = st.file_uploader(
        words("story.page.upload"),
        type=["json"],
        key=_FILE,
        max_upload_size=1,
        on_change=_take_in,
        args=(context.dataset, context.offered),
    )
    if file is None:
        return
    if (fault := st.session_state.get(_FAULT)) is not None:
        st.error(markup.safe_label(words(f"error.{fault.code}", **fault.params)))
    elif (reading := st.session_state.get(_READING)) is not None:
        _tell_of(context, reading)


def _tell_of(context: Context, reading: StoryReading) -> None:
    words = context.words
    for problem, number in problems(reading):
        st.warning(words(f"story.opened.{problem}", n=number))
    said = words.count("story.opened.steps", len(reading.story.steps))
    other = "" if reading.same_data else words("story.opened.other_data")
    markup.show(markup.paragraph(f"{said} {other}".strip()))


def _take_in(dataset: Dataset, offered: Choices) -> None:
    """Open a file once, when it is chosen: what is changed later is not undone by it."""
    file = st.session_state[_FILE]
    st.session_state[_FAULT] = st.session_state[_READING] = None
    if file is None:
        return
    try:
        reading = story_from_json(file.getvalue(), dataset, offered)
    except SamverkanError as fault:
        st.session_state[_FAULT] = fault
        return
    st.session_state[_READING] = reading
    visit.tell(reading.story)
    visit.mark_story_saved()
