"""The finished picture: every name, none on another, and what is taken along is what is seen."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from samverkan.i18n import translator

WORDS = translator("sv")
SIZES = {
    "full HD": {"width": 1920, "height": 1080},
    "laptop": {"width": 1366, "height": 768},
    "tablet": {"width": 820, "height": 1180},
}
POLICE = "actor:polisen-trollhattan"
TEXT_BOXES = """sheet => [...sheet.querySelectorAll("text")].map((text) => {
  const box = text.getBBox();
  return [box.x, box.y, box.x + box.width, box.y + box.height, text.textContent];
})"""
MARKS = 'sheet => [...sheet.querySelectorAll("[data-id]")].map((mark) => mark.dataset.id)'


def sheet_of(visitor):
    sheet = visitor.page.locator(".poster-sheet > svg")
    sheet.wait_for()
    visitor.until(lambda: visitor.page.evaluate("document.fonts.check('12px \"Noto Sans SemiCondensed\"')"))
    return sheet


def overlaps(boxes):
    """Return the pairs of texts whose painted boxes share more than the air around their letters."""
    return [
        (one[4], other[4])
        for one, other in combinations(boxes, 2)
        if one[0] + 1 < other[2] and other[0] + 1 < one[2] and one[1] + 4 < other[3] and other[1] + 4 < one[3]
    ]


@pytest.mark.parametrize("form", ["screen", "laptop", "portrait"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_name_lies_on_another_whatever_the_picture_is_made_for(visit, form, scheme):
    visitor = visit(color_scheme=scheme)
    visitor.open(style="present", sheet=form)

    boxes = sheet_of(visitor).evaluate(TEXT_BOXES)

    assert len(boxes) > 150
    assert overlaps(boxes) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_is_as_wide_as_there_is_room_for_and_fits_the_window(visit, size):
    visitor = visit(viewport=SIZES[size])
    visitor.open(style="present", place="kronogarden")

    box = sheet_of(visitor).bounding_box()

    assert box["height"] <= SIZES[size]["height"]
    assert box["x"] + box["width"] <= SIZES[size]["width"]


def test_the_letters_are_those_of_the_files(visit):
    visitor = visit()
    visitor.open(style="present")

    sheet = sheet_of(visitor)

    family = sheet.locator("text").first.evaluate("text => getComputedStyle(text).fontFamily")
    assert family.startswith('"Noto Sans SemiCondensed"')


def test_a_click_in_the_picture_brings_out_what_is_near(visit):
    visitor = visit()
    page = visitor.open(style="present")

    sheet_of(visitor).locator(f'[data-id="{POLICE}"]').click()

    visitor.until(lambda: visitor.parameter("focus") == POLICE)
    visitor.until(lambda: len(sheet_of(visitor).evaluate(TEXT_BOXES)) < 60)
    page.get_by_role("heading", level=2, name="Polisen i Trollhättan", exact=True).wait_for()


def test_what_is_taken_along_is_what_is_seen(visit, tmp_path):
    visitor = visit()
    page = visitor.open(style="present", place="kronogarden", layout="columns")
    seen = sheet_of(visitor).evaluate(MARKS)

    def taken(label):
        page.get_by_role("button", name=WORDS("download.title"), exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=label, exact=True).click()
        page.keyboard.press("Escape")
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        return target

    drawn = ElementTree.parse(taken(WORDS("download.svg"))).getroot()  # noqa: S314  # our own
    assert [mark.get("data-id") for mark in drawn.iter() if mark.get("data-id")] == seen

    page_text = pypdfium2.PdfDocument(taken(WORDS("download.pdf")))[0].get_textpage().get_text_range()
    assert "Kronans fritidsgård" in " ".join(page_text.split())
    assert f"{visitor.address}/?place=kronogarden" in page_text.replace("\r\n", "")

    with Image.open(taken(WORDS("download.png", scale=2))) as picture:
        assert picture.size == (3840, 2160)


def test_the_whole_screen_is_filled_by_a_button_with_a_name(visit):
    visitor = visit()
    page = visitor.open(style="present", place="kronogarden")
    sheet_of(visitor)

    page.get_by_role("button", name=WORDS("map_text.full_screen")).click()

    visitor.until(lambda: page.evaluate("document.fullscreenElement !== null"))
