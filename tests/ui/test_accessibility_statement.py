"""The accessibility statement: a draft that says what was not tested and leaves room for the organisation."""

from __future__ import annotations

import pytest

from samverkan.i18n import LANGUAGES, phrases


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_statement_stands_on_the_method_page(dashboard, language):
    page = dashboard.open("metod", lang=language)

    sentences = [text for key, text in phrases(language).items() if key.startswith("accessibility.")]
    assert sentences
    assert [text for text in sentences if text not in page.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_turn_to_is_left_to_the_organisation(language):
    contact = phrases(language)["accessibility.contact.text"]

    assert contact.count("[") == contact.count("]") >= 3
