"""The choices that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import can_turn
from samverkan.domain.link import FIRST_DAY, LAST_DAY
from samverkan.domain.selection import Level
from samverkan.domain.view import Choices, View, default_view
from samverkan.domain.vocabulary import CHOICES, LEVELS
from samverkan.i18n import LANGUAGES, Translator
from samverkan.ui import visit
from samverkan.ui.components.guide import offer_guide
from samverkan.ui.components.markup import safe_label
from samverkan.ui.state import key, start_from

Format = Callable[[str], str]


def show_sidebar(dataset: Dataset, view: View, offered: Choices, words: Translator) -> None:
    """Show the shared choices; each widget is a field of the view."""
    names = dataset.names
    with st.sidebar:
        st.radio(
            words("field.language"),
            LANGUAGES,
            format_func=lambda language: words(f"language.{language}"),
            key=key("language"),
            horizontal=True,
            label_visibility="collapsed",
        )
        st.subheader(words("sidebar.title"))
        _several("municipalities", offered.municipalities, safe_label, words)
        st.selectbox(
            words("field.level"),
            LEVELS,
            format_func=lambda level: words(f"level.{level}"),
            key=key("level"),
            help=words("help.level"),
        )
        # Who is closed among units is a rare wish, and stands with the other rare ones until it is made.
        turns_first = view.selection.level != "unit" or bool(view.selection.closed)
        if turns_first:
            _turning(dataset, view.selection.level, offered, words)
        _several("places", offered.places, _named(names["places"]), words)
        _several("target_groups", offered.target_groups, _named(names["target_groups"]), words)
        _several("themes", offered.themes, _named(names["themes"]), words)
        _several("sectors", CHOICES["sector"], _labelled("sector", words), words)
        with st.expander(words("sidebar.more"), key="more choices", on_change="rerun") as more:
            # Sent when it is opened: the answer to every other choice is a tenth faster without it.
            if more.open:
                if not turns_first:
                    _turning(dataset, view.selection.level, offered, words)
                _show_more(offered, words)
        if n_unsaved := visit.n_unsaved():
            st.warning(words.count("judging.unsaved", n_unsaved))
        if visit.story_is_unsaved():
            st.warning(words("story.page.unsaved"))
        st.button(words("sidebar.reset"), on_click=_start_over, args=(offered,), width="stretch")
        offer_guide(view, offered, words)


def _show_more(offered: Choices, words: Translator) -> None:
    _several("statuses", CHOICES["status"], _labelled("status", words), words)
    _several("roles", CHOICES["role"], _labelled("role", words), words)
    _years(offered, words)
    st.checkbox(words("field.stated_only"), key=key("stated_only"), help=words("help.stated_only"))
    st.date_input(
        words("field.as_of"),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key=key("as_of"),
        format="YYYY-MM-DD",
        help=words("help.as_of"),
    )


def _several(
    field: str, options: Sequence[str], label: Format, words: Translator, placeholder: str = ""
) -> None:
    st.multiselect(
        words(f"field.{field}"),
        options,
        format_func=label,
        key=key(field),
        placeholder=placeholder or words("sidebar.all"),
        help=words(f"help.{field}"),
    )


def _turning(dataset: Dataset, level: Level, offered: Choices, words: Translator) -> None:
    """Show which actors are opened, or at the level of units closed, unlike the rest."""
    can = can_turn(dataset, level)
    field = "closed" if level == "unit" else "opened"
    chosen = st.session_state[key(field)]
    options = [actor for actor in offered.organisations if actor in can or actor in chosen]
    if options:
        _several(field, options, _named(dataset.names["actors"]), words, words(f"placeholder.{field}"))


def _years(offered: Choices, words: Translator) -> None:
    if offered.years is None:
        return
    first, last = offered.years
    years = [None, *range(first, last + 1)]
    columns = st.columns(2)
    for column, field in zip(columns, ("year_from", "year_to"), strict=True):
        column.selectbox(
            words(f"field.{field}"),
            years,
            format_func=lambda year: words("sidebar.any_year") if year is None else str(year),
            key=key(field),
            help=words("help.years"),
        )


def _start_over(offered: Choices) -> None:
    start_from(replace(default_view(offered), language=st.session_state[key("language")]), offered)


def _named(names: Mapping[str, str]) -> Format:
    return lambda identifier: safe_label(names[identifier])


def _labelled(list_name: str, words: Translator) -> Format:
    return lambda word: words(f"vocabulary.{list_name}.{word}")
