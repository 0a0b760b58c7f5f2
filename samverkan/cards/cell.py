"""Cards about uncovered fields: where the sources name no initiative, and who is nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from samverkan.cards.card import Card, Deck, Evidence, Judged, Reason
from samverkan.cards.phrase import Phrases, some
from samverkan.cards.served import Served
from samverkan.domain.edits import AddInitiative
from samverkan.domain.nodes import initiative_node
from samverkan.domain.scenario import new_initiative
from samverkan.domain.study import Study
from samverkan.gaps.cells import Uncovered, UnservedGroup, uncovered
from samverkan.gaps.empty_cells import CLEAR, UncoveredCell
from samverkan.i18n import Translator


def cell_deck(chosen: Study, words: Translator) -> Deck:
    """Return the uncovered fields, gaps first, and last the target groups without any initiative.

    In the notes only: groups and fields that a planned initiative is to serve, and groups that are part of a
    broader one that has initiatives. Such a group is in the tables since somebody elsewhere named it; that
    nobody here does may be a matter of words. What has ended here is a loss and keeps its card.
    """
    report = uncovered(chosen)
    wording = _Wording(chosen, words, report)
    groups = wording.shown_groups
    cards = (*map(wording.card, report.cells), *map(wording.group_card, groups))
    return Deck(
        kind="cell",
        cards=cards,
        reading=words("card.cell.reading"),
        notes=wording.notes() if report.n else (),
        silence="" if cards else wording.silence(),
        findings=(*report.cells, *groups),
    )


@dataclass(frozen=True)
class _Wording:
    """The sentences about one report."""

    chosen: Study
    words: Translator
    report: Uncovered

    @property
    def say(self) -> Phrases:
        return Phrases(self.chosen.dataset, self.words, "card.cell")

    @property
    def shown_groups(self) -> tuple[UnservedGroup, ...]:
        """The groups with a card: none where more are without an initiative than with one."""
        if self._is_thin:
            return ()
        return tuple(group for group in self.report.groups if not group.planned and not _is_general(group))

    @property
    def _is_thin(self) -> bool:
        return len(self.report.groups) > len(self.chosen.target_groups.labels)

    def notes(self) -> tuple[str, ...]:
        """Return what is unknown, what is planned, who is served in general, and what people have settled."""
        return tuple(filter(None, [self._unknown(), *self._group_notes(), *self._field_notes()]))

    def _group_notes(self) -> Iterable[str]:
        if self._is_thin:
            yield self.words("card.cell.note.thin_groups", n=len(self.report.groups))
            return
        if planned := [self._planned_group(group) for group in self.report.groups if group.planned]:
            yield self.words("card.cell.note.planned_groups", groups=self.words.listing(planned))
        if general := list(filter(_is_general, self.report.groups)):
            yield self._general_groups(general)

    def _field_notes(self) -> Iterable[str]:
        if self.report.untold:
            fields = [self.field(cell) for cell in self.report.untold]
            yield self.words("card.cell.note.untold", fields=some(self.words, "card.cell.more", fields))
        if self.report.planned:
            fields = [self._planned_field(cell) for cell in self.report.planned]
            yield self.words("card.cell.note.planned", fields=self.words.listing(fields))
        for key, places in (("places", self.report.places), ("houses", self.report.houses)):
            if places:
                names = self.words.listing([self.say.names.place_name(place) for place in places])
                yield self.words(f"card.cell.note.{key}", places=names)
        if self.report.n_settled:
            yield self.words.count("card.cell.note.settled", self.report.n_settled)

    def _general_groups(self, groups: Sequence[UnservedGroup]) -> str:
        """Return which groups have nothing of their own here, who is to reach them, and who names them."""
        together: dict[tuple[str, ...], list[UnservedGroup]] = defaultdict(list)
        for group in groups:
            together[group.broader].append(group)
        parts = [self._general_part(broader, alike) for broader, alike in together.items()]
        text = self.words("card.cell.note.general_groups", municipality=self._here(), parts="; ".join(parts))
        if examples := sorted({name for group in groups for name in group.examples}):
            text = f"{text} {self._said_of_examples('note.general_groups_named', examples)}"
        return text

    def _general_part(self, broader: Sequence[str], groups: Sequence[UnservedGroup]) -> str:
        """Return groups that are parts of the same broader ones, with what is under way for those."""
        names = [group.target_group for group in groups]
        return self.words(
            "card.cell.note.general_groups_part",
            groups=self.say.groups(names, limit=len(names)),
            broader=self.say.groups(broader),
            initiatives=self.say.initiatives(groups[0].general),
        )

    def silence(self) -> str:
        """Return why there is no card."""
        if not self.report.n:
            return self.words("card.cell.silence.empty")
        n_known = sum(
            bool(labels.labels)
            for labels in (self.chosen.target_groups, self.chosen.places, self.chosen.initiative_sectors)
        )
        return self.words(f"card.cell.silence.{'covered' if n_known > 1 else 'unknown'}")

    def _unknown(self) -> str:
        return self.words(
            "card.cell.note.unknown",
            n=self.report.n,
            no_group=len(self.report.without_group),
            no_place=len(self.report.without_place),
            no_actor=len(self.report.without_actor),
        )

    def _planned_field(self, cell: UncoveredCell) -> str:
        initiatives = self.say.planned(cell.planned, self.chosen.as_of)
        return self.words("card.cell.note.planned_field", field=self.field(cell), initiatives=initiatives)

    def _planned_group(self, group: UnservedGroup) -> str:
        return self.words(
            "card.cell.note.planned_group",
            group=self.say.group(group.target_group),
            initiatives=self.say.planned(group.planned, self.chosen.as_of),
        )

    def field(self, cell: UncoveredCell) -> str:
        """Return a field as in running text."""
        parts = zip(("group", "place", "sector"), cell.cell, strict=True)
        return " ".join(self._said(f"field.{axis}", cell) for axis, label in parts if label)

    def _said(self, key: str, cell: UncoveredCell, **params: object) -> str:
        """Return a sentence about a field, its labels filled in where they are wanted."""
        labels = {
            "group": self.say.group(cell.target_group) if cell.target_group else "",
            "place": self.say.names.place_name(cell.place) if cell.place else "",
            "sector": self.words(f"card.cell.who.{cell.sector}") if cell.sector else "",
        }
        return self.words(f"card.cell.{key}", **labels, **params)

    # The card of a field

    def card(self, cell: UncoveredCell) -> Card:
        """Return the card of one field."""
        claim = "claim_general" if cell.general else "claim"
        return Card(
            id=f"cell:{'~'.join(label or '*' for label in cell.cell)}",
            claim=self.words(f"card.cell.{claim}", field=self.field(cell)),
            band=self.words(f"card.cell.band.{_band(cell)}"),
            reasons=tuple(self._reasons(cell)),
            limits=tuple(self._limits(cell)),
            nodes=tuple(map(initiative_node, _nearest(cell))),
            trial=(self._trial(cell.target_group, cell.place),) if _is_group_in_place(cell) else (),
            judged=Judged("cell", cell.target_group, cell.place) if _is_group_in_place(cell) else None,
            evidence=self._evidence(cell),
        )

    def _reasons(self, cell: UncoveredCell) -> Iterable[Reason]:
        yield self._expected(cell)
        if cell.general:
            yield self._listing("general", cell, cell.general)
        if cell.akin:
            yield self._listing("akin", cell, cell.akin)
        for axis, names in zip(("group", "place", "sector"), cell.with_labels, strict=True):
            if names:
                yield self._listing(f"with_{axis}", cell, names)
        if cell.ended:
            yield self._listing("ended", cell, cell.ended)

    def _expected(self, cell: UncoveredCell) -> Reason:
        sizes = zip(("group", "place", "sector"), map(len, cell.with_labels), strict=True)
        parts = [self._said(f"reason.part.{axis}", cell, n=n) for axis, n in sizes if n]
        expected = self.words.number(cell.expected, 1)
        parts_text = self.words.listing(parts)
        text = self.words("card.cell.reason.expected", n=cell.n, parts=parts_text, expected=expected)
        if cell.undecided:
            text = f"{text} {self.words.count('card.cell.reason.undecided', len(cell.undecided))}"
        return Reason(text)

    def _listing(self, key: str, cell: UncoveredCell, names: tuple[str, ...]) -> Reason:
        text = self._said(f"reason.{key}", cell, initiatives=self.say.initiatives(names))
        return Reason(text, tuple(map(initiative_node, names)))

    def _limits(self, cell: UncoveredCell) -> Iterable[str]:
        if cell.undecided:
            initiatives = self.say.initiatives(cell.undecided)
            yield self.words.count("card.cell.limit.undecided", len(cell.undecided), initiatives=initiatives)
        if cell.expected < CLEAR:
            yield self.words("card.cell.limit.chance")
        yield self.words("card.cell.limit.mentioned")
        yield self.words("card.cell.limit.need")

    def _trial(self, group: str, place: str = "") -> AddInitiative:
        name = self.words(
            f"card.cell.trial.name{'_place' if place else ''}",
            group=self.say.group(group),
            place=self.say.names.place_name(place) if place else "",
        )
        return new_initiative(self.chosen.dataset, name, (group,), (place,) if place else ())

    def _evidence(self, cell: UncoveredCell) -> Evidence:
        return Evidence(
            participations=frozenset(
                (actor, name) for name in cell.with_sector for actor in self._acting[cell.sector, name]
            ),
            serves=self._served.rows(cell.target_group, cell.with_group),
            initiatives=frozenset({*cell.with_place, *cell.general, *cell.akin}),
        )

    @cached_property
    def _served(self) -> Served:
        return Served(self.chosen.dataset)

    @cached_property
    def _acting(self) -> dict[tuple[str, str], set[str]]:
        """Who of each sector takes part in each initiative."""
        rows = self.chosen.participations[self.chosen.participations["counted"]]
        acting = defaultdict(set)
        for actor, unit, name in zip(rows["actor_id"], rows["unit_id"], rows["initiative_id"], strict=True):
            acting[self.chosen.sectors[unit], name].add(actor)
        return acting

    # The card of a group without any initiative

    def group_card(self, group: UnservedGroup) -> Card:
        """Return the card of one target group."""
        said = self.say.group(group.target_group)
        keys = ("mentioned", "need")
        return Card(
            id=f"cell:{group.target_group}",
            claim=self.words("card.cell.claim_group", group=said, municipality=self._here()),
            band=self.words("card.cell.band.group"),
            reasons=tuple(self._group_reasons(group)),
            limits=tuple(self.words(f"card.cell.limit.{key}") for key in keys),
            nodes=tuple(map(initiative_node, group.ended)),
            trial=(self._trial(group.target_group),),
            evidence=Evidence(serves=self._served.rows(group.target_group, (*group.ended, *group.examples))),
        )

    def _here(self) -> str:
        """Return the municipalities of what is counted, in one phrase."""
        rows = self.chosen.initiatives
        return self.words.listing(sorted({*rows.loc[rows["counted"], "municipality"]}))

    def _group_reasons(self, group: UnservedGroup) -> Iterable[Reason]:
        if group.examples:
            yield Reason(self._said_of_examples("reason.examples", group.examples))
        if group.ended:
            text = self.words("card.cell.reason.ended_group", initiatives=self.say.initiatives(group.ended))
            yield Reason(text, tuple(map(initiative_node, group.ended)))
        if not (group.examples or group.ended):
            yield Reason(self.words("card.cell.reason.listed"))
        if group.general:
            text = self.words(
                "card.cell.reason.broader",
                groups=self.say.groups(group.broader),
                initiatives=self.say.initiatives(group.general),
            )
            yield Reason(text, tuple(map(initiative_node, group.general)))

    def _said_of_examples(self, key: str, names: Sequence[str]) -> str:
        rows = self.chosen.dataset.tables["initiatives"]
        municipalities = sorted({*rows.loc[rows["id"].isin(names), "municipality"]})
        return self.words(
            f"card.cell.{key}",
            initiatives=self.say.initiatives(names),
            municipalities=self.words.listing(municipalities),
        )


def _band(cell: UncoveredCell) -> str:
    if cell.standing == "general" and cell.expected < CLEAR:
        return "general_thin"
    return cell.standing


def _is_general(group: UnservedGroup) -> bool:
    """Whether a group that nothing here was ever meant for is served here as a part of a broader one."""
    return bool(group.general) and not group.ended and not group.planned


def _is_group_in_place(cell: UncoveredCell) -> bool:
    """Tell whether the field is a target group in a place and no more: what a judgement can be about."""
    return bool(cell.target_group and cell.place and not cell.sector)


def _nearest(cell: UncoveredCell) -> tuple[str, ...]:
    """Return who reaches the field in general, those for a near group, then who has a label of it."""
    return tuple(
        dict.fromkeys((*cell.general, *cell.akin, *cell.with_place, *cell.with_group, *cell.with_sector))
    )
