"""Cards about missing partnerships: two actors that reach the same people without a joint initiative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat

from samverkan.cards.card import Card, Deck, Evidence, Judged, Reason
from samverkan.domain.links import partnership_links
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.nodes import way as way_node
from samverkan.domain.study import Study
from samverkan.gaps.meeting import Meeting
from samverkan.gaps.money_between import Money, Payment
from samverkan.gaps.partnerships import MissingPartnership, gathered, missing_partnerships, without_judgements
from samverkan.gaps.shared_cells import SharedCell
from samverkan.i18n import Translator

_CELLS, _NAMES = 5, 3
"""So many shared cells get a reason of their own, and so many names stand in one sentence."""
_OFTEN = 3
"""From so many pairs on, and half of all, an actor is named in a note."""


def partnership_deck(chosen: Study, words: Translator) -> Deck:
    """Return the pairs of :func:`samverkan.gaps.partnerships.missing_partnerships`, in its order.

    Those that say nothing new stand on the card of the first that says it.
    """
    found = missing_partnerships(chosen)
    cards = gathered(chosen, found)
    n_judged = 0
    if len(chosen.dataset.tables["judgements"]):
        n_judged = len(missing_partnerships(without_judgements(chosen))) - len(found)
    wording = _Wording(chosen, words)
    return Deck(
        kind="partnership",
        cards=tuple(map(wording.card, cards)),
        reading=words("card.partnership.reading"),
        notes=wording.notes(cards, n_judged),
        silence="" if found else wording.silence(n_judged),
        findings=cards,
    )


@dataclass(frozen=True)
class _Wording:
    """The sentences about the pairs of one study."""

    chosen: Study
    words: Translator

    @cached_property
    def names(self) -> Names:
        return Names(self.chosen.dataset)

    @cached_property
    def meeting(self) -> Meeting:
        """What would bring two together."""
        return Meeting(self.chosen)

    @cached_property
    def money(self) -> Money:
        """Who pays for whom."""
        return Money(self.chosen)

    def card(self, gap: MissingPartnership) -> Card:
        """Return the card of one pair."""
        through = gap.initiatives
        way = gap.way.steps if gap.way else ()
        on_map = [actor_node(gap.actor), actor_node(gap.other), *map(initiative_node, through), *_nodes(way)]
        return Card(
            id=_id(gap),
            claim=self.words("card.partnership.claim", **self._pair(gap)),
            band=self.words("card.partnership.band") if gap.is_deviation else "",
            reasons=tuple(self._reasons(gap)),
            limits=tuple(self._limits(gap, through)),
            nodes=tuple(dict.fromkeys(on_map)),
            focus=way_node(actor_node(gap.actor), actor_node(gap.other)),
            trial=self.meeting.smallest(gap, name=self.words("card.partnership.trial", **self._pair(gap))),
            judged=Judged("partnership", gap.actor, gap.other),
            evidence=self._evidence(gap),
            alike=tuple(map(_id, gap.alike)),
        )

    def _evidence(self, gap: MissingPartnership) -> Evidence:
        """Return the rows that the pair rests on, those that are like it, and what is said of their money."""
        all_alike = [_evidence(pair) for pair in (gap, *gap.alike)]
        paid = self.money.between(gap.actor, gap.other)
        return Evidence(
            participations=frozenset[tuple[str, str]]().union(*(one.participations for one in all_alike)),
            serves=frozenset[tuple[str, str]]().union(*(one.serves for one in all_alike)),
            funding=frozenset(name for one in paid for name in (*one.initiatives, *one.other_initiatives)),
            initiatives=frozenset[str]().union(*(one.initiatives for one in all_alike)),
        )

    def notes(self, found: tuple[MissingPartnership, ...], n_judged: int) -> tuple[str, ...]:
        """Return what a person should know of the whole list."""
        words = self.words
        notes = [words.count("card.partnership.note.judged", n_judged)] if n_judged else []
        if n_alike := sum(len(gap.alike) for gap in found):
            notes.append(words.count("card.partnership.note.alike", n_alike))
        often = Counter(actor for gap in found for actor in (gap.actor, gap.other))
        notes += [
            words.count("card.partnership.note.often", n, all=len(found), actor=self.names.actor_name(actor))
            for actor, n in sorted(often.items())
            if n >= _OFTEN and 2 * n >= len(found)
        ]
        counts = partnership_links(self.chosen).counts
        if counts.n_all:
            notes.append(
                words(
                    "card.partnership.note.links",
                    known=counts.n_known,
                    absent=counts.n_absent,
                    unknown=counts.n_unknown,
                )
            )
        return tuple(notes)

    def silence(self, n_judged: int) -> str:
        """Return why there is no pair."""
        if not self.chosen.network.n_initiatives:
            return self.words("card.partnership.silence.empty")
        return self.words(f"card.partnership.silence.{'judged' if n_judged else 'none'}")

    def _pair(self, gap: MissingPartnership) -> dict[str, str]:
        return {"one": self.names.actor_name(gap.actor), "other": self.names.actor_name(gap.other)}

    def _reasons(self, gap: MissingPartnership) -> Iterable[Reason]:
        alike = _alike(gap.cells)
        yield from (self._cells(gap, cells) for cells in alike[:_CELLS])
        if more := [cell for cells in alike[_CELLS:] for cell in cells]:
            cells = self.words.listing([self._cell_name(cell) for cell in more])
            nodes = tuple(initiative_node(name) for cell in more for name in _initiatives(cell))
            yield Reason(
                self.words.count("card.partnership.reason.more", len(more), cells=cells),
                tuple(dict.fromkeys(nodes)),
            )
        yield Reason(
            self.words(
                "card.partnership.reason.sizes",
                n=gap.n_initiatives,
                n_other=gap.n_other_initiatives,
                **self._pair(gap),
            ),
            (actor_node(gap.actor), actor_node(gap.other)),
        )
        if gap.alike:
            yield self._alike(gap)
        yield from map(self._money, repeat(gap), self.money.between(*gap.pair))
        if gap.not_counted:
            yield Reason(
                self.words(
                    "card.partnership.reason.not_counted", initiatives=self._initiatives(gap.not_counted)
                ),
                tuple(map(initiative_node, gap.not_counted)),
            )
        yield self._way(gap)
        if gap.is_deviation:
            expected = self.words.number(gap.expected)
            yield Reason(
                self.words("card.partnership.reason.deviation", expected=expected, **self._pair(gap))
            )

    def _alike(self, gap: MissingPartnership) -> Reason:
        """Return the pairs of which the same can be said, and through what."""
        hub = gap.pairs_alike[0][0]
        others = [other for _, other in gap.pairs_alike]
        sides = (
            cell.actor_initiatives if pair.actor != hub else cell.other_initiatives
            for pair in gap.alike
            for cell in pair.cells
        )
        through = tuple(dict.fromkeys(name for side in sides for name in side))
        text = self.words.count(
            "card.partnership.reason.alike",
            len(others),
            hub=self.names.actor_name(hub),
            others=self.words.listing([self.names.actor_name(actor) for actor in others]),
            initiatives=self._initiatives(through),
        )
        return Reason(text, (*map(actor_node, others), *map(initiative_node, through)))

    def _money(self, gap: MissingPartnership, paid: Payment) -> Reason:
        """Return who pays for what, and where that is said."""
        words, titles = self.words, self.names.dataset.tables["sources"].set_index("id")["title"]
        sources = self.words.listing([self._quoted(titles[source]) for source in paid.sources])
        said = words(f"card.partnership.money.{'said' if paid.is_stated else 'implied'}", sources=sources)
        pays_other = bool(paid.other_initiatives)
        payer, receiver = gap.pair if pays_other else gap.pair[::-1]
        text = words(
            f"card.partnership.money.{paid.bond or 'both'}",
            funder=self.names.actor_name(paid.funder),
            payer=self.names.actor_name(payer),
            receiver=self.names.actor_name(receiver),
            own=self._initiatives(paid.initiatives),
            initiatives=self._initiatives(paid.other_initiatives if pays_other else paid.initiatives),
            said=said,
        )
        named = (*paid.initiatives, *paid.other_initiatives)
        is_drawn = paid.funder in self.chosen.network.actors
        return Reason(text, (*((actor_node(paid.funder),) if is_drawn else ()), *map(initiative_node, named)))

    def _cells(self, gap: MissingPartnership, cells: list[SharedCell]) -> Reason:
        cell = cells[0]
        groups = [self._quoted(self.names.group_name(one.target_group)) for one in cells]
        text = self.words.count(
            "card.partnership.reason.cell",
            len(cells),
            groups=self.words.listing(groups),
            place=self.names.place_name(cell.place),
            total=cell.n_covering,
            own=self._initiatives(cell.actor_initiatives),
            others=self._initiatives(cell.other_initiatives),
            **self._pair(gap),
        )
        return Reason(text, tuple(map(initiative_node, _initiatives(cell))))

    def _cell_name(self, cell: SharedCell) -> str:
        return self.words(
            "card.partnership.cell",
            group=self.names.group_name(cell.target_group),
            place=self.names.place_name(cell.place),
        )

    def _way(self, gap: MissingPartnership) -> Reason:
        words, pair = self.words, self._pair(gap)
        if gap.way is None:
            return Reason(words("card.partnership.reason.no_way"))
        between = [self.names.actor_name(actor) for actor in gap.way.actors[1:-1]]
        through = [self._initiatives([initiative]) for initiative in gap.way.initiatives]
        nodes = _nodes(gap.way.steps)
        if len(between) > 1:
            onward = zip(through, [*between, pair["other"]], strict=True)
            steps = " – ".join([pair["one"], *(name for step in onward for name in step)])
            actors = words.listing(between)
            is_one = all(len(choice) == 1 for choice in gap.way.choices)
            key = "way_over_many" if is_one else "way_over_many_or"
            return Reason(words(f"card.partnership.reason.{key}", actors=actors, steps=steps), nodes)
        step = {"middle": between[0], "first": through[0], "last": through[1], **pair}
        others = [actor for actor in gap.way.choices[2] if actor != gap.way.actors[1]]
        if not others:
            return Reason(words("card.partnership.reason.way_over_one", **step), nodes)
        named = self._listed([self.names.actor_name(actor) for actor in others])
        text = words("card.partnership.reason.way_over_one_or", others=named, **step)
        return Reason(text, (*nodes, *map(actor_node, others)))

    def _limits(self, gap: MissingPartnership, through: tuple[str, ...]) -> Iterable[str]:
        words = self.words
        yield words("card.partnership.limit.contact", **self._pair(gap))
        lists = self.chosen.initiatives["actors_complete"]
        if is_open := [name for name in through if lists[name] == "no"]:
            yield words("card.partnership.limit.open_list", initiatives=self._initiatives(is_open))
        if implied := self._implied(gap, through):
            yield words("card.partnership.limit.implied", initiatives=self._initiatives(implied))

    def _implied(self, gap: MissingPartnership, through: tuple[str, ...]) -> list[str]:
        """Return the initiatives where a part or a target group that matters is nowhere stated outright."""
        evidence = _evidence(gap)
        links, serves = self.chosen.participations, self.chosen.serves
        rows = zip(links["actor_id"], links["initiative_id"], links["certainty"], strict=True)
        stated = {(one, other) for one, other, certainty in rows if certainty == "stated"}
        rows = zip(serves["initiative_id"], serves["target_group_id"], serves["certainty"], strict=True)
        stated_groups = {(one, other) for one, other, certainty in rows if certainty == "stated"}
        unsaid = {initiative for _, initiative in evidence.participations - stated}
        unsaid |= {initiative for initiative, _ in evidence.serves - stated_groups}
        return [name for name in through if name in unsaid]

    def _initiatives(self, initiatives: Iterable[str]) -> str:
        """Return initiatives by name, quoted."""
        return self._listed([self._quoted(self.names.initiative_name(name)) for name in initiatives])

    def _quoted(self, name: str) -> str:
        return self.words("card.partnership.quoted", name=name)

    def _listed(self, names: list[str]) -> str:
        if len(names) <= _NAMES + 1:  # “and 1 more” would be no shorter
            return self.words.listing(names)
        few = ", ".join(names[:_NAMES])
        return self.words("card.partnership.more", names=few, n=len(names) - _NAMES)


def _id(gap: MissingPartnership) -> str:
    return f"partnership:{gap.actor}~{gap.other}"


def _alike(cells: tuple[SharedCell, ...]) -> list[list[SharedCell]]:
    """Return the cells of one place that the same initiatives cover together, the heaviest first."""
    alike: dict[SharedCell, list[SharedCell]] = {}
    for cell in cells:
        alike.setdefault(replace(cell, target_group=""), []).append(cell)
    return list(alike.values())


def _initiatives(cell: SharedCell) -> tuple[str, ...]:
    return (*cell.actor_initiatives, *cell.other_initiatives)


def _nodes(steps: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(initiative_node(step) if place % 2 else actor_node(step) for place, step in enumerate(steps))


def _evidence(gap: MissingPartnership) -> Evidence:
    own = {(gap.actor, name) for cell in gap.cells for name in cell.actor_initiatives}
    others = {(gap.other, name) for cell in gap.cells for name in cell.other_initiatives}
    return Evidence(
        participations=frozenset(own | others | set(gap.way.ties if gap.way else ())),
        serves=frozenset((name, cell.target_group) for cell in gap.cells for name in _initiatives(cell)),
        initiatives=frozenset(gap.initiatives),
    )
