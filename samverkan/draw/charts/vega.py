"""Charts in Vega-Lite as pictures: the converter, which knows our letters and may ask no address."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import Any

import altair as alt
import vl_convert

from samverkan.draw.lettering import FONT_FOLDER

_TAG = re.compile(r"<[^<>]*>")
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_SAID_OF_PART = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def chart_as_svg(specification: dict[str, Any]) -> str:
    """Return a chart as SVG whose text stays text, and that says nothing in words of the converter's own."""
    return _drawn(json.dumps(specification))


@lru_cache(maxsize=4)
def _drawn(specification: str) -> str:
    """Return what was drawn lately at once: a chart is drawn to see whether it fits, and then as it is."""
    drawn: str = vl_convert.vegalite_to_svg(**conversion(json.loads(specification)))
    return _TAG.sub(lambda tag: _SAID_OF_PART.sub("", tag[0]), drawn)


def svg_size(picture: str) -> tuple[float, float]:
    """Return the width and the height of an SVG that comes from here."""
    width, height = _SIZE.findall(picture)[0]
    return float(width), float(height)


def svg_as_pdf(picture: str) -> bytes:
    """Return an SVG that comes from here as a PDF of one page."""
    register_fonts()
    drawn: bytes = vl_convert.svg_to_pdf(picture)
    return drawn


def svg_as_png(picture: str, *, scale: float) -> bytes:
    """Return an SVG that comes from here as an image, ``scale`` pixels for each of its own."""
    register_fonts()
    drawn: bytes = vl_convert.svg_to_png(picture, scale=scale)
    return drawn


def conversion(specification: dict[str, Any]) -> dict[str, Any]:
    """Return what the converter is told of a chart."""
    register_fonts()
    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    # No address is allowed, so that nothing in a chart can make the machine ask another one.
    return {"vl_spec": specification, "vl_version": f"{major}.{minor}", "allowed_base_urls": []}


@cache
def register_fonts() -> None:
    """Let the converter know our letters, once a process."""
    vl_convert.register_font_directory(str(FONT_FOLDER))
