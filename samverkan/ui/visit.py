"""What a visit holds and no file does yet: the judgements and the story that a person has made.

Judgements are laid over the data set for everything that this visitor sees. Both are offered as a file, and
gone when the window is closed; the pages say so as long as there are any.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement, with_judgements
from samverkan.domain.story import Story

_MADE, _SAVED = "visit judgements", "visit judgements saved"
_STORY, _STORY_SAVED = "visit story", "visit story saved"
_STORIES_BEFORE, _STORY_CHANGES = "visit stories before", "visit story changes"
_MOST_BEFORE = 20
"""So many changes of a story can be taken back."""


def judgements() -> tuple[Judgement, ...]:
    """Return what was judged during this visit, in order."""
    made: tuple[Judgement, ...] = st.session_state.get(_MADE, ())
    return made


def judge(made: Iterable[Judgement]) -> None:
    """Add judgements; one of the same thing on the same day takes the place of the earlier."""
    new = tuple(made)
    again = {judgement.id for judgement in new}
    st.session_state[_MADE] = tuple(held for held in judgements() if held.id not in again) + new


def take_back(identifier: str) -> None:
    """Forget one judgement of this visit."""
    st.session_state[_MADE] = tuple(held for held in judgements() if held.id != identifier)


def mark_saved() -> None:
    """Remember that what has been judged so far was downloaded."""
    st.session_state[_SAVED] = judgements()


def n_unsaved() -> int:
    """Return how many judgements no downloaded file holds."""
    return len(set(judgements()) - set(st.session_state.get(_SAVED, ())))


def with_own_judgements(dataset: Dataset) -> Dataset:
    """Return the data set with this visit's judgements laid over it."""
    made = judgements()
    return with_judgements(dataset, made) if made else dataset


def story() -> Story:
    """Return the story of this visit; without a title as long as nobody has given it one."""
    told: Story = st.session_state.get(_STORY, Story(""))
    return told


def tell(told: Story) -> None:
    """Keep a story as the visit's own; the one before can be had back."""
    if told == story():
        return
    before: tuple[Story, ...] = st.session_state.get(_STORIES_BEFORE, ())
    st.session_state[_STORIES_BEFORE] = (*before, story())[-_MOST_BEFORE:]
    st.session_state[_STORY] = told
    st.session_state[_STORY_CHANGES] = story_changes() + 1


def untell() -> None:
    """Go back to the story before the last change."""
    before: tuple[Story, ...] = st.session_state.get(_STORIES_BEFORE, ())
    if before:
        st.session_state[_STORY], st.session_state[_STORIES_BEFORE] = before[-1], before[:-1]
        st.session_state[_STORY_CHANGES] = story_changes() + 1


def can_untell() -> bool:
    """Tell whether there is a story to go back to."""
    return bool(st.session_state.get(_STORIES_BEFORE))


def story_changes() -> int:
    """Return how often the story was changed: what is drawn of it before is out of date."""
    return int(st.session_state.get(_STORY_CHANGES, 0))


def mark_story_saved() -> None:
    """Remember that the story, as it is now, was downloaded or has come from a file."""
    st.session_state[_STORY_SAVED] = story()


def story_is_unsaved() -> bool:
    """Tell whether the story has steps that no file holds as they are now."""
    return bool(story().steps) and st.session_state.get(_STORY_SAVED) != story()
