"""Cards about missing actors: who may be worth asking to take part in an initiative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverkan.cards.card import Card, Deck, Evidence, Judged, Reason
from samverkan.domain.dataset import split_list
from samverkan.domain.edits import AddParticipation
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study
from samverkan.gaps.backtest import REPEATS, Backtest
from samverkan.gaps.seat_reasons import SharedPartner, SharedTag
from samverkan.gaps.seat_tags import labellings
from samverkan.gaps.seats import LIMIT, MissingSeats, SeatGap, compared, missing_seats
from samverkan.i18n import Translator

_MANY = 3
"""So many reasons of one sort, and so many names in one sentence."""
_UNSPECIFIC = ("collective", "network", "other")
"""Kinds of actors that say nothing of what an actor does."""
_NOTEWORTHY = 0.1
"""What the kind of actor must add to the score to be given as a reason."""


def seat_deck(chosen: Study, words: Translator) -> Deck:
    """Return who may belong in which initiative; where the list fails its own test, the silence says so."""
    found = missing_seats(chosen)
    wording = _Wording(compared(chosen), words)
    return Deck(
        kind="seat",
        cards=tuple(wording.card(gap) for gap in found.gaps),
        reading=words("card.seat.reading"),
        notes=wording.notes(found),
        silence="" if found.gaps else wording.silence(found.test, is_empty=not chosen.network.n_ties),
        findings=found.gaps,
    )


@dataclass(frozen=True)
class _Wording:
    """The sentences about one study: all that was compared."""

    chosen: Study
    words: Translator

    @property
    def names(self) -> Names:
        return Names(self.chosen.dataset)

    def card(self, gap: SeatGap) -> Card:
        """Return the card of one seat."""
        return Card(
            id=f"seat:{gap.actor}~{gap.initiative}",
            claim=self._say("claim", gap),
            band=self.words(f"card.seat.band.{gap.strength}"),
            reasons=(*self._partners(gap), *self._tags(gap), *self._kind(gap), self._sizes(gap)),
            limits=(*self._against(gap), *self._collectives(gap), self._list(gap)),
            nodes=(
                actor_node(gap.actor),
                initiative_node(gap.initiative),
                *(actor_node(shared.partner) for shared in gap.partners),
            ),
            trial=(AddParticipation(gap.actor, gap.initiative),),
            judged=Judged("seat", gap.actor, gap.initiative),
            evidence=self._evidence(gap),
        )

    def notes(self, found: MissingSeats) -> tuple[str, ...]:
        """Return how good the list is, what its bands mean, and which initiatives it leaves out.

        A list that did not pass its test has nothing to leave out of.
        """
        if not found.test.passes:
            return ()
        left_out = (
            ("closed", found.closed, len(found.closed)),
            ("own_work", found.own_work, _MANY),
            ("without_actor", found.without_actor, len(found.without_actor)),
        )
        is_cut = len(found.gaps) == LIMIT
        of_list = (self._tested("note.test", found.test), self.words("card.seat.note.bands"))
        return (
            *(of_list if found.gaps else ()),
            *((self.words.count("card.seat.note.shown", LIMIT),) if is_cut else ()),
            *((self.words.count("card.seat.note.judged", found.n_judged),) if found.n_judged else ()),
            *(
                self.words.count(f"card.seat.note.{key}", len(ids), names=self._initiatives(ids, n_shown))
                for key, ids, n_shown in left_out
                if ids
            ),
        )

    def silence(self, test: Backtest, *, is_empty: bool) -> str:
        """Return why nothing is suggested."""
        if is_empty:
            return self.words("card.seat.silence.empty")
        if not test.is_large_enough:
            return self.words("card.seat.silence.too_few")
        if not test.passes:
            return self._tested("silence.not_better", test)
        return self.words("card.seat.silence.nothing")

    def _tested(self, key: str, test: Backtest) -> str:
        low, high = (round(bound * test.found.n) for bound in test.found.interval)
        return self.words(
            f"card.seat.{key}",
            repeats=REPEATS,
            n=test.found.n_found,
            all=test.found.n,
            low=low,
            high=high,
            popular=test.found_by_popularity.n_found,
            by_lot=test.found_by_lot.n_found,
        )

    def _say(self, key: str, gap: SeatGap, **params: object) -> str:
        return self.words(
            f"card.seat.{key}",
            actor=self.names.actor_name(gap.actor),
            initiative=self.names.initiative_name(gap.initiative),
            **params,
        )

    def _partners(self, gap: SeatGap) -> list[Reason]:
        """Return the members that the actor meets elsewhere, the heaviest each with its initiatives."""
        reasons = [self._partner(gap, shared) for shared in gap.partners[:_MANY]]
        if others := [shared.partner for shared in gap.partners[_MANY:]]:
            names = self.words.listing([self.names.actor_name(other) for other in others])
            reasons.append(Reason(self._say("reason.also", gap, partners=names), _actors(others)))
        return reasons

    def _partner(self, gap: SeatGap, shared: SharedPartner) -> Reason:
        text = self._say(
            "reason.partner",
            gap,
            partner=self.names.actor_name(shared.partner),
            initiatives=self._initiatives(shared.initiatives),
        )
        return Reason(text, (*_actors([shared.partner]), *_initiatives(shared.initiatives)))

    def _tags(self, gap: SeatGap) -> list[Reason]:
        """Return what the actor does already that the initiative is about."""
        return [self._tag(gap, tag) for tag in gap.tags if tag.speaks_for][:_MANY]

    def _tag(self, gap: SeatGap, tag: SharedTag) -> Reason:
        text = self.words.count(
            "card.seat.reason.tag",
            len(tag.initiatives),
            actor=self.names.actor_name(gap.actor),
            what=self._what(tag),
            initiatives=self._initiatives(tag.initiatives),
        )
        return Reason(text, _initiatives(tag.initiatives))

    def _kind(self, gap: SeatGap) -> list[Reason]:
        """Return what other actors of the kind do, for the one thing that they do more than others."""
        tag = _of_the_kind(gap)
        if tag is None:
            return []
        text = self._say(
            "reason.kind",
            gap,
            kind=self.words(f"vocabulary.actor_kind.{gap.actor_kind}").lower(),
            n=tag.n_kind_participations,
            n_all=gap.n_kind_participations,
            what=self._what(tag),
        )
        return [Reason(text)]

    def _sizes(self, gap: SeatGap) -> Reason:
        own = self.words.count("count.initiatives", gap.n_initiatives)
        members = self.words.count("count.actors", gap.n_members)
        return Reason(self._say("reason.sizes", gap, own=own, members=members))

    def _against(self, gap: SeatGap) -> list[str]:
        """Return what the initiative is about, others too, and nothing says of the actor."""
        absent = [tag for tag in reversed(gap.tags) if tag.is_new and tag.n_initiatives > 2]
        if not absent:
            return []
        either = f" {self.words('card.seat.either')} "
        return [self._say("limit.against", gap, what=either.join(map(self._what, absent[:_MANY])))]

    def _collectives(self, gap: SeatGap) -> list[str]:
        """Return the groups of actors among those named, who may be different ones each time."""
        named = (gap.actor, *(shared.partner for shared in gap.partners[:_MANY]))
        groups = [self.names.actor_name(actor) for actor in named if self._kinds[actor] == "collective"]
        return [self._say("limit.collective", gap, groups=self.words.listing(groups))] if groups else []

    def _list(self, gap: SeatGap) -> str:
        return self._say("limit.open_list" if gap.has_open_list else "limit.unknown_list", gap)

    def _what(self, tag: SharedTag) -> str:
        name = {
            "target_group": self.names.group_name,
            "place": self.names.place_name,
            "theme": self.names.theme_name,
        }[tag.kind](tag.tag)
        return self.words(f"card.seat.tag.{tag.kind}", name=name)

    def _initiatives(self, initiatives: Iterable[str], n_shown: int = _MANY) -> str:
        names = [
            self.words("card.seat.quoted", name=self.names.initiative_name(initiative))
            for initiative in initiatives
        ]
        if len(names) <= n_shown + 1:
            return self.words.listing(names)
        return self.words("card.seat.more", names=", ".join(names[:n_shown]), n=len(names) - n_shown)

    def _evidence(self, gap: SeatGap) -> Evidence:
        """Return the rows that the reasons count: who is where, and what is for whom and where."""
        met = {
            (actor, name)
            for shared in gap.partners
            for name in shared.initiatives
            for actor in (gap.actor, shared.partner)
        }
        members = {(shared.partner, gap.initiative) for shared in gap.partners}
        own = {(gap.actor, name) for tag in gap.tags for name in tag.initiatives}
        there = {gap.initiative, *(name for _, name in own)}
        about = {tag.tag for tag in gap.tags}
        served = {
            (name, group)
            for name in there
            for group, places in self._serves.get(name, ())
            if group in about or about & places
        }
        return Evidence(
            participations=frozenset(met | members | own | self._ties_of_the_kind(gap)),
            serves=frozenset(served),
            initiatives=frozenset(there),
        )

    def _ties_of_the_kind(self, gap: SeatGap) -> set[tuple[str, str]]:
        """Return the participations that the reason about the kind of actor counts."""
        tag = _of_the_kind(gap)
        if tag is None:
            return set()
        labelling = dict(labellings(self.chosen))[tag.kind]
        about = labelling.incidence[:, [labelling.labels.index(tag.tag)]].nonzero()[0].tolist()
        network = self.chosen.network
        return {
            (network.actors[row], network.initiatives[about[place]])
            for row, place in zip(*network.biadjacency[:, about].nonzero(), strict=True)
            if self._kinds[network.actors[row]] == gap.actor_kind
        }

    @cached_property
    def _kinds(self) -> dict[str, str]:
        rows = self.chosen.dataset.tables["actors"]
        return dict(zip(rows["id"], rows["kind"], strict=True))

    @cached_property
    def _serves(self) -> dict[str, list[tuple[str, set[str]]]]:
        """For whom, and where, each initiative is."""
        rows = self.chosen.serves
        found: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
        columns = (rows["initiative_id"], rows["target_group_id"], rows["place_ids"])
        for initiative, group, places in zip(*columns, strict=True):
            found[initiative].append((group, set(split_list(places))))
        return found


def _of_the_kind(gap: SeatGap) -> SharedTag | None:
    """Return the tag that the kind has most above what is usual, also by others and elsewhere."""
    adds = sum(tag.kind_contribution for tag in gap.tags)
    if gap.actor_kind in _UNSPECIFIC or gap.n_of_kind < 2 or adds < _NOTEWORTHY:
        return None
    shared = [
        tag
        for tag in gap.tags
        if tag.kind_contribution > 0
        and tag.n_kind_participations - len(tag.initiatives) - gap.n_members_of_kind > 1
    ]
    return max(shared, key=lambda tag: tag.kind_contribution, default=None)


def _actors(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(actor_node(actor) for actor in actors)


def _initiatives(initiatives: Iterable[str]) -> tuple[str, ...]:
    return tuple(initiative_node(initiative) for initiative in initiatives)
