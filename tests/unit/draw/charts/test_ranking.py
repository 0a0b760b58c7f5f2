"""Who stands where, and how far the order can be trusted."""

from __future__ import annotations

import pytest

from samverkan.analysis.centrality import measures
from samverkan.analysis.stability import dropped_runs, intervals
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.charts.ranking import ranking_chart
from samverkan.draw.measured import measure_format, measure_text
from samverkan.draw.palette import TONES
from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")


def ranked(chosen, by="initiatives", **options):
    runs = dropped_runs(chosen.network)
    return ranking_chart(chosen, runs.observed, runs, SV, by=by, **options)


def test_the_table_has_every_actor_in_order_with_the_places_that_it_may_have(town):
    chart = ranked(town)

    places = intervals(dropped_runs(town.network), "initiatives")
    names = {"eidar": "Eidar", "ifk": "Ifk", "polisen": "Polisen"}
    spans = [str(row.low) if row.low == row.high else f"{row.low}–{row.high}" for row in places.itertuples()]
    expected = list(zip([names[str(actor)] for actor in places.index], places["rank"], spans, strict=True))
    assert list(chart.table[["Aktör", "Plats", "Kan stå på plats"]].itertuples(index=False, name=None)) == (
        expected
    )
    assert list(chart.table["Insatser"]) == ["2", "2", "1"]


def test_bars_have_the_values_and_the_colours_of_the_sectors(town, marks):
    (bars,) = marks(ranked(town), "bar")

    assert [(row["label"], row["value"]) for row in bars["rows"]] == [
        ("Eidar", 2),
        ("Polisen", 2),
        ("IFK", 1),
    ]
    assert bars["encoding"]["x"]["field"] == "value"
    scale = bars["encoding"]["color"]["scale"]
    light = TONES["light"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "Kommunal": light["municipal"]["fill"],
        "Statlig": light["state"]["fill"],
        "Civilsamhälle": light["civil_society"]["fill"],
    }


def test_what_an_office_program_draws_has_the_same_bars_and_says_places_and_sectors_beside_the_names(
    town, marks
):
    chart = ranked(town)

    (drawn,) = marks(chart, "bar")
    bars = chart.bars
    assert list(bars.values) == [row["value"] for row in drawn["rows"]]
    assert list(bars.groups) == [row["group"] for row in drawn["rows"]]
    scale = drawn["encoding"]["color"]["scale"]
    assert dict(bars.colours) == dict(zip(scale["domain"], scale["range"], strict=True))
    intervals = list(chart.table["Kan stå på plats"])
    assert list(bars.labels) == [
        f"{name} ({sector.lower()}, plats {interval})"
        for name, sector, interval in zip(
            ("Eidar", "Polisen", "IFK"), chart.table["Sektor"], intervals, strict=True
        )
    ]


def test_bars_alone_are_not_explained_by_points_and_lines_that_they_lack(town):
    chart = ranked(town)

    assert SV("chart.ranking.reading") in chart.around.footer
    assert SV("chart.ranking.reading") not in chart.bars.footer
    assert SV("chart.ranking.reading_bars") in chart.bars.footer
    assert len(chart.bars.footer) == len(chart.around.footer)


def test_without_intervals_bars_say_no_places_but_the_sectors(town):
    chart = ranking_chart(town, measures(town.network), None, SV, by="initiatives")

    assert [label.partition(" (")[0] for label in chart.bars.labels] == ["Eidar", "Polisen", "IFK"]
    assert [f"({sector.lower()})" for sector in chart.table["Sektor"]] == [
        label.partition(" ")[2] for label in chart.bars.labels
    ]
    assert SV("chart.ranking.reading_bars") not in chart.bars.footer


@pytest.mark.parametrize("by", MEASURES)
def test_a_spreadsheet_writes_a_measure_with_as_many_decimals_as_we(by):
    written = measure_text(by, 0.5, SV) if by in ("eigenvector", "betweenness", "closeness") else "1"

    decimals = len(written.rstrip(" %\N{NO-BREAK SPACE}").partition(",")[2])
    assert len(measure_format(by).rstrip("%").partition(".")[2]) == decimals
    assert ("%" in measure_format(by)) == ("%" in written)


def test_a_line_reaches_over_the_places_of_an_actor_and_its_point_stands_within(town, marks):
    chart = ranked(town)

    (lines,), (points,) = marks(chart, "rule"), marks(chart, "point")

    assert (lines["encoding"]["x"]["field"], lines["encoding"]["x2"]["field"]) == ("low", "high")
    assert points["encoding"]["x"]["field"] == "rank"
    assert len({*points["encoding"]["shape"]["scale"]["range"]}) == 3
    assert all(row["low"] <= row["rank"] <= row["high"] for row in lines["rows"])


def test_the_shaded_field_holds_the_places_of_the_first(town, marks):
    chart = ranked(town)

    ((band,),) = [layer["rows"] for layer in marks(chart, "rect")]

    first = marks(chart, "rule")[0]["rows"][0]
    assert (band["first"], band["last"]) == (first["low"] - 0.5, first["high"] + 0.5)


def test_without_intervals_there_is_neither_line_nor_field(town, marks):
    chart = ranking_chart(town, measures(town.network), None, SV, by="initiatives")

    assert marks(chart, "rule") == marks(chart, "rect") == []
    assert set(chart.table["Kan stå på plats"]) == {"–"}


def test_two_actors_of_the_same_short_name_stay_two(drawn, marks):
    actors = [{"id": name, "short_name": "Skolan"} for name in ("norra", "sodra")]
    chosen = study(drawn("norra-x sodra-x sodra-y", actors=actors), Selection())

    (bars,) = marks(ranked(chosen), "bar")

    assert [(row["row"], row["label"], row["value"]) for row in bars["rows"]] == [
        (0, "Skolan", 2),
        (1, "Skolan", 1),
    ]
    assert bars["encoding"]["y"]["field"] == "row"


def test_only_the_first_are_drawn_and_the_picture_says_of_how_many(town, marks):
    chart = ranked(town, most=2)

    assert len(marks(chart, "bar")[0]["rows"]) == 2
    assert SV("chart.ranking.shown", n=2, all=3) in chart.around.subtitle
    assert len(chart.table) == 3


@pytest.mark.parametrize("by", MEASURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_is_drawn_and_explained_in_both_languages(town, texts, by, language):
    words, runs = translator(language), dropped_runs(town.network)

    told = texts(ranking_chart(town, runs.observed, runs, words, by=by, link="/aktorer?by=x"))

    for key in (f"measure.{by}.meaning", f"measure.{by}.misleads", "chart.ranking.reading"):
        assert words(key) in told
    assert words(f"measure.{by}.axis") in told
    assert "/aktorer?by=x" in told


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_of_nothing_the_chart_says_why(nothing, texts, theme):
    chart = ranked(nothing, theme=theme)

    assert SV("chart.empty") in texts(chart)
    assert chart.table.empty
