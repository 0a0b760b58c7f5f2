"""Files to take along, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from samverkan.i18n import Translator

TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""A file's ending to its media type."""


@dataclass(frozen=True)
class Download:
    """One file that can be had.

    Parameters
    ----------
    label
        On its button.
    file_name
        With an ending of :data:`TYPES`.
    make
        What gives its bytes.
    """

    label: str
    file_name: str
    make: Callable[[], bytes]


def show_downloads(
    downloads: Iterable[Download],
    words: Translator,
    *,
    key: str,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """Offer files behind one button; a file is made when its own button is pressed."""
    with st.popover(words("download.title"), width=width):
        for download in downloads:
            st.download_button(
                download.label,
                download.make,
                file_name=download.file_name,
                mime=TYPES[download.file_name.rpartition(".")[2]],
                key=f"{key} {download.file_name}",
                on_click="ignore",
                width="stretch",
            )


def own_address() -> str:
    """Return where this dashboard answers, as the reader's browser knows it; ``""`` where that is unknown."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
