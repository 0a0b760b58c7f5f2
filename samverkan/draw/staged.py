"""A step of a story as a sheet: what its link shows, with its own heading and text, read from the back row.

The picture is that of the map page, or a chart of another, at a slide's size. Where a map has more names than
can be read from afar, only the most important are written out and the sheet says so; nothing is left out of
the map itself. A chart with too many rows is drawn with fewer, and says so too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd

from samverkan.analysis.centrality import measures
from samverkan.analysis.stability import DroppedRuns
from samverkan.domain.dataset import Dataset
from samverkan.domain.link import PATHS, encode
from samverkan.domain.pictures import SHOWN_ON, where_seen
from samverkan.domain.selection import Selection
from samverkan.domain.story import Step, Story, step_view
from samverkan.domain.study import Study, study
from samverkan.domain.view import Choices, View, choices
from samverkan.draw.explaining import Explanation
from samverkan.draw.framing import Around
from samverkan.draw.layout import Layout
from samverkan.draw.lit import lit
from samverkan.draw.mapped import laid_out, linked_scene, shown_groups
from samverkan.draw.order import Order
from samverkan.draw.poster import Format, Theme, poster
from samverkan.draw.scene import Scene
from samverkan.draw.sheet import Sheet, Text
from samverkan.i18n import Translator

if TYPE_CHECKING:
    from samverkan.draw.charts.chart import Chart
    from samverkan.draw.pptx import Figure

STAGE = Format(1120, 630, letters=(17.0, 15.5, 14.0))
"""16:9; on a slide 960 points wide the smallest letters of a name are 12 points."""

SLIDE_WIDTH_PT = 960.0
"""How wide a page of a story is in a document: 13.33 inches, as a slide."""

_MOST_NAMED = 40
"""So many names are tried; of more nodes only some are named."""

_FEWER = (20, 15, 10, 6, 3, 1)
"""How many names are tried where all are too many, most first."""


@dataclass(frozen=True)
class Stage:
    """Where stories are shown: the data, the language, and how pictures are laid out.

    Parameters
    ----------
    dataset, words
        What the links are about, and the language.
    address
        Where the dashboard answers, for the link on every sheet; ``""`` where nobody knows.
    layout
        Gives a view's positions; left out, it is laid out as on a machine new to the data set.
    study_of, measured, dropped
        Give a selection's study, its measures and what becomes of these when links are dropped, where
        somebody keeps them.
    """

    dataset: Dataset
    words: Translator
    address: str = ""
    layout: Callable[[View], Layout] | None = None
    study_of: Callable[[Selection], Study] | None = None
    measured: Callable[[Study], pd.DataFrame] | None = None
    dropped: Callable[[Study], DroppedRuns] | None = None

    @cached_property
    def offered(self) -> Choices:
        """What the data set offers to choose from."""
        return choices(self.dataset)

    def link(self, step: Step) -> str:
        """Return the link that shows a step's view on its page, in the language of the stage."""
        view = step_view(step, self.offered, self.words.language)
        query = urlencode(encode(where_seen(view, step.what), self.offered), doseq=True)
        return f"{self.address.rstrip('/')}/{PATHS[SHOWN_ON[step.what]]}?{query}"

    def scene(self, step: Step) -> tuple[Scene, View]:
        """Return the map that a step's link shows, and the view."""
        order = self._order(step)
        chosen, view = order.study, order.view
        measured = self.measured(chosen) if self.measured else measures(chosen.network)
        positions = self.layout(view) if self.layout else laid_out(self.dataset, view)
        return linked_scene(order, positions, measured, shown_groups(chosen, view)), view

    def chart(self, step: Step, theme: Theme) -> Chart:
        """Return the chart that a step shows, in the step's words."""
        from samverkan.draw.charts.drawn import CHARTS  # noqa: PLC0415  # half a second that no map needs

        order = self._order(step)
        runs = self.dropped(order.study) if self.dropped and step.what == "ranking" else None
        return _told(CHARTS[step.what](replace(order, theme=theme, runs=runs)), step)

    def _order(self, step: Step) -> Order:
        view = step_view(step, self.offered, self.words.language)
        chosen = self.study_of(view.selection) if self.study_of else study(self.dataset, view.selection)
        return Order(chosen, view, self.words, address=self.address)


def step_sheet(stage: Stage, step: Step, *, theme: Theme = "light") -> Sheet:
    """Return a step as a sheet.

    A text that is missing is replaced by what the picture itself says of its size. Cost: that of a finished
    map, up to a second for some hundred nodes, or of a chart.
    """
    if step.what == "map":
        return _map_sheet(stage, step, theme)
    from samverkan.draw.charts.sheets import chart_sheet, fitted  # noqa: PLC0415  # as for Stage.chart

    return chart_sheet(fitted(stage.chart(step, theme), STAGE), STAGE)


