"""Cards on a page: a claim, its reasons and limits, and what a person can do about it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from samverkan.cards.card import Card, Deck, Reason
from samverkan.domain.edits import encode_edit
from samverkan.domain.link import MOST_TEXTS
from samverkan.ui.components import markup
from samverkan.ui.components.evidence import evidence_table, rows_of
from samverkan.ui.components.judging import ask_for_judgement
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on, go_to, keep, key

_AT_FIRST = 10


def show_deck(context: Context, deck: Deck) -> None:
    """Show a deck: how it is read, its cards (the first ones at once), or why there are none."""
    words = context.words
    first, *others = deck.notes or ("",)
    markup.show(
        markup.paragraph(deck.reading, style="sv-note"),
        markup.paragraph(first, style="sv-note") if first else "",
        markup.folded(words("finding_card.notes"), markup.bullet_list(others)) if others else "",
    )
    if not deck.cards:
        st.info(markup.safe_label(deck.silence))
        return
    markup.show(markup.paragraph(words.count("finding_card.found", len(deck.cards))))
    for place, card in enumerate(deck.cards[:_AT_FIRST], start=1):
        _show_card(context, card, place)
    rest = deck.cards[_AT_FIRST:]
    if rest:
        label = words("finding_card.more", n=len(rest))
        with st.expander(label, key=f"more {deck.kind}", on_change="rerun") as more:
            if more.open:
                for place, card in enumerate(rest, start=_AT_FIRST + 1):
                    _show_card(context, card, place)


def _show_card(context: Context, card: Card, place: int) -> None:
    words = context.words
    with st.container(border=True, key=f"card {card.id}"):
        markup.show(
            markup.heading(f"{place}. {card.claim}", level=2),
            markup.paragraph(card.band, style="sv-band") if card.band else "",
            markup.bullet_list(reason.text for reason in card.reasons),
            markup.paragraph(card.dated, style="sv-note") if card.dated else "",
            markup.folded(words("finding_card.limits"), markup.bullet_list(card.limits))
            if card.limits
            else "",
        )
        _show_actions(context, card)


def _show_actions(context: Context, card: Card) -> None:
    words = context.words
    with st.container(horizontal=True, gap="small"):
        if card.nodes and st.button(words("finding_card.show"), key=f"show {card.id}"):
            focus_on(card.focus or card.nodes[0])
            go_to("map")
        if card.trial and st.button(words("finding_card.try"), key=f"try {card.id}"):
            _try(context, card)
            go_to("what_if")
        if card.judged and st.button(words("finding_card.not_relevant"), key=f"judge {card.id}"):
            ask_for_judgement(context, card.claim, card.judged)
    with st.expander(words("finding_card.grounds"), key=f"grounds {card.id}", on_change="rerun") as grounds:
        if grounds.open:
            _show_named(context, card)
            markup.show(evidence_table(context, rows_of(context, card.evidence)))


def _try(context: Context, card: Card) -> None:
    """Add the card's change to the scenario that is being tried."""
    held = context.view.trial_edits
    new = tuple(text for text in map(encode_edit, card.trial) if text not in held)
    keep(replace(context.view, trial_edits=(held + new)[:MOST_TEXTS]), context.offered)
    st.session_state[key("trial_edits")] = list((held + new)[:MOST_TEXTS])


def _show_named(context: Context, card: Card) -> None:
    """Offer whatever the card names, to be opened on the map."""
    nodes = dict.fromkeys([*card.nodes, *(node for reason in card.reasons for node in reason.nodes)])
    markup.show(markup.paragraph(context.words("finding_card.open"), style="sv-note"))
    with st.container(horizontal=True, gap="small"):
        for node in nodes:
            if st.button(
                markup.safe_label(context.node_name(node)), key=f"open {card.id} {node}", type="tertiary"
            ):
                focus_on(node)
                go_to("map")


def show_reasons(title: str, reasons: tuple[Reason, ...]) -> None:
    """Show some sentences under a heading, if there are any."""
    if reasons:
        markup.show(markup.heading(title), markup.bullet_list(reason.text for reason in reasons))
