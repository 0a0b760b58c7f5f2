from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from samverkan.draw.poster import FORMATS
from samverkan.draw.scene import Scene, SceneHull
from samverkan.draw.sheet import Line, Shape, Sheet, Text
from samverkan.draw.slides import MOST_NODES, N_OF_ACTORS, SLIDE, slides
from samverkan.i18n import translator

SV = translator("sv")
Sketch = Callable[..., Scene]
POLICE = "actor:polisen-trollhattan"


def nodes_of(sheet: Sheet) -> set[str]:
    return {mark.id for mark in sheet.marks if isinstance(mark, Shape) and mark.id}


def ties_of(sheet: Sheet) -> set[str]:
    return {mark.id for mark in sheet.marks if isinstance(mark, Line) and mark.id}


def words_of(sheet: Sheet, part: str) -> str:
    return " ".join(
        line for mark in sheet.marks if isinstance(mark, Text) and mark.part == part for line in mark.lines
    )


def crowd(sketch: Sketch, n_actors: int, ties: str = "") -> Scene:
    """Draw actors a0, a1, … in one row, the first the most important."""
    scene = sketch({f"a{number}": (number * 10, number % 7) for number in range(n_actors)} | TOWN, ties)
    ranked = [replace(node, priority=2 - number / 1000) for number, node in enumerate(scene.nodes)]
    return replace(scene, nodes=tuple(ranked))


TOWN = {"Torget": (5, 5), "Parken": (9, 2)}


@pytest.mark.parametrize("mode", ["two_mode", "actors"])
@pytest.mark.parametrize("level", ["unit", "department"])
def test_no_slide_of_the_home_map_shows_too_much_and_all_that_is_shown_is_named(home_scene, level, mode):
    sheets = slides(home_scene(level, mode), SV)

    assert len(sheets) == 1 + N_OF_ACTORS
    for sheet in sheets:
        named = [mark.node for mark in sheet.marks if isinstance(mark, Text) and mark.node]
        assert len(nodes_of(sheet)) <= MOST_NODES
        assert sorted(named) == sorted(nodes_of(sheet)), "one name each, and no list of numbers"


def test_letters_are_never_smaller_than_12_points(home_scene):
    per_pixel = 960 / SLIDE.width

    sizes = {
        mark.size * per_pixel
        for sheet in slides(home_scene(), SV)
        for mark in sheet.marks
        if isinstance(mark, Text) and mark.node
    }

    assert min(sizes) >= 12


def test_what_fits_on_one_slide_is_shown_whole_with_its_own_words(sketch: Sketch):
    scene = sketch({"eidar": (0, 0), "polisen": (9, 9), **TOWN}, "eidar-torget polisen-torget")

    (sheet,) = slides(scene, SV)

    assert nodes_of(sheet) == {node.id for node in scene.nodes}
    assert ties_of(sheet) == {edge.id for edge in scene.edges}
    assert words_of(sheet, "title") == scene.title
    assert words_of(sheet, "subtitle") == scene.subtitle


def test_the_first_slide_shows_the_most_important_actors_and_where_two_of_them_meet(sketch: Sketch):
    scene = crowd(sketch, 60, "a0-torget a1-torget a2-parken a59-parken")

    first = slides(scene, SV)[0]

    assert nodes_of(first) == {f"actor:a{number}" for number in range(39)} | {"initiative:torget"}


def test_a_slide_says_what_it_leaves_out(sketch: Sketch):
    first = slides(crowd(sketch, 60, "a0-torget a1-torget a2-parken"), SV)[0]

    told = words_of(first, "subtitle")
    assert "Visas: 39 aktörer och 1 insats." in told
    assert "Ryms inte här: 21 aktörer och 1 insats." in told


def test_an_actor_s_slide_holds_its_initiatives_and_who_else_takes_part(sketch: Sketch):
    scene = crowd(sketch, 60, "a0-torget a1-torget a1-parken a2-parken")

    of_first = slides(scene, SV)[1]

    assert nodes_of(of_first) == {"actor:a0", "initiative:torget", "actor:a1"}
    assert words_of(of_first, "title") == "A0: insatser och medverkande"
    assert "Ryms inte" not in words_of(of_first, "subtitle")


def test_an_actor_that_is_tied_to_nobody_gets_no_slide(sketch: Sketch):
    sheets = slides(crowd(sketch, 60, "a0-torget a5-torget"), SV)

    assert [words_of(sheet, "title").partition(":")[0] for sheet in sheets[1:]] == ["A0", "A5"]


