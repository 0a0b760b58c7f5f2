"""Everybody with everybody: how many target groups each two share."""

from __future__ import annotations

from functools import partial

import streamlit as st

from samverkan.analysis.sharing import shared_between, shared_pairs, shared_target_groups
from samverkan.domain.dataset import records
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.heat_map import sharing_chart
from samverkan.draw.charts.look import Theme
from samverkan.draw.charts.overlap import overlap_chart
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import show_chart
from samverkan.ui.context import Context

_PAIRS_SHOWN = 30


def show_pairs(context: Context) -> None:
    """Show the matrix of those who share most, and the list of pairs with the groups named."""
    words = context.words
    pairs = cache.once(shared_pairs, context.study)
    markup.show(markup.paragraph(words("page.target_groups.pairs_lead")))
    if pairs.empty:
        st.info(words("page.target_groups.no_pairs"))
        return
    show_chart(context, "sharing", partial(_draw_pairs, context))
    show_chart(context, "overlap", partial(_draw_overlap, context))
    rows = [
        (
            " – ".join(context.actor_name(pair[end]) for end in ("actor", "other")),
            words.number(pair["n_target_groups"]),
            words.number(pair["n_joint_initiatives"]),
            ", ".join(
                map(
                    context.group_name,
                    shared_between(context.study, pair["actor"], pair["other"]).target_groups,
                )
            ),
        )
        for pair in records(pairs.head(_PAIRS_SHOWN))
    ]
    header = [words(f"column.{name}") for name in ("pair", "n_shared", "n_joint", "target_groups")]
    caption = words("page.target_groups.pairs_caption", shown=len(rows), n=len(pairs))
    markup.show(markup.table(caption, header, rows))


def _draw_pairs(context: Context, theme: Theme, link: str) -> Chart:
    shared = cache.once(shared_target_groups, context.study)
    return sharing_chart(context.study, shared, context.words, theme=theme, link=link)


def _draw_overlap(context: Context, theme: Theme, link: str) -> Chart:
    return overlap_chart(context.study, context.words, theme=theme, link=link)
