"""Cards about missing brokers: two sectors that meet in clearly fewer initiatives than expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverkan.cards.card import Card, Deck, Evidence, Reason
from samverkan.domain.edits import AddParticipation
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study
from samverkan.gaps.brokers import (
    Bridge,
    BridgingSeat,
    MissingBroker,
    SectorPair,
    lone_sectors,
    missing_brokers,
    sector_pairs,
)
from samverkan.i18n import Translator

_MANY = 3


def broker_deck(chosen: Study, words: Translator) -> Deck:
    """Return the pairs of sectors that clearly seldom meet; where none does, the silence lists them all."""
    found = missing_brokers(chosen)
    wording = _Wording(chosen, words, sector_pairs(chosen))
    return Deck(
        kind="broker",
        cards=tuple(wording.card(broker) for broker in found),
        reading=words("card.broker.reading"),
        notes=wording.notes(),
        silence="" if found else wording.silence(),
        findings=found,
    )


@dataclass(frozen=True)
class _Wording:
    """The sentences about one study and its pairs of sectors."""

    chosen: Study
    words: Translator
    pairs: tuple[SectorPair, ...]

    @property
    def names(self) -> Names:
        return Names(self.chosen.dataset)

    def notes(self) -> tuple[str, ...]:
        """Return the pair nearest to a finding, and the sectors too small to compare."""
        below = [pair for pair in self.pairs if not pair.is_low and _is_below(pair)]
        notes = [self._pair("note.nearest", pair) for pair in below[:1]]
        if lone := [self.who(sector) for sector in lone_sectors(self.chosen)]:
            notes.append(self.words("card.broker.note.lone", sectors=self.words.listing(lone)))
        return tuple(notes)

    def silence(self) -> str:
        """Return which pairs were compared, and that none is clear."""
        if not self.pairs:
            return self.words("card.broker.silence.too_few")
        compared = [self._pair("compared.pair", pair) for pair in self.pairs]
        return self.words.count("card.broker.silence.clear", len(self.pairs), pairs="; ".join(compared))

    def card(self, found: MissingBroker) -> Card:
        """Return the card of one pair."""
        pair, seat = found.pair, found.seat
        claim = self._pair("claim", pair)
        offered = [self._seat(found, seat)] if seat else []
        return Card(
            id=f"broker:{pair.sector}~{pair.other}",
            claim=claim[:1].upper() + claim[1:],
            band=self.words("card.broker.band"),
            reasons=(*self._numbers(pair), *self._bridges(found), *offered),
            limits=self._limits(seat),
            nodes=_nodes(found),
            trial=(AddParticipation(seat.actor, seat.initiative),) if seat else (),
            evidence=_evidence(self.chosen, found),
        )

    def who(self, sector: str) -> str:
        """Return a sector as it stands inside a sentence."""
        return self.words(f"card.broker.who.{sector}")

    def _pair(self, key: str, pair: SectorPair) -> str:
        return self.words(
            f"card.broker.{key}",
            one=self.who(pair.sector),
            other=self.who(pair.other),
            joint=self.words.count("card.broker.joint", len(pair.joint)),
            expected=self.words.number(pair.expected, 1),
        )

    def _numbers(self, pair: SectorPair) -> tuple[Reason, ...]:
        """Return how big both are, and where they meet."""
        sides = (
            (pair.sector, pair.n_actors, pair.n_initiatives),
            (pair.other, pair.n_other_actors, pair.n_other_initiatives),
        )
        sizes = [Reason(self._size(*side)) for side in sides]
        if not pair.joint:
            return (*sizes, Reason(self.words("card.broker.reason.no_joint")))
        joint = self.words(
            "card.broker.reason.joint", initiatives=self._initiatives(pair.joint, len(pair.joint))
        )
        return (*sizes, Reason(joint, tuple(map(initiative_node, pair.joint))))

    def _size(self, sector: str, n_actors: int, n_initiatives: int) -> str:
        who = self.who(sector)
        return self.words(
            "card.broker.reason.numbers",
            sector=who[:1].upper() + who[1:],
            actors=self.words.count("count.actors", n_actors),
            initiatives=self.words.count("count.initiatives", n_initiatives),
        )

    def _bridges(self, found: MissingBroker) -> list[Reason]:
        reasons = [self._bridge(found.pair, bridge) for bridge in found.bridges[:_MANY]]
        return reasons or [Reason(self.words("card.broker.reason.nobody"))]

    def _bridge(self, pair: SectorPair, bridge: Bridge) -> Reason:
        own = self.chosen.sectors[bridge.actor]
        sides = {pair.sector: bridge.with_sector, pair.other: bridge.with_other}
        key = "own" if sides.pop(own, None) is not None else "between"
        *_, (other, with_other) = sides.items()
        text = self.words(
            f"card.broker.reason.{key}",
            actor=self.names.actor_name(bridge.actor),
            own=self.who(own) if key == "own" else "",
            one=self.who(pair.sector),
            with_one=self._initiatives(bridge.with_sector),
            other=self.who(other),
            with_other=self._initiatives(with_other),
        )
        named = [name for side in sides.values() for name in side[:_MANY]]
        return Reason(text, (actor_node(bridge.actor), *map(initiative_node, dict.fromkeys(named))))

    def _seat(self, found: MissingBroker, seat: BridgingSeat) -> Reason:
        text = self.words(
            "card.broker.reason.seat",
            actor=self.names.actor_name(seat.actor),
            initiative=self.names.initiative_name(seat.initiative),
            pairs=self.words.count("card.broker.pairs", seat.n_pairs),
            n_apart=found.n_apart,
            n_pairs=found.n_pairs,
        )
        return Reason(text, (actor_node(seat.actor), initiative_node(seat.initiative)))

    def _limits(self, seat: BridgingSeat | None) -> tuple[str, ...]:
        keys = ("norm", "open_list", "seat") if seat else ("norm", "open_list")
        return tuple(self.words(f"card.broker.limit.{key}") for key in keys)

    def _initiatives(self, initiatives: Iterable[str], n_shown: int = _MANY) -> str:
        names = [self.names.initiative_name(initiative) for initiative in initiatives]
        if len(names) <= n_shown:
            return self.words.listing(names)
        return self.words("card.broker.more", names=", ".join(names[:n_shown]), n=len(names) - n_shown)


def _is_below(pair: SectorPair) -> bool:
    return len(pair.joint) < pair.expected


def _nodes(found: MissingBroker) -> tuple[str, ...]:
    seat = [actor_node(found.seat.actor), initiative_node(found.seat.initiative)] if found.seat else []
    bridges = [actor_node(bridge.actor) for bridge in found.bridges[:_MANY]]
    return tuple(dict.fromkeys([*seat, *bridges, *map(initiative_node, found.pair.joint)]))


def _evidence(chosen: Study, found: MissingBroker) -> Evidence:
    """Return what both sectors take part in: the numbers are counted there."""
    sectors = {found.pair.sector, found.pair.other}
    network = chosen.network
    rows, columns = network.biadjacency.nonzero()
    ties = {
        (network.actors[row], network.initiatives[column])
        for row, column in zip(rows, columns, strict=True)
        if chosen.sectors[network.actors[row]] in sectors
    }
    bridging = {
        (bridge.actor, name)
        for bridge in found.bridges[:_MANY]
        for name in (*bridge.with_sector, *bridge.with_other)
    }
    return Evidence(participations=frozenset(ties | bridging))
