"""Making a brief: everything gathered once, then cut to what one page has room for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

from samverkan.briefs import facts, open_ends
from samverkan.briefs.brief import Brief, Section, Source, Statement
from samverkan.briefs.concerning import concerning
from samverkan.briefs.matter import Matter, Room
from samverkan.cards.card import Deck
from samverkan.domain.dataset import records
from samverkan.draw import neighbourhood
from samverkan.draw.explaining import described_filters, described_level
from samverkan.draw.sheet import Sheet
from samverkan.gaps.worklist import Worklist
from samverkan.i18n import Translator

MAP_WIDTH_PX = 695.0
"""How wide the map is where it is printed at full size: an A4 page within its margins."""

_LEAST = Room(initiatives=5, facts=0, money=2, gaps=2, questions=1, on_map=4)
_MOST = Room(initiatives=25, facts=5, money=10, gaps=7, questions=7, on_map=14)
"""What no page goes below, and what none needs more of."""

_TURNS = ("gaps", "initiatives", "on_map", "money", "questions", "facts")
"""Who is given one more in turn, as long as it fits."""


@dataclass(frozen=True)
class Draft:
    """All that a brief may say.

    Parameters
    ----------
    matter
        What is known of its subject.
    decks, work
        The cards and the open questions of the whole study.
    link
        That shows the same in the dashboard.
    """

    matter: Matter
    decks: Sequence[Deck]
    work: Worklist
    link: str

    def fitted(self, fits: Callable[[Brief], bool]) -> Brief:
        """Return the fullest brief that fits; the shortest one where none does.

        Every part is given one more in turn, until it has said all or one more would not fit. Cost: one
        measuring, some 10 ms, for each row, statement and name on the map.
        """
        if fits(self.brief(self._all)):
            return self.brief(self._all)
        room, waiting = _combined(_LEAST, self._all, min), dict.fromkeys(_TURNS)
        while waiting:
            for part in tuple(waiting):
                larger = replace(room, **{part: getattr(room, part) + 1})
                if getattr(room, part) < getattr(self._all, part) and fits(self.brief(larger)):
                    room = larger
                else:
                    del waiting[part]
        return self.brief(room)

    @cached_property
    def _all(self) -> Room:
        """The room for all that there is to say, as far as a page may ever need it."""
        n = {section.name: section.n for section in self._sections}
        counted = len(self.matter.about.counted)
        wanted = Room(
            initiatives=counted,
            facts=n.get("short", 0),
            money=n.get("money", 0),
            gaps=n.get("gaps", 0),
            questions=n.get("questions", 0),
            on_map=_MOST.on_map,
        )
        return _combined(wanted, _MOST, min)

    @cached_property
    def _lead(self) -> tuple[Statement, ...]:
        return tuple(facts.lead(self.matter))

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        """All sections that have anything to say, in full."""
        matter = self.matter
        cards = concerning(self.decks, matter.subject, matter.about)
        sections = (
            facts.in_short(matter),
            facts.initiatives(matter),
            open_ends.money(matter),
            open_ends.gaps(matter, cards),
            open_ends.questions(matter, self.work),
            open_ends.silence(matter),
        )
        return tuple(section for section in sections if section.table or section.statements)

    def brief(self, room: Room) -> Brief:
        """Return the brief that has as much as there is room for."""
        matter, words = self.matter, self.matter.words
        limits = {"short": room.facts, "silence": 1}
        sections = tuple(
            section.cut(limits.get(section.name, getattr(room, section.name, 0)), words)
            for section in self._sections
        )
        grounds = [section.grounds for section in sections] + [said.grounds for said in self._lead]
        used = {source for places in grounds for source, _ in places}
        return Brief(
            language=words.language,
            title=words("brief.title", name=matter.name),
            subtitle=facts.subtitle(matter),
            lead=self._lead,
            sections=sections,
            map=self._map(room.on_map),
            map_heading=words("brief.section.map"),
            sources_heading=words("brief.section.sources"),
            sources=tuple(
                Source(row["id"], _source(row, words))
                for row in records(matter.chosen.dataset.sources)
                if row["id"] in used
            ),
            footer=self._footer(is_cut=any(section.rest for section in sections)),
        )

    def _map(self, n: int) -> Sheet | None:
        matter = self.matter
        return neighbourhood.neighbourhood(
            matter.chosen,
            matter.about.counted,
            matter.words,
            room=neighbourhood.Room(MAP_WIDTH_PX, n, n),
            title=matter.words("brief.map.title", name=matter.name),
            actor=matter.subject.id if matter.kind == "actor" else "",
        )

    def _footer(self, *, is_cut: bool) -> tuple[str, ...]:
        chosen, words = self.matter.chosen, self.matter.words
        level = described_level(chosen, words)
        first = words("brief.level", date=chosen.as_of.isoformat(), level=level)
        if filters := described_filters(chosen, words):
            first = f"{first} {words('brief.filters', filters='; '.join(filters))}"
        last = words(f"brief.{'cut' if is_cut else 'whole'}_link", link=self.link)
        return f"{first} {words('brief.method')} {words('brief.say.sources_note')}", last


def _combined(one: Room, other: Room, combine: Callable[[int, int], int]) -> Room:
    return Room(
        **{part.name: combine(getattr(one, part.name), getattr(other, part.name)) for part in fields(Room)}
    )


def _source(row: Mapping[str, str], words: Translator) -> str:
    """Return a source as it is listed: what it is called, whose it is, and from when."""
    column = next((column for column in ("reviewed", "published") if row[column]), "undated")
    date = (
        words("brief.say.undated") if column == "undated" else words(f"brief.say.{column}", date=row[column])
    )
    return words("brief.say.source", title=row["title"], publisher=row["publisher"], date=date)
