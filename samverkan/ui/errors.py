"""The one place where an exception becomes a sentence."""

from __future__ import annotations

import logging

import streamlit as st

from samverkan.errors import SamverkanError
from samverkan.i18n import translator

_log = logging.getLogger("samverkan")


def show_error(error: Exception) -> bool:
    """Show what went wrong, where and what to do; the trace goes to the log, never to the page."""
    words = translator(st.session_state.get("view.language", "sv"))
    if isinstance(error, SamverkanError):
        st.error(words(f"error.{error.code}", **error.params))
    else:
        _log.error("unexpected error", exc_info=error)
        st.error(words("error.unexpected"))
    return True
