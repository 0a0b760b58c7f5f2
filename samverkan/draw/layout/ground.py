"""What every layout knows of a data set: who there is, who is tied, who stands beside, and a good order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scipy import sparse

from samverkan.analysis.projection import project
from samverkan.domain.nodes import actor_node, initiative_node
from samverkan.domain.study import Study
from samverkan.domain.view import MapMode
from samverkan.draw.layout.order import untangled


@dataclass(frozen=True, eq=False)
class Ground:
    """All that a data set has at a level, as one map shows it.

    Parameters
    ----------
    everything
        The study of a selection that leaves nothing out.
    mode
        Actors with initiatives, or actors alone.
    """

    everything: Study
    mode: MapMode

    @property
    def actors(self) -> tuple[str, ...]:
        """Nodes of all actors."""
        return tuple(map(actor_node, self.everything.shown.actors))

    @property
    def initiatives(self) -> tuple[str, ...]:
        """Nodes of all initiatives, whether or not the map shows them."""
        return tuple(map(initiative_node, self.everything.shown.initiatives))

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the map, actors first."""
        return self.actors if self.mode == "actors" else self.actors + self.initiatives

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """Who is tied on the map: symmetric, CSR, ``(n_nodes, n_nodes)``."""
        network = self.everything.shown
        return project(network) if self.mode == "actors" else network.adjacency

    @cached_property
    def examples(self) -> frozenset[str]:
        """The nodes of municipalities that are in the data set as learning examples only."""
        rows = self.everything.initiatives
        at_home = set(rows.loc[rows["reference"] != "yes", "municipality"])
        away = rows.index[~rows["municipality"].isin(at_home)]
        links = self.everything.participations
        met_at_home = set(links.loc[~links["initiative_id"].isin(away), "actor_id"])
        actors = set(links["actor_id"]) - met_at_home
        return frozenset(map(initiative_node, away)) | frozenset(map(actor_node, actors))

    @cached_property
    def ordered(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Actors and initiatives in an order in which lines between two columns cross seldom."""
        rows, columns = untangled(self.everything.shown.biadjacency)
        return tuple(self.actors[row] for row in rows), tuple(self.initiatives[column] for column in columns)

    @cached_property
    def level_with(self) -> Mapping[str, float]:
        """Node to how far down its column it stands, 0–1, in the order of :attr:`ordered`."""
        return {node: (place + 0.5) / len(side) for side in self.ordered for place, node in enumerate(side)}
