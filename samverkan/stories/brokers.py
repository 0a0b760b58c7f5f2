"""Who holds the net together, and what rests on them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.analysis.centrality import ranking
from samverkan.analysis.cohesion import cohesion, components
from samverkan.analysis.projection import project
from samverkan.analysis.stability import DroppedRuns, dropped_runs, intervals
from samverkan.domain.nodes import actor_node, tie
from samverkan.domain.story import Step, Story
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.gaps.dependence import dependence
from samverkan.gaps.known import words_for_many
from samverkan.i18n import Translator
from samverkan.stories.teller import Teller, Untold, initiatives_of


def brokers(study: Study, words: Translator) -> Story | Untold:
    """Tell who holds the net together; untold where nobody stands between others, or no one first.

    Cost: the measures, twenty times over, to say how firmly the first place is held.
    """
    teller = Teller("brokers", study, words)
    runs = dropped_runs(study.network)
    ranked = ranking(runs.observed, "betweenness")
    named = [str(actor) for actor in ranked.index if str(actor) not in words_for_many(study.dataset)]
    leads = len(ranked) > 1 and ranked["betweenness"].iloc[0] > ranked["betweenness"].iloc[1]
    if not leads or named[:1] != [str(ranked.index[0])]:
        return teller.untold()
    first = named[0]
    return teller.story(
        [
            _whole(teller),
            _first(teller, ranked, runs),
            _hangs_on(teller, first),
            *(_second(teller, second, ranked) for second in named[1:2]),
            _most_often(teller),
            _apart(teller),
        ]
    )


def _whole(teller: Teller) -> Step:
    found = cohesion(teller.study.network)
    if found.n_components == 1:
        rest = teller.say("whole.one")
    else:
        rest = teller.words.count("story.brokers.whole.rest", found.n_components - 1)
    return teller.step(
        "whole",
        View(),
        rest,
        teller.say("whole.sizes"),
        actors=teller.n_actors(found.n_actors),
        initiatives=teller.n_initiatives(found.n_initiatives),
        share=teller.words.percent(found.largest_share),
    )


def _first(teller: Teller, ranked: pd.DataFrame, runs: DroppedRuns) -> Step:
    """Tell who is first, and how firmly: its place in most runs with links dropped, as the ranking shows."""
    first, second = (str(actor) for actor in ranked.index[:2])
    places = intervals(runs, "betweenness")
    low, high = _number(places, first, "low"), _number(places, first, "high")
    is_firm = low == high
    where = teller.say("first.place" if is_firm else "first.places", low=low, high=high)
    close = "" if is_firm else teller.say("first.close", second=teller.names.actor_name(second))
    step = teller.step(
        "first",
        View(size_by="betweenness"),
        where,
        close,
        name=teller.names.actor_name(first),
        initiatives=teller.n_initiatives(_number(ranked, first, "initiatives")),
        partners=teller.n_actors(_number(ranked, first, "partners")),
    )
    return replace(step, what="ranking")


def _hangs_on(teller: Teller, actor: str) -> Step | None:
    """Tell what rests on an actor: who is reached through nobody else, where that does not hang on one link.

    Else the initiatives in which the sources name nobody else.
    """
    found = dependence(teller.study)
    name = teller.names.actor_name(actor)
    for way in found.ways:
        cut = [node for kind, node in way.separated if kind == "actor"]
        if way.actor == actor and way.is_steady and cut:
            return teller.step(
                "only_known",
                View(focus=actor_node(actor), steps=2),
                name=name,
                actors=teller.n_actors(len(cut)),
                listed=teller.listed(teller.actors(cut)),
            )
    for lone in found.lone:
        if lone.actor == actor:
            return teller.step(
                "alone",
                View(focus=actor_node(actor)),
                name=name,
                initiatives=teller.n_initiatives(len(lone.initiatives)),
                listed=teller.listed(teller.initiatives(lone.initiatives)),
            )
    return None


def _second(teller: Teller, second: str, ranked: pd.DataFrame) -> Step:
    return teller.step(
        "second",
        View(map_mode="actors", focus=actor_node(second)),
        name=teller.names.actor_name(second),
        rank=_number(ranked, second, "rank"),
        initiatives=teller.n_initiatives(_number(ranked, second, "initiatives")),
        partners=teller.n_actors(_number(ranked, second, "partners")),
    )


def _number(table: pd.DataFrame, actor: str, column: str) -> int:
    return int(table[column].loc[actor])


def _most_often(teller: Teller) -> Step | None:
    network = teller.study.network
    joint = sparse.coo_array(sparse.triu(project(network), k=1))
    if not joint.nnz or joint.data.max() < 2:
        return None
    at = int(np.argmax(joint.data))
    one, other = network.actors[joint.coords[0][at]], network.actors[joint.coords[1][at]]
    rows = network.biadjacency[[network.actors.index(one), network.actors.index(other)]]
    shared = np.flatnonzero(rows.sum(axis=0) == 2)
    return teller.step(
        "most_often",
        View(map_mode="actors", focus=tie(actor_node(one), actor_node(other))),
        one=teller.names.actor_name(one),
        other=teller.names.actor_name(other),
        n=int(joint.data[at]),
        listed=teller.listed(teller.initiatives(network.initiatives[place] for place in shared)),
    )


def _apart(teller: Teller) -> Step | None:
    """Tell who has no known way to the rest, with the part that does most as an example."""
    parts = [
        [node for kind, node in part if kind == "actor"] for part in components(teller.study.network)[1:]
    ]
    alone = [part for part in parts if part]
    if not alone:
        return None
    own = initiatives_of(teller.study)
    rows = teller.study.participations
    # What is planned or over is drawn and not counted: an example without any needs no explaining.
    also = {str(actor) for actor in rows.loc[~rows["counted"], "actor_id"]}
    example = min(
        alone,
        key=lambda part: (not also.isdisjoint(part), -len(set().union(*(own[actor] for actor in part)))),
    )
    leading = max(sorted(example), key=lambda actor: len(own[actor]))
    return teller.step(
        "apart",
        View(focus=actor_node(leading), steps=2),
        actors=teller.n_actors(sum(map(len, alone))),
        n_parts=len(alone),
        listed=teller.listed(teller.actors(example)),
    )
