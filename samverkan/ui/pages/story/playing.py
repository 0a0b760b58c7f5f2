"""The pictures of a story on the page, and the files of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from samverkan.domain.pictures import SHOWN_ON
from samverkan.domain.story import OWN, Step, Story
from samverkan.draw.staged import STORY_WRITERS, Stage
from samverkan.ui import cache
from samverkan.ui.components.chart import theme
from samverkan.ui.components.downloads import Download, own_address
from samverkan.ui.components.player import Slide, show_player
from samverkan.ui.context import Context

_TEXTS = ("play", "leave", "next", "previous", "position", "keys")


def stage(context: Context) -> Stage:
    """Return where stories are shown: with the positions, studies and measures that all visitors share."""
    return cache.stage(context.dataset, context.words, own_address())


def show_playing(context: Context, story: Story) -> None:
    """Show a story to be played."""
    words, shown_on = context.words, stage(context)
    with st.spinner(words("story.page.drawing")):
        slides = [
            Slide(
                heading=step.heading,
                text=step.text,
                picture=cache.step_picture(shown_on, step, theme()),
            )
            for step in story.steps
        ]
    # The component fills the braces of the position itself, when a person turns the page.
    texts = {name: words(f"story.player.{name}") for name in _TEXTS}
    show_player(_title(context, story), slides, texts=texts, key="story player")


def story_files(context: Context, story: Story) -> list[Download]:
    """Return the files of a story."""
    words = context.words
    name = f"samverkan_{words('story.page.file_name')}_{context.study.as_of.isoformat()}"
    return [
        Download(words(f"story.file.{form}"), f"{name}.{form}", partial(_document, context, story, form))
        for form in STORY_WRITERS
    ]


def show_link(context: Context, number: int, step: Step) -> None:
    """Show the way to a step's view on its page, in a window of its own: this one keeps the story."""
    words = context.words
    page = words(f"page.{SHOWN_ON[step.what]}.title")
    said = words("story.page.open_step", n=number, page=page)
    st.link_button(said, stage(context).link(step), type="tertiary")


def _document(context: Context, story: Story, file_format: str) -> bytes:
    """Draw anew, for slides and paper."""
    return STORY_WRITERS[file_format](stage(context), story)


def _title(context: Context, story: Story) -> str:
    return story.title or context.words(f"story.{OWN}.question")
