"""What of the map can be taken along."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from samverkan.draw.order import Order
from samverkan.ui.components.downloads import Download

_FILES = (
    ("png", 1),
    ("png", 2),
    ("png", 4),
    ("svg", 1),
    ("pdf", 1),
    ("pptx", 1),
    ("html", 1),
    ("xlsx", 1),
    ("csv", 1),
)
"""What can be had: format and sharpness."""


def map_files(order: Order) -> list[Download]:
    """Return the files of a map."""
    words = order.words
    name = f"samverkan_karta_{order.study.as_of.isoformat()}"
    files = [
        Download(
            words(f"download.{form}", scale=scale),
            f"{name}_{scale}x.png" if form == "png" else f"{name}.{form}",
            partial(_file, form, replace(order, scale=scale)),
        )
        for form, scale in _FILES
    ]
    printed = Download(words("download.png_a4"), f"{name}_a4.png", partial(_printed, order))
    return [*files[:3], printed, *files[3:]]


def _file(form: str, order: Order) -> bytes:
    # The writers of documents take half a second to import, which no page needs before somebody asks.
    from samverkan.draw.map_files import MAP_WRITERS  # noqa: PLC0415

    return MAP_WRITERS[form](order)


def _printed(order: Order) -> bytes:
    from samverkan.draw.map_files import printed_png  # noqa: PLC0415  # as above

    return printed_png(order)
