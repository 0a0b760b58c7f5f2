"""One view, in step in three places: the session, the address bar and the widgets.

Every widget's key is ``view.<field>`` and it has no default of its own. :func:`synchronise` runs before any
widget is drawn: what changed last (the address, by a link or Back; else a widget) decides, and the other two
follow.

The browser sends its address along with every click, and it may be late: who clicks twice while the server is
busy sends the address of before the first click with the second. Such an echo is no wish to go back.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NoReturn
from urllib.parse import urlsplit

import streamlit as st

from samverkan.domain.link import PARAMETERS, decode, encode, offered_value
from samverkan.domain.view import Choices, View, with_value

_VIEW, _WRITTEN, _PAGE, _PAGES = "current_view", "written_query", "current_page", "pages"
_LEFT, _AT_WORK, _ASKED = "queries_left_behind", "run_at_work", "run_asked_for"

Query = dict[str, list[str]]


def key(field: str) -> str:
    """Return the widget key of a field of the view."""
    return f"view.{field}"


def synchronise(offered: Choices) -> View:
    """Bring session, address bar and widgets in step and return the view."""
    query = _address()
    view = decode(query, offered) if _address_decides(query, offered) else _from_widgets(offered)
    st.session_state[_AT_WORK] = True
    keep(view, offered)
    for parameter in PARAMETERS:
        value = parameter.value(view)
        st.session_state[key(parameter.field)] = list(value) if isinstance(value, tuple) else value
    return view


def follow_widgets(offered: Choices) -> View:
    """Return the view after a click inside a fragment, where only a part of the page is drawn again."""
    st.session_state[_AT_WORK] = True
    st.session_state[_ASKED] = False
    view = _from_widgets(offered)
    keep(view, offered)
    return view


def keep(view: View, offered: Choices) -> None:
    """Make a view the current one and write it into the address bar."""
    written = encode(view, offered)
    before = st.session_state.get(_WRITTEN, written)
    if before != written:
        st.session_state[_LEFT] = [*st.session_state.get(_LEFT, []), before]
    st.session_state[_VIEW] = view
    st.session_state[_WRITTEN] = written
    if written != _address():
        st.query_params.from_dict(written)


def at_rest() -> None:
    """Say that a run has come to its end: whatever the browser sends from now on, it has seen the answer."""
    st.session_state[_AT_WORK] = False


def asked() -> None:
    """Say that the map has asked for this run, and not Back: its address may be late; for callbacks."""
    st.session_state[_ASKED] = True


def focus_on(node: str) -> None:
    """Put an actor, an initiative or a tie (or ``""``, nothing) in focus; for callbacks."""
    st.session_state[key("focus")] = node


def register_pages(pages: Mapping[str, st.Page]) -> None:
    """Remember the pages of this run by name, for :func:`go_to`."""
    st.session_state[_PAGES] = pages


def go_to(page: str) -> NoReturn:
    """Turn to a page by its name; the view goes along."""
    wanted = st.session_state[_PAGES][page]
    if st.session_state.get(_PAGE, "/").rpartition("/")[2] == wanted.url_path:
        # Turning to the page that is open would empty the address, which then decides.
        st.rerun()
    st.switch_page(wanted)


def start_from(view: View, offered: Choices) -> None:
    """Leave everything that was chosen for another view; for callbacks."""
    for name in [name for name in st.session_state if str(name).startswith(key(""))]:
        del st.session_state[name]
    keep(view, offered)


def _address() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _address_decides(query: Query, offered: Choices) -> bool:
    """Tell whether the address was changed by someone else than us.

    Going to another page empties the query; that is no wish to start over.
    """
    was_asked = st.session_state.pop(_ASKED, False)
    may_be_late = was_asked or st.session_state.get(_AT_WORK, False)
    page = urlsplit(st.context.url or "").path
    turned_page = st.session_state.get(_PAGE, page) != page
    st.session_state[_PAGE] = page
    if _VIEW not in st.session_state:
        return True
    if not query and turned_page:
        return False
    if query == st.session_state[_WRITTEN]:
        st.session_state[_LEFT] = []
        return False
    is_echo = query in st.session_state.get(_LEFT, [])
    return not (is_echo and (may_be_late or _from_widgets(offered) != st.session_state[_VIEW]))


def _from_widgets(offered: Choices) -> View:
    """Return the view as the widgets have it.

    While the language changes a box may send what its choice was called before: that is no choice.
    """
    view: View = st.session_state[_VIEW]
    for parameter in PARAMETERS:
        name = key(parameter.field)
        if name in st.session_state:
            with suppress(ValueError):
                value = offered_value(parameter, _value(st.session_state[name]), offered)
                view = with_value(view, parameter.field, value)
    return view


def _value(held: Any) -> Any:
    return tuple(held) if isinstance(held, list) else held
