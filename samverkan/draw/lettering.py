"""The letters of every picture: one family that travels with the program, and how wide its words are.

Widths are those of the font's own advances, without kerning, so a line is at most as wide as it is said to
be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_FOLDER = Path(__file__).parent / "fonts"
"""Holds the family's two weights and their licence."""

FONT_FAMILY = "Noto Sans SemiCondensed"
"""Latin letters only; what it lacks is drawn as a box, and as wide as one."""

BOLD_WEIGHT = 600
LEADING = 1.2
"""The distance between two lines of a paragraph, as a multiple of the letters' size."""

MOST_LINES, MOST_SIGNS = 3, 22
"""How many lines a caption may have, and how many characters each."""

_SYLLABLE = re.compile("[bcdfghjklmnpqrstvwxz](?=[aeiouyåäö])", re.IGNORECASE)
"""Where a Swedish syllable begins, near enough: the consonant before a vowel."""

_FILES = {False: "NotoSans-SemiCondensed.ttf", True: "NotoSans-SemiCondensedSemiBold.ttf"}


def font_file(*, bold: bool = False) -> Path:
    """Return the file of a weight: regular, or semibold for ``bold``."""
    return FONT_FOLDER / _FILES[bold]


def text_width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is. Cost: linear in its characters.

    Examples
    --------
    >>> text_width_px("", 12)
    0.0
    >>> text_width_px("Eidar", 24) == 2 * text_width_px("Eidar", 12)
    True
    """
    advances, missing = _advances(bold)
    return float(sum(advances.get(ord(sign), missing) for sign in text)) * size_px


@cache
def _advances(bold: bool) -> tuple[dict[int, float], float]:  # the cache's key
    """Return code point to advance, in shares of the size, and that of a letter that the font lacks."""
    with TTFont(font_file(bold=bold), lazy=True) as font:
        units = font["head"].unitsPerEm
        widths = {name: width / units for name, (width, _) in font["hmtx"].metrics.items()}
        return {code: widths[name] for code, name in font.getBestCmap().items()}, widths[".notdef"]


def paragraph_lines(text: str, size_px: float, width_px: float, *, bold: bool = False) -> list[str]:
    """Return a paragraph filled word by word; a word that is wider than a line, as a link is, is cut."""
    lines: list[str] = []
    for word in (part for whole in text.split() for part in _narrowed(whole, size_px, width_px, bold=bold)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_px(longer, size_px, bold=bold) <= width_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _narrowed(word: str, size_px: float, width_px: float, *, bold: bool) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and text_width_px(word[start:end], size_px, bold=bold) > width_px:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]


def shortened(text: str, size_px: float, width_px: float) -> str:
    """Return a text that fits a width, with “…” for what does not."""
    if text_width_px(text, size_px) <= width_px:
        return text
    room = width_px - text_width_px("…", size_px)
    kept = next(n for n in range(len(text), -1, -1) if n == 0 or text_width_px(text[:n], size_px) <= room)
    return f"{text[:kept].rstrip()}…"


@lru_cache(maxsize=4096)
def caption_lines(name: str) -> tuple[str, ...]:
    """Return a name as a caption: at most three lines of at most 22 characters.

    Among equally many lines the most even ones are taken: “Kommunstyrelsens / förvaltning” rather than a
    full line with one word below it. What does not fit ends in “…”.

    Examples
    --------
    >>> caption_lines("Kommunstyrelsens förvaltning")
    ('Kommunstyrelsens', 'förvaltning')
    """
    full = _filled(name, MOST_SIGNS)
    if len(full) > MOST_LINES:
        *kept, last = full[:MOST_LINES]
        return (*kept, f"{last[: MOST_SIGNS - 1].rstrip(' -')}…")
    words = " ".join(full).split(" ")
    for limit in range(max(6, *map(len, words)), MOST_SIGNS):
        even = _filled(" ".join(words), limit)
        if len(even) == len(full):
            return tuple(even)
    return tuple(full)


def _filled(text: str, limit: int) -> list[str]:
    lines = [""]
    for word in (part for whole in text.split() for part in _cut(whole, limit)):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if len(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(word: str, limit: int) -> Iterator[str]:
    """Yield a word in parts that fit a line, each but the last with a hyphen."""
    while len(word) > limit:
        head = word[: _cut_place(word, limit)]
        yield head if head[-1] in "-/" else f"{head}-"
        word = word[len(head) :]
    yield word


def _cut_place(word: str, limit: int) -> int:
    """Return where to cut: at a hyphen of its own, else at the seam of a compound, else before a syllable."""
    own = max(word.rfind("-", 0, limit), word.rfind("/", 0, limit)) + 1
    if own > 3:
        return own
    # Swedish compounds are often joined by an s: Arbetsmarknads-förvaltningen. Not before k, p and t: -skola.
    seams = [found.end() for found in re.finditer("s(?=[bdfghjlmnrv])", word[: limit + 1])]
    fitting = [place for place in seams if 5 < place < limit and len(word) - place > 3]
    starts = (found.start() for found in _SYLLABLE.finditer(word, 3, limit + 1))
    syllables = [place for place in starts if place < limit and len(word) - place > 2]
    return (fitting or syllables or [limit - 1])[-1]
