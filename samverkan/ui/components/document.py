"""The language of the document, changed without a reload when the reader switches."""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.cookie = `samverkan_lang=${data.language}; path=/; SameSite=Strict; max-age=31536000`;
}
"""


def set_document_language(language: str) -> None:
    """Write the language into ``<html lang>`` and into the cookie that the next page load reads."""
    mount = st.components.v2.component("samverkan_document", js=_SCRIPT, html="<span hidden></span>")
    mount(data={"language": language}, key="document_language")
