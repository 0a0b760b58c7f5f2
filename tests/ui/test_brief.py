"""The brief for a meeting, where it is offered and what it gives."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from docx import Document

from samverkan.i18n import translator
from samverkan.ui.components import brief

WORDS = translator("sv")
LABELS = [WORDS("brief.pdf"), WORDS("brief.docx")]


@pytest.fixture
def made(monkeypatch):
    """Return what the brief's download buttons would give, by the ending of the file name."""
    files = {}
    button = brief.st.download_button

    def remember(label, data, *, file_name, **options):
        files[file_name] = data
        return button(label, data, file_name=file_name, **options)

    monkeypatch.setattr(brief.st, "download_button", remember)
    return files


def offered(page):
    return [button.label for button in page.app.download_button if button.label in LABELS]


def test_the_panel_of_an_actor_offers_its_brief(dashboard, made):
    page = dashboard.open("karta", focus="actor:eidar")

    assert offered(page) == LABELS
    (name,) = [name for name in made if name.startswith("underlag_eidar") and name.endswith(".pdf")]
    text = pypdfium2.PdfDocument(made[name]())[0].get_textpage().get_text_range()
    assert "Underlag inför möte: Eidar" in text
    assert "http://localhost:8501/?" in text.replace("\r\n", "")


def test_one_place_in_the_sidebar_offers_its_brief_on_the_page_of_groups(dashboard, made):
    page = dashboard.open("malgrupper", place="kronogarden")

    assert offered(page) == LABELS
    (name,) = [name for name in made if name.endswith(".docx")]
    document = Document(io.BytesIO(made[name]()))
    assert document.paragraphs[0].text == "Underlag inför möte: Kronogården"


def test_without_one_place_or_one_group_it_is_said_how_to_get_a_brief(dashboard):
    page = dashboard.open("malgrupper")

    assert offered(page) == []
    assert WORDS("brief.choose") in page.text
