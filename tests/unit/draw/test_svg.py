from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from samverkan.draw.palette import SIGNS
from samverkan.draw.poster import FORMATS, Format, poster
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Area, Line, Shape, Sheet, Text
from samverkan.draw.svg import svg

Sketch = Callable[..., Scene]
SVG = "{http://www.w3.org/2000/svg}"


def parsed(sheet: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(svg(sheet))  # noqa: S314  # our own


def drawn(scene: Scene) -> ElementTree.Element:
    return parsed(poster(scene, Format(640, 420)))


def test_nodes_ties_and_texts_are_those_of_the_scene(home_scene):
    scene = home_scene()

    root = parsed(poster(scene, FORMATS["screen"]))

    known = {node.id for node in scene.nodes} | {edge.id for edge in scene.edges}
    assert {element.get("data-id") for element in root.iter() if element.get("data-id")} == known
    assert {text.get("data-node") for text in root.iter(f"{SVG}text") if text.get("data-node")} == {
        node.id for node in scene.nodes
    }


def test_every_node_says_what_it_is(sketch: Sketch):
    root = drawn(sketch({"eidar": (0, 0)}))

    (circle,) = (element for element in root.iter(f"{SVG}circle") if element.get("data-id"))
    assert circle.findtext(f"{SVG}title").startswith("Eidar")


def test_a_name_is_never_markup(sketch: Sketch):
    root = drawn(sketch({"<script>alert(1)</script>&": (0, 0)}))

    assert [element for element in root.iter() if "script" in element.tag] == []
    assert "alert(1)" in " ".join(root.itertext())


def test_the_picture_has_a_title_a_description_and_a_language(sketch: Sketch):
    root = drawn(sketch({"eidar": (0, 0)}))

    assert root.findtext(f"{SVG}title") == "Vem & var <nu>"
    assert "Källa: Sidan." in root.findtext(f"{SVG}desc")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert root.get("role") == "img"


def test_nothing_outside_the_file_is_asked_for(sketch: Sketch):
    text = svg(poster(sketch({"eidar": (0, 0)}), Format(640, 420)))

    assert text.replace("http://www.w3.org/2000/svg", "").count("http") == 0
    assert "url(data:font/ttf;base64," in text
    assert "href" not in text


def test_without_the_font_the_file_is_small(sketch: Sketch):
    sheet = poster(sketch({"eidar": (0, 0)}), Format(640, 420))

    assert len(svg(sheet, with_font=False)) < len(svg(sheet)) / 10


def test_dashes_halos_and_areas_are_written():
    marks = (
        Line(0, 0, 9, 9, 1, "#000000", dashed=True),
        Text(5, 5, ("a",), 12, "#000000", halo="#ffffff", anchor="end"),
        Area(((0, 0), (5, 0), (5, 5)), "", "#cccccc"),
    )

    root = parsed(Sheet(10, 10, "#ffffff", "", "", "sv", marks))

    assert root.find(f"{SVG}line").get("stroke-dasharray")
    assert root.find(f"{SVG}text").get("paint-order") == "stroke"
    assert root.find(f"{SVG}text").get("text-anchor") == "end"
    assert root.find(f"{SVG}polygon").get("fill") == "none"


def test_a_sign_is_drawn_with_all_that_it_says_and_named_once() -> None:
    marks = tuple(
        Shape("square", 20.0, 20.0, 10.0, "#ffffff", "#000000", id=status, title=status, sign=SIGNS[status])
        for status in ("ongoing", "unknown", "planned", "overdue", "ended")
    )
    root = parsed(Sheet(40, 40, "#ffffff", "", "", "sv", marks))

    drawn = {
        element.get("data-id"): (
            sorted({part.tag.rpartition("}")[2] for part in element.iter()} - {"title", "g"}),
            any(part.get("stroke-dasharray") for part in element.iter()),
        )
        for element in root
        if element.get("data-id")
    }
    assert drawn == {
        "ongoing": (["polygon"], False),
        "unknown": (["circle", "polygon"], False),
        "planned": (["polygon"], True),
        "overdue": (["circle", "polygon"], True),
        "ended": (["line", "polygon"], False),
    }
    assert len([part for part in root.iter() if part.get("data-id")]) == len(marks)


def test_a_dotted_line_is_another_than_a_dashed_one() -> None:
    lines = (
        Line(0, 0, 9, 9, 1.0, "#000000"),
        Line(0, 0, 9, 9, 1.0, "#000000", dashed=True),
        Line(0, 0, 9, 9, 1.0, "#000000", dotted=True),
    )
    root = parsed(Sheet(40, 40, "#ffffff", "", "", "sv", lines))

    dashes = [part.get("stroke-dasharray") for part in root.iter() if part.tag.endswith("line")]
    assert dashes == [None, "5 4", "1.6 3.2"]
