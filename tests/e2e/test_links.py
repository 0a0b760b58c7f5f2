"""A link brings a colleague to the same picture, in a browser that has never been here."""

from __future__ import annotations

from samverkan import open_package
from samverkan.i18n import translator

WORDS = translator("sv")
POLICE = "actor:polisen-trollhattan"


def choose(visitor, field, label):
    """Choose an option in one of the sidebar's boxes."""
    visitor.choose(WORDS(f"field.{field}"), label)


def listed(page):
    """Return who and what is on the map, as its table has it."""
    return page.locator("details tbody th").all_text_contents()


def test_what_is_chosen_stands_in_the_link_and_the_link_shows_it_to_a_colleague(visit):
    author, colleague = visit(), visit(number=2)
    page = author.open()
    choose(author, "places", "Kronogården")
    author.until(lambda: author.parameter("place") == "kronogarden")
    author.settled()
    author.click_caption(POLICE)
    author.until(lambda: author.parameter("focus") == POLICE)

    colleague.page.goto(page.url)
    colleague.settled()

    assert "Kronogården" in author.status
    assert colleague.status == author.status
    assert colleague.page.url == page.url
    name = open_package().dataset.names["actors"][POLICE.partition(":")[2]]
    for window in (page, colleague.page):
        window.get_by_role("heading", name=name, exact=True).wait_for()
    assert listed(colleague.page) == listed(page)


def test_back_brings_back_what_was_looked_at(visit):
    visitor = visit()
    page = visitor.open("aktorer")
    before = visitor.status
    choose(visitor, "places", "Lextorp")
    visitor.until(lambda: "Lextorp" in visitor.status and visitor.parameter("place"))
    visitor.settled()

    page.go_back()

    visitor.until(lambda: visitor.status == before)
    assert visitor.parameter("place") is None


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


def test_a_tab_is_opened_by_a_link_written_into_it_and_left_by_back(visit):
    visitor = visit()
    page = visitor.open("sarbarhet", fragility_tab="timeline")
    timeline = page.get_by_role("tab", name=WORDS("page.fragility.tab_timeline"))
    visitor.until(lambda: timeline.get_attribute("aria-selected") == "true")

    page.get_by_role("tab", name=WORDS("page.fragility.tab_funding")).click()
    visitor.until(lambda: visitor.parameter("fragility_tab") == "funding")
    page.get_by_role("heading", name=WORDS("gap.funding.question")).wait_for()

    page.go_back()
    visitor.until(lambda: timeline.get_attribute("aria-selected") == "true")
    assert visitor.parameter("fragility_tab") == "timeline"
