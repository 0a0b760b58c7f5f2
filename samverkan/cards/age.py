"""From when what a card says is: “ongoing” is what a source said on its own day, not on the day looked at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from samverkan.cards.card import Deck, Evidence
from samverkan.domain.dataset import records
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, dated, study
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

    def sentence(self, evidence: Evidence) -> str:
        """Return from when some rows are; ``""`` where all are of the day looked at, or later."""
        sources = self._sources(evidence)
        days = {dated(row) for row in records(self.chosen.dataset.sources) if row["id"] in sources}
        if all(day and day >= self.chosen.as_of for day in days):
            return ""
        said = [str(day) for day in sorted(day for day in days if day)]
        if None in days:
            said.append(self.words("card.age.undated"))
        return self.words("card.age.dated", dates=self.words.listing(said))

    def _sources(self, evidence: Evidence) -> set[str]:
        keys = [
            *(("participations", *pair) for pair in evidence.participations),
            *(("serves", *pair) for pair in evidence.serves),
            *(("funding", name) for name in evidence.funding),
            *(("initiatives", name) for name in evidence.initiatives),
        ]
        return {source for key in keys for source in self._sources_of.get(key, ())}

    @cached_property
    def _sources_of(self) -> dict[tuple[str, ...], set[str]]:
        """Table name and the ends of its rows to the sources that have them, whatever is filtered away."""
        level, as_of = self.chosen.selection.level, self.chosen.as_of
        known = study(self.chosen.dataset, Selection(level=level, roles=(), statuses=(), as_of=as_of))
        tables = {
            "participations": (known.participations, ["actor_id", "initiative_id"]),
            "serves": (known.serves, ["initiative_id", "target_group_id"]),
            "funding": (known.funding, ["initiative_id"]),
            "initiatives": (known.initiatives, ["id"]),
        }
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, (rows, ends) in tables.items():
            for *key, source in zip(*(rows[column] for column in (*ends, "source_id")), strict=True):
                found[name, *key].add(source)
        return dict(found)
