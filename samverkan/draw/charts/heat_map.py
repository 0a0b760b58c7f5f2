"""Grids of counts: which sector or place reaches which target group, and who shares groups with whom.

A shaded cell holds its count; an empty one is dashed, so that it is seen and not only absent. Every cell says
in signs, not in colour alone, what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from samverkan.analysis.coverage import Coverage
from samverkan.domain.naming import Names
from samverkan.domain.study import Study
from samverkan.domain.view import Across
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.draw.charts.chart import Chart, Drawing, silent
from samverkan.draw.charts.look import TEXT_PX, Theme, margin_px, named, tone
from samverkan.draw.explaining import explanation, where
from samverkan.i18n import Translator, alphabetical

MOST_GROUPS, MOST_ACTORS = 24, 16
"""How many rows are drawn; the table of coverage has all."""
HOLES_NAMED = 5
HOLE = "?"
"""What stands in a cell that nothing reaches."""

SHADES = {"light": ("#e6f1f8", "#4a9fd0"), "dark": ("#16324a", "#2a6f9f")}
"""The weakest and the strongest shade of a cell; the page's own ink is read on both."""
_ROW_PX, _FEW_COLUMNS = 24, 8


def coverage_chart(
    study: Study,
    covered: Coverage,
    words: Translator,
    *,
    across: Across,
    theme: Theme = "light",
    link: str = "",
    most: int = MOST_GROUPS,
) -> Chart:
    """Return how many initiatives reach each target group in each sector or place, holes marked and named.

    Parameters
    ----------
    study, words
        What is looked at, and the language.
    covered
        From :func:`samverkan.analysis.coverage.coverage` by the same ``across``.
    across, theme, link, most
        What the columns are, the colours, the link for the footer and how many groups are drawn: those with
        most initiatives of their own.
    """
    names, columns = Names(study.dataset), _columns(study, covered, words, across=across)
    reached = covered.targeted.sum(axis=1).sort_values(ascending=False, kind="stable")
    cells = pd.DataFrame(_cells(covered, list(map(str, reached.index)), columns, names, words))
    is_drawn = not covered.targeted.empty
    shown = cells[cells["place"] < most] if is_drawn else cells
    n_groups = len(covered.targeted)
    by = words(f"chart.coverage.{across}")
    return Chart(
        name="coverage",
        around=explanation(
            study,
            words,
            title=words("chart.coverage.title", where=where(study, words), across=by),
            details=[words("chart.coverage.shown", n=min(most, n_groups), all=n_groups)],
            reading=[words(f"chart.coverage.reading_{across}"), *_holes_named(shown, words)],
            link=link,
        ),
        drawing=_grid(shown, theme) if is_drawn else silent(words("page.target_groups.no_coverage"), theme),
        table=_coverage_table(cells, words),
        description=words("chart.coverage.description", n=min(most, n_groups), across=by),
        theme=theme,
        language=words.language,
        width_px=max(90 * covered.targeted.shape[1], 500),
        margin_px=margin_px(shown["row"] if is_drawn else ()),
        n_rows=min(most, n_groups),
        row_px=_ROW_PX,
        fewer=lambda n: coverage_chart(
            study, covered, words, across=across, theme=theme, link=link, most=min(n, most)
        ),
    )


def _columns(study: Study, covered: Coverage, words: Translator, *, across: Across) -> dict[str, str]:
    """Return the columns with their names: sectors as everywhere, places by name."""
    present = set(map(str, covered.targeted.columns))
    if across == "sectors":
        order = [sector for sector in VOCABULARIES["sector"] if sector in present]
        return {sector: words(f"vocabulary.sector.{sector}") for sector in order}
    names = study.dataset.names["places"]
    return {place: names[place] for place in sorted(present, key=lambda place: alphabetical(names[place]))}


def _cells(
    covered: Coverage, groups: list[str], columns: Mapping[str, str], names: Names, words: Translator
) -> Iterator[dict[str, object]]:
    tables = (covered.targeted, covered.general, covered.narrower)
    for place, group in enumerate(groups):
        for at, (column, heading) in enumerate(columns.items()):
            targeted, general, narrower = (int(str(counts.loc[group, column])) for counts in tables)
            text = _written(targeted, general, narrower)
            yield {
                "row": names.group_name(group),
                "at": at,
                "column": heading,
                "value": targeted,
                "text": text,
                "is_hole": text == HOLE,
                "tip": words(
                    "chart.coverage.cell",
                    group=names.group_name(group),
                    column=heading,
                    targeted=targeted,
                    general=general,
                    narrower=narrower,
                ),
                "place": place,
            }


def _written(targeted: int, general: int, narrower: int) -> str:
    if targeted:
        return str(targeted)
    if general:
        return f"({general})"
    return f"[{narrower}]" if narrower else HOLE


def _holes_named(cells: pd.DataFrame, words: Translator) -> list[str]:
    """Name the holes of the groups that are reached most otherwise."""
    if cells.empty or not cells["is_hole"].any():
        return []
    holes = [f"{hole.row} – {hole.column}" for hole in cells[cells["is_hole"]].itertuples(index=False)]
    return [words("chart.coverage.holes", n=len(holes), names="; ".join(holes[:HOLES_NAMED]))]