def test_a_crowd_around_one_initiative_is_cut_and_the_slide_says_so(sketch: Sketch):
    scene = crowd(sketch, 60, " ".join(f"a{number}-torget" for number in range(60)))

    (sheet,) = slides(scene, SV, focus="initiative:torget")

    shown = nodes_of(sheet)
    assert 13 < len(shown) <= MOST_NODES
    assert {"initiative:torget", "actor:a0", "actor:a1"} <= shown
    assert f"Ryms inte här: {61 - len(shown)} aktörer." in words_of(sheet, "subtitle")


@pytest.mark.parametrize("focus", ["actor:a1", "tie:actor:a1~initiative:torget"])
def test_with_a_focus_there_is_one_slide_about_it(sketch: Sketch, focus):
    (sheet,) = slides(crowd(sketch, 60, "a0-torget a1-torget"), SV, focus=focus)

    assert words_of(sheet, "title") == "A1: insatser och medverkande"


def test_a_way_is_shown_with_all_between_its_ends_and_nothing_else(sketch: Sketch):
    scene = crowd(sketch, 60, "a0-torget a1-torget a1-parken a2-parken a3-parken")

    (sheet,) = slides(scene, SV, focus="way:actor:a0~actor:a2")

    assert nodes_of(sheet) == {
        *("actor:a0", "actor:a1", "actor:a2"),
        *("initiative:torget", "initiative:parken"),
    }
    assert words_of(sheet, "title") == SV("way.title", one="A0", other="A2")


def test_two_that_no_way_joins_are_shown_with_that_in_words(sketch: Sketch):
    (sheet,) = slides(crowd(sketch, 60, "a0-torget"), SV, focus="way:actor:a0~actor:a2")

    assert nodes_of(sheet) == {"actor:a0", "actor:a2"}
    assert words_of(sheet, "subtitle").startswith(SV("way.none"))


def test_a_focus_that_is_not_in_the_picture_changes_nothing(sketch: Sketch):
    scene = crowd(sketch, 60, "a0-torget a1-torget")

    assert slides(scene, SV, focus="actor:nobody") == slides(scene, SV)


def test_the_police_s_slide_keeps_the_names_that_the_map_has(home_scene):
    scene = home_scene()
    ties = {(edge.source, edge.target) for edge in scene.edges}

    (sheet,) = slides(scene, SV, focus=POLICE)

    own = {initiative for actor, initiative in ties if actor == POLICE}
    assert own <= nodes_of(sheet)
    assert all(actor in nodes_of(sheet) for actor, initiative in ties if initiative in own)


def test_signs_on_a_slide_do_not_lie_on_each_other(home_scene):
    for sheet in slides(home_scene(), SV):
        signs = [mark for mark in sheet.marks if isinstance(mark, Shape) and mark.id]
        assert [
            (one.id, other.id)
            for one, other in combinations(signs, 2)
            if abs(one.x - other.x) < (one.radius + other.radius) * 0.8
            and abs(one.y - other.y) < (one.radius + other.radius) * 0.8
        ] == []


def test_nothing_is_one_slide_with_its_words(sketch: Sketch):
    (sheet,) = slides(sketch({}), SV)

    assert nodes_of(sheet) == set()
    assert words_of(sheet, "title") == "Vem & var <nu>"


def test_a_legend_lists_only_what_a_slide_shows(home_scene):
    for sheet in slides(home_scene(), SV):
        signs = [mark for mark in sheet.marks if isinstance(mark, Shape)]
        shown, listed = (
            {sign.form for sign in signs if bool(sign.id) == is_node} for is_node in (True, False)
        )
        assert listed - {"dot"} <= shown <= listed, "what is not counted is listed as a hollow dot"


def test_a_slide_is_as_wide_as_a_screen_is():
    assert SLIDE.width / SLIDE.height == pytest.approx(16 / 9)
    assert FORMATS["screen"].width / FORMATS["screen"].height == pytest.approx(16 / 9)


def test_a_slide_about_an_opened_actor_shows_its_parts_and_what_they_are_in(sketch):
    places = {"a": (0.0, 0.0), "c": (50.0, 0.0), "d": (90.0, 0.0), "X": (0.0, 50.0), "Y": (50.0, 50.0)}
    scene = sketch(places, "a-x c-y d-y d-x")
    opened = replace(scene, hulls=(SceneHull("Delar", ("actor:a", "actor:c"), (), (), of="actor:kultur"),))

    (sheet,) = slides(opened, SV, focus="actor:kultur")

    assert nodes_of(sheet) == {"actor:a", "actor:c", "initiative:x", "initiative:y"}
    assert ties_of(sheet) == {"tie:actor:a~initiative:x", "tie:actor:c~initiative:y"}
