"""Målgrupper: who turns to the same people, and where nobody is known to."""

from __future__ import annotations

from samverkan.domain.view import GROUPS_TABS
from samverkan.ui.components.brief import offer_briefs_of_selection
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.components.tabs import show_tabs
from samverkan.ui.context import Context
from samverkan.ui.pages.target_groups.coverage import show_coverage
from samverkan.ui.pages.target_groups.pairs import show_pairs
from samverkan.ui.pages.target_groups.two_actors import show_two


def show(context: Context) -> None:
    """Show the page."""
    show_head("target_groups", context)
    if explain_if_empty(context):
        return
    tabs = show_tabs(context, "groups_tab", GROUPS_TABS, "page.target_groups.tab_")
    for tab, show_part in zip(tabs, (show_two, show_pairs, show_coverage), strict=True):
        with tab:
            show_part(context)
    offer_briefs_of_selection(context)
