from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PIL import Image

from samverkan import workflows
from samverkan.domain.view import View
from samverkan.draw.exporting import MAP_FORMATS
from samverkan.draw.map_files import MAP_WRITERS, map_table, printed_png
from samverkan.draw.mapped import map_scene_of
from samverkan.draw.order import Order
from samverkan.i18n import translator

STARTS = {
    "svg": b"<svg",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "html": b"<!doctype html>",
    "csv": "﻿".encode(),
    "xlsx": b"PK",
}


@pytest.fixture(scope="module")
def order() -> Order:
    dataset = workflows.open_package().dataset
    selection = replace(workflows.home_selection(dataset), places=("kronogarden",))
    chosen = workflows.study(dataset, selection)
    return Order(chosen, View(selection=selection), translator("sv"), scale=1)


def test_every_format_that_is_offered_has_a_writer_and_a_file_that_is_one(order):
    assert set(MAP_FORMATS) == set(MAP_WRITERS) == set(STARTS)
    assert {
        form for form, start in STARTS.items() if MAP_WRITERS[form](order).lower().startswith(start.lower())
    } == set(STARTS)


def test_the_table_has_a_row_for_each_node_and_names_both_ends_of_each_tie(order):
    scene = map_scene_of(order)

    table = map_table(scene, order.words)

    names = {node.id: node.name for node in scene.nodes}
    told = {
        (name, other)
        for name, tied in zip(table["Namn"], table["Kopplad till"], strict=True)
        for other in filter(None, tied.split("; "))
    }
    ends = [(names[edge.source], names[edge.target]) for edge in scene.edges]
    assert sorted(table["Namn"]) == sorted(names.values())
    assert told == {*ends, *((other, one) for one, other in ends)}


def test_the_table_says_below_what_it_is_about(order):
    rows = list(csv.reader(io.StringIO(MAP_WRITERS["csv"](order).decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(MAP_WRITERS["xlsx"](order)))

    title = map_scene_of(order).title
    assert [title] in rows
    assert book.worksheets[1]["A1"].value == title
    assert book.worksheets[0].max_row == len(map_scene_of(order).nodes) + 1


def test_a_printed_page_has_300_dots_an_inch(order):
    image = Image.open(io.BytesIO(printed_png(order)))

    assert image.size == (3508, pytest.approx(2480, abs=2))
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
