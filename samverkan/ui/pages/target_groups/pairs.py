"""Everybody with everybody: how many target groups each two share."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan.analysis.sharing import shared_between, shared_pairs, shared_target_groups
from samverkan.domain.dataset import records
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import heat_map
from samverkan.ui.context import Context

_PAIRS_SHOWN = 30
_IN_MATRIX = 16


def show_pairs(context: Context) -> None:
    """Show the matrix of those who share most, and the list of pairs with the groups named."""
    words = context.words
    pairs = cache.once(shared_pairs, context.study)
    markup.show(markup.paragraph(words("page.target_groups.pairs_lead")))
    if pairs.empty:
        st.info(words("page.target_groups.no_pairs"))
        return
    st.altair_chart(heat_map(_matrix(context), title=words("page.target_groups.matrix")), width="stretch")
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


def _matrix(context: Context) -> pd.DataFrame:
    """Return the cells of actors × actors for those who turn to most groups, largest first."""
    words = context.words
    shared = cache.once(shared_target_groups, context.study)
    reach = pd.Series(shared.to_numpy().diagonal(), index=shared.index)
    shown = reach.sort_values(ascending=False, kind="stable").index[:_IN_MATRIX]
    names = context.dataset.short_names
    return pd.DataFrame(
        {
            "row": names[str(one)],
            "column": names[str(other)],
            "value": 0 if one == other else n,
            "text": f"({n})" if one == other else str(n) if n else "",
            "tip": words("page.target_groups.matrix_cell", one=names[str(one)], other=names[str(other)], n=n),
            "order": place,
        }
        for place, one in enumerate(shown)
        for other, n in zip(shown, shared.loc[[one], shown].to_numpy()[0].tolist(), strict=True)
    )
