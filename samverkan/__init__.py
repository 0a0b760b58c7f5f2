"""Who works with whom, for whom, where and with whose money: two-mode networks of municipal collaboration.

Five lines in a notebook::

    import samverkan as sv

    dataset = sv.open_package().dataset
    study = sv.study(dataset, sv.home_selection(dataset))
    sv.ranked_actors(study, by="betweenness").head()
    sv.shared_between(study, "eidar", "ifk-trollhattan").target_groups

Importing the package loads neither Streamlit nor pyvis.
"""

from samverkan.analysis.centrality import betweenness, closeness, degree, eigenvector, measures, strength
from samverkan.analysis.cohesion import bridges, cohesion, cutpoints
from samverkan.analysis.coverage import coverage
from samverkan.analysis.projection import project
from samverkan.analysis.sharing import related_groups, shared_between, shared_pairs
from samverkan.domain.dataset import Dataset
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.errors import SamverkanError
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.tables import write_package
from samverkan.workflows import export, home_selection, open_package, ranked_actors

__all__ = [
    "Dataset",
    "SamverkanError",
    "Selection",
    "TwoModeNetwork",
    "betweenness",
    "bridges",
    "closeness",
    "cohesion",
    "coverage",
    "cutpoints",
    "degree",
    "eigenvector",
    "export",
    "home_selection",
    "measures",
    "missing_partnerships",
    "open_package",
    "project",
    "ranked_actors",
    "related_groups",
    "shared_between",
    "shared_pairs",
    "strength",
    "study",
    "write_package",
]
