"""Names as they stand in running text: in lower case, quoted, and cut where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.domain.dataset import Dataset
from samverkan.domain.naming import Names
from samverkan.i18n import Translator, alphabetical

MANY = 4
"""So many names stand in a sentence; of more, the rest is a number."""


def in_text(name: str) -> str:
    """Return a common noun as it stands inside a sentence; what begins with an abbreviation stays.

    Examples
    --------
    >>> in_text("Unga 15–20 år"), in_text("SFI-elever")
    ('unga 15–20 år', 'SFI-elever')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def some(words: Translator, more: str, names: Sequence[str], *, limit: int = MANY) -> str:
    """Return names as in running text, cut to the first few by the sentence ``more`` (``{names}``, ``{n}``).

    One name too many is written out: “och 1 till” is no shorter.
    """
    if len(names) <= limit + 1:
        return words.listing(tuple(names))
    return words(more, names=", ".join(names[:limit]), n=len(names) - limit)


@dataclass(frozen=True)
class Phrases:
    """Names of one data set in one language.

    Parameters
    ----------
    dataset, words
        Where the names are, and the language.
    prefix
        Where the sentences ``more``, which cuts a list, and ``quoted`` are: ``"card.cell"``.
    """

    dataset: Dataset
    words: Translator
    prefix: str

    @property
    def names(self) -> Names:
        """The names as they stand in the tables."""
        return Names(self.dataset)

    def group(self, group: str) -> str:
        """Return a target group as in running text."""
        return in_text(self.names.group_name(group))

    def groups(self, groups: Sequence[str], *, limit: int = MANY) -> str:
        """Return target groups as in running text."""
        return self._some([self.group(group) for group in groups], limit)

    def initiatives(self, initiatives: Sequence[str], *, limit: int = MANY) -> str:
        """Return initiatives in quotation marks, in order of name."""
        names = sorted(map(self.names.initiative_name, initiatives), key=alphabetical)
        quoted = [self.words(f"{self.prefix}.quoted", name=name) for name in names]
        return self._some(quoted, limit)

    def actors(self, actors: Sequence[str], *, limit: int = MANY) -> str:
        """Return actors in order of name."""
        names = sorted(map(self.names.actor_name, actors), key=alphabetical)
        return self._some(names, limit)

    def _some(self, names: Sequence[str], limit: int) -> str:
        return some(self.words, f"{self.prefix}.more", names, limit=limit)
