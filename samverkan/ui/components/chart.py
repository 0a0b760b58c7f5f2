"""A chart on a page: the picture with its words, the table that says the same, and files to take along.

What is downloaded is drawn when somebody asks for it, always on white: it goes onto slides and paper.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from samverkan.domain.pictures import Picture
from samverkan.draw.charts.chart import Chart
from samverkan.draw.charts.look import Theme
from samverkan.draw.explaining import link_to
from samverkan.ui.components import markup
from samverkan.ui.components.adding import show_adding
from samverkan.ui.components.downloads import Download, own_address, show_downloads
from samverkan.ui.context import Context

Draw = Callable[[Theme, str], Chart]
"""Draws a chart in the colours of a theme, with a link in its footer (``""``: none)."""

_FILES = (
    ("svg", 1),
    ("png", 1),
    ("png", 2),
    ("png", 4),
    ("pdf", 1),
    ("pptx", 1),
    ("html", 1),
    ("csv", 1),
    ("xlsx", 1),
)
"""What can be downloaded: format and sharpness."""


def theme() -> Theme:
    """Return ``"dark"`` or ``"light"``, whichever the reader's page has."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_chart(
    context: Context,
    what: Picture,
    draw: Draw,
    *,
    told: Collection[str] = (),
    has_table: bool = True,
    has_files: bool = True,
) -> None:
    """Show a chart with its title, how it is read, its table and its files.

    Parameters
    ----------
    context, what
        What is looked at, and which chart: the link in a file leads to its page.
    draw
        What draws it; asked once for the page, and again when somebody downloads a file.
    told
        Lines of its footer that the page says elsewhere.
    has_table, has_files
        Whether its table is shown too, and whether it can be taken along, into one's own story too.
    """
    chart = draw(theme(), "")
    markup.show(
        markup.heading(chart.around.title, level=2),
        markup.paragraph(chart.around.subtitle, style="sv-note"),
    )
    st.altair_chart(chart.on_page(), width="stretch", theme=None)
    markup.show(
        *(markup.paragraph(line, style="sv-note") for line in chart.around.footer if line not in told)
    )
    if has_files:
        with st.container(horizontal=True):
            _offer_files(context, what, draw)
            show_adding(context, context.view, chart.title, what=what, width="content")
    if has_table:
        rows = [tuple(map(str, row)) for row in chart.table.itertuples(index=False)]
        table = markup.table(chart.around.title, list(chart.table.columns), rows, tall=True)
        markup.show(markup.folded(context.words("chart.as_table", n=len(rows)), table))


def _offer_files(context: Context, what: Picture, draw: Draw) -> None:
    words, study = context.words, context.study
    link = link_to(what, study, context.view, address=own_address())
    file_name = f"samverkan_{what}_{study.as_of}"
    downloads = [
        Download(
            words(f"download.{form}", scale=scale),
            f"{file_name}{f'_{scale}x' if form == 'png' else ''}.{form}",
            partial(_file, draw, link, form, scale),
        )
        for form, scale in _FILES
    ]
    printed = Download(words("download.png_a4"), f"{file_name}_a4.png", partial(_printed, draw, link))
    downloads = [*downloads[:4], printed, *downloads[4:]]
    show_downloads(downloads, words, key="download", width="content")


def _file(draw: Draw, link: str, form: str, scale: int) -> bytes:
    # The converter starts a small machine of its own, which no page needs before somebody asks for a file.
    from samverkan.draw.charts.writing import WRITERS  # noqa: PLC0415

    return WRITERS[form](draw("light", link), scale)


def _printed(draw: Draw, link: str) -> bytes:
    from samverkan.draw.charts.writing import printed_chart_png  # noqa: PLC0415  # as above

    return printed_chart_png(draw("light", link))
