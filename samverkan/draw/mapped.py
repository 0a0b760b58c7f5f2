"""The map of a view, as a scene and as a sheet: what the page presents is what is written to files."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.draw.layout import Layout
from samverkan.draw.pdf import A4_WIDTH_PT, pdf
from samverkan.draw.png import A4_AT_300_DPI_PX, png
from samverkan.draw.poster import FORMATS, Theme, poster
from samverkan.draw.scene import Scene, map_scene
from samverkan.draw.sheet import Sheet
from samverkan.i18n import Translator


def linked_scene(
    study: Study, view: View, measured: pd.DataFrame, positions: Layout, words: Translator, *, link: str
) -> Scene:
    """Return the scene of :func:`samverkan.draw.scene.map_scene` with the link that shows it again."""
    scene = map_scene(study, view, measured, positions, words)
    return replace(scene, footer=(*scene.footer, words("picture.link", link=link)))


def map_sheet(scene: Scene, view: View, *, theme: Theme = "light") -> Sheet:
    """Return a scene as the sheet that a view asks for: its form, its focus, its language."""
    return poster(scene, FORMATS[view.sheet_form], theme=theme, focus=view.focus, language=view.language)


def map_pdf(sheet: Sheet, view: View) -> bytes:
    """Return a sheet as a PDF document: an A4 page where the view is made for one, else at its own size."""
    return pdf([sheet], width_pt=A4_WIDTH_PT if view.sheet_form == "a4" else None)


def map_png(sheet: Sheet, *, scale: float) -> bytes:
    """Return a sheet as a PNG image with ``scale`` pixels for each of the sheet's."""
    return png(sheet, scale=scale)


def printed_png(scene: Scene, view: View) -> bytes:
    """Return a scene as the PNG image of an A4 page at 300 dots an inch."""
    sheet = map_sheet(scene, replace(view, sheet_form="a4"))
    return png(sheet, scale=A4_AT_300_DPI_PX / sheet.width)
