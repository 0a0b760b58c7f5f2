"""The map: to look at, to click in, to walk through with the keyboard, to save."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import median

import pytest
from PIL import Image

from samverkan import open_package
from samverkan.i18n import translator

WORDS = translator("sv")
SIZES = {
    "full HD": {"width": 1920, "height": 1080},
    "laptop": {"width": 1366, "height": 768},
    "tablet": {"width": 820, "height": 1180},
}
PHONE = {"width": 320, "height": 800}
POLICE = "actor:polisen-trollhattan"
EIDAR = "actor:eidar"
FIRST_ROW = {"x": 18, "y": 52}
"""Where the grid, a canvas, has the box that chooses its first row."""
MOST_TABS = 60
FOCUSED = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.className;
}"""


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Node to its full name."""
    dataset = open_package().dataset
    return {
        f"{kind}:{identifier}": name
        for kind, table in (("actor", "actors"), ("initiative", "initiatives"))
        for identifier, name in dataset.names[table].items()
    }


def panel(page):
    return page.locator(".st-key-map_panel")


def shown_in_panel(page, name):
    """Wait until the panel is about somebody."""
    panel(page).get_by_role("heading", level=2, name=name, exact=True).wait_for()


def selected_in_map(page, caption):
    """Wait until the map says that somebody is selected."""
    page.locator(".map-status", has_text=f"{caption}, {WORDS('map_text.actor')}").wait_for()


def overlaps(captions):
    """Return the pairs of captions that lie on each other."""
    return [
        (one[4], other[4])
        for one, other in combinations(captions, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_captions_overlap_at_first_sight_and_after_zooming_in(visit, size, theme):
    visitor = visit(viewport=SIZES[size], color_scheme=theme)
    page = visitor.open()
    first = visitor.captions()

    for _ in range(2):
        before = visitor.captions()
        page.get_by_role("button", name=WORDS("map_text.zoom_in")).click()
        visitor.until(lambda before=before: visitor.captions() != before)
        assert overlaps(visitor.captions()) == []

    assert overlaps(first) == []
    assert len(first) >= 40


def test_a_window_made_wider_shows_all_as_if_it_had_been_opened_so(visit):
    wide = visit()
    wide.open()
    wide.stage.wait_for()
    visitor = visit(viewport=PHONE)
    page = visitor.open()
    visitor.stage.wait_for()

    page.set_viewport_size(SIZES["full HD"])

    expected = {box[4] for box in wide.captions()}
    visitor.until(lambda: {box[4] for box in visitor.captions()} == expected)
    assert typical_move_px(wide.captions(), visitor.captions()) <= 1


def test_a_click_in_the_map_tells_all_about_an_actor_and_leads_on(visit, names):
    visitor = visit()
    page = visitor.open()

    visitor.click_caption(POLICE)

    shown_in_panel(page, names[POLICE])
    assert visitor.parameter("focus") == POLICE
    assert page.get_by_role("combobox", name=WORDS("field.search")).input_value() == names[POLICE]

    partner = panel(page).get_by_role("button").filter(has_text=re.compile(r"\(\d+\)$")).first
    name = partner.inner_text().rpartition(" (")[0]
    partner.click()

    shown_in_panel(page, name)
    assert names[visitor.parameter("focus")] == name

    visitor.stage.click(position={"x": 4, "y": 4})

    panel(page).get_by_role("heading", name=WORDS("details.guide")).wait_for()
    assert visitor.parameter("focus") is None


def test_pointing_at_a_caption_shows_what_it_is(visit, names):
    visitor = visit()
    page = visitor.open()
    x0, y0, x1, y1, node = next(box for box in visitor.captions() if box[4] == POLICE)

    visitor.stage.hover(position={"x": (x0 + x1) / 2, "y": (y0 + y1) / 2})

    tooltip = page.locator(".map-tooltip")
    tooltip.wait_for()
    assert tooltip.inner_text().splitlines()[0] == names[node]


def test_the_search_box_chooses_in_the_map(visit, names):
    visitor = visit()
    page = visitor.open()
    box = page.get_by_role("combobox", name=WORDS("field.search"))

    box.fill("polisen")
    page.get_by_role("option", name=names[POLICE], exact=True).first.click()

    shown_in_panel(page, names[POLICE])
    selected_in_map(page, "Polisen")


def test_a_row_chosen_in_the_table_below_is_chosen_in_the_map(visit):
    visitor = visit()
    page = visitor.open(map="actors")
    table = page.get_by_test_id("stDataFrame")
    page.get_by_text(WORDS("table.as_text"), exact=True).click()
    first = page.locator("details tbody th").first.text_content()

    table.scroll_into_view_if_needed()
    table.click(position=FIRST_ROW)

    shown_in_panel(page, first)
    assert visitor.parameter("focus").startswith("actor:")
    assert page.locator(".map-status").inner_text() != WORDS("map_text.nothing_selected")


def test_the_map_is_walked_with_the_keyboard_alone(visit, names):
    visitor = visit()
    page = visitor.open()
    status = page.locator(".map-status")

    tab_to_map(page)
    pointed = visitor.walk_in_map("ArrowRight", "ArrowRight")
    page.keyboard.press("Enter")
    visitor.until(lambda: visitor.parameter("focus"))
    first = visitor.parameter("focus")

    shown_in_panel(page, names[first])
    selected_in_map(page, pointed)

    visitor.walk_in_map("Shift+ArrowRight")
    page.keyboard.press("Enter")
    visitor.until(lambda: visitor.parameter("focus") != first)

    neighbour = visitor.parameter("focus")
    assert neighbour.startswith("initiative:")
    shown_in_panel(page, names[neighbour])

    page.keyboard.press("Escape")

    panel(page).get_by_role("heading", name=WORDS("details.guide")).wait_for()
    assert visitor.parameter("focus") is None
    assert status.inner_text() == WORDS("map_text.nothing_selected")


def test_the_saved_picture_is_a_png_at_least_twice_as_sharp_as_the_map(visit, tmp_path):
    visitor = visit()
    page = visitor.open()
    stage = visitor.stage.bounding_box()

    with page.expect_download() as download:
        page.get_by_role("button", name=WORDS("map_text.download_png")).click()

    assert download.value.suggested_filename.endswith(".png")
    download.value.save_as(tmp_path / "map.png")
    with Image.open(tmp_path / "map.png") as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width >= 2 * int(stage["width"])
        assert picture.height >= 2 * int(stage["height"])
        assert picture.getcolors(maxcolors=16) is None, "a picture of almost nothing"
        assert picture.convert("RGBA").getextrema()[3] == (255, 255), "the ground is see-through"


def test_a_filter_moves_nothing_that_stays(visit):
    visitor = visit()
    page = visitor.open()
    page.get_by_role("button", name=WORDS("map_text.zoom_in")).click()
    visitor.click_caption(POLICE)
    visitor.until(lambda: visitor.parameter("focus") == POLICE)
    before = visitor.captions()

    page.get_by_text(WORDS("sidebar.more"), exact=True).click()
    page.get_by_text(WORDS("field.stated_only"), exact=True).click()
    visitor.until(lambda: visitor.parameter("stated") == "yes")
    visitor.settled()

    assert POLICE in {box[4] for box in visitor.captions()}
    assert typical_move_px(before, visitor.captions()) <= 1


def typical_move_px(before, after):
    """Return how far half of the captions have moved: a few find a better side of their symbol."""
    places = {box[4]: box for box in before}
    moves = [abs(box[side] - places[box[4]][side]) for box in after if box[4] in places for side in (0, 1)]
    return median(moves)


def tab_to_map(page):
    """Press Tab until the map has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "map-stage":
            return
    pytest.fail(f"the map is not reached with {MOST_TABS} tabs")


