"""A search box whose choice is a field of the view."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from samverkan.ui.state import key


def show_picker(
    field: str,
    label: str,
    captions: Mapping[str, str],
    *,
    shown: str,
    placeholder: str,
    help: str | None = None,  # noqa: A002  # the word that every widget uses
    written: Callable[[str], str] = str,
    cleared: str = "",
    place: str = "",
) -> None:
    """Show a search box over ids; it always shows what is chosen, wherever that was chosen.

    Parameters
    ----------
    field
        Of the view; it gets the id that a person picks.
    label, placeholder, help
        Words.
    captions
        Id to what is shown of it.
    shown
        What is chosen now; the box is empty where that is not among the captions.
    written
        From a picked id to what the field gets, where that is something else.
    cleared
        What the field gets when the box is cleared.
    place
        Which box it is, where there are several for the field.
    """
    name = f"picked {place or field}"
    st.session_state[name] = shown if shown in captions else None
    st.selectbox(
        label,
        list(captions),
        format_func=lambda identifier: captions.get(identifier, ""),
        key=name,
        index=None,
        placeholder=placeholder,
        help=help,
        on_change=_follow,
        args=(field, name, written, cleared),
    )


def _follow(field: str, name: str, written: Callable[[str], str], cleared: str) -> None:
    picked = st.session_state[name]
    st.session_state[key(field)] = written(picked) if picked else cleared
