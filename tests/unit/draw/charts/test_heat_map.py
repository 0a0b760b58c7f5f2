"""Grids of counts: holes are seen, named and not taken for an answer."""

from __future__ import annotations

import pytest

from samverkan.analysis.coverage import coverage
from samverkan.analysis.sharing import shared_target_groups
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import ACROSS
from samverkan.draw.charts.heat_map import HOLE, SHADES, coverage_chart, sharing_chart
from samverkan.draw.palette import TONES, contrast
from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")


def covered(chosen, across="sectors", words=SV, **options):
    return coverage_chart(chosen, coverage(chosen, across=across), words, across=across, **options)


def cells(chart, marks):
    layer = marks(chart, "text")[0]
    return {(row["row"], row["column"]): row["text"] for row in layer["rows"]}


def test_a_cell_holds_its_count_and_a_hole_its_sign(town, marks):
    assert cells(covered(town), marks) == {
        ("Unga", "Kommunal"): "2",
        ("Unga", "Statlig"): "1",
        ("Unga", "Civilsamhälle"): "1",
        ("Barn", "Kommunal"): "1",
        ("Barn", "Statlig"): HOLE,
        ("Barn", "Civilsamhälle"): "1",
        ("Vuxna", "Kommunal"): HOLE,
        ("Vuxna", "Statlig"): "1",
        ("Vuxna", "Civilsamhälle"): HOLE,
    }


def test_what_is_reached_only_in_general_or_in_part_is_no_hole(drawn, marks):
    dataset = drawn(
        "eidar-torget ifk-garden",
        actors=[{"id": "eidar", "sector": "municipal"}, {"id": "ifk"}],
        target_groups=[{"id": "unga"}, {"id": "flickor", "broader_ids": "unga"}],
        serves="torget-unga garden-flickor",
    )

    told = cells(covered(study(dataset, Selection())), marks)

    assert told["Flickor", "Kommunal"] == "(1)"
    assert told["Unga", "Civilsamhälle"] == "[1]"


def test_holes_are_dashed_and_named_those_of_the_largest_groups_first(town, marks):
    chart = covered(town)

    _, holes = marks(chart, "rect")

    assert holes["mark"]["strokeDash"]
    assert holes["transform"] == [{"filter": "datum.is_hole"}]
    named = "Barn – Statlig; Vuxna – Kommunal; Vuxna – Civilsamhälle"
    assert SV("chart.coverage.holes", n=3, names=named) in chart.around.footer


def test_sectors_stand_in_their_own_order_and_places_by_name_in_swedish(drawn):
    dataset = drawn(
        "a-x",
        initiatives=[{"id": "x", "place_ids": "aby|zon|vik"}],
        places=[{"id": "aby", "name": "Åby"}, {"id": "zon"}, {"id": "vik"}],
        serves="x-unga",
    )

    table = covered(study(dataset, Selection()), across="places").table

    assert list(table.columns) == ["Målgrupp", "Vik", "Zon", "Åby"]


def test_the_table_has_every_group_and_says_none_known_in_words(town):
    chart = covered(town, most=1)

    assert list(chart.table["Målgrupp"]) == ["Unga", "Barn", "Vuxna"]
    assert list(chart.table["Statlig"]) == ["1", SV("chart.coverage.hole"), "1"]
    assert SV("chart.coverage.shown", n=1, all=3) in chart.around.subtitle


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_counts_can_be_read_on_every_shade(theme):
    ink = TONES[theme]["text"]["fill"]

    assert all(contrast(ink, shade) >= 4.5 for shade in SHADES[theme])


@pytest.mark.parametrize("across", ACROSS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_is_explained_in_both_languages(town, texts, across, language):
    words = translator(language)

    told = texts(covered(town, across, words, link="/malgrupper"))

    assert words(f"chart.coverage.reading_{across}") in told
    assert "/malgrupper" in told


@pytest.mark.parametrize("across", ACROSS)
def test_of_nothing_the_grid_says_why(nothing, texts, across):
    chart = covered(nothing, across)

    assert SV("page.target_groups.no_coverage") in texts(chart)
    assert chart.table.empty


def test_shared_groups_are_counted_two_by_two(town, marks):
    chart = sharing_chart(town, shared_target_groups(town), SV)

    told = cells(chart, marks)
    assert told["Eidar", "Polisen"] == told["Polisen", "Eidar"] == "1"
    assert told["Eidar", "IFK"] == "2"
    assert told["Eidar", "Eidar"] == "(2)"
    assert list(chart.table.columns) == ["Aktör", "Eidar", "IFK", "Polisen"]


def test_where_nobody_turns_to_anybody_the_grid_of_pairs_says_so(nothing, texts):
    chart = sharing_chart(nothing, shared_target_groups(nothing), SV)

    assert SV("page.target_groups.no_pairs") in texts(chart)
    assert chart.table.empty
