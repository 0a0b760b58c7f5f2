"""A network as networkx and dictionaries see it, to compare with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pytest

from samverkan.domain.network import Mode, TwoModeNetwork

KIND = {"actors": "actor", "initiatives": "initiative"}


@pytest.fixture(scope="session")
def nodes_of() -> Callable[[TwoModeNetwork, Mode], list[tuple[str, str]]]:
    """Return a function to the nodes of one mode in :meth:`TwoModeNetwork.to_networkx`."""
    return lambda network, mode: [(KIND[mode], label) for label in network.labels(mode)]


@pytest.fixture(scope="session")
def matrix_of() -> Callable[[nx.Graph, list[tuple[str, str]]], list[list[float]]]:
    """Return a function from a weighted graph to its matrix in the order of some nodes."""

    def matrix(graph: nx.Graph, nodes: list[tuple[str, str]]) -> list[list[float]]:
        result: list[list[float]] = nx.to_numpy_array(graph, nodes).tolist() if nodes else []
        return result

    return matrix


@pytest.fixture(scope="session")
def renamed() -> Callable[[TwoModeNetwork], tuple[TwoModeNetwork, Mapping[str, str]]]:
    """Return a function that gives every label another one, in the opposite order, and says which."""

    def rename(network: TwoModeNetwork) -> tuple[TwoModeNetwork, Mapping[str, str]]:
        new = {
            label: f"{kind}{len(labels) - place}"
            for kind, labels in (("p", network.actors), ("q", network.initiatives))
            for place, label in enumerate(labels)
        }
        rows, columns = network.biadjacency.nonzero()
        pairs = [
            (new[network.actors[row]], new[network.initiatives[column]])
            for row, column in zip(rows, columns, strict=True)
        ]
        other = TwoModeNetwork.from_pairs(
            np.random.default_rng(1).permutation(pairs).tolist(),
            actors=[new[label] for label in network.actors],
            initiatives=[new[label] for label in network.initiatives],
        )
        return other, new

    return rename
