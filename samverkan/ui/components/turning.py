"""Opening an actor into its parts, and closing it again: buttons in the panel, a double click on the map."""

from __future__ import annotations

import streamlit as st

from samverkan.domain.dataset import record
from samverkan.domain.levels import opened_above, speakers, standing_in, turned, with_closed, with_open
from samverkan.domain.nodes import actor_node
from samverkan.domain.selection import Selection
from samverkan.i18n import alphabetical
from samverkan.ui.components import markup
from samverkan.ui.components.linked import linked
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on, key


def is_opened(context: Context, actor: str) -> bool:
    """Tell whether an actor has been opened into its parts."""
    selection = context.study.selection
    return actor in selection.opened and actor in turned(context.dataset, selection)


def show_turning(context: Context, actor: str) -> None:
    """Offer to open an actor of the map into its parts, or to close what it is a part of."""
    words, dataset, selection = context.words, context.dataset, context.study.selection
    parts = _parts(context, actor)
    if parts - {actor}:
        label = words.count("details.open", len(parts))
        _button(label, with_open(dataset, selection, actor), actor, is_opening=True)
    if standing_in(dataset, selection, actor) & set(context.study.shown.actors) - {actor}:
        if is_opened(context, actor):
            beside = words("details.opened_beside", name=context.actor_name(actor))
            markup.show(markup.paragraph(beside, style="sv-note"))
        closed = with_closed(dataset, selection, actor)
        if closed != selection:
            _button(words("details.close_own"), closed, actor)
    if over := opened_above(dataset, selection, actor):
        label = words("details.close", name=context.actor_name(over))
        _button(label, with_closed(dataset, selection, over), over)


def show_opened(context: Context, actor: str) -> None:
    """Show the panel of an actor that is on the map as its parts only."""
    words, dataset, selection = context.words, context.dataset, context.study.selection
    row = record(context.dataset.actors, actor)
    kind = f"{context.label('actor_kind', row['kind'])} · {context.label('sector', row['sector'])}"
    markup.show(
        markup.heading(row["name"], level=2),
        markup.paragraph(kind, style="sv-note"),
        markup.paragraph(words("details.opened")),
    )
    _button(words("details.close_again"), with_closed(dataset, selection, actor), actor)
    shown = standing_in(dataset, selection, actor) & set(context.study.shown.actors)
    parts = sorted(shown, key=lambda part: alphabetical(context.actor_name(part)))
    linked(context, "details.parts", [(context.actor_name(part), actor_node(part)) for part in parts])


def turn(context: Context, node: str) -> None:
    """Open an actor of the map, or close again what it is an opened part of; for callbacks."""
    kind, _, actor = node.partition(":")
    dataset, selection = context.dataset, context.study.selection
    if kind != "actor" or actor not in dataset.names["actors"]:
        return
    if _parts(context, actor) - {actor}:
        _choose(with_open(dataset, selection, actor), actor)
    elif selection.level != "unit" and (over := opened_above(dataset, selection, actor)):
        _choose(with_closed(dataset, selection, over), over)


def _parts(context: Context, actor: str) -> frozenset[str]:
    """Return who would stand on the map in place of an actor if it were opened; nobody if it cannot be."""
    dataset, study = context.dataset, context.study
    opened = with_open(dataset, study.selection, actor)
    if opened == study.selection:
        return frozenset()
    rows = study.participations
    units = rows.loc[rows["actor_id"] == actor, "unit_id"]
    return frozenset(units.map(speakers(dataset, opened)))


def _button(label: str, selection: Selection, actor: str, *, is_opening: bool = False) -> None:
    st.button(
        markup.safe_label(label),
        key=f"turn {'open' if is_opening else 'closed'} {actor} {label}",
        icon=":material/unfold_more:" if is_opening else ":material/unfold_less:",
        on_click=_choose,
        args=(selection, actor),
        width="stretch",
    )


def _choose(selection: Selection, actor: str) -> None:
    for field in ("opened", "closed"):
        st.session_state[key(field)] = list(getattr(selection, field))
    focus_on(actor_node(actor))
