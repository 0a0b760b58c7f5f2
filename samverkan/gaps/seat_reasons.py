"""What a seat's score is made of, by name: partners, target groups, places, themes and the kind of actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from samverkan.domain.study import Study
from samverkan.gaps.seat_mask import related_actors
from samverkan.gaps.seat_scores import (
    ACTOR_PRIOR,
    KIND_PRIOR,
    KIND_WEIGHT,
    PARTNER_WEIGHT,
    TAG_WEIGHT,
    Columns,
    Matrix,
    SeatModel,
    Surroundings,
    seat_model,
)
from samverkan.gaps.seat_tags import Doings, Tag, TagKind, labellings, single_nobody_out


@dataclass(frozen=True, slots=True)
class SharedPartner:
    """A member of the initiative that the actor meets in other initiatives.

    Parameters
    ----------
    partner
        Id.
    initiatives
        Ids of what both take part in, heaviest first.
    contributions
        What each of these adds to the score: the part of the partners, shared out in proportion to
        k_b^−½ d_j^−½.
    """

    partner: str
    initiatives: tuple[str, ...]
    contributions: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SharedTag:
    """A target group, place or theme of the initiative.

    Parameters
    ----------
    kind, tag
        Of which table, and the id.
    initiatives
        Ids of the actor's own initiatives with it, sorted; may be none.
    n_initiatives
        How many counted initiatives have it in all, this one counted.
    is_new
        Whether nothing in all of the data set says that the actor, one of its units or parents has anything
        to do with it.
    contribution
        What it adds to the score; below 0 where the actor has less of it than is usual.
    n_kind_participations, kind_contribution
        How many participations all actors of the same kind have in initiatives with it, and what that adds.
    is_general
        Whether it singles nobody out, such as “the whole town”.
    """

    kind: TagKind
    tag: str
    initiatives: tuple[str, ...]
    n_initiatives: int
    is_new: bool
    contribution: float
    n_kind_participations: int
    kind_contribution: float
    is_general: bool

    @property
    def speaks_for(self) -> bool:
        """Whether it singles somebody out and the actor has it more than is usual, or at least twice."""
        n = len(self.initiatives)
        return not self.is_general and (n > 1 or (n > 0 and self.contribution > 0))


@dataclass(frozen=True, eq=False)
class Described:
    """The network of a study with what its scores are made from, and the names of tags and kinds.

    Parameters
    ----------
    chosen
        The study.
    tags
        The columns of ``surroundings.tags``.
    kinds
        The columns of ``surroundings.kinds``.
    surroundings
        Rows and columns as in the study's network.
    """

    chosen: Study
    tags: tuple[Tag, ...]
    kinds: tuple[str, ...]
    surroundings: Surroundings

    @cached_property
    def model(self) -> SeatModel:
        """Where scores come from."""
        return seat_model(self.surroundings)

    def kind_of(self, row: int) -> str:
        """Return an actor's kind."""
        return self.kinds[int(self._kind_of[row])]

    def same_kind(self, row: int) -> tuple[int, int]:
        """Return how many actors are of an actor's kind, itself counted, and their participations."""
        alike = self._kind_of == self._kind_of[row]
        return int(alike.sum()), int(self.model.n_ties[alike].sum())

    def n_members_of_kind(self, row: int, column: int) -> int:
        """Return how many members of an initiative are of an actor's kind."""
        return sum(self._kind_of[member] == self._kind_of[row] for member in self._members[column])

    def partners(self, row: int, column: int) -> tuple[SharedPartner, ...]:
        """Return the shared partners of an actor and an initiative, heaviest first, then by id."""
        own = self._initiatives_of[row]
        joint = {
            member: np.intersect1d(own, self._initiatives_of[member]) for member in self._members[column]
        }
        weights = {
            member: (self.model.n_ties[member] * self.model.sizes[shared]) ** -0.5
            for member, shared in joint.items()
        }
        in_all = sum(float(weight.sum()) for weight in weights.values())
        part = PARTNER_WEIGHT * float(np.log1p(in_all / self.model.partner_scale))
        met = [
            self._partner(member, joint[member], part * weight / in_all)
            for member, weight in weights.items()
            if len(weight)
        ]
        return tuple(sorted(met, key=lambda one: (-round(sum(one.contributions), 12), one.partner)))

    def _partner(self, member: int, shared: Columns, contributions: Matrix) -> SharedPartner:
        network = self.chosen.network
        heaviest = np.lexsort((shared, -np.round(contributions, 12)))
        names = tuple(network.initiatives[place] for place in shared[heaviest])
        return SharedPartner(network.actors[member], names, tuple(contributions[heaviest].tolist()))

    def shared_tags(self, row: int, column: int) -> tuple[SharedTag, ...]:
        """Return the initiative's tags as seen by an actor, heaviest first, then by kind and id."""
        found = [self._tag(row, tag, len(self._tags_of[column])) for tag in self._tags_of[column]]
        return tuple(
            sorted(
                found,
                key=lambda one: (-round(one.contribution + one.kind_contribution, 12), one.kind, one.tag),
            )
        )

    def _tag(self, row: int, tag: int, n_tags: int) -> SharedTag:
        own = [place for place in self._initiatives_of[row] if tag in self._tags_of[place]]
        theirs = int(self._kind_counts[self._kind_of[row], tag])
        usual = float(self.model.usual[tag])
        lift = _lift(len(own), float(self.model.n_ties[row]), ACTOR_PRIOR, usual)
        kind_lift = _lift(theirs, self.same_kind(row)[1], KIND_PRIOR, usual)
        kind, name = self.tags[tag]
        return SharedTag(
            kind=kind,
            tag=name,
            initiatives=tuple(self.chosen.network.initiatives[place] for place in own),
            n_initiatives=int(self._n_with[tag]),
            is_new=self.tags[tag] not in self._doings.of(self.chosen.network.actors[row]),
            contribution=TAG_WEIGHT * lift / n_tags,
            n_kind_participations=theirs,
            kind_contribution=KIND_WEIGHT * kind_lift / n_tags,
            is_general=self.tags[tag] in self._general,
        )

    @cached_property
    def _initiatives_of(self) -> list[Columns]:
        return _split(self.surroundings.biadjacency)

    @cached_property
    def _members(self) -> list[list[int]]:
        return [rows.tolist() for rows in _split(sparse.csr_array(self.surroundings.biadjacency.T))]

    @cached_property
    def _tags_of(self) -> list[frozenset[int]]:
        return [frozenset(tags.tolist()) for tags in _split(self.surroundings.tags)]

    @cached_property
    def _n_with(self) -> Columns:
        counts: Columns = self.surroundings.tags.sum(axis=0)
        return counts

    @cached_property
    def _general(self) -> frozenset[Tag]:
        return single_nobody_out(self.chosen.dataset)

    @cached_property
    def _doings(self) -> Doings:
        return Doings(self.chosen.dataset, related_actors(self.chosen))

    @cached_property
    def _kind_of(self) -> Columns:
        kinds: Columns = self.surroundings.kinds.indices
        return kinds

    @cached_property
    def _kind_counts(self) -> Matrix:
        counts: Matrix = self.model.kind_counts.toarray()
        return counts


