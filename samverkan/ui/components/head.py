"""The top of every page: what it is, what is being looked at, and what to do when nothing is left."""

from __future__ import annotations

import streamlit as st

from samverkan.draw.explaining import described_filters, described_level, where
from samverkan.ui.components import markup
from samverkan.ui.context import Context


def show_head(page: str, context: Context) -> None:
    """Show a page's title, its purpose in one sentence and the state of what is looked at."""
    words, study = context.words, context.study
    st.title(words(f"page.{page}.heading"), anchor=False)
    facts = [
        where(study, words),
        described_level(study, words),
        words.count("count.actors", study.network.n_actors),
        words.count("count.initiatives", study.network.n_initiatives),
        words("head.as_of", date=study.as_of.isoformat()),
        *described_filters(study, words),
    ]
    markup.show(
        markup.paragraph(words(f"page.{page}.lead"), style="sv-lead"),
        markup.paragraph(" · ".join(facts), style="sv-note"),
    )


def explain_if_empty(context: Context) -> bool:
    """Say why nothing is left, if nothing is, and tell so."""
    if context.study.network.n_ties:
        return False
    words = context.words
    n_shown = len(context.study.initiatives)
    st.info(words("empty.only_shown", n=n_shown) if n_shown else words("empty.selection"))
    markup.show(markup.bullet_list(described_filters(context.study, words)))
    return True
