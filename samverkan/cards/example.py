"""Cards about learning examples: which kinds of actors they name, and where at home such actors are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverkan.cards.card import Card, Deck, Evidence, Judged, Reason
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import AddParticipation, Edit
from samverkan.domain.naming import Names
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.periods import last_day
from samverkan.domain.scenario import new_actor
from samverkan.domain.study import Study
from samverkan.gaps.examples import Comparison, ExampleKind, Home, Presence, Sighting, compared
from samverkan.i18n import Translator

_MANY = 3
"""So many names stand in a claim; the reasons have them all."""
_NO_ORGANISATION = "other"
"""The kind of an actor of which the source does not say what it is."""
_EITHER = ("outpatient_care",)
"""Functions that different organisations have: the words for which ones are in ``card.example.either``."""


def example_deck(chosen: Study, words: Translator, *, home: str = "") -> Deck:
    """Return what the learning examples have and the home has not, farthest away first.

    ``home`` is the initiative to compare, by default that of
    :func:`samverkan.gaps.examples.compared`.
    """
    comparison = compared(chosen, home=home)
    wording = _Wording(chosen.dataset, words, comparison)
    cards = tuple(wording.card(kind) for kind in comparison.gaps)
    return Deck("example", cards, wording.reading, wording.notes(chosen), wording.silence, comparison.gaps)


@dataclass(frozen=True)
class _Wording:
    """The sentences about one comparison."""

    dataset: Dataset
    words: Translator
    comparison: Comparison

    @property
    def home(self) -> Home:
        return self.comparison.home

    @property
    def names(self) -> Names:
        return Names(self.dataset)

    @property
    def municipality(self) -> str:
        """The municipalities at home, in one phrase."""
        return self.words.listing(self.home.municipalities)

    @property
    def home_name(self) -> str:
        """What is compared: the initiative, else the places, else the municipality."""
        if self.home.initiative:
            return self.names.initiative_name(self.home.initiative)
        places = [self.names.place_name(place) for place in self.home.places]
        return self.words.listing(places) or self.municipality

    @property
    def reading(self) -> str:
        if not self.comparison.examples:
            return ""
        examples = self.words.listing([self.example(example) for example in self.comparison.examples])
        order = {1: "initiative", 2: "place"}.get(self.home.nearest, "network")
        return self._say("reading", examples=examples, order=self._say(f"order.{order}"))

    @property
    def silence(self) -> str:
        if self.comparison.gaps:
            return ""
        if not self.home.municipalities:
            return self.words("card.example.silence.no_home")
        return self._say("silence.nothing" if self.comparison.examples else "silence.no_example")

    def notes(self, chosen: Study) -> tuple[str, ...]:
        """Return what is in both, what was judged, and that chosen filters do not narrow the comparison."""
        present = [kind for kind in self.comparison.kinds if kind not in self.comparison.gaps]
        functions = self.words.listing([self.function(kind) for kind in present])
        selection = chosen.selection
        is_filtered = any((selection.sectors, selection.themes, selection.places, selection.target_groups))
        notes = [self._say("present", functions=functions)] if present else []
        if n_judged := len(self.comparison.judged):
            notes.append(self.words.count("card.example.judged", n_judged))
        return (*notes, *([self._say("reading_filters")] if is_filtered and self.reading else []))

    def example(self, example: str) -> str:
        """Return an example with its municipality."""
        return self._say(
            "place_of", name=self.names.initiative_name(example), municipality=self._municipality_of(example)
        )

    def function(self, kind: ExampleKind) -> str:
        """Return a kind of actor as it stands inside a sentence."""
        return self.words(f"card.example.who.{kind.function}")

    def _municipality_of(self, initiative: str) -> str:
        rows = self.dataset.tables["initiatives"]
        return str(rows.loc[rows["id"] == initiative, "municipality"].iloc[0])

    def _say(self, key: str, **params: str) -> str:
        return self.words(
            f"card.example.{key}", **{"home": self.home_name, "municipality": self.municipality, **params}
        )

    def card(self, kind: ExampleKind) -> Card:
        """Return the card of one kind."""
        standing = _standing(kind)
        is_past = all(sighting.is_past for sighting in kind.seen)
        examples = [self.example(example) for example in dict.fromkeys(seen.example for seen in kind.seen)]
        actors = [presence.unit for presence in kind.here] or kind.mentioned
        claim = self._say(
            f"claim{'_past' if is_past else ''}.{standing}",
            example=self.words.listing(examples),
            function=self.function(kind),
            actors=self._some(actors),
        )
        return Card(
            id=f"example:{self.home.initiative}~{kind.function}",
            claim=claim,
            band=self.words(f"card.example.band.{standing}"),
            reasons=self._reasons(kind, standing),
            limits=self._limits(),
            nodes=self._nodes(kind),
            trial=self._trial(kind),
            judged=self._judged(kind),
            evidence=_evidence(kind),
        )

    def _some(self, actors: Iterable[str]) -> str:
        names = [self.names.actor_name(actor) for actor in actors]
        if len(names) <= _MANY + 1:
            return self.words.listing(names)
        return self.words("card.example.more", names=", ".join(names[:_MANY]), n=len(names) - _MANY)

    def _reasons(self, kind: ExampleKind, standing: str) -> tuple[Reason, ...]:
        seen = [self._seen(own) for own in _by_unit(kind.seen)]
        here = [self._here(presence) for presence in kind.here]
        if standing == "absent":
            n_actors = self.comparison.n_actors_at_home
            nobody = self.words.count("card.example.reason.nobody", n_actors, municipality=self.municipality)
            here = [Reason(nobody)]
        return (*seen, *self._untold(kind), *here)

    def _seen(self, own: list[Sighting]) -> Reason:
        """Return the reason for one unit's parts in one example, all under way or all past."""
        first = own[0]
        year = self._year(first.source)
        names = [self.names.initiative_name(sighting.initiative) for sighting in own]
        text = self._say(
            f"reason.seen{'_past' if first.is_past else ''}{'' if year else '_undated'}",
            actor=self.names.actor_name(first.unit),
            initiatives=self.words.listing(names),
            municipality=self._municipality_of(first.example),
            year=year,
        )
        nodes = (initiative_node(sighting.initiative) for sighting in own)
        return Reason(text, (actor_node(first.actor), *nodes))

    def _untold(self, kind: ExampleKind) -> Iterable[Reason]:
        """Yield that an example does not say what its actor is: those at home may be something else."""
        kinds = self.dataset.tables["actors"].set_index("id")["kind"]
        untold = {seen.unit: seen.actor for seen in kind.seen if kinds[seen.unit] == _NO_ORGANISATION}
        at_home = [here.unit for here in kind.here if kinds[here.unit] != _NO_ORGANISATION]
        either = self.words(f"card.example.either.{kind.function}") if kind.function in _EITHER else ""
        for unit, actor in untold.items():
            key = f"reason.untold{'_either' if either else ''}"
            texts = [self._say(key, actor=self.names.actor_name(unit), either=either)]
            if at_home:
                texts.append(self._say("reason.may_differ", actors=self._some(at_home)))
            yield Reason(" ".join(texts), (actor_node(actor),))

    def _here(self, presence: Presence) -> Reason:
        initiatives = [self.names.initiative_name(initiative) for initiative in presence.initiatives]
        actor = self.names.actor_name(presence.unit)
        text = self._say("reason.here", actor=actor, initiatives=self.words.listing(initiatives))
        nodes = map(initiative_node, presence.initiatives)
        return Reason(text, (actor_node(presence.actor), *nodes))

    def _limits(self) -> tuple[str, ...]:
        rows = self.dataset.tables["initiatives"]
        own = rows.loc[rows["id"] == self.home.initiative, "actors_complete"]
        own_limits = {"open_list": (own == "no").any(), "place": self.home.nearest == 2}
        keys = ["anecdote", "words", *(key for key, holds in own_limits.items() if holds)]
        return tuple(self._say(f"limit.{key}") for key in keys)

    def _year(self, source: str) -> str:
        """Return when a source was last reviewed or published, ``""`` where it has no date."""
        rows = self.dataset.tables["sources"]
        own = rows[rows["id"] == source]
        days = [day for cell in [*own["reviewed"], *own["published"]] if (day := last_day(cell))]
        return str(max(days).year) if days else ""

    def _nodes(self, kind: ExampleKind) -> tuple[str, ...]:
        home = [initiative_node(self.home.initiative)] if self.home.initiative else []
        return (*home, *dict.fromkeys(actor_node(presence.actor) for presence in kind.here))

    def _trial(self, kind: ExampleKind) -> tuple[Edit, ...]:
        """Return the first actor of the kind as a member, or a new one where none is named."""
        if not self.home.initiative or kind.mentioned:
            return ()
        if kind.here:
            return (AddParticipation(kind.here[0].unit, self.home.initiative),)
        name = self.words("card.example.trial.name", function=self.function(kind))
        model = kind.seen[0].unit
        rows = self.dataset.tables["actors"]
        actor_kind = str(rows.loc[rows["id"] == model, "kind"].iloc[0])
        added = new_actor(self.dataset, name, actor_kind)
        return added, AddParticipation(added.actor, self.home.initiative)

    def _judged(self, kind: ExampleKind) -> Judged | None:
        """Return the kind in the initiative; a comparison of places has no place in the tables."""
        return Judged("example", kind.function, self.home.initiative) if self.home.initiative else None


def _by_unit(seen: Iterable[Sighting]) -> list[list[Sighting]]:
    """Put together what one unit has in one example by one source, what is under way first."""
    together: dict[tuple[bool, str, str, str], list[Sighting]] = {}
    for sighting in seen:
        key = (sighting.is_past, sighting.example, sighting.unit, sighting.source)
        together.setdefault(key, []).append(sighting)
    return [together[key] for key in sorted(together)]


def _standing(kind: ExampleKind) -> str:
    if kind.mentioned:
        return "mentioned"
    return {4: "absent", 3: "elsewhere"}.get(kind.level, "same_place")


def _evidence(kind: ExampleKind) -> Evidence:
    seen = {(sighting.actor, sighting.initiative) for sighting in kind.seen}
    here = {(presence.actor, name) for presence in kind.here for name in presence.initiatives}
    return Evidence(participations=frozenset(seen | here))
