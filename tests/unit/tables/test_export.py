from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.subset import subset
from samverkan.errors import ExportError
from samverkan.tables import read_package
from samverkan.tables.export import WRITERS, write_csv, write_graphml, write_json

Drawn = Callable[..., Dataset]


def town(drawn: Drawn) -> Study:
    dataset = drawn(
        [
            {"actor_id": "polisen", "initiative_id": "torget"},
            {"actor_id": "polisen", "initiative_id": "torget", "role": "host", "certainty": "inferred"},
            {"actor_id": "eidar", "initiative_id": "torget", "certainty": "inferred"},
            {"actor_id": "eidar", "initiative_id": "lagret"},
            {"actor_id": "delmos", "initiative_id": "torget", "role": "funder"},
        ],
        actors=[
            {
                "id": "polisen",
                "name": 'Polisen & "områdes"polisen <nord>',
                "sector": "state",
                "kind": "police",
            }
        ],
        initiatives=[
            {"id": "torget", "place_ids": "lextorp|kronogarden", "start": "2019"},
            {"id": "lagret", "status": "ended"},
            {"id": "tomt"},
        ],
        serves="torget-unga",
    )
    return study(dataset, Selection())


def test_csv_can_be_read_again_as_a_package(drawn: Drawn, tmp_path: Path) -> None:
    chosen = town(drawn)

    write_csv(chosen, tmp_path / "urval")

    reading = read_package(tmp_path / "urval")
    assert reading.report.is_clean
    assert subset(chosen).fingerprint == reading.dataset.fingerprint


def test_csv_wants_a_folder(drawn: Drawn, tmp_path: Path) -> None:
    (tmp_path / "urval.csv").write_text("", encoding="utf-8")

    with pytest.raises(ExportError) as caught:
        write_csv(town(drawn), tmp_path / "urval.csv")

    assert (caught.value.code, caught.value.params) == ("target_is_file", {"name": "urval.csv"})


def test_json_holds_the_day_and_every_table(drawn: Drawn, tmp_path: Path) -> None:
    chosen = town(drawn)

    write_json(chosen, tmp_path / "urval.json")

    content = json.loads((tmp_path / "urval.json").read_text(encoding="utf-8"))
    expected = {name: rows.to_dict("records") for name, rows in subset(chosen).tables.items()}
    assert content == {"as_of": "2021-06-30", "tables": expected}


def test_json_is_written_in_readable_swedish(drawn: Drawn, tmp_path: Path) -> None:
    write_json(town(drawn), tmp_path / "urval.json")

    assert "områdes" in (tmp_path / "urval.json").read_text(encoding="utf-8")


def test_graphml_is_read_by_networkx_as_the_same_network(drawn: Drawn, tmp_path: Path) -> None:
    chosen = town(drawn)

    write_graphml(chosen, tmp_path / "urval.graphml")

    graph = nx.read_graphml(tmp_path / "urval.graphml")
    assert set(graph.nodes) == {f"actor:{actor}" for actor in chosen.shown.actors} | {
        f"initiative:{initiative}" for initiative in chosen.shown.initiatives
    }
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset({f"actor:{actor}", f"initiative:{initiative}"})
        for actor in chosen.shown.actors
        for initiative in chosen.shown.initiatives_of(actor)
    }


def test_graphml_carries_what_is_known_and_leaves_out_what_is_not(drawn: Drawn, tmp_path: Path) -> None:
    write_graphml(town(drawn), tmp_path / "urval.graphml")

    graph = nx.read_graphml(tmp_path / "urval.graphml")
    assert graph.graph["as_of"] == "2021-06-30"
    assert graph.nodes["initiative:torget"] == {
        "mode": "initiative",
        "counted": True,
        "name": "Torget",
        "kind": "ordinary",
        "municipality": "Trollhättan",
        "place_ids": "lextorp|kronogarden",
        "start": "2019",
        "status_now": "ongoing",
    }
    assert graph.nodes["actor:polisen"]["name"] == 'Polisen & "områdes"polisen <nord>'
    assert graph.edges["actor:polisen", "initiative:torget"] == {
        "roles": "host|partner",
        "stated": True,
        "counted": True,
    }
    assert graph.edges["actor:eidar", "initiative:torget"]["stated"] is False
    assert graph.edges["actor:eidar", "initiative:lagret"]["counted"] is False


@pytest.mark.parametrize("file_format", WRITERS)
def test_an_empty_study_can_be_written_in_every_format(
    drawn: Drawn, tmp_path: Path, file_format: str
) -> None:
    nothing = study(drawn("a-x"), Selection(themes=("ingen",)))

    written = WRITERS[file_format](nothing, tmp_path / "urval")

    assert all(path.is_file() for path in written)
