"""Who reaches a target group in an area, and who does so elsewhere but is not named there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from samverkan.analysis.coverage import coverage
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.nodes import actor_node
from samverkan.domain.story import Step, Story
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.gaps.known import words_for_many
from samverkan.gaps.mask import candidates, everybody, whole_towns
from samverkan.i18n import Translator
from samverkan.stories.teller import Teller, Untold, initiatives_of

_ASKED_FOR = ("unga", "kronogarden")
"""The group and the area asked about where the data set has both and no filter says otherwise.

Else it is the pair with most initiatives.
"""


@dataclass(frozen=True)
class _Cell:
    """A target group in an area: the initiatives there, and those for the group anywhere."""

    group: str
    place: str
    there: Study
    anywhere: Study


def reach(study: Study, words: Translator) -> Story | Untold:
    """Tell who reaches a group in an area; untold where no initiative has both a group and an area."""
    teller = Teller("reach", study, words)
    pair = _pair(study)
    if pair is None:
        return teller.untold()
    group, place = pair
    cell = _Cell(
        group,
        place,
        teller.narrowed(target_groups=(group,), places=(place,)),
        teller.narrowed(target_groups=(group,)),
    )
    if not cell.there.network.n_actors:
        return teller.untold()
    said = {"group": teller.names.group_name(group).lower(), "place": teller.names.place_name(place)}
    steps = [
        _there(teller, cell, said),
        _most(teller, cell, said),
        _elsewhere(teller, cell, said),
        _asked(teller, cell, said),
    ]
    return teller.story(steps, **said)


def _pair(study: Study) -> tuple[str, str] | None:
    names, chosen = study.dataset.names, study.selection
    is_known = _ASKED_FOR[0] in names["target_groups"] and _ASKED_FOR[1] in names["places"]
    if is_known and not (chosen.places or chosen.target_groups):
        return _ASKED_FOR
    table = coverage(study, across="places").targeted
    table = table.drop(
        index=[*everybody(study.dataset)], columns=[*whole_towns(study.dataset)], errors="ignore"
    )
    counts = table.stack()
    if counts.empty or not counts.max():
        return None
    return cast("tuple[str, str]", counts.idxmax())


def _there(teller: Teller, cell: _Cell, said: dict[str, str]) -> Step:
    network = cell.there.network
    return teller.step(
        "there",
        View(),
        selection=cell.there.selection,
        actors=teller.n_actors(network.n_actors),
        initiatives=teller.n_initiatives(network.n_initiatives),
        sectors=teller.by_sector(network.actors),
        **said,
    )


def _most(teller: Teller, cell: _Cell, said: dict[str, str]) -> Step:
    own = initiatives_of(cell.there)
    most = max(map(len, own.values()))
    leading = sorted(actor for actor, names in own.items() if len(names) == most)
    return teller.step(
        "most",
        View(focus=actor_node(leading[0])),
        selection=cell.there.selection,
        names=teller.listed(teller.actors(leading)),
        n=most,
        initiatives=teller.n_initiatives(cell.there.network.n_initiatives),
        listed=teller.listed(teller.initiatives(own[leading[0]])),
        name=teller.names.actor_name(leading[0]),
        **said,
    )


def _elsewhere(teller: Teller, cell: _Cell, said: dict[str, str]) -> Step | None:
    missing = set(cell.anywhere.network.actors) - set(cell.there.network.actors)
    if not missing:
        return None
    own = initiatives_of(cell.anywhere)
    perhaps = [
        actor for actor in missing if any(_where(cell, name) in ("wider", "untold") for name in own[actor])
    ]
    return teller.step(
        "elsewhere",
        View(map_mode="actors"),
        selection=cell.anywhere.selection,
        actors=teller.n_actors(len(missing)),
        n_perhaps=len(perhaps),
        n_anywhere=cell.anywhere.network.n_actors,
        sectors=teller.by_sector(missing),
        **said,
    )


def _where(cell: _Cell, initiative: str) -> str:
    """Tell how an initiative lies to the area: ``"wider"``, ``"untold"`` or ``"elsewhere"``."""
    places = cell.anywhere.places
    row = cell.anywhere.network.initiatives.index(initiative)
    where = {places.labels[column] for column in places.incidence[[row]].indices}
    wider = ancestors(cell.anywhere.dataset.broader["places"])[cell.place]
    return "wider" if where & wider else "elsewhere" if where else "untold"


def _asked(teller: Teller, cell: _Cell, said: dict[str, str]) -> Step | None:
    """Ask about the actor with most initiatives for the group, of a sector that is not there, or of any."""
    own = initiatives_of(cell.anywhere)
    dataset = teller.study.dataset
    there = set(cell.there.network.actors)
    missing = (candidates(teller.study) & own.keys()) - there - words_for_many(dataset)
    if not missing:
        return None
    sectors = teller.study.sectors
    present = {sectors[actor] for actor in there}
    name = min(missing, key=lambda actor: (sectors[actor] in present, -len(own[actor]), actor))
    n_wider = sum(_where(cell, initiative) == "wider" for initiative in own[name])
    others = initiatives_of(teller.narrowed(places=(cell.place,))).get(name, set())
    shown = _shown_there(cell, name)
    return teller.step(
        "asked",
        View(layout="places", focus=actor_node(name)),
        teller.words.count("story.reach.asked.wider", n_wider) if n_wider else "",
        teller.say("asked.others", listed=teller.listed(teller.initiatives(others))) if others else "",
        teller.say("asked.not_counted", listed=teller.listed(teller.initiatives(shown))) if shown else "",
        selection=cell.anywhere.selection,
        name=teller.names.actor_name(name),
        initiatives=teller.n_initiatives(len(own[name])),
        **said,
    )


def _shown_there(cell: _Cell, actor: str) -> Iterable[str]:
    """Return the initiatives there that an actor is named in and that are planned or over."""
    rows = cell.there.participations
    rows = rows[(rows["actor_id"] == actor) & ~rows["counted"]]
    return {str(name) for name in rows["initiative_id"]}
