"""What differs with a scenario, or with two side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from samverkan import workflows
from samverkan.cards.what_if import (
    Line,
    TriedNames,
    gap_lines,
    measure_lines,
    number_text,
    regrouped_lines,
    shift_lines,
    tried_names,
)
from samverkan.domain.scenario import Scenario
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import MEASURES
from samverkan.gaps.what_if import (
    Comparison,
    measure_table,
    noise_of,
    side_by_side,
    summary_table,
)
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import key

_AT_FIRST = 15


def show_result(context: Context, tried: Sequence[Scenario]) -> None:
    """Show what differs, the tables' facts first, then the numbers, then the gaps."""
    words = context.words
    afters = [cache.tried(context.study, scenario) for scenario in tried]
    noise = cache.once(noise_of, context.study)
    comparisons = side_by_side(context.study, afters, noise=noise)
    names = tried_names(context.dataset, *(after.dataset for after in afters))
    titles = _titles(context, tried)
    markup.show(markup.paragraph(words("what_if.page.reading"), style="sv-note"))
    for title, comparison in zip(titles, comparisons, strict=True):
        _show_facts(context, title, comparison, names)
    _show_numbers(context, titles, comparisons)
    _show_actors(context, titles, comparisons, names)
    _show_gaps(context, titles, afters)


def _titles(context: Context, tried: Sequence[Scenario]) -> list[str]:
    unnamed = context.words("what_if.page.unnamed")
    return [scenario.name or f"{unnamed} {place}" for place, scenario in enumerate(tried, start=1)]


def _show_facts(context: Context, title: str, comparison: Comparison, names: TriedNames) -> None:
    words = context.words
    lines = shift_lines(comparison, names, words)
    markup.show(
        markup.heading(title, level=2),
        markup.bullet_list(line.text for line in lines)
        if lines
        else markup.paragraph(_silence(context, comparison, names)),
    )


def _silence(context: Context, comparison: Comparison, names: TriedNames) -> str:
    words = context.words
    moved = measure_lines(comparison, names, words)
    return words("what_if.page.only_numbers" if moved else "what_if.page.silence")


def _show_numbers(context: Context, titles: list[str], comparisons: tuple[Comparison, ...]) -> None:
    words = context.words
    table = summary_table(comparisons)
    rows = []
    for name, row in table.iterrows():
        afters = (_after(context, str(name), row, place) for place in range(1, len(titles) + 1))
        now = number_text(str(name), row["before"], words)
        rows.append([words(f"what_if.number.{name}"), now, *afters])
    header = [words("what_if.page.number"), words("what_if.page.now"), *titles]
    markup.show(
        markup.heading(words("what_if.page.network"), level=2),
        markup.paragraph(words("what_if.page.noise"), style="sv-note"),
        markup.table(words("what_if.page.network_caption"), header, rows),
    )


def _after(context: Context, name: str, row: pd.Series, place: int) -> str:
    """Return a number after the changes; in brackets where a few missed links could do as much."""
    words = context.words
    before, after = row["before"], row[f"after_{place}"]
    text = number_text(name, after, words)
    if text == number_text(name, before, words):
        return words("what_if.page.same")
    return words("what_if.page.within", number=text) if row[f"within_{place}"] else text


def _show_actors(
    context: Context, titles: list[str], comparisons: tuple[Comparison, ...], names: TriedNames
) -> None:
    words = context.words
    markup.show(markup.heading(words("what_if.page.actors"), level=2))
    measure = st.selectbox(
        words("field.rank_by"),
        MEASURES,
        format_func=lambda name: words(f"measure.{name}.name"),
        key=key("size_by"),
    )
    lines = [line for comparison in comparisons for line in regrouped_lines(comparison, words)]
    notes = {line.text: "" for line in lines if measure == "eigenvector"}
    table = measure_table(comparisons, measure)
    if table.empty and not notes:
        notes = {words("what_if.page.no_actor"): ""}
    if notes:
        markup.show(*(markup.paragraph(text, style="sv-note") for text in notes))
    if table.empty:
        return
    rows = [
        [
            names["actors"][str(actor)],
            number_text(measure, row["before"], words),
            *(_after(context, measure, row, place) for place in range(1, len(titles) + 1)),
        ]
        for actor, row in table.head(_AT_FIRST).iterrows()
    ]
    header = [words("column.actor"), words("what_if.page.now"), *titles]
    markup.show(markup.table(words("what_if.page.actors_caption", n=len(rows), all=len(table)), header, rows))


def _show_gaps(context: Context, titles: list[str], afters: list[Study]) -> None:
    words = context.words
    with st.expander(words("what_if.page.gaps"), key="what if gaps", on_change="rerun") as box:
        if not box.open:
            return
        for title, after in zip(titles, afters, strict=True):
            lines = gap_lines(workflows.gap_changes(context.study, after, words), words)
            markup.show(
                markup.heading(title),
                _bullets(lines) if lines else markup.paragraph(words("what_if.page.same_gaps")),
            )


def _bullets(lines: Sequence[Line]) -> str:
    return markup.bullet_list(line.text for line in lines)
