"""Who reaches the same people in the same place without an initiative in common that a source names."""

from __future__ import annotations

from samverkan.domain.nodes import actor_node, way
from samverkan.domain.selection import Selection
from samverkan.domain.story import Step, Story
from samverkan.domain.study import Study
from samverkan.domain.view import View
from samverkan.gaps.partnerships import MissingPartnership, gathered, missing_partnerships
from samverkan.i18n import Translator, alphabetical
from samverkan.stories.teller import Teller, Untold


def unshared(study: Study, words: Translator) -> Story | Untold:
    """Tell of pairs that reach the same groups in the same places; untold where there is none."""
    teller = Teller("unshared", study, words)
    found = missing_partnerships(study)
    cards = gathered(study, found)
    if not cards:
        return teller.untold()
    first = cards[0]
    hub = _hub(first)
    others = sorted({actor for gap in (first, *first.alike) for actor in gap.pair} - {hub})
    steps = [
        _pairs(teller, found, first),
        _one(teller, first, hub),
        _others(teller, first, hub, others),
        _way(teller, first, hub),
        *(_next(teller, card) for card in cards[1:] if hub not in card.pair),
    ]
    return teller.story(steps[:5])


def _hub(card: MissingPartnership) -> str:
    """Return the actor that all pairs of a card have in common; of a pair alone the one that does less."""
    common = set(card.pair).intersection(*(gap.pair for gap in card.alike))
    n_of = dict(zip(card.pair, (card.n_initiatives, card.n_other_initiatives), strict=True))
    return min(common, key=lambda actor: (n_of[actor], actor))


def _selection(teller: Teller, gap: MissingPartnership) -> Selection:
    """Return the selection of what lies in the shared cells."""
    return teller.selection(
        places=tuple(sorted({cell.place for cell in gap.cells})),
        target_groups=tuple(sorted({cell.target_group for cell in gap.cells})),
    )


def _cells(teller: Teller, gap: MissingPartnership) -> dict[str, str]:
    groups = {teller.names.group_name(cell.target_group).lower() for cell in gap.cells}
    places = {teller.names.place_name(cell.place) for cell in gap.cells}
    return {
        "groups": teller.listed(sorted(groups, key=alphabetical)),
        "places": teller.words.count(
            "story.area", len(places), names=teller.listed(sorted(places, key=alphabetical))
        ),
    }


def _through(gap: MissingPartnership, actor: str) -> set[str]:
    """Return through which initiatives one of a pair covers what both do."""
    side = "actor_initiatives" if actor == gap.actor else "other_initiatives"
    return {name for cell in gap.cells for name in getattr(cell, side)}


def _pairs(teller: Teller, found: tuple[MissingPartnership, ...], first: MissingPartnership) -> Step:
    return teller.step(
        "pairs",
        View(),
        selection=_selection(teller, first),
        pairs=teller.words.count("story.pairs", len(found)),
        **_cells(teller, first),
    )


def _one(teller: Teller, gap: MissingPartnership, hub: str) -> Step:
    through = _through(gap, hub)
    return teller.step(
        "one",
        View(focus=actor_node(hub)),
        selection=_selection(teller, gap),
        name=teller.names.actor_name(hub),
        initiatives=teller.n_initiatives(len(through)),
        listed=teller.listed(teller.initiatives(through)),
        **_cells(teller, gap),
    )


def _others(teller: Teller, gap: MissingPartnership, hub: str, others: list[str]) -> Step:
    gaps = {next(iter({*pair.pair} - {hub})): pair for pair in (gap, *gap.alike)}
    most = max(others, key=lambda actor: len(_through(gaps[actor], actor)))
    return teller.step(
        "others",
        View(focus=actor_node(most), steps=2),
        selection=_selection(teller, gap),
        actors=teller.n_actors(len(others)),
        listed=teller.listed(teller.actors(others), most=8),
        name=teller.names.actor_name(hub),
        **_cells(teller, gap),
    )


def _way(teller: Teller, gap: MissingPartnership, hub: str) -> Step:
    """Tell whether a way between the two is known at all."""
    other = next(actor for actor in gap.pair if actor != hub)
    key = "no_way" if gap.way is None else "way"
    return teller.step(
        key,
        View(focus=way(actor_node(hub), actor_node(other))),
        selection=teller.selection(),
        name=teller.names.actor_name(hub),
        other=teller.names.actor_name(other),
        **_cells(teller, gap),
    )


def _next(teller: Teller, gap: MissingPartnership) -> Step:
    return teller.step(
        "next",
        View(focus=actor_node(gap.actor)),
        selection=_selection(teller, gap),
        one=teller.names.actor_name(gap.actor),
        other=teller.names.actor_name(gap.other),
        one_initiatives=teller.listed(teller.initiatives(_through(gap, gap.actor))),
        other_initiatives=teller.listed(teller.initiatives(_through(gap, gap.other))),
        **_cells(teller, gap),
    )
