"""The frame around every page: language, data, view, sidebar and navigation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from samverkan.domain.findings import Report
from samverkan.domain.view import Choices, View
from samverkan.i18n import Translator, translator
from samverkan.tables import Reading
from samverkan.ui import cache
from samverkan.ui.components.document import set_document_language
from samverkan.ui.components.sidebar import show_sidebar
from samverkan.ui.context import Context
from samverkan.ui.pages import PAGES
from samverkan.ui.state import synchronise

_STYLE = Path(__file__).parent / "components" / "page.css"


def show_dashboard() -> None:
    """Show the page that was asked for."""
    st.set_page_config(page_title="samverkan", layout="wide", initial_sidebar_state="expanded")
    reading = cache.package()
    offered = cache.offered(reading.dataset)
    view = synchronise(offered)
    words = translator(view.language)
    st.html(_STYLE)
    set_document_language(view.language)
    page = _navigation(reading, offered, view, words)
    st.set_page_config(page_title=f"{page.title} – samverkan")
    show_sidebar(reading.dataset, offered, words)
    _warn_of_rows_left_out(reading.report, words)
    page.run()


def _navigation(reading: Reading, offered: Choices, view: View, words: Translator) -> st.Page:
    return st.navigation(
        [
            st.Page(
                partial(_run, show, reading, offered, view, words),
                title=words(f"page.{name}.title"),
                url_path=path,
                default=place == 0,
            )
            for place, (name, path, show) in enumerate(PAGES)
        ],
        position="top",
    )


def _run(
    show: Callable[[Context], None], reading: Reading, offered: Choices, view: View, words: Translator
) -> None:
    study = cache.study_of(reading.dataset, view.selection)
    show(Context(reading.dataset, reading.report, study, view, offered, words))


def _warn_of_rows_left_out(report: Report, words: Translator) -> None:
    if report.n_left_out:
        st.warning(words.count("data.left_out", report.n_left_out))
