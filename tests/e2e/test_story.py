"""A story is played on the whole screen with the keyboard alone, and told to those who cannot see it."""

from __future__ import annotations

import pytest

from samverkan.i18n import translator

WORDS = translator("sv")


def position(number, of):
    return WORDS("story.player.position", n=number, of=of)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_story_is_played_by_keyboard_alone(visit, theme):
    visitor = visit(color_scheme=theme, viewport={"width": 1366, "height": 768})
    page = visitor.open("berattelse", story="police")
    player = page.locator(".player")
    player.locator(".player-sheet svg").wait_for()
    n = int(player.locator(".player-position").inner_text().split()[-1])
    told = player.locator("[aria-live]")
    play = page.get_by_role("button", name=WORDS("story.player.play"))

    play.focus()
    page.keyboard.press("Enter")
    visitor.until(lambda: page.evaluate("document.fullscreenElement !== null"))

    def is_at(number):
        visitor.until(lambda: player.locator(".player-position").inner_text() == position(number, n))
        visitor.until(lambda: told.inner_text().startswith(position(number, n)))
        heading = player.locator(".player-sheet svg > title").inner_html()
        assert heading in told.inner_html()

    for key, number in [
        ("ArrowRight", 2),
        ("Space", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("End", n),
        ("ArrowRight", n),
        ("Home", 1),
        ("ArrowLeft", 1),
    ]:
        page.keyboard.press(key)
        is_at(number)
    picture = player.locator(".player-sheet svg").bounding_box()
    assert (picture["width"], picture["height"]) == (1366, 768)

    page.keyboard.press("Escape")
    visitor.until(lambda: page.evaluate("document.fullscreenElement === null"))
    play.wait_for()


def test_nothing_moves_for_those_who_asked_for_that(visit):
    visitor = visit(reduced_motion="reduce", number=7)
    page = visitor.open("berattelse", story="police")
    sheet = page.locator(".player-sheet")
    sheet.locator("svg").wait_for()

    page.get_by_role("button", name=WORDS("story.player.next")).click()

    assert sheet.locator("svg").evaluate("svg => getComputedStyle(svg).animationName") == "none"


def test_a_view_of_the_map_is_added_and_played(visit):
    visitor = visit()
    page = visitor.open(focus="actor:polisen-trollhattan")

    page.get_by_role("button", name=WORDS("story.adding.title")).click()
    page.get_by_label(WORDS("story.adding.heading")).fill("Så möter vi polisen")
    page.keyboard.press("Tab")
    page.get_by_role("button", name=WORDS("story.adding.add")).click()
    page.get_by_text(WORDS.count("story.adding.has", 1)).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name=WORDS("page.story.title")).click()
    visitor.settled()
    visitor.choose(WORDS("story.page.which"), WORDS("story.own.question"))

    page.locator(".player-sheet svg > title", has_text="Så möter vi polisen").wait_for(state="attached")


def test_a_chart_is_added_and_played_by_keyboard_like_a_map(visit):
    visitor = visit()
    page = visitor.open("aktorer")
    adding = page.get_by_role("button", name=WORDS("story.adding.title"))
    adding.wait_for()
    visitor.settled()

    adding.focus()
    page.keyboard.press("Enter")
    page.get_by_label(WORDS("story.adding.heading")).fill("Så säkert är det")
    page.keyboard.press("Tab")
    page.get_by_role("button", name=WORDS("story.adding.add")).press("Enter")
    page.get_by_text(WORDS.count("story.adding.has", 1)).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name=WORDS("page.map.title"), exact=True).click()
    visitor.settled()
    page.get_by_role("button", name=WORDS("story.adding.title")).click()
    page.get_by_role("button", name=WORDS("story.adding.add")).click()
    page.get_by_text(WORDS.count("story.adding.has", 2)).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name=WORDS("page.story.title")).click()
    visitor.settled()
    visitor.choose(WORDS("story.page.which"), WORDS("story.own.question"))

    heading = page.locator(".player-sheet > svg > title")
    visitor.until(lambda: heading.count() and heading.text_content() == "Så säkert är det")
    chart = page.locator(".player-sheet > svg > svg")
    assert chart.get_by_text("Familjehuset").count() == 1
    inside, sheet = chart.bounding_box(), page.locator(".player-sheet").bounding_box()
    assert sheet["x"] < inside["x"]
    assert inside["x"] + inside["width"] < sheet["x"] + sheet["width"]
    page.get_by_role("button", name=WORDS("story.player.play")).press("Enter")
    visitor.until(lambda: page.evaluate("document.fullscreenElement !== null"))
    page.keyboard.press("ArrowRight")
    visitor.until(lambda: heading.text_content() != "Så säkert är det")
    assert chart.count() == 0
    page.keyboard.press("ArrowLeft")
    visitor.until(lambda: heading.text_content() == "Så säkert är det")
    told = page.locator(".player [aria-live]").inner_text()
    assert told.startswith(f"{position(1, 2)}. Så säkert är det.")
