"""Cards about what hangs on one actor by the data: a fact to prepare for, never a reproach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from samverkan.cards.card import Card, Deck, Evidence, Reason
from samverkan.cards.phrase import Phrases
from samverkan.cards.served import Served
from samverkan.domain.edits import Edit, RemoveActor, RemoveParticipation
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.levels import belongs_to, speakers
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.selection import ACTIVE, MEMBER_ROLES
from samverkan.domain.study import Study
from samverkan.gaps.dependence import CarriedGroup, Dependence, LoneActor, dependence
from samverkan.gaps.known import all_known, members_of
from samverkan.gaps.only_ways import OnlyWay
from samverkan.i18n import Translator

_NAMED = 20
"""So many initiatives are written out where they are what the card is about."""


def dependence_deck(chosen: Study, words: Translator) -> Deck:
    """Return what hangs on one actor: only known ways, then target groups, then lone initiatives."""
    report = dependence(chosen)
    wording = _Wording(chosen, words)
    cards = (
        *map(wording.way, report.ways),
        *map(wording.group, report.groups),
        *map(wording.alone, report.lone),
    )
    return Deck(
        kind="dependence",
        cards=cards,
        reading=words("card.dependence.reading"),
        notes=tuple(wording.notes(report)),
        silence="" if cards else words(f"card.dependence.silence.{_why_silent(chosen)}"),
        findings=(*report.ways, *report.groups, *report.lone),
    )


def _why_silent(chosen: Study) -> str:
    if not chosen.network.n_ties:
        return "empty"
    return "municipality" if chosen.selection.level == "municipality" else "none"


@dataclass(frozen=True)
class _Wording:
    """The sentences about one study."""

    chosen: Study
    words: Translator

    @property
    def say(self) -> Phrases:
        return Phrases(self.chosen.dataset, self.words, "card.dependence")

    @property
    def _beyond(self) -> str:
        """Ending of the keys that say “nobody else”: in a roll-up, nobody outside the own organisation."""
        selection = self.chosen.selection
        return "" if selection.level == "unit" and not selection.closed else "_organisation"

    @property
    def _counted(self) -> str:
        """Ending of the keys that say “ongoing”: not if others are chosen to count as well."""
        statuses = self.chosen.selection.statuses  # none is all
        return "" if statuses and {*statuses} <= {*ACTIVE} else "_counted"

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        return members_of(all_known(self.chosen).network)

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(self.chosen.network.initiatives)

    @cached_property
    def _speaks_for(self) -> Mapping[str, str]:
        return speakers(self.chosen.dataset, self.chosen.selection)

    @cached_property
    def _with_units(self) -> frozenset[str]:
        """Actors that have own units beside them in the network."""
        above = ancestors(belongs_to(self.chosen.dataset))
        return frozenset(over for actor in self.chosen.network.actors for over in above.get(actor, ()))

    def notes(self, report: Dependence) -> Iterable[str]:
        """Return what has no card of its own, by name; ways that do not hold only as a number."""
        if report.n_unsteady:
            yield self.words.count("card.dependence.note.unsteady", report.n_unsteady)
        for key in ("fewer", "nobody", "in_joint", "open_lists", "without_actor"):
            if names := getattr(report, key):
                initiatives = self.say.initiatives(names, limit=_NAMED)
                yield self.words.count(
                    f"card.dependence.note.{self._note(key)}", len(names), initiatives=initiatives
                )

    def _note(self, key: str) -> str:
        """Return the key of a note: at the level of municipalities a municipality is who it is."""
        return "municipality" if (key, self.chosen.selection.level) == ("nobody", "municipality") else key

    # The only known way

    def way(self, way: OnlyWay) -> Card:
        """Return the card of an actor through whom the only known way goes."""
        actors = [name for mode, name in way.separated if mode == "actor"]
        initiatives = [name for mode, name in way.separated if mode == "initiative"]
        separated = self.say.actors(actors)
        actor = self.say.names.actor_name(way.actor)
        return Card(
            id=f"dependence:way~{way.actor}",
            claim=self.words("card.dependence.claim.way", separated=separated, actor=actor),
            band=self.words("card.dependence.band_way", n=way.n_held, runs=way.n_runs),
            reasons=tuple(self._way_reasons(way, actors, initiatives)),
            limits=(
                self.words("card.dependence.limit.link"),
                *self._limits(initiatives, self._links(initiatives)),
            ),
            nodes=(actor_node(way.actor), *map(actor_node, actors), *map(initiative_node, initiatives)),
            trial=self._trial(way.actor, way.through),
            evidence=Evidence(participations=self._links(initiatives)),
        )

    def _way_reasons(self, way: OnlyWay, actors: list[str], initiatives: list[str]) -> Iterable[Reason]:
        hub = self.say.names.actor_name(way.actor)
        through = self.say.initiatives(way.through, limit=_NAMED)
        yield Reason(
            self.words("card.dependence.reason.through", actor=hub, initiatives=through),
            (actor_node(way.actor), *map(initiative_node, way.through)),
        )
        if (named := self.say.actors(actors, limit=_NAMED)) != self.say.actors(actors):
            text = self.words("card.dependence.reason.actors", actors=named)
            yield Reason(text, tuple(map(actor_node, actors)))
        if beyond := sorted({*initiatives} - {*way.through}):
            named = self.say.initiatives(beyond, limit=_NAMED)
            text = self.words("card.dependence.reason.initiatives", initiatives=named)
            yield Reason(text, tuple(map(initiative_node, beyond)))
        yield Reason(self.words("card.dependence.reason.trial", actor=hub, n=way.n_held, runs=way.n_runs))

    # Target groups and initiatives

    def group(self, carried: CarriedGroup) -> Card:
        """Return the card of a target group whose initiatives all have one actor."""
        group = self.say.group(carried.target_group)
        actor = self.say.names.actor_name(carried.actor)
        links = frozenset((carried.actor, name) for name in carried.initiatives)
        return Card(
            id=f"dependence:group~{carried.target_group}~{carried.actor}",
            claim=self.words(f"card.dependence.claim.group{self._counted}", group=group, actor=actor),
            reasons=tuple(self._group_reasons(carried, group)),
            limits=self._limits(carried.initiatives, links),
            nodes=(actor_node(carried.actor), *map(initiative_node, carried.initiatives)),
            trial=self._trial(carried.actor, carried.initiatives),
            evidence=Evidence(
                participations=links,
                serves=Served(self.chosen.dataset).rows(carried.target_group, carried.initiatives),
            ),
        )

    def _group_reasons(self, carried: CarriedGroup, group: str) -> Iterable[Reason]:
        named = self.say.initiatives(carried.initiatives, limit=_NAMED)
        text = self.words("card.dependence.reason.group", group=group, initiatives=named)
        yield Reason(text, tuple(map(initiative_node, carried.initiatives)))
        if carried.alone:
            yield self._alone_in(carried.alone)

    def alone(self, lone: LoneActor) -> Card:
        """Return the card of an actor with several initiatives in which nobody else is named."""
        names = tuple(sorted(self._shown & {*lone.initiatives, *lone.parts}))
        links = frozenset((lone.actor, name) for name in names)
        return Card(
            id=f"dependence:alone~{lone.actor}",
            claim=self.words(
                f"card.dependence.claim.alone{self._beyond}",
                actor=self.say.names.actor_name(lone.actor),
                n=len(lone.initiatives),
            ),
            reasons=tuple(self._alone_reasons(lone)),
            limits=self._limits(names, links),
            nodes=(actor_node(lone.actor), *map(initiative_node, names)),
            trial=self._trial(lone.actor, names),
            evidence=Evidence(participations=links),
        )

    def _alone_reasons(self, lone: LoneActor) -> Iterable[Reason]:
        yield self._alone_in(lone.initiatives)
        if lone.parts:
            named = self.say.initiatives(lone.parts, limit=_NAMED)
            text = self.words.count("card.dependence.reason.parts", len(lone.parts), initiatives=named)
            yield Reason(text, tuple(map(initiative_node, lone.parts)))
        actor = self.say.names.actor_name(lone.actor)
        yield Reason(self.words("card.dependence.reason.all", actor=actor, n=lone.n_initiatives))
        if lone.only_groups:
            groups = self.say.groups(lone.only_groups, limit=_NAMED)
            yield Reason(self.words(f"card.dependence.reason.only_groups{self._counted}", groups=groups))
        if paying := self._beside(lone):
            text = self.words("card.dependence.reason.paying", actors=self.say.actors(paying))
            yield Reason(text, tuple(map(actor_node, paying)))

    def _beside(self, lone: LoneActor) -> list[str]:
        """Return who else a source names in the lone initiatives, in roles that make no member."""
        rows = self.chosen.dataset.tables["participations"]
        own = rows["initiative_id"].isin([*lone.initiatives, *lone.parts])
        rows = rows[own & ~rows["role"].isin(MEMBER_ROLES)]
        return sorted({self._speaks_for[actor] for actor in rows["actor_id"]} - {lone.actor})

    def _alone_in(self, names: tuple[str, ...]) -> Reason:
        initiatives = self.say.initiatives(names, limit=_NAMED)
        text = self.words(f"card.dependence.reason.alone{self._beyond}", initiatives=initiatives)
        return Reason(text, tuple(map(initiative_node, names)))

    def _limits(self, names: Iterable[str], links: frozenset[tuple[str, str]]) -> tuple[str, ...]:
        """Return what the data do not show of some initiatives, and of the links that the card is about."""
        found = {
            "open_list": self._with_open_list(names),
            "inferred": self._only_inferred(links),
        }
        limits = [
            self.words(f"card.dependence.limit.{key}", initiatives=self.say.initiatives(some))
            for key, some in found.items()
            if some
        ]
        return (*limits, *(self.words(f"card.dependence.limit.{key}") for key in ("unlisted", "strength")))

    def _with_open_list(self, names: Iterable[str]) -> list[str]:
        rows = self.chosen.dataset.tables["initiatives"]
        is_open = rows["id"].isin([*names]) & (rows["actors_complete"] == "no")
        return sorted(rows.loc[is_open, "id"])

    def _only_inferred(self, links: frozenset[tuple[str, str]]) -> list[str]:
        """Return the initiatives where no source says outright that an actor of the card takes part."""
        rows = self.chosen.dataset.tables["participations"]
        rows = rows[rows["role"].isin(MEMBER_ROLES) & (rows["certainty"] == "stated")]
        actors = rows["actor_id"].map(self._speaks_for)
        stated = set(zip(actors, rows["initiative_id"], strict=True))
        return sorted({name for _, name in links - stated})

    def _links(self, names: Iterable[str]) -> frozenset[tuple[str, str]]:
        return frozenset((actor, name) for name in names for actor in self.members[name])

    def _trial(self, actor: str, names: Iterable[str]) -> tuple[Edit, ...]:
        """Return that an actor ends; one whose units stand beside it only leaves what the card is about.

        To end an actor is to end its units too, which the finding says nothing about.
        """
        if actor in self._with_units:
            return tuple(RemoveParticipation(actor, name) for name in names)
        return (RemoveActor(actor),)
