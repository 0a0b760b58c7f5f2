"""The search box that puts an actor or an initiative in focus."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from samverkan.ui.state import focus_on, key

_PICKED = "picked"


def show_picker(label: str, captions: Mapping[str, str], placeholder: str) -> None:
    """Show a search box over nodes; it always shows what is in focus, wherever that was chosen."""
    focus = st.session_state[key("focus")]
    st.session_state[_PICKED] = focus if focus in captions else None
    st.selectbox(
        label,
        list(captions),
        format_func=lambda node: captions.get(node, ""),
        key=_PICKED,
        index=None,
        placeholder=placeholder,
        on_change=_follow,
    )


def _follow() -> None:
    focus_on(st.session_state[_PICKED] or "")
