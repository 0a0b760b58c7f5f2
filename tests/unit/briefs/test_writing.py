from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from reportlab.platypus import Paragraph

from samverkan import workflows
from samverkan.briefs.docx import brief_docx
from samverkan.briefs.pdf import SMALLEST_PT, _styles, brief_pdf
from samverkan.briefs.subject import Subject
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.draw.pdf import pdf_font
from samverkan.errors import ExportError, UnknownNameError


def read(content: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split())


@pytest.fixture
def crowded(drawn):
    """Return a place with so much going on that no page holds it."""
    ties = " ".join(f"aktor{n % 40}-insats{n}" for n in range(120))
    rows = [
        {
            "id": f"insats{n}",
            "name": f"En insats med ett långt namn nummer {n}",
            "place_ids": "norra",
            "permanence": "temporary",
        }
        for n in range(120)
    ]
    return study(drawn(ties, initiatives=rows), Selection())


# PDF


def test_a_pdf_is_one_upright_a4_page(brief_of):
    document = pypdfium2.PdfDocument(brief_pdf(brief_of("actor", "eidar")))

    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_what_does_not_fit_is_left_out_and_counted_rather_than_made_smaller(crowded):
    brief = workflows.brief(crowded, Subject("place", "norra"))

    assert len(pypdfium2.PdfDocument(brief_pdf(brief))) == 1
    (rows,) = [section for section in brief.sections if section.table]
    assert rows.title == f"Insatser ({len(rows.table.rows)} av 120 visas)"
    assert 5 <= len(rows.table.rows) < 120
    assert "kortade" in brief.footer[-1]
    assert min(style.fontSize for style in _styles().values()) >= SMALLEST_PT


def test_the_text_of_a_pdf_can_be_read_out_names_of_the_map_included(brief_of):
    text = read(brief_pdf(brief_of("actor", "eidar")))

    assert "Underlag inför möte: Eidar" in text
    assert text.count("Polisen") >= 3
    assert "Källor" in text


def test_a_pdf_says_what_it_is_and_carries_its_font(brief_of):
    content = brief_pdf(brief_of("actor", "eidar", language="en"))

    assert pypdfium2.PdfDocument(content).get_metadata_dict()["Title"] == "Brief for a meeting: Eidar"
    assert b"/Lang" in content
    assert content.count(b"/FontFile2") == 2
    assert b"Helvetica" not in content


def test_headings_stay_bold_after_a_first_pdf(brief_of):
    brief_pdf(brief_of("actor", "eidar"))

    heading = Paragraph("Källor", _styles()["heading"])

    assert heading.frags[0].fontName == pdf_font(bold=True)


def test_the_same_brief_gives_the_same_bytes(brief_of):
    brief = brief_of("actor", "eidar")

    assert brief_pdf(brief) == brief_pdf(brief)


def test_a_name_cannot_be_taken_for_markup(drawn):
    data = drawn("ab-x", actors=[{"id": "ab", "name": "<b>A & B</b>"}])

    text = read(brief_pdf(workflows.brief(study(data, Selection()), Subject("actor", "ab"))))

    assert "<b>A & B</b>" in text


# Word


def test_a_document_has_real_headings_and_a_header_row(brief_of):
    document = Document(io.BytesIO(brief_docx(brief_of("actor", "eidar"))))

    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Underlag inför möte: Eidar"] == "Title"
    assert styles["Insatser"] == styles["Källor"] == "Heading 1"
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].cells[0].text == "Torget"


@pytest.mark.parametrize(("language", "told"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_a_document_says_its_language_and_its_title(brief_of, language, told):
    brief = brief_of("actor", "eidar", language=language)
    document = Document(io.BytesIO(brief_docx(brief)))

    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == told
    assert document.core_properties.title == brief.title


def test_the_map_in_a_document_is_told_in_words(brief_of):
    document = Document(io.BytesIO(brief_docx(brief_of("actor", "eidar"))))

    (picture,) = document.inline_shapes
    assert "Torget: Eidar, Polisen." in picture._inline.docPr.get("descr")


def test_a_document_is_the_same_on_any_day(brief_of):
    brief = brief_of("actor", "eidar")
    content = brief_docx(brief)

    assert content == brief_docx(brief)
    assert {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {1980}


def test_a_document_without_anybody_to_draw_has_no_picture(brief_of):
    document = Document(io.BytesIO(brief_docx(brief_of("actor", "klubben"))))

    assert len(document.inline_shapes) == 0


# Files


def test_a_file_is_written_by_the_ending_of_its_name(brief_of, tmp_path):
    brief = brief_of("actor", "eidar")

    assert workflows.write_brief(brief, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert workflows.write_brief(brief, tmp_path / "a.DOCX").read_bytes().startswith(b"PK")
    with pytest.raises(UnknownNameError):
        workflows.write_brief(brief, tmp_path / "a.txt")
    with pytest.raises(ExportError):
        workflows.write_brief(brief, tmp_path / "missing" / "a.pdf")
