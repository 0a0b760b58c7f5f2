"""Names as they stand in running text: in lower case, quoted, and cut where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.domain.dataset import Dataset, record
from samverkan.domain.naming import Names
from samverkan.domain.periods import status_on
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
        Where the sentences ``more``, which cuts a list, ``quoted`` and, for planned initiatives, ``overdue``
        are: ``"card.cell"``.
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
        return self._some(list(map(self._quoted, self._in_order(initiatives))), limit)

    def planned(self, initiatives: Sequence[str], as_of: date, *, limit: int = MANY) -> str:
        """Return planned initiatives like others, with the start of those that were to begin before a day."""
        return self._some([self._planned(name, as_of) for name in self._in_order(initiatives)], limit)

    def _in_order(self, initiatives: Sequence[str]) -> list[str]:
        return sorted(initiatives, key=lambda name: alphabetical(self.names.initiative_name(name)))

    def _quoted(self, initiative: str) -> str:
        return self.words(f"{self.prefix}.quoted", name=self.names.initiative_name(initiative))

    def _planned(self, initiative: str, as_of: date) -> str:
        row = record(self.dataset.tables["initiatives"], initiative)
        quoted = self._quoted(initiative)
        if status_on(row["status"], row["start"], row["end"], as_of) != "overdue":
            return quoted
        return self.words(f"{self.prefix}.overdue", initiative=quoted, start=row["start"])

    def actors(self, actors: Sequence[str], *, limit: int = MANY) -> str:
        """Return actors in order of name."""
        names = sorted(map(self.names.actor_name, actors), key=alphabetical)
        return self._some(names, limit)

    def _some(self, names: Sequence[str], limit: int) -> str:
        return some(self.words, f"{self.prefix}.more", names, limit=limit)
