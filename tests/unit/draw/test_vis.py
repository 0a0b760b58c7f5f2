from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from samverkan.draw.palette import TONES
from samverkan.draw.scene import LegendEntry, Scene, SceneEdge, SceneNode
from samverkan.draw.vis import LIBRARY_URL, library_folder, vis_payload

NODE = SceneNode(
    id="actor:a",
    kind="actor",
    caption="<script>alert(1)</script>",
    x=1.0,
    y=2.0,
    size=7.0,
    shape="dot",
    tone="municipal",
    hollow=False,
    priority=1.0,
    name="A",
    detail="Polis",
)
SCENE = Scene(
    nodes=(NODE, replace(NODE, id="actor:b")),
    edges=(
        SceneEdge("tie:a~b", "actor:a", "actor:b", 1.4, True, "Värd"),
        SceneEdge("tie:b~a", "actor:b", "actor:a", 2.0, False, "", counted=False),
    ),
    legend=(LegendEntry("dot", "municipal", False, "Kommunal"),),
    title="Titel",
    subtitle="Undertitel",
    footer=("Fot",),
)


def test_every_node_keeps_what_the_scene_says_of_it() -> None:
    node = vis_payload(SCENE)["nodes"][0]

    said = json.loads(json.dumps(asdict(NODE)))
    assert said == {name: node[name] for name in said}


def test_every_tie_is_handed_over_whatever_its_direction() -> None:
    assert vis_payload(SCENE)["edges"] == [
        {
            "id": "tie:a~b",
            "from": "actor:a",
            "to": "actor:b",
            "width": 1.4,
            "dashes": True,
            "dots": False,
            "is_undated": False,
            "periods": [],
            "title": "Värd",
        },
        {
            "id": "tie:b~a",
            "from": "actor:b",
            "to": "actor:a",
            "width": 2.0,
            "dashes": False,
            "dots": True,
            "is_undated": False,
            "periods": [],
            "title": "",
        },
    ]


def test_the_words_of_the_picture_go_along() -> None:
    assert vis_payload(SCENE)["picture"] == {
        "title": "Titel",
        "subtitle": "Undertitel",
        "footer": ["Fot"],
        "legend": [
            {
                "shape": "dot",
                "tone": "municipal",
                "hollow": False,
                "label": "Kommunal",
                "status": "",
                "dashed": False,
                "inside": "",
            }
        ],
    }


def test_the_colours_are_those_of_the_palette() -> None:
    tones = vis_payload(SCENE)["tones"]

    assert {theme: dict(colours) for theme, colours in TONES.items()} == tones


@pytest.mark.parametrize("scene", [SCENE, Scene((), (), (), "", "", ())])
def test_the_browser_gets_plain_values(scene: Scene) -> None:
    payload = vis_payload(scene)

    assert payload == json.loads(json.dumps(payload, allow_nan=False))


def test_the_script_is_served_from_the_installed_package() -> None:
    assert (library_folder() / LIBRARY_URL.rsplit("/", 1)[-1]).stat().st_size > 100_000