def _split(matrix: sparse.csr_array) -> list[Columns]:
    """Return the columns of each row that are not 0."""
    return np.split(matrix.indices, matrix.indptr[1:-1]) if matrix.shape[0] else []


def _lift(n: int, n_in_all: float, prior: float, usual: float) -> float:
    return float(np.log((n + prior * usual) / ((n_in_all + prior) * usual)))


def described(chosen: Study) -> Described:
    """Return the network of a study with its target groups, places and themes in one list of tags."""
    network, lists = chosen.network, labellings(chosen)
    kind_of = dict(zip(*(chosen.dataset.tables["actors"][column] for column in ("id", "kind")), strict=True))
    kinds = tuple(sorted({kind_of[actor] for actor in network.actors}))
    places = [kinds.index(kind_of[actor]) for actor in network.actors]
    ones = np.ones(network.n_actors, np.int32)
    return Described(
        chosen=chosen,
        tags=tuple((kind, label) for kind, labelling in lists for label in labelling.labels),
        kinds=kinds,
        surroundings=Surroundings(
            biadjacency=network.biadjacency,
            tags=sparse.csr_array(sparse.hstack([labelling.incidence for _, labelling in lists])),
            kinds=sparse.csr_array((ones, (range(len(places)), places)), shape=(len(places), len(kinds))),
            grounds=_grounds(chosen),
        ),
    )


def _grounds(chosen: Study) -> sparse.csr_array:
    """Return which tags of each initiative say why to ask an actor that shares them, as the list of tags.

    What it is about, its themes. Where none is known, whom it is for and where it is, apart from what singles
    nobody out.
    """
    lists, too_wide = dict(labellings(chosen)), single_nobody_out(chosen.dataset)
    has_theme = lists["theme"].incidence.sum(axis=1) > 0
    told = [
        labelling.incidence
        if kind == "theme"
        else labelling.incidence.multiply(
            np.outer(~has_theme, [(kind, label) not in too_wide for label in labelling.labels])
        )
        for kind, labelling in lists.items()
    ]
    return sparse.csr_array(sparse.hstack(told), dtype=np.int32)