def test_the_way_to_somebody_is_chosen_in_the_panel_and_lit_in_the_map(visit, names):
    visitor = visit()
    page = visitor.open(focus=POLICE)

    box = panel(page).get_by_role("combobox", name=WORDS("field.way_to"))
    box.fill("eidar")
    page.get_by_role("option", name=names[EIDAR], exact=True).first.click()

    shown_in_panel(page, WORDS("way.title", one=names[POLICE], other=names[EIDAR]))
    assert visitor.parameter("focus") == f"way:{POLICE}~{EIDAR}"
    page.locator(
        ".map-status", has_text=WORDS("map_text.selected_way", **{"from": "Polisen", "to": "Eidar"})
    ).wait_for()
    assert {POLICE, EIDAR} <= {box[4] for box in visitor.captions()}

    visitor.stage.click(position={"x": 4, "y": 4})

    panel(page).get_by_role("heading", name=WORDS("details.guide")).wait_for()
    assert visitor.parameter("focus") is None


def test_the_map_plays_the_years_without_moving_and_the_page_follows_where_it_stops(visit):
    visitor = visit()
    page = visitor.open()
    visitor.stage.wait_for()
    before = visitor.captions()
    slider = page.get_by_role("slider", name=WORDS("map_text.year"))
    first = int(slider.get_attribute("min"))

    page.get_by_role("button", name=WORDS("map_text.play")).click()
    visitor.until(lambda: slider.get_attribute("aria-valuetext").isdecimal())
    begun = slider.get_attribute("aria-valuetext")
    visitor.until(lambda: slider.get_attribute("aria-valuetext") != begun)

    assert visitor.parameter("from") is None
    assert first <= int(begun) < int(re.search(r"\d{4}", page.locator(".map-status").inner_text())[0])
    assert typical_move_px(before, visitor.captions()) <= 1

    page.get_by_role("button", name=WORDS("map_text.pause")).click()
    visitor.until(lambda: visitor.parameter("from"))

    stopped = slider.get_attribute("aria-valuetext")
    assert (visitor.parameter("from"), visitor.parameter("to")) == (stopped, stopped)

    page.get_by_role("button", name=WORDS("map_text.all_years")).click()

    visitor.until(lambda: visitor.parameter("from") is None)
    visitor.until(lambda: slider.get_attribute("aria-valuetext") == WORDS("map_text.all_years"))


def test_who_wants_no_motion_goes_a_year_at_a_time(visit):
    visitor = visit(reduced_motion="reduce")
    page = visitor.open()
    visitor.stage.wait_for()
    first = page.get_by_role("slider", name=WORDS("map_text.year")).get_attribute("min")

    page.get_by_role("button", name=WORDS("map_text.next_year")).click()

    visitor.until(lambda: visitor.parameter("from") == first)
    page.wait_for_timeout(1500)
    assert visitor.parameter("from") == first
