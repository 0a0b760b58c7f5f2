"""A table in which a row can be chosen, in step with the focus, and the same table to read aloud."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan.i18n import Translator
from samverkan.ui.components import markup
from samverkan.ui.state import focus_on


def choosing_table(rows: pd.DataFrame, *, focus: str, key: str, height_px: int) -> None:
    """Show a table with scene ids as its index; the row in focus is marked, a clicked row gets the focus."""
    nodes = [str(node) for node in rows.index]
    chosen = [nodes.index(focus)] if focus in nodes else []
    name = f"{key} {_turn(key, nodes, focus)}"
    st.dataframe(
        rows,
        hide_index=True,
        height=height_px,
        on_select=lambda: _follow(name, nodes),
        selection_mode="single-row",
        selection_default={"selection": {"rows": chosen, "columns": []}},
        key=name,
    )


def reading_table(rows: pd.DataFrame, caption: str, words: Translator, *, key: str) -> None:
    """Offer a table as plain text, which screen readers and printers want.

    It is sent only when it is opened: its rows would be a fifth of what everybody waits for.
    """
    with st.expander(words("table.as_text"), key=key, on_change="rerun") as box:
        if box.open:
            markup.show(markup.table(caption, list(rows.columns), rows.itertuples(index=False, name=None)))


def _follow(name: str, nodes: list[str]) -> None:
    picked = st.session_state[name]["selection"]["rows"]
    focus_on(nodes[picked[0]] if picked else "")


def _turn(key: str, nodes: list[str], focus: str) -> int:
    """Return a number that changes with the rows or the focus.

    A table of another turn is another widget: Streamlit remembers row numbers, and an old number would point
    at someone else, or bring back a choice that was taken back.
    """
    shown = (tuple(nodes), focus)
    turn, before = st.session_state.get(f"{key} turn", (0, shown))
    now: int = int(turn) + (shown != before)
    st.session_state[f"{key} turn"] = (now, shown)
    return now
