"""Where the rows that a card rests on stand: their sources and lines, whatever is filtered away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverkan.cards.card import Evidence
from samverkan.domain.study import Study, study

Standing = tuple[str, str]
"""A source's id and the lines of its text, as in the tables."""


@dataclass(frozen=True)
class Grounds:
    """The rows of one study's data set, at its level on its day.

    Cost: one study of everything, the first time that something is looked up.
    """

    chosen: Study

    def of(self, evidence: Evidence) -> frozenset[Standing]:
        """Return where all that a card rests on stands."""
        keys = [
            *(("participations", *pair) for pair in evidence.participations),
            *(("serves", *pair) for pair in evidence.serves),
            *(("funding", name) for name in evidence.funding),
            *(("initiatives", name) for name in evidence.initiatives),
        ]
        return self.of_rows(keys)

    def of_rows(self, keys: Iterable[tuple[str, ...]]) -> frozenset[Standing]:
        """Return where some rows stand, each by its table and its ends: ``("serves", initiative, group)``."""
        return frozenset(place for key in keys for place in self._standing.get(key, ()))

    @cached_property
    def _standing(self) -> dict[tuple[str, ...], set[Standing]]:
        known = study(self.chosen.dataset, self.chosen.selection.unfiltered(self.chosen.as_of))
        tables = {
            "participations": (known.participations, ["actor_id", "initiative_id"]),
            "serves": (known.serves, ["initiative_id", "target_group_id"]),
            "funding": (known.funding, ["initiative_id"]),
            "initiatives": (known.initiatives, ["id"]),
        }
        found: dict[tuple[str, ...], set[Standing]] = defaultdict(set)
        for name, (rows, ends) in tables.items():
            columns = (rows[column] for column in (*ends, "source_id", "lines"))
            for *key, source, lines in zip(*columns, strict=True):
                found[name, *key].add((source, lines))
        return dict(found)
