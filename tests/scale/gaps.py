"""How good and how fast the list of missing actors is: ``python tests/scale/gaps.py``.

Measured on real networks that are no part of the project: ``../shared/datasets`` beside it, or the folder in
``SAMVERKAN_DATASETS``. Without them only ``data/`` and the times are printed.

The weights of the score were chosen on networks like those of ``muni`` (organisations of one country in
European research projects, these twenty among them), so a good result there is expected. What it finds in
other countries and in ``data/`` says more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from networks import Nation, datasets, enlarged, municipal, shuffled
from numpy.typing import NDArray
from scipy import sparse
from scipy.stats import rankdata

from samverkan import workflows
from samverkan.analysis.degree_model import fitted
from samverkan.gaps.backtest import Hiding, backtest, hide, ranks_of
from samverkan.gaps.seat_reasons import described
from samverkan.gaps.seat_scores import SeatModel, SeatScores, Surroundings, seat_model
from samverkan.gaps.seat_search import best_seats

SHARE, REPEATS, DATA_REPEATS = 0.20, 3, 40
MEASURES = ("AUC", "AUC matched", "hit@5", "prec@10")
CHOSEN_ON = ("AT", "BG", "CY", "DK", "HU", "IE", "PL", "PT", "RO", "SE", "SI")
OTHERS = ("FI", "NO", "CZ", "EL", "CH", "BE", "EE", "HR", "SK", "LT")

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """One network with a share of its ties hidden, scored."""

    full: Matrix
    hiding: Hiding
    model: SeatModel
    scores: SeatScores
    seed: int

    @property
    def known(self) -> Matrix:
        return self.hiding.training.toarray()


Judge = Callable[[Trial], tuple[Matrix, Matrix]]
"""What a method says of every pair: to compare all pairs, and to compare actors within an initiative."""


def _score(trial: Trial) -> tuple[Matrix, Matrix]:
    return trial.scores.total, trial.scores.total


def _popularity(trial: Trial) -> tuple[Matrix, Matrix]:
    n_ties, sizes = trial.model.n_ties, trial.model.sizes
    return np.outer(n_ties, sizes), np.outer(n_ties, np.ones(len(sizes)))


def _common_neighbours(trial: Trial) -> tuple[Matrix, Matrix]:
    """Count paths of length three, the two-mode form of common neighbours."""
    paths = trial.known @ trial.known.T @ trial.known
    return paths, paths


def _l3(trial: Trial) -> tuple[Matrix, Matrix]:
    """Count the same paths, weighed by degrees: Kovács et al. 2019, Nature Communications 10, 1240."""
    return trial.scores.shared, trial.scores.shared


def _random(trial: Trial) -> tuple[Matrix, Matrix]:
    drawn = np.random.default_rng(1_000 + trial.seed).random(trial.full.shape)
    return drawn, drawn


METHODS: Mapping[str, Judge] = {
    "score": _score,
    "popularity": _popularity,
    "common neighbours (3 steps)": _common_neighbours,
    "L3 (Kovács 2019)": _l3,
    "random": _random,
}


def main() -> None:
    """Print the tables."""
    own = described(workflows.home_study(workflows.open_package().dataset)).surroundings
    sets: dict[str, list[Surroundings]] = {}
    folder = datasets()
    if folder:
        sets = _foreign(folder)
    else:
        print("No datasets: set SAMVERKAN_DATASETS, or put them at ../shared/datasets. Only data/ follows.")
    _table("data/", [own], repeats=DATA_REPEATS)
    _gate({**sets, "data/": [own]})
    _degree_errors([own, *(one for networks in sets.values() for one in networks)])
    _times(own)


def _foreign(folder: Path) -> dict[str, list[Surroundings]]:
    nation = Nation.read(folder / "h2020")
    late = nation.since(2018)
    sets = {
        "muni": list(municipal(folder / "muni").values()),
        "other countries": [nation.drawn(country, seed) for country in OTHERS for seed in range(2)],
        "later projects": [late.drawn(country, seed) for country in CHOSEN_ON for seed in range(2)],
        "other countries, around hubs": [
            nation.around_hubs(one, seed) for one in OTHERS for seed in range(2)
        ],
    }
    print("The weights were chosen on networks like muni, these twenty among them. Not used for choosing:")
    print(f"other countries ({', '.join(OTHERS)}). What began in 2018 or later is part of what muni is drawn")
    print("from. All but muni are our own drawing; around hubs, a few organisations hold nearly everything.")
    for name, networks in sets.items():
        _table(name, networks)
    return sets


def _gate(sets: Mapping[str, list[Surroundings]]) -> None:
    print(f"\n{'networks that pass the gate':42}{'real':>12}{'shuffled':>12}")
    for name, networks in sets.items():
        times = 20 // len(networks) or 1
        mixed = [shuffled(one, seed) for seed, one in enumerate(networks * times)]
        real, false = (sum(backtest(one).passes for one in some) for some in (networks, mixed))
        print(f"{name:42}{f'{real} of {len(networks)}':>12}{f'{false} of {len(mixed)}':>12}")


def _degree_errors(networks: list[Surroundings]) -> None:
    worst = max(
        np.abs(fitted(one.biadjacency).dense().sum(axis=axis) - one.biadjacency.sum(axis=axis)).max()
        for one in networks
        for axis in (0, 1)
    )
    print(f"\nworst error of an expected degree, {len(networks)} networks: {worst:.1e}")


# Quality


def _table(title: str, networks: list[Surroundings], *, repeats: int = REPEATS) -> None:
    trials = [trial for network in networks for trial in _trials(network, repeats)]
    print(f"\n{title}: {SHARE:.0%} of ties hidden, {len(networks)} network(s), {repeats} times each")
    print(f"{'':30}" + "".join(f"{name:>14}" for name in MEASURES))
    for name, judge in METHODS.items():
        results = np.array([_measured(trial, *judge(trial)) for trial in trials])
        spread = results.std(axis=0) / np.sqrt(len(results))
        cells = [f"{mean:.3f} ±{error:.3f}" for mean, error in zip(results.mean(axis=0), spread, strict=True)]
        print(f"{name:30}" + "".join(f"{cell:>14}" for cell in cells))


def _trials(network: Surroundings, repeats: int) -> Iterator[Trial]:
    for seed in range(repeats):
        hiding = hide(network.biadjacency, SHARE, np.random.default_rng(seed))
        model = seat_model(replace(network, biadjacency=hiding.training))
        yield Trial(network.biadjacency.toarray().astype(float), hiding, model, model.scores(), seed)


def _measured(trial: Trial, overall: Matrix, within: Matrix) -> tuple[float, float, float, float]:
    rows, columns = trial.hiding.rows, trial.hiding.columns
    candidates = trial.known == 0
    hidden = np.zeros_like(candidates)
    hidden[rows, columns] = True
    right, values = hidden[candidates], overall[candidates]
    chance = trial.model.degree_model.dense()[candidates]
    ranks = ranks_of(within[:, columns], trial.full[:, columns] > 0, rows)
    drawn = np.random.default_rng(5).random(len(values))
    first = np.lexsort((drawn, -values))[:10]
    return (
        _auc(values, right),
        _auc_matched(values, right, chance),
        float((ranks <= 5).mean()),
        float(right[first].mean()),
    )


def _auc(values: Matrix, right: NDArray[np.bool_]) -> float:
    ranks, n = rankdata(values), int(right.sum())
    return float((ranks[right].sum() - n * (n + 1) / 2) / (n * (len(values) - n)))


def _auc_matched(values: Matrix, right: NDArray[np.bool_], chance: Matrix) -> float:
    """Return the AUC with pairs that have no tie weighed by the degree model: popularity alone gets ½."""
    wrong, weights = values[~right], chance[~right]
    order = np.argsort(wrong)
    below = np.concatenate(([0.0], np.cumsum(weights[order])))
    left, end = (np.searchsorted(wrong[order], values[right], side=side) for side in ("left", "right"))
    return float(((below[left] + below[end]) / 2 / below[-1]).mean())


# Times


def _times(own: Surroundings) -> None:
    print(f"\n{'ms, networks like data/ but larger':40}" + "".join(f"{n:>10}×" for n in (1, 10, 100)))
    networks = [enlarged(own, times) for times in (1, 10, 100)]
    sizes = [f"{one.biadjacency.shape[0]}×{one.biadjacency.shape[1]}" for one in networks]
    print(f"{'actors × initiatives':40}" + "".join(f"{size:>11}" for size in sizes))
    print(f"{'links':40}" + "".join(f"{one.biadjacency.nnz:>11}" for one in networks))
    for name, work in (
        ("degree model", lambda one: fitted(one.biadjacency)),
        ("what scores need", seat_model),
        ("backtest", backtest),
        ("the 50 best seats", _best),
    ):
        print(f"{name:40}" + "".join(f"{_ms(work, one):>11.1f}" for one in networks), flush=True)


def _best(network: Surroundings) -> object:
    n_actors, n_initiatives = network.biadjacency.shape
    return best_seats(
        seat_model(network),
        barred=sparse.csr_array((n_actors, n_initiatives), dtype=bool),
        never=np.zeros(n_actors, dtype=bool),
        columns=np.arange(n_initiatives),
        depth=3,
        limit=50,
        per_initiative=5,
    )


def _ms(work: Callable[[Surroundings], object], network: Surroundings) -> float:
    start = time.perf_counter()
    work(network)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
