"""What PowerPoint is given, read back with the library: nothing here looks at our own marks alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from samverkan import workflows
from samverkan.domain.view import View
from samverkan.draw.order import Order
from samverkan.draw.poster import Format, poster
from samverkan.draw.pptx import FORMS, map_pptx, pptx
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Area, Line, Shape, Sheet, Text, outline
from samverkan.draw.sites import SITES
from samverkan.draw.slides import MOST_NODES, slides
from samverkan.i18n import translator

Sketch = Callable[..., Scene]
SV = translator("sv")
NOTES = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from flat(shape.shapes)


def connectors(slide: Any) -> list[Any]:
    """Return the ties; a line that leads to a name is glued to nothing."""
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]


def groups(slide: Any) -> list[Any]:
    """Return the nodes; the legend is a group, too."""
    found = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return [group for group in found if not group.name.startswith(SV("slides.legend"))]


def signs(slide: Any) -> list[Any]:
    return [
        shape
        for group in groups(slide)
        for shape in group.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and not is_decorative(shape)
    ]


def captions(slide: Any) -> list[Any]:
    return [
        shape
        for group in groups(slide)
        for shape in group.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    ]


def told(shape: Any) -> str:
    return shape.element[0][0].get("descr", "")


def is_decorative(shape: Any) -> bool:
    return any(mark.get("val") == "1" for mark in shape.element[0][0].iter(NOTES))


def glued(connector: Any) -> list[tuple[int, int]]:
    held = connector.element.nvCxnSpPr.cNvCxnSpPr
    return [(held.stCxn.id, held.stCxn.idx), (held.endCxn.id, held.endCxn.idx)]


@pytest.fixture(scope="module")
def home_deck(home_scene) -> Any:
    """Return the slides of data/, opened, each beside the sheet that it was made of."""
    sheets = slides(home_scene(), SV)
    deck = opened(pptx(sheets, notes=(SV("slides.editing"),)))
    return [
        SimpleNamespace(slide=slide, sheet=sheet) for slide, sheet in zip(deck.slides, sheets, strict=True)
    ]


def town(sketch: Sketch) -> Sheet:
    places = {"eidar": (0, 0), "åkeriet": (100, 50), "Torget": (200, 80)}
    return poster(sketch(places, "eidar-torget åkeriet-torget"), Format(640, 420))


def test_every_tie_is_glued_at_both_ends_to_signs_on_its_slide(home_deck):
    for page in home_deck:
        known = {sign.shape_id for sign in signs(page.slide)}
        ties = connectors(page.slide)

        assert ties
        assert {end for tie in ties for end, _ in glued(tie)} <= known


def test_a_tie_ends_where_the_form_of_its_sign_can_be_held(home_deck):
    for page in home_deck:
        by_id = {sign.shape_id: sign for sign in signs(page.slide)}
        forms = {FORMS[form]: form for form in FORMS}
        for tie in connectors(page.slide):
            ends = [(tie.begin_x, tie.begin_y), (tie.end_x, tie.end_y)]
            for (identifier, place), (x, y) in zip(glued(tie), ends, strict=True):
                sign = by_id[identifier]
                across, down = SITES[forms[sign.auto_shape_type]][place]
                assert x == pytest.approx(sign.left + across * sign.width, abs=3)
                assert y == pytest.approx(sign.top + down * sign.height, abs=3)


def test_a_slide_has_the_nodes_and_ties_of_its_sheet_and_not_too_many(home_deck):
    for page in home_deck:
        nodes = [mark for mark in page.sheet.marks if isinstance(mark, Shape) and mark.id]
        ties = [mark for mark in page.sheet.marks if isinstance(mark, Line) and mark.id]

        assert len(signs(page.slide)) == len(nodes) <= MOST_NODES
        assert sorted(sign.name for sign in signs(page.slide)) == sorted(
            node.title.splitlines()[0] for node in nodes
        )
        assert len(connectors(page.slide)) == len(ties)


def test_everything_is_told_in_words_or_said_to_be_decoration(home_deck):
    silent = [
        shape.name
        for page in home_deck
        for shape in flat(page.slide.shapes)
        if not (told(shape) or is_decorative(shape) or (shape.has_text_frame and shape.text_frame.text))
    ]

    assert silent == []


def test_a_sign_tells_what_it_is_and_a_tie_between_whom_and_how(sketch: Sketch):
    (slide,) = opened(pptx([town(sketch)])).slides

    assert {told(sign) for sign in signs(slide)} == {"Eidar", "Åkeriet", "Torget"}
    assert {told(tie) for tie in connectors(slide)} == {"Eidar – Torget: Part", "Åkeriet – Torget: Part"}


def test_names_do_not_lie_on_each_other_or_off_the_slide(home_deck):
    for page in home_deck:
        boxes = captions(page.slide)

        assert len(boxes) == len(signs(page.slide))
        assert [
            (one.text_frame.text, other.text_frame.text)
            for one, other in combinations(boxes, 2)
            if one.left < other.left + other.width
            and other.left < one.left + one.width
            and one.top < other.top + other.height
            and other.top < one.top + one.height
        ] == []
        assert all(box.left >= 0 and box.left + box.width <= Pt(960) for box in boxes)


def test_names_are_written_in_full_letters_of_at_least_12_points(home_deck):
    fonts = [
        run_or_paragraph.font
        for page in home_deck
        for caption in captions(page.slide)
        for run_or_paragraph in caption.text_frame.paragraphs
    ]

    assert min(font.size for font in fonts) >= Pt(12)
    assert {font.name for font in fonts} == {"Calibri"}


def test_a_slide_has_a_real_title_a_subtitle_and_every_line_of_the_footer(sketch: Sketch):
    (slide,) = opened(pptx([town(sketch)])).slides

    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert slide.shapes.title.text_frame.text == "Vem & var <nu>"
    assert "2 aktörer" in texts
    assert "Läget 2021-06-30.\nKälla: Sidan." in texts


def test_the_notes_say_how_it_is_read_and_from_what(home_deck):
    for page in home_deck:
        notes = page.slide.notes_slide.notes_text_frame.text

        assert "Källor: " in notes
        assert "En linje betyder" in notes
        assert SV("slides.editing") in notes


def test_swedish_letters_and_what_looks_like_markup_come_through(sketch: Sketch):
    sheet = poster(sketch({"åäö <b>&": (0, 0)}), Format(640, 420))

    (slide,) = opened(pptx([sheet])).slides

    assert [caption.text_frame.text for caption in captions(slide)] == ["Åäö <b>&"]


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_every_word_says_its_language(sketch: Sketch, language, locale):
    sheet = poster(sketch({"eidar": (0, 0)}), Format(640, 420), language=language)

    deck = opened(pptx([sheet]))

    (slide,) = deck.slides
    frames = [shape.text_frame for shape in flat(slide.shapes) if shape.has_text_frame]
    runs = [
        run
        for frame in (*frames, slide.notes_slide.notes_text_frame)
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run._r.get_or_add_rPr().get("lang") for run in runs} == {locale}
    assert deck.core_properties.language == language


def test_a_node_and_its_name_are_one_group_that_encloses_both(sketch: Sketch):
    (slide,) = opened(pptx([town(sketch)])).slides

    for group in groups(slide):
        parts = list(group.shapes)
        assert {part.shape_type for part in parts} >= {MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.TEXT_BOX}
        assert group.left <= min(part.left for part in parts)
        assert group.left + group.width >= max(part.left + part.width for part in parts)


def test_ties_lie_below_nodes_and_lines_shine_through_behind_names(home_deck):
    slide = home_deck[0].slide
    kinds = [shape.shape_type for shape in slide.shapes]

    last_tie = max(place for place, kind in enumerate(kinds) if kind == MSO_SHAPE_TYPE.LINE)
    assert last_tie < kinds.index(MSO_SHAPE_TYPE.GROUP)
    assert all("a:alpha" in caption.element.xml for caption in captions(slide))


def test_a_shape_has_the_form_of_its_sign():
    marks = tuple(
        Shape(form, 40 + 60 * place, 60, 12, "#0072b2", "#004b76", id=f"actor:{form}", title=form)
        for place, form in enumerate(FORMS)
    )

    (slide,) = opened(pptx([Sheet(640, 360, "#ffffff", "Former", "", "sv", marks)])).slides

    assert {sign.name: sign.auto_shape_type for sign in signs(slide)} == dict(FORMS)


@pytest.mark.parametrize("form", ["square", "diamond", "hexagon", "pentagon", "star"])
def test_where_a_form_can_be_held_lies_on_its_outline(form):
    corners = outline(form, 100)
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    width, height = (
        max(corner[axis] for corner in corners) - low for axis, low in zip((0, 1), (left, top), strict=True)
    )
    middles = [
        ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        for one, other in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]

    for across, down in SITES[form]:
        place = (left + across * width, top + down * height)
        assert any(place == pytest.approx(point, abs=2) for point in (*corners, *middles))


def test_guides_are_drawn_as_decoration():
    marks = (
        Area(((10, 10), (90, 10), (90, 60)), "", "#cccccc"),
        Line(5, 5, 50, 50, 1.0, "#cccccc"),
        Text(20, 20, ("Norr",), 15, "#1a1f2b"),
    )

    (slide,) = opened(pptx([Sheet(160, 90, "#ffffff", "Läge", "", "sv", marks)])).slides

    assert sum(map(is_decorative, slide.shapes)) == 2
    assert "Norr" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_the_same_sheets_give_the_same_bytes_without_a_date_of_today(sketch: Sketch):
    content = pptx([town(sketch)])

    assert pptx([town(sketch)]) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert opened(content).core_properties.author == "samverkan"


def test_slides_of_a_view_show_nearness_whatever_its_layout_and_lead_to_the_map():
    chosen = workflows.home_study(workflows.open_package().dataset)
    view = View(selection=chosen.selection, layout="rings", focus="actor:polisen-trollhattan")

    (slide,) = opened(map_pptx(Order(chosen, view, SV, address="http://localhost:8501"))).slides

    texts = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert SV("layout.reading.force.two_mode") in texts
    assert SV("layout.reading.rings.two_mode") not in texts
    assert "Kartan i samverkan: http://localhost:8501/?" in texts
    assert SV("picture.link", link="") not in texts
    assert SV("picture.lit.1", name="Polisen i Trollhättan") not in texts


def test_an_empty_map_is_a_slide_with_its_words(sketch: Sketch):
    (slide,) = opened(pptx(slides(sketch({}), SV))).slides

    assert slide.shapes.title.text_frame.text == "Vem & var <nu>"
    assert connectors(slide) == []


def test_a_slide_is_16_to_9(home_scene):
    deck = opened(pptx(slides(home_scene(), SV)[:1]))

    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)
