"""The panel beside the map: all that is known about what is in focus, each statement with its source."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from samverkan import workflows
from samverkan.analysis.profile import actor_profile, initiative_profile
from samverkan.briefs.subject import Subject
from samverkan.domain.dataset import record
from samverkan.domain.nodes import actor_node, ends, initiative_node
from samverkan.domain.study import dated
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.measured import measure_text
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.components.brief import offer_brief
from samverkan.ui.components.evidence import (
    both_names,
    fact_lines,
    fact_rows,
    funding_lines,
    funding_rows,
    part_rows,
    period,
    roles_text,
    serves_rows,
    show_evidence,
    source_cells,
)
from samverkan.ui.components.linked import focus_button, linked
from samverkan.ui.components.turning import is_opened, show_opened, show_turning
from samverkan.ui.components.way import show_way, show_way_picker
from samverkan.ui.context import Context


def show_details(context: Context, focus: str) -> None:
    """Show the panel for a focus; without one, how the map is read."""
    named = ends(focus)
    if not named or not all(_is_shown(context, node) for node in named):
        kind, _, identifier = focus.partition(":")
        if kind == "actor" and is_opened(context, identifier):
            show_opened(context, identifier)
        else:
            _show_reading_guide(context, is_hidden=bool(focus))
        return
    first, *others = (node.partition(":")[2] for node in named)
    match focus.partition(":")[0]:
        case "actor":
            _show_actor(context, first)
        case "initiative":
            _show_initiative(context, first)
        case "way":
            show_way(context, first, *others)
        case _:
            _show_tie(context, first, named[1])


def _is_shown(context: Context, node: str) -> bool:
    kind, _, identifier = node.partition(":")
    shown = context.study.shown
    return identifier in (shown.actors if kind == "actor" else shown.initiatives)


def _show_reading_guide(context: Context, *, is_hidden: bool) -> None:
    words = context.words
    table = cache.once(workflows.ranked_actors, context.study, by="betweenness")
    markup.show(
        markup.heading(words("details.guide"), level=2),
        markup.paragraph(words("details.not_shown")) if is_hidden else "",
        markup.bullet_list(words(f"details.guide_{step}") for step in ("click", "search", "size", "tie")),
        markup.heading(words("details.top")),
    )
    with st.container(gap=None):
        for actor in map(str, table.index[:5]):
            focus_button(context.actor_name(actor), actor_node(actor), "top")


def _show_actor(context: Context, actor: str) -> None:
    words = context.words
    row = record(context.dataset.actors, actor)
    profile = actor_profile(context.study, actor)
    kind = f"{context.label('actor_kind', row['kind'])} · {context.label('sector', row['sector'])}"
    markup.show(
        markup.heading(row["name"], level=2),
        markup.paragraph(kind, style="sv-note"),
        markup.paragraph(row["description"]) if row["description"] else "",
    )
    show_turning(context, actor)
    n_internal = profile.n_internal
    internal = markup.paragraph(words.count("details.internal", n_internal)) if n_internal else ""
    markup.show(*_measures(context, actor), internal)
    show_way_picker(context, actor)
    linked(
        context,
        "details.partners",
        [
            (f"{context.actor_name(partner.actor)} ({len(partner.initiatives)})", actor_node(partner.actor))
            for partner in profile.partners
        ],
    )
    reached = [
        f"{context.group_name(reach.target_group)} ({len(reach.initiatives)})" for reach in profile.reaches
    ]
    if reached:
        markup.show(markup.heading(words("details.reaches")), markup.bullet_list(reached))
    linked(
        context,
        "details.initiatives",
        [
            (context.initiative_name(part.initiative), initiative_node(part.initiative))
            for part in profile.parts
        ],
    )
    _show_facts(context, profile.facts)
    rows = part_rows(context, profile.parts, lambda part: context.initiative_name(part.initiative))
    show_evidence(context, rows + serves_rows(context, profile.serves) + fact_rows(context, profile.facts))
    offer_brief(context, Subject("actor", actor))


def _measures(context: Context, actor: str) -> list[str]:
    """Return each measure of an actor as a sentence, with its rank among all."""
    words, study = context.words, context.study
    table = cache.once(workflows.measured_actors, study)
    if actor not in table.index:
        return [markup.paragraph(words("details.not_counted"), style="sv-note")]
    sentences = []
    for measure in MEASURES:
        own = round(float(table[measure][actor]), 12)
        rank = int((table[measure].round(12) > own).sum()) + 1
        value = measure_text(measure, own, words)
        sentences.append(words(f"measure.{measure}.short", value=value, rank=rank, n=len(table)))
    return [markup.heading(words("details.measures")), markup.bullet_list(sentences)]


def _show_initiative(context: Context, initiative: str) -> None:
    words = context.words
    row = record(context.study.initiatives, initiative)
    profile = initiative_profile(context.study, initiative)
    markup.show(
        markup.heading(row["name"], level=2),
        markup.paragraph(
            f"{context.label('initiative_kind', row['kind'])} · {_status(context, row)}", style="sv-note"
        ),
        markup.paragraph(words("details.overdue", start=row["start"]))
        if row["status_now"] == "overdue"
        else "",
        markup.paragraph(row["description"]) if row["description"] else "",
        markup.definitions(
            [
                (words("details.for_whom"), ", ".join(map(context.group_name, profile.target_groups))),
                (words("details.where"), ", ".join(map(context.place_name, profile.places))),
                (words("details.themes"), ", ".join(context.theme_name(theme) for theme in profile.themes)),
                (words("details.when"), period(row["start"], row["end"])),
                (words("details.funding"), "; ".join(funding_lines(context, profile.funding))),
                (
                    words("details.open_list"),
                    words("details.open_list_text") if row["actors_complete"] == "no" else "",
                ),
            ]
        ),
    )
    linked(
        context,
        "details.actors",
        [
            (f"{context.actor_name(part.actor)} – {roles_text(context, part)}", actor_node(part.actor))
            for part in profile.parts
        ],
        empty="details.no_actor",
    )
    linked(
        context,
        "details.children",
        [(context.initiative_name(child), initiative_node(child)) for child in profile.children],
    )
    _show_facts(context, profile.facts)
    show_evidence(
        context,
        [
            (row["name"], words("details.itself"), *source_cells(context, row)),
            *part_rows(context, profile.parts, lambda part: context.actor_name(part.actor)),
            *serves_rows(context, profile.serves),
            *funding_rows(context, profile.funding),
            *fact_rows(context, profile.facts),
        ],
    )


def _status(context: Context, row: Mapping[str, str]) -> str:
    """Return the status of an initiative with the date of the source that it stands in."""
    day = dated(context.source(row["source_id"]))
    return context.words(
        f"details.status{'' if day else '_undated'}",
        status=context.label("status", row["status_now"]),
        date=str(day or ""),
    )


def _show_tie(context: Context, one: str, other: str) -> None:
    """Show an actor's tie to a node: its part in an initiative, or what it shares with another actor."""
    kind, _, identifier = other.partition(":")
    if kind == "initiative":
        _show_part(context, one, identifier)
    else:
        _show_pair(context, one, identifier)


