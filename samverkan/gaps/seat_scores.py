"""How well an actor would fit into an initiative, judged by what the network itself looks like.

The score has four parts that add up, each with names behind it: how busy both are, the partners that the
actor shares with the initiative's members, what the actor usually turns to, and what its kind of actor does.
The weights are fixed and were chosen on networks of European research projects, not on this one; nothing is
trained. A high score is a question to ask, never a probability, and only
:func:`samverkan.gaps.backtest.backtest` tells whether asking it pays on the data at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samverkan.analysis.degree_model import DegreeModel, fitted

DEGREE_WEIGHT, PARTNER_WEIGHT, TAG_WEIGHT, KIND_WEIGHT = 0.25, 1.25, 0.60, 0.40
ACTOR_PRIOR, KIND_PRIOR = 2.0, 5.0
_CERTAIN = 1e-9
_DIGITS = 10

Matrix = NDArray[np.float64]
Columns = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a score is made from.

    Parameters
    ----------
    biadjacency
        0/1, CSR, ``(n_actors, n_initiatives)``.
    tags
        Which initiative has which tag (target groups, places and themes in one list): 0/1, CSR,
        ``(n_initiatives, n_tags)``.
    kinds
        Which actor is of which kind, one each: 0/1, CSR, ``(n_actors, n_kinds)``.
    grounds
        Which of an initiative's tags are grounds for a suggestion, where an actor shares them: 0/1, CSR,
        shaped as ``tags``; all of them, if nothing is said. The others only score.
    """

    biadjacency: sparse.csr_array
    tags: sparse.csr_array
    kinds: sparse.csr_array
    grounds: sparse.csr_array | None = None


@dataclass(frozen=True, eq=False)
class SeatScores:
    """The four parts of the scores of some initiatives, already weighted; each ``(n_actors, n_columns)``.

    Parameters
    ----------
    degree, partners, tags, kind
        The parts; ``total`` is their sum.
    shared
        L: shared partners, each weighed by how selective both partner and initiative are.
    """

    degree: Matrix
    partners: Matrix
    tags: Matrix
    kind: Matrix
    shared: Matrix

    @property
    def total(self) -> Matrix:
        """The score, to ten decimals, so that equals are equal in whatever order they were added up."""
        total: Matrix = np.round(self.degree + self.partners + self.tags + self.kind, _DIGITS)
        return total


