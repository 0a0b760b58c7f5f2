"""A search box whose choice is a field of the view."""

from __future__ import annotations

from collections.abc import Mapping

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
) -> None:
    """Show a search box over ids; it always shows what is chosen, wherever that was chosen.

    Parameters
    ----------
    field
        Of the view; it gets the id that a person picks, or ``""`` when the box is cleared.
    label, placeholder, help
        Words.
    captions
        Id to what is shown of it.
    shown
        What is chosen now; the box is empty where that is not among the captions.
    """
    name = f"picked {field}"
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
        args=(field, name),
    )


def _follow(field: str, name: str) -> None:
    st.session_state[key(field)] = st.session_state[name] or ""
