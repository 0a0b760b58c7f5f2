"""What somebody wants drawn: of what, how, in which language, how sharp."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.analysis.stability import DroppedRuns
from samverkan.domain.pictures import Picture
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.draw.explaining import link_to
from samverkan.draw.layout import Layout
from samverkan.draw.poster import Theme
from samverkan.i18n import Translator


@dataclass(frozen=True)
class Order:
    """What somebody wants written.

    Parameters
    ----------
    study, view
        What to show, and how: which measure, which map. The view's selection is the study's.
    words
        The language.
    scale
        How many pixels of an image a pixel of the page becomes; formats without pixels do not ask.
    address
        Where the dashboard answers, for the link; ``""`` where nobody knows.
    positions
        Where everything stands on the map; laid out anew where it is left out and somebody asks.
    runs
        The measures, and what becomes of them when links are dropped; computed anew where it is left out.
    theme
        On white or on dark; whatever is written to a file is on white.
    """

    study: Study
    view: View
    words: Translator
    scale: int = 2
    address: str = ""
    positions: Layout | None = None
    runs: DroppedRuns | None = None
    theme: Theme = "light"

    def link(self, picture: Picture) -> str:
        """Return the link that shows the same as a picture of the dashboard."""
        return link_to(picture, self.study, self.view, address=self.address)
