"""What a visit holds and no file does yet: the judgements that a person has made since the page was opened.

They are laid over the data set for everything that this visitor sees, offered as a file, and gone when the
window is closed; the pages say so as long as there are any.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement, with_judgements

_MADE, _SAVED = "visit judgements", "visit judgements saved"


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
