"""The language of the document, changed without a reload when the reader switches.

The library under the pages speaks English alone and has no option for most of its words; ``document.js``
changes them where they stand. Which ones is told in ``i18n`` under ``widget``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from streamlit.components.v2 import component

from samverkan.i18n import phrases

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_LIBRARY_LANGUAGE = "en"
_PREFIX = "widget."


def set_document_language(language: str) -> None:
    """Write the language into ``<html lang>``, into the library's own words and into a cookie.

    The next page load reads the cookie.
    """
    _renderer()(key="document_language", data={"language": language, "words": library_words(language)})


@cache
def library_words(language: str) -> list[tuple[str, str]]:
    """Return the library's own words with those of a language, without those that are the same in both."""
    own, wanted = phrases(_LIBRARY_LANGUAGE), phrases(language)
    pairs = [(own[name], wanted[name]) for name in own if name.startswith(_PREFIX)]
    return [(ours, theirs) for ours, theirs in pairs if ours != theirs]


@cache
def _renderer() -> ComponentRenderer:
    """Register the component once a process."""
    script = files(__package__).joinpath("document.js").read_text("utf-8")
    return component("samverkan_document", js=script, html="<span hidden></span>")
