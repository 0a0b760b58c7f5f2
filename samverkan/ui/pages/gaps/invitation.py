"""Whom to invite: the fewest actors that reach chosen target groups in chosen places."""

from __future__ import annotations

import streamlit as st

from samverkan.cards.invitation import InviteeText, invitation_text
from samverkan.gaps.invitation import invitation
from samverkan.ui.components import markup
from samverkan.ui.components.evidence import evidence_table, rows_of
from samverkan.ui.components.finding import show_reasons
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on, go_to, key


def show_invitation(context: Context) -> None:
    """Show the two choices and the answer."""
    words, view = context.words, context.view
    groups, places = st.columns(2)
    groups.multiselect(
        words("field.invited_groups"),
        context.offered.target_groups,
        format_func=lambda group: markup.safe_label(context.group_name(group)),
        key=key("invited_groups"),
        placeholder=words("invitation.any_group"),
        help=words("help.invited"),
    )
    places.multiselect(
        words("field.invited_places"),
        context.offered.places,
        format_func=lambda place: markup.safe_label(context.place_name(place)),
        key=key("invited_places"),
        placeholder=words("invitation.any_place"),
        help=words("help.invited"),
    )
    found = invitation(context.study, view.invited_groups, view.invited_places)
    text = invitation_text(found, context.dataset, words)
    markup.show(markup.paragraph(text.heading, style="sv-lead"))
    for place, invitee in enumerate(text.invitees, start=1):
        _show_invitee(context, invitee, place)
    show_reasons(words("invitation.unreached"), text.unreached)
    if text.limits:
        markup.show(markup.folded(words("finding_card.limits"), markup.bullet_list(text.limits)))
    if found.invitees:
        with st.expander(
            words("finding_card.grounds"), key="grounds invitation", on_change="rerun"
        ) as grounds:
            if grounds.open:
                markup.show(evidence_table(context, rows_of(context, text.evidence)))


def _show_invitee(context: Context, invitee: InviteeText, place: int) -> None:
    with st.container(border=True):
        markup.show(
            markup.heading(f"{place}. {invitee.claim}"),
            markup.bullet_list(reason.text for reason in invitee.reasons),
            markup.paragraph(invitee.reserve.text),
            markup.paragraph(invitee.note, style="sv-note") if invitee.note else "",
        )
        if st.button(context.words("finding_card.show"), key=f"show invitee {invitee.node}"):
            focus_on(invitee.node)
            go_to("map")
