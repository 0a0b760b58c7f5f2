"""The frame around every page: language, data, view, sidebar and navigation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from samverkan import workflows
from samverkan.domain.findings import Report
from samverkan.i18n import Translator, translator
from samverkan.tables import Reading
from samverkan.ui import cache
from samverkan.ui.components.document import set_document_language
from samverkan.ui.components.sidebar import show_sidebar
from samverkan.ui.context import Context
from samverkan.ui.pages import PAGES
from samverkan.ui.state import at_rest, register_pages, synchronise
from samverkan.ui.visit import with_own_judgements

_STYLE = Path(__file__).parent / "components" / "page.css"


def show_dashboard() -> None:
    """Show the page that was asked for."""
    st.set_page_config(page_title="samverkan", layout="wide", initial_sidebar_state="auto")
    reading = _with_visit(cache.package())
    offered = cache.offered(reading.dataset)
    view = synchronise(offered)
    words = translator(view.language)
    # Before anything is sent: the browser then draws the answer in one go and not piece by piece.
    study = cache.study_of(reading.dataset, view.selection)
    cache.once(workflows.measured_actors, study)
    cache.once(workflows.ranked_actors, study, by="betweenness")
    st.html(_STYLE)
    set_document_language(view.language)
    page = _navigation(Context(reading.dataset, reading.report, study, view, offered, words))
    st.set_page_config(page_title=f"{page.title} – samverkan")
    show_sidebar(reading.dataset, view, offered, words)
    _warn_of_rows_left_out(reading.report, words)
    page.run()
    at_rest()


def _with_visit(reading: Reading) -> Reading:
    return replace(reading, dataset=with_own_judgements(reading.dataset))


def _navigation(context: Context) -> st.Page:
    pages = {
        name: st.Page(
            partial(show, context),
            title=context.words(f"page.{name}.title"),
            url_path=path,
            default=place == 0,
        )
        for place, (name, path, show) in enumerate(PAGES)
    }
    register_pages(pages)
    return st.navigation(list(pages.values()), position="top")


def _warn_of_rows_left_out(report: Report, words: Translator) -> None:
    if report.n_left_out:
        st.warning(words.count("data.left_out", report.n_left_out))
