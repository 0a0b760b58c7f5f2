from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from samverkan.analysis.degree_model import fitted
from samverkan.gaps.seat_scores import Surroundings, seat_model

ACTORS, INITIATIVES, TAGS, KINDS = "abcdef", "uvwxyz", "pqr", "kl"


def matrix(pairs: set[tuple[str, str]], rows: str, columns: str) -> sparse.csr_array:
    dense = [[int((row, column) in pairs) for column in columns] for row in rows]
    return sparse.csr_array(np.array(dense, dtype=np.int32).reshape(len(rows), len(columns)))


def pairs_of(text: str) -> set[tuple[str, str]]:
    return {(pair[0], pair[1]) for pair in text.split()}


def surroundings(ties: str, tags: str = "", kinds: str = "") -> Surroundings:
    """Draw a network: ``ties="au bu"``, tags of initiatives ``"up"``, kinds of actors ``"ak"``."""
    given_kinds = dict(pairs_of(kinds))
    every = {(actor, given_kinds.get(actor, "k")) for actor in ACTORS}
    return Surroundings(
        matrix(pairs_of(ties), ACTORS, INITIATIVES),
        matrix(pairs_of(tags), INITIATIVES, TAGS),
        matrix(every, ACTORS, KINDS),
    )


DRAWN = st.builds(
    surroundings,
    st.sets(st.tuples(st.sampled_from(ACTORS), st.sampled_from(INITIATIVES)).map("".join), max_size=20).map(
        " ".join
    ),
    st.sets(st.tuples(st.sampled_from(INITIATIVES), st.sampled_from(TAGS)).map("".join), max_size=10).map(
        " ".join
    ),
    st.lists(st.sampled_from(KINDS), min_size=6, max_size=6).map(
        lambda kinds: " ".join(actor + kind for actor, kind in zip(ACTORS, kinds, strict=True))
    ),
)


class ByHand:
    """The same score in loops over plain sets, as the method is written."""

    def __init__(self, drawn: Surroundings) -> None:
        ties, tags, kinds = (part.toarray() for part in (drawn.biadjacency, drawn.tags, drawn.kinds))
        self.p = np.clip(fitted(drawn.biadjacency).dense(), 1e-9, 1 - 1e-9)
        self.joins = [set(np.flatnonzero(row).tolist()) for row in ties]
        self.has = [set(np.flatnonzero(column).tolist()) for column in ties.T]
        self.tags = [set(np.flatnonzero(row).tolist()) for row in tags]
        self.kind = [int(np.argmax(row)) for row in kinds]
        self.pairs = [(a, i) for a in range(len(self.joins)) for i in range(len(self.has))]
        untied = [self.shared(a, i) for a, i in self.pairs if i not in self.joins[a]]
        self.mean = sum(untied) / len(untied) if untied else 0.0

    def shared(self, a: int, i: int) -> float:
        return sum(
            len(self.joins[b]) ** -0.5 * len(self.has[j]) ** -0.5
            for b in self.has[i] - {a}
            for j in self.joins[a] & self.joins[b]
        )

    def usual(self, t: int) -> float:
        n_ties = sum(map(len, self.joins))
        return (sum(len(self.has[i]) for i in range(len(self.has)) if t in self.tags[i]) + 0.5) / (n_ties + 1)

    def lift(self, actors: list[int], t: int, prior: float) -> float:
        seats = [i for a in actors for i in self.joins[a]]
        with_tag = sum(t in self.tags[i] for i in seats)
        usual = self.usual(t)
        return log((with_tag + prior * usual) / ((len(seats) + prior) * usual))

    def over_tags(self, actors: list[int], i: int, prior: float) -> float:
        lifts = [self.lift(actors, t, prior) for t in self.tags[i]]
        return sum(lifts) / len(lifts) if lifts else 0.0

    def score(self, a: int, i: int) -> float:
        alike = [b for b in range(len(self.kind)) if self.kind[b] == self.kind[a]]
        shared = self.shared(a, i)
        return (
            0.25 * log(self.p[a, i] / (1 - self.p[a, i]))
            + 1.25 * (log(1 + shared / (2 * self.mean)) if self.mean else 0.0)
            + 0.60 * self.over_tags([a], i, 2)
            + 0.40 * self.over_tags(alike, i, 5)
        )


@settings(max_examples=60)
@given(drawn=DRAWN)
def test_the_score_of_every_untied_pair_agrees_with_the_method_written_as_loops(drawn: Surroundings) -> None:
    by_hand = ByHand(drawn)
    untied = [(a, i) for a, i in by_hand.pairs if i not in by_hand.joins[a]]

    found = seat_model(drawn).scores().total

    assert pytest.approx([by_hand.score(a, i) for a, i in untied], abs=1e-6) == [
        found[pair] for pair in untied
    ]


