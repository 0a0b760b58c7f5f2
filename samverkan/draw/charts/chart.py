"""A chart as a value: the drawing, the words around it and the table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from samverkan.draw.bars import Bars
from samverkan.draw.charts.look import PAGE_FONTS, ROW_PX, SMALL_PX, TEXT_PX, Theme, configuration, tone
from samverkan.draw.explaining import Explanation
from samverkan.draw.lettering import paragraph_lines

Drawing = alt.LayerChart | alt.FacetChart
"""What altair calls marks on top of each other."""

TITLE_PX = 20


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture of numbers that explains itself.

    Parameters
    ----------
    name
        What it shows, as a file is named.
    around
        Title, subtitle and the lines below.
    drawing
        The chart itself in altair, without title, footer and settings; as wide as its page.
    table
        All that it shows and what it leaves out, in words: the headings are read by people.
    description
        What it shows in one sentence, for who does not see it.
    width_px, margin_px
        How wide the drawing is on a sheet, and how much its labels take up beside that.
    bars
        The same as bars that an office program can draw itself, where it is nothing more than that.
    n_rows, row_px, fewer
        How many rows are drawn, how high each, and what draws the same with fewer of them, saying so.
    theme, language
        The colours, and how numbers are written.
    """

    name: str
    around: Explanation
    drawing: Drawing
    table: pd.DataFrame
    description: str
    theme: Theme
    language: str
    width_px: int = 900
    margin_px: int = 0
    bars: Bars | None = None
    n_rows: int = 0
    row_px: float = ROW_PX
    fewer: Callable[[int], Chart] | None = None

    @property
    def title(self) -> str:
        """What it shows, and where."""
        return self.around.title

    def on_page(self) -> Drawing:
        """Return the chart alone, for a page that shows the words around it itself."""
        # As wide as the page, but as high as it is: labels below take nothing from the rows.
        fitted = alt.AutoSizeParams(type="fit-x", contains="padding")
        shown: Drawing = self.drawing.properties(description=self.description, autosize=fitted).configure(
            **configuration(self.theme, self.language, PAGE_FONTS)
        )
        return shown

    def bare(self) -> dict[str, Any]:
        """Return the chart alone, for what writes the words around it itself: a Vega-Lite specification."""
        alone = self.drawing.properties(width=self.width_px, description=self.description)
        specification: dict[str, Any] = alone.configure(**configuration(self.theme, self.language)).to_dict()
        return specification

    def sheet(self) -> dict[str, Any]:
        """Return the chart with title, legend and footer: a Vega-Lite specification that needs no network."""
        total_px = self.width_px + self.margin_px
        ink = tone(self.theme, "text")
        drawing = self.drawing.properties(
            width=self.width_px,
            title=alt.TitleParams(
                _lines([self.around.title], total_px, TITLE_PX, bold=True),
                subtitle=_lines([self.around.subtitle], total_px, TEXT_PX),
                fontSize=TITLE_PX,
                subtitleFontSize=TEXT_PX,
                subtitlePadding=6,
                frame="bounds",
                offset=14,
            ),
        )
        footer = alt.TitleParams(
            _lines(self.around.footer, total_px, SMALL_PX),
            orient="bottom",
            fontSize=SMALL_PX,
            fontWeight="normal",
            lineHeight=SMALL_PX * 1.45,
            color=ink,
            offset=16,
        )
        whole = alt.vconcat(drawing, title=footer, description=self.description)
        specification: dict[str, Any] = whole.configure(**configuration(self.theme, self.language)).to_dict()
        return specification


def _lines(texts: Sequence[str], width_px: float, size_px: float, *, bold: bool = False) -> list[str]:
    """Break texts into lines that fit a width; an empty text is a line too."""
    return [line for text in texts for line in paragraph_lines(text, size_px, width_px, bold=bold) or [""]]


def silent(reason: str, theme: Theme) -> Drawing:
    """Return a drawing that says why there is nothing to draw."""
    said = alt.Chart(pd.DataFrame({"reason": [reason]}))
    text = said.mark_text(align="center", fontSize=TEXT_PX + 2, color=tone(theme, "text"))
    return alt.layer(text.encode(text="reason:N"), height=120)
