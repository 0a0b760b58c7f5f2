"""The briefs of the project's own data: each on one page, in both languages, true to the tables."""

from __future__ import annotations

import pypdfium2
import pytest

from samverkan import workflows
from samverkan.briefs.facts import initiatives
from samverkan.briefs.matter import Matter
from samverkan.briefs.pdf import CELL_GAP_PT, PAGE_WIDTH_PT, SMALLEST_PT, brief_pdf
from samverkan.briefs.subject import Subject
from samverkan.draw.lettering import text_width_px
from samverkan.i18n import translator


@pytest.mark.parametrize(
    ("kind", "name", "language"),
    [
        ("actor", "polisen-trollhattan", "sv"),
        ("actor", "familjehuset", "en"),
        ("actor", "trollhattans-stad", "sv"),
        ("place", "hela-staden", "sv"),
        ("target_group", "invanare", "sv"),
    ],
)
def test_the_fullest_ones_fit_a_page(kind, name, language):
    chosen = workflows.home_study(workflows.open_package().dataset)
    brief = workflows.brief(chosen, Subject(kind, name), language=language)

    assert len(pypdfium2.PdfDocument(brief_pdf(brief))) == 1


def test_the_police_are_asked_about_what_concerns_them():
    chosen = workflows.home_study(workflows.open_package().dataset)
    brief = workflows.brief(chosen, Subject("actor", "polisen-trollhattan"))

    mine = chosen.participations[
        chosen.participations["counted"] & (chosen.participations["actor_id"] == "polisen-trollhattan")
    ]
    assert f"{mine['initiative_id'].nunique()} insatser" in brief.lead[1].text
    gaps = next(section for section in brief.sections if section.name == "gaps")
    assert "Polisen i Trollhättan" in gaps.statements[0].text


@pytest.mark.parametrize("name", ["polisen-trollhattan", "faltverksamheten", "eidar"])
def test_no_word_is_too_long_for_its_column(name):
    chosen = workflows.home_study(workflows.open_package().dataset)
    table = initiatives(Matter(chosen, Subject("actor", name), translator("sv"))).table

    cut = [
        word
        for row in table.rows
        for cell, share in zip(row.cells, table.shares, strict=False)
        for word in cell.split()
        if text_width_px(word, SMALLEST_PT) > share * PAGE_WIDTH_PT - CELL_GAP_PT
    ]
    assert cut == []
