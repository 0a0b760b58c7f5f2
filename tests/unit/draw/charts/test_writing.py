"""Charts as files: what people put into slides, reports and spreadsheets."""

from __future__ import annotations

import csv
import io
import re
import socket
from dataclasses import replace
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View
from samverkan.draw.charts.drawn import CHARTS
from samverkan.draw.charts.overlap import overlap_chart
from samverkan.draw.charts.timeline import timeline_chart
from samverkan.draw.charts.writing import (
    WRITERS,
    chart_csv,
    chart_html,
    chart_pdf,
    chart_png,
    chart_pptx,
    chart_svg,
    chart_xlsx,
    printed_chart_png,
)
from samverkan.draw.exporting import CHART_FORMATS, CHART_NAMES
from samverkan.draw.order import Order
from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def chart(town):
    """Return a chart with a link in its footer."""
    return timeline_chart(town, SV, link="http://localhost:8501/sarbarhet?at=2021-06-30")


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314  # our own


def words_of(pdf):
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return " ".join(text.split())


def test_svg_is_valid_and_its_text_is_text(chart):
    root = parsed(chart_svg(chart))

    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {chart.title, "Garden", "läget 2021-06-30", "Statsbidrag"} <= texts


def test_svg_tells_its_title_and_what_it_shows(chart):
    first, second, *_ = parsed(chart_svg(chart))

    assert (first.tag, first.text) == (f"{SVG}title", chart.title)
    assert second.tag == f"{SVG}desc"
    assert second.text == " ".join((chart.description, chart.around.subtitle, *chart.around.footer))


def test_svg_says_nothing_in_english_to_who_only_hears_it(chart):
    labels = {element.get("aria-label") for element in parsed(chart_svg(chart)).iter()}

    assert labels == {None}


def test_names_with_signs_of_markup_are_only_text(drawn):
    dataset = drawn(
        "a-x", initiatives=[{"id": "x", "name": '<script>alert("1")</script> & Co', "end": "2024"}]
    )

    root = parsed(chart_svg(timeline_chart(study(dataset, Selection()), SV)))

    assert '<script>alert("1")</script> & Co' in {text.text for text in root.iter(f"{SVG}text")}
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_png_is_as_sharp_as_is_asked_for(chart, scale):
    root = parsed(chart_svg(chart))
    size = (float(root.get("width")), float(root.get("height")))

    width, height = Image.open(io.BytesIO(chart_png(chart, scale))).size

    assert (width / scale, height / scale) == pytest.approx(size, abs=1)


def test_the_text_of_a_pdf_can_be_copied_word_by_word(chart):
    told = words_of(chart_pdf(chart))

    for line in (chart.title, chart.around.subtitle, *chart.around.footer):
        assert line in told


def test_a_pdf_carries_its_font_its_title_and_its_language(chart):
    pdf = chart_pdf(chart)

    assert set(re.findall(rb"/BaseFont /[A-Z]{6}\+(\S+)", pdf)) == {
        b"NotoSans-SemiCondensed",
        b"NotoSans-SemiCondensedSemiBold",
    }
    assert pdf.count(b"/FontFile2") == 2
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == chart.title
    assert b"/Lang (sv)" in pdf


def body_of(page):
    """Return the body of a page, which is well-formed or cannot be read at all."""
    text = page.decode()
    return ElementTree.fromstring(text[text.index("<body>") : text.index("</html>")])  # noqa: S314  # our own


def cells_of(page, row="tr"):
    return [["".join(cell.itertext()) for cell in row] for row in body_of(page).iter(row)]


def test_a_printed_page_is_a4_at_300_dots_an_inch_with_nothing_of_the_chart_cut_off(chart):
    image = Image.open(io.BytesIO(printed_chart_png(chart)))

    assert image.size == (3508, 2480)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    edges = image.convert("L").point(lambda tone: 255 * (tone < 250))
    left, top, right, bottom = edges.getbbox()
    assert min(left, top, 3508 - right, 2480 - bottom) >= 100
    assert max(right - left, bottom - top) >= 2200


def test_a_high_chart_is_printed_on_a_standing_page(chart):
    names = "".join(f"{n} " for n in range(90)).split()
    bars = alt.Chart(pd.DataFrame({"n": names})).mark_bar().encode(y="n:N", x="n:N")
    high = replace(chart, drawing=alt.layer(bars, height=1500), width_px=400)

    assert Image.open(io.BytesIO(printed_chart_png(high))).size == (2480, 3508)


def test_a_page_holds_the_picture_and_the_table_with_all_words_around(chart):
    page = chart_html(chart)

    body = body_of(page)
    assert [heading.text for heading in body.iter("h1")] == [chart.title]
    told = [line.text for line in body.iter("p")]
    assert told == [chart.around.subtitle, *chart.around.footer]
    assert cells_of(page) == [
        list(chart.table.columns),
        *(list(map(str, row)) for row in chart.table.itertuples(index=False)),
    ]
    assert {head.get("scope") for head in body.iter("th")} == {"col", "row"}
    assert [caption.text for caption in body.iter("caption")] == ["Tabell"]
    (picture,) = body.iter(f"{SVG}svg")
    assert (picture.get("role"), picture[1].text) == ("img", chart.description)
    assert "Garden" in {text.text for text in picture.iter(f"{SVG}text")}


