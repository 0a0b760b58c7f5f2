"""Networks to measure on: real ones from outside the project, shuffled ones, enlarged ones."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.gaps.seat_scores import Surroundings


def datasets() -> Path | None:
    """Return the folder of the real networks, ``None`` where there is none."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"
    folder = Path(os.environ.get("SAMVERKAN_DATASETS", beside))
    return folder if (folder / "muni").is_dir() else None


def municipal(folder: Path) -> dict[str, Surroundings]:
    ties, actors, initiatives = (
        pd.read_csv(folder / f"{name}.tsv", sep="\t", dtype=str, keep_default_na=False)
        for name in ("edges", "actors", "initiatives")
    )
    return {
        str(name): _surroundings(
            own,
            actors[actors["net"] == name].set_index("actor")["tags"].str.extract(r"(typ:\w*)")[0],
            initiatives[initiatives["net"] == name].set_index("initiative")["tags"],
        )
        for name, own in ties.groupby("net")
    }


def _surroundings(ties: pd.DataFrame, kinds: pd.Series, tags: pd.Series) -> Surroundings:
    """Make a network of ties (columns ``actor`` and ``initiative``); lists of tags are joined by ``|``."""
    actors, initiatives = sorted(set(ties["actor"])), sorted(set(ties["initiative"]))
    of_actors = kinds.fillna("").reindex(actors).str.get_dummies()
    of_initiatives = tags.reindex(initiatives).str.get_dummies("|")
    biadjacency = sparse.csr_array(
        (
            np.ones(len(ties), np.int32),
            (np.searchsorted(actors, ties["actor"]), np.searchsorted(initiatives, ties["initiative"])),
        ),
        shape=(len(actors), len(initiatives)),
    )
    biadjacency.sum_duplicates()
    return Surroundings(
        biadjacency,
        sparse.csr_array(of_initiatives.to_numpy(np.int32)),
        sparse.csr_array(of_actors.to_numpy(np.int32)),
    )


@dataclass(frozen=True)
class Nation:
    """All organisations and projects of ``h2020``: a row for each tie, with country, kind and programme."""

    ties: pd.DataFrame

    @classmethod
    def read(cls, folder: Path) -> Nation:
        ties, actors, events = (
            pd.read_csv(folder / f"{name}.tsv.gz", sep="\t", dtype=str, keep_default_na=False)
            for name in ("edges", "actors", "events")
        )
        ties = ties.drop(columns="start_year").merge(actors, on="actor").merge(events, on="event")
        return cls(ties.rename(columns={"event": "initiative"}).drop_duplicates(["actor", "initiative"]))

    def since(self, year: int) -> Nation:
        """Return what started in a year or later."""
        return Nation(self.ties[pd.to_numeric(self.ties["start_year"], errors="coerce") >= year])

    def drawn(self, country: str, seed: int) -> Surroundings:
        """Return a network of the size of a municipality.

        From a random organisation of one country on, ever another random one that shares a project with any
        of them, until there are 75, all with two projects or more at home; of the projects in which two of
        them meet 68, and 12 that one of them has alone.
        """
        generator = np.random.default_rng(seed)
        own = self.ties[self.ties["country"] == country]
        own = own[own.groupby("actor")["actor"].transform("size") > 1]
        members = {str(name): set(group) for name, group in own.groupby("initiative")["actor"]}
        joined = {str(name): set(group) for name, group in own.groupby("actor")["initiative"]}
        inside = {str(generator.choice(sorted(joined)))}
        while len(inside) < min(75, len(joined)):
            near = set().union(*(members[name] for actor in inside for name in joined[actor])) - inside
            inside.add(str(generator.choice(sorted(near or joined.keys() - inside))))
        met = {name: len(group & inside) for name, group in members.items()}
        chosen: list[str] = []
        for n, wanted in ((2, 68), (1, 12)):
            there = sorted(name for name, size in met.items() if (size > 1) == (n > 1) and size)
            chosen += generator.choice(there, size=min(wanted, len(there)), replace=False).tolist()
        return self.surroundings(own[own["initiative"].isin(chosen) & own["actor"].isin(inside)])

    def around_hubs(self, country: str, seed: int) -> Surroundings:
        """Return a network in which a few organisations hold nearly everything.

        From a random project on, ever another random one that shares an organisation with any of them, until
        there are 68 with two organisations or more; and 12 that one of these has alone.
        """
        generator = np.random.default_rng(seed)
        own = self.ties[self.ties["country"] == country]
        members = {str(name): set(group) for name, group in own.groupby("initiative")["actor"]}
        shared = sorted(name for name, group in members.items() if len(group) > 1)
        inside = {str(generator.choice(shared))}
        while len(inside) < min(68, len(shared)):
            met = set().union(*(members[name] for name in inside))
            near = [name for name in shared if name not in inside and members[name] & met]
            inside.add(str(generator.choice(near or sorted(set(shared) - inside))))
        met = set().union(*(members[name] for name in inside))
        alone = sorted(name for name, group in members.items() if len(group) == 1 and group <= met)
        inside |= set(generator.choice(alone, size=min(12, len(alone)), replace=False).tolist())
        return self.surroundings(own[own["initiative"].isin(inside)])

    @staticmethod
    def surroundings(chosen: pd.DataFrame) -> Surroundings:
        kinds = chosen.drop_duplicates("actor").set_index("actor")["type"]
        tags = chosen.drop_duplicates("initiative").set_index("initiative")["programme_part"]
        return _surroundings(chosen, kinds, tags)


def shuffled(network: Surroundings, seed: int) -> Surroundings:
    """Return a network with the same degrees and nothing else: 20 swaps of ends for each tie."""
    generator = np.random.default_rng(seed)
    rows, columns = (ends.tolist() for ends in network.biadjacency.nonzero())
    ties = set(zip(rows, columns, strict=True))
    for one, other in generator.integers(0, len(rows), size=(20 * len(rows), 2)).tolist():
        new = (rows[one], columns[other]), (rows[other], columns[one])
        if new[0] not in ties and new[1] not in ties:
            ties -= {(rows[one], columns[one]), (rows[other], columns[other])}
            ties |= set(new)
            columns[one], columns[other] = columns[other], columns[one]
    shape = network.biadjacency.shape
    shuffled = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)
    return replace(network, biadjacency=shuffled)


def enlarged(network: Surroundings, times: int) -> Surroundings:
    """Return so many copies of a network side by side, a tenth of the ties rewired among them.

    Tags and kinds stay the same few; a larger town has more initiatives for the young, not more young.
    """
    if times == 1:
        return network
    generator = np.random.default_rng(times)
    side_by_side = sparse.coo_array(sparse.block_diag([network.biadjacency] * times))
    rows, columns = (ends.copy() for ends in side_by_side.coords)
    moved = generator.random(len(rows)) < 0.1
    columns[moved] = generator.permutation(columns[moved])
    ties = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=side_by_side.shape)
    return Surroundings(
        sparse.csr_array((ties > 0).astype(np.int32)),
        sparse.csr_array(sparse.vstack([network.tags] * times)),
        sparse.csr_array(sparse.vstack([network.kinds] * times)),
    )