def story_sheets(stage: Stage, story: Story, *, theme: Theme = "light") -> tuple[Sheet, ...]:
    """Return a sheet for each step, in order."""
    return tuple(step_sheet(stage, step, theme=theme) for step in story.steps)


def _words(around: Around, step: Step) -> Explanation:
    """Return a step's words around its picture; what the picture says of itself stands below."""
    if not step.text:
        return Explanation(step.heading, around.subtitle, around.footer)
    own = f"{around.title}{' ' if around.title.endswith('?') else ': '}{around.subtitle}."
    return Explanation(step.heading, step.text, (own, *around.footer))


def _told(chart: Chart, step: Step) -> Chart:
    """Return a chart in the words of a step, also when it is drawn with fewer rows."""
    around, bars, fewer = chart.around, chart.bars, chart.fewer
    return replace(
        chart,
        around=_words(around, step),
        bars=bars and replace(bars, footer=_words(replace(around, footer=bars.footer), step).footer),
        fewer=fewer and (lambda n_rows: _told(fewer(n_rows), step)),
    )


def _map_sheet(stage: Stage, step: Step, theme: Theme) -> Sheet:
    scene, view = stage.scene(step)
    said = _words(scene, step)
    own = replace(scene, title=said.title, subtitle=said.subtitle, footer=said.footer)
    near = _lit(own, view)
    all_of_them = (len(near),) if len(near) <= _MOST_NAMED else ()
    for most in (*all_of_them, *_FEWER):
        sheet = _drawn(_named(own, near[:most], len(near), stage.words), view, theme)
        if _all_fit(sheet):
            break
    return sheet


def _drawn(scene: Scene, view: View, theme: Theme) -> Sheet:
    return poster(scene, STAGE, theme=theme, focus=view.focus, steps=view.steps, language=view.language)


def _lit(scene: Scene, view: View) -> list[str]:
    """Return what is not dimmed: what is in focus first, then the most important."""
    found = lit(scene, view.focus, steps=view.steps)
    nodes = [node for node in scene.nodes if found is None or node.id in found.nodes]
    ends = found.ends if found else ()
    return [
        node.id for node in sorted(nodes, key=lambda node: (node.id not in ends, -node.priority, node.id))
    ]


def _named(scene: Scene, named: Sequence[str], n_lit: int, words: Translator) -> Scene:
    """Return a scene in which only some nodes have a name, and that says so."""
    kept = set(named)
    if len(kept) == n_lit:
        return scene
    nodes = tuple(node if node.id in kept else replace(node, caption="") for node in scene.nodes)
    told = words("story.some_named", n=len(kept), of=n_lit)
    return replace(scene, nodes=nodes, footer=(f"{scene.footer[0]} {told}", *scene.footer[1:]))


def _all_fit(sheet: Sheet) -> bool:
    """Tell whether all names stand on the map: who is in the list beside it is named twice."""
    named = [mark.node for mark in sheet.marks if isinstance(mark, Text) and mark.node]
    return len(named) == len(set(named))


def _pdf(stage: Stage, story: Story) -> bytes:
    from samverkan.draw.pdf import pdf  # noqa: PLC0415  # a tenth of a second that no page needs

    return pdf(story_sheets(stage, story), width_pt=SLIDE_WIDTH_PT)


def _pptx(stage: Stage, story: Story) -> bytes:
    from samverkan.draw.pptx import pptx  # noqa: PLC0415  # a third of a second that no page needs

    return pptx([_slide(stage, step) for step in story.steps])


def _slide(stage: Stage, step: Step) -> Sheet | Figure:
    """Return a step for a slide: bars are the program's own, whose numbers can be changed there."""
    if step.what == "map":
        return step_sheet(stage, step)
    from samverkan.draw.charts.sheets import chart_sheet, fitted  # noqa: PLC0415  # as for Stage.chart
    from samverkan.draw.charts.writing import chart_figure  # noqa: PLC0415

    chart = fitted(stage.chart(step, "light"), STAGE)
    return chart_figure(chart) if chart.bars else chart_sheet(chart, STAGE)


STORY_WRITERS: Mapping[str, Callable[[Stage, Story], bytes]] = MappingProxyType({"pptx": _pptx, "pdf": _pdf})
"""Format to what writes a story in it, one page or slide a step, always on white."""
