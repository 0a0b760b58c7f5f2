"""What holds on every page, whatever it shows."""

from __future__ import annotations

import pytest

from samverkan.i18n import LANGUAGES, translator
from samverkan.ui.pages import PAGES

PATHS = {name: "" if path == "karta" else path for name, path, _ in PAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PATHS)
def test_a_page_opens_by_its_link_and_asks_nobody_else(visit, name, language):
    words = translator(language)
    visitor = visit()

    page = visitor.open(PATHS[name], lang=language)

    assert page.get_by_role("heading", level=1).inner_text() == words(f"page.{name}.heading")
    assert page.locator("html").get_attribute("lang") == language
    assert page.get_by_role("alert").count() == 0
    assert visitor.foreign == []


def test_the_pages_are_reached_through_the_navigation_and_keep_the_choices(visit):
    visitor = visit()
    page = visitor.open(place="kronogarden", by="closeness")
    status = visitor.status
    words = translator("sv")

    for name in (*PATHS, "map"):
        page.get_by_role("link", name=words(f"page.{name}.title"), exact=True).click()
        page.get_by_role("heading", name=words(f"page.{name}.heading"), level=1).wait_for()
        visitor.settled()

        assert visitor.status == status, name
        assert "place=kronogarden" in page.url, name
        assert "by=closeness" in page.url, name


def test_the_language_of_the_document_follows_the_reader(visit):
    visitor = visit()
    page = visitor.open()
    page.get_by_text("English", exact=True).click()

    page.wait_for_function("document.documentElement.lang === 'en'")
    page.goto(visitor.address)  # without ?lang: the cookie remembers what the first answer of the server says

    assert page.locator("html").get_attribute("lang") in LANGUAGES
