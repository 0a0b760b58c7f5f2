"""Shows the map and writes down, in order, what it told."""

import streamlit as st

from samverkan.draw.palette import TONES
from samverkan.draw.vis import LIBRARY_URL
from samverkan.ui.components.map import read_answer, read_turned, show_map

NODES = [
    {
        "id": identifier,
        "kind": "actor",
        "caption": name,
        "lines": [name],
        "x": x,
        "y": y,
        "size": 12.0,
        "shape": "dot",
        "tone": "municipal",
        "hollow": False,
        "dashed": False,
        "inside": "",
        "priority": priority,
        "title": name,
        "periods": [],
    }
    for identifier, name, x, y, priority in (
        ("actor:a", "Abborren", 0.0, 0.0, 3.0),
        ("actor:b", "Braxen", 400.0, 0.0, 2.0),
        ("actor:c", "Gäddan", 400.0, 300.0, 1.0),
    )
]


def _write_down(what: str) -> None:
    raw = st.session_state["map"][what]
    node = read_turned(raw) if what == "turned" else read_answer(raw).node
    if what == "selected":
        st.session_state["chosen"] = node
    st.session_state["told"] = [*st.session_state.get("told", []), f"{what} {node}"]


st.title("Liten karta")
show_map(
    {
        "lib": LIBRARY_URL,
        "nodes": NODES,
        "edges": [],
        "tones": {
            theme: {tone: dict(colours) for tone, colours in tones.items()} for theme, tones in TONES.items()
        },
        "years": None,
        "guides": [],
        "hulls": [],
        "selected": st.session_state.get("chosen"),
        "lit": None,
        "texts": {"aria_label": "Liten karta", "instructions": "Pilar.", "turn_hint": "Tangenten o öppnar."},
        "picture": {"title": "", "subtitle": "", "footer": [], "legend": [], "file_name": "map.png"},
    },
    key="map",
    height_px=500,
    on_selected=lambda: _write_down("selected"),
    on_turned=lambda: _write_down("turned"),
)
st.text(", ".join(st.session_state.get("told", [])) or "inget")
