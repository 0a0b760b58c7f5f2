"""A brief for a meeting, to take along: one page about an actor, a place or a target group."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from samverkan import workflows
from samverkan.briefs.subject import Subject
from samverkan.briefs.writing import WRITERS
from samverkan.domain.view import View
from samverkan.ui.components import markup
from samverkan.ui.components.downloads import TYPES, own_address
from samverkan.ui.context import Context


def offer_brief(context: Context, subject: Subject) -> None:
    """Offer the brief of a subject in every format; it is made when its button is pressed."""
    words = context.words
    name = context.dataset.names[subject.table][subject.id]
    markup.show(
        markup.heading(words("brief.heading")),
        markup.paragraph(words("brief.help", name=name), style="sv-note"),
    )
    file_name = words("brief.file_name", name=subject.id, date=str(context.study.as_of))
    with st.container(horizontal=True, gap="small"):
        for form in WRITERS:
            st.download_button(
                words(f"brief.{form}"),
                partial(_file, context, subject, form, own_address()),
                file_name=f"{file_name}.{form}",
                mime=TYPES[form],
                key=f"brief {subject.kind} {subject.id} {form}",
                on_click="ignore",
            )


def offer_briefs_of_selection(context: Context) -> None:
    """Offer the brief of the only place, and that of the only target group, chosen in the sidebar."""
    selection = context.study.selection
    chosen = [
        *(Subject("place", place) for place in selection.places if len(selection.places) == 1),
        *(
            Subject("target_group", group)
            for group in selection.target_groups
            if len(selection.target_groups) == 1
        ),
    ]
    for subject in chosen:
        offer_brief(context, subject)
    if not chosen:
        markup.show(
            markup.heading(context.words("brief.heading")),
            markup.paragraph(context.words("brief.choose"), style="sv-note"),
        )


def _file(context: Context, subject: Subject, form: str, address: str) -> bytes:
    view: View = replace(context.view, selection=context.study.selection)
    made = workflows.brief(
        context.study, subject, language=context.words.language, view=view, address=address
    )
    return WRITERS[form](made)
