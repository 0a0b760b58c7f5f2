"""Text in a PDF that can be searched, copied and read aloud."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
import vl_convert

from samverkan.draw.lettering import FONT_FOLDER
from samverkan.draw.pdf_text import with_words

vl_convert.register_font_directory(str(FONT_FOLDER))


def converted(body: str) -> bytes:
    """Return the PDF of an SVG, letter by letter as the converter sets it."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="90">{body}</svg>'
    pdf: bytes = vl_convert.svg_to_pdf(svg)
    return pdf


def line(text: str, *, y: int = 20, more: str = "") -> str:
    return f'<text x="10" y="{y}" font-family="Noto Sans" font-size="13" {more}>{text}</text>'


def lines_of(pdf: bytes) -> list[str]:
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return text.splitlines()


def boxes(pdf: bytes) -> list[tuple[float, ...]]:
    page: Any = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = (page.get_charbox(place) for place in range(page.count_chars()))
    return sorted(tuple(round(edge, 1) for edge in box) for box in found if box[2] > box[0])


SENTENCE = "Polisen (områdespolisen) med \\ i Trollhättan, 18,4\u00a0%"


def test_the_letters_of_a_line_become_words_with_their_spaces() -> None:
    pdf = with_words(converted(line(SENTENCE)), title="", language="sv")

    assert lines_of(pdf) == [SENTENCE]


def test_lines_stay_apart() -> None:
    pdf = with_words(converted(line("Första") + line("Andra", y=50)), title="", language="sv")

    assert lines_of(pdf) == ["Första", "Andra"]


@pytest.mark.parametrize("more", ["", 'transform="rotate(-40 100 60)"', 'text-anchor="middle"'])
def test_every_letter_stays_where_it_was(more: str) -> None:
    before = converted(line("Trollhättan", y=60, more=more))

    after = with_words(before, title="", language="sv")

    for one, other in zip(boxes(before), boxes(after), strict=True):
        assert one == pytest.approx(other, abs=0.15)


def test_a_document_says_its_title_and_language() -> None:
    pdf = with_words(converted(line("Hej")), title="Täckning – områden", language="sv")

    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Täckning – områden"
    assert b"/Lang (sv)" in pdf


def test_a_page_without_text_is_a_page() -> None:
    pdf = with_words(converted('<rect width="9" height="9"/>'), title="Tom", language="sv")

    assert lines_of(pdf) == []
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == (400, 90)


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7\nnothing that we know", b"startxref\n7\n%%EOF"])
def test_what_is_built_otherwise_is_left_as_it_is(other: bytes) -> None:
    assert with_words(other, title="Titel", language="sv") == other
