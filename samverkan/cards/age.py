"""From when what a card says is: “ongoing” is what a source said on its own day, not on the day looked at."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property

from samverkan.cards.card import Deck, Evidence
from samverkan.cards.grounds import Grounds
from samverkan.domain.dataset import records
from samverkan.domain.study import Study, dated
from samverkan.i18n import Translator


def with_dates(deck: Deck, chosen: Study, words: Translator) -> Deck:
    """Return a deck whose cards say from when their statements are, where that is before the day looked at.

    A source without a date may be of any day and is said too. A card without evidence says nothing.
    Cost: one study of everything, none where there are no cards.
    """
    ages = _Ages(chosen, words)
    return replace(
        deck, cards=tuple(replace(card, dated=ages.sentence(card.evidence)) for card in deck.cards)
    )


@dataclass(frozen=True)
class _Ages:
    """The dates of the sources of one data set."""

    chosen: Study
    words: Translator

    @cached_property
    def grounds(self) -> Grounds:
        """Where the rows stand."""
        return Grounds(self.chosen)

    def sentence(self, evidence: Evidence) -> str:
        """Return from when some rows are; ``""`` where all are of the day looked at, or later."""
        sources = {source for source, _ in self.grounds.of(evidence)}
        return age(sources, self.chosen, self.words)


def age(sources: Container[str], chosen: Study, words: Translator) -> str:
    """Return from when some sources (ids) are; ``""`` where all are of the day looked at, or later."""
    days = {dated(row) for row in records(chosen.dataset.sources) if row["id"] in sources}
    if all(day and day >= chosen.as_of for day in days):
        return ""
    said = [str(day) for day in sorted(day for day in days if day)]
    if None in days:
        said.append(words("card.age.undated"))
    return words("card.age.dated", dates=words.listing(said))
