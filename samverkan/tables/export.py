"""A study in the formats that other tools read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import networkx as nx

from samverkan.domain.dataset import record, records
from samverkan.domain.study import Study
from samverkan.domain.subset import subset
from samverkan.errors import ExportError
from samverkan.tables.write import write_package


def write_csv(study: Study, target: Path) -> tuple[Path, ...]:
    """Write what a study shows as a data package of its own: a folder of CSV files."""
    if target.is_file():
        raise ExportError("target_is_file", name=target.name)
    return write_package(subset(study), target)


def write_json(study: Study, target: Path) -> tuple[Path, ...]:
    """Write what a study shows as one JSON file: the date, then table name to its rows."""
    tables = {name: rows.to_dict("records") for name, rows in subset(study).tables.items()}
    content = {"as_of": study.as_of.isoformat(), "tables": tables}
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    target.write_text(text + "\n", encoding="utf-8")
    return (target,)


def write_graphml(study: Study, target: Path) -> tuple[Path, ...]:
    """Write the shown two-mode network as GraphML.

    Nodes are ``actor:<id>`` and ``initiative:<id>``. GraphML has no lists and no dates: lists are joined by
    ``|``, dates are ISO text, and what is unknown is left out.
    """
    selection = study.selection
    unlike = {"opened": "|".join(selection.opened), "closed": "|".join(selection.closed)}
    graph = nx.Graph(as_of=study.as_of.isoformat(), level=selection.level, **unlike)
    for actor in study.shown.actors:
        row = record(study.dataset.actors, actor)
        graph.add_node(
            f"actor:{actor}", mode="actor", **_known(row, ("name", "short_name", "kind", "sector"))
        )
    columns = ("name", "kind", "municipality", "place_ids", "theme_ids", "start", "end", "status_now")
    for row in records(study.initiatives):
        graph.add_node(
            f"initiative:{row['id']}",
            mode="initiative",
            counted=bool(row["counted"]),
            **_known(row, columns),
        )
    for (member, initiative), rows in study.participations.groupby(["actor_id", "initiative_id"]):
        graph.add_edge(
            f"actor:{member}",
            f"initiative:{initiative}",
            roles="|".join(sorted(set(rows["role"]))),
            stated=bool((rows["certainty"] == "stated").any()),
            counted=bool(rows["counted"].any()),
        )
    nx.write_graphml(graph, target, encoding="utf-8")
    return (target,)


def _known(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, str]:
    return {column: str(row[column]) for column in columns if row[column]}


WRITERS: Mapping[str, Callable[[Study, Path], tuple[Path, ...]]] = MappingProxyType(
    {"csv": write_csv, "json": write_json, "graphml": write_graphml}
)
"""Format name to what writes it; each returns the files that it wrote."""
