"""What all slides have in common: their size, letters, languages and words for who cannot see them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

WIDTH_PT = 960.0
"""Of a slide: 13.33 inches, what PowerPoint itself begins with."""

FONT = "Calibri"
LOCALES = MappingProxyType({"sv": MSO_LANGUAGE_ID.SWEDISH, "en": MSO_LANGUAGE_ID.ENGLISH_UK})
"""Language to that of the words on a slide, for spelling and for reading aloud."""

_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""No clock is asked, so that the same content gives the same file; the day that it shows is said in it."""

_DAY_OF_WRITING = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

_LAYOUT = 5
"""Title only, in the template that comes with the library."""

_DECORATIVE = (
    # Written by hand: the library does not know that something may mean nothing.
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def new_deck(*, title: str, description: str, language: str, proportion: float) -> Any:
    """Return a file without any slide; ``proportion`` is a slide's height in shares of its width."""
    deck = Presentation()
    _resize(deck, proportion)
    properties = deck.core_properties
    properties.title, properties.subject = title, description[:250]
    properties.author = properties.last_modified_by = "samverkan"
    properties.language = language
    properties.revision = 1
    return deck


def new_slide(deck: Any) -> Any:
    """Return one more slide, with room for a title."""
    return deck.slides.add_slide(deck.slide_layouts[_LAYOUT])


def saved(deck: Any) -> bytes:
    """Return the bytes of a file, without the template's small picture of itself and without any date."""
    package = deck.part.package
    found = [tie.rId for tie in package.iter_rels() if tie.reltype == RELATIONSHIP_TYPE.THUMBNAIL]
    for relation in found:
        package.drop_rel(relation)
    file = io.BytesIO()
    deck.save(file)
    return _timeless(file.getvalue())


def write(frame: Any, words: str, language: str) -> None:
    """Write words, one paragraph a line, in a language."""
    frame.text = words
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = LOCALES[language]


def tell(shape: Any, name: str, told: str = "") -> None:
    """Name a shape in the list of what is on a slide, and tell those who cannot see it what it is."""
    shape.name = name
    if told:
        _properties(shape).set("descr", told)


def decorate(shape: Any) -> None:
    """Mark a shape as one that says nothing that is not said in words beside it."""
    _properties(shape).append(parse_xml(_DECORATIVE))


def rgb(colour: str) -> RGBColor:
    """Return a colour that is written as ``#rrggbb``."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]  # theirs


def _properties(shape: Any) -> Any:
    """Return the element that holds what is said of any kind of shape."""
    return shape.element[0][0]


def _resize(deck: Any, proportion: float) -> None:
    """Give slides their size, and let layouts, which are made for 4:3, follow."""
    width, height = Pt(WIDTH_PT), Pt(WIDTH_PT * proportion)
    across, down = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = width, height
    for page in (*deck.slide_layouts, deck.slide_master):
        boxes = [(shape, shape.left, shape.top, shape.width, shape.height) for shape in page.placeholders]
        for shape, left, top, wide, high in boxes:
            shape.left, shape.width = round(left * across), round(wide * across)
            shape.top, shape.height = round(top * down), round(high * down)


def _timeless(content: bytes) -> bytes:
    """Return an archive that does not say when it was written, nor does any workbook within it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for path in old.namelist():
            entry = zipfile.ZipInfo(path, _LONG_AGO.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            part = old.read(path)
            if path.endswith(".xlsx"):
                part = _timeless(part)
            elif path == "docProps/core.xml":
                part = _DAY_OF_WRITING.sub(rb"\g<1>" + f"{_LONG_AGO:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            new.writestr(entry, part)
    return file.getvalue()
