"""What is limited in time, and by what: each initiative with its time-limited funding and its own end.

A known day is a sharp edge. Where the sources give none the bar fades out: something goes on that day, and
nobody has said since when or until when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from samverkan.domain.dataset import records
from samverkan.domain.periods import first_day, last_day
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import PLANNED, VOCABULARIES
from samverkan.draw.charts.chart import Chart, Drawing, silent
from samverkan.draw.charts.look import ROW_PX, TEXT_PX, Theme, margin_px, named, part_of, tone
from samverkan.draw.explaining import explanation, where
from samverkan.gaps.exposure import exposures
from samverkan.i18n import Translator

OWN = "own"
"""The kind of a period that is the initiative's own, no funding's."""

_TONES: Mapping[str, str] = {
    "state_grant": "state",
    "regional_grant": "regional",
    "foundation": "civil_society",
    "social_investment": "academia",
    "other": "business",
    OWN: "other",
}
"""Kind of a period to its tone; money from a sector has the sector's."""

_FADE = timedelta(days=365)
"""How far an unknown end fades out: no guess at how long anything lasts."""
_STEPS = 8
_BARS_SHARE = 0.45
"""How much of the width the bars take; the rest says who pays, and what is known of the time."""
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Period:
    """One limit of one initiative.

    Parameters
    ----------
    initiative, kind
        Id, and a kind of funding or :data:`OWN`.
    label
        Who pays, or that it is the initiative's own time, in words.
    start, end
        As the sources write them; ``""`` where they do not.
    status
        The initiative's on the day.
    """

    initiative: str
    kind: str
    label: str
    start: str
    end: str
    status: str


def timeline_chart(
    study: Study, words: Translator, *, theme: Theme = "light", link: str = "", most: int | None = None
) -> Chart:
    """Return the shown initiatives that have a limit in time: funding that runs out, or an end.

    What has ended or is only planned is there too and says so. Rows with a known end come first, in the order
    of their ends. Where only ``most`` limits are drawn, those of what has ended are left out first, then of
    what is planned. Without any limit the chart says so.
    """
    periods = _in_order(_periods(study, words))
    initiatives = {period.initiative for period in periods}
    n_open = len({period.initiative for period in periods if not period.end})
    shown = _most(periods, most)
    return Chart(
        name="timeline",
        around=explanation(
            study,
            words,
            title=words("chart.timeline.title", where=where(study, words)),
            counts=[words.count("count.initiatives", len(initiatives))],
            details=[
                words("chart.timeline.open", n=n_open),
                *([words("chart.timeline.shown", n=len(shown), all=len(periods))] if most else []),
            ],
            reading=[words("chart.timeline.reading"), words("chart.timeline.renewal")],
            link=link,
        ),
        drawing=_drawing(study, shown, words, theme)
        if shown
        else silent(words("chart.timeline.none"), theme),
        table=_table(study, periods, words),
        description=words("chart.timeline.description", n=len(initiatives)),
        theme=theme,
        language=words.language,
        width_px=940,
        margin_px=margin_px(_label(study, period, words) for period in shown),
        n_rows=len(shown),
        fewer=lambda n: timeline_chart(study, words, theme=theme, link=link, most=n),
    )


def _most(periods: list[Period], most: int | None) -> list[Period]:
    """Return so many of the periods, in their order: of what goes on, then planned, then ended last."""
    over = [period for period in reversed(periods) if period.status == "ended"]
    others = [period for period in periods if period.status != "ended"]
    going_on_first = sorted(others, key=lambda period: period.status in PLANNED)
    kept = [*going_on_first, *over][:most]
    return [period for period in periods if period in kept]


