from __future__ import annotations

from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.draw.neighbourhood import Room, neighbourhood
from samverkan.draw.sheet import Line, Text
from samverkan.i18n import translator

WORDS = translator("sv")
WIDE = Room(680, 10, 10)


def sheet_of(data, initiatives, *, room=WIDE, actor=""):
    return neighbourhood(study(data, Selection()), initiatives, WORDS, room=room, title="Karta", actor=actor)


def texts(sheet):
    return [" ".join(mark.lines) for mark in sheet.marks if isinstance(mark, Text)]


def ties(sheet):
    lines = [mark for mark in sheet.marks if isinstance(mark, Line) and mark.source]
    return {(line.source.partition(":")[2], line.target.partition(":")[2]): line.dashed for line in lines}


def test_every_name_and_every_link_is_drawn_once(drawn):
    sheet = sheet_of(drawn("eidar-torget polisen-torget eidar-laxan"), ["torget", "laxan"], actor="eidar")

    names = texts(sheet)
    assert [names.count(name) for name in ("Eidar", "Polisen", "Torget", "Laxan")] == [1, 1, 1, 1]
    assert set(ties(sheet)) == {("eidar", "torget"), ("polisen", "torget"), ("eidar", "laxan")}


def test_what_a_source_only_implies_is_dashed_and_explained(drawn):
    rows = [{"actor_id": "eidar", "initiative_id": "torget", "certainty": "inferred"}]

    sheet = sheet_of(drawn(rows), ["torget"])

    assert ties(sheet) == {("eidar", "torget"): True}
    assert WORDS("legend.implied") in texts(sheet)


def test_what_there_is_no_room_for_is_counted(drawn):
    data = drawn("a-x b-x c-x d-y")

    sheet = sheet_of(data, ["x", "y"], room=Room(680, 1, 2))

    assert WORDS.count("brief.map.more_initiatives", 1) in texts(sheet)
    assert WORDS.count("brief.map.more_actors", 1) in texts(sheet)


def test_no_initiative_stands_as_if_nobody_were_in_it_for_want_of_room(drawn):
    """Two actors are in most, but a third is the only one in z."""
    data = drawn("a-x a-y b-x b-y c-z")

    sheet = sheet_of(data, ["x", "y", "z"], room=Room(680, 3, 2))

    assert {initiative for _, initiative in ties(sheet)} == {"x", "y", "z"}


def test_no_line_runs_over_a_name(drawn):
    data = drawn(
        "eidar-kort eidar-lang",
        initiatives=[{"id": "kort"}, {"id": "lang", "name": "En insats med ett mycket långt namn"}],
    )
    sheet = sheet_of(data, ["kort", "lang"])

    names = [mark for mark in sheet.marks if isinstance(mark, Text) and mark.node]
    right = max(mark.x for mark in names if mark.node == "initiative:lang")
    slanted = [mark for mark in sheet.marks if isinstance(mark, Line) and mark.y0 != mark.y1]
    assert all(line.x0 > right for line in slanted)


def test_nobody_to_draw_is_no_picture(drawn):
    data = drawn(initiatives=[{"id": "torget"}])

    assert sheet_of(data, ["torget"]) is None
    assert sheet_of(data, []) is None


def test_those_who_cannot_see_it_are_told_who_is_in_what(drawn):
    sheet = sheet_of(drawn("eidar-torget polisen-torget"), ["torget"])

    assert sheet.description == "Torget: Eidar, Polisen."
