"""Luckor: who turns to the same people in the same places without a joint initiative."""

from __future__ import annotations

import streamlit as st

from samverkan.domain.dataset import records
from samverkan.gaps.partnerships import MissingPartnership, SharedCell, missing_partnerships
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.evidence import source_cells
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context

_AT_FIRST = 10


def show(context: Context) -> None:
    """Show the page."""
    show_head("gaps", context)
    if explain_if_empty(context):
        return
    words = context.words
    found = cache.once(missing_partnerships, context.study)
    markup.show(markup.paragraph(words("page.gaps.reading"), style="sv-note"))
    if not found:
        st.info(words("page.gaps.none"))
        return
    markup.show(markup.paragraph(words.count("page.gaps.found", len(found))))
    for place, gap in enumerate(found[:_AT_FIRST], start=1):
        _show_card(context, place, gap)
    if len(found) > _AT_FIRST:
        with st.expander(words("page.gaps.more", n=len(found) - _AT_FIRST)):
            rows = [_row(context, gap) for gap in found[_AT_FIRST:]]
            header = [words(f"column.{name}") for name in ("pair", "shared_cells")]
            markup.show(markup.table(words("page.gaps.more_caption"), header, rows))


def _show_card(context: Context, place: int, gap: MissingPartnership) -> None:
    words = context.words
    names = {"one": context.actor_name(gap.actor), "other": context.actor_name(gap.other)}
    with st.container(border=True):
        markup.show(
            markup.heading(f"{place}. {words('page.gaps.question', **names)}", level=2),
            markup.paragraph(words.count("page.gaps.claim", len(gap.cells), **names)),
            markup.table(
                words("page.gaps.reasons"),
                [words("column.shared_cell"), names["one"], names["other"], words("column.n_covering")],
                [_reason(context, cell) for cell in gap.cells],
            ),
            markup.paragraph(
                words("page.gaps.sizes", n=gap.n_initiatives, n_other=gap.n_other_initiatives, **names),
                style="sv-note",
            ),
        )
        with st.expander(words("page.gaps.evidence")):
            markup.show(_evidence_table(context, gap))


def _reason(context: Context, cell: SharedCell) -> tuple[str, str, str, str]:
    def names(initiatives: tuple[str, ...]) -> str:
        return "; ".join(map(context.initiative_name, initiatives))

    return (
        _cell_name(context, cell),
        names(cell.actor_initiatives),
        names(cell.other_initiatives),
        context.words.number(cell.n_covering),
    )


def _cell_name(context: Context, cell: SharedCell) -> str:
    return f"{context.group_name(cell.target_group)} · {context.place_name(cell.place)}"


def _row(context: Context, gap: MissingPartnership) -> tuple[str, str]:
    pair = f"{context.actor_name(gap.actor)} – {context.actor_name(gap.other)}"
    return pair, "; ".join(_cell_name(context, cell) for cell in gap.cells)


def _evidence_table(context: Context, gap: MissingPartnership) -> str:
    """Return every row of the sources that the card rests on."""
    words, study = context.words, context.study
    ours = {name for cell in gap.cells for name in (*cell.actor_initiatives, *cell.other_initiatives)}
    links = study.participations
    links = links[links["actor_id"].isin([gap.actor, gap.other]) & links["initiative_id"].isin(ours)]
    groups = {cell.target_group for cell in gap.cells}
    serves = study.serves
    serves = serves[serves["initiative_id"].isin(ours) & serves["target_group_id"].isin(groups)]
    rows = [
        (
            context.initiative_name(row["initiative_id"]),
            context.actor_name(row["actor_id"]),
            *source_cells(context, row),
        )
        for row in records(links)
    ]
    rows += [
        (
            context.initiative_name(row["initiative_id"]),
            context.group_name(row["target_group_id"]),
            *source_cells(context, row),
        )
        for row in records(serves)
    ]
    header = [
        words(f"column.{name}") for name in ("initiative", "says", "source", "section", "lines", "reviewed")
    ]
    return markup.table(words("page.gaps.evidence"), header, sorted(set(rows)))
