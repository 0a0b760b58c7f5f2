"""How often the search for empty fields cries wolf, and how often it finds a hole that was dug.

Run: ``python tests/scale/false_flags.py``. Initiatives are drawn whose target groups, places and sectors are
independent of one another, each with the share that it has in data/: nothing is missing there, so whatever
is named is a false flag. That goes for what something reaches in general too: it counts where it is right, so
it counts where it is wrong. Then every initiative of one field with at least 4 expected is taken away: a
hole, to be found as a field, in a wider field that holds it, or as a target group or an area without any
initiative. Each way is printed apart. The floors: at most 1 false flag a report, at least 80 % of the holes
found.

The thresholds were chosen on seeds 1001 and 1002; judge them on others.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from samverkan.domain.dataset import Dataset, empty_table
from samverkan.domain.hierarchy import ancestors
from samverkan.domain.selection import Selection
from samverkan.domain.study import Labelling, Study, study
from samverkan.gaps.cells import Uncovered, uncovered
from samverkan.gaps.empty_cells import THIN, Cell
from samverkan.gaps.fields import AXES, ground
from samverkan.workflows import home_study, open_package

N_INITIATIVES = 80
DUG_FROM = 4.0


@dataclass(frozen=True)
class Drawn:
    """Labels of the drawn initiatives: 0/1, ``(n_initiatives, n_labels)`` for each axis."""

    labels: Mapping[str, tuple[str, ...]]
    has: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, home: Study, generator: np.random.Generator, n: int) -> Drawn:
        """Draw every label of every initiative on its own, with its share in ``home``."""
        stated: dict[str, Labelling[str]] = {
            "groups": home.target_groups,
            "places": home.places,
            "sectors": home.initiative_sectors,
        }
        shares = {
            name: np.asarray(labelling.incidence.sum(axis=0)) / home.network.n_initiatives
            for name, labelling in stated.items()
        }
        return cls(
            {name: labelling.labels for name, labelling in stated.items()},
            {name: generator.random((n, len(share))) < share for name, share in shares.items()},
        )

    def without(self, rows: np.ndarray) -> Drawn:
        """Return what is left when some initiatives are taken away."""
        return replace(self, has={name: matrix[~rows] for name, matrix in self.has.items()})

    def dataset(self, home: Study) -> Dataset:
        """Return the tables of these initiatives: one actor for each sector, all under way."""
        tables = home.dataset.tables
        n = len(self.has["places"])
        names = [f"i{row:03}" for row in range(n)]
        rows = {
            "initiatives": [
                {
                    "id": name,
                    "place_ids": "|".join(places),
                    "municipality": "Trollhättan",
                    "status": "ongoing",
                }
                for name, places in zip(names, self._of("places"), strict=True)
            ],
            "serves": [
                {"initiative_id": name, "target_group_id": group, "certainty": "stated"}
                for name, groups in zip(names, self._of("groups"), strict=True)
                for group in groups
            ],
            "participations": [
                {"initiative_id": name, "actor_id": sector, "role": "partner", "status": "known"}
                for name, sectors in zip(names, self._of("sectors"), strict=True)
                for sector in sectors
            ],
            # Those who run a house are kept, though nothing is drawn for them: what is a house stays one.
            "actors": [
                *({"id": sector, "sector": sector} for sector in self.labels["sectors"]),
                *tables["actors"].to_dict("records"),
            ],
        }
        return Dataset(
            {
                **{name: tables[name] for name in ("target_groups", "places", "sources")},
                **{name: _table(name, given) for name, given in rows.items()},
            }
        )

    def _of(self, axis: str) -> Iterator[list[str]]:
        for row in self.has[axis]:
            yield list(itertools.compress(self.labels[axis], row))


def _table(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=empty_table(name).columns, dtype="str").fillna("")


def study_of(drawn: Drawn, home: Study) -> Study:
    """Return the drawn initiatives as they are looked at."""
    return study(drawn.dataset(home), Selection(as_of=home.as_of))


def holes(drawn: Drawn, home: Study) -> dict[Cell, np.ndarray]:
    """Return every field that could be dug, and which initiatives lie in it."""
    known = ground(study_of(drawn, home))
    n = known.chosen.network.n_initiatives
    dug = {}
    for names in (AXES[:2], AXES[::2], AXES[1:], AXES):
        has = [known.has[name] for name in names]
        labels = [known.axes[name].labels for name in names]
        for position in np.ndindex(*map(len, labels)):
            columns = [matrix[:, column] for matrix, column in zip(has, position, strict=True)]
            expected = n * np.prod([column.mean() for column in columns])
            if expected >= DUG_FROM:
                cell = dict(zip(names, position, strict=True))
                key = tuple(known.axes[name].labels[cell[name]] if name in cell else "" for name in AXES)
                dug[key] = np.logical_and.reduce(columns)
    return dug


def verdict(cell: Cell, report: Uncovered, home: Study) -> str:
    """Return what names a hole: the field or a wider one by its standing, or a list it stands in."""
    broader = home.dataset.broader
    above = {**ancestors(broader["target_groups"]), **ancestors(broader["places"])}
    holding = [{"", label, *above.get(label, ())} if label else {""} for label in cell]
    matches = [one for one in report.cells if all(map(set.__contains__, holding, one.cell))]
    untold = any(all(map(set.__contains__, holding, one.cell)) for one in report.untold)
    if own := [one for one in matches if one.cell == cell]:
        return own[0].standing
    if matches:
        return f"wider {matches[0].standing}"
    if cell[0] in {group.target_group for group in report.groups}:
        return "unserved group"
    if cell[1] in report.places:
        return "empty area"
    return "listed: cannot be judged" if untold else ""


def silence(cell: Cell, left: Study) -> str:
    """Return why a hole is not named: too little left to expect anything, nothing told, or chance."""
    known = ground(left)
    labels = {name: label for name, label in zip(AXES, cell, strict=True) if label}
    if any(label not in known.axes[name].labels for name, label in labels.items()):
        return "missed: nothing left"
    columns = {name: known.axes[name].labels.index(label) for name, label in labels.items()}
    has = [known.with_label(name, column) for name, column in columns.items()]
    if left.network.n_initiatives * np.prod([flags.mean() for flags in has]) < THIN:
        return "missed: less than one expected"
    told = known.told(tuple(labels))
    is_told = all((told & flags).any() for flags in has)
    return "missed: chance or a rule" if is_told else "missed: never told"


def main() -> None:
    """Print how many false flags a report has, and how many dug holes are found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--reports", type=int, default=200)
    arguments.add_argument("--holes", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    home = home_study(open_package().dataset)
    generator = np.random.default_rng(chosen.seed)
    print_false_flags(home, generator, chosen.reports)
    print_holes(home, generator, chosen.holes)


def print_false_flags(home: Study, generator: np.random.Generator, n_reports: int) -> None:
    """Print the mean number of flags in reports where nothing is missing."""
    reports = [uncovered(study_of(Drawn.of(home, generator, N_INITIATIVES), home)) for _ in range(n_reports)]
    standings = Counter(cell.standing for report in reports for cell in report.cells)
    print(f"{n_reports} reports of {N_INITIATIVES} initiatives, labels independent of one another")
    print(f"  false flags a report: {standings.total() / n_reports:.2f} (floor: at most 1)")
    for standing, n in sorted(standings.items()):
        print(f"    {standing}: {n / n_reports:.2f}")


def print_holes(home: Study, generator: np.random.Generator, n_holes: int) -> None:
    """Print the share of dug holes that is found, any field as likely as another, and by table.

    Two kinds are missed by rule. Municipal actors are in nearly every initiative, so that digging takes
    nearly all that the other label has: one initiative is left, less than one is expected, and that is
    silence. And where all that is left of a label has an unknown place or unknown actors, nobody can tell.
    What is found of all others is printed too.
    """
    verdicts: Counter[tuple[str, str]] = Counter()
    while verdicts.total() < n_holes:
        drawn = Drawn.of(home, generator, N_INITIATIVES)
        possible = holes(drawn, home)
        if cells := sorted(possible):
            cell = cells[int(generator.integers(len(cells)))]
            left = study_of(drawn.without(possible[cell]), home)
            table = " × ".join(itertools.compress(AXES, cell))
            verdicts[table, verdict(cell, uncovered(left), home) or silence(cell, left)] += 1
    print(f"{n_holes} holes dug in fields with at least {DUG_FROM:.0f} expected (floor: at least 80 % found)")
    _print_found("all", verdicts)
    for table in sorted({table for table, _ in verdicts}):
        _print_found(table, Counter({key: n for key, n in verdicts.items() if key[0] == table}))


def _print_found(title: str, verdicts: Counter[tuple[str, str]]) -> None:
    by_verdict: Counter[str] = Counter()
    for (_, how), n in verdicts.items():
        by_verdict[how] += n
    n = verdicts.total()
    missed = sum(count for how, count in by_verdict.items() if how.startswith("missed"))
    by_rule = by_verdict["missed: less than one expected"] + by_verdict["missed: never told"]
    wider = sum(count for how, count in by_verdict.items() if how.startswith("wider"))
    listed = by_verdict["unserved group"] + by_verdict["empty area"]
    missed += by_verdict["listed: cannot be judged"]
    by_rule += by_verdict["listed: cannot be judged"]
    shares = f"{1 - missed / n:.1%} of {n}; the very field or a wider one {1 - (missed + listed) / n:.1%}"
    print(f"  {title}: {shares}; the very field {1 - (missed + wider + listed) / n:.1%}")
    told = missed - by_verdict["listed: cannot be judged"]
    print(f"    named, or listed among those that cannot be judged: {1 - told / n:.1%}")
    print(
        f"    of those that the rules allow to be named: {1 - (missed - by_rule) / max(n - by_rule, 1):.1%}"
    )
    print(f"    {dict(sorted(by_verdict.items()))}")


if __name__ == "__main__":
    main()
