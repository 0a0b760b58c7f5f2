"""What of the map can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from samverkan.domain.view import View
from samverkan.draw.mapped import map_pdf, map_png, map_sheet, printed_png
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Sheet
from samverkan.draw.svg import svg
from samverkan.ui.components.downloads import Download
from samverkan.ui.context import Context

_SCALES = (1, 2, 4)
"""How many pixels of an image a pixel of the picture becomes."""


def map_files(context: Context, scene: Scene, view: View) -> list[Download]:
    """Return the files of a map, always on white: they go onto slides and paper."""
    words = context.words
    name = f"samverkan_karta_{context.study.as_of.isoformat()}"

    def of_sheet(write: Callable[[Sheet], bytes]) -> Callable[[], bytes]:
        return lambda: write(map_sheet(scene, view))

    return [
        *(
            Download(
                words("download.png", scale=scale),
                f"{name}_{scale}x.png",
                of_sheet(partial(map_png, scale=scale)),
            )
            for scale in _SCALES
        ),
        Download(words("download.png_a4"), f"{name}_a4.png", lambda: printed_png(scene, view)),
        Download(words("download.svg"), f"{name}.svg", of_sheet(lambda sheet: svg(sheet).encode())),
        Download(words("download.pdf"), f"{name}.pdf", of_sheet(lambda sheet: map_pdf(sheet, view))),
    ]
