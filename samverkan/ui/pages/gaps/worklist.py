"""Whom to ask what: questions that the data leave open, as a sheet to send round and to read in again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from samverkan import workflows
from samverkan.cards.worklist import worklist_notes, worklist_rows
from samverkan.domain.dataset import Dataset
from samverkan.tables.worklist_answers import Answers, read_worklist
from samverkan.tables.worklist_file import SheetRow, worklist_csv, worklist_workbook
from samverkan.ui import cache, visit
from samverkan.ui.components import markup
from samverkan.ui.context import Context

_FILE, _ANSWERS = "worklist file", "worklist answers"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_worklist(context: Context) -> None:
    """Offer the sheet, folded away until somebody wants it."""
    words = context.words
    markup.show(
        markup.heading(words("worklist.page.heading"), level=2),
        markup.paragraph(words("worklist.page.lead")),
    )
    with st.expander(words("worklist.page.open"), key="worklist", on_change="rerun") as box:
        if box.open:
            _show_sheet(context)
            _read_answers(context)


def _show_sheet(context: Context) -> None:
    words = context.words
    work = cache.once(workflows.open_questions, context.study)
    rows = worklist_rows(context.study, work, words)
    markup.show(*(markup.paragraph(note) for note in worklist_notes(work, words)))
    if not rows:
        return
    name = words("worklist.page.file_name")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words("worklist.page.workbook"), worklist_workbook(rows, words), f"{name}.xlsx", _WORKBOOK
        )
        st.download_button(words("worklist.page.csv"), worklist_csv(rows, words), f"{name}.csv", "text/csv")
    markup.show(_table(context, rows))


def _table(context: Context, rows: Sequence[SheetRow]) -> str:
    words = context.words
    header = [words(f"worklist.column.{name}") for name in ("ask", "question", "why")]
    cells = [(row.ask, row.question, row.why) for row in rows]
    return markup.table(words("worklist.page.caption"), header, cells, tall=True)


def _read_answers(context: Context) -> None:
    """Offer to read a filled-in sheet; what came of it stays as long as the file does."""
    words = context.words
    file = st.file_uploader(
        words("worklist.page.upload"),
        type=["xlsx", "csv"],
        key=_FILE,
        max_upload_size=5,
        on_change=_take_in,
        args=(context.dataset,),
    )
    answers: Answers | None = st.session_state.get(_ANSWERS)
    if file is None or answers is None:
        return
    for finding in answers.report.findings:
        st.warning(markup.safe_label(workflows.sentence(finding, words)))
    markup.show(
        markup.paragraph(
            words("worklist.page.read", n=len(answers.judgements), unanswered=answers.n_unanswered)
        )
    )
    if answers.replies:
        header = [words(f"worklist.column.{name}") for name in ("question", "answer", "reason")]
        rows = [(reply.question, reply.text, reply.reason) for reply in answers.replies]
        markup.show(markup.table(words("worklist.page.replies"), header, rows))


def _take_in(dataset: Dataset) -> None:
    """Read a sheet once, when it is opened."""
    file = st.session_state[_FILE]
    today = datetime.now(UTC).date().isoformat()
    answers = read_worklist(file.getvalue(), dataset, on=today) if file else None
    st.session_state[_ANSWERS] = answers
    if answers:
        visit.judge(answers.judgements)
