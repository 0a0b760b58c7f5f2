from __future__ import annotations

import string

import pytest

from samverkan.draw.lettering import (
    FONT_FAMILY,
    FONT_FOLDER,
    MOST_LINES,
    MOST_SIGNS,
    caption_lines,
    font_file,
    paragraph_lines,
    shortened,
    text_width_px,
)


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_letter_that_swedish_and_its_neighbours_write_with(bold):
    from fontTools.ttLib import TTFont

    known = TTFont(font_file(bold=bold)).getBestCmap()

    wanted = {*string.printable.strip(), *"åäöÅÄÖéÉüÜøæØÆœšžłńçñ–—”’…·×−§½•"}
    assert {sign for sign in wanted if ord(sign) not in known} == set()


def test_the_font_says_what_it_is_called_and_its_licence_travels_with_it():
    from fontTools.ttLib import TTFont

    assert TTFont(font_file())["name"].getDebugName(1) == FONT_FAMILY
    assert "SIL OPEN FONT LICENSE" in (FONT_FOLDER / "OFL.txt").read_text("utf-8")


def test_a_width_grows_with_the_size_and_with_the_weight():
    assert text_width_px("Eidar", 24) == pytest.approx(2 * text_width_px("Eidar", 12))
    assert text_width_px("Eidar", 12, bold=True) > text_width_px("Eidar", 12)


def test_a_letter_that_the_font_lacks_is_as_wide_as_the_box_drawn_for_it():
    assert text_width_px("雨", 10) == text_width_px("雪", 10) > 0


@pytest.mark.parametrize("width", [60.0, 150.0, 400.0])
def test_no_line_of_a_paragraph_is_wider_than_it_may_be_and_nothing_is_lost(width):
    text = (
        "Samma bild: http://127.0.0.1:8501/karta?place=kronogarden&group=unga&level=department&by=closeness"
    )

    lines = paragraph_lines(text, 12, width)

    assert max(text_width_px(line, 12) for line in lines) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_shortened_fits_and_says_so():
    assert shortened("Kronans kulturhus", 12, 500) == "Kronans kulturhus"
    short = shortened("Kronans kulturhus", 12, 60)
    assert short.endswith("…")
    assert text_width_px(short, 12) <= 60


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Polisen", ("Polisen",)),
        ("Kommunstyrelsens förvaltning", ("Kommunstyrelsens", "förvaltning")),
        ("Arbetsmarknadsförvaltningen", ("Arbetsmarknads-", "förvaltningen")),
        ("Introduktionsprogrammet", ("Introduktionsprogram-", "met")),
        ("", ("",)),
    ],
)
def test_a_caption_is_broken_evenly_and_at_the_seam_of_a_compound(name, lines):
    assert caption_lines(name) == lines


def test_a_caption_that_is_cut_short_ends_in_no_hyphen():
    lines = caption_lines("Samverkan Kunskapsförbundet och Utbildningsförvaltningen")

    assert lines == ("Samverkan", "Kunskapsförbundet och", "Utbildnings…")


def test_a_long_caption_ends_in_an_ellipsis_within_its_lines():
    lines = caption_lines("Samverkan " * 12)

    assert len(lines) == MOST_LINES
    assert max(map(len, lines)) <= MOST_SIGNS
    assert lines[-1].endswith("…")
