"""Aktörer: who is central, by which measure, and who holds parts together."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samverkan import workflows
from samverkan.analysis.stability import DroppedRuns, intervals
from samverkan.cards.stability import groups_text
from samverkan.domain.vocabulary import MEASURES, Measure
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.look import Theme
from samverkan.draw.charts.ranking import ranking_chart
from samverkan.draw.measured import measure_text
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import show_chart
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context
from samverkan.ui.state import key as widget_key

_KEY_ACTORS = 12


def show(context: Context) -> None:
    """Show the page."""
    show_head("actors", context)
    if explain_if_empty(context):
        return
    words, by = context.words, context.view.size_by
    st.selectbox(
        words("field.rank_by"),
        MEASURES,
        format_func=lambda measure: words(f"measure.{measure}.name"),
        key=widget_key("size_by"),
        help=words("help.rank_by"),
    )
    table = cache.once(workflows.ranked_actors, context.study, by=by)
    _show_explanation(context, table, by)
    chart, ranking = st.empty(), st.empty()
    dropped = cache.at_hand(workflows.dropped, context.study)
    _fill(chart, ranking, context, table, dropped)
    _show_key_actors(context)
    if dropped is None:
        # Last, since they take longer than all the rest: the page is read meanwhile.
        dropped = cache.once(workflows.dropped, context.study)
        _fill(chart, ranking, context, table, dropped)
    _show_groups(context)


def _fill(
    chart: DeltaGenerator,
    ranking: DeltaGenerator,
    context: Context,
    table: pd.DataFrame,
    dropped: DroppedRuns | None,
) -> None:
    """Show chart and ranking, with the places between which an actor may stand where they are known."""
    by = context.view.size_by
    with chart.container():
        _show_chart(context, by, dropped)
    ranking.html(_ranking(context, table, by, None if dropped is None else intervals(dropped, by)))


def _show_explanation(context: Context, table: pd.DataFrame, by: Measure) -> None:
    """Say what the measure counts, with the actor that leads the selection as the example."""
    words, first = context.words, table.iloc[0]
    value = measure_text(by, float(first[by]), words)
    leading = list(table.loc[table["rank"] == 1, "name"])
    if float(first[by]) == 0:
        example = words("page.actors.all_zero")
    elif len(leading) > 1:
        example = words("page.actors.shared_first", names=words.listing(leading), value=value)
    else:
        example = words(f"measure.{by}.example", name=first["name"], value=value)
    markup.show(
        markup.paragraph(words(f"measure.{by}.meaning")),
        markup.paragraph(example),
        markup.paragraph(words(f"measure.{by}.misleads"), style="sv-note"),
    )


def _show_chart(context: Context, by: Measure, dropped: DroppedRuns | None) -> None:
    measured = cache.once(workflows.measured_actors, context.study)

    def draw(theme: Theme, link: str) -> Chart:
        return ranking_chart(context.study, measured, dropped, context.words, by=by, theme=theme, link=link)

    told = [context.words(f"measure.{by}.{name}") for name in ("meaning", "misleads")]
    # The table below says more than the chart's own.
    show_chart(context, "ranking", draw, told=told, has_table=False, has_files=dropped is not None)


def _ranking(context: Context, table: pd.DataFrame, by: Measure, places: pd.DataFrame | None = None) -> str:
    """Return the ranking, with the places between which each actor stands once they are known."""
    words = context.words
    other: Measure = "partners" if by == "initiatives" else "initiatives"
    header = [words(f"column.{name}") for name in ("actor", "rank", "interval", "overlap")]
    header += [words(f"measure.{measure}.column") for measure in (by, other)]
    rows = [
        (
            row["name"],
            words.number(row["rank"]),
            *(("…", "…") if places is None else _interval(places, str(actor))),
            measure_text(by, float(row[by]), words),
            words.number(row[other]),
        )
        for actor, row in table.iterrows()
    ]
    return markup.block(
        markup.table(words("page.actors.table", n=len(rows)), header, rows, tall=True),
        markup.paragraph(words("page.actors.interval_meaning"), style="sv-note"),
    )


def _interval(places: pd.DataFrame, actor: str) -> tuple[str, str]:
    numbers = places.loc[[actor], ["low", "high", "n_overlapping"]].to_numpy(dtype=int)
    low, high, n_overlapping = map(str, numbers[0])
    return (low if low == high else f"{low}–{high}"), n_overlapping


def _show_key_actors(context: Context) -> None:
    words = context.words
    found = cache.once(workflows.key_actors, context.study)
    markup.show(
        markup.heading(words("page.actors.key_actors"), level=2),
        markup.paragraph(words("page.actors.key_actors_meaning")),
    )
    if not found:
        markup.show(markup.paragraph(words("page.actors.no_key_actors")))
        return
    rows = [
        (context.actor_name(key.actor), words.number(len(key.separated)), _named(context, key.separated))
        for key in found[:_KEY_ACTORS]
    ]
    header = [words(f"column.{name}") for name in ("actor", "n_separated", "separated")]
    markup.show(markup.table(words("page.actors.key_actors_caption"), header, rows))


def _show_groups(context: Context) -> None:
    words = context.words
    text = groups_text(cache.once(workflows.groups, context.study), context, words)
    markup.show(
        markup.heading(words("page.actors.groups"), level=2),
        markup.paragraph(text.reading, style="sv-note"),
        markup.bullet_list(f"{group.names} {group.stability}" for group in text.groups),
        *(markup.paragraph(note, style="sv-note") for note in (text.silence, *text.notes) if note),
    )


def _named(context: Context, nodes: tuple[tuple[str, str], ...]) -> str:
    name_of = {"actor": context.actor_name, "initiative": context.initiative_name}
    return "; ".join(name_of[kind](identifier) for kind, identifier in nodes)
