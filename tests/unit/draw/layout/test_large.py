"""A data set far larger than any map shows is still laid out while somebody waits."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial.distance import pdist

from samverkan import workflows
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.draw.layout import HEIGHT, WIDTH
from samverkan.draw.layout.force import MOST_EXACT, force
from samverkan.draw.layout.order import MOST_TIDIED, crossings, untangled

module = importlib.import_module("samverkan.draw.layout.force")


@cache
def town(n_actors: int, n_initiatives: int) -> sparse.csr_array:
    """Return who takes part in what: most in what lies near them, as in a town with quarters."""
    places = [
        ((3 * number + step * step) % n_actors, (5 * number) % n_initiatives)
        for number in range(max(n_actors, n_initiatives))
        for step in range(3)
    ]
    rows, columns = zip(*places, strict=True)
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n_actors, n_initiatives))


def adjacency_of(biadjacency: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(sparse.block_array([[None, biadjacency], [biadjacency.T, None]]))


def laid_out(adjacency: sparse.csr_array) -> np.ndarray:
    nodes = tuple(f"n{number:04}" for number in range(adjacency.shape[0]))
    positions = force(nodes, adjacency)
    return np.array([positions[node] for node in nodes])


def fit(adjacency: sparse.csr_array, points: np.ndarray) -> float:
    """Return how well distances on the map follow those in the network, as a correlation."""
    steps = csgraph.shortest_path(adjacency, unweighted=True)[np.triu_indices(len(points), 1)]
    joined = np.isfinite(steps)
    return float(np.corrcoef(pdist(points)[joined], steps[joined])[0, 1])


def test_more_nodes_than_all_pairs_can_be_kept_of_fill_the_frame_and_do_not_lie_on_each_other() -> None:
    points = laid_out(adjacency_of(town(900, 600)))

    assert len(points) > MOST_EXACT
    assert np.isfinite(points).all()
    assert (points.min(axis=0) >= 0).all()
    assert (points.max(axis=0) <= [WIDTH, HEIGHT]).all()
    assert (np.ptp(points, axis=0) > [0.9 * WIDTH, 0.9 * HEIGHT]).all()
    assert pdist(points).min() > 1


@pytest.fixture
def by_landmarks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes small parts count as large from now on."""
    return lambda: monkeypatch.setattr(module, "MOST_EXACT", 50)


def test_a_large_part_is_laid_out_alike_every_time(by_landmarks: Callable[[], None]) -> None:
    by_landmarks()
    adjacency = adjacency_of(town(50, 30))

    assert np.array_equal(laid_out(adjacency), laid_out(adjacency))


def test_landmarks_keep_nearly_as_much_of_the_data_s_distances_as_all_pairs_do(
    by_landmarks: Callable[[], None],
) -> None:
    everything = study(workflows.open_package().dataset, Selection().unfiltered())
    adjacency = adjacency_of(everything.shown.biadjacency)
    exact = fit(adjacency, laid_out(adjacency))

    by_landmarks()

    assert fit(adjacency, laid_out(adjacency)) > 0.95 * exact > 0.5


def test_a_large_part_is_put_in_order_without_every_pair_of_neighbours_being_tried() -> None:
    biadjacency = town(320, 280)
    matrix = biadjacency.toarray()

    rows, columns = untangled(biadjacency)

    assert matrix.size > MOST_TIDIED
    assert sorted(rows) == list(range(320))
    assert sorted(columns) == list(range(280))
    assert crossings(matrix[np.ix_(rows, columns)]) < 0.5 * crossings(matrix)