def _coverage_table(cells: pd.DataFrame, words: Translator) -> pd.DataFrame:
    """Return groups in rows and what stands in each cell, in words where nothing reaches it."""
    heading = words("column.target_group")
    if cells.empty:
        return pd.DataFrame(columns=[heading])
    said = cells.assign(text=cells["text"].replace(HOLE, words("chart.coverage.hole")))
    return _wide(said, heading)


def _wide(cells: pd.DataFrame, heading: str) -> pd.DataFrame:
    """Return what stands in the cells of a grid, one row a row."""
    columns = [heading, *cells.drop_duplicates("at")["column"]]
    rows = cells.groupby("place", sort=True)
    return pd.DataFrame([(own["row"].iloc[0], *own["text"]) for _, own in rows], columns=columns)


def sharing_chart(
    study: Study,
    shared: pd.DataFrame,
    words: Translator,
    *,
    theme: Theme = "light",
    link: str = "",
    most: int = MOST_ACTORS,
) -> Chart:
    """Return how many target groups each two of the actors that turn to most groups share.

    ``shared`` comes from :func:`samverkan.analysis.sharing.shared_target_groups`; ``most`` actors are drawn.
    """
    reach = pd.Series(shared.to_numpy().diagonal(), index=shared.index)
    actors = list(reach.sort_values(ascending=False, kind="stable").index[:most])
    names = study.dataset.short_names
    cells = pd.DataFrame(
        {
            "row": names[str(one)],
            "at": at,
            "column": names[str(other)],
            "value": 0 if one == other else n,
            "text": f"({n})" if one == other else str(n) if n else "",
            "is_hole": False,
            "tip": words("page.target_groups.matrix_cell", one=names[str(one)], other=names[str(other)], n=n),
            "place": place,
        }
        for place, one in enumerate(actors)
        for at, (other, n) in enumerate(
            zip(actors, shared.loc[[one], actors].to_numpy()[0].tolist(), strict=True)
        )
    )
    return Chart(
        name="sharing",
        around=explanation(
            study,
            words,
            title=words("chart.sharing.title", where=where(study, words)),
            details=[words("chart.sharing.shown", n=len(actors), all=len(shared))],
            reading=[words("chart.sharing.reading")],
            link=link,
        ),
        drawing=_grid(cells, theme) if len(cells) else silent(words("page.target_groups.no_pairs"), theme),
        table=_sharing_table(cells, words),
        description=words("chart.sharing.description", n=len(actors)),
        theme=theme,
        language=words.language,
        width_px=max(60 * len(actors), 500),
        margin_px=margin_px(names[str(actor)] for actor in actors),
        n_rows=len(actors),
        row_px=_ROW_PX,
        fewer=lambda n: sharing_chart(study, shared, words, theme=theme, link=link, most=min(n, most)),
    )


def _sharing_table(cells: pd.DataFrame, words: Translator) -> pd.DataFrame:
    heading = words("column.actor")
    if cells.empty:
        return pd.DataFrame(columns=[heading])
    return _wide(cells, heading)


def _grid(cells: pd.DataFrame, theme: Theme) -> Drawing:
    """Draw cells, each with the place and the name of its row and of its column."""
    rows = list(cells.drop_duplicates("place")["row"])
    columns = list(cells.drop_duplicates("at")["column"])
    top = max(int(cells["value"].max()), 1)
    fills = [
        _shade(int(value) / top, theme) if value else tone(theme, "background") for value in cells["value"]
    ]
    painted = cells.assign(fill=fills)
    base = alt.Chart(painted).encode(
        x=alt.X(
            "at:O",
            title=None,
            axis=alt.Axis(
                labelExpr=named(columns),
                orient="top",
                labelAngle=0 if len(columns) <= _FEW_COLUMNS else -40,
                labelOverlap=False,
                labelLimit=200,
                domain=False,
                ticks=False,
            ),
        ),
        y=alt.Y(
            "place:O",
            title=None,
            axis=alt.Axis(labelExpr=named(rows), labelOverlap=False, domain=False, ticks=False),
        ),
        tooltip=alt.Tooltip("tip:N", title=" "),
    )
    squares = base.mark_rect(stroke=tone(theme, "background"), strokeWidth=2).encode(
        color=alt.Color("fill:N", scale=None)
    )
    holes = (
        base.transform_filter("datum.is_hole")
        .mark_rect(
            fillOpacity=0,
            stroke=tone(theme, "edge"),
            strokeDash=[3, 3],
            width=alt.RelativeBandSize(0.94),
            height=alt.RelativeBandSize(0.8),
        )
        .encode()
    )
    texts = base.mark_text(fontSize=TEXT_PX - 1).encode(text="text:N")
    return alt.layer(squares, holes, texts, height=alt.Step(_ROW_PX))


def _shade(share: float, theme: Theme) -> str:
    """Return the shade of a share in 0–1 of the largest count; its root, so that small ones differ too."""
    weight = share**0.5
    pairs = zip(*(_channels(colour) for colour in SHADES[theme]), strict=True)
    return "#" + "".join(f"{round(light + (strong - light) * weight):02x}" for light, strong in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
