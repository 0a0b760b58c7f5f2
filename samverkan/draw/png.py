"""A sheet as PNG, as sharp as is asked for: the page of its PDF, drawn in pixels."""

from __future__ import annotations

import io

import pypdfium2

from samverkan.draw.pdf import PT_PER_PX, pdf
from samverkan.draw.sheet import Sheet

A4_AT_300_DPI_PX = 3508
"""The longer side of a printed page."""


def png(sheet: Sheet, *, scale: float = 2.0, dpi: float | None = None) -> bytes:
    """Return a sheet as a PNG image with ``scale`` pixels for each of the sheet's, on an opaque ground.

    ``dpi`` is how many of them an inch has in print; left out, a pixel of the sheet is a 96th of an inch.
    Cost: linear in pixels: a second for 3840 × 2160.
    """
    document = pypdfium2.PdfDocument(pdf([sheet]))
    try:
        image = document[0].render(scale=scale / PT_PER_PX).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    image.save(file, format="PNG", dpi=(dpi or 96 * scale,) * 2)
    return file.getvalue()
