"""Om metoden: what each number counts, how it misleads, and what the data hold."""

from __future__ import annotations

from samverkan import workflows
from samverkan.domain.dataset import records
from samverkan.domain.links import seat_links
from samverkan.domain.view import GAP_CHOICES, METHOD_TABS
from samverkan.domain.vocabulary import MEASURES
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.head import show_head
from samverkan.ui.components.tabs import show_tabs
from samverkan.ui.context import Context
from samverkan.ui.pages.accessibility import show_statement

_RULES = ("own_work", "shared", "gathered", "collectives", "overdue", "dependence", "gate")
"""What makes the lists of gaps stricter than usual: the words are in ``i18n`` under ``page.method.rule``."""


def show(context: Context) -> None:
    """Show the page."""
    show_head("method", context)
    words = context.words
    measures, gaps, data, sources, accessibility = show_tabs(
        context, "method_tab", METHOD_TABS, "page.method.tab_"
    )
    with measures:
        _show_measures(context)
    with gaps:
        _show_gaps(context)
    with data:
        _show_state(context)
    with sources:
        _show_sources(context)
    with accessibility:
        show_statement(words)


def _show_measures(context: Context) -> None:
    words = context.words
    markup.show(
        markup.paragraph(words("page.method.tie")),
        markup.paragraph(words("page.method.unknown")),
        markup.paragraph(words("page.method.counted")),
    )
    header = [words(f"column.{name}") for name in ("measure", "counts", "misleads", "formula")]
    rows = [
        tuple(words(f"measure.{measure}.{part}") for part in ("name", "meaning", "misleads", "formula"))
        for measure in MEASURES
    ]
    rows += [
        tuple(words(f"term.{term}.{part}") for part in ("name", "meaning", "misleads", "formula"))
        for term in ("key_actor", "shared", "coverage", "level")
    ]
    markup.show(markup.table(words("page.method.measures_caption"), header, rows))


def _show_gaps(context: Context) -> None:
    words = context.words
    header = [words(f"column.{name}") for name in ("gap", "question", "misleads", "formula")]
    rows = [
        tuple(words(f"gap.{kind}.{part}") for part in ("tab", "question", "misleads", "formula"))
        for kind in (*GAP_CHOICES, "what_if", "stability", "groups")
    ]
    markup.show(
        markup.paragraph(words("page.method.gaps")),
        markup.table(words("page.method.gaps_caption"), header, rows),
        markup.heading(words("page.method.rules.heading"), level=2),
        markup.paragraph(words("page.method.rules.lead")),
        markup.bullet_list(words(f"page.method.rule.{rule}") for rule in _RULES),
    )


def _show_state(context: Context) -> None:
    words = context.words
    status = cache.once(workflows.data_status, context.study)
    summary = cache.once(workflows.network_summary, context.study)
    links = cache.once(seat_links, context.study).counts
    markup.show(
        markup.heading(words("page.method.data_heading"), level=2),
        markup.bullet_list(
            [
                words("status.initiatives", n=status.n_initiatives, shown=status.n_shown),
                words("status.one_actor", share=words.percent(status.one_actor_share)),
                words("status.no_actor", share=words.percent(status.no_actor_share)),
                words("status.no_target_group", share=words.percent(status.no_target_group_share)),
                words("status.no_place", share=words.percent(status.no_place_share)),
                words("status.implied", share=words.percent(status.implied_share)),
                words("status.links", known=links.n_known, absent=links.n_absent, unknown=links.n_unknown),
                words("status.oldest", date=status.oldest_source, title=status.oldest_title)
                if status.oldest_source
                else words("status.undated"),
            ]
        ),
        markup.heading(words("page.method.net_heading"), level=2),
        markup.bullet_list(
            [
                words(
                    "net.size",
                    actors=summary.n_actors,
                    initiatives=summary.n_initiatives,
                    ties=summary.n_ties,
                ),
                words("net.density", share=words.percent(summary.density, 1)),
                words("net.components", n=summary.n_components, share=words.percent(summary.largest_share)),
                words("net.centralisation", share=words.percent(summary.centralisation)),
                words("net.bridges", n=summary.n_bridges),
            ]
        ),
    )
    if context.report.is_clean:
        markup.show(markup.paragraph(words("data.clean")))
        return
    header = [words(f"column.{name}") for name in ("table", "row", "column", "what")]
    rows = [
        (
            words(f"table.{finding.table}"),
            str(finding.row or "–"),
            finding.column or "–",
            workflows.sentence(finding, words),
        )
        for finding in context.report.findings
    ]
    markup.show(markup.table(words("data.findings"), header, rows))


def _show_sources(context: Context) -> None:
    words = context.words
    header = [
        words(f"column.{name}") for name in ("source", "publisher", "published", "reviewed", "n_initiatives")
    ]
    counts = context.dataset.initiatives["source_id"].value_counts()
    rows = [
        (
            row["title"],
            row["publisher"],
            row["published"] or "–",
            row["reviewed"] or "–",
            str(counts.get(row["id"], 0)),
        )
        for row in records(context.dataset.sources)
    ]
    markup.show(markup.table(words("page.method.sources_caption"), header, rows))