@given(drawn=DRAWN)
def test_the_mean_of_shared_partners_is_that_of_the_untied_pairs(drawn: Surroundings) -> None:
    assert pytest.approx(ByHand(drawn).mean, abs=1e-12) == seat_model(drawn).partner_mean


@given(drawn=DRAWN)
def test_the_parts_add_up_to_the_score(drawn: Surroundings) -> None:
    scores = seat_model(drawn).scores()

    parts = scores.degree + scores.partners + scores.tags + scores.kind

    assert pytest.approx(parts, abs=1e-9) == scores.total


@given(drawn=DRAWN, columns=st.lists(st.integers(0, 5), max_size=4))
def test_some_columns_are_scored_as_they_are_among_all(drawn: Surroundings, columns: list[int]) -> None:
    model = seat_model(drawn)

    found = model.scores(np.array(columns, dtype=np.intp)).total

    assert found.tolist() == model.scores().total[:, columns].tolist()


@given(drawn=DRAWN, rows=st.permutations(range(6)), columns=st.permutations(range(6)))
def test_another_order_of_actors_and_initiatives_gives_the_same_scores(
    drawn: Surroundings, rows: list[int], columns: list[int]
) -> None:
    turned = Surroundings(drawn.biadjacency[rows][:, columns], drawn.tags[columns], drawn.kinds[rows])
    untied = (drawn.biadjacency.toarray() == 0)[np.ix_(rows, columns)]

    found = seat_model(turned).scores().total[untied]

    assert pytest.approx(seat_model(drawn).scores().total[np.ix_(rows, columns)][untied], abs=1e-7) == found


@given(drawn=DRAWN)
def test_grounds_are_a_tag_that_the_actor_has_twice_or_above_the_usual_with_a_shared_partner(
    drawn: Surroundings,
) -> None:
    by_hand = ByHand(drawn)
    every = np.arange(6)
    model = seat_model(drawn)

    found = model.has_grounds(model.scores(every), every)

    for a, i in by_hand.pairs:
        n_of = {t: sum(t in by_hand.tags[j] for j in by_hand.joins[a]) for t in by_hand.tags[i]}
        twice = any(n >= 2 for n in n_of.values())
        more = any(n > len(by_hand.joins[a]) * model.usual[t] for t, n in n_of.items())
        assert found[a, i] == (twice or (by_hand.shared(a, i) > 0 and (more or not n_of)))


def test_a_tag_that_is_no_ground_only_scores() -> None:
    # a has p twice, as v has; what v is about is q.
    drawn = surroundings("au aw bv", tags="up wp vp vq")
    told = replace(drawn, grounds=matrix(pairs_of("up wp vq"), INITIATIVES, TAGS))
    row, column, every = ACTORS.index("a"), INITIATIVES.index("v"), np.arange(len(INITIATIVES))

    plain, about = (seat_model(one) for one in (drawn, told))

    assert plain.has_grounds(plain.scores(), every)[row, column]
    assert not about.has_grounds(about.scores(), every)[row, column]
    assert plain.scores().total[row, column] == about.scores().total[row, column]


def test_a_shared_partner_raises_the_score_and_a_stranger_does_not_lower_it() -> None:
    # b is in u with c, and c is in v; d is in v too, and shares nothing with anybody else.
    alone = seat_model(surroundings("bu cv dv au")).scores()
    shared = seat_model(surroundings("bu cu cv dv au")).scores()
    row, column = ACTORS.index("b"), INITIATIVES.index("v")

    assert alone.partners[row, column] == 0
    assert shared.partners[row, column] > 0


def test_an_initiative_without_tags_has_no_part_for_tags_or_kind() -> None:
    scores = seat_model(surroundings("au bu bv", tags="up")).scores()

    column = INITIATIVES.index("v")
    assert not scores.tags[:, column].any()
    assert not scores.kind[:, column].any()


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 2), (2, 2)])
def test_a_network_without_ties_has_scores_without_reasons(shape: tuple[int, int]) -> None:
    rows, columns = shape
    empty = Surroundings(
        sparse.csr_array(shape, dtype=np.int32),
        sparse.csr_array((columns, 0), dtype=np.int32),
        sparse.csr_array((rows, 1), dtype=np.int32),
    )

    scores = seat_model(empty).scores()

    assert scores.total.shape == shape
    assert not scores.partners.any()


def test_repeating_a_tie_changes_nothing() -> None:
    drawn = surroundings("au bu bv av cw", tags="up vp")
    doubled = replace(
        drawn, biadjacency=sparse.csr_array((drawn.biadjacency + drawn.biadjacency > 0).astype(int))
    )

    assert seat_model(drawn).scores().total.tolist() == seat_model(doubled).scores().total.tolist()
