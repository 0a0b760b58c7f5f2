"""What would bring two actors together: the smallest change that gives them a joint initiative.

It is something to try and look at, not a proposal: whether it would do any good, no table says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from samverkan.domain.edits import AddInitiative, AddParticipation, Edit
from samverkan.domain.judgements import standing
from samverkan.domain.links import Links, seat_links
from samverkan.domain.study import Study
from samverkan.gaps.mask import SETTLED
from samverkan.gaps.partnerships import MissingPartnership


@dataclass(frozen=True)
class Meeting:
    """The changes of one study that close a missing partnership."""

    chosen: Study

    def smallest(self, gap: MissingPartnership, *, name: str) -> tuple[Edit, ...]:
        """Return the fewest changes after which the two have a joint initiative.

        One is enough: a seat for one of them where it would meet most of the pairs that are alike, then where
        the other reaches most of the people that they share, ties by initiative, then by actor. Where every
        such seat is confirmed absent or settled, a new initiative of the ``name`` given, for all that they
        share, with a seat for both.
        """
        n_cells = {
            seat: n for seat, n in _seats(gap).items() if self._is_open(actor=seat[1], initiative=seat[0])
        }
        if not n_cells:
            return self._new(gap, name)
        n_met = Counter(seat for pair in gap.alike for seat in _seats(pair))
        initiative, joiner = min(n_cells, key=lambda seat: (-n_met[seat], -n_cells[seat], seat))
        return (AddParticipation(joiner, initiative),)

    def _new(self, gap: MissingPartnership, name: str) -> tuple[Edit, ...]:
        new = f"{gap.actor}-{gap.other}"
        while new in self.chosen.dataset.names["initiatives"]:
            new += "-2"
        groups = tuple(sorted({cell.target_group for cell in gap.cells}))
        places = tuple(sorted({cell.place for cell in gap.cells}))
        return (
            AddInitiative(new, name, groups, places),
            AddParticipation(gap.actor, new),
            AddParticipation(gap.other, new),
        )

    def _is_open(self, actor: str, initiative: str) -> bool:
        return self._links.state(actor, initiative) != "absent" and (actor, initiative) not in self._settled

    @cached_property
    def _links(self) -> Links:
        return seat_links(self.chosen)

    @cached_property
    def _settled(self) -> frozenset[tuple[str, str]]:
        held = standing(self.chosen.dataset).items()
        return frozenset(
            (one, other) for (kind, one, other), said in held if kind == "seat" and said.status in SETTLED
        )


def _seats(gap: MissingPartnership) -> Counter[tuple[str, str]]:
    """Return where one of two could join the other, (initiative, who joins), and for how many cells."""
    return Counter(
        (initiative, joiner)
        for cell in gap.cells
        for joiner, own in ((gap.other, cell.actor_initiatives), (gap.actor, cell.other_initiatives))
        for initiative in own
    )
