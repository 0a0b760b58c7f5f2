"""A link brings a colleague to the same picture, in a browser that has never been here."""

from __future__ import annotations

from samverkan.i18n import translator

WORDS = translator("sv")
PAIR = "actor:polisen-trollhattan"


def choose(page, field, label):
    """Choose an option in one of the sidebar's boxes."""
    page.get_by_role("combobox", name=WORDS(f"field.{field}")).first.click()
    page.get_by_role("option", name=label, exact=True).click()
    page.keyboard.press("Escape")


def test_what_is_chosen_stands_in_the_link_and_the_link_shows_it_to_a_colleague(visit):
    author, colleague = visit(), visit(number=2)
    page = author.open()
    choose(page, "places", "Kronogården")
    author.until(lambda: author.parameter("place") == "kronogarden")
    author.settled()
    author.click_caption(PAIR)
    author.until(lambda: author.parameter("focus") == PAIR)
    title = page.locator(".st-key-map_panel h2").inner_text()

    colleague.page.goto(page.url)
    colleague.settled()

    assert "Kronogården" in author.status
    assert colleague.status == author.status
    assert colleague.page.url == page.url
    assert colleague.page.locator(".st-key-map_panel h2").inner_text() == title
    captions = {box[4] for box in author.captions()}
    assert {box[4] for box in colleague.captions()} == captions


def test_back_brings_back_what_was_looked_at(visit):
    visitor = visit()
    page = visitor.open("aktorer", place="kronogarden")
    before = visitor.status
    visitor.open("aktorer", place="lextorp")
    assert visitor.status != before

    page.go_back()
    visitor.settled()

    visitor.until(lambda: visitor.status == before)


def test_the_page_that_one_is_on_may_be_chosen_again(visit):
    visitor = visit()
    page = visitor.open("aktorer", place="kronogarden")
    before = visitor.status

    page.get_by_role("link", name=WORDS("page.actors.title"), exact=True).click()
    visitor.until(lambda: page.url.endswith("/aktorer") or visitor.parameter("place"))
    visitor.settled()

    assert visitor.status == before


def test_starting_over_empties_the_link(visit):
    visitor = visit()
    page = visitor.open("aktorer", place="kronogarden", level="department")

    page.get_by_role("button", name=WORDS("sidebar.reset")).click()

    visitor.until(lambda: "?" not in page.url)
    visitor.settled()
    assert "Kronogården" not in visitor.status


def test_a_link_of_nonsense_opens_the_page(visit):
    visitor = visit()

    page = visitor.open("luckor", place="atlantis", focus="actor:<script>", at="x", by="luck")

    assert page.get_by_role("alert").count() == 0
    assert WORDS("level.unit") in visitor.status
