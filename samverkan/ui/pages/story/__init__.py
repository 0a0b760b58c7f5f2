"""Berättelse: views in an order, each with a heading and a line of text, to be shown to others."""

from __future__ import annotations

import streamlit as st

from samverkan.domain.story import OWN, Story
from samverkan.domain.view import STORIES
from samverkan.stories.ready_made import told
from samverkan.stories.teller import Untold
from samverkan.ui import cache, visit
from samverkan.ui.components import markup
from samverkan.ui.components.downloads import show_downloads
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context
from samverkan.ui.pages.story.editor import show_editor, show_file
from samverkan.ui.pages.story.playing import show_link, show_playing, story_files
from samverkan.ui.state import key


def show(context: Context) -> None:
    """Show the page."""
    words, view = context.words, context.view
    show_head("story", context)
    with st.container(key="story_controls"):
        choice, copy, files = st.columns([4, 1.3, 1], vertical_alignment="bottom")
    choice.selectbox(
        words("story.page.which"),
        STORIES,
        format_func=lambda name: words(f"story.{name}.question"),
        key=key("story"),
    )
    if view.story != OWN and explain_if_empty(context):
        return
    story = visit.story() if view.story == OWN else _ready_made(context)
    if isinstance(story, Untold):
        st.info(markup.safe_label(story.reason))
        return
    if story.steps:
        with copy:
            _offer_copy(context, story)
        with files:
            show_downloads(story_files(context, story), words, key="story file")
        show_playing(context, story)
    elif view.story == OWN:
        st.info(words("story.page.empty"))
        markup.show(markup.bullet_list(words(f"story.page.how.{way}") for way in ("map", "copy", "open")))
    if view.story == OWN:
        show_editor(context, story)
        show_file(context, story)
    else:
        _show_steps(context, story)


def _ready_made(context: Context) -> Story | Untold:
    """Return the ready-made story of what is looked at."""
    with st.spinner(context.words("story.page.making")):
        return cache.once(told, context.study, name=context.view.story, language=context.words.language)


def _offer_copy(context: Context, story: Story) -> None:
    if context.view.story != OWN:
        st.button(context.words("story.page.copy"), on_click=_copy, args=(story,), width="stretch")


def _copy(story: Story) -> None:
    """Make a story the visitor's own, to be changed; what was there can be had back."""
    visit.tell(story)
    st.session_state[key("story")] = OWN


def _show_steps(context: Context, story: Story) -> None:
    """Show what is told as text, with a way to each view."""
    words = context.words
    markup.show(markup.heading(words("story.page.steps"), level=2))
    with st.container(key="story_steps"):
        for number, step in enumerate(story.steps, start=1):
            text, link = st.columns([5, 1.2], vertical_alignment="center")
            with text:
                markup.show(
                    markup.heading(words("story.page.step", n=number, heading=step.heading)),
                    markup.paragraph(step.text),
                )
            with link:
                show_link(context, number, step)
