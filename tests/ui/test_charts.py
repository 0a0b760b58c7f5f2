"""Charts on the pages: titled, explained, with a table that says the same and files to take along."""

from __future__ import annotations

import io
import json
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from streamlit.runtime.media_file_manager import MediaFileManager

from samverkan import open_package, workflows
from samverkan.domain.view import View
from samverkan.draw.charts.drawn import CHARTS as DRAWN
from samverkan.draw.order import Order
from samverkan.i18n import LANGUAGES, translator

FORMATS = ("svg", "png", "pdf", "pptx", "html", "csv", "xlsx")
CHARTS = [
    ("aktorer", "ranking", None),
    ("malgrupper", "sharing", None),
    ("malgrupper", "overlap", None),
    ("malgrupper", "coverage", None),
    ("sarbarhet", "timeline", "timeline"),
]
"""Path, chart and the tab that has to be open for it."""


@pytest.fixture
def files(monkeypatch):
    """Return what a click on each download button would give: file name to what makes the file."""
    kept = {}
    register = MediaFileManager.add_deferred

    def register_and_keep(manager, data, mimetype, coordinates, file_name=None, **more):
        kept[file_name] = data
        return register(manager, data, mimetype, coordinates, file_name=file_name, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", register_and_keep)
    return kept


def opened(dashboard, path, tab=None, **query):
    """Return a page with one of its tabs open."""
    return dashboard.open(path, **query, **({"fragility_tab": tab} if tab else {}))


def specifications(page):
    """Return the charts of a page as they are sent."""
    found, waiting = [], [page.app._tree]
    while waiting:
        node = waiting.pop(0)
        waiting += getattr(node, "children", {}).values()
        if getattr(node, "type", "") == "vega_lite_chart":
            found.append(node.proto)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "name", "tab"), CHARTS)
def test_a_chart_has_a_heading_and_a_description_in_the_reader_s_language(
    dashboard, path, name, tab, language
):
    home = workflows.home_study(open_package().dataset)
    drawn = DRAWN[name](Order(home, View(home.selection), translator(language)))

    page = opened(dashboard, path, tab, lang=language)

    assert drawn.title in page.in_element("h2")
    assert drawn.around.subtitle in page.in_element("p")
    assert drawn.description in [json.loads(chart.spec)["description"] for chart in specifications(page)]


@pytest.mark.parametrize(("path", "name", "tab"), CHARTS)
def test_a_chart_says_its_sources_and_its_day(dashboard, path, name, tab):
    page = opened(dashboard, path, tab)

    assert any(text.startswith("Läget 2022-09-23. Källor: ") for text in page.in_element("p"))


@pytest.mark.parametrize(("path", "name", "tab"), CHARTS)
def test_beside_a_chart_stands_a_table_for_who_does_not_see_it(dashboard, path, name, tab):
    page = opened(dashboard, path, tab)

    assert {"table", "th", "caption"} <= page.elements


def test_the_ranking_is_drawn_with_its_intervals_when_they_are_there(dashboard):
    (chart,) = specifications(dashboard.open("aktorer"))

    specification = json.loads(chart.spec)
    assert "rule" in {mark["mark"]["type"] for layer in specification["layer"] for mark in layer["layer"]}


def test_coverage_is_drawn_across_what_is_chosen(dashboard):
    page = dashboard.open("malgrupper", across="places")

    assert any(text.endswith("målgrupp och område") for text in page.in_element("h2"))


@pytest.mark.parametrize(("path", "name", "tab"), CHARTS)
def test_every_chart_can_be_taken_along_in_every_format(dashboard, files, path, name, tab):
    opened(dashboard, path, tab)

    stems = {file.rpartition(".")[2] for file in files if file.startswith(f"samverkan_{name}_2022-09-23")}
    assert stems == set(FORMATS)


def test_a_file_carries_title_filters_sources_and_the_link_that_shows_it_again(dashboard, files):
    dashboard.open("malgrupper", place="kronogarden", across="places")

    make = files["samverkan_coverage_2022-09-23.pdf"]
    text = pypdfium2.PdfDocument(make())[0].get_textpage().get_text_range().replace("\r\n", " ")
    assert "Täckning i Trollhättan: insatser per målgrupp och område" in text
    assert "Urval: Område: Kronogården." in text
    assert "Källor: " in text
    link = urlsplit(text[text.index("http://") :].split()[0])
    assert (link.netloc, link.path) == ("localhost:8501", "/malgrupper")
    asked = {"place": ["kronogarden"], "across": ["places"], "groups_tab": ["coverage"]}
    assert parse_qs(link.query) == {**asked, "at": ["2022-09-23"]}


def test_files_hold_what_their_names_say(dashboard, files):
    opened(dashboard, "sarbarhet", "timeline")

    stem = "samverkan_timeline_2022-09-23"
    assert ElementTree.fromstring(files[f"{stem}.svg"]()).tag.endswith("svg")  # noqa: S314  # our own
    sizes = [len(files[f"{stem}_{scale}x.png"]()) for scale in (1, 2, 4)]
    assert sizes == sorted(sizes)
    printed = Image.open(io.BytesIO(files[f"{stem}_a4.png"]()))
    assert (printed.size, round(printed.info["dpi"][0])) == ((3508, 2480), 300)
    assert len(Presentation(io.BytesIO(files[f"{stem}.pptx"]())).slides) == 2
    assert files[f"{stem}.html"]().startswith(b"<!doctype html>")
    assert load_workbook(io.BytesIO(files[f"{stem}.xlsx"]())).sheetnames == ["Tabell", "Om diagrammet"]
    assert "Fältverksamheten" in files[f"{stem}.csv"]().decode("utf-8-sig")


@pytest.mark.parametrize("path", ["aktorer", "malgrupper", "sarbarhet"])
def test_of_one_small_place_every_page_still_stands(dashboard, path):
    page = dashboard.open(path, place="lextorp", level="municipality", stated="yes")

    assert list(page.app.exception) == []
