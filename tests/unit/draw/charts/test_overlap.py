"""Which target groups are shared by which actors, all at once."""

from __future__ import annotations

import pytest

from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.draw.charts.overlap import MOST_ACTORS, Combination, combinations, overlap_chart
from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")


def test_a_group_stands_in_the_one_combination_of_all_that_turn_to_it():
    reaches = {"a": ["unga", "barn", "vuxna"], "b": ["unga", "barn"], "c": ["unga"]}

    assert combinations(reaches) == (
        Combination(("a", "b", "c"), ("unga",)),
        Combination(("a", "b"), ("barn",)),
    )


def test_combinations_with_most_groups_come_first():
    reaches = {"a": ["x", "y"], "b": ["x", "y"], "c": ["z"], "d": ["z"]}

    assert [len(one.groups) for one in combinations(reaches)] == [2, 1]


def test_what_nobody_shares_is_no_combination():
    assert combinations({"a": ["x"], "b": ["y"]}) == ()


def test_columns_are_combinations_with_bars_as_high_as_their_groups_are_many(town, marks):
    chart = overlap_chart(town, SV)

    (bars,) = marks(chart, "bar")
    assert [(row["column"], row["n"], row["label"]) for row in bars["rows"]] == [
        (0, 1, "Unga"),
        (1, 1, "Barn"),
    ]
    assert bars["encoding"]["y"]["field"] == "n"


def test_dots_say_who_is_in_a_combination(town, marks):
    dots = marks(overlap_chart(town, SV), "point")[0]

    labels = dots["encoding"]["y"]["axis"]["labelExpr"]
    assert labels == '["Eidar (2)", "IFK (2)", "Polisen (2)"][datum.value]'
    assert [row["is_in"] for row in dots["rows"]] == [True, True, True, True, True, False]


def test_groups_that_do_not_fit_below_a_column_are_counted_and_named_in_full_when_pointed_at(drawn, marks):
    groups = [{"id": f"g{n}", "name": f"Föräldrar till barn {n}"} for n in range(3)]
    serves = " ".join(f"{where}-g{n}" for where in ("x", "y") for n in range(3))
    dataset = drawn("a-x b-y", target_groups=groups, serves=serves)

    (bars,) = marks(overlap_chart(study(dataset, Selection()), SV), "bar")

    (row,) = bars["rows"]
    assert row["label"] == "Föräldrar till barn 0 +2"
    assert row["tip"].endswith("Föräldrar till barn 0, Föräldrar till barn 1, Föräldrar till barn 2")


def test_the_table_names_actors_and_groups(town):
    assert list(overlap_chart(town, SV).table.itertuples(index=False, name=None)) == [
        ("Eidar, Ifk och Polisen", 1, "Unga"),
        ("Eidar och Ifk", 1, "Barn"),
    ]


def test_only_those_with_most_groups_are_drawn(drawn, marks):
    many = [f"a{place:02}" for place in range(MOST_ACTORS + 3)]
    links = " ".join(f"{actor}-x" for actor in many)
    chart = overlap_chart(study(drawn(f"{links} a10-y", serves="x-unga y-barn"), Selection()), SV)

    rows = marks(chart, "point")[0]["rows"]
    assert len(rows) == MOST_ACTORS
    assert "A10 (2)" in marks(chart, "point")[0]["encoding"]["y"]["axis"]["labelExpr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overlap_explains_itself_in_both_languages(town, texts, language):
    words = translator(language)

    told = texts(overlap_chart(town, words, link="/malgrupper"))

    assert words("chart.overlap.reading") in told
    assert words("chart.overlap.exact") in told
    assert "/malgrupper" in told


def test_where_nobody_shares_a_group_the_chart_says_so(nothing, texts):
    chart = overlap_chart(nothing, SV)

    assert SV("page.target_groups.no_pairs") in texts(chart)
    assert chart.table.empty
