"""The five main tasks with the keyboard alone: nothing here moves or clicks a mouse.

Everything is reached with Tab and the arrows, and what is reached is asked for its role and its name, as a
screen reader would say them.
"""

from __future__ import annotations

import re

import pytest
from PIL import Image

from samverkan.i18n import phrases, translator

WORDS = translator("sv")
POLICE = "Polisen i Trollhättan"
MOST_TABS = 150
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}"""
OUTLINED = """(element) => {
  const drawn = [getComputedStyle(element), getComputedStyle(element, "::after")];
  return drawn.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || (style.content !== "none" && parseFloat(style.borderTopWidth) >= 2) || style.boxShadow !== "none");
}"""


class Keyboard:
    """What a person without a mouse does."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def write(self, text):
        self.page.keyboard.type(text)
        # The list that opens follows the letters.
        self.page.wait_for_timeout(300)
        return self

    def to(self, locator, *, back=False):
        """Tab until something found by role and name has the focus, and ask that this shows."""
        locator.wait_for()
        for _ in range(MOST_TABS):
            if locator.evaluate("element => element.getRootNode().activeElement === element"):
                return self
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way to {locator}")

    @property
    def shows_focus(self):
        return self.page.evaluate_handle(FOCUSED).evaluate(OUTLINED)


@pytest.fixture
def keyboard(visit):
    """Return what starts at a page, with the keyboard alone."""

    def at(path="", **query):
        visitor = visit(viewport={"width": 1366, "height": 768})
        visitor.open(path, **query)
        return Keyboard(visitor)

    return at


def named(page, role, name, **options):
    return page.get_by_role(role, name=name, exact=True, **options)


def test_an_actor_is_found_and_its_panel_says_with_whom_and_where_it_stands(keyboard):
    hands = keyboard()
    page, visitor = hands.page, hands.visitor

    hands.to(named(page, "combobox", WORDS("field.search"))).write("polisen i tr").press("Enter")

    named(page, "heading", POLICE, level=2).wait_for()
    visitor.settled()
    hands.to(page.get_by_role("application"))
    assert hands.shows_focus
    partners = page.get_by_role("heading", name=re.compile(re.escape(WORDS("details.partners"))), level=3)
    partners.wait_for()
    evidence = WORDS("details.evidence", n=0).partition(" ")[0]
    hands.to(page.locator("summary").filter(has_text=evidence).first).press("Enter")
    table = named(page, "group", WORDS("details.evidence_caption")).first
    table.wait_for()
    assert named(table, "columnheader", WORDS("column.lines")).is_visible()
    assert named(table, "columnheader", WORDS("column.source")).is_visible()


def test_the_map_itself_is_walked_with_arrows_and_tells_what_it_reaches(keyboard):
    hands = keyboard()
    page, visitor = hands.page, hands.visitor
    assert visitor.captions()

    hands.to(page.get_by_role("application"))
    assert hands.shows_focus
    pointed = visitor.walk_in_map("ArrowRight", "ArrowRight")
    hands.press("Enter")

    visitor.until(lambda: visitor.parameter("focus"))
    page.get_by_role("heading", level=2).filter(has_text=pointed).first.wait_for()


def test_a_district_is_chosen_and_the_map_follows(keyboard):
    hands = keyboard()
    page, visitor = hands.page, hands.visitor
    assert visitor.captions()
    before = visitor.status

    hands.to(named(page, "combobox", WORDS("field.places"))).write("kronogården").press("Enter", "Escape")

    visitor.until(lambda: visitor.parameter("place") == "kronogarden")
    visitor.settled()
    assert visitor.status != before
    assert f"{WORDS('field.places')}: Kronogården" in visitor.status


def test_what_two_actors_share_is_told(keyboard):
    hands = keyboard()
    page, visitor = hands.page, hands.visitor

    hands.to(named(page, "link", WORDS("page.target_groups.title"))).press("Enter")
    named(page, "heading", WORDS("page.target_groups.heading"), level=1).wait_for()
    visitor.settled()
    for field, name in (("one", "fältverksamheten"), ("other", "fritidsgårdarna")):
        box = named(page, "combobox", WORDS(f"page.target_groups.{field}"))
        hands.to(box).press("Control+a").write(name).press("Enter")
        visitor.until(lambda field=field: visitor.parameter(field))
        visitor.settled()

    shared = page.get_by_text(re.compile(r"^Fältverksamheten .+ och Fritidsgårdarna .+ delar \d+ målgrupp"))
    shared.wait_for()
    assert named(page, "group", WORDS("page.target_groups.shared_caption")).is_visible()


def test_a_gap_is_weighed_by_its_reasons_and_source_and_put_aside_with_a_reason(keyboard):
    hands = keyboard("luckor")
    page, visitor = hands.page, hands.visitor
    claim = page.get_by_role("heading", level=2).filter(has_text=re.compile(r"^1\. ")).inner_text()

    hands.to(page.locator("summary").filter(has_text=WORDS("finding_card.grounds")).first).press("Enter")
    table = named(page, "group", WORDS("details.evidence_caption")).first
    table.wait_for()
    hands.to(named(page, "button", WORDS("finding_card.not_relevant")).first, back=True).press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=WORDS("judging.answer.irrelevant")).wait_for()
    hands.to(dialog.get_by_role("textbox", name=WORDS("judging.reason"))).write("det är redan prövat")
    hands.to(named(dialog, "button", WORDS("judging.save"))).press("Enter")

    dialog.wait_for(state="detached")
    visitor.settled()
    assert page.get_by_text("det är redan prövat").count() == 1
    first = page.get_by_role("heading", level=2).filter(has_text=re.compile(r"^1\. ")).inner_text()
    assert first != claim


def test_the_map_is_taken_along_as_a_picture(keyboard, tmp_path):
    hands = keyboard(place="kronogarden")
    page, visitor = hands.page, hands.visitor

    hands.to(page.get_by_role("radio", name=WORDS("map_style.explore"))).press("ArrowRight", "Space")
    visitor.until(lambda: visitor.parameter("style") == "present")
    visitor.settled()
    hands.to(named(page, "button", WORDS("download.title"))).press("Enter")
    button = named(page, "button", WORDS("download.png", scale=2))
    button.wait_for()
    hands.to(button)
    with page.expect_download() as download:
        hands.press("Enter")

    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    with Image.open(target) as picture:
        assert picture.size == (3840, 2160)


def test_the_buttons_of_our_own_show_that_they_have_the_focus(keyboard):
    hands = keyboard(place="kronogarden")
    names = [phrases("sv")[f"map_text.{name}"] for name in ("zoom_in", "zoom_out", "fit", "full_screen")]

    for name in names:
        hands.to(named(hands.page, "button", name))

        assert hands.shows_focus, name
