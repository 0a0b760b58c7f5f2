"""Who stands where by a measure, and how far the order can be trusted.

On the left the value; on the right the places between which an actor stands when links are dropped. What the
first one's places are is shaded from top to bottom: whose line reaches into it cannot be told from the first.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from samverkan.analysis.centrality import ranking
from samverkan.analysis.stability import DroppedRuns, intervals
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import VOCABULARIES, Measure
from samverkan.draw.bars import Bars
from samverkan.draw.charts.chart import Chart, Drawing, silent
from samverkan.draw.charts.look import ROW_PX, Theme, margin_px, named, part_of, sector_scales, tone
from samverkan.draw.explaining import Explanation, explanation, where
from samverkan.draw.measured import measure_format, measure_text
from samverkan.i18n import Translator

MOST = 15
"""How many actors are drawn; the table has all."""


def ranking_chart(
    study: Study,
    measured: pd.DataFrame,
    dropped: DroppedRuns | None,
    words: Translator,
    *,
    by: Measure,
    theme: Theme = "light",
    link: str = "",
    most: int = MOST,
) -> Chart:
    """Return the actors with the highest values, each with the places that it may stand at.

    Parameters
    ----------
    study, words
        What is measured, and the language.
    measured
        From :func:`samverkan.analysis.centrality.measures` of the study's network.
    dropped
        The measures with links dropped; ``None`` as long as nobody has waited for them: then the places
        observed stand alone.
    by, theme, link, most
        The measure, the colours, the link for the footer and how many actors are drawn.

    Notes
    -----
    Without any actor the chart says so.
    """
    places = None if dropped is None else intervals(dropped, by)
    rows = _rows(study, ranking(measured, by), places, words, by=by)
    shown = rows.head(most)
    measure = words(f"measure.{by}.name")

    def around(*reading: str) -> Explanation:
        return explanation(
            study,
            words,
            title=words("chart.ranking.title", measure=measure, where=where(study, words)),
            details=[words("chart.ranking.shown", n=len(shown), all=len(rows))],
            reading=[words(f"measure.{by}.meaning"), *reading, words(f"measure.{by}.misleads")],
            link=link,
        )

    # Bars alone have no place for the places, so that these stand beside the names.
    as_bars = around(*([words("chart.ranking.reading_bars")] if places is not None else []))
    return Chart(
        name="ranking",
        around=around(words("chart.ranking.reading")),
        drawing=_drawing(shown, words, by=by, theme=theme, is_known=places is not None)
        if len(shown)
        else silent(words("chart.empty"), theme),
        table=_table(rows, words, by=by),
        description=words("chart.ranking.description", measure=measure.lower(), n=len(shown)),
        theme=theme,
        language=words.language,
        width_px=860,
        margin_px=margin_px(shown["label"]),
        bars=_bars(shown, words, by=by, footer=as_bars.footer, is_known=places is not None)
        if len(shown)
        else None,
        n_rows=len(shown),
        fewer=lambda n: ranking_chart(
            study, measured, dropped, words, by=by, theme=theme, link=link, most=min(n, most)
        ),
    )


def _rows(
    study: Study, ranked: pd.DataFrame, places: pd.DataFrame | None, words: Translator, *, by: Measure
) -> pd.DataFrame:
    """Return one row an actor, in order of rank, with all that is drawn or listed."""
    short, names = study.dataset.short_names, study.dataset.names["actors"]
    sectors = [study.sectors[str(actor)] for actor in ranked.index]
    rows = pd.DataFrame(
        {
            "row": range(len(ranked)),
            "label": [short[str(actor)] for actor in ranked.index],
            "name": [names[str(actor)] for actor in ranked.index],
            "sector": sectors,
            "group": [words(f"vocabulary.sector.{sector}") for sector in sectors],
            "value": ranked[by].astype(float).to_numpy(),
            "text": [measure_text(by, float(value), words) for value in ranked[by]],
            "rank": ranked["rank"].astype(int).to_numpy(),
        }
    )
    for column in ("low", "high", "n_overlapping"):
        rows[column] = rows["rank"] if places is None else places.loc[ranked.index, column].to_numpy()
    rows["interval"] = [
        "–" if places is None else str(low) if low == high else f"{low}–{high}"
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
    rows["overlap"] = "–" if places is None else rows["n_overlapping"].astype(str)
    rows["tip"] = [
        words("chart.ranking.tip", name=row.name, value=row.text, rank=row.rank, interval=row.interval)
        for row in rows.itertuples(index=False)
    ]
    return rows


def _table(rows: pd.DataFrame, words: Translator, *, by: Measure) -> pd.DataFrame:
    columns = {
        "name": words("column.actor"),
        "group": words("field.sectors"),
        "rank": words("column.rank"),
        "interval": words("column.interval"),
        "overlap": words("column.overlap"),
        "text": words(f"measure.{by}.column"),
    }
    return rows[list(columns)].rename(columns=columns)


def _bars(
    rows: pd.DataFrame, words: Translator, *, by: Measure, footer: tuple[str, ...], is_known: bool
) -> Bars:
    sectors = [sector for sector in VOCABULARIES["sector"] if sector in set(rows["sector"])]
    # Bars have no signs, so that the sector is told in words and not by colour alone.
    key = "chart.ranking.bar" if is_known else "chart.ranking.bar_alone"
    labels = [
        words(key, name=name, sector=sector.lower(), interval=interval)
        for name, sector, interval in zip(rows["label"], rows["group"], rows["interval"], strict=True)
    ]
    return Bars(
        labels=tuple(labels),
        values=tuple(rows["value"]),
        groups=tuple(rows["group"]),
        colours={words(f"vocabulary.sector.{sector}"): tone("light", sector) for sector in sectors},
        axis=words(f"measure.{by}.axis"),
        number_format=measure_format(by),
        footer=footer,
    )


def _drawing(rows: pd.DataFrame, words: Translator, *, by: Measure, theme: Theme, is_known: bool) -> Drawing:
    colours, shapes = sector_scales(list(rows["sector"]), theme, words)
    last = max(int(rows["high"].max()), len(rows), 2)
    y = alt.Y(
        "row:O",
        title=None,
        axis=alt.Axis(labelExpr=named(list(rows["label"])), labelOverlap=False, domain=False, ticks=False),
    )
    value = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, float(rows["value"].max()) or 1.0], range=part_of("width", 0, 0.42)),
        title=words(f"measure.{by}.axis"),
        axis=alt.Axis(
            orient="bottom", labels=False, ticks=False, grid=False, domain=False, titleAnchor="start"
        ),
    )
    place = alt.Scale(domain=[0.5, last + 0.5], nice=False, range=part_of("width", 0.54, 1))
    base = alt.Chart(rows).encode(y=y, tooltip=alt.Tooltip("tip:N", title=" "))
    colour = alt.Color("group:N", scale=colours)
    axis = alt.Axis(orient="bottom", values=_ticks(last), format="d", titleAnchor="start", gridOpacity=0.6)
    bars = base.mark_bar(cornerRadiusEnd=2, size=ROW_PX * 0.6).encode(x=value, color=colour)
    texts = base.mark_text(align="left", dx=6).encode(x=value, text="text:N")
    band = (
        alt.Chart(rows.head(1).assign(first=rows["low"] - 0.5, last=rows["high"] + 0.5))
        .mark_rect(color=tone(theme, "initiative"), opacity=0.75)
        .encode(x=alt.X("first:Q", scale=place, title=words("chart.ranking.places"), axis=axis), x2="last:Q")
    )
    lines = base.mark_rule(strokeWidth=6, strokeCap="round", opacity=0.45).encode(
        x=alt.X("low:Q", scale=place, axis=axis), x2="high:Q", color=colour
    )
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=alt.X("rank:Q", scale=place, axis=axis),
        color=colour,
        shape=alt.Shape("group:N", scale=shapes),
    )
    # Where nobody has waited for the intervals yet there is nothing to compare the first one's places with.
    right = alt.layer(*([band, lines] if is_known else []), points)
    both: Drawing = alt.layer(alt.layer(bars, texts), right, height=alt.Step(ROW_PX)).resolve_scale(
        x="independent"
    )
    return both


def _ticks(last: int) -> list[int]:
    """Return the first place and then round ones, some eight at most."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, last) if last / step <= 8)
    return [1, *range(max(step, 2), last + 1, step)]
