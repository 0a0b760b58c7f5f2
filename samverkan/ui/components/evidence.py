"""What the sources say, in words, and where they say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import streamlit as st

from samverkan.analysis.profile import Evidence, Part
from samverkan.cards.card import Evidence as CardEvidence
from samverkan.cards.figures import figure
from samverkan.domain.dataset import records, split_list
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.context import Context

EvidenceRow = tuple[str, ...]
"""What it is about, what is said of it, then source, heading, lines and date."""


def show_evidence(context: Context, rows: Iterable[EvidenceRow]) -> None:
    """Show the rows that a panel rests on, folded away; the same row once."""
    listed = list(dict.fromkeys(rows))
    with st.expander(context.words("details.evidence", n=len(listed))):
        markup.show(evidence_table(context, listed))


def evidence_table(context: Context, rows: Iterable[EvidenceRow]) -> str:
    """Return the table of what is said where; the same row once."""
    names = ("what", "says", "source", "section", "lines", "reviewed")
    header = [context.words(f"column.{name}") for name in names]
    return markup.table(context.words("details.evidence_caption"), header, list(dict.fromkeys(rows)))


def rows_of(context: Context, evidence: CardEvidence) -> list[EvidenceRow]:
    """Return a row for each row of the tables that a card rests on, whatever is filtered away."""
    study = cache.everything(context.study)
    links = zip(study.participations["actor_id"], study.participations["initiative_id"], strict=True)
    served = zip(study.serves["initiative_id"], study.serves["target_group_id"], strict=True)
    parts = study.participations[[pair in evidence.participations for pair in links]]
    serves = study.serves[[pair in evidence.serves for pair in served]]
    funding = study.funding[study.funding["initiative_id"].isin(evidence.funding)]
    own = study.initiatives[study.initiatives["id"].isin(evidence.initiatives)]
    return [
        *(_part_row(context, row) for row in records(parts)),
        *serves_rows(context, serves),
        *funding_rows(context, funding),
        *(_own_row(context, row) for row in records(own)),
    ]


def _part_row(context: Context, row: Mapping[str, str]) -> EvidenceRow:
    says = f"{context.actor_name(row['unit_id'])} – {context.label('role', row['role'])}"
    return (
        context.initiative_name(row["initiative_id"]),
        _hedged(context, says, row),
        *source_cells(context, row),
    )


def _own_row(context: Context, row: Mapping[str, str]) -> EvidenceRow:
    says = [context.label("status", row["status_now"]), period(row["start"], row["end"])]
    says += [context.place_name(place) for place in split_list(row["place_ids"])]
    return (row["name"], ", ".join(filter(None, says)), *source_cells(context, row))


def part_rows(context: Context, parts: Iterable[Part], name: Callable[[Part], str]) -> list[EvidenceRow]:
    """Return a row for each piece of evidence that somebody takes part."""
    return [
        (name(part), roles_text(context, part), *evidence_cells(context, evidence))
        for part in parts
        for evidence in part.evidence
    ]


def both_names(context: Context, part: Part) -> str:
    """Return who takes part in what."""
    return f"{context.actor_name(part.actor)} · {context.initiative_name(part.initiative)}"


def serves_rows(context: Context, serves: pd.DataFrame) -> list[EvidenceRow]:
    """Return a row for each statement of whom an initiative is for."""
    return [
        (
            context.initiative_name(row["initiative_id"]),
            _hedged(context, context.group_name(row["target_group_id"]), row),
            *source_cells(context, row),
        )
        for row in records(serves)
    ]


def funding_rows(context: Context, funding: pd.DataFrame) -> list[EvidenceRow]:
    """Return a row for each statement of who pays."""
    lines = funding_lines(context, funding)
    return [
        (context.initiative_name(row["initiative_id"]), line, *source_cells(context, row))
        for row, line in zip(records(funding), lines, strict=True)
    ]


def fact_rows(context: Context, facts: pd.DataFrame) -> list[EvidenceRow]:
    """Return a row for each figure."""
    return [
        (
            context.initiative_name(row["initiative_id"])
            if row["initiative_id"]
            else context.actor_name(row["actor_id"]),
            line,
            *source_cells(context, row),
        )
        for row, line in zip(records(facts), fact_lines(context, facts), strict=True)
    ]


def roles_text(context: Context, part: Part) -> str:
    """Return the roles of a part, and that they are only implied where they are."""
    roles = ", ".join(context.label("role", role) for role in part.roles)
    return roles if part.stated else f"{roles} ({context.label('certainty', 'inferred')})"


def fact_lines(context: Context, facts: pd.DataFrame) -> list[str]:
    """Return the figures of the sources as lines of text."""
    return [figure(row, context.words) for row in records(facts)]


def funding_lines(context: Context, funding: pd.DataFrame) -> list[str]:
    """Return who pays, with what money, how much of it all and for how long, one line a row."""
    lines = []
    for row in records(funding):
        line = f"{context.actor_name(row['funder_id'])} – {context.label('funding_kind', row['kind'])}"
        if row["scope"] == "part":
            line += f", {context.label('scope', 'part').lower()}"
        if extent := period(row["start"], row["end"]):
            line += f" ({extent})"
        lines.append(_hedged(context, line, row))
    return lines


def _hedged(context: Context, text: str, row: Mapping[str, str]) -> str:
    """Add that a statement is only implied, where it is."""
    return text if row["certainty"] == "stated" else f"{text} ({context.label('certainty', 'inferred')})"


def period(start: str, end: str) -> str:
    """Return a period as text, ``""`` where neither end is known."""
    return f"{start or '?'} – {end or ''}".rstrip() if start or end else ""


def source_cells(context: Context, row: Mapping[str, str]) -> EvidenceRow:
    """Return where a row of any table with evidence columns stands."""
    return evidence_cells(context, Evidence(row["source_id"], row["section"], row["lines"]))


def evidence_cells(context: Context, evidence: Evidence) -> tuple[str, str, str, str]:
    """Return a piece of evidence as source, heading, lines and the day the source was last reviewed."""
    source = context.source(evidence.source_id)
    dated = source["reviewed"] or source["published"] or "–"
    return source["title"], evidence.section, plain_lines(evidence.lines), dated


def plain_lines(lines: str) -> str:
    """Return line numbers as people write them: ``5|19-21`` is 5, 19–21."""
    return lines.replace("|", ", ").replace("-", "–")
