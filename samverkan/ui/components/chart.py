"""Charts in the colours of the map."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from samverkan.draw.palette import TONES


def theme() -> str:
    """Return ``"dark"`` or ``"light"``, whichever the reader's page has."""
    return "dark" if st.context.theme.type == "dark" else "light"


def bar_chart(rows: pd.DataFrame, *, title: str, x_title: str) -> alt.LayerChart | alt.FacetChart:
    """Return horizontal bars in the order of the rows, each with its value written out.

    Parameters
    ----------
    rows
        ``name``, ``value``, ``text`` (the value as written), ``group`` (legend) and ``tone`` (palette).
    title, x_title
        Words.
    """
    tones = TONES[theme()]
    groups = rows.drop_duplicates("group")
    colours = alt.Scale(domain=list(groups["group"]), range=[tones[tone]["fill"] for tone in groups["tone"]])
    order = list(rows["name"])
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "name:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelLimit=240, labelFontSize=13, labelColor=tones["text"]["fill"]),
        ),
        x=alt.X(
            "value:Q",
            title=x_title,
            axis=alt.Axis(grid=False, labels=False, ticks=False, titleColor=tones["text"]["fill"]),
        ),
    )
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        color=alt.Color(
            "group:N",
            scale=colours,
            legend=alt.Legend(title=None, orient="bottom", columns=3, labelColor=tones["text"]["fill"]),
        )
    )
    values = base.mark_text(align="left", dx=4, fontSize=13, color=tones["text"]["fill"]).encode(
        text="text:N"
    )
    return alt.layer(bars, values, title=title, height=alt.Step(28))


def heat_map(rows: pd.DataFrame, *, title: str) -> alt.LayerChart | alt.FacetChart:
    """Return a grid of counts, columns in the order in which they first occur.

    Parameters
    ----------
    rows
        ``row`` and ``column`` (labels), ``value`` (a count that shades the cell), ``text`` (what stands in
        it), ``tip`` (what a pointer is told) and ``order`` (of the rows).
    title
        Words.
    """
    tones = TONES[theme()]
    dark = theme() == "dark"
    ink = tones["text"]["fill"]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "column:N",
            title=None,
            sort=list(rows["column"].unique()),
            axis=alt.Axis(
                orient="top",
                labelOverlap=False,
                labelAngle=0 if rows["column"].nunique() <= 8 else -35,
                labelLimit=190,
                labelFontSize=12,
                labelColor=ink,
            ),
        ),
        y=alt.Y(
            "row:N",
            title=None,
            sort=alt.SortField("order"),
            axis=alt.Axis(labelLimit=300, labelFontSize=12, labelColor=ink),
        ),
        tooltip=[alt.Tooltip("tip:N", title=" ")],
    )
    shades = ["#1b2a3a", "#8fd0f7"] if dark else ["#e6f1f8", "#4a9fd0"]
    cells = base.mark_rect(stroke=tones["background"]["fill"], strokeWidth=2).encode(
        color=alt.condition(
            "datum.value > 0",
            alt.Color("value:Q", scale=alt.Scale(range=shades, type="sqrt"), legend=None),
            alt.value(tones["background"]["fill"]),
        )
    )
    dark_text = alt.condition("datum.value > 3", alt.value("#0e1117"), alt.value(tones["text"]["fill"]))
    texts = base.mark_text(fontSize=12).encode(text="text:N", color=dark_text)
    return alt.layer(cells, texts, title=title, height=alt.Step(24))
