"""The layouts in a browser: chosen, explained on the map, readable, and with somebody in the middle."""

from __future__ import annotations

from itertools import combinations

import pytest

from samverkan.i18n import translator

WORDS = translator("sv")
SIZES = {
    "full HD": {"width": 1920, "height": 1080},
    "laptop": {"width": 1366, "height": 768},
    "tablet": {"width": 820, "height": 1180},
}
POLICE = "actor:polisen-trollhattan"
LEAST = 40
"""Captions that find a place at first sight."""


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", ["force", "columns", "rings", "places"])
def test_no_text_on_the_map_lies_on_another(visit, layout, size, theme):
    visitor = visit(viewport=SIZES[size], color_scheme=theme)
    page = visitor.open(layout=layout, grouped="yes")
    page.get_by_test_id("stSidebar").filter(visible=True).wait_for()
    visitor.stage.wait_for()

    captions = visitor.captions()
    guides = visitor.stage.evaluate("stage => stage.guideBoxes")
    room = visitor.stage.bounding_box()

    assert len(captions) >= LEAST
    assert guides, "nothing explains the places, nobody is named as a group"
    assert [pair for pair in combinations(captions, 2) if meet(*pair)] == []
    assert [pair for pair in combinations(guides, 2) if meet(*pair)] == []
    assert [caption for caption in captions if any(meet(caption, guide) for guide in guides)] == []
    assert all(box[0] >= 0 and box[1] >= 0 for box in guides), "a text of a guide is cut off"
    assert all(box[2] <= room["width"] and box[3] <= room["height"] for box in guides)


def test_a_layout_is_chosen_by_keyboard_and_whoever_is_clicked_comes_to_the_middle(visit):
    visitor = visit()
    page = visitor.open()
    before = visitor.captions()

    chosen = page.get_by_role("combobox", name=WORDS("field.layout"))
    chosen.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=WORDS("map_layout.rings")).click()
    visitor.until(lambda: visitor.parameter("layout") == "rings")
    visitor.until(lambda: visitor.captions() != before)
    visitor.settled()

    visitor.click_caption(POLICE)
    visitor.until(lambda: visitor.parameter("focus") == POLICE)

    said = page.get_by_text(WORDS("layout.centred", name="Polisen i Trollhättan"))
    said.wait_for()
    room = visitor.stage.bounding_box()
    visitor.until(lambda: abs(middle_of(POLICE, visitor) - room["width"] / 2) < room["width"] / 12)


def middle_of(node, visitor):
    x0, _, x1, _, _ = next(box for box in visitor.captions() if box[4] == node)
    return (x0 + x1) / 2
