"""Which sector or place reaches which target group, and which cells are empty."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan.analysis.coverage import Coverage, coverage, uncovered_groups
from samverkan.domain.view import ACROSS, Across
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import heat_map
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
    )
    across = context.view.across
    table = cache.once(coverage, context.study, across=across)
    if table.targeted.empty:
        st.info(words("page.target_groups.no_coverage"))
        return
    markup.show(markup.paragraph(words(f"page.target_groups.coverage_{across}")))
    st.altair_chart(
        heat_map(_cells(context, table, across), title=words("page.target_groups.heat_map")), width="stretch"
    )
    _name_holes(context, table, across)
    missing = uncovered_groups(context.study)
    if missing:
        markup.show(
            markup.heading(words("page.target_groups.uncovered"), level=2),
            markup.bullet_list(map(context.group_name, missing)),
        )


def _cells(context: Context, table: Coverage, across: Across) -> pd.DataFrame:
    words = context.words
    order = table.targeted.sum(axis=1).sort_values(ascending=False, kind="stable").index
    records = []
    for place, group in enumerate(order):
        for column in table.targeted.columns:
            targeted, general = (int(counts.loc[group, column]) for counts in (table.targeted, table.general))
            records.append(
                {
                    "row": context.group_name(str(group)),
                    "column": _column_name(context, str(column), across),
                    "value": targeted,
                    "text": str(targeted) if targeted else (f"({general})" if general else ""),
                    "tip": words("page.target_groups.cell", targeted=targeted, general=general),
                    "order": place,
                }
            )
    return pd.DataFrame(records)


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
