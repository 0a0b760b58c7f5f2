"""What a brief can be written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samverkan.briefs.brief import Brief
from samverkan.briefs.pdf import brief_pdf


def _docx(brief: Brief) -> bytes:
    # A third of a second to import, and most people want the PDF.
    from samverkan.briefs.docx import brief_docx  # noqa: PLC0415

    return brief_docx(brief)


WRITERS: Mapping[str, Callable[[Brief], bytes]] = MappingProxyType({"pdf": brief_pdf, "docx": _docx})
"""Format to what writes it."""
