"""The map as a file, in every format: what is written is what the page presents, always on white."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from samverkan.draw.mapped import map_scene_of, presented
from samverkan.draw.order import Order
from samverkan.draw.page import map_html
from samverkan.draw.pdf import A4_WIDTH_PT, pdf
from samverkan.draw.png import A4_AT_300_DPI_PX, png
from samverkan.draw.pptx import map_pptx
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Sheet
from samverkan.draw.spreadsheet import table_csv, table_workbook
from samverkan.draw.svg import svg
from samverkan.i18n import Translator, alphabetical


def map_sheet(order: Order) -> Sheet:
    """Return the map of an order as a sheet."""
    return presented(map_scene_of(order), order.view)


def map_pdf(order: Order) -> bytes:
    """Return the map as PDF: an A4 page where the view is made for one, else at its own size."""
    return pdf([map_sheet(order)], width_pt=A4_WIDTH_PT if order.view.sheet_form == "a4" else None)


def printed_png(order: Order) -> bytes:
    """Return the map as the PNG image of an A4 page at 300 dots an inch."""
    sheet = map_sheet(replace(order, view=replace(order.view, sheet_form="a4")))
    return png(sheet, scale=A4_AT_300_DPI_PX / sheet.width, dpi=300)


def map_table(scene: Scene, words: Translator) -> pd.DataFrame:
    """Return what a map shows as a table: a row for each node, in order of name, with whom it is tied to."""
    names = {node.id: node.name for node in scene.nodes}
    tied: dict[str, set[str]] = {node.id: set() for node in scene.nodes}
    for edge in scene.edges:
        tied[edge.source].add(names[edge.target])
        tied[edge.target].add(names[edge.source])
    nodes = sorted(scene.nodes, key=lambda node: (alphabetical(node.name), node.id))
    return pd.DataFrame(
        {
            words("column.name"): [node.name for node in nodes],
            words("column.kind"): [words(f"legend.{node.tone}") for node in nodes],
            words("column.detail"): [node.detail for node in nodes],
            words("column.tied_to"): ["; ".join(sorted(tied[node.id], key=alphabetical)) for node in nodes],
        }
    )


def _about(scene: Scene) -> tuple[str, ...]:
    return (scene.title, scene.subtitle, *scene.footer)


def _csv(order: Order) -> bytes:
    scene = map_scene_of(order)
    return table_csv(map_table(scene, order.words), _about(scene))


def _workbook(order: Order) -> bytes:
    scene = map_scene_of(order)
    return table_workbook(map_table(scene, order.words), _about(scene), order.words)


MAP_WRITERS: Mapping[str, Callable[[Order], bytes]] = MappingProxyType(
    {
        "svg": lambda order: svg(map_sheet(order)).encode(),
        "png": lambda order: png(map_sheet(order), scale=order.scale),
        "pdf": map_pdf,
        "pptx": map_pptx,
        "html": map_html,
        "csv": _csv,
        "xlsx": _workbook,
    }
)
"""Format to what writes a map in it."""