@dataclass(frozen=True, eq=False)
class SeatModel:
    """Everything that scores need, worked out once for a network; scores come by blocks of initiatives.

    Parameters
    ----------
    surroundings
        What it was made from.
    degree_model
        p of every pair.
    n_ties, sizes
        k of the actors and d of the initiatives.
    meetings
        Σ_j d_j^−½ k_b^−½ over the initiatives j that an actor shares with another one, b: CSR,
        ``(n_actors, n_actors)``, without the diagonal.
    partner_mean
        L̄, the mean of L over all pairs without a tie.
    usual
        π of each tag: the share of ties that are ties to an initiative with it.
    actor_counts
        In how many of an actor's initiatives each tag stands: CSR, ``(n_actors, n_tags)``.
    kind_counts
        The same for all actors of a kind together: CSR, ``(n_kinds, n_tags)``.
    """

    surroundings: Surroundings
    degree_model: DegreeModel
    n_ties: Matrix
    sizes: Matrix
    meetings: sparse.csr_array
    partner_mean: float
    usual: Matrix
    actor_counts: sparse.csr_array
    kind_counts: sparse.csr_array

    def scores(self, columns: Columns | None = None) -> SeatScores:
        """Score every actor for some initiatives (all, if none are named).

        S = 0.25 logit p + 1.25 ln(1 + L / 2L̄) + 0.60 C + 0.40 K, where L = Σ_b k_b^−½ Σ_j d_j^−½ over
        members b and the initiatives j that they share with the actor, C is the mean over the initiative's
        tags of ln[(n_at + 2π_t) / ((k_a + 2) π_t)] and K the same for the actor's kind with 5 for 2. An
        initiative without tags has C = K = 0. A member's own tie is among the initiatives that it shares, so
        a score means something for pairs without a tie only. Cost: dense in actors × columns.
        """
        chosen = np.arange(len(self.sizes)) if columns is None else columns
        shared = (self.meetings @ self.surroundings.biadjacency[:, chosen]).toarray()
        kinds = self.surroundings.kinds
        return SeatScores(
            degree=_degree_part(self.degree_model.of(chosen)),
            partners=PARTNER_WEIGHT * np.log1p(shared / self.partner_scale),
            tags=TAG_WEIGHT * self._mean_over_tags(self.actor_counts, self.n_ties, ACTOR_PRIOR, chosen),
            kind=KIND_WEIGHT
            * (kinds @ self._mean_over_tags(self.kind_counts, kinds.T @ self.n_ties, KIND_PRIOR, chosen)),
            shared=shared,
        )

    def degree_part(self, row: int, column: int) -> float:
        """Return what is due to how busy both are, for one pair."""
        return float(_degree_part(self.degree_model.row(row)[[column]])[0])

    def has_grounds(self, scores: SeatScores, columns: Columns) -> NDArray[np.bool_]:
        """Tell which pairs have something to go by.

        That is a tag which the actor has twice, or a shared partner and a tag which the actor has more than
        is usual. Where an initiative has no tag that would do, a shared partner is enough: nothing is known
        to be shared, nor not to be.
        """
        surroundings = self.surroundings
        tags = (surroundings.tags if surroundings.grounds is None else surroundings.grounds)[columns]
        counts = sparse.coo_array(self.actor_counts)
        is_twice = counts.data >= 2
        is_more = counts.data > self.n_ties[counts.coords[0]] * self.usual[counts.coords[1]]
        twice, either = (
            (sparse.csr_array((kept, counts.coords), shape=counts.shape).astype(np.int32) @ tags.T).toarray()
            > 0
            for kept in (is_twice, is_twice | is_more)
        )
        grounds: NDArray[np.bool_] = twice | (scores.shared > 0) & (either | (tags.sum(axis=1) == 0))
        return grounds

    @property
    def partner_scale(self) -> float:
        """2L̄, or 1 where no untied pair shares a partner: there L is 0 and any number does."""
        return 2 * self.partner_mean or 1.0

    def _mean_over_tags(
        self, counts: sparse.csr_array, n_ties: Matrix, prior: float, columns: Columns
    ) -> Matrix:
        """Return the mean over each column's tags of ln[(n + prior·π) / ((k + prior)·π)], 0 without any.

        That is ln(1 + n / (prior·π)), which is 0 wherever n is, plus ln(prior / (k + prior)) for each row.
        """
        raised = counts.astype(np.float64)
        raised.data = np.log1p(raised.data / (prior * self.usual[raised.indices]))
        tags = self.surroundings.tags[columns]
        n_tags = np.maximum(tags.sum(axis=1), 1)
        base = np.log(prior / (n_ties + prior))[:, None] * (tags.sum(axis=1) > 0)[None, :]
        mean: Matrix = (raised @ tags.T).toarray() / n_tags[None, :] + base
        return mean


def seat_model(surroundings: Surroundings) -> SeatModel:
    """Work out what the scores of a network need.

    Cost: that of the projection onto actors, Σ d_i², and of fitting the degree model; nothing here is dense.
    """
    ties = sparse.csr_array(surroundings.biadjacency.astype(np.float64))
    n_ties, sizes = ties.sum(axis=1), ties.sum(axis=0)
    actor_counts = sparse.csr_array(ties @ surroundings.tags)
    meetings, mean = _shared_partners(ties, n_ties, sizes)
    return SeatModel(
        surroundings=surroundings,
        degree_model=fitted(surroundings.biadjacency),
        n_ties=n_ties,
        sizes=sizes,
        meetings=meetings,
        partner_mean=mean,
        usual=(surroundings.tags.T @ sizes + 0.5) / (n_ties.sum() + 1),
        actor_counts=actor_counts,
        kind_counts=sparse.csr_array(surroundings.kinds.T @ actor_counts),
    )


def _shared_partners(ties: sparse.csr_array, n_ties: Matrix, sizes: Matrix) -> tuple[sparse.csr_array, float]:
    """Return the meetings and the mean of L over the pairs without a tie, without making L."""
    meetings = sparse.csr_array(ties.multiply(_root_inverse(sizes)[None, :]) @ ties.T)
    meetings.setdiag(0.0)
    meetings = sparse.csr_array(meetings.multiply(_root_inverse(n_ties)[None, :]))
    joint = ties @ ties.T
    of_all = float((meetings @ n_ties).sum())
    of_tied = float(meetings.multiply(joint).sum())
    n_absent = ties.shape[0] * ties.shape[1] - ties.nnz
    return meetings, max(of_all - of_tied, 0.0) / n_absent if n_absent else 0.0


def _degree_part(probabilities: Matrix) -> Matrix:
    p = np.clip(probabilities, _CERTAIN, 1 - _CERTAIN)
    part: Matrix = DEGREE_WEIGHT * np.log(p / (1 - p))
    return part


def _root_inverse(values: Matrix) -> Matrix:
    return np.divide(1.0, np.sqrt(values), out=np.zeros_like(values), where=values > 0)