def _show_part(context: Context, actor: str, initiative: str) -> None:
    names = {"actor": context.actor_name(actor), "initiative": context.initiative_name(initiative)}
    parts = [part for part in initiative_profile(context.study, initiative).parts if part.actor == actor]
    markup.show(
        markup.heading(context.words("details.part", **names), level=2),
        *(markup.paragraph(roles_text(context, part)) for part in parts),
    )
    ends = [(names["actor"], actor_node(actor)), (names["initiative"], initiative_node(initiative))]
    linked(context, "details.ends", ends)
    show_evidence(context, part_rows(context, parts, lambda part: context.initiative_name(part.initiative)))


def _show_pair(context: Context, one: str, other: str) -> None:
    words, pair = context.words, (one, other)
    profile = actor_profile(context.study, one)
    joint = {name for partner in profile.partners if partner.actor == other for name in partner.initiatives}
    title = words("details.pair", one=context.actor_name(one), other=context.actor_name(other))
    markup.show(markup.heading(title, level=2), markup.paragraph(words("details.pair_note"), style="sv-note"))
    initiatives = [(context.initiative_name(name), initiative_node(name)) for name in sorted(joint)]
    linked(context, "details.joint", initiatives)
    linked(context, "details.ends", [(context.actor_name(end), actor_node(end)) for end in pair])
    parts = [
        part
        for name in sorted(joint)
        for part in initiative_profile(context.study, name).parts
        if part.actor in pair
    ]
    show_evidence(context, part_rows(context, parts, lambda part: both_names(context, part)))


def _show_facts(context: Context, facts: pd.DataFrame) -> None:
    if not facts.empty:
        markup.show(
            markup.heading(context.words("details.facts")), markup.bullet_list(fact_lines(context, facts))
        )
