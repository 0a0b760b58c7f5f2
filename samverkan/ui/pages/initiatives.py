"""Insatser: the searchable list, with who, for whom, when, with whose money and by which source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samverkan.analysis.profile import Evidence
from samverkan.domain.study import places_of
from samverkan.i18n import alphabetical
from samverkan.ui.components import markup
from samverkan.ui.components.details import evidence_cells, funding_lines, period, show_details
from samverkan.ui.components.head import show_head
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on, follow_widgets


def show(context: Context) -> None:
    """Show the page."""
    show_head("initiatives", context)
    if context.study.initiatives.empty:
        st.info(context.words("empty.selection"))
        return
    _browse(context)


@st.fragment
def _browse(context: Context) -> None:
    words = context.words
    view = follow_widgets(context.offered)
    sought = st.text_input(
        words("page.initiatives.search"), key="sought", placeholder=words("page.initiatives.hint")
    )
    table = _table(context)
    found = table[_matches(table, sought)]
    markup.show(
        markup.paragraph(words("page.initiatives.found", found=len(found), n=len(table)), style="sv-note")
    )
    if found.empty:
        st.info(words("page.initiatives.none", sought=markup.safe_label(sought)))
        return
    answer = st.dataframe(
        found,
        hide_index=True,
        height=460,
        on_select="rerun",
        selection_mode="single-row",
        # Of these very rows: a row number chosen among others would point at something else.
        key=f"list {hash(tuple(found.index))}",
    )
    picked = answer["selection"]["rows"]
    if picked:
        node = f"initiative:{found.index[picked[0]]}"
        focus_on(node)
        view = follow_widgets(context.offered)
    if view.focus.startswith("initiative:"):
        with st.container(border=True):
            show_details(context, view.focus)
    markup.show(
        f"<details><summary>{words('table.as_text')}</summary>",
        markup.table(
            words("page.initiatives.caption"), list(found.columns), found.itertuples(index=False, name=None)
        ),
        "</details>",
    )


def _table(context: Context) -> pd.DataFrame:
    words, study = context.words, context.study
    who = study.participations.groupby("initiative_id")["actor_id"].agg(lambda ids: sorted(set(ids)))
    whom = study.serves.groupby("initiative_id")["target_group_id"].agg(lambda ids: sorted(set(ids)))
    where = {str(initiative): set[str]() for initiative in study.initiatives.index}
    for initiative, place in places_of(study.initiatives, study.serves):
        where[initiative].add(_place(context, place))
    money = {str(name): rows for name, rows in study.funding.groupby("initiative_id")}
    ordered = study.initiatives.sort_values("name", key=lambda names: names.map(alphabetical))
    rows = [
        {
            "name": row["name"],
            "actors": ", ".join(context.actor_name(actor) for actor in who.get(initiative, [])),
            "target_groups": ", ".join(context.group_name(group) for group in whom.get(initiative, [])),
            "where": ", ".join(sorted(where[str(initiative)], key=alphabetical)),
            "status": context.label("status", row["status_now"]),
            "time": period(row["start"], row["end"]),
            "funding": "; ".join(funding_lines(context, money[str(initiative)]))
            if initiative in money
            else "",
            "source": _source(context, row),
        }
        for initiative, row in ordered.iterrows()
    ]
    table = pd.DataFrame(rows, index=ordered.index)
    headings = {
        name: words("details.where" if name == "where" else f"column.{name}") for name in table.columns
    }
    return table.rename(columns=headings)


def _place(context: Context, place: str) -> str:
    """Return a place with what surrounds it, so that a search for an area finds what lies inside."""
    around = ", ".join(map(context.place_name, context.dataset.broader["places"].get(place, ())))
    return f"{context.place_name(place)} ({around})" if around else context.place_name(place)


def _source(context: Context, row: pd.Series) -> str:
    title, section, lines, reviewed = evidence_cells(
        context, Evidence(row["source_id"], row["section"], row["lines"])
    )
    return context.words("evidence.long", source=title, section=section, lines=lines, reviewed=reviewed)


def _matches(table: pd.DataFrame, sought: str) -> pd.Series:
    """Return which rows hold every word sought, anywhere."""
    texts = table.agg(" ".join, axis=1).str.casefold()
    found = pd.Series(True, index=table.index)
    for word in sought.casefold().split():
        found &= texts.str.contains(word, regex=False)
    return found
