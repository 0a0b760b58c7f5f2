"""Two actors side by side: what they share, in the same words or in a broader sense."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from samverkan.analysis.sharing import related_groups, shared_between, shared_pairs
from samverkan.domain.dataset import records
from samverkan.domain.hierarchy import with_narrower
from samverkan.i18n import alphabetical
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.evidence import plain_lines
from samverkan.ui.components.picker import show_picker
from samverkan.ui.context import Context

_MOST_NAMED = 8


def show_two(context: Context) -> None:
    """Show two actors, chosen by name: the groups that both turn to, and through what."""
    words, study = context.words, context.study
    actors = sorted(study.network.actors, key=lambda actor: alphabetical(context.actor_name(actor)))
    if len(actors) < 2:
        st.info(words("page.target_groups.too_few"))
        return
    one, other = _pair(context, actors)
    names = {actor: markup.safe_label(context.actor_name(actor)) for actor in actors}
    for column, field, actor in zip(st.columns(2), ("one", "other"), (one, other), strict=True):
        with column:
            label = words(f"page.target_groups.{field}")
            show_picker(field, label, names, shown=actor, placeholder=words("field.search_placeholder"))
    if one == other:
        st.info(words("page.target_groups.same"))
        return
    _show_shared(context, one, other)
    _show_most_with(context, one)


def _pair(context: Context, actors: list[str]) -> tuple[str, str]:
    """Return the two actors chosen; for want of a choice those that share most, with one who is chosen."""
    view = context.view
    chosen = next((actor for actor in (view.one, view.other) if actor in actors), "")
    most = _pairs_of(context, chosen) if chosen else cache.once(shared_pairs, context.study)
    first = [str(most[end].iloc[0]) for end in ("actor", "other")] if len(most) else actors[:2]
    one = view.one if view.one in actors else next(actor for actor in first if actor != view.other)
    other = view.other if view.other in actors else next(actor for actor in first if actor != one)
    return one, other


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


def _pairs_of(context: Context, actor: str) -> pd.DataFrame:
    """Return the pairs with an actor that share target groups, those with most first."""
    pairs = cache.once(shared_pairs, context.study)
    return pairs[(pairs["actor"] == actor) | (pairs["other"] == actor)]


def _show_most_with(context: Context, actor: str) -> None:
    """Name those who share most target groups with an actor."""
    words, pairs = context.words, _pairs_of(context, actor)
    if pairs.empty:
        return
    lines = [
        words(
            "page.target_groups.most_with.pair",
            name=context.actor_name(pair["other"] if pair["actor"] == actor else pair["actor"]),
            n=pair["n_target_groups"],
            joint=pair["n_joint_initiatives"],
        )
        for pair in records(pairs.head(_MOST_NAMED))
    ]
    title = words("page.target_groups.most_with.title", name=context.actor_name(actor))
    markup.show(markup.heading(title, level=2), markup.bullet_list(lines))


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
