"""A step as a sheet: its own words, the map of its link, and no more names than can be read from afar."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from samverkan.domain.link import PATHS, decode
from samverkan.domain.pictures import CHART_NAMES, SHOWN_ON, where_seen
from samverkan.domain.story import Step, Story
from samverkan.draw.charts.sheets import LEAST_ROWS
from samverkan.draw.sheet import Area, Picture, Shape, Text
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


def test_the_same_story_gives_the_same_files(town):
    story = Story("Torget", (*STORY.steps, *CHARTS.values()))

    for write in STORY_WRITERS.values():
        assert write(town, story) == write(town, story)


@pytest.fixture
def town(drawn):
    """Return a stage with something to see in every chart."""
    data = drawn(
        "polisen-torget eidar-torget eidar-match",
        serves="torget-unga match-unga torget-barn",
        actors=[{"id": "eidar", "sector": "municipal"}, {"id": "polisen", "sector": "state"}],
        initiatives=[{"id": "torget", "start": "2020", "end": "2022"}],
    )
    return Stage(data, WORDS, address="http://hos.oss")


CHARTS = {what: Step(f"Om {what}", "Se här.", "at=2021-06-30", what) for what in CHART_NAMES}


def pictures(sheet):
    return [mark for mark in sheet.marks if isinstance(mark, Picture)]


@pytest.mark.parametrize("step", CHARTS.values(), ids=CHARTS)
def test_a_chart_stands_within_the_frame_of_a_step_and_says_what_it_is(town, step):
    sheet = step_sheet(town, step)

    (picture,) = pictures(sheet)
    assert texts(sheet, "title") == [step.heading]
    assert texts(sheet, "subtitle") == ["Se här."]
    own, *_, link = texts(sheet, "footer")
    assert own.startswith(
        WORDS(f"chart.{step.what}.title", where="Trollhättan", measure="Brobyggare", across="sektor")
    )
    assert link.endswith(town.link(step))
    assert 0 < picture.x < picture.x + picture.width < STAGE.width
    assert 0 < picture.y < picture.y + picture.height < STAGE.height


@pytest.mark.parametrize("step", CHARTS.values(), ids=CHARTS)
def test_the_link_of_a_chart_leads_to_its_page(town, step):
    page = PATHS[SHOWN_ON[step.what]]

    assert town.link(step).partition("&")[0] == f"http://hos.oss/{page}?at=2021-06-30"
    followed = decode(parse_qs(urlsplit(town.link(step)).query), town.offered)
    assert followed == where_seen(followed, step.what)


def test_a_chart_without_a_text_says_what_it_shows(town):
    sheet = step_sheet(town, Step("Om täckning", "", "", "coverage"))

    assert texts(sheet, "subtitle")[0].startswith("2 aktörer, 2 insatser")


def test_a_chart_with_too_many_rows_keeps_its_letters_and_says_that_rows_are_left_out(drawn):
    crowd = Stage(drawn(" ".join(f"a{n}-i{n % 9}" for n in range(40))), WORDS)

    sheet = step_sheet(crowd, CHARTS["ranking"])

    (picture,) = pictures(sheet)
    natural = float(re.search(r'width="([\d.]+)"', picture.svg)[1])
    assert picture.width >= natural
    (shown,) = re.findall(r"de (\d+) högsta av 40", texts(sheet, "footer")[0])
    assert LEAST_ROWS <= int(shown) < 15
    assert sum(f">A{n}<" in picture.svg for n in range(40)) == int(shown)


def test_dark_charts_are_on_dark(town):
    light, dark = (step_sheet(town, CHARTS["overlap"], theme=theme) for theme in ("light", "dark"))

    for sheet in (light, dark):
        assert f'fill="{sheet.ground}"' in pictures(sheet)[0].svg
    assert light.ground != dark.ground


def test_charts_are_pages_whose_letters_are_text(town):
    story = Story("Om oss", (CHARTS["timeline"], STORY.steps[0], CHARTS["ranking"]))

    document = pypdfium2.PdfDocument(STORY_WRITERS["pdf"](town, story))

    pages = [page.get_textpage().get_text_range() for page in document]
    assert [page.partition("\r")[0] for page in pages] == ["Om timeline", "Vid torget", "Om ranking"]
    assert "2020 – 2022" in pages[0]
    assert "Polisen" in pages[2]


def test_bars_are_native_on_slides_and_other_charts_pictures_with_words(town):
    story = Story("Om oss", tuple(CHARTS.values()))

    deck = Presentation(io.BytesIO(STORY_WRITERS["pptx"](town, story)))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [f"Om {what}" for what in CHARTS]
    for what, slide in zip(CHARTS, deck.slides, strict=True):
        native = [shape for shape in slide.shapes if shape.has_chart]
        drawn = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert (len(native), len(drawn)) == ((1, 0) if what == "ranking" else (0, 1))
        assert all(shape.element[0][0].get("descr") for shape in (*native, *drawn))
        assert slide.notes_slide.notes_text_frame.text
