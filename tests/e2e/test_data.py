"""Data that mean harm, and data that are gone, on a server of their own."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverkan.i18n import translator
from samverkan.ui.pages import PAGES

DATA = Path(__file__).parents[2] / "data"
WORDS = translator("sv")
NAME = (
    '<img src=x onerror="alert(1)"><script>alert(2)</script> ![x](http://example.invalid/a.png) '
    "[y](javascript:alert(3)) <http://example.invalid/b> $\\href{http://example.invalid/c}{z}$"
)
HARMFUL = "img:not([src^='data:image/svg+xml']), a[href*='example.invalid'], a[href^='javascript:']"
"""What a name must never become; our own signs in a legend are pictures."""
QUERY = {"focus": "actor:polisen-trollhattan", "edit": "remove-actor:polisen-trollhattan", "trial": NAME[:90]}
"""What makes names stand on every page, also on those that show none before something is chosen."""
TEXTS = {"name", "short_name", "aliases", "description", "title", "publisher", "section", "measure", "unit"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data in which every text that is shown means harm."""
    folder = tmp_path_factory.mktemp("package") / "data"
    folder.mkdir()
    for path in DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        for number, row in enumerate(rows):
            for place, column in enumerate(header):
                if column in TEXTS and row[place]:
                    row[place] = f"{NAME} {number}"
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return folder


@pytest.fixture(scope="module")
def hostile_server(serving, folder) -> Iterator[str]:
    """Return the address of a dashboard that shows them."""
    with serving(SAMVERKAN_DATA=str(folder)) as address:
        yield address


def test_the_very_first_visitor_of_a_server_may_follow_a_link_to_any_page(visit, hostile_server):
    page = visit(hostile_server).open("metod", lang="en")

    assert page.get_by_role("heading", level=1).inner_text() == translator("en")("page.method.heading")
    assert page.get_by_role("dialog").count() == 0


def test_names_run_nothing_and_fetch_nothing(visit, hostile_server):
    visitor = visit(hostile_server)
    page = visitor.page
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    for name, path, _ in PAGES:
        visitor.open("" if name == "map" else path, municipality="all", **QUERY)
        if name == "map":
            assert visitor.captions()
        main, told = page.get_by_test_id("stMain"), []
        for tab in page.get_by_role("tab").all() or [None]:
            if tab:
                tab.click()
            visitor.unfold()
            visitor.settled()
            told.append(main.inner_text())
            assert main.locator(HARMFUL).count() == 0, name
        assert any("<script>alert(2)</script>" in text for text in told), name

    assert dialogs == []
    assert visitor.foreign == []


def test_names_in_boxes_and_tooltips_are_text(visit, hostile_server):
    visitor = visit(hostile_server)
    page = visitor.open()

    page.get_by_role("combobox", name=WORDS("field.search")).fill("script")
    page.get_by_role("option").first.wait_for()
    assert "<script>" in page.get_by_role("option").first.inner_text()
    page.keyboard.press("Escape")
    x0, y0, x1, y1, _ = visitor.captions()[0]
    visitor.stage.hover(position={"x": (x0 + x1) / 2, "y": (y0 + y1) / 2})

    page.locator(".map-tooltip").wait_for()
    assert "<script>" in page.locator(".map-tooltip").inner_text()
    assert page.locator(".map img, .map a").count() == 0


def test_data_that_are_gone_are_told_in_words_without_a_trace(visit, hostile_server, folder):
    away = folder.with_name("away")
    shutil.move(folder, away)
    visitor = visit(hostile_server)
    try:
        visitor.page.goto(hostile_server)
        alert = visitor.page.get_by_role("alert")
        alert.wait_for()

        assert alert.inner_text() == WORDS("error.no_folder", name="data")
        assert "Traceback" not in visitor.page.content()
        assert str(folder) not in visitor.page.content()
    finally:
        shutil.move(away, folder)
