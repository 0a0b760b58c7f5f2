"""Each chart from an order: what it needs is computed and drawn as a person has chosen to see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samverkan.analysis.coverage import coverage
from samverkan.analysis.sharing import shared_target_groups
from samverkan.analysis.stability import dropped_runs
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.heat_map import coverage_chart, sharing_chart
from samverkan.draw.charts.overlap import overlap_chart
from samverkan.draw.charts.ranking import ranking_chart
from samverkan.draw.charts.timeline import timeline_chart
from samverkan.draw.order import Order


def ranking(order: Order) -> Chart:
    """Draw who stands where by the view's measure, and between which places."""
    runs = order.runs or dropped_runs(order.study.network)
    by, link = order.view.size_by, order.link("ranking")
    return ranking_chart(order.study, runs.observed, runs, order.words, by=by, theme=order.theme, link=link)


def covered(order: Order) -> Chart:
    """Draw how many initiatives each target group has, by what the view says."""
    across, link = order.view.across, order.link("coverage")
    counts = coverage(order.study, across=across)
    return coverage_chart(order.study, counts, order.words, across=across, theme=order.theme, link=link)


def sharing(order: Order) -> Chart:
    """Draw how many target groups two actors share, two by two."""
    shared = shared_target_groups(order.study)
    link = order.link("sharing")
    return sharing_chart(order.study, shared, order.words, theme=order.theme, link=link)


def overlap(order: Order) -> Chart:
    """Draw which target groups several actors share at once."""
    return overlap_chart(order.study, order.words, theme=order.theme, link=order.link("overlap"))


def timeline(order: Order) -> Chart:
    """Draw what is limited in time."""
    return timeline_chart(order.study, order.words, theme=order.theme, link=order.link("timeline"))


CHARTS: Mapping[str, Callable[[Order], Chart]] = MappingProxyType(
    {
        "ranking": ranking,
        "coverage": covered,
        "sharing": sharing,
        "overlap": overlap,
        "timeline": timeline,
    }
)
"""Name of a chart to what draws it."""
