"""A scene for vis-network in the browser, described through pyvis.

pyvis holds the graph and ships the script; its HTML, its templates and its physics are not used: they fetch
from elsewhere, run what stands in a name, and move what should stay.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from samverkan.domain.nodes import is_way
from samverkan.draw.lettering import caption_lines
from samverkan.draw.lit import Lit
from samverkan.draw.palette import SIGNS, TONES
from samverkan.draw.scene import Scene
from samverkan.errors import SamverkanError

LIBRARY_URL = "/vis/vis-network.min.js"
"""Where the application serves the script from :func:`library_folder`."""


@cache
def library_folder() -> Path:
    """Return the folder of the vis-network bundle inside the installed pyvis, without importing pyvis.

    Raises
    ------
    SamverkanError
        pyvis is not installed, or holds no such bundle.
    """
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise SamverkanError("no_pyvis")
    folder = Path(spec.origin).parent / "lib" / "vis-9.1.2"
    if not folder.is_dir():
        raise SamverkanError("no_pyvis")
    return folder


def vis_payload(scene: Scene, lit: Lit | None = None) -> dict[str, Any]:
    """Return what the map component draws: nodes, edges, guides, both themes' colours and the words.

    ``lit`` is what the focus lights, from :func:`samverkan.draw.lit.lit`.
    """
    from pyvis.network import Network  # noqa: PLC0415  # importing pyvis takes 0.4 s and pulls in IPython

    graph = Network(directed=True)  # an undirected one compares each new edge with all others
    for node in scene.nodes:
        attributes = dataclasses.asdict(node) | {
            "title": node.title,
            **dataclasses.asdict(SIGNS[node.status]),
            "periods": [list(period) for period in node.periods],
            "lines": list(caption_lines(node.caption)),
        }
        graph.add_node(attributes.pop("id"), label=" ", **attributes)
    for edge in scene.edges:
        graph.edges.append(
            {
                "id": edge.id,
                "from": edge.source,
                "to": edge.target,
                "width": edge.width,
                "dashes": edge.dashed,
                "dots": not edge.counted,
                "is_undated": edge.is_undated,
                "periods": [list(period) for period in edge.periods],
                "title": edge.title,
            }
        )
    return {
        "lib": LIBRARY_URL,
        "nodes": graph.nodes,
        "edges": graph.edges,
        "tones": {
            theme: {tone: dict(colours) for tone, colours in tones.items()} for theme, tones in TONES.items()
        },
        "picture": {
            "title": scene.title,
            "subtitle": scene.subtitle,
            "footer": list(scene.footer),
            "legend": [
                dataclasses.asdict(entry) | dataclasses.asdict(SIGNS[entry.status]) for entry in scene.legend
            ],
        },
        "guides": [dataclasses.asdict(guide) for guide in scene.guides],
        "hulls": [
            {
                "text": hull.text,
                "corners": [list(corner) for corner in hull.corners],
                "spots": [list(spot) for spot in hull.spots],
            }
            for hull in scene.hulls
        ],
        "selected": lit.focus if lit else None,
        "lit": _lit(lit, scene) if lit else None,
    }


def _lit(lit: Lit, scene: Scene) -> dict[str, Any]:
    return {
        "focus": lit.focus,
        "name": next((hull.text for hull in scene.hulls if hull.of == lit.focus), ""),
        "is_way": is_way(lit.focus),
        # The line of a tie is enough to see which one it is.
        "ringed": list(lit.ends) if is_way(lit.focus) or len(lit.ends) == 1 else [],
        "nodes": sorted(lit.nodes),
        "edges": sorted(lit.ties),
    }
