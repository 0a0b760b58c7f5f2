from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from samverkan.draw.captions import SIZES
from samverkan.draw.palette import LIGHT, TONES
from samverkan.draw.poster import FORMATS, Format, poster
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Line, Shape, Sheet, Text

Sketch = Callable[..., Scene]
SMALL = Format(640, 420)


def marks(sheet: Sheet, kind: type) -> list:
    return [mark for mark in sheet.marks if isinstance(mark, kind)]


def overlaps(sheet: Sheet) -> list[tuple[Text, Text]]:
    texts = marks(sheet, Text)
    return [(one, other) for one, other in combinations(texts, 2) if one.box.meets(other.box)]


@pytest.mark.parametrize("level", ["unit", "department", "municipality"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_two_texts_overlap_and_none_leaves_the_sheet(home_scene, form, level):
    sheet = poster(home_scene(level), FORMATS[form])

    assert overlaps(sheet) == []
    assert all(
        box.x0 >= 0 and box.y0 >= 0 and box.x1 <= sheet.width and box.y1 <= sheet.height
        for box in (text.box for text in marks(sheet, Text))
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_node_is_drawn_once_and_named_on_the_map_or_in_the_list(home_scene, form):
    scene = home_scene()

    sheet = poster(scene, FORMATS[form])

    drawn = [shape.id for shape in marks(sheet, Shape) if shape.id]
    assert sorted(drawn) == sorted(node.id for node in scene.nodes)
    named = {text.node for text in marks(sheet, Text) if text.node and not text.lines[0].isdigit()}
    assert named == set(drawn)
    assert {line.id for line in marks(sheet, Line) if line.id} == {edge.id for edge in scene.edges}


def test_all_names_of_the_home_map_fit_on_a_large_screen(home_scene):
    sheet = poster(home_scene(), FORMATS["screen"])

    assert [text.lines for text in marks(sheet, Text) if text.lines[0].isdigit()] == []


def test_who_is_numbered_stands_in_the_list_under_that_number(home_scene):
    scene = home_scene()
    sheet = poster(scene, FORMATS["laptop"])
    texts = marks(sheet, Text)

    on_map = {text.node: text.lines[0] for text in texts if text.node and text.lines[0].isdigit()}
    numbers = [text for text in texts if not text.node and text.lines[0].isdigit()]
    names = {text.y: text for text in texts if text.node and text.anchor == "start"}

    assert on_map
    in_list = {names[number.y].node: number.lines[0] for number in numbers}
    assert on_map == in_list


def test_few_names_are_written_large(sketch: Sketch):
    sheet = poster(sketch({"eidar": (0, 0), "Torget": (100, 40)}, "eidar-torget"), SMALL)

    sizes = {text.size for text in marks(sheet, Text) if text.node}
    assert sizes == {SIZES[0]}


def test_places_on_the_sheet_keep_the_order_and_the_proportions_of_the_scene(sketch: Sketch):
    scene = sketch({"eidar": (0, 0), "polisen": (100, 50), "Torget": (200, 80)})

    shapes = {shape.id: shape for shape in marks(poster(scene, SMALL), Shape) if shape.id}

    first, middle, last = (shapes[node] for node in ("actor:eidar", "actor:polisen", "initiative:torget"))
    assert (middle.x - first.x) / (last.x - first.x) == pytest.approx(100 / 200)
    assert (middle.y - first.y) / (last.y - first.y) == pytest.approx(50 / 80)


def test_what_is_not_near_the_focus_is_dimmed_and_nameless_but_stays_where_it_is(sketch: Sketch):
    places = {"eidar": (0, 0), "polisen": (100, 50), "Torget": (200, 80)}
    scene = sketch(places, "eidar-torget")
    plain = {shape.id: shape for shape in marks(poster(scene, SMALL), Shape)}

    sheet = poster(scene, SMALL, focus="actor:eidar")

    shown = {shape.id: shape for shape in marks(sheet, Shape)}
    assert {text.node for text in marks(sheet, Text) if text.node} == {"actor:eidar", "initiative:torget"}
    assert shown["actor:polisen"].fill != plain["actor:polisen"].fill
    assert shown["actor:eidar"].fill == plain["actor:eidar"].fill
    assert {node: (shape.x, shape.y) for node, shape in plain.items()} == {
        node: (shape.x, shape.y) for node, shape in shown.items()
    }


def test_a_tie_in_focus_keeps_its_two_ends(sketch: Sketch):
    scene = sketch(
        {"eidar": (0, 0), "polisen": (100, 50), "Torget": (200, 80)}, "eidar-torget polisen-torget"
    )

    sheet = poster(scene, SMALL, focus="tie:actor:eidar~initiative:torget")

    assert {text.node for text in marks(sheet, Text) if text.node} == {"actor:eidar", "initiative:torget"}


def test_a_focus_that_is_not_in_the_picture_dims_nothing(sketch: Sketch):
    scene = sketch({"eidar": (0, 0), "Torget": (200, 80)})

    assert poster(scene, SMALL, focus="actor:nobody") == poster(scene, SMALL)


def test_a_sheet_carries_title_legend_and_every_line_of_its_footer(sketch: Sketch):
    sheet = poster(sketch({"eidar": (0, 0)}), SMALL)

    words = " ".join(line for text in marks(sheet, Text) for line in text.lines)
    assert all(
        part in words for part in ("Vem & var <nu>", "2 aktörer", "Kommunal", "Läget 2021-06-30.", "Källa")
    )
    assert LIGHT["municipal"]["fill"] in {shape.fill for shape in marks(sheet, Shape)}


@pytest.mark.parametrize("theme", TONES)
def test_the_ground_is_that_of_the_theme(sketch: Sketch, theme):
    assert poster(sketch({}), SMALL, theme=theme).ground == TONES[theme]["background"]["fill"]


def test_an_empty_map_is_a_sheet_with_its_words(sketch: Sketch):
    sheet = poster(sketch({}), SMALL)

    assert [shape for shape in marks(sheet, Shape) if shape.id] == []
    assert "Vem & var <nu>" in {line for text in marks(sheet, Text) for line in text.lines}


def test_nodes_on_one_spot_are_both_drawn_and_named(sketch: Sketch):
    sheet = poster(sketch({"eidar": (5, 5), "Torget": (5, 5)}), SMALL)

    assert {text.node for text in marks(sheet, Text) if text.node} == {"actor:eidar", "initiative:torget"}
    assert overlaps(sheet) == []


def test_the_same_scene_gives_the_same_sheet(home_scene):
    assert poster(home_scene(), FORMATS["a4"]) == poster(home_scene(), FORMATS["a4"])


@pytest.mark.parametrize("kind", ["rings", "columns", "places"])
@pytest.mark.parametrize("mode", ["two_mode", "actors"])
def test_no_name_covers_another_or_a_heading_of_its_layout(home_scene, mode, kind):
    assert overlaps(poster(home_scene(mode=mode, kind=kind), FORMATS["screen"])) == []
