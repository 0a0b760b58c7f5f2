"""Text in a PDF that can be searched, copied and read aloud.

What turns our SVG into a PDF sets every letter by itself. It looks right, but a reader then finds letters and
no words, and loses the spaces between them. Here the letters of a line are put together again, at the very
same places; the document also says its title and its language.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_NUMBER = rb"(-?[\d.]+)"
_SIGN = rb"\(((?:[^\\()]|\\.)*)\)"
_LETTER = re.compile(
    rb"q\s+BT\s+1 0 0 -1 " + _NUMBER + rb" " + _NUMBER + rb" Tm\s+"
    rb"/(\w+) " + _NUMBER + rb" Tf\s+" + _SIGN + rb" Tj\s+ET\s+Q\s*",
    re.DOTALL,
)
_TABLE = re.compile(rb"xref\s+\d+ \d+\s+((?:\d{10} \d{5} [nf]\s*)+)")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Widths = Mapping[bytes, Mapping[int, float]]
"""Name of a font in the page to the widths of its glyphs, in thousandths of the font size."""


def with_words(pdf: bytes, *, title: str, language: str) -> bytes:
    """Return a PDF of one page with its letters joined to lines of text, a title and a language.

    A PDF that is built in another way than expected is returned as it is: it still looks right.
    Cost: linear in the file.
    """
    objects = _objects(pdf)
    root = next((number for number, body in objects.items() if b"/Type /Catalog" in body), None)
    page = next((body for body in objects.values() if re.search(rb"/Type /Page\b", body)), b"")
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    if root is None or contents is None or int(contents[1]) not in objects:
        return pdf
    number = int(contents[1])
    drawn = _joined(_content(objects[number]), _widths(page, objects))
    objects[number] = _stream(drawn)
    objects[root] = objects[root].replace(
        b"/Type /Catalog", b"/Type /Catalog /Lang (%s)" % language.encode(), 1
    )
    return _written(objects, root, title)


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Return number to body of every object, by the table at the end of the file."""
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    table = _TABLE.match(pdf, int(end[1])) if end else None
    if table is None:
        return {}
    offsets = sorted(int(line[:10]) for line in re.findall(rb"\d{10} \d{5} n", table[1]))
    ends = [*offsets[1:], table.start()]
    found = {}
    for first, last in zip(offsets, ends, strict=True):
        match = re.match(rb"\s*(\d+) 0 obj(.*)endobj", pdf[first:last], re.DOTALL)
        if match:
            found[int(match[1])] = match[2].strip()
    return found


def _content(body: bytes) -> bytes:
    held = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL)
    if held is None:
        return b""
    return zlib.decompress(held[1]) if b"/FlateDecode" in body[: held.start()] else held[1]


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _widths(page: bytes, objects: Mapping[int, bytes]) -> Widths:
    fonts = re.search(rb"/Font <<(.*?)>>", page, re.DOTALL)
    found = {}
    for name, number in re.findall(rb"/(\w+) (\d+) 0 R", fonts[1] if fonts else b""):
        below = re.search(rb"/DescendantFonts \[(\d+) 0 R\]", objects.get(int(number), b""))
        found[name] = _glyph_widths(objects.get(int(below[1]), b"") if below else b"")
    return found


def _glyph_widths(font: bytes) -> dict[int, float]:
    """Return glyph to width, from runs of “first last width” and “first [width width …]”."""
    array = re.search(rb"/W \[((?:[^\[\]]|\[[^\]]*\])*)\]", font)
    found: dict[int, float] = {}
    for first, listed, last, width in re.findall(
        rb"(\d+)\s+(?:\[([^\]]*)\]|(\d+)\s+([\d.]+))", array[1] if array else b""
    ):
        widths = [float(one) for one in listed.split()] or [float(width)] * (int(last) - int(first) + 1)
        found.update(enumerate(widths, start=int(first)))
    return found


def _joined(content: bytes, widths: Widths) -> bytes:
    """Join letters that follow one another on a line."""
    parts: list[bytes] = []
    line: list[re.Match[bytes]] = []
    at = 0
    for letter in _LETTER.finditer(content):
        goes_on = line and letter.start() == at and letter.group(2, 3, 4) == line[0].group(2, 3, 4)
        if not goes_on:
            parts += [_line(line, widths), content[at : letter.start()]]
            line = []
        line.append(letter)
        at = letter.end()
    return b"".join((*parts, _line(line, widths), content[at:]))


def _line(letters: list[re.Match[bytes]], widths: Widths) -> bytes:
    """Return letters as one piece of text, each at the place that it had."""
    if not letters:
        return b""
    x, y, font, size = letters[0].group(1, 2, 3, 4)
    known, em = widths.get(font, {}), float(size) / 1000
    pieces: list[bytes] = []
    pen = float(x)
    for letter in letters:
        if abs(move := (pen - float(letter[1])) / em) >= 0.5:
            pieces.append(b"%.1f" % move)
            pen = float(letter[1])
        pieces.append(b"(%s)" % letter[5])
        pen += known.get(_glyph(letter[5]), 0.0) * em
    return b"q\nBT\n1 0 0 -1 %s %s Tm\n/%s %s Tf\n[%s] TJ\nET\nQ\n" % (x, y, font, size, b" ".join(pieces))


def _glyph(written: bytes) -> int:
    """Return the number of a glyph from its two bytes as a PDF writes them in brackets."""
    plain = _ESCAPED.sub(lambda match: _unescaped(match[1]), written)
    return int.from_bytes(plain, "big")


def _unescaped(sign: bytes) -> bytes:
    if sign[:1] in b"01234567":
        return bytes([int(sign, 8)])
    return _CONTROLS.get(sign, sign)


def _written(objects: Mapping[int, bytes], root: int, title: str) -> bytes:
    described = max(objects) + 1
    named = b"<< /Title <%s> >>" % ("\ufeff" + title).encode("utf-16-be").hex().encode()
    out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
    offsets = {}
    for number, body in (*objects.items(), (described, named)):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), described + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        described,
        start,
    )
    return bytes(out)
