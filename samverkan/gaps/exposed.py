"""What stands or falls with time-limited initiatives: the labels most worth a card.

First whatever loses its last known link, then whatever may, then what has at least half of its initiatives
limited. Actors and pairs that hang on the very same initiatives are one finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samverkan.domain.hierarchy import ancestors
from samverkan.domain.study import Study
from samverkan.gaps.funding import LABEL_KINDS, FundingCliff, Label, LabelKind, Loss, fragile_among

Standing = Literal["last", "may_be_last", "half"]
_STANDINGS: tuple[Standing, ...] = ("last", "may_be_last", "half")
HALF, MIN_INITIATIVES = 0.5, 3
"""From which share of limited initiatives, of how many at least, a label is named that would keep others."""


@dataclass(frozen=True)
class Exposed:
    """Labels of one kind that hang on the same time-limited initiatives.

    Parameters
    ----------
    kind
        What they are.
    standing
        ``"last"``: nothing is left by the last known date; ``"may_be_last"``: nothing would be left if all
        that may be lost were; ``"half"``: at least half is lost or may be.
    labels
        Ids, sorted; a pair has two.
    loss
        What the first of them loses by the last known date; the others lose the same.
    """

    kind: LabelKind
    standing: Standing
    labels: tuple[Label, ...]
    loss: Loss


def exposed(chosen: Study, cliff: FundingCliff) -> tuple[Exposed, ...]:
    """Return what stands or falls with time-limited initiatives, most exposed first.

    Last links before those that may be and before halves; groups, places, actors, pairs; most labels first,
    then by id. A group or place is left out where a part of it has the same initiatives, a pair where people
    have settled it. Cost: linear in the labels of limited initiatives.
    """
    losses = cliff.at(cliff.horizon).labels
    fragile = {(tie.actor, tie.other) for tie in fragile_among(chosen, cliff)}
    together: dict[tuple[LabelKind, Standing, tuple[str, ...], Label], list[Loss]] = defaultdict(list)
    for kind in LABEL_KINDS:
        kept = losses[kind]
        if kind in ("target_group", "place"):
            kept = _narrowest(kept, chosen, kind)
        for loss in kept:
            standing = _standing(loss)
            if standing and (kind != "pair" or loss.label in fragile):
                alone = loss.label if kind in ("target_group", "place") else ()
                together[kind, standing, loss.initiatives, alone].append(loss)
    found = [
        Exposed(kind, standing, tuple(sorted(own.label for own in losses)), losses[0])
        for (kind, standing, *_), losses in together.items()
    ]
    return tuple(sorted(found, key=_rank))


def _standing(loss: Loss) -> Standing | None:
    if loss.loses_last:
        return "last"
    if loss.may_lose_last:
        return "may_be_last"
    return "half" if loss.n >= MIN_INITIATIVES and loss.interval[1] >= HALF else None


def _narrowest(losses: Iterable[Loss], chosen: Study, kind: LabelKind) -> tuple[Loss, ...]:
    """Leave out a label where one that lies in it has the same initiatives."""
    above = ancestors(chosen.dataset.broader["target_groups" if kind == "target_group" else "places"])
    rows = tuple(losses)
    repeated = {
        (over, loss.initiatives) for loss in rows for label in loss.label for over in above.get(label, ())
    }
    return tuple(loss for loss in rows if (loss.label[0], loss.initiatives) not in repeated)


def _rank(found: Exposed) -> tuple[int, int, int, int, tuple[Label, ...]]:
    return (
        _STANDINGS.index(found.standing),
        LABEL_KINDS.index(found.kind),
        -len(found.labels),
        found.loss.n,
        found.labels,
    )
