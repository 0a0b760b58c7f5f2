"""Tänk om: changes to try, and what would differ, beside how far the numbers stray by themselves."""

from __future__ import annotations

import streamlit as st

from samverkan.cards.what_if import dropped_sentences
from samverkan.domain.scenario import Sifted, decode_scenario
from samverkan.ui.components import markup
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context
from samverkan.ui.pages.what_if.editor import show_editor
from samverkan.ui.pages.what_if.result import show_result


def show(context: Context) -> None:
    """Show the page."""
    show_head("what_if", context)
    if explain_if_empty(context):
        return
    words, view = context.words, context.view
    trial = decode_scenario(view.trial, view.trial_edits, context.dataset)
    rival = decode_scenario(view.rival, view.rival_edits, context.dataset)
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        _show_scenario(context, "trial", trial)
        with st.expander(words("what_if.page.rival"), expanded=bool(view.rival_edits)):
            _show_scenario(context, "rival", rival)
    with right:
        tried = [sifted.scenario for sifted in (trial, rival) if sifted.scenario.edits]
        if tried:
            show_result(context, tried)
        else:
            st.info(words("what_if.page.no_edits"))
            markup.show(markup.bullet_list(words(f"what_if.hint.{hint}") for hint in ("end", "leave", "new")))


def _show_scenario(context: Context, field: str, sifted: Sifted) -> None:
    for sentence in dropped_sentences(sifted.dropped, context.words):
        st.warning(markup.safe_label(sentence))
    show_editor(context, field, sifted.scenario)
