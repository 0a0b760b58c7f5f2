"""The two-mode network: two lists of labels and one sparse matrix.

Rows are actors, columns are initiatives, an entry of 1 says that the actor takes part. Several pieces of
evidence for the same part count once, so the network shows that there is a tie, not how well it is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import networkx as nx
import numpy as np
from scipy import sparse

from samverkan.errors import SamverkanError

Mode = Literal["actors", "initiatives"]
MODES: tuple[Mode, Mode] = ("actors", "initiatives")


@dataclass(frozen=True, eq=False)
class TwoModeNetwork:
    """Who takes part in what.

    Parameters
    ----------
    actors
        Labels of the rows, unique.
    initiatives
        Labels of the columns, unique.
    biadjacency
        0/1, CSR, int32, shape ``(n_actors, n_initiatives)``. Anything above 0 becomes 1.

    Raises
    ------
    SamverkanError
        The shape does not fit the labels, or a label stands twice.
    """

    actors: tuple[str, ...]
    initiatives: tuple[str, ...]
    biadjacency: sparse.csr_array

    def __post_init__(self) -> None:
        matrix = sparse.csr_array(self.biadjacency > 0, dtype=np.int32)
        matrix.sort_indices()
        if matrix.shape != (len(self.actors), len(self.initiatives)):
            raise SamverkanError("wrong_shape", shape=matrix.shape)
        for labels in (self.actors, self.initiatives):
            if len(set(labels)) != len(labels):
                raise SamverkanError("repeated_label")
        object.__setattr__(self, "biadjacency", matrix)

    @classmethod
    def from_pairs(
        cls,
        pairs: Iterable[tuple[str, str]],
        *,
        actors: Iterable[str] = (),
        initiatives: Iterable[str] = (),
    ) -> TwoModeNetwork:
        """Make a network of (actor, initiative) pairs; further labels are added without a tie.

        Labels are sorted, so the order of the pairs does not matter; a repeated pair changes nothing.
        Cost: linear in pairs, apart from the sorting of the labels.

        Examples
        --------
        >>> TwoModeNetwork.from_pairs([("Eidar", "Torget"), ("Polisen", "Torget")]).n_ties
        2
        """
        ties = list(pairs)
        rows = sorted({actor for actor, _ in ties} | set(actors))
        columns = sorted({initiative for _, initiative in ties} | set(initiatives))
        row_of = {label: position for position, label in enumerate(rows)}
        column_of = {label: position for position, label in enumerate(columns)}
        matrix = sparse.coo_array(
            (
                np.ones(len(ties), dtype=np.int32),
                ([row_of[actor] for actor, _ in ties], [column_of[initiative] for _, initiative in ties]),
            ),
            shape=(len(rows), len(columns)),
        )
        return cls(tuple(rows), tuple(columns), matrix.tocsr())

    @property
    def n_actors(self) -> int:
        """How many actors there are, isolates counted."""
        return len(self.actors)

    @property
    def n_initiatives(self) -> int:
        """How many initiatives there are, isolates counted."""
        return len(self.initiatives)

    @property
    def n_ties(self) -> int:
        """How many (actor, initiative) pairs are tied."""
        return int(self.biadjacency.nnz)

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """The whole graph, actors first: CSR, int32, ``(n, n)`` with ``n = n_actors + n_initiatives``."""
        return sparse.csr_array(
            sparse.block_array([[None, self.biadjacency], [self.biadjacency.T, None]], format="csr")
            if self.n_actors and self.n_initiatives
            else sparse.csr_array((self.n_actors + self.n_initiatives,) * 2, dtype=np.int32)
        )

    def labels(self, mode: Mode) -> tuple[str, ...]:
        """Return the labels of one mode."""
        return self.actors if mode == "actors" else self.initiatives

    def towards(self, mode: Mode) -> sparse.csr_array:
        """Return the matrix with the given mode in its rows."""
        return self.biadjacency if mode == "actors" else sparse.csr_array(self.biadjacency.T)

    def participants(self, initiative: str) -> tuple[str, ...]:
        """Return who takes part in an initiative."""
        column = self.initiatives.index(initiative)
        rows = self.biadjacency[:, [column]].nonzero()[0]
        return tuple(self.actors[row] for row in rows)

    def initiatives_of(self, actor: str) -> tuple[str, ...]:
        """Return what an actor takes part in."""
        columns = self.biadjacency[[self.actors.index(actor)], :].nonzero()[1]
        return tuple(self.initiatives[column] for column in columns)

    def to_networkx(self) -> nx.Graph:
        """Return the same network for networkx.

        Nodes are ``("actor", label)`` and ``("initiative", label)``, since a label may stand in both modes;
        the attribute ``bipartite`` is 0 for actors and 1 for initiatives.
        """
        graph = nx.Graph()
        actors = [("actor", label) for label in self.actors]
        initiatives = [("initiative", label) for label in self.initiatives]
        graph.add_nodes_from(actors, bipartite=0)
        graph.add_nodes_from(initiatives, bipartite=1)
        rows, columns = self.biadjacency.nonzero()
        graph.add_edges_from(
            (actors[row], initiatives[column]) for row, column in zip(rows, columns, strict=True)
        )
        return graph
