"""Which target groups are shared by which actors: each combination of actors, and how many groups it has.

Actors in rows, combinations in columns, after the UpSet of Lex and others (2014): the dots say who turns to
these groups, the bar above how many groups they are. A group stands in one combination only, that of all the
drawn actors that turn to it. Groups are compared exactly as stated, and sharing one is no sign of duplicated
work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from samverkan.analysis.sharing import actor_target_groups
from samverkan.domain.study import Study
from samverkan.draw.charts.chart import Chart, Drawing, silent
from samverkan.draw.charts.look import ROW_PX, TEXT_PX, Theme, margin_px, named, tone
from samverkan.draw.explaining import explanation, where
from samverkan.draw.lettering import shortened, text_width_px
from samverkan.i18n import Translator, alphabetical

MOST_ACTORS, MOST_COMBINATIONS = 8, 18
"""How many rows and columns are drawn; the table has every combination."""

_BARS_ROWS = 3
"""How high the bars are, in rows of dots."""

_LABEL_PX = 180
"""How long the words below a column are."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Target groups that the same of the drawn actors turn to: ids of both, sorted."""

    actors: tuple[str, ...]
    groups: tuple[str, ...]


def combinations(reaches: Mapping[str, Iterable[str]]) -> tuple[Combination, ...]:
    """Return which sets of two actors or more have which target groups in common, and with no other of them.

    ``reaches`` is actor to the groups that it turns to. Most groups first, then most actors, then by ids.
    """
    actors_of: dict[str, list[str]] = defaultdict(list)
    for actor in sorted(reaches):
        for group in reaches[actor]:
            actors_of[group].append(actor)
    groups_of: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for group in sorted(actors_of):
        groups_of[tuple(actors_of[group])].append(group)
    found = [Combination(actors, tuple(groups)) for actors, groups in groups_of.items() if len(actors) > 1]
    return tuple(sorted(found, key=lambda one: (-len(one.groups), -len(one.actors), one.actors)))


def overlap_chart(
    study: Study, words: Translator, *, theme: Theme = "light", link: str = "", most: int = MOST_ACTORS
) -> Chart:
    """Return which target groups the actors that turn to most of them share: all at once, not two by two.

    ``most`` actors are drawn. Without two actors that share a group the chart says so.
    """
    table = actor_target_groups(study)
    reaches = {
        str(actor): [str(group) for group in table.columns[row.to_numpy() > 0]]
        for actor, row in table.iterrows()
    }
    drawn = sorted(filter(reaches.get, reaches), key=lambda actor: (-len(reaches[actor]), actor))[:most]
    labels = {actor: f"{study.dataset.short_names[actor]} ({len(reaches[actor])})" for actor in drawn}
    found = combinations({actor: reaches[actor] for actor in drawn})
    shown = found[:MOST_COMBINATIONS]
    return Chart(
        name="overlap",
        around=explanation(
            study,
            words,
            title=words("chart.overlap.title", where=where(study, words)),
            details=[words("chart.overlap.shown", actors=len(drawn), n=len(shown), all=len(found))],
            reading=[words("chart.overlap.reading"), words("chart.overlap.exact")],
            link=link,
        ),
        drawing=_drawing(pd.DataFrame(_cells(study, labels, shown, words)), list(labels.values()), theme)
        if shown
        else silent(words("page.target_groups.no_pairs"), theme),
        table=_table(study, found, words),
        description=words("chart.overlap.description", actors=len(drawn), n=len(shown)),
        theme=theme,
        language=words.language,
        width_px=max(48 * len(shown), 520),
        margin_px=margin_px(labels.values()),
        n_rows=len(drawn),
        fewer=lambda n: overlap_chart(study, words, theme=theme, link=link, most=min(n, most)),
    )


def _table(study: Study, found: Iterable[Combination], words: Translator) -> pd.DataFrame:
    names = study.dataset.names
    rows = [
        (
            words.listing(_by_name(names["actors"], one.actors)),
            len(one.groups),
            ", ".join(_by_name(names["target_groups"], one.groups)),
        )
        for one in found
    ]
    columns = ("actors", "n_groups", "groups")
    return pd.DataFrame(rows, columns=[words(f"chart.overlap.column_{name}") for name in columns])


def _by_name(names: Mapping[str, str], identifiers: Iterable[str]) -> list[str]:
    return sorted((names[identifier] for identifier in identifiers), key=alphabetical)


def _cells(
    study: Study, labels: Mapping[str, str], shown: Iterable[Combination], words: Translator
) -> Iterator[dict[str, object]]:
    names = study.dataset.names
    for column, one in enumerate(shown):
        named = _by_name(names["target_groups"], one.groups)
        groups = ", ".join(named)
        actors = words.listing(_by_name(names["actors"], one.actors))
        for row, actor in enumerate(labels):
            yield {
                "column": column,
                "row": row,
                "is_in": actor in one.actors,
                "n": len(one.groups),
                "label": _column_label(named),
                "tip": words("chart.overlap.tip", actors=actors, groups=groups),
            }


def _column_label(groups: Sequence[str]) -> str:
    """Return the groups of a column where they fit, else the first one and how many more there are."""
    whole, rest = ", ".join(groups), f" +{len(groups) - 1}" if len(groups) > 1 else ""
    if text_width_px(whole, TEXT_PX) <= _LABEL_PX:
        return whole
    return shortened(groups[0], TEXT_PX, _LABEL_PX - text_width_px(rest, TEXT_PX)) + rest


def _drawing(cells: pd.DataFrame, rows: list[str], theme: Theme) -> Drawing:
    bars = cells.drop_duplicates("column")
    height = ROW_PX * (len(rows) + _BARS_ROWS)
    top = ROW_PX * (_BARS_ROWS - 0.5)
    strong, weak, ink = tone(theme, "municipal"), tone(theme, "initiative"), tone(theme, "text")
    below = alt.Axis(
        labelExpr=named(list(bars["label"])),
        labelAngle=-40,
        labelLimit=_LABEL_PX + 10,
        labelOverlap=False,
        domain=False,
        ticks=False,
        labelPadding=8,
        orient="bottom",
    )
    x = alt.X("column:O", title=None, axis=below, scale=alt.Scale(paddingInner=0.1))
    tooltip = alt.Tooltip("tip:N", title=" ")
    row = alt.Y(
        "row:O",
        title=None,
        scale=alt.Scale(range=[top + ROW_PX / 2, height]),
        axis=alt.Axis(labelExpr=named(rows), labelOverlap=False, domain=False, ticks=False),
    )
    dots = alt.Chart(cells).encode(x=x, y=row, tooltip=tooltip)
    empty = dots.mark_point(filled=True, size=130, opacity=1, color=weak)
    full = dots.transform_filter("datum.is_in").mark_point(filled=True, size=150, opacity=1, color=strong)
    joined = (
        dots.transform_filter("datum.is_in").mark_line(strokeWidth=3, color=strong).encode(detail="column:O")
    )
    count = alt.Y("n:Q", axis=None, scale=alt.Scale(domain=[0, int(bars["n"].max())], range=[top, 18]))
    columns = alt.Chart(bars).encode(x=x, y=count, tooltip=tooltip)
    pillars = columns.mark_bar(color=strong, cornerRadiusEnd=2, width=alt.RelativeBandSize(0.6))
    numbers = columns.mark_text(baseline="bottom", dy=-3, fontSize=TEXT_PX, color=ink).encode(text="n:Q")
    matrix, above = alt.layer(empty, joined, full), alt.layer(pillars, numbers)
    both: Drawing = alt.layer(matrix, above, height=height).resolve_scale(y="independent")
    return both
