"""Figures on slides, read back with the library: titles, words for who cannot see, bars and cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from samverkan.draw.bars import Bars
from samverkan.draw.lettering import text_width_px
from samverkan.draw.pptx import Figure, figure_pptx
from samverkan.draw.pptx.figures import MOST_TABLES
from samverkan.draw.pptx.tables import MOST_ROWS, paged
from samverkan.i18n import translator

SV = translator("sv")
BARS = Bars(
    labels=("Eidar (plats 1)", "Polisen (plats 2–3)", "IFK (plats 2–3)"),
    values=(4.0, 2.0, 1.0),
    groups=("Kommunal", "Statlig", "Kommunal"),
    colours={"Kommunal": "#0072b2", "Statlig": "#c85a00"},
    axis="Antal insatser",
    number_format="0",
    footer=("Inom parentes: platserna.",),
)


def picture(width: int = 600, height: int = 300) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, format="PNG")
    return file.getvalue()


def table(n: int, n_columns: int = 3) -> pd.DataFrame:
    return pd.DataFrame([[f"r{row} k{column}" for column in range(n_columns)] for row in range(n)])


def figure(**changes: Any) -> Figure:
    plain = Figure(
        title="Täckning & <hål>",
        subtitle="3 aktörer",
        footer=("Läget 2021-06-30. Källor: Sidan.", "Siffran är antalet."),
        description="Rutnät över tre aktörer.",
        picture=picture(),
        bars=None,
        table=table(2),
        language="sv",
    )
    return replace(plain, **changes)


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def of_kind(slide: Any, kind: Any) -> Any:
    (found,) = [shape for shape in slide.shapes if shape.shape_type == kind]
    return found


def told(shape: Any) -> str:
    return shape.element[0][0].get("descr", "")


def cells(slide: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in of_kind(slide, MSO_SHAPE_TYPE.TABLE).table.rows]


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_the_first_slide_has_a_real_title_the_words_around_and_a_picture_that_is_told():
    first, *_ = slides_of(figure_pptx(figure()))

    assert first.shapes.title.text_frame.text == "Täckning & <hål>"
    assert texts(first)[1:] == ["3 aktörer", "Läget 2021-06-30. Källor: Sidan.\nSiffran är antalet."]
    assert told(of_kind(first, MSO_SHAPE_TYPE.PICTURE)) == "Rutnät över tre aktörer."


def test_the_table_is_native_and_its_headings_are_marked():
    _, second = slides_of(figure_pptx(figure()))

    shape = of_kind(second, MSO_SHAPE_TYPE.TABLE)
    assert (shape.table.first_row, shape.table.first_col) == (True, True)
    assert cells(second) == [["0", "1", "2"], ["r0 k0", "r0 k1", "r0 k2"], ["r1 k0", "r1 k1", "r1 k2"]]
    assert second.shapes.title.text_frame.text == "Täckning & <hål> (tabell)"


@pytest.mark.parametrize("bars", [None, BARS])
def test_the_notes_of_every_slide_say_method_and_sources(bars):
    for slide in slides_of(figure_pptx(figure(bars=bars))):
        notes = slide.notes_slide.notes_text_frame.text

        for line in ("Rutnät över tre aktörer.", *figure().footer, SV("slides.method")):
            assert line in notes
        assert (SV("slides.editing_bars") in notes) == (bars is not None)


def test_bars_are_a_chart_of_powerpoint_with_the_numbers_and_colours():
    first, *_ = slides_of(figure_pptx(figure(bars=BARS)))

    frame = of_kind(first, MSO_SHAPE_TYPE.CHART)
    plot = frame.chart.plots[0]
    assert list(plot.categories) == list(BARS.labels)
    assert {one.name: tuple(one.values) for one in plot.series} == {
        "Kommunal": (4.0, None, 1.0),
        "Statlig": (None, 2.0, None),
    }
    fills = {one.name: f"#{one.format.fill.fore_color.rgb}".lower() for one in plot.series}
    assert fills == dict(BARS.colours)
    assert frame.chart.chart_title.text_frame.text == "Antal insatser"
    assert told(frame) == "Rutnät över tre aktörer."
    assert "Inom parentes: platserna." in texts(first)
    assert not [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def test_the_numbers_of_bars_can_be_changed_in_a_workbook_that_holds_them():
    first, *_ = slides_of(figure_pptx(figure(bars=BARS)))

    chart = of_kind(first, MSO_SHAPE_TYPE.CHART).chart
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()][1] == ["Eidar (plats 1)", 4, None]


@pytest.mark.parametrize("bars", [None, BARS])
def test_the_same_figure_gives_the_same_bytes_without_a_date_of_today(bars):
    content = figure_pptx(figure(bars=bars))

    assert figure_pptx(figure(bars=bars)) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
        properties = [archive.read("docProps/core.xml")]
    assert len(books) == (bars is not None)
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            properties.append(archive.read("docProps/core.xml"))
    assert all(b"1980-01-01" in part and b">20" not in part for part in properties)


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_every_word_says_its_language_and_is_written_in_letters_of_at_least_12_points(language, locale):
    slides = slides_of(figure_pptx(figure(language=language, bars=BARS)))

    frames = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    grid = of_kind(slides[1], MSO_SHAPE_TYPE.TABLE).table
    frames += [cell.text_frame for row in grid.rows for cell in row.cells]
    chart = of_kind(slides[0], MSO_SHAPE_TYPE.CHART).chart
    frames.append(chart.chart_title.text_frame)
    paragraphs = [paragraph for frame in frames for paragraph in frame.paragraphs]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    assert {run._r.get_or_add_rPr().get("lang") for run in runs} == {locale}
    assert {paragraph.font.name for paragraph in paragraphs} == {chart.font.name} == {"Calibri"}
    assert min(*(paragraph.font.size for paragraph in paragraphs), chart.font.size) >= Pt(12)


@pytest.mark.parametrize("size", [(600, 300), (1600, 300), (300, 900), (900, 900)])
@pytest.mark.parametrize("n_lines", [1, 5])
def test_a_picture_keeps_its_form_and_covers_neither_words_nor_edge(size, n_lines):
    lines = ("Hur bilden läses, sagt i en mening som är så lång att den bryts till flera rader. " * 2,)

    first, *_ = slides_of(figure_pptx(figure(picture=picture(*size), footer=lines * n_lines)))

    shown = of_kind(first, MSO_SHAPE_TYPE.PICTURE)
    assert shown.width / shown.height == pytest.approx(size[0] / size[1], rel=0.01)
    for shape in first.shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= Pt(960)
        assert shape.top + shape.height <= Pt(540)
        if shape is not shown and shape.shape_id != shown.shape_id:
            apart_across = shape.left + shape.width <= shown.left or shown.left + shown.width <= shape.left
            apart_down = shape.top + shape.height <= shown.top or shown.top + shown.height <= shape.top
            assert apart_across or apart_down


def test_words_stand_beside_a_high_picture_and_below_a_wide_one():
    places = {}
    for name, size in {"high": (300, 900), "wide": (1600, 300)}.items():
        first, *_ = slides_of(figure_pptx(figure(picture=picture(*size))))
        shown, words = of_kind(first, MSO_SHAPE_TYPE.PICTURE), list(first.shapes)[-1]
        places[name] = words.top >= shown.top + shown.height

    assert places == {"high": False, "wide": True}


def test_a_long_table_goes_on_and_says_how_much_of_it_is_left_out():
    n = MOST_ROWS * MOST_TABLES + 5

    _, *tables = slides_of(figure_pptx(figure(table=table(n))))

    rows = [row for slide in tables for row in cells(slide)[1:]]
    assert len(tables) == MOST_TABLES
    assert rows == [[f"r{row} k{column}" for column in range(3)] for row in range(len(rows))]
    assert SV("slides.rows_left", n=n - len(rows)) in texts(tables[-1])
    assert not [text for slide in tables[:-1] for text in texts(slide)[1:]]
    assert len({slide.shapes.title.text_frame.text for slide in tables}) == MOST_TABLES


def test_pages_of_a_table_are_about_equally_long():
    pages = paged(table(MOST_ROWS + 1), 800, 450, 12)

    assert [len(page.rows) for page in pages] == [(MOST_ROWS + 2) // 2, (MOST_ROWS + 1) // 2]


def test_a_table_without_rows_has_no_slide():
    assert len(slides_of(figure_pptx(figure(table=table(1).head(0))))) == 1
    assert len(slides_of(figure_pptx(figure(table=pd.DataFrame(columns=["Aktör"]))))) == 1


def test_high_rows_leave_room_for_fewer_on_a_slide():
    wordy = pd.DataFrame({"Aktörer": ["Familjehuset, Polisen och Skolor. " * 20] * 12, "n": ["1"] * 12})

    pages = paged(wordy, 800, 400, 12)

    assert len(pages) > 1
    assert all(sum(page.heights) <= 400 and sum(page.widths) <= 801 for page in pages)
    assert sum(len(page.rows) for page in pages) == 12


def test_headings_wider_than_their_columns_are_turned_and_no_word_of_them_is_broken():
    wide = table(2, 20).set_axis([f"Arbetsmarknad{n}" for n in range(20)], axis="columns")

    (page,) = paged(wide, 880, 450, 12)
    _, second = slides_of(figure_pptx(figure(table=wide)))

    assert page.is_turned
    assert page.heights[0] >= text_width_px("Arbetsmarknad19", 12, bold=True)
    headings = of_kind(second, MSO_SHAPE_TYPE.TABLE).table.rows[0].cells
    turned = [cell._tc.get_or_add_tcPr().get("vert") for cell in headings]
    assert turned == [None] + ["vert270"] * 19


def test_headings_that_fit_are_not_turned():
    (page,) = paged(table(2), 880, 450, 12)

    assert not page.is_turned
    assert sum(page.widths) <= 880
