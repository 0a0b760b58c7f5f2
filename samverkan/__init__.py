"""Who works with whom, for whom, where and with whose money: two-mode networks of municipal collaboration.

A few lines in a notebook::

    import samverkan as sv

    dataset = sv.open_package().dataset
    study = sv.study(dataset, sv.home_selection(dataset))
    sv.ranked_actors(study, by="betweenness").head()
    sv.shared_between(study, "eidar", "ifk-trollhattan").target_groups
    [card.claim for card in sv.deck(study, kind="seat", language="sv").cards]

Importing the package loads neither Streamlit nor pyvis.
"""

from samverkan.analysis.centrality import betweenness, measures
from samverkan.analysis.cohesion import bridges, cohesion, cutpoints
from samverkan.analysis.coverage import coverage
from samverkan.analysis.projection import project
from samverkan.analysis.sharing import shared_between
from samverkan.domain.dataset import Dataset
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.scenario import Scenario
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.errors import SamverkanError
from samverkan.gaps.invitation import invitation
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.gaps.seats import missing_seats
from samverkan.gaps.what_if import scenario_study, what_if
from samverkan.tables import write_package
from samverkan.workflows import deck, export, home_selection, open_package, ranked_actors

__all__ = [
    "Dataset",
    "SamverkanError",
    "Scenario",
    "Selection",
    "TwoModeNetwork",
    "betweenness",
    "bridges",
    "cohesion",
    "coverage",
    "cutpoints",
    "deck",
    "export",
    "home_selection",
    "invitation",
    "measures",
    "missing_partnerships",
    "missing_seats",
    "open_package",
    "project",
    "ranked_actors",
    "scenario_study",
    "shared_between",
    "study",
    "what_if",
    "write_package",
]
