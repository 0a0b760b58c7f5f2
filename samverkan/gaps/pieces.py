"""What falls apart when one node of a graph goes: for every node at once, and by name for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph


@dataclass(frozen=True)
class Counted:
    """What of a piece counts.

    Parameters
    ----------
    nodes
        Which nodes are counted, bool ``(n,)``.
    needed
        A piece without any of these is not counted, bool ``(n,)``.
    """

    nodes: NDArray[np.bool_]
    needed: NDArray[np.bool_]


def n_cut_off(graph: sparse.csr_array, counted: Counted | None = None) -> NDArray[np.int64]:
    """Return for each node how many others its removal cuts off from the rest of its part, ``(n,)``.

    The rest is the largest piece that remains. Pieces of one node are not counted: what hangs on a node alone
    goes with it. Cost: two depth-first searches, linear in nodes and edges. Hopcroft & Tarjan 1973.

    Parameters
    ----------
    graph
        Symmetric, CSR, ``(n, n)``, without loops.
    counted
        What counts; everything if left out. A piece is as large as what is counted in it.
    """
    known = counted or _everything(graph)
    sizes, needed = _pieces(graph, known.nodes), _pieces(graph, known.needed)
    return np.array(
        [_n_beside_the_largest(list(zip(*own, strict=True))) for own in zip(sizes, needed, strict=True)],
        dtype=np.int64,
    )


def _n_beside_the_largest(pieces: list[tuple[int, ...]]) -> int:
    return sum(size for size, n_needed in sorted(pieces)[:-1] if size > 1 and n_needed)


def cut_off(graph: sparse.csr_array, node: int, counted: Counted | None = None) -> tuple[int, ...]:
    """Return which others a node's removal cuts off, as in :func:`n_cut_off`, rising.

    Of equally large pieces the one with the first node is the rest. Cost: linear in nodes and edges.
    """
    known = counted or _everything(graph)
    _, part = csgraph.connected_components(graph, directed=False)
    inside = np.flatnonzero(part == part[node])
    inside = inside[inside != node]
    if not len(inside):
        return ()
    _, piece = csgraph.connected_components(graph[inside][:, inside], directed=False)
    sizes = np.bincount(piece, weights=known.nodes[inside])
    n_needed = np.bincount(piece, weights=known.needed[inside])
    rest = max(range(len(sizes)), key=lambda one: (sizes[one], n_needed[one]))
    gone = (piece != rest) & (sizes[piece] > 1) & (n_needed[piece] > 0) & known.nodes[inside]
    return tuple(inside[gone].tolist())


def _everything(graph: sparse.csr_array) -> Counted:
    every = np.ones(graph.shape[0], dtype=np.bool_)
    return Counted(every, every)


def _pieces(graph: sparse.csr_array, counted: NDArray[np.bool_]) -> list[list[int]]:
    """Return for each node how many are counted in each piece that its removal leaves of its part."""
    n = graph.shape[0]
    neighbours = [graph.indices[first:last].tolist() for first, last in _rows(graph)]
    own = counted.astype(np.int64).tolist()
    found, lowest, sizes = [-1] * n, [0] * n, list(own)
    pieces: list[list[int]] = [[] for _ in range(n)]
    n_found = 0
    for root in range(n):
        if found[root] >= 0:
            continue
        found[root] = lowest[root] = n_found
        n_found += 1
        order = [root]
        path = [(root, -1, iter(neighbours[root]))]
        while path:
            node, above, rest = path[-1]
            new = next((other for other in rest if _is_new(other, node, above, found, lowest)), None)
            if new is not None:
                found[new] = lowest[new] = n_found
                n_found += 1
                order.append(new)
                path.append((new, node, iter(neighbours[new])))
                continue
            path.pop()
            if above >= 0:
                sizes[above] += sizes[node]
                lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] >= found[above]:
                    pieces[above].append(sizes[node])
        for node in order[1:]:
            pieces[node].append(sizes[root] - own[node] - sum(pieces[node]))
    return pieces


def _is_new(other: int, node: int, above: int, found: list[int], lowest: list[int]) -> bool:
    """Tell whether a neighbour is found for the first time; one found before is a way back up."""
    if found[other] < 0:
        return True
    if other != above:
        lowest[node] = min(lowest[node], found[other])
    return False


def _rows(graph: sparse.csr_array) -> Iterator[tuple[int, int]]:
    return zip(graph.indptr[:-1].tolist(), graph.indptr[1:].tolist(), strict=True)
