"""An invitation in words: whom, why, who could stand in, and what nobody reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverkan.cards.card import Evidence, Reason
from samverkan.domain.dataset import Dataset
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.gaps.invitation import ANY, Cell, Invitation, Invitee, Reached, Through, Unreached
from samverkan.i18n import Translator

_MANY = 3
"""So many initiatives stand in a reason, and so many names in a heading."""


@dataclass(frozen=True, slots=True)
class InviteeText:
    """One actor to invite, in words.

    Parameters
    ----------
    node
        The actor's node.
    claim
        Whom, and what it reaches.
    reasons
        One a cell: through which initiatives.
    reserve
        Who could stand in and for what, or that nobody could.
    note
        What to find out first; ``""`` where nothing.
    """

    node: str
    claim: str
    reasons: tuple[Reason, ...]
    reserve: Reason
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvitationText:
    """A whole invitation, in words.

    Parameters
    ----------
    heading
        The answer in a sentence or two; what to choose where nothing is chosen.
    invitees
        In the order of the invitation.
    unreached
        One for each cell that nobody reaches.
    limits
        What the data do not show.
    evidence
        The rows that it rests on.
    """

    heading: str
    invitees: tuple[InviteeText, ...]
    unreached: tuple[Reason, ...]
    limits: tuple[str, ...]
    evidence: Evidence


def invitation_text(found: Invitation, dataset: Dataset, words: Translator) -> InvitationText:
    """Return an invitation as it is read aloud."""
    wording = _Wording(found, Names(dataset), words)
    keys = ("known", "missing", "narrower") if found.cells else ()
    return InvitationText(
        heading=wording.heading(),
        invitees=tuple(wording.invitee(invitee) for invitee in found.invitees),
        unreached=tuple(wording.unreached(cell) for cell in found.unreached),
        limits=tuple(words(f"card.invitation.limit.{key}") for key in keys),
        evidence=_evidence(found),
    )


@dataclass(frozen=True)
class _Wording:
    """The sentences about one invitation."""

    found: Invitation
    names: Names
    words: Translator

    def heading(self) -> str:
        """Return the answer, or why there is none."""
        if not self.found.cells:
            return self._say("nothing")
        if not self.found.invitees:
            return self._say("nobody")
        names = [self.names.actor_name(invitee.actor) for invitee in self.found.invitees]
        if len(names) == 1:
            return self._say("heading_alone", names=names[0], reached=self._reached())
        actors = self.words.count("count.actors", len(names))
        answer = self._say("heading", actors=actors, reached=self._reached(), names=self.words.listing(names))
        return f"{answer} {self._say('fewest' if self.found.is_exact else 'not_fewest')}"

    def _reached(self) -> str:
        """Return how much of what was chosen is reached."""
        cells, n_unreached = self.found.cells, len(self.found.unreached)
        kind = "group" if cells[0][1] == ANY else "place" if cells[0][0] == ANY else "cell"
        total = self.words.count(f"card.invitation.total.{kind}", len(cells))
        return self._say("some", n=len(cells) - n_unreached, total=total)

    def invitee(self, invitee: Invitee) -> InviteeText:
        """Return one actor with its reasons and its reserve."""
        actor = self.names.actor_name(invitee.actor)
        return InviteeText(
            node=actor_node(invitee.actor),
            claim=self._say("invitee.claim", actor=actor, cells=self._cells(invitee.reached)),
            reasons=tuple(self._reason(reached) for reached in invitee.reached),
            reserve=self._reserve(invitee),
            note=self._say("invitee.unspecific", actor=actor) if invitee.is_unspecific else "",
        )

    def _reason(self, reached: Reached) -> Reason:
        text = self._say(
            "invitee.reason" if reached.is_whole else "invitee.reason_part",
            cell=self._cell(reached.cell),
            initiatives=self._through(reached.through, reached.cell),
        )
        return Reason(text, _nodes(reached.through))

    def _reserve(self, invitee: Invitee) -> Reason:
        if not invitee.reserve:
            return Reason(self._say("invitee.no_reserve", actor=self.names.actor_name(invitee.actor)))
        through = [part for reached in invitee.reserve_reached for part in reached.through]
        return Reason(
            " ".join(self._reserve_sentences(invitee)), (actor_node(invitee.reserve), *_nodes(through))
        )

    def _reserve_sentences(self, invitee: Invitee) -> Iterable[str]:
        """Say what a reserve reaches, through what it reaches a part only, and what is left then."""
        yield self._say(
            "invitee.reserve",
            actor=self.names.actor_name(invitee.reserve),
            cells=self._cells(invitee.reserve_reached),
        )
        if parts := [reached for reached in invitee.reserve_reached if not reached.is_whole]:
            initiatives = [self._through(reached.through, reached.cell) for reached in parts]
            yield self.words.count(
                "card.invitation.invitee.reserve_part", len(parts), initiatives=self._some(initiatives)
            )
        covered = {reached.cell for reached in invitee.reserve_reached}
        if rest := [reached for reached in invitee.reached if reached.cell not in covered]:
            yield self._say("invitee.reserve_rest", rest=self._cells(rest))

    def unreached(self, cell: Unreached) -> Reason:
        """Return a cell that nobody reaches, and what there is all the same."""
        own = (cell.target_group, cell.place)
        key = "without_actor" if cell.without_actor else "nobody"
        first = self._say(
            f"unreached.{key}", cell=self._cell(own), initiatives=self._through(cell.without_actor, own)
        )
        sentences = [first]
        if cell.general:
            sentences.append(self._say("unreached.general", initiatives=self._through(cell.general, own)))
        if cell.somewhere:
            names = [self.names.initiative_name(name) for name in cell.somewhere]
            sentences.append(self._say("unreached.somewhere", initiatives=self._some(names)))
        parts = (*cell.without_actor, *cell.general)
        return Reason(" ".join(sentences), (*_nodes(parts), *map(initiative_node, cell.somewhere)))

    def _cells(self, reached: Iterable[Reached]) -> str:
        """Name what is reached, and what only in part."""
        return self._some([self._extent(own) for own in reached])

    def _extent(self, reached: Reached) -> str:
        cell = self._cell(reached.cell)
        return cell if reached.is_whole else self._say("part_of", cell=cell)

    def _cell(self, cell: Cell) -> str:
        group, place = cell
        if place == ANY:
            return self.names.group_name(group)
        if group == ANY:
            return self.names.place_name(place)
        return self._say("cell", group=self.names.group_name(group), place=self.names.place_name(place))

    def _through(self, through: Sequence[Through], cell: Cell) -> str:
        """Name the initiatives; those that are for a part of the cell with which part."""
        whole = {part.initiative for part in through if part.cell == cell}
        parts: dict[str, list[str]] = {}
        for part in through:
            details = [] if part.initiative in whole else self._differing(part, cell)
            parts.setdefault(part.initiative, []).extend(details)
        return self._some([self._initiative(name, own) for name, own in parts.items()])

    def _differing(self, part: Through, cell: Cell) -> list[str]:
        group = [self.names.group_name(part.target_group)] if part.target_group != cell[0] else []
        place = [self.names.place_name(part.place)] if part.place != cell[1] else []
        return [*group, *place]

    def _initiative(self, initiative: str, parts: Iterable[str]) -> str:
        name = self.names.initiative_name(initiative)
        detail = ", ".join(dict.fromkeys(parts))
        return self._say("within", initiative=name, part=detail) if detail else name

    def _some(self, names: Sequence[str]) -> str:
        if len(names) <= _MANY + 1:
            return self.words.listing(tuple(names))
        return self._say("more", names=", ".join(names[:_MANY]), n=len(names) - _MANY)

    def _say(self, key: str, **params: object) -> str:
        return self.words(f"card.invitation.{key}", **params)


def _nodes(through: Iterable[Through]) -> tuple[str, ...]:
    return tuple(initiative_node(name) for name in dict.fromkeys(part.initiative for part in through))


def _evidence(found: Invitation) -> Evidence:
    own = [
        (actor, part)
        for invitee in found.invitees
        for actor, reached in ((invitee.actor, invitee.reached), (invitee.reserve, invitee.reserve_reached))
        for cell in reached
        for part in cell.through
    ]
    return Evidence(
        participations=frozenset((actor, part.initiative) for actor, part in own),
        serves=frozenset((part.initiative, part.target_group) for _, part in own if part.target_group != ANY),
        initiatives=frozenset(part.initiative for _, part in own if part.place != ANY),
    )
