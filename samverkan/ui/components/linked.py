"""Names that lead on: a click puts what they name in focus."""

from __future__ import annotations

import streamlit as st

from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on

_FIRST_FEW = 6


def linked(context: Context, title: str, targets: list[tuple[str, str]], *, empty: str = "") -> None:
    """Show names that move the focus when clicked: the first few at once, the rest on demand."""
    words = context.words
    if not targets:
        if empty:
            markup.show(markup.heading(words(title)), markup.paragraph(words(empty)))
        return
    markup.show(markup.heading(f"{words(title)} ({len(targets)})"))
    with st.container(gap=None):
        for label, node in targets[:_FIRST_FEW]:
            focus_button(label, node, title)
    if len(targets) > _FIRST_FEW:
        with st.expander(words("details.more", n=len(targets) - _FIRST_FEW)), st.container(gap=None):
            for label, node in targets[_FIRST_FEW:]:
                focus_button(label, node, title)


def focus_button(label: str, node: str, place: str) -> None:
    """Show a name that moves the focus when clicked; ``place`` tells it from the same name elsewhere."""
    st.button(
        markup.safe_label(label),
        key=f"focus {place} {node}",
        type="tertiary",
        on_click=focus_on,
        args=(node,),
    )
