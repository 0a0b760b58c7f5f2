"""What can be written to a file, and in which formats: one table that every export goes through.

A new kind of picture is one more entry in :data:`EXPORTS`; the command line offers whatever stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from samverkan.domain.link import Page
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.draw.explaining import link_to
from samverkan.errors import UnknownNameError
from samverkan.i18n import Translator
from samverkan.tables.export import WRITERS


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
    """

    study: Study
    view: View
    words: Translator
    scale: int = 2
    address: str = ""

    def link(self, page: Page) -> str:
        """Return the link that shows the same on a page of the dashboard."""
        return link_to(page, self.study, self.view, address=self.address)


Writer = Callable[[Order, Path], tuple[Path, ...]]
"""Writes to a file or a folder and returns the files that it wrote."""


def _of_study(write: Callable[[Study, Path], tuple[Path, ...]]) -> Writer:
    return lambda order, target: write(order.study, target)


EXPORTS: Mapping[str, Mapping[str, Writer]] = MappingProxyType(
    {
        "data": MappingProxyType({name: _of_study(write) for name, write in WRITERS.items()}),
    }
)
"""What can be written: its name to the formats that it can be written in, each with what writes it."""

SCALES = (1, 2, 4)
"""How sharp an image can be had: for a page, for a slide, for paper."""

FORMATS = tuple(dict.fromkeys(name for writers in EXPORTS.values() for name in writers))
"""Every format that anything can be written in."""


def writer(what: str, file_format: str) -> Writer:
    """Return what writes something in a format.

    Raises
    ------
    UnknownNameError
        There is no such thing to write, or not in this format.
    """
    if what not in EXPORTS:
        raise UnknownNameError("unknown_export", name=what, known=", ".join(EXPORTS))
    if file_format not in EXPORTS[what]:
        raise UnknownNameError("unknown_format", name=file_format, known=", ".join(EXPORTS[what]))
    return EXPORTS[what][file_format]
