"""All that a brief is written from: the study, what it is about, and the rows that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samverkan.briefs.subject import Concerned, Subject, SubjectKind, concerned
from samverkan.cards.grounds import Grounds, Standing
from samverkan.cards.phrase import Phrases
from samverkan.domain.dataset import record, records
from samverkan.domain.study import Study, places_of
from samverkan.i18n import Translator, alphabetical

IN_CELL, ACTORS_IN_CELL, IN_LINE = 1, 2, 9
"""So many names stand in a cell of a table, and in a line of text; of more, the rest is a number."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page has room for: rows of the table, statements of each section, names on the map."""

    initiatives: int
    facts: int
    money: int
    gaps: int
    questions: int
    on_map: int


@dataclass(frozen=True)
class Matter:
    """What is known of one subject in one study, in one language."""

    chosen: Study
    subject: Subject
    words: Translator

    @cached_property
    def about(self) -> Concerned:
        """The initiatives concerned."""
        return concerned(self.chosen, self.subject)

    @cached_property
    def grounds(self) -> Grounds:
        """Where rows stand."""
        return Grounds(self.chosen)

    @property
    def say(self) -> Phrases:
        """Names in sentences."""
        return Phrases(self.chosen.dataset, self.words, "brief")

    @property
    def kind(self) -> SubjectKind:
        """What the subject is: the end of many keys."""
        return self.subject.kind

    @cached_property
    def name(self) -> str:
        """The subject's name."""
        return self.chosen.dataset.names[self.subject.table][self.subject.id]

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Initiative to the actors that take part in it and count, the subject left out, by name."""
        rows = self.chosen.participations
        rows = rows[rows["counted"] & rows["initiative_id"].isin(self.about.counted)]
        found: dict[str, set[str]] = defaultdict(set)
        for actor, name in zip(rows["actor_id"], rows["initiative_id"], strict=True):
            if (self.kind, self.subject.id) != ("actor", actor):
                found[name].add(actor)
        names = self.chosen.dataset.short_names
        return {
            name: tuple(sorted(own, key=lambda actor: alphabetical(names[actor])))
            for name, own in found.items()
        }

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Initiative to the target groups that it is stated to be for, by name."""
        rows = self.chosen.serves
        pairs = zip(rows["initiative_id"], rows["target_group_id"], strict=True)
        return self._gathered(pairs, "target_groups")

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Initiative to the places where it is, by name."""
        return self._gathered(places_of(self.chosen.initiatives, self.chosen.serves), "places")

    def _gathered(self, pairs: Iterable[tuple[str, str]], table: str) -> dict[str, tuple[str, ...]]:
        names = self.chosen.dataset.names[table]
        found: dict[str, set[str]] = defaultdict(set)
        for name, label in pairs:
            if name in self.about.counted:
                found[name].add(label)
        return {
            name: tuple(sorted(own, key=lambda label: alphabetical(names[label])))
            for name, own in found.items()
        }

    def ranked(self, labelled: dict[str, tuple[str, ...]], table: str) -> list[tuple[str, int]]:
        """Return each label with its number of initiatives, most first, then by name."""
        counts = Counter(label for own in labelled.values() for label in own)
        names = self.chosen.dataset.names[table]
        return sorted(counts.items(), key=lambda one: (-one[1], alphabetical(names[one[0]])))

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Initiative to its row, for all that the study shows."""
        return {row["id"]: row for row in records(self.chosen.initiatives)}

    def is_open(self, initiative: str) -> bool:
        """Tell whether the source says that more take part than it names."""
        return bool(self.rows[initiative]["actors_complete"] == "no")

    def standing(
        self, initiatives: Sequence[str], *, members: bool = True, labels: bool = True
    ) -> frozenset[Standing]:
        """Return where some initiatives, and on demand who and whom they are for, stand."""
        own = frozenset(initiatives)
        keys: list[tuple[str, ...]] = [("initiatives", name) for name in initiatives]
        if members:
            rows = self.chosen.participations
            pairs = zip(rows["actor_id"], rows["initiative_id"], strict=True)
            keys += [("participations", actor, name) for actor, name in pairs if name in own]
        if labels:
            keys += [("serves", name, group) for name in initiatives for group in self.groups.get(name, ())]
        return self.grounds.of_rows(keys)

    def municipality(self) -> str:
        """Return where the subject belongs, in one phrase."""
        if self.kind != "target_group":
            return str(
                record(self.chosen.dataset.tables[self.subject.table], self.subject.id)["municipality"]
            )
        rows = self.chosen.initiatives
        chosen = self.chosen.selection.municipalities or tuple(sorted({*rows["municipality"]}))
        return self.words.listing(tuple(chosen))

    def parts(self) -> tuple[str, ...]:
        """Return the names of what lies inside the subject, by name."""
        names = self.chosen.dataset.names[self.subject.table]
        inside = self.about.labels - {self.subject.id}
        return tuple(sorted((names[label] for label in inside), key=alphabetical))
