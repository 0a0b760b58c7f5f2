"""What can be written to a file, and in which formats: one table that every export goes through.

A new kind of picture is one more entry in :data:`EXPORTS`; the command line offers whatever stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from samverkan.domain.pictures import CHART_NAMES
from samverkan.domain.study import Study
from samverkan.draw.order import Order
from samverkan.errors import UnknownNameError
from samverkan.tables.export import WRITERS

Writer = Callable[[Order, Path], tuple[Path, ...]]
"""Writes to a file or a folder and returns the files that it wrote."""


def _of_study(write: Callable[[Study, Path], tuple[Path, ...]]) -> Writer:
    return lambda order, target: write(order.study, target)


def _write_chart(name: str, file_format: str, order: Order, target: Path) -> tuple[Path, ...]:
    # Half a second to import, and most commands draw no chart.
    from samverkan.draw.charts.drawn import CHARTS  # noqa: PLC0415
    from samverkan.draw.charts.writing import WRITERS as CHART_WRITERS  # noqa: PLC0415

    target.write_bytes(CHART_WRITERS[file_format](CHARTS[name](order), order.scale))
    return (target,)


def _of_chart(name: str) -> Mapping[str, Writer]:
    return MappingProxyType({form: partial(_write_chart, name, form) for form in CHART_FORMATS})


def _write_map(file_format: str, order: Order, target: Path) -> tuple[Path, ...]:
    # The writers of documents take half a second to import.
    from samverkan.draw.map_files import MAP_WRITERS  # noqa: PLC0415

    target.write_bytes(MAP_WRITERS[file_format](order))
    return (target,)


MAP_FORMATS = ("svg", "png", "pdf", "pptx", "html", "csv", "xlsx")
"""What the map can be written as: pictures, slides, a page to click in, and its table."""

CHART_FORMATS = ("svg", "png", "pdf", "pptx", "html", "csv", "xlsx")
"""What a chart can be written as: pictures of it, slides, a page, and its table."""

EXPORTS: Mapping[str, Mapping[str, Writer]] = MappingProxyType(
    {
        "data": MappingProxyType({name: _of_study(write) for name, write in WRITERS.items()}),
        "map": MappingProxyType({form: partial(_write_map, form) for form in MAP_FORMATS}),
        **{name: _of_chart(name) for name in CHART_NAMES},
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
