"""The panel beside the map: all that is known about what is in focus, each statement with its source."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from samverkan import workflows
from samverkan.analysis.profile import Evidence, Part, actor_profile, initiative_profile
from samverkan.domain.dataset import record, records
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.scene import actor_node, initiative_node, measure_text
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import focus_on

_FIRST_FEW = 6


def show_details(context: Context, focus: str) -> None:
    """Show the panel for a focus; without one, how the map is read."""
    kind, _, rest = focus.partition(":")
    shown = context.study.shown
    one, _, other = rest.partition("~")
    if kind == "actor" and rest in shown.actors:
        _show_actor(context, rest)
    elif kind == "initiative" and rest in shown.initiatives:
        _show_initiative(context, rest)
    elif kind == "tie" and one in shown.actors and other in {*shown.actors, *shown.initiatives}:
        _show_tie(context, one, other)
    else:
        _show_reading_guide(context, is_hidden=bool(focus))


def _show_reading_guide(context: Context, *, is_hidden: bool) -> None:
    words = context.words
    table = workflows.ranked_actors(context.study)
    markup.show(
        markup.heading(words("details.guide"), level=2),
        markup.paragraph(words("details.not_shown")) if is_hidden else "",
        markup.bullet_list(words(f"details.guide_{step}") for step in ("click", "search", "size", "tie")),
        markup.heading(words("details.top")),
    )
    with st.container(gap=None):
        for actor in map(str, table.index[:5]):
            _focus_button(context.actor_name(actor), actor_node(actor), "top")


def _show_actor(context: Context, actor: str) -> None:
    words = context.words
    row = record(context.dataset.actors, actor)
    profile = actor_profile(context.study, actor)
    kind = f"{context.label('actor_kind', row['kind'])} · {context.label('sector', row['sector'])}"
    parts = [
        markup.heading(row["name"], level=2),
        markup.paragraph(kind, style="sv-note"),
        markup.paragraph(row["description"]) if row["description"] else "",
        *_measures(context, actor),
    ]
    if profile.n_internal:
        parts.append(markup.paragraph(words.count("details.internal", profile.n_internal)))
    markup.show(*parts)
    _linked(
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
    _linked(
        context,
        "details.initiatives",
        [
            (context.initiative_name(part.initiative), initiative_node(part.initiative))
            for part in profile.parts
        ],
    )
    _show_facts(context, profile.facts)
    _show_evidence(context, profile.parts, by_initiative=True)


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
    status = context.label("status", row["status_now"])
    markup.show(
        markup.heading(row["name"], level=2),
        markup.paragraph(f"{context.label('initiative_kind', row['kind'])} · {status}", style="sv-note"),
        markup.paragraph(row["description"]) if row["description"] else "",
        markup.definitions(
            [
                (words("details.for_whom"), ", ".join(map(context.group_name, profile.target_groups))),
                (words("details.where"), ", ".join(map(context.place_name, profile.places))),
                (words("details.when"), period(row["start"], row["end"])),
                (words("details.funding"), "; ".join(funding_lines(context, profile.funding))),
                (
                    words("details.open_list"),
                    words("details.open_list_text") if row["actors_complete"] == "no" else "",
                ),
            ]
        ),
    )
    _linked(
        context,
        "details.actors",
        [
            (f"{context.actor_name(part.actor)} – {_roles(context, part)}", actor_node(part.actor))
            for part in profile.parts
        ],
        empty="details.no_actor",
    )
    _show_facts(context, profile.facts)
    _show_evidence(context, profile.parts, by_initiative=False, more=profile.evidence)


def _show_tie(context: Context, one: str, other: str) -> None:
    words = context.words
    if other in context.study.shown.initiatives:
        parts = [part for part in initiative_profile(context.study, other).parts if part.actor == one]
        title = words(
            "details.part", actor=context.actor_name(one), initiative=context.initiative_name(other)
        )
        markup.show(
            markup.heading(title, level=2), *(markup.paragraph(_roles(context, part)) for part in parts)
        )
        _linked(
            context,
            "details.ends",
            [
                (context.actor_name(one), actor_node(one)),
                (context.initiative_name(other), initiative_node(other)),
            ],
        )
        _show_evidence(context, parts, by_initiative=True)
        return
    joint = [partner for partner in actor_profile(context.study, one).partners if partner.actor == other]
    initiatives = joint[0].initiatives if joint else ()
    pair = words("details.pair", one=context.actor_name(one), other=context.actor_name(other))
    markup.show(markup.heading(pair, level=2), markup.paragraph(words("details.pair_note"), style="sv-note"))
    _linked(
        context,
        "details.joint",
        [(context.initiative_name(initiative), initiative_node(initiative)) for initiative in initiatives],
    )
    _linked(context, "details.ends", [(context.actor_name(end), actor_node(end)) for end in (one, other)])


def _linked(context: Context, title: str, targets: list[tuple[str, str]], *, empty: str = "") -> None:
    """Show names that move the focus when clicked: the first few at once, the rest on demand."""
    words = context.words
    if not targets:
        if empty:
            markup.show(markup.heading(words(title)), markup.paragraph(words(empty)))
        return
    markup.show(markup.heading(f"{words(title)} ({len(targets)})"))
    with st.container(gap=None):
        for label, node in targets[:_FIRST_FEW]:
            _focus_button(label, node, title)
    if len(targets) > _FIRST_FEW:
        with st.expander(words("details.more", n=len(targets) - _FIRST_FEW)), st.container(gap=None):
            for label, node in targets[_FIRST_FEW:]:
                _focus_button(label, node, title)


def _focus_button(label: str, node: str, place: str) -> None:
    st.button(
        markup.safe_label(label),
        key=f"focus {place} {node}",
        type="tertiary",
        on_click=focus_on,
        args=(node,),
    )


def _roles(context: Context, part: Part) -> str:
    roles = ", ".join(context.label("role", role) for role in part.roles)
    return roles if part.stated else f"{roles} ({context.label('certainty', 'inferred')})"


def _show_facts(context: Context, facts: pd.DataFrame) -> None:
    if not facts.empty:
        markup.show(
            markup.heading(context.words("details.facts")), markup.bullet_list(fact_lines(context, facts))
        )


def fact_lines(context: Context, facts: pd.DataFrame) -> list[str]:
    """Return the figures of the sources as lines of text."""
    lines = []
    for row in records(facts):
        value = float(row["value"])
        number = context.words.number(value, 0 if value.is_integer() else 1)
        amount = f"{number} {row['unit']}"
        if qualifier := row["qualifier"]:
            amount = context.words(f"qualifier.{qualifier}", amount=amount)
        year = f" ({row['year']})" if row["year"] else ""
        lines.append(f"{row['measure']}: {amount}{year}")
    return lines


def funding_lines(context: Context, funding: pd.DataFrame) -> list[str]:
    """Return who pays, with what kind of money and for how long, one line a row."""
    lines = []
    for row in records(funding):
        line = f"{context.actor_name(row['funder_id'])} – {context.label('funding_kind', row['kind'])}"
        extent = period(row["start"], row["end"])
        lines.append(f"{line} ({extent})" if extent else line)
    return lines


def period(start: str, end: str) -> str:
    """Return a period as text, ``""`` where neither end is known."""
    return f"{start or '?'} – {end or ''}".rstrip() if start or end else ""


def _show_evidence(
    context: Context, parts: Iterable[Part], *, by_initiative: bool, more: tuple[Evidence, ...] = ()
) -> None:
    rows = [
        (
            context.initiative_name(part.initiative) if by_initiative else context.actor_name(part.actor),
            _roles(context, part),
            *evidence_cells(context, evidence),
        )
        for part in parts
        for evidence in part.evidence
    ]
    rows += [(context.words("details.itself"), "", *evidence_cells(context, evidence)) for evidence in more]
    words = context.words
    with st.expander(words("details.evidence", n=len(rows))):
        header = [
            words(f"column.{name}") for name in ("what", "role", "source", "section", "lines", "reviewed")
        ]
        markup.show(markup.table(words("details.evidence_caption"), header, rows))


def evidence_cells(context: Context, evidence: Evidence) -> tuple[str, str, str, str]:
    """Return a piece of evidence as source, section, lines and the day the source was last reviewed."""
    source = context.source(evidence.source_id)
    dated = source["reviewed"] or source["published"] or "–"
    return source["title"], evidence.section, plain_lines(evidence.lines), dated


def plain_lines(lines: str) -> str:
    """Return line numbers as people write them: ``5|19-21`` is 5, 19–21."""
    return lines.replace("|", ", ").replace("-", "–")
