"""Målgrupper: who turns to the same people, and where nobody is known to."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from samverkan.analysis.coverage import Across, Coverage, coverage, uncovered_groups
from samverkan.analysis.sharing import related_groups, shared_between, shared_pairs
from samverkan.domain.dataset import records
from samverkan.domain.hierarchy import with_narrower
from samverkan.i18n import alphabetical
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.chart import heat_map
from samverkan.ui.components.details import plain_lines
from samverkan.ui.components.head import explain_if_empty, show_head
from samverkan.ui.context import Context

_PAIRS_SHOWN = 30
_HOLES_NAMED = 12


def show(context: Context) -> None:
    """Show the page."""
    show_head("target_groups", context)
    if explain_if_empty(context):
        return
    words = context.words
    two, pairs, covered = st.tabs(
        [words(f"page.target_groups.tab_{tab}") for tab in ("two", "pairs", "coverage")]
    )
    with two:
        _show_two(context)
    with pairs:
        _show_pairs(context)
    with covered:
        _show_coverage(context)


def _show_two(context: Context) -> None:
    """Two actors, chosen by name: the groups that both turn to, and through what."""
    words, study = context.words, context.study
    actors = sorted(study.network.actors, key=lambda actor: alphabetical(context.actor_name(actor)))
    first_pair = cache.once(shared_pairs, study).head(1)
    defaults = [str(first_pair[end].iloc[0]) for end in ("actor", "other")] if len(first_pair) else actors[:2]
    if len(actors) < 2:
        st.info(words("page.target_groups.too_few"))
        return
    columns = st.columns(2)
    one, other = (
        column.selectbox(
            words(f"page.target_groups.{field}"),
            actors,
            index=actors.index(default),
            format_func=lambda actor: markup.safe_label(context.actor_name(actor)),
            key=f"two {field}",
            placeholder=words("field.search_placeholder"),
        )
        for column, field, default in zip(columns, ("one", "other"), defaults, strict=True)
    )
    if one == other:
        st.info(words("page.target_groups.same"))
        return
    _show_shared(context, one, other)


def _show_shared(context: Context, one: str, other: str) -> None:
    words, study = context.words, context.study
    shared = shared_between(study, one, other)
    names = {"one": context.actor_name(one), "other": context.actor_name(other)}
    if shared.target_groups:
        markup.show(
            markup.paragraph(words.count("page.target_groups.shared", len(shared.target_groups), **names))
        )
        markup.show(_shared_table(context, one, other, shared.target_groups, exact=True))
    else:
        markup.show(markup.paragraph(words("page.target_groups.none_shared", **names)))
    related = related_groups(study, one, other)
    if related:
        markup.show(markup.paragraph(words("page.target_groups.related", **names)))
        markup.show(_shared_table(context, one, other, related, exact=False))
    _show_uncounted(context, one, other, known={*shared.target_groups, *related})
    joint = [context.initiative_name(initiative) for initiative in shared.joint_initiatives]
    text = (
        words("page.target_groups.joint", names=words.listing(joint))
        if joint
        else words("page.target_groups.no_joint")
    )
    markup.show(markup.paragraph(text))


def _show_uncounted(context: Context, one: str, other: str, *, known: set[str]) -> None:
    """Name what the two share only when planned and ended initiatives are counted too."""
    everything = replace(context.study.selection, statuses=())
    study = cache.study_of(context.dataset, everything)
    also = {*shared_between(study, one, other).target_groups, *related_groups(study, one, other)} - known
    if also:
        names = context.words.listing([context.group_name(group) for group in sorted(also)])
        markup.show(markup.paragraph(context.words("page.target_groups.also_uncounted", names=names)))


def _shared_table(context: Context, one: str, other: str, groups: tuple[str, ...], *, exact: bool) -> str:
    """Return the table of groups with each side's initiatives and where the source says so."""
    words = context.words
    rows = [
        (
            context.group_name(group),
            *(_through(context, actor, group, exact=exact) for actor in (one, other)),
        )
        for group in groups
    ]
    header = [words("column.target_group"), context.actor_name(one), context.actor_name(other)]
    caption = "page.target_groups.shared_caption" if exact else "page.target_groups.related_caption"
    return markup.table(words(caption), header, rows)


