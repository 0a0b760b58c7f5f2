"""What is limited in time: known days are sharp edges, unknown ones fade and say so."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan import home_selection, open_package
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.charts.timeline import OWN, timeline_chart
from samverkan.gaps.exposure import exposures
from samverkan.i18n import LANGUAGES, translator

SV = translator("sv")
DAY = date(2021, 6, 30)


def chart_of(dataset, words=SV, **options):
    return timeline_chart(study(dataset, Selection(as_of=DAY)), words, **options)


def limited(drawn, *, funding=(), **cells):
    """Return a data set of one initiative."""
    rows = [{"initiative_id": "x", "funder_id": "delmos", **row} for row in funding]
    return drawn("a-x", initiatives=[{"id": "x", **cells}], funding=rows)


def stretches(chart, marks):
    """Return the pieces of the bars: first day, last day, whether it is certain."""
    return [(row["x"][:10], row["x2"][:10], row["strength"] == 1.0) for row in marks(chart, "bar")[0]["rows"]]


def test_every_limit_has_a_row_and_ordinary_money_and_the_unlimited_have_none(town):
    table = timeline_chart(town, SV).table

    assert list(table.itertuples(index=False, name=None)) == [
        ("Garden", "Pågår", "Insatsens egen tid", "2020", "2022-06"),
        ("Torget", "Pågår", "Delmos, statsbidrag", "2019", "okänt"),
    ]


def test_known_days_make_one_certain_bar_to_the_end_of_the_last(drawn, marks):
    chart = chart_of(limited(drawn, start="2020", end="2022-02"))

    assert stretches(chart, marks) == [("2020-01-01", "2022-02-28", True)]


def test_an_unknown_end_is_certain_until_the_day_and_then_fades(drawn, marks):
    chart = chart_of(limited(drawn, start="2020", permanence="temporary"))

    first, *rest = stretches(chart, marks)
    assert first == ("2020-01-01", "2021-06-30", True)
    assert rest
    assert all(not certain and begins >= "2021-06-30" for begins, _, certain in rest)
    strengths = [row["strength"] for row in marks(chart, "bar")[0]["rows"]]
    assert strengths == sorted(strengths, reverse=True)


def test_of_what_has_no_date_nothing_is_certain(drawn, marks):
    chart = chart_of(limited(drawn, permanence="temporary"))

    pieces = stretches(chart, marks)
    assert not any(certain for _, _, certain in pieces)
    assert min(begins for begins, _, _ in pieces) < "2021-06-30" < max(ends for _, ends, _ in pieces)


def test_what_has_ended_does_not_fade_beyond_its_end(drawn, marks):
    chart = chart_of(limited(drawn, end="2020"))

    pieces = stretches(chart, marks)
    assert max(ends for _, ends, _ in pieces) == "2020-12-31"
    assert not any(certain for _, _, certain in pieces)
    assert chart.table["Läge"].tolist() == ["Avslutad"]


def test_what_is_only_planned_has_been_nothing_before(drawn, marks):
    chart = chart_of(limited(drawn, status="planned", permanence="temporary"))

    assert min(begins for begins, _, _ in stretches(chart, marks)) == "2021-06-30"
    assert "(planerad)" in str(marks(chart, "text")[0]["encoding"]["y"]["axis"]["labelExpr"])


def test_the_day_that_all_is_about_is_a_line_with_its_name(town, marks):
    chart = timeline_chart(town, SV)

    (line,) = marks(chart, "rule")
    assert [row["x"][:10] for row in line["rows"]] == [town.as_of.isoformat()]
    assert line["rows"][0]["text"] == SV("head.as_of", date=town.as_of.isoformat())


def test_two_grants_of_one_initiative_are_two_bars_under_one_name(drawn, marks):
    grants = [{"kind": "state_grant", "end": "2022"}, {"kind": "foundation", "end": "2023", "scope": "part"}]
    chart = chart_of(limited(drawn, funding=grants))

    assert [row["bar"] for row in marks(chart, "text")[0]["rows"]] == [0, 1]
    assert marks(chart, "text")[0]["encoding"]["y"]["axis"]["labelExpr"] == '["X", ""][datum.value]'
    assert list(chart.table["Till"]) == ["2022", "2023"]
    assert chart.table.iloc[1, 2] == "Delmos, stiftelse, en del"


def test_an_initiative_s_own_time_that_is_that_of_its_money_is_not_drawn_twice(drawn):
    grants = [{"kind": "state_grant", "start": "2020", "end": "2022"}]

    table = chart_of(limited(drawn, funding=grants, start="2020", end="2022")).table

    assert len(table) == 1


@pytest.mark.parametrize(
    "kind", [kind for kind in VOCABULARIES["funding_kind"] if kind != "ordinary"] + [OWN]
)
def test_every_kind_of_limit_has_a_colour_of_its_own(drawn, marks, kind):
    others = [{"kind": name, "end": "2024"} for name in VOCABULARIES["funding_kind"]]
    (bars,) = marks(chart_of(limited(drawn, funding=others, start="2020", end="2023")), "bar")

    scale = bars["encoding"]["color"]["scale"]
    own = SV("chart.timeline.own") if kind == OWN else SV(f"vocabulary.funding_kind.{kind}").capitalize()
    assert own in scale["domain"]
    assert len({*scale["range"]}) == len(scale["domain"]) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_explains_itself_in_both_languages(town, texts, language):
    words = translator(language)

    told = texts(timeline_chart(town, words, link="/sarbarhet"))

    assert words("chart.timeline.reading") in told
    assert words("chart.timeline.open", n=1) in told
    assert "/sarbarhet" in told


def test_where_nothing_is_limited_the_timeline_says_so(drawn, texts):
    chart = chart_of(drawn("a-x"))

    assert SV("chart.timeline.none") in texts(chart)
    assert chart.table.empty


def test_on_the_real_data_nothing_limited_that_counts_is_left_out():
    dataset = open_package().dataset
    home = study(dataset, home_selection(dataset))

    table = timeline_chart(home, SV).table

    names = dataset.names["initiatives"]
    assert {names[limit.initiative] for limit in exposures(home)} <= set(table["Insats"])


def test_with_less_room_what_is_over_goes_first_then_what_is_planned_and_the_chart_says_so(
    drawn, marks, texts
):
    times = {"v": ("2022", "2023"), "x": ("2018", "2019"), "y": ("2018", "2024"), "z": ("2018", "2020")}
    rows = [{"id": name, "start": start, "end": end} for name, (start, end) in times.items()]
    dataset = drawn("a-v a-x a-y a-z", initiatives=rows)

    def drawn_with(most):
        chart = chart_of(dataset, most=most)
        assert SV("chart.timeline.shown", n=most, all=4) in texts(chart)
        assert len(chart.table) == 4
        return {row["tip"].partition(":")[0] for row in marks(chart, "bar")[0]["rows"]}

    assert drawn_with(3) == {"V", "Y", "Z"}
    assert drawn_with(2) == {"V", "Y"}
    assert drawn_with(1) == {"Y"}
    assert "visas:" not in chart_of(dataset).around.subtitle
