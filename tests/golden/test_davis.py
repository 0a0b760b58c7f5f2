"""Davis's Southern women (Davis, Gardner & Gardner 1941): 18 women, 14 events, 89 ties.

Two versions circulate, with 89 and with 93 ties; this is networkx's, with 89. Degree, betweenness and
closeness are the two-mode measures of Borgatti & Everett 1997, Social Networks 19, 243–269, to four decimals
as listed in the project's method notes; the projection weight follows Newman 2001, Phys. Rev. E 64, 016132,
and is worked out below from the attendance list.
"""

from __future__ import annotations

import networkx as nx
import pytest

from samverkan.analysis.centrality import betweenness, closeness, degree
from samverkan.analysis.cohesion import density
from samverkan.analysis.projection import project
from samverkan.domain.network import Mode, TwoModeNetwork

GOLDEN = {
    "Evelyn Jefferson": (0.5714, 0.0966, 0.8000),
    "Nora Fayette": (0.5714, 0.1135, 0.8000),
    "Sylvia Avondale": (0.5000, 0.0717, 0.7742),
    "Dorothy Murchison": (0.1429, 0.0020, 0.6486),
    "E8": (0.7778, 0.2438, 0.8462),
    "E9": (0.6667, 0.2255, 0.7857),
}
"""Label to degree, betweenness and closeness, to four decimals."""


@pytest.fixture(scope="module")
def davis() -> TwoModeNetwork:
    graph = nx.davis_southern_women_graph()
    women = set(graph.graph["top"])
    return TwoModeNetwork.from_pairs(
        (one, other) if one in women else (other, one) for one, other in graph.edges
    )


def test_the_network_is_the_version_with_89_ties(davis: TwoModeNetwork) -> None:
    assert (davis.n_actors, davis.n_initiatives, davis.n_ties) == (18, 14, 89)


@pytest.mark.parametrize("label", GOLDEN)
def test_centrality_is_as_published(davis: TwoModeNetwork, label: str) -> None:
    mode: Mode = "actors" if label in davis.actors else "initiatives"

    found = [measure(davis, mode=mode)[label] for measure in (degree, betweenness, closeness)]

    assert GOLDEN[label] == tuple(round(value, 4) for value in found)


def test_density_is_89_of_252(davis: TwoModeNetwork) -> None:
    assert round(density(davis), 6) == 0.353175


def test_newman_s_weight_of_evelyn_and_theresa_is_that_of_their_seven_events(davis: TwoModeNetwork) -> None:
    evelyn, theresa = (davis.actors.index(name) for name in ("Evelyn Jefferson", "Theresa Anderson"))

    weight = project(davis, weighting="newman")[evelyn, theresa]

    # Events 2, 3, 4, 5, 6, 8 and 9, with 3, 6, 4, 8, 8, 14 and 12 women.
    assert round(weight, 6) == round(1 / 2 + 1 / 5 + 1 / 3 + 1 / 7 + 1 / 7 + 1 / 13 + 1 / 11, 6) == 1.486880
