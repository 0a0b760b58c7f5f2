"""Tabs whose open one is a field of the view, so that a link opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from samverkan.ui.context import Context
from samverkan.ui.state import key

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_tab_container import TabContainer


def show_tabs(context: Context, field: str, names: Sequence[str], prefix: str) -> Sequence[TabContainer]:
    """Show tabs, the one open that the view says.

    Parameters
    ----------
    context
        Its view has the field.
    field
        Of the view; it gets the name of the tab that a person opens.
    names, prefix
        Of the tabs; the words of one are found under ``prefix`` and its name.
    """
    name_of = {context.words(f"{prefix}{name}"): name for name in names}
    held = f"tabs {field}"
    st.session_state[held] = context.words(f"{prefix}{getattr(context.view, field)}")
    return st.tabs(list(name_of), key=held, on_change=_follow, args=(field, held, name_of))


def _follow(field: str, held: str, name_of: Mapping[str, str]) -> None:
    # While the language changes a tab may still be sent under its old name: that opens no other.
    if (label := st.session_state[held]) in name_of:
        st.session_state[key(field)] = name_of[label]
