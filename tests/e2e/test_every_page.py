"""What holds on every page, whatever it shows."""

from __future__ import annotations

import pytest

from samverkan.i18n import LANGUAGES, translator
from samverkan.ui.pages import PAGES

PATHS = {name: "" if path == "karta" else path for name, path, _ in PAGES}


def document_in(page, language):
    return page.locator(f"html[lang={language}]")


@pytest.mark.parametrize("name", PATHS)
def test_a_page_opens_by_its_link_and_asks_nobody_else(visit, name):
    visitor = visit()

    page = visitor.open(PATHS[name])

    assert page.get_by_role("heading", level=1).inner_text() == translator("sv")(f"page.{name}.heading")
    assert page.title() == f"{translator('sv')(f'page.{name}.title')} – samverkan"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.get_by_role("alert").count() == 0
    assert page.get_by_role("dialog").count() == 0
    assert visitor.foreign == []


def test_a_link_in_english_opens_an_english_document(visit):
    page = visit().open("metod", lang="en")

    assert page.get_by_role("heading", level=1).inner_text() == translator("en")("page.method.heading")
    assert page.locator("html").get_attribute("lang") == "en"


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


def test_the_document_always_names_the_language_that_it_is_written_in(visit):
    visitor = visit()
    page = visitor.open("metod")
    page.get_by_text(translator("sv")("language.en"), exact=True).click()
    page.get_by_role("heading", name=translator("en")("page.method.heading")).wait_for()
    document_in(page, "en").wait_for(state="attached")

    visitor.open("metod")  # the cookie remembers English, the link asks for nothing

    headings = {translator(language)("page.method.heading"): language for language in LANGUAGES}
    shown = headings[page.get_by_role("heading", level=1).inner_text()]
    document_in(page, shown).wait_for(state="attached")


def test_a_request_to_elsewhere_is_stopped_and_would_be_noticed(visit):
    visitor = visit()
    page = visitor.open("metod")

    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://example.invalid/a.png'}))")
    visitor.until(lambda: any(told.startswith("img-src") for told in page.evaluate("window.violations")))

    assert visitor.foreign == ["http://example.invalid/a.png"]
    assert any("Content Security Policy" in failure for failure in visitor.failures)
    page.evaluate("void window.violations.splice(0)")
    visitor.foreign.clear()
    visitor.failures.clear()
