"""What would be left if nothing that is limited in time went on: a worst case put to the tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from samverkan.domain.nodes import initiative_node
from samverkan.domain.story import Step, Story
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.gaps.exposure import exposures
from samverkan.gaps.funding import Loss, funding_cliff
from samverkan.gaps.known import members_of
from samverkan.i18n import Translator
from samverkan.stories.teller import Teller, Untold, initiatives_of

_OWN_SECTOR = "municipal"


def funding(study: Study, words: Translator) -> Story | Untold:
    """Tell what is limited in time and what hangs on it; untold where nothing is known to be limited."""
    teller = Teller("funding", study, words)
    cliff = funding_cliff(study)
    limited = [limit for limit in cliff.exposures if limit.initiative in cliff.initiatives]
    if not limited:
        return teller.untold()
    losses = cliff.at(cliff.horizon)
    return teller.story(
        [
            _money(teller),
            _limited(teller, losses.whole),
            _last(teller, losses.labels["target_group"]),
            _pairs(teller, losses.labels["pair"]),
            _partial(teller, losses.whole),
        ]
    )


def _money(teller: Teller) -> Step | None:
    """Tell who pays from outside the municipality."""
    rows = teller.narrowed(roles=("funder",)).participations
    rows = rows[rows["actor_id"].map(teller.study.sectors) != _OWN_SECTOR]
    outside = sorted({str(actor) for actor in rows["actor_id"]})
    if not outside:
        return None
    sectors = tuple(sorted({teller.study.sectors[actor] for actor in outside}))
    selection = teller.selection(roles=("funder",), sectors=sectors)
    n_funded = int(rows.loc[rows["counted"], "initiative_id"].nunique())
    n_others = int(rows["initiative_id"].nunique()) - n_funded
    return teller.step(
        "money",
        View(),
        teller.words.count("story.funding.money.others", n_others) if n_others else "",
        selection=selection,
        n=len(outside),
        initiatives=teller.n_initiatives(n_funded),
        listed=teller.listed(teller.actors(outside)),
    )


def _limited(teller: Teller, whole: Loss) -> Step:
    """Tell what is limited, as the timeline shows, which also has what is planned or over."""
    concerned = [*whole.known, *whole.unknown]
    sizes = Counter(name for names in initiatives_of(teller.study).values() for name in names)
    largest = max(sorted(concerned), key=lambda name: sizes[name])
    everything = replace(teller.study, initiatives=teller.study.initiatives.assign(counted=True))
    also = {limit.initiative for limit in exposures(everything)} - set(concerned)
    step = teller.step(
        "limited",
        View(),
        _ends(teller, whole),
        teller.words.count("story.funding.limited.others", len(also)) if also else "",
        n=len(concerned),
        initiatives=teller.n_initiatives(whole.n),
        listed=teller.listed(teller.initiatives(concerned), most=8),
        name=teller.names.initiative_name(largest),
        actors=teller.n_actors(sizes[largest]),
    )
    return replace(step, what="timeline")


def _ends(teller: Teller, whole: Loss) -> str:
    if not whole.n_known:
        return teller.say("limited.none_known")
    return teller.words.count("story.funding.limited.unknown", whole.n_unknown) if whole.n_unknown else ""


def _last(teller: Teller, losses: tuple[Loss, ...]) -> Step | None:
    """Tell which target group may be left without any initiative."""
    concerned = [loss for loss in losses if loss.loses_last or loss.may_lose_last]
    if not concerned:
        return None
    loss = concerned[0]
    group = loss.label[0]
    others = [teller.names.group_name(other.label[0]).lower() for other in concerned[1:]]
    also = teller.say("last.others", groups=teller.listed(others)) if others else ""
    key = "story.funding.last.known" if loss.loses_last else "story.funding.last.unknown"
    return teller.step(
        "last",
        View(),
        teller.words(key),
        also,
        selection=teller.selection(target_groups=(group,)),
        group=teller.names.group_name(group),
        listed=teller.listed(teller.initiatives(loss.initiatives)),
    )


def _pairs(teller: Teller, losses: tuple[Loss, ...]) -> Step | None:
    """Tell how many pairs meet nowhere but in what is limited, and where most of them do."""
    concerned = [loss for loss in losses if loss.loses_last or loss.may_lose_last]
    if not concerned:
        return None
    where = Counter(name for loss in concerned for name in loss.initiatives)
    name = max(sorted(where), key=lambda initiative: where[initiative])
    members = members_of(teller.study.network).get(name, ())
    return teller.step(
        "pairs",
        View(focus=initiative_node(name)),
        n=len(concerned),
        n_there=where[name],
        name=teller.names.initiative_name(name),
        listed=teller.listed(teller.actors(members)),
    )


def _partial(teller: Teller, whole: Loss) -> Step | None:
    """Tell what can be expected to go on with less."""
    if not whole.partial:
        return None
    first = whole.partial[0]
    return teller.step(
        "partial",
        View(layout="places", focus=initiative_node(first)),
        names=teller.listed(teller.initiatives(whole.partial)),
        name=teller.names.initiative_name(first),
        actors=teller.n_actors(len(members_of(teller.study.network).get(first, ()))),
    )
