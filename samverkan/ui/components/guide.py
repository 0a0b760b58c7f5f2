"""A short start for who comes without a choice: three questions, each leading to the view that answers it.

A link that carries choices shows no guide, and who has put it away is not shown it again during the visit,
unless asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from samverkan.domain.link import Page
from samverkan.domain.nodes import actor_node
from samverkan.domain.view import Choices, View, default_view
from samverkan.i18n import Translator
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import go_to, start_from

_GUIDE, _ASKED = "visit guide", "page that answers"
_PLACE, _ACTOR = "kronogarden", "eidar"
"""What the examples are about, in a data set that has them."""


def show_guide(context: Context) -> None:
    """Show the questions on one line, if they are wanted, or turn to the page that answers one."""
    if page := st.session_state.pop(_ASKED, ""):
        go_to(page)
    if not is_wanted(context.view, context.offered):
        return
    words = context.words
    with st.container(key="guide", horizontal=True, vertical_alignment="center", gap="small"):
        markup.show(markup.paragraph(words("guide.lead")))
        for name, label, page, view in _questions(context):
            st.button(
                markup.safe_label(label),
                key=f"guide {name}",
                type="tertiary",
                on_click=_answer,
                args=(page, view, context.offered),
            )
        st.button(words("guide.away"), key="guide away", type="tertiary", on_click=_put_away)


def offer_guide(view: View, offered: Choices, words: Translator) -> None:
    """Offer the guide again where it is not shown."""
    if is_wanted(view, offered):
        return
    if st.button(words("guide.again"), key="guide again", type="tertiary", width="stretch"):
        st.session_state[_GUIDE] = True
        go_to("map")


def is_wanted(view: View, offered: Choices) -> bool:
    """Tell whether the guide is shown: until it is put away, to who came without any choice but the language.

    It stays when something is chosen: the map below would jump if it left.
    """
    is_untouched = view == replace(default_view(offered), language=view.language)
    return bool(st.session_state.setdefault(_GUIDE, is_untouched))


def _answer(page: Page, view: View, offered: Choices) -> None:
    """Look at what answers a question, and at nothing that was chosen before."""
    st.session_state[_GUIDE] = False
    start_from(view, offered)
    if page != "map":
        st.session_state[_ASKED] = page


def _put_away() -> None:
    st.session_state[_GUIDE] = False


def _questions(context: Context) -> Iterator[tuple[str, str, Page, View]]:
    """Give name, words, page and view of each question that these data can answer."""
    words, offered = context.words, context.offered
    plain = replace(default_view(offered), language=context.view.language)
    yield "binds", words("guide.question.binds"), "actors", plain
    if _PLACE in offered.places:
        selection = replace(plain.selection, places=(_PLACE,))
        name = context.place_name(_PLACE)
        yield "place", words("guide.question.place", name=name), "map", replace(plain, selection=selection)
    if actor_node(_ACTOR) in offered.nodes:
        name = context.actor_name(_ACTOR)
        yield "groups", words("guide.question.groups", name=name), "target_groups", replace(plain, one=_ACTOR)
