"""Whom the police meet, where and for whom."""

from __future__ import annotations

from collections import Counter

from samverkan.analysis.profile import ActorProfile, actor_profile
from samverkan.domain.nodes import actor_node
from samverkan.domain.selection import ACTIVE
from samverkan.domain.story import Step, Story
from samverkan.domain.study import Study
from samverkan.domain.study import study as study_of
from samverkan.domain.view import View
from samverkan.gaps.known import words_for_many
from samverkan.gaps.mask import candidates, everybody
from samverkan.i18n import Translator, alphabetical
from samverkan.stories.teller import Teller, Untold, initiatives_of

_KIND = "police"


def police(study: Study, words: Translator) -> Story | Untold:
    """Tell whom the police meet; untold where no police at home takes part in anything that is counted."""
    teller = Teller("police", study, words)
    own = initiatives_of(study)
    actors = study.dataset.tables["actors"]
    known = set(actors.loc[actors["kind"] == _KIND, "id"]) & own.keys() & candidates(study)
    if not known:
        return teller.untold()
    name = min(known, key=lambda actor: (-len(own[actor]), actor))
    profile = actor_profile(study, name)
    return teller.story(
        [
            _met(teller, profile),
            _where(teller, name, own[name]),
            _for_whom(teller, name, own[name]),
            _never(teller, profile),
            _not_counted(teller, name),
        ],
        name=teller.names.actor_name(name),
    )


def _met(teller: Teller, profile: ActorProfile) -> Step | None:
    if not profile.partners:
        return None
    most = len(profile.partners[0].initiatives)
    often = [partner.actor for partner in profile.partners if len(partner.initiatives) == most]
    n = len({part.initiative for part in profile.parts if part.counted})
    return teller.step(
        "met",
        View(map_mode="actors", focus=actor_node(profile.actor)),
        teller.say("met.often", names=teller.listed(teller.actors(often)), n=most) if most > 1 else "",
        name=teller.names.actor_name(profile.actor),
        actors=teller.n_actors(len(profile.partners)),
        initiatives=teller.n_initiatives(n),
        sectors=teller.by_sector(partner.actor for partner in profile.partners),
    )


def _where(teller: Teller, actor: str, initiatives: set[str]) -> Step | None:
    places = teller.study.places
    rows = {name: place for place, name in enumerate(teller.study.network.initiatives)}
    found = {
        name: [places.labels[column] for column in places.incidence[[rows[name]]].indices]
        for name in initiatives
    }
    known = sorted({place for labels in found.values() for place in labels})
    if not known:
        return None
    counts = Counter(place for labels in found.values() for place in labels)
    listed = [
        f"{teller.names.place_name(place)} ({counts[place]})"
        for place in sorted(known, key=lambda place: (-counts[place], teller.names.place_name(place)))
    ]
    n_untold = sum(not labels for labels in found.values())
    return teller.step(
        "where",
        View(layout="places", focus=actor_node(actor)),
        teller.words.count("story.police.where.untold", n_untold) if n_untold else "",
        name=teller.names.actor_name(actor),
        n=len(initiatives) - n_untold,
        initiatives=teller.n_initiatives(len(initiatives)),
        listed=teller.listed(listed),
    )


def _for_whom(teller: Teller, actor: str, initiatives: set[str]) -> Step | None:
    """Tell the widest target group that most of the initiatives are for."""
    broader = teller.study.dataset.broader["target_groups"]
    all_of_them = everybody(teller.study.dataset)
    wide = [group for group, over in broader.items() if group not in all_of_them and {*over} <= all_of_them]
    inside = {}
    for group in wide:
        chosen = teller.narrowed(target_groups=(group,))
        inside[group] = chosen, initiatives & set(chosen.network.initiatives)
    group = min(inside, key=lambda name: (-len(inside[name][1]), name), default="")
    if not group or not inside[group][1]:
        return None
    chosen, served = inside[group]
    return teller.step(
        "for_whom",
        View(focus=actor_node(actor), steps=2),
        selection=chosen.selection,
        group=teller.names.group_name(group).lower(),
        n=len(served),
        initiatives=teller.n_initiatives(len(initiatives)),
        listed=teller.listed(teller.initiatives(served)),
        name=teller.names.actor_name(actor),
    )


def _never(teller: Teller, profile: ActorProfile) -> Step | None:
    """Tell which sectors have several actors in the net and none in the actor's initiatives."""
    sectors = teller.study.sectors
    named = set(teller.study.network.actors) - words_for_many(teller.study.dataset)
    sizes = Counter(sectors[actor] for actor in named if sectors[actor] != "other")
    met = {sectors[partner.actor] for partner in profile.partners} | {sectors[profile.actor]}
    absent = [sector for sector, n in sorted(sizes.items()) if n > 1 and sector not in met]
    if not absent:
        return None
    left = sorted(actor for actor in named if sectors[actor] in absent)
    return teller.step(
        "never",
        View(map_mode="actors"),
        selection=teller.selection(sectors=tuple(sorted({sectors[profile.actor], *absent}))),
        name=teller.names.actor_name(profile.actor),
        sectors=teller.words.listing([teller.words(f"story.sectors.{sector}") for sector in absent]),
        listed=teller.listed(teller.actors(left)),
    )


def _not_counted(teller: Teller, actor: str) -> Step | None:
    """Tell what is planned or over."""
    everything = study_of(teller.study.dataset, teller.selection(statuses=()))
    rows = everything.participations
    rows = rows[(rows["actor_id"] == actor) & ~rows["status_now"].isin(ACTIVE)]
    statuses = {
        str(name): str(status) for name, status in zip(rows["initiative_id"], rows["status_now"], strict=True)
    }
    if not statuses:
        return None
    said = {name: teller.words(f"vocabulary.status.{status}").lower() for name, status in statuses.items()}
    told = [
        f"{teller.names.initiative_name(name)} ({said[name]})"
        for name in sorted(statuses, key=lambda name: alphabetical(teller.names.initiative_name(name)))
    ]
    return teller.step(
        "not_counted",
        View(focus=actor_node(actor)),
        name=teller.names.actor_name(actor),
        initiatives=teller.n_initiatives(len(statuses)),
        listed=teller.listed(told),
    )
