"""The map as a file of its own: opened from a folder, with no network at all."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from samverkan import workflows
from samverkan.domain.view import View
from samverkan.draw.order import Order
from samverkan.draw.page import map_html
from samverkan.i18n import translator

WORDS = translator("sv")
POLICE = "actor:polisen-trollhattan"
LAPTOP = {"width": 1366, "height": 768}
FAULTS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  ({id, nodes}) => nodes.map(({html, failureSummary}) => [id, html.slice(0, 160), failureSummary]))"""


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> str:
    """Return the address of the map of data/ as a file."""
    chosen = workflows.home_study(workflows.open_package().dataset)
    target = tmp_path_factory.mktemp("sent") / "karta.html"
    target.write_bytes(map_html(Order(chosen, View(selection=chosen.selection), WORDS)))
    return target.as_uri()


@pytest.fixture
def opened(browser, file):
    """Return what opens the file; afterwards nothing may have been asked for, refused or failed."""
    asked, failures, contexts = [], [], []

    def open_it(**options):
        context = browser.new_context(**{"viewport": LAPTOP, "locale": "sv-SE", "offline": True, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: failures.append(message.text))
        page.goto(file)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [url for url in asked if url != file and not url.startswith("data:")] == []
    assert failures == []


def sign(page, node):
    return page.locator(f'#map [role=button][data-id="{node}"]')


def dimmed(page):
    return page.locator("#map [role=button].dim").count()


def test_a_click_tells_who_it_is_with_whom_and_from_where_and_leads_on(opened):
    page = opened()

    sign(page, POLICE).click()

    details = page.locator("#details")
    assert details.get_by_role("heading", level=2).inner_text() == "Polisen i Trollhättan"
    assert re.search(r"rad \d+", details.inner_text())
    assert dimmed(page) > 100

    first = details.get_by_role("button").first
    name = first.inner_text()
    first.click()

    assert details.get_by_role("heading", level=2).inner_text() == name
    assert "Polisen i Trollhättan" in details.inner_text()


def test_pointing_lights_the_neighbours_and_leaving_lights_all(opened):
    page = opened()

    sign(page, POLICE).hover()
    assert dimmed(page) > 100

    page.get_by_role("heading", level=1).hover()
    assert dimmed(page) == 0


def test_a_name_on_the_map_can_be_clicked_like_its_sign(opened):
    page = opened()

    page.locator(f'#map text[data-node="{POLICE}"]').click()

    assert page.locator("#details h2").inner_text() == "Polisen i Trollhättan"


def test_the_search_box_finds_by_a_part_of_a_name_and_says_when_it_does_not(opened):
    page = opened()
    box = page.get_by_role("combobox", name=WORDS("stand_alone.search"))

    box.fill("polisen i t")
    box.press("Enter")
    assert page.locator("#details h2").inner_text() == "Polisen i Trollhättan"

    box.fill("<b>ingen</b>")
    box.press("Enter")
    assert page.get_by_role("status").inner_text() == WORDS("stand_alone.not_found", text="<b>ingen</b>")
    assert page.locator("#details h2").inner_text() == "Polisen i Trollhättan"


def test_the_map_is_one_tab_stop_and_walked_with_the_keyboard_alone(opened):
    page = opened()
    whole = page.locator("#map").get_attribute("viewBox")

    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#map') !== null"):
            break
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.id")
    assert first != second

    page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text().startswith(page.locator("#details h2").inner_text())
    page.keyboard.press("+")
    assert page.locator("#map").get_attribute("viewBox") != whole
    page.keyboard.press("0")
    assert page.locator("#map").evaluate("map => map.viewBox.baseVal.x") == 0
    page.keyboard.press("Escape")
    assert page.locator("#details h2").inner_text() == WORDS("stand_alone.nothing")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#map') === null")


def test_zooming_in_keeps_what_is_chosen_in_sight(opened):
    page = opened()
    page.get_by_role("combobox", name=WORDS("stand_alone.search")).fill("Svenska kyrkan")

    for _ in range(6):
        page.get_by_role("button", name=WORDS("map_text.zoom_in")).click()

    frame, shown = (page.locator(place).bounding_box() for place in ("#map", "#map .chosen"))
    assert frame["x"] <= shown["x"] <= frame["x"] + frame["width"] - shown["width"]
    assert frame["y"] <= shown["y"] <= frame["y"] + frame["height"] - shown["height"]


def test_a_map_that_is_zoomed_in_can_be_dragged_and_that_chooses_nothing(opened):
    page = opened()
    for _ in range(4):
        page.get_by_role("button", name=WORDS("map_text.zoom_in")).click()
    before = page.locator("#map").evaluate("map => [map.viewBox.baseVal.x, map.viewBox.baseVal.y]")
    box = page.locator("#map").bounding_box()

    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    page.mouse.up()

    after = page.locator("#map").evaluate("map => [map.viewBox.baseVal.x, map.viewBox.baseVal.y]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert page.locator("#details h2").inner_text() == WORDS("stand_alone.nothing")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(opened, theme):
    page = opened(color_scheme=theme)
    page.evaluate(Axe().axe_script)
    untouched = page.evaluate(FAULTS)

    sign(page, POLICE).click()
    page.get_by_role("heading", level=1).hover()
    chosen = page.evaluate(FAULTS)

    assert untouched == []
    assert chosen == []


def test_on_a_narrow_screen_nothing_lies_beside_the_page(opened):
    page = opened(viewport={"width": 400, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_without_scripts_the_picture_and_the_table_are_there(opened):
    page = opened(java_script_enabled=False)

    assert page.get_by_text(WORDS("stand_alone.script_off")).is_visible()
    assert (
        page.get_by_role("table")
        .get_by_role("rowheader", name="Polisen i Trollhättan", exact=True)
        .is_visible()
    )
