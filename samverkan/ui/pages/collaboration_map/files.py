"""What of the map can be taken along."""

from __future__ import annotations

from functools import partial

from samverkan.domain.view import View
from samverkan.draw.mapped import MAP_WRITERS, MapPicture, printed_png
from samverkan.draw.scene import Scene
from samverkan.ui.components.downloads import Download
from samverkan.ui.context import Context

_FILES = (("png", 1), ("png", 2), ("png", 4), ("svg", 1), ("pdf", 1))
"""What can be had: format and sharpness."""


def map_files(context: Context, scene: Scene, view: View) -> list[Download]:
    """Return the files of a map."""
    words, picture = context.words, MapPicture(scene, view)
    name = f"samverkan_karta_{context.study.as_of.isoformat()}"
    files = [
        Download(
            words(f"download.{form}", scale=scale),
            f"{name}_{scale}x.png" if form == "png" else f"{name}.{form}",
            partial(MAP_WRITERS[form], picture, scale),
        )
        for form, scale in _FILES
    ]
    return [*files, Download(words("download.png_a4"), f"{name}_a4.png", partial(printed_png, picture))]
