"""Saying what one knows: a card is not relevant, and why; and keeping what was said."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from samverkan.cards.card import Judged
from samverkan.domain.dataset import Dataset
from samverkan.domain.judgements import Judgement
from samverkan.tables.judgement_file import read_judgements, write_judgements
from samverkan.tables.personal_data import has_personal_data
from samverkan.ui import visit
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.workflows import sentence

_ANSWERS = {
    "seat": ("irrelevant", "confirmed_absent", "known_elsewhere", "declined", "asked"),
    "partnership": ("irrelevant", "known_elsewhere", "declined", "confirmed_absent", "asked"),
    "cell": ("irrelevant", "known_elsewhere", "confirmed_absent", "asked"),
    "example": ("irrelevant", "known_elsewhere", "confirmed_absent", "asked"),
}
"""What may be said of each kind, the most common first.

How often two sectors meet, or how much one actor carries, is a sum of the tables that no judgement changes.
"""
_MOST_SIGNS = 300
_FILE, _READING = "judgements file", "judgements read"


def ask_for_judgement(context: Context, claim: str, judged: Judged) -> None:
    """Ask, in a window of its own, why a finding is not relevant."""
    st.dialog(context.words("judging.title"))(_ask)(context, claim, judged)


def _ask(context: Context, claim: str, judged: Judged) -> None:
    words = context.words
    markup.show(markup.paragraph(claim))
    status = st.radio(
        words("judging.status"),
        _ANSWERS[judged.kind],
        format_func=lambda answer: words(f"judging.answer.{answer}"),
        key="judging status",
    )
    reason = st.text_input(words("judging.reason"), max_chars=_MOST_SIGNS, help=words("judging.privacy"))
    markup.show(markup.paragraph(words("judging.kept"), style="sv-note"))
    if not st.button(words("judging.save"), type="primary"):
        return
    if has_personal_data(reason):
        st.error(words("judging.personal"))
        return
    today = datetime.now(UTC).date().isoformat()
    said = Judgement(judged.kind, judged.subject, judged.object, status, reason.strip(), today)
    visit.judge([said])
    st.rerun()


def show_judgements(context: Context) -> None:
    """Show what was judged during the visit, to be saved as a file, taken back or read in again."""
    words = context.words
    made = visit.judgements()
    markup.show(markup.heading(words("judging.own"), level=2))
    markup.show(markup.paragraph(words.count("judging.made", len(made)) if made else words("judging.none")))
    for said in made:
        _show_made(context, said)
    if made:
        st.download_button(
            words("judging.download"),
            data=write_judgements(made),
            file_name=words("judging.file_name"),
            mime="text/csv",
            on_click=visit.mark_saved,
        )
    _read_in(context)


def _show_made(context: Context, said: Judgement) -> None:
    words = context.words
    text, button = st.columns([5, 1])
    why = f" – {said.reason}" if said.reason else ""
    answer = words(f"judging.answer.{said.status}")
    with text:
        markup.show(markup.paragraph(f"{context.judged_name(said, words)}: {answer}{why} ({said.date})"))
    button.button(
        words("judging.take_back"), key=f"take back {said.id}", on_click=visit.take_back, args=(said.id,)
    )


def _read_in(context: Context) -> None:
    """Offer to open a file; what is wrong with it stays on the page as long as the file does."""
    words = context.words
    file = st.file_uploader(
        words("judging.upload"),
        type=["csv"],
        key=_FILE,
        max_upload_size=5,
        on_change=_take_in,
        args=(context.dataset,),
    )
    if file is None or (reading := st.session_state.get(_READING)) is None:
        return
    for finding in reading.report.findings:
        st.warning(markup.safe_label(sentence(finding, words)))
    markup.show(markup.paragraph(words.count("judging.read", len(reading.judgements))))


def _take_in(dataset: Dataset) -> None:
    """Read a file once, when it is opened: what is taken back later is not brought back by it."""
    file = st.session_state[_FILE]
    reading = read_judgements(file.getvalue(), dataset) if file else None
    st.session_state[_READING] = reading
    if reading:
        visit.judge(reading.judgements)
