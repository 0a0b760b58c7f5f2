"""The words: every sentence that a person reads, in Swedish and in English.

Rule of the room: it knows no table, no measure and no page, only keys, sentences and how numbers and dates
are written. Each language has a folder with one
file a subject; the two have the same keys and the same placeholders, and a test holds them to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"

NO_BREAK_SPACE = "\u00a0"
MISSING = "–"

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Translator",
    "alphabetical",
    "phrases",
    "placeholders",
    "translator",
]


class Translator:
    """Sentences, numbers and dates in one language.

    Parameters
    ----------
    language
        ``"sv"`` or ``"en"``.
    sentences
        Key to sentence, flat; placeholders are written ``{name}``.
    """

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = sentences

    def __call__(self, key: str, **params: object) -> str:
        """Return the sentence of a key with its placeholders filled in.

        Raises
        ------
        KeyError
            The key is in no language file: a mistake in the program, so it is not hidden.
        """
        sentence = self._sentences[key]
        if not params:
            return sentence
        return sentence.format_map({name: self._written(value) for name, value in params.items()})

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def count(self, key: str, n: int, **params: object) -> str:
        """Return the singular or the plural sentence of a key, with ``{n}`` filled in."""
        return self(f"{key}.{'one' if n == 1 else 'other'}", n=n, **params)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Write a number as people of the language do: 1 234,5 or 1,234.5.

        A missing value (``None`` or not a number) is written as a dash.
        """
        if value is None or value != value:  # noqa: PLR0124  # only NaN differs from itself
            return MISSING
        text = f"{value:,.{decimals}f}".replace("-", "−")
        if self.language == "sv":
            return text.replace(",", NO_BREAK_SPACE).replace(".", ",")
        return text

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """Write a share in 0–1 as a percentage."""
        if share is None or share != share:  # noqa: PLR0124  # only NaN differs from itself
            return MISSING
        return f"{self.number(share * 100, decimals)}{NO_BREAK_SPACE if self.language == 'sv' else ''}%"

    def listing(self, items: list[str] | tuple[str, ...]) -> str:
        """Join names as in running text: a, b och c."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('word.and')} {items[-1]}"

    def _written(self, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return self.number(value, 0 if isinstance(value, int) else 1)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    sentences: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            sentences |= _flat(value, f"{prefix}{key}.")
        else:
            sentences[prefix + key] = str(value).strip()
    return sentences


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return all sentences of a language, flat: ``"page.map.title"`` to ``"Karta"``."""
    sentences: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath(language).iterdir(), key=lambda file: file.name):
        own = _flat(tomllib.loads(file.read_text(encoding="utf-8")))
        if twice := sorted(own.keys() & sentences.keys()):
            raise KeyError(f"{twice[0]} stands in two files")
        sentences |= own
    return sentences


@cache
def translator(language: str = DEFAULT_LANGUAGE) -> Translator:
    """Return the translator of a language; an unknown language gives the default one.

    Examples
    --------
    >>> translator("en").number(1234.5, 1)
    '1,234.5'
    """
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return Translator(known, phrases(known))


_SWEDISH_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def alphabetical(text: str) -> str:
    """Return a sort key that puts å, ä and ö last, as in Swedish, whatever the letters' case.

    Examples
    --------
    >>> sorted(["Örebro", "Zon", "Åk", "arbete"], key=alphabetical)
    ['arbete', 'Zon', 'Åk', 'Örebro']
    """
    return text.casefold().translate(_SWEDISH_LETTERS)


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names in braces that a sentence wants filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
