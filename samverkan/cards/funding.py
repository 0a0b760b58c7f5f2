"""Cards about the funding cliff: what rests on time-limited initiatives only, if nothing is renewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samverkan.cards.card import Card, Deck, Evidence, Judged, Reason
from samverkan.cards.limits import LimitWording
from samverkan.cards.phrase import Phrases
from samverkan.cards.served import Served
from samverkan.domain.edits import Edit, EndFunding, RemoveInitiative
from samverkan.domain.hierarchy import with_narrower
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study, places_of
from samverkan.domain.vocabulary import PLANNED
from samverkan.gaps.exposed import Exposed, exposed
from samverkan.gaps.exposure import Exposure
from samverkan.gaps.funding import (
    FundingCliff,
    Label,
    LabelKind,
    Loss,
    funding_cliff,
    n_settled_ties,
)
from samverkan.i18n import Translator

_NAMED = 20


def funding_deck(chosen: Study, words: Translator) -> Deck:
    """Return what rests on time-limited initiatives by the last known date, last links first."""
    cliff = funding_cliff(chosen)
    found = exposed(chosen, cliff)
    wording = _Wording(chosen, words, cliff)
    return Deck(
        kind="funding",
        cards=tuple(map(wording.card, found)),
        reading=words("card.funding.reading"),
        notes=tuple(wording.notes()),
        silence="" if found else words(f"card.funding.silence.{_why_silent(cliff)}"),
        findings=found,
    )


def _why_silent(cliff: FundingCliff) -> str:
    if not cliff.initiatives:
        return "empty"
    whole = cliff.at(cliff.horizon).whole
    return "spread" if whole.known or whole.unknown else "unlimited"


@dataclass(frozen=True)
class _Wording:
    """The sentences about one cliff."""

    chosen: Study
    words: Translator
    cliff: FundingCliff

    @property
    def say(self) -> Phrases:
        return Phrases(self.chosen.dataset, self.words, "card.funding")

    @cached_property
    def limits(self) -> LimitWording:
        return LimitWording(self.chosen.dataset, self.words, self.chosen.selection.stated_only)

    @cached_property
    def exposure(self) -> dict[str, Exposure]:
        return {limit.initiative: limit for limit in self.cliff.exposures}

    @cached_property
    def planned(self) -> frozenset[str]:
        """Initiatives of the selection's municipalities that are only planned."""
        rows = self.chosen.initiatives
        return frozenset(rows.index[rows["status_now"].isin(PLANNED)])

    # Beside the cards

    def notes(self) -> Iterable[str]:
        """Return how much is limited in all, and when most of it ends at once."""
        whole = self.cliff.at(self.cliff.horizon).whole
        if whole.known or whole.unknown:
            yield self._whole(whole)
            yield self._drop()
        passed = [drop for drop in self.cliff.drops if drop.date <= self.cliff.as_of]
        if passed:
            ends = [self._end(drop.initiatives, drop.date) for drop in passed]
            yield self.words("card.funding.note.passed", ends=self.words.listing(ends))
        if whole.partial:
            yield self.words(
                "card.funding.note.partial", initiatives=self.say.initiatives(whole.partial, limit=_NAMED)
            )
        if n_judged := n_settled_ties(self.chosen, self.cliff):
            yield self.words.count("card.funding.note.judged", n_judged)
        limited = [name for name in sorted(self.planned) if any(self.limits.reasons(name))]
        if limited:
            named = self.say.planned(limited, self.chosen.as_of, limit=_NAMED)
            yield self.words("card.funding.note.planned", initiatives=named)

    def _whole(self, whole: Loss) -> str:
        return self.words(
            "card.funding.note.whole",
            shown=whole.n_known + whole.n_unknown,
            n=whole.n,
            n_known=whole.n_known,
            n_unknown=whole.n_unknown,
            date=str(self.cliff.horizon),
        )

    def _drop(self) -> str:
        drop = self.cliff.largest_drop
        if drop is None:
            return self.words("card.funding.note.no_drop", date=str(self.cliff.as_of))
        named = self.say.initiatives(drop.initiatives)
        return self.words("card.funding.note.drop", date=str(drop.date), initiatives=named)

    def _end(self, names: tuple[str, ...], day: date) -> str:
        named = self.say.initiatives(names)
        return self.words("card.funding.note.passed_end", initiative=named, date=str(day))

    # The cards

    def card(self, found: Exposed) -> Card:
        """Return the card of labels that hang on the same initiatives."""
        lost = (*found.loss.known, *found.loss.unknown)
        first, *others = (f"funding:{found.kind}~{'~'.join(label)}" for label in found.labels)
        return Card(
            id=first,
            claim=self._claim(found),
            band=self._band(found),
            reasons=tuple(self._reasons(found)),
            limits=tuple(self._limits(found)),
            nodes=tuple(_nodes(found)),
            trial=tuple(map(self._trial, lost)),
            judged=Judged("partnership", *found.labels[0]) if _is_one_pair(found) else None,
            evidence=self._evidence(found, lost),
            alike=tuple(others),
        )

    def _claim(self, found: Exposed) -> str:
        labels = self._labels(found)
        n_lost = found.loss.n_known + found.loss.n_unknown
        if found.standing == "half":
            return self.words(f"card.funding.half.{found.kind}", n=n_lost, n_all=found.loss.n, labels=labels)
        many = "s" if len(found.labels) > 1 else ""
        return self.words.count(
            f"card.funding.claim.{found.kind}{many}",
            found.loss.n,
            labels=labels,
            n_labels=len(found.labels),
            limited=self.words.count(f"card.funding.limited.{self._limited(found)}", found.loss.n),
            initiatives=self.say.initiatives(found.loss.initiatives),
        )

    def _limited(self, found: Exposed) -> str:
        """Return what is limited: the initiatives themselves, their money only, or some of each."""
        own = {self.exposure[name].is_own for name in found.loss.initiatives}
        return "mixed" if len(own) > 1 else "own" if own.pop() else "money"

    def _labels(self, found: Exposed) -> str:
        if found.kind == "actor":
            return self.say.actors([label[0] for label in found.labels], limit=_NAMED)
        return self._label(found.kind, found.labels[0])

    def _label(self, kind: LabelKind, label: Label) -> str:
        if kind == "target_group":
            return self.say.group(label[0])
        if kind == "place":
            return self.say.names.place_name(label[0])
        return self.words.listing([self.say.names.actor_name(actor) for actor in label])

    def _band(self, found: Exposed) -> str:
        when = self._when(found)
        if found.kind == "pair" and found.standing != "half":
            return self.words("card.funding.band.fragile", band=when)
        return when

    def _when(self, found: Exposed) -> str:
        """Return when the last of it ends; where all that is limited is money, when the money does."""
        lost = (*found.loss.known, *found.loss.unknown)
        money = "" if any(self.exposure[name].is_own for name in lost) else "money_"
        if found.standing != "last":
            return self.words(f"card.funding.band.{money}unknown") if found.loss.unknown else ""
        day = max(day for name in found.loss.known if (day := self.exposure[name].until))
        when = "passed" if day <= self.cliff.as_of else "coming"
        return self.words(f"card.funding.band.{money}{when}", date=str(day))

    def _reasons(self, found: Exposed) -> Iterable[Reason]:
        lost = (*found.loss.known, *found.loss.unknown)
        for name in lost:
            yield from self.limits.reasons(name)
            if name in found.loss.partial:
                text = self.words("card.funding.reason.part", initiative=self.say.initiatives([name]))
                yield Reason(text, (initiative_node(name),))
        if found.kind == "pair" and len(found.labels) > 1:
            yield self._pairs(found)
        if rest := tuple(name for name in found.loss.initiatives if name not in lost):
            text = self.words("card.funding.reason.rest", initiatives=self.say.initiatives(rest))
            yield Reason(text, tuple(map(initiative_node, rest)))
        yield from self._coming(found, lost)

    def _pairs(self, found: Exposed) -> Reason:
        pairs = "; ".join(self._label("pair", label) for label in found.labels)
        nodes = sorted({actor_node(actor) for label in found.labels for actor in label})
        return Reason(self.words("card.funding.reason.pairs", pairs=pairs), tuple(nodes))

    def _coming(self, found: Exposed, lost: tuple[str, ...]) -> Iterable[Reason]:
        """Yield what is planned to come after, or to have the same label, each once."""
        said: set[str] = set()
        for name in lost:
            if after := self._after.get(name, ()):
                said |= {*after}
                named = self.say.planned(after, self.chosen.as_of)
                text = self.words(
                    "card.funding.reason.continued", initiative=self.say.initiatives([name]), planned=named
                )
                yield Reason(text, tuple(map(initiative_node, after)))
        for label in found.labels:
            if same := tuple(sorted(self._planned_with(found.kind, label) - said)):
                text = self.words(
                    f"card.funding.reason.planned_{found.kind}",
                    labels=self._label(found.kind, label),
                    planned=self.say.planned(same, self.chosen.as_of),
                )
                yield Reason(text, tuple(map(initiative_node, same)))

    def _planned_with(self, kind: LabelKind, label: Label) -> frozenset[str]:
        """Return the planned initiatives that have a label, or a part of it."""
        if kind == "target_group":
            return self._served.initiatives(label[0], self.planned)
        if kind == "place":
            inside = with_narrower(label, self.chosen.dataset.broader["places"])
            return frozenset(name for name, place in self._planned_places if place in inside)
        return self.planned.intersection(*(self._planned_parts[actor] for actor in label))

    @cached_property
    def _served(self) -> Served:
        return Served(self.chosen.dataset)

    @cached_property
    def _after(self) -> dict[str, tuple[str, ...]]:
        """What is planned under each initiative."""
        parents = self.chosen.initiatives["parent_id"]
        after: dict[str, tuple[str, ...]] = {}
        for name in sorted(self.planned):
            after[parents[name]] = (*after.get(parents[name], ()), name)
        return after

    @cached_property
    def _planned_places(self) -> frozenset[tuple[str, str]]:
        placed = places_of(self.chosen.initiatives, self.chosen.serves)
        return frozenset((name, place) for name, place in placed if name in self.planned)

    @cached_property
    def _planned_parts(self) -> dict[str, set[str]]:
        rows = self.chosen.participations
        parts = defaultdict(set)
        for actor, name in zip(rows["actor_id"], rows["initiative_id"], strict=True):
            parts[actor].add(name)
        return parts

    def _limits(self, found: Exposed) -> Iterable[str]:
        keys: dict[str, bool] = {
            "renewed": bool(found.loss.known),
            "unknown": bool(found.loss.unknown),
            "european": found.kind == "pair",
            "other_ways": found.kind == "pair",
        }
        return (self.words(f"card.funding.limit.{key}") for key, holds in keys.items() if holds)

    def _trial(self, name: str) -> Edit:
        """Return that the funding ends, or the initiative itself where no funding is known."""
        return EndFunding(name) if self.limits.grants(name) else RemoveInitiative(name)

    def _evidence(self, found: Exposed, lost: tuple[str, ...]) -> Evidence:
        actors = {actor for label in found.labels for actor in label} if _is_of_actors(found.kind) else set()
        return Evidence(
            participations=frozenset((actor, name) for actor in actors for name in found.loss.initiatives),
            serves=self._served.rows(found.labels[0][0], found.loss.initiatives)
            if found.kind == "target_group"
            else frozenset(),
            funding=frozenset(name for name in lost if self.limits.grants(name)),
            initiatives=frozenset(lost),
        )


def _is_one_pair(found: Exposed) -> bool:
    return found.kind == "pair" and len(found.labels) == 1


def _is_of_actors(kind: LabelKind) -> bool:
    return kind in ("actor", "pair")


def _nodes(found: Exposed) -> Iterable[str]:
    yield from map(initiative_node, found.loss.initiatives)
    if _is_of_actors(found.kind):
        yield from sorted({actor_node(actor) for label in found.labels for actor in label})