def _periods(study: Study, words: Translator) -> Iterator[Period]:
    # Ended and planned ones are limited in the same sense as those that count.
    everything = replace(study, initiatives=study.initiatives.assign(counted=True))
    limited = {limit.initiative for limit in exposures(everything)}
    money = study.funding[study.funding["kind"] != "ordinary"]
    names = study.dataset.names["actors"]
    for row in records(study.initiatives[study.initiatives["id"].isin(limited)]):
        funded = records(money[money["initiative_id"] == row["id"]])
        for grant in funded:
            kind = words(f"vocabulary.funding_kind.{grant['kind']}")
            label = f"{names[grant['funder_id']]}, {kind}"
            if grant["scope"] == "part":
                label = words("chart.timeline.part", funder=label)
            yield Period(row["id"], grant["kind"], label, grant["start"], grant["end"], row["status_now"])
        times = {(grant["start"], grant["end"]) for grant in funded}
        if not funded or (row["end"] and (row["start"], row["end"]) not in times):
            own = words("chart.timeline.own")
            yield Period(row["id"], OWN, own, row["start"], row["end"], row["status_now"])


def _in_order(periods: Iterable[Period]) -> list[Period]:
    """Sort by initiative: known ends first, in order of the first one; within one by end, start and label."""
    listed = sorted(periods, key=lambda period: (_end(period), period.start, period.label))
    first: dict[str, date] = {}
    for period in listed:
        first.setdefault(period.initiative, _end(period))
    return sorted(listed, key=lambda period: (first[period.initiative], period.initiative))


def _end(period: Period) -> date:
    return last_day(period.end) or _NEVER


def _table(study: Study, periods: list[Period], words: Translator) -> pd.DataFrame:
    names = study.dataset.names["initiatives"]
    columns = ("initiative", "status", "limit", "from", "until")
    rows = [
        (
            names[period.initiative],
            words(f"vocabulary.status.{period.status}"),
            period.label,
            period.start or words("chart.timeline.unknown"),
            period.end or words("chart.timeline.unknown"),
        )
        for period in periods
    ]
    return pd.DataFrame(rows, columns=[words(f"chart.timeline.column_{name}") for name in columns])


def _drawing(study: Study, periods: list[Period], words: Translator, theme: Theme) -> Drawing:
    rows = pd.DataFrame(_rows(study, periods, words))
    pieces = pd.DataFrame(
        piece
        for row, period in zip(records(rows), periods, strict=True)
        for piece in _pieces(row, period, study.as_of)
    )
    y = _named_rows(rows)
    shared = alt.Chart(pieces).encode(y=y, tooltip=alt.Tooltip("tip:N", title=" "))
    time = _time(pieces, study.as_of)
    bars = shared.mark_bar(height=alt.RelativeBandSize(0.6)).encode(
        x=time, x2="x2:T", color=_colour(rows, words, theme), opacity=alt.Opacity("strength:Q", scale=None)
    )
    said = alt.Chart(rows).mark_text(
        align="left", fontSize=TEXT_PX - 1, limit=alt.ExprRef(f"width * {0.97 - _BARS_SHARE}")
    )
    texts = said.encode(x=alt.value(alt.ExprRef(f"width * {_BARS_SHARE + 0.03}")), y=y, text="text:N")
    day = pd.DataFrame(
        {"x": [pd.Timestamp(study.as_of)], "text": [words("head.as_of", date=str(study.as_of))]}
    )
    marker = alt.Chart(day).encode(x=time)
    line = marker.mark_rule(color=tone(theme, "text"), strokeWidth=1.5, strokeDash=[2, 2])
    told = marker.mark_text(baseline="bottom", y=-4, fontSize=TEXT_PX - 1).encode(text="text:N")
    return alt.layer(bars, texts, line, told, height=alt.Step(ROW_PX))


def _named_rows(rows: pd.DataFrame) -> alt.Y:
    """Return the axis of rows: the name of an initiative stands at the first of its limits."""
    labels = rows["row"].where(rows["row"] != rows["row"].shift(1), "")
    return alt.Y(
        "bar:O",
        title=None,
        axis=alt.Axis(labelExpr=named(list(labels)), labelOverlap=False, ticks=False, domain=False),
    )


