"""Which sector or place reaches which target group, and which cells are empty."""

from __future__ import annotations

from functools import partial

import streamlit as st

from samverkan.analysis.coverage import Coverage, coverage, uncovered_groups
from samverkan.domain.view import ACROSS, Across
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.heat_map import coverage_chart
from samverkan.draw.charts.look import Theme
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import show_chart
from samverkan.ui.context import Context
from samverkan.ui.state import key

_HOLES_NAMED = 12


def show_coverage(context: Context) -> None:
    """Show how many initiatives reach each group, by sector or place, and name what is empty."""
    words = context.words
    st.segmented_control(
        words("page.target_groups.across"),
        ACROSS,
        format_func=lambda choice: words(f"page.target_groups.across_{choice}"),
        key=key("across"),
        required=True,
        help=words("help.across"),
    )
    across = context.view.across
    table = cache.once(coverage, context.study, across=across)
    if table.targeted.empty:
        st.info(words("page.target_groups.no_coverage"))
        return
    show_chart(context, "coverage", partial(_draw, context, table, across))
    _name_holes(context, table, across)
    missing = uncovered_groups(context.study)
    if missing:
        markup.show(
            markup.heading(words("page.target_groups.uncovered"), level=2),
            markup.bullet_list(map(context.group_name, missing)),
        )


def _draw(context: Context, table: Coverage, across: Across, theme: Theme, link: str) -> Chart:
    return coverage_chart(context.study, table, context.words, across=across, theme=theme, link=link)


def _column_name(context: Context, column: str, across: Across) -> str:
    return context.label("sector", column) if across == "sectors" else context.place_name(column)


def _name_holes(context: Context, table: Coverage, across: Across) -> None:
    """Name in words the empty cells that stand out: groups with many initiatives come first."""
    words = context.words
    reached = table.targeted.sum(axis=1)
    holes = sorted(table.holes(), key=lambda hole: (-int(reached[hole[0]]), hole))
    sentences = [
        words(
            f"page.target_groups.hole_{across}",
            group=context.group_name(group),
            column=_column_name(context, column, across),
            n=int(reached[group]),
        )
        for group, column in holes[:_HOLES_NAMED]
    ]
    markup.show(
        markup.heading(words("page.target_groups.holes", n=len(holes)), level=2),
        markup.paragraph(words("page.target_groups.holes_note"), style="sv-note"),
        markup.bullet_list(sentences),
    )
