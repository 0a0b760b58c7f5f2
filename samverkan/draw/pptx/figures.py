"""A figure of numbers as slides: the figure with its words first, then the table that says the same.

What can be bars is a chart of PowerPoint's own, whose numbers can be changed there; all else is a picture.
The words stand beside the figure or below it, wherever they leave it more room.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from samverkan.draw.bars import Bars
from samverkan.draw.lettering import paragraph_lines
from samverkan.draw.palette import LIGHT
from samverkan.draw.pptx.deck import FONT, LOCALES, WIDTH_PT, new_deck, new_slide, rgb, saved, tell, write
from samverkan.draw.pptx.tables import add_table, paged
from samverkan.i18n import translator

HEIGHT_PT = 540.0
MARGIN_PT, TOP_PT, GAP_PT = 24.0, 24.0, 10.0
"""The first two are those of a sheet (:mod:`samverkan.draw.framing`), so that titles do not jump."""
_WIDE = WIDTH_PT - 2 * MARGIN_PT
TITLE_PT, SUBTITLE_PT, TEXT_PT = 22.0, 14.0, 12.0
BESIDE_PT = 250.0
"""How wide the words are where they stand beside the figure."""

MOST_TABLES = 6
"""How many slides a table has at most; what does not fit is counted on the last one."""

_LEADING, _AFTER_PT = 1.2, 3.0
_BAR_PT, _AROUND_BARS_PT, _BARS_WIDE_PT = 24.0, 90.0, 700.0
_INK = LIGHT["text"]["fill"]

Box = tuple[float, float, float, float]
"""Left, top, width and height in points."""


@dataclass(frozen=True, eq=False)
class Figure:
    """What is put on slides.

    Parameters
    ----------
    title, subtitle, footer
        What stands around it.
    description
        What it shows in one sentence, for who does not see it.
    picture
        A PNG of the figure alone; not looked at where there are bars.
    bars
        What is drawn natively instead, where it can be.
    table
        All that it shows; the headings are read by people.
    language
        Of all these words.
    """

    title: str
    subtitle: str
    footer: tuple[str, ...]
    description: str
    picture: bytes
    bars: Bars | None
    table: pd.DataFrame
    language: str


def figure_pptx(figure: Figure) -> bytes:
    """Return a figure as a PowerPoint file: a slide of it, and its table on as many as it needs.

    The same figure gives the same bytes. Cost: linear in the table's cells, of six slides at most.
    """
    deck = new_deck(
        title=figure.title,
        description=figure.description,
        language=figure.language,
        proportion=HEIGHT_PT / WIDTH_PT,
    )
    _add_tables(deck, figure, add_figure(deck, figure))
    return saved(deck)


def add_figure(deck: Any, figure: Figure) -> list[str]:
    """Add a slide of a figure to a file, and return its notes."""
    words = translator(figure.language)
    notes = [figure.description, figure.subtitle, *figure.footer, words("slides.method")]
    slide = _Slide(new_slide(deck), figure.language)
    slide.add_title(figure.title)
    slide.add_words((figure.subtitle,), SUBTITLE_PT, words("slides.subtitle"))
    if figure.bars:
        slide.add_bars(figure.bars, figure.title, figure.description, words("slides.footer"))
        notes.append(words("slides.editing_bars"))
    else:
        slide.add_picture(figure, words("slides.footer"))
    slide.add_notes(notes)
    return notes


def _add_tables(deck: Any, figure: Figure, notes: Sequence[str]) -> None:
    words = translator(figure.language)
    # Titles are equally deep for up to ninety-nine slides, so that how many there are can be known before.
    titled = words("slides.table", title=figure.title, n=10, of=10)
    top = TOP_PT + _depth((titled,), _WIDE, TITLE_PT, bold=True) + GAP_PT
    # A line is kept free for what is left out.
    room = HEIGHT_PT - top - MARGIN_PT / 2 - GAP_PT - TEXT_PT * _LEADING - _AFTER_PT
    pages = paged(figure.table, _WIDE, room, TEXT_PT)
    shown = pages[:MOST_TABLES]
    n_left = len(figure.table) - sum(len(page.rows) for page in shown)
    for n, page in enumerate(shown, start=1):
        slide = _Slide(new_slide(deck), figure.language)
        key = "slides.table" if len(shown) > 1 else "slides.only_table"
        title = words(key, title=figure.title, n=n, of=len(shown))
        slide.add_title(title)
        slide.below += GAP_PT
        place = (MARGIN_PT, slide.below)
        frame = add_table(slide.shapes, page, place, TEXT_PT, figure.language)
        tell(frame, title, title)
        if n_left and page is shown[-1]:
            slide.below += sum(page.heights) + GAP_PT
            slide.add_words((words("slides.rows_left", n=n_left),), TEXT_PT, words("slides.footer"))
        slide.add_notes(notes)


class _Slide:
    """One slide, filled from top to bottom; ``below`` is where the next thing begins."""

    def __init__(self, slide: Any, language: str) -> None:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = rgb(LIGHT["background"]["fill"])
        self._slide, self._language = slide, language
        self.shapes, self.below = slide.shapes, TOP_PT

    def add_title(self, title: str) -> None:
        """Write the title where every program looks for it."""
        box = (MARGIN_PT, self.below, _WIDE)
        self._letter(self.shapes.title, (title,), box, TITLE_PT, bold=True)

    def add_words(self, lines: Sequence[str], size: float, name: str) -> None:
        """Write lines as wide as the slide."""
        self._letter(self.shapes.add_textbox(0, 0, 0, 0), lines, (MARGIN_PT, self.below, _WIDE), size)
        tell(self.shapes[-1], name)

    def add_notes(self, notes: Sequence[str]) -> None:
        """Write what the one who speaks may want to say."""
        write(self._slide.notes_slide.notes_text_frame, "\n".join(notes), self._language)

    def add_picture(self, figure: Figure, about: str) -> None:
        """Add the picture and the words about it."""
        picture = self.shapes.add_picture(io.BytesIO(figure.picture), 0, 0)
        box = self._arrange(picture.width, picture.height, figure.footer, about)
        picture.left, picture.top, picture.width, picture.height = map(Pt, box)
        tell(picture, figure.title, figure.description)

    def add_bars(self, bars: Bars, name: str, description: str, about: str) -> None:
        """Add a chart of PowerPoint's own and the words about it."""
        data: Any = CategoryChartData(number_format=bars.number_format)  # type: ignore[no-untyped-call]  # theirs
        data.categories = bars.labels
        for group in bars.colours:
            own = zip(bars.values, bars.groups, strict=True)
            data.add_series(group, [value if its == group else None for value, its in own])
        height = _BAR_PT * len(bars.labels) + _AROUND_BARS_PT
        box = self._arrange(_BARS_WIDE_PT, height, bars.footer, about)
        frame = self.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *map(Pt, box), data)
        _style(frame.chart, bars, self._language)
        tell(frame, name, description)

    def _arrange(self, width: float, height: float, footer: Sequence[str], about: str) -> Box:
        """Write the footer and return the room left for a figure of a width and a height, in any unit.

        Beside the figure or below it: whichever leaves it larger.
        """
        self.below += GAP_PT
        under = _depth(footer, _WIDE, TEXT_PT)
        right = WIDTH_PT - MARGIN_PT - BESIDE_PT
        bottom = HEIGHT_PT - MARGIN_PT / 2
        above = (MARGIN_PT, self.below, _WIDE, bottom - under - GAP_PT - self.below)
        beside = (MARGIN_PT, self.below, right - 2 * GAP_PT - MARGIN_PT, bottom - self.below)
        scales = [min(room[2] / width, room[3] / height) for room in (above, beside)]
        fits = _depth(footer, BESIDE_PT, TEXT_PT) <= beside[3]
        is_beside = fits and scales[1] > scales[0]
        place = (right, self.below, BESIDE_PT) if is_beside else (MARGIN_PT, bottom - under, _WIDE)
        self._letter(self.shapes.add_textbox(0, 0, 0, 0), footer, place, TEXT_PT)
        tell(self.shapes[-1], about)
        left, top, *_ = beside if is_beside else above
        scale = max(scales) if is_beside else scales[0]
        return left, top, width * scale, height * scale

    def _letter(
        self,
        shape: Any,
        lines: Sequence[str],
        box: tuple[float, float, float],
        size: float,
        *,
        bold: bool = False,
    ) -> None:
        """Write lines into a shape as deep as they need, and begin the next thing below it."""
        left, top, width = box
        height = _depth(lines, width, size, bold=bold)
        shape.left, shape.top, shape.width, shape.height = map(Pt, (left, top, width, height))
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, "\n".join(lines), self._language)
        for paragraph in frame.paragraphs:
            paragraph.line_spacing, paragraph.space_after = Pt(size * _LEADING), Pt(_AFTER_PT)
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(size), bold, FONT
            paragraph.font.color.rgb = rgb(_INK)
        self.below = top + height


def _depth(lines: Sequence[str], width: float, size: float, *, bold: bool = False) -> float:
    """Return how deep lines are, each a paragraph that breaks at a width."""
    broken = (max(1, len(paragraph_lines(line, size, width, bold=bold))) for line in lines)
    return sum(n * size * _LEADING + _AFTER_PT for n in broken)


def _style(chart: Any, bars: Bars, language: str) -> None:
    """Give a chart the letters and colours of all our pictures, and leave out what says nothing."""
    chart.font.size, chart.font.name, chart.font.language_id = Pt(TEXT_PT), FONT, LOCALES[language]
    chart.font.color.rgb = rgb(_INK)
    write(chart.chart_title.text_frame, bars.axis, language)
    title = chart.chart_title.text_frame.paragraphs[0].font
    title.size, title.bold, title.name = Pt(TEXT_PT), False, FONT
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order, names.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = values.has_major_gridlines = values.visible = False
    names.format.line.fill.background()
    values.minimum_scale = 0
    plot = chart.plots[0]
    # Each group is a series of its own, for the legend; where it has no bar it takes no room.
    plot.overlap, plot.gap_width = 100, 45
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = bars.number_format, False
    for series, colour in zip(plot.series, bars.colours.values(), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False
