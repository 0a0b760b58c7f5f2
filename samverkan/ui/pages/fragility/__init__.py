"""Sårbarhet: what hangs on time-limited money or on a single actor."""

from __future__ import annotations

from functools import partial

from samverkan import workflows
from samverkan.domain.view import FRAGILITY_TABS
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.look import Theme
from samverkan.draw.charts.timeline import timeline_chart
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import show_chart
from samverkan.ui.components.finding import show_deck
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.components.tabs import show_tabs
from samverkan.ui.context import Context
from samverkan.ui.pages.fragility.cliff import show_cliff


def show(context: Context) -> None:
    """Show the page."""
    show_head("fragility", context)
    if explain_if_empty(context):
        return
    words = context.words
    tabs = show_tabs(context, "fragility_tab", FRAGILITY_TABS, "page.fragility.tab_")
    for tab, name in zip(tabs, FRAGILITY_TABS, strict=True):
        if not tab.open:
            continue
        with tab:
            if name == "cliff":
                show_cliff(context)
            elif name == "timeline":
                show_chart(context, "timeline", partial(_draw_timeline, context))
            else:
                markup.show(markup.heading(words(f"gap.{name}.question"), level=2))
                deck = cache.once(workflows.deck, context.study, kind=name, language=words.language)
                show_deck(context, deck)


def _draw_timeline(context: Context, theme: Theme, link: str) -> Chart:
    return timeline_chart(context.study, context.words, theme=theme, link=link)