def test_a_page_asks_for_nothing_and_runs_nothing(drawn):
    dataset = drawn("a-x", initiatives=[{"id": "x", "name": "<script>alert(1)</script>", "end": "2024"}])

    page = chart_html(timeline_chart(study(dataset, Selection()), SV)).decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src &#x27;none&#x27;; style-src")
    assert "script" not in policy
    assert "<script" not in page
    spaces = ('"http://www.w3.org/2000/svg"', '"http://www.w3.org/1999/xlink"')
    for space in spaces:
        page = page.replace(space, "")
    assert re.findall(r"https?:|@import|url\((?!data:|#)|\s(?:src|href|on[a-z]+)=", page) == []


def test_what_is_wider_than_a_small_screen_can_be_scrolled_with_the_keyboard(chart):
    wide = [part for part in body_of(chart_html(chart)).iter("div") if part.get("class") == "wide"]

    assert [(part.get("tabindex"), part.get("role")) for part in wide] == [("0", "region")] * 2
    assert [part.get("aria-label") for part in wide] == [chart.title, "Tabell"]


@pytest.mark.parametrize("name", CHARTS)
def test_the_slides_of_every_chart_hold_its_title_description_and_table(town, name):
    drawn = CHARTS[name](Order(town, View(town.selection), SV))

    first, *tables = Presentation(io.BytesIO(chart_pptx(drawn))).slides

    assert first.shapes.title.text_frame.text == drawn.title
    kinds = {shape.has_chart: shape for shape in first.shapes if told_of(shape)}
    assert told_of(kinds[drawn.bars is not None]) == drawn.description
    grids = [shape.table for slide in tables for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for grid in grids for row in list(grid.rows)[1:]]
    assert [cell.text for cell in grids[0].rows[0].cells] == list(drawn.table.columns)
    assert rows == [list(map(str, row)) for row in drawn.table.itertuples(index=False)]


def told_of(shape):
    return shape.element[0][0].get("descr", "")


def test_csv_is_the_table_and_below_it_what_it_is_about(chart):
    rows = list(csv.reader(io.StringIO(chart_csv(chart).decode("utf-8-sig")), delimiter=";"))

    gap = rows.index([])
    assert rows[0] == list(chart.table.columns)
    assert rows[1:gap] == [list(row) for row in chart.table.itertuples(index=False, name=None)]
    assert [row[0] for row in rows[gap + 1 :]] == [
        chart.title,
        chart.around.subtitle,
        *chart.around.footer,
    ]


def test_a_workbook_has_the_table_and_a_sheet_about_it(chart):
    book = load_workbook(io.BytesIO(chart_xlsx(chart)))

    table, about = book.worksheets
    assert [cell.value for cell in table[1]] == list(chart.table.columns)
    assert table.max_row == len(chart.table) + 1
    assert [row[0].value for row in about.iter_rows()] == [
        chart.title,
        chart.around.subtitle,
        *chart.around.footer,
    ]


def test_whole_numbers_are_numbers_in_a_workbook(town):
    sheet = load_workbook(io.BytesIO(chart_xlsx(overlap_chart(town, SV)))).worksheets[0]

    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [1, 1]


@pytest.mark.parametrize("write", [chart_csv, chart_xlsx])
def test_a_name_that_a_spreadsheet_would_run_is_guarded(drawn, write):
    dataset = drawn("a-x", initiatives=[{"id": "x", "name": "=1+1", "end": "2024"}])

    content = write(timeline_chart(study(dataset, Selection()), SV))

    if write is chart_csv:
        assert "'=1+1;" in content.decode("utf-8-sig")
    else:
        assert load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value == "'=1+1"


def test_nothing_is_asked_of_another_machine(chart, monkeypatch):
    def refuse(*_):
        raise AssertionError("asked another machine")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    specification = str(chart.sheet())

    for write in WRITERS.values():
        assert write(chart, 1)
    assert "'url'" not in specification
    assert "'href'" not in specification


def test_what_can_be_exported_is_what_can_be_drawn_and_written():
    assert set(CHART_NAMES) == set(CHARTS)
    assert set(CHART_FORMATS) == set(WRITERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("kind", ["town", "nothing"])
def test_every_chart_is_written_with_its_words_even_of_nothing(request, name, language, kind):
    chosen = request.getfixturevalue(kind)
    order = Order(chosen, View(chosen.selection, language=language), translator(language), address="http://x")

    drawn = CHARTS[name](order)

    for write in WRITERS.values():
        assert write(drawn, 1)
    told = words_of(chart_pdf(drawn))
    assert drawn.title in told
    assert drawn.around.footer[0] in told
    assert translator(language)("picture.link", link="http://x/") in told


def test_a_dark_chart_is_dark(chart):
    dark = replace(chart, theme="dark")

    pixel = Image.open(io.BytesIO(chart_png(dark, 1))).convert("RGB").getpixel((2, 2))

    assert pixel == (0x0E, 0x11, 0x17)
