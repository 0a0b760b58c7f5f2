"""What falls apart when one node of a graph goes: for every node at once, and by name for one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph


def n_cut_off(graph: sparse.csr_array) -> NDArray[np.int64]:
    """Return for each node how many others its removal cuts off from the rest of its part, ``(n,)``.

    The rest is the largest piece that remains. Pieces of one node are not counted: what hangs on a node alone
    goes with it. Cost: one depth-first search, linear in nodes and edges. Hopcroft & Tarjan 1973.

    Parameters
    ----------
    graph
        Symmetric, CSR, ``(n, n)``, without loops.
    """
    pieces = _pieces(graph)
    return np.array([sum(size for size in sorted(own)[:-1] if size > 1) for own in pieces], dtype=np.int64)


def cut_off(graph: sparse.csr_array, node: int) -> tuple[int, ...]:
    """Return which others a node's removal cuts off, as in :func:`n_cut_off`, rising.

    Of equally large pieces the one with the first node is the rest. Cost: linear in nodes and edges.
    """
    _, part = csgraph.connected_components(graph, directed=False)
    inside = np.flatnonzero(part == part[node])
    inside = inside[inside != node]
    _, piece = csgraph.connected_components(graph[inside][:, inside], directed=False)
    if not len(inside):
        return ()
    sizes = np.bincount(piece)
    gone = (piece != sizes.argmax()) & (sizes[piece] > 1)
    return tuple(inside[gone].tolist())


def _pieces(graph: sparse.csr_array) -> list[list[int]]:
    """Return for each node the sizes of what its removal leaves of its part."""
    n = graph.shape[0]
    neighbours = [graph.indices[first:last].tolist() for first, last in _rows(graph)]
    found, lowest, sizes = [-1] * n, [0] * n, [1] * n
    pieces: list[list[int]] = [[] for _ in range(n)]
    n_found = 0
    for root in range(n):
        if found[root] >= 0:
            continue
        found[root] = lowest[root] = first_found = n_found
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
        total = n_found - first_found
        for node in order[1:]:
            pieces[node].append(total - 1 - sum(pieces[node]))
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
