"""Luckor: what the tables lack, kind by kind, each finding as a card that can be read aloud."""

from __future__ import annotations

import streamlit as st

from samverkan import workflows
from samverkan.domain.view import GAP_CHOICES
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.finding import show_deck
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.components.judging import show_judgements
from samverkan.ui.context import Context
from samverkan.ui.pages.gaps.invitation import show_invitation
from samverkan.ui.pages.gaps.worklist import show_worklist
from samverkan.ui.state import key


def show(context: Context) -> None:
    """Show the page."""
    show_head("gaps", context)
    if explain_if_empty(context):
        return
    words = context.words
    st.segmented_control(
        words("field.gaps"),
        GAP_CHOICES,
        format_func=lambda choice: words(f"gap.{choice}.tab"),
        key=key("gaps"),
        required=True,
        help=words("help.gaps"),
    )
    kind = context.view.gaps
    markup.show(markup.heading(words(f"gap.{kind}.question"), level=2))
    if kind == "invitation":
        show_invitation(context)
    else:
        show_deck(context, cache.once(workflows.deck, context.study, kind=kind, language=words.language))
    st.divider()
    show_worklist(context)
    show_judgements(context)