def _colour(rows: pd.DataFrame, words: Translator, theme: Theme) -> alt.Color:
    kinds = [kind for kind in (*VOCABULARIES["funding_kind"], OWN) if kind in set(rows["kind"])]
    scale = alt.Scale(
        domain=[_kind_name(kind, words) for kind in kinds],
        range=[tone(theme, _TONES[kind]) for kind in kinds],
    )
    return alt.Color("kind_name:N", scale=scale, legend=alt.Legend(symbolType="square"))


def _time(pieces: pd.DataFrame, day: date) -> alt.X:
    """Return the axis of time, in whole years that hold every piece and the day."""
    first, last = min(pieces["x"].min(), pd.Timestamp(day)), max(pieces["x2"].max(), pd.Timestamp(day))
    years = (
        alt.DateTime(year=first.year, month=1, date=1),
        alt.DateTime(year=last.year + 1, month=1, date=1),
    )
    return alt.X(
        "x:T",
        title=None,
        scale=alt.Scale(domain=list(years), range=part_of("width", 0, _BARS_SHARE), nice=False),
        axis=alt.Axis(format="%Y", tickCount="year", orient="bottom", labelOverlap=True),
    )


def _pieces(row: Mapping[str, Any], period: Period, day: date) -> Iterator[dict[str, Any]]:
    """Return the stretches of one bar: the one that is known, and what fades out at an unknown end."""
    start, end = first_day(period.start), last_day(period.end)
    is_under_way = period.status not in (*PLANNED, "ended")
    begins = start or (min(day, end) if end and is_under_way else end or day)
    ends = end or (max(day, begins) if is_under_way else begins)
    shown = {name: row[name] for name in ("row", "bar", "kind_name", "tip")}
    if begins < ends:
        yield shown | _stretch(begins, ends, 1.0)
    # Of what is over nobody expects more, and of what is to come nothing has been.
    if not start and period.status not in PLANNED:
        yield from (shown | piece for piece in _fading(begins, -1))
    if not end and (start or period.status != "ended"):
        yield from (shown | piece for piece in _fading(ends, 1))


def _fading(day: date, direction: int) -> Iterator[dict[str, Any]]:
    for step in range(_STEPS):
        near, far = (day + direction * _FADE * share / _STEPS for share in (step, step + 1))
        yield _stretch(min(near, far), max(near, far), 0.85 * (1 - step / _STEPS))


def _stretch(first: date, last: date, strength: float) -> dict[str, Any]:
    return {"x": pd.Timestamp(first), "x2": pd.Timestamp(last), "strength": strength}


def _rows(study: Study, periods: list[Period], words: Translator) -> Iterator[dict[str, Any]]:
    names = study.dataset.names["initiatives"]
    for place, period in enumerate(periods):
        name = names[period.initiative]
        text = _extent(period, words)
        yield {
            "row": _label(study, period, words),
            "bar": place,
            "kind": period.kind,
            "kind_name": _kind_name(period.kind, words),
            "text": text if period.kind == OWN else f"{period.label}: {text}",
            "tip": f"{name}: {period.label}, {text}",
        }


def _label(study: Study, period: Period, words: Translator) -> str:
    """Return the initiative's name, and its status where it is not counted."""
    name = study.dataset.names["initiatives"][period.initiative]
    if study.initiatives.loc[period.initiative, "counted"]:
        return name
    return f"{name} ({words(f'vocabulary.status.{period.status}').lower()})"


def _kind_name(kind: str, words: Translator) -> str:
    return (
        words("chart.timeline.own") if kind == OWN else words(f"vocabulary.funding_kind.{kind}").capitalize()
    )


def _extent(period: Period, words: Translator) -> str:
    """Write when it starts and ends, and which of both nobody has said."""
    if period.start and period.start == period.end:
        return words("chart.timeline.extent_day", end=period.end)
    known = ("start" if period.start else "") + ("end" if period.end else "")
    return words(f"chart.timeline.extent_{known or 'none'}", start=period.start, end=period.end)
