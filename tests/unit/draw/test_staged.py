"""A step as a sheet: its own words, the map of its link, and no more names than can be read from afar."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from pptx import Presentation

from samverkan.domain.story import Step, Story
from samverkan.draw.sheet import Area, Shape, Text
from samverkan.draw.staged import STAGE, STORY_WRITERS, Stage, step_sheet
from samverkan.i18n import translator

WORDS = translator("sv")
STORY = Story(
    "Torget",
    (Step("Vid torget", "Två är med.", "at=2021-06-30"), Step("Polisen", "", "focus=actor%3Apolisen")),
)


@pytest.fixture
def stage(drawn):
    return Stage(drawn("polisen-torget eidar-torget eidar-match"), WORDS, address="http://hos.oss")


def texts(sheet, part=""):
    return [" ".join(mark.lines) for mark in sheet.marks if isinstance(mark, Text) and mark.part == part]


def named(sheet):
    return {mark.node for mark in sheet.marks if isinstance(mark, Text) and mark.node}


def test_heading_and_text_stand_where_title_and_subtitle_do(stage):
    sheet = step_sheet(stage, STORY.steps[0])

    assert texts(sheet, "title") == ["Vid torget"]
    assert texts(sheet, "subtitle") == ["Två är med."]
    assert sheet.title == "Vid torget"


def test_what_the_map_says_of_itself_is_told_below(stage):
    footer = "\n".join(texts(step_sheet(stage, STORY.steps[0]), "footer"))

    assert "2 aktörer, 2 insatser" in footer
    assert "2021-06-30" in footer
    assert "http://hos.oss/?at=2021-06-30" in footer


def test_a_step_without_a_text_says_what_the_map_shows(stage):
    assert texts(step_sheet(stage, STORY.steps[1]), "subtitle")[0].startswith("2 aktörer, 2 insatser")


def test_a_focus_lights_and_names_what_the_link_says(stage):
    assert named(step_sheet(stage, STORY.steps[1])) == {"actor:polisen", "initiative:torget"}


def test_a_step_of_a_map_with_groups_shows_them(drawn):
    stage = Stage(drawn("a-x b-x c-x a-y b-y c-y d-z e-z f-z d-w e-w f-w"), WORDS)

    plain, grouped = (
        step_sheet(stage, Step("Nätet", "", query))
        for query in ("at=2021-06-30", "at=2021-06-30&grouped=yes")
    )

    def outlines(sheet):
        return {mark.corners for mark in sheet.marks if isinstance(mark, Area)}

    assert len(outlines(plain)) == 0
    assert len(outlines(grouped)) == 2


def test_of_a_crowd_the_largest_are_named_nothing_is_left_out_and_the_sheet_says_so(drawn):
    crowd = " ".join(f"a{number}-mitten a{number}-x{number}" for number in range(60))
    stage = Stage(drawn(crowd), WORDS)

    sheet = step_sheet(stage, Step("Många", "Text.", ""))

    assert len({mark.id for mark in sheet.marks if isinstance(mark, Shape) and mark.id}) == 121
    assert 0 < len(named(sheet)) <= 20
    assert WORDS("story.some_named", n=len(named(sheet)), of=121) in texts(sheet, "footer")[0]


def test_nobody_is_numbered_in_a_list_beside_a_step(drawn):
    stage = Stage(drawn(" ".join(f"a{n}-i{n % 7}" for n in range(33))), WORDS)

    sheet = step_sheet(stage, Step("Några", "Text.", ""))

    assert [text for text in texts(sheet) if re.fullmatch(r"\d+", text)] == []


def test_the_link_of_a_step_leads_to_its_view_on_the_map(stage):
    assert stage.link(STORY.steps[1]) == "http://hos.oss/?focus=actor%3Apolisen"


def test_a_kept_layout_study_and_measure_are_asked_for(drawn):
    asked = []
    plain = Stage(drawn("polisen-torget eidar-torget"), WORDS)

    def noted(name, answer):
        return lambda given: (asked.append(name), answer(given))[1]

    from samverkan.analysis.centrality import measures
    from samverkan.domain.study import study
    from samverkan.draw.mapped import laid_out

    kept = Stage(
        plain.dataset,
        WORDS,
        layout=noted("layout", lambda view: laid_out(plain.dataset, view)),
        study_of=noted("study", lambda selection: study(plain.dataset, selection)),
        measured=noted("measures", lambda chosen: measures(chosen.network)),
    )

    assert step_sheet(kept, STORY.steps[0]) == step_sheet(plain, STORY.steps[0])
    assert sorted(asked) == ["layout", "measures", "study"]


def test_a_document_has_a_page_a_step_with_its_words_as_text(stage):
    document = pypdfium2.PdfDocument(STORY_WRITERS["pdf"](stage, STORY))

    pages = [page.get_textpage().get_text_range() for page in document]

    assert len(pages) == 2
    assert "Vid torget" in pages[0]
    assert "Två är med." in pages[0]
    assert "Polisen" in pages[1]
    assert document[0].get_size()[0] == 960
    assert document[0].get_size()[1] / 960 == pytest.approx(STAGE.height / STAGE.width)


def test_slides_are_native_with_the_heading_as_title(stage):
    deck = Presentation(io.BytesIO(STORY_WRITERS["pptx"](stage, STORY)))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == ["Vid torget", "Polisen"]
    said = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert "Två är med." in said
    assert not [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]


def test_the_same_story_gives_the_same_files(stage):
    for write in STORY_WRITERS.values():
        assert write(stage, STORY) == write(stage, STORY)