def _through(context: Context, actor: str, group: str, *, exact: bool) -> str:
    """Return the initiatives through which an actor reaches a group, each with its source and lines."""
    study = context.study
    mine = set(study.network.initiatives_of(actor))
    wanted = {group} if exact else {group, *_inside(context, group)}
    rows = study.serves[
        study.serves["target_group_id"].isin(wanted) & study.serves["initiative_id"].isin(mine)
    ]
    lines = []
    for row in records(rows.sort_values(["initiative_id", "target_group_id"])):
        told = "" if exact else f" – {context.group_name(row['target_group_id'])}"
        where = context.words(
            "evidence.short",
            source=context.source(row["source_id"])["title"],
            lines=plain_lines(row["lines"]),
        )
        lines.append(f"{context.initiative_name(row['initiative_id'])}{told} ({where})")
    return "; ".join(lines)


def _inside(context: Context, group: str) -> set[str]:
    return set(with_narrower([group], context.dataset.broader["target_groups"]))


def _show_pairs(context: Context) -> None:
    words = context.words
    pairs = cache.once(shared_pairs, context.study)
    markup.show(markup.paragraph(words("page.target_groups.pairs_lead")))
    if pairs.empty:
        st.info(words("page.target_groups.no_pairs"))
        return
    rows = [
        (
            " – ".join(context.actor_name(pair[end]) for end in ("actor", "other")),
            words.number(pair["n_target_groups"]),
            words.number(pair["n_joint_initiatives"]),
            ", ".join(
                map(
                    context.group_name,
                    shared_between(context.study, pair["actor"], pair["other"]).target_groups,
                )
            ),
        )
        for pair in records(pairs.head(_PAIRS_SHOWN))
    ]
    header = [words(f"column.{name}") for name in ("pair", "n_shared", "n_joint", "target_groups")]
    caption = words("page.target_groups.pairs_caption", shown=len(rows), n=len(pairs))
    markup.show(markup.table(caption, header, rows))


def _show_coverage(context: Context) -> None:
    words = context.words
    options: tuple[Across, ...] = ("sectors", "places")
    across = st.segmented_control(
        words("page.target_groups.across"),
        options,
        format_func=lambda choice: words(f"page.target_groups.across_{choice}"),
        default="sectors",
        key="coverage across",
        required=True,
    )
    table = cache.once(coverage, context.study, across=across)
    markup.show(markup.paragraph(words(f"page.target_groups.coverage_{across}")))
    st.altair_chart(
        heat_map(_cells(context, table, across), title=words("page.target_groups.heat_map")), width="stretch"
    )
    _name_holes(context, table, across)
    missing = uncovered_groups(context.study)
    if missing:
        markup.show(
            markup.heading(words("page.target_groups.uncovered"), level=2),
            markup.bullet_list(map(context.group_name, missing)),
        )


def _cells(context: Context, table: Coverage, across: Across) -> pd.DataFrame:
    words = context.words
    order = table.targeted.sum(axis=1).sort_values(ascending=False, kind="stable").index
    records = []
    for place, group in enumerate(order):
        for column in table.targeted.columns:
            targeted, general = (int(counts.loc[group, column]) for counts in (table.targeted, table.general))
            records.append(
                {
                    "row": context.group_name(str(group)),
                    "column": _column_name(context, str(column), across),
                    "value": targeted,
                    "text": str(targeted) if targeted else (f"({general})" if general else ""),
                    "tip": words("page.target_groups.cell", targeted=targeted, general=general),
                    "order": place,
                }
            )
    return pd.DataFrame(records)


def _column_name(context: Context, column: str, across: Across) -> str:
    return context.label("sector", column) if across == "sectors" else context.place_name(column)


def _name_holes(context: Context, table: Coverage, across: Across) -> None:
    """Name in words the empty cells that stand out: groups with many initiatives come first."""
    words = context.words
    reached = table.targeted.sum(axis=1)
    holes = sorted(table.holes(), key=lambda hole: (-int(reached[hole[0]]), hole))
    sentences = [
        words(
            f"page.target_groups.hole_{across}",
            group=context.group_name(group),
            column=_column_name(context, column, across),
            n=int(reached[group]),
        )
        for group, column in holes[:_HOLES_NAMED]
    ]
    markup.show(
        markup.heading(words("page.target_groups.holes", n=len(holes)), level=2),
        markup.paragraph(words("page.target_groups.holes_note"), style="sv-note"),
        markup.bullet_list(sentences),
    )
