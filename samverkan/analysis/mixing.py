"""Whether actors meet their own kind: the E-I index of a sector, beside what chance alone would give.

A large sector meets itself often without anybody choosing it, so the index says nothing on its own: only
next to its value under labels dealt out at random. It counts who stands in the same initiative in the
sources, which is not who seeks out whom.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from samverkan.analysis.projection import project
from samverkan.domain.network import TwoModeNetwork

DEALS, SEED = 1000, 1
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Mixing:
    """How actors of different labels meet.

    Parameters
    ----------
    external, internal
        Pairs of actors with a joint initiative, of different labels and of the same.
    index
        (external − internal) / (external + internal), from −1 (only their own) to 1 (only others); not a
        number where nobody meets.
    expected
        The index that labels dealt out at random give on average.
    low, high
        Between which 95 of 100 random deals lie. Outside it the labels matter more than chance would make
        them.
    """

    external: int
    internal: int
    index: float
    expected: float
    low: float
    high: float


def mixing(
    network: TwoModeNetwork, labels: Mapping[str, str], *, deals: int = DEALS, seed: int = SEED
) -> Mixing:
    """Return how the actors of a network meet across labels, such as sectors.

    Parameters
    ----------
    network
        Who takes part in what; two actors meet if they share an initiative, once however many they share.
    labels
        Actor id to label, for every actor of the network.
    deals, seed
        How often the labels are dealt out anew, among all actors of the network.

    Raises
    ------
    KeyError
        An actor has no label.

    Notes
    -----
    The expected index is exact: two actors have the same label with probability Σ n_l(n_l − 1)/(n(n − 1)).
    It does not depend on the order of rows. Cost: ``deals`` times the pairs. Krackhardt & Stern 1988, Social
    Psychology Quarterly 51, 123–140.
    """
    order = sorted(range(network.n_actors), key=network.actors.__getitem__)
    names = [labels[network.actors[row]] for row in order]
    codes = np.unique(np.array(names, dtype=str), return_inverse=True)[1]
    rows, columns = sparse.coo_array(sparse.triu(project(network)[order][:, order], k=1)).coords
    n_pairs = len(rows)
    if not n_pairs:
        return Mixing(0, 0, math.nan, math.nan, math.nan, math.nan)
    internal = int((codes[rows] == codes[columns]).sum())
    generator = np.random.default_rng(seed)
    dealt = (generator.permutation(codes) for _ in range(deals))
    drawn = [_index(int((deal[rows] == deal[columns]).sum()), n_pairs) for deal in dealt]
    low, high = np.quantile(drawn, [_LOW, _HIGH])
    return Mixing(
        n_pairs - internal,
        internal,
        _index(internal, n_pairs),
        1 - 2 * _chance_of_same(names),
        float(low),
        float(high),
    )


def _index(internal: int, n_pairs: int) -> float:
    return (n_pairs - 2 * internal) / n_pairs


def _chance_of_same(names: Iterable[str]) -> float:
    counts = Counter(names)
    n = sum(counts.values())
    return sum(size * (size - 1) for size in counts.values()) / (n * (n - 1))
