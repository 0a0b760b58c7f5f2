"""Insatser: the searchable list, with who, for whom, when, with whose money and by which source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import streamlit as st

from samverkan.domain.dataset import records
from samverkan.domain.link import MOST_WORDS
from samverkan.domain.nodes import initiative_node
from samverkan.domain.study import places_of
from samverkan.i18n import alphabetical
from samverkan.ui.components import markup
from samverkan.ui.components.choosing_table import choosing_table, reading_table
from samverkan.ui.components.details import show_details
from samverkan.ui.components.evidence import funding_lines, period, source_cells
from samverkan.ui.components.head import show_head
from samverkan.ui.context import Context
from samverkan.ui.state import at_rest, follow_widgets, key


def show(context: Context) -> None:
    """Show the page."""
    show_head("initiatives", context)
    if context.study.initiatives.empty:
        st.info(context.words("empty.selection"))
        return
    _browse(context)


@st.fragment
def _browse(context: Context) -> None:
    """Search, list and panel: a word or a click changes these without drawing the page again."""
    view = follow_widgets(context.offered)
    _show_found(context, view.focus)
    at_rest()


def _show_found(context: Context, focus: str) -> None:
    words = context.words
    sought = st.text_input(
        words("page.initiatives.search"),
        key=key("sought"),
        max_chars=MOST_WORDS,
        placeholder=words("page.initiatives.hint"),
        help=words("help.sought"),
    )
    table = _table(context)
    found = table[_matches(table, sought)]
    markup.show(
        markup.paragraph(words("page.initiatives.found", found=len(found), n=len(table)), style="sv-note")
    )
    if found.empty:
        st.info(words("page.initiatives.none", sought=markup.safe_label(sought)))
        return
    left, right = st.columns([1.7, 1], gap="medium") if focus else (st.container(), None)
    with left:
        choosing_table(found, focus=focus, key="list", height_px=520)
    if right is not None:
        with right, st.container(key="list_panel"):
            show_details(context, focus)
    reading_table(found, words("page.initiatives.caption"), words, key="list text")


def _table(context: Context) -> pd.DataFrame:
    words, study = context.words, context.study
    who = study.participations.groupby("initiative_id")["actor_id"].agg(set)
    whom = study.serves.groupby("initiative_id")["target_group_id"].agg(set)
    where = {str(initiative): set[str]() for initiative in study.initiatives.index}
    for initiative, place in places_of(study.initiatives, study.serves):
        where[initiative].add(_place(context, place))
    money = {str(name): rows for name, rows in study.funding.groupby("initiative_id")}
    ordered = study.initiatives.sort_values("name", key=lambda names: names.map(alphabetical))
    rows = [
        {
            "name": row["name"],
            "actors": _named(context.actor_name, who.get(row["id"], ())),
            "target_groups": _named(context.group_name, whom.get(row["id"], ())),
            "where": ", ".join(sorted(where[row["id"]], key=alphabetical)),
            "status": context.label("status", row["status_now"]),
            "time": period(row["start"], row["end"]),
            "funding": "; ".join(funding_lines(context, money[row["id"]])) if row["id"] in money else "",
            "source": _source(context, row),
        }
        for row in records(ordered)
    ]
    table = pd.DataFrame(rows, index=ordered.index)
    headings = {
        name: words("details.where" if name == "where" else f"column.{name}") for name in table.columns
    }
    table.index = pd.Index([initiative_node(str(initiative)) for initiative in table.index])
    return table.rename(columns=headings)


def _named(name_of: Callable[[str], str], identifiers: Iterable[str]) -> str:
    return ", ".join(sorted(map(name_of, identifiers), key=alphabetical))


def _place(context: Context, place: str) -> str:
    """Return a place with what surrounds it, so that a search for an area finds what lies inside."""
    around = ", ".join(map(context.place_name, context.dataset.broader["places"].get(place, ())))
    return f"{context.place_name(place)} ({around})" if around else context.place_name(place)


def _source(context: Context, row: Mapping[str, str]) -> str:
    title, section, lines, reviewed = source_cells(context, row)
    return context.words("evidence.long", source=title, section=section, lines=lines, reviewed=reviewed)


def _matches(table: pd.DataFrame, sought: str) -> pd.Series:
    """Return which rows hold every word sought, anywhere."""
    texts = table.agg(" ".join, axis=1).str.casefold()
    found = pd.Series(True, index=table.index)
    for word in sought.casefold().split():
        found &= texts.str.contains(word, regex=False)
    return found
