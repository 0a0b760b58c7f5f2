"""What is told of each node of a map in words: what it is, to whom it is tied and how, where that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samverkan.domain.dataset import records, split_list
from samverkan.domain.study import Study
from samverkan.draw.scene import Scene, SceneNode
from samverkan.i18n import Translator, alphabetical


@dataclass(frozen=True)
class Told:
    """What a study says of the nodes of its scene; all of it text, and in the language of the words."""

    scene: Scene
    study: Study
    words: Translator

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Node to its full name."""
        return {node.id: node.name for node in self.scene.nodes}

    @cached_property
    def ties(self) -> Mapping[str, Mapping[str, str]]:
        """Node to its neighbours, each with what the tie says."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for edge in self.scene.edges:
            found[edge.source][edge.target] = edge.title
            found[edge.target][edge.source] = edge.title
        return found

    def of(self, node: SceneNode) -> dict[str, Any]:
        """Return all about a node."""
        words, ties = self.words, self.ties[node.id]
        kind = words(f"map_text.{node.kind}")
        others = sorted(ties, key=lambda other: alphabetical(self.names[other]))
        of_actor = "partners" if others and others[0].startswith("actor:") else "initiatives"
        heading = words("details.actors" if node.kind == "initiative" else f"details.{of_actor}")
        count = "map_text.selected_node_one" if len(others) == 1 else "map_text.selected_node"
        return {
            "name": node.name,
            "detail": f"{kind.capitalize()} · {node.detail}",
            "said": words(count, name=node.name, kind=kind, count=len(others)),
            "about": self._about[node.id],
            "heading": f"{heading} ({len(others)})",
            "ties": [
                {"to": other, "says": ties[other], "where": self._where(node.id, other)} for other in others
            ],
        }

    @cached_property
    def _about(self) -> Mapping[str, list[str]]:
        """Node to what its rows say of it: what it is, and of an initiative for whom, where and when."""
        dataset, study = self.study.dataset, self.study
        about: dict[str, list[str]] = defaultdict(list)
        for row in records(dataset.actors):
            about[f"actor:{row['id']}"] = [row["description"]] if row["description"] else []
        served: dict[str, list[str]] = defaultdict(list)
        for row in records(study.serves):
            served[row["initiative_id"]].append(dataset.names["target_groups"][row["target_group_id"]])
        for row in records(study.initiatives):
            places = [dataset.names["places"][place] for place in split_list(row["place_ids"])]
            period = f"{row['start'] or '?'} – {row['end']}".rstrip() if row["start"] or row["end"] else ""
            told = {
                "for_whom": ", ".join(dict.fromkeys(served[row["id"]])),
                "where": ", ".join(places),
                "when": period,
            }
            lines = [f"{self.words(f'details.{key}')}: {text}" for key, text in told.items() if text]
            about[f"initiative:{row['id']}"] = [*filter(None, [row["description"]]), *lines]
        return about

    def _where(self, one: str, other: str) -> list[str]:
        """Return where the sources state a tie: of two actors, in which initiatives they meet."""
        actor, initiative = sorted((one, other))
        if initiative.startswith("initiative:"):
            return self._stated.get((actor, initiative), [])
        return sorted(
            (
                self.study.dataset.names["initiatives"][name]
                for name in self._joined[actor] & self._joined[initiative]
            ),
            key=alphabetical,
        )

    @cached_property
    def _joined(self) -> Mapping[str, set[str]]:
        """Actor's node to the counted initiatives that it takes part in."""
        joined: dict[str, set[str]] = defaultdict(set)
        rows = self.study.participations
        for row in records(rows[rows["counted"]]):
            joined[f"actor:{row['actor_id']}"].add(row["initiative_id"])
        return joined

    @cached_property
    def _stated(self) -> Mapping[tuple[str, str], list[str]]:
        """Nodes of an actor and an initiative to where their tie is stated."""
        sources = {row["id"]: row for row in records(self.study.dataset.sources)}
        stated: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in records(self.study.participations):
            source = sources[row["source_id"]]
            text = self.words(
                "evidence.long",
                source=source["title"],
                section=row["section"],
                lines=row["lines"].replace("|", ", ").replace("-", "–"),
                reviewed=source["reviewed"] or source["published"] or "–",
            )
            pair = (f"actor:{row['actor_id']}", f"initiative:{row['initiative_id']}")
            if text not in stated[pair]:
                stated[pair].append(text)
        return stated
