"""Whether the same actors meet again and again: clustering and redundancy on the two-mode graph.

A projection turns every initiative into a clique, so ordinary clustering is high whatever people do. These
count on the two-mode graph, where meeting once is not enough.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from samverkan.domain.network import Mode, TwoModeNetwork


def clustering(network: TwoModeNetwork) -> float:
    """Return two-mode clustering: the share of the ways of three steps that close to a square, in 0–1.

    Two actors that meet in one initiative, one of which is in another: how often is the other in it too? Four
    times the squares divided by the ways of three steps; 0 where there are none. Cost: one sparse product.
    Robins & Alexander 2004, Computational & Mathematical Organization Theory 10, 69–94.
    """
    matrix = network.biadjacency.astype(np.int64)
    sizes, degrees = matrix.sum(axis=0), matrix.sum(axis=1)
    rows, columns = matrix.nonzero()
    n_ways = int(((degrees[rows] - 1) * (sizes[columns] - 1)).sum())
    shared = sparse.triu(matrix @ matrix.T, k=1).tocsr().data
    n_squares = int((shared * (shared - 1) // 2).sum())
    return 4 * n_squares / n_ways if n_ways else 0.0


def redundancy(network: TwoModeNetwork, *, mode: Mode = "actors") -> pd.Series:
    """Return redundancy: of the pairs that a node brings together, the share that others join too, in 0–1.

    Of an actor: of all pairs of its initiatives, those that some other actor is in as well. High for who can
    be spared as a go-between. Not a number for a node with fewer than two ties. Cost: Σ of squared degrees
    times neighbours. Latapy, Magnien & Del Vecchio 2008, Social Networks 30, 31–48.
    """
    kind = "actor" if mode == "actors" else "initiative"
    graph = network.to_networkx()
    enough = [(kind, label) for label in network.labels(mode) if graph.degree((kind, label)) > 1]
    found = nx.bipartite.node_redundancy(graph, enough) if enough else {}
    values = [found.get((kind, label), np.nan) for label in network.labels(mode)]
    return pd.Series(values, index=pd.Index(network.labels(mode), dtype="str", name=mode), dtype=np.float64)
