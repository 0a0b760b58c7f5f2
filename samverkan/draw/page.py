"""The map as one HTML file that can be sent and opened anywhere: it asks no server for anything.

The picture is the SVG of a sheet, the details are data beside it, and one script of our own joins the two. A
policy inside the file lets no other script run, so that no name can ever do anything. Without the script, and
on paper, the picture and a table of all that it shows remain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any
from xml.etree import ElementTree

from samverkan.domain.study import Study
from samverkan.draw.document import colour_pairs, document, html_table, own_file
from samverkan.draw.framing import legend_sign
from samverkan.draw.mapped import map_scene_of
from samverkan.draw.order import Order
from samverkan.draw.palette import LIGHT
from samverkan.draw.poster import Format, poster
from samverkan.draw.scene import LegendEntry, Scene, SceneNode
from samverkan.draw.sheet import Line, Shape, Sheet
from samverkan.draw.svg import svg_tree
from samverkan.draw.told import Told
from samverkan.i18n import Translator, alphabetical

FORM = Format(1760, 1060)
"""Of the picture: on a large screen about its own size, beside the panel."""


def map_html(order: Order) -> bytes:
    """Return the map of an order as a page."""
    return page(map_scene_of(order), order.study, order.words, focus=order.view.focus).encode()


def page(scene: Scene, study: Study, words: Translator, *, focus: str = "") -> str:
    """Return a map as an HTML document without any outside request.

    Parameters
    ----------
    scene
        What to show.
    study
        What it was made of: roles and sources are read there.
    words
        In the language of the scene.
    focus
        The node that is chosen when the page opens; ``""``: none.

    Notes
    -----
    Cost: that of a poster, and linear in rows; about 300 kB for two hundred nodes, 110 of them the font.
    """
    return _Page(scene, study, words, focus).text


@dataclass(frozen=True)
class _Page:
    """One page, part by part."""

    scene: Scene
    study: Study
    words: Translator
    focus: str

    @property
    def text(self) -> str:
        words, scene = self.words, self.scene
        main = f"""{self._tools()}
<p id="idle">{escape(words("stand_alone.script_off"))}</p>
<div class="beside">
<figure>
{self._picture()}
<figcaption>{self._legend()}</figcaption>
</figure>
<section id="details" aria-label="{escape(words("stand_alone.details"))}">
<h2>{escape(words("stand_alone.nothing"))}</h2>
<p>{escape(words("stand_alone.hint"))}</p>
</section>
</div>
<p id="status" role="status" class="unseen"></p>
<p id="keys" class="note">{escape(words("stand_alone.keys"))}</p>
{self._table()}"""
        return document(
            language=words.language,
            title=scene.title,
            subtitle=scene.subtitle,
            main=main,
            footer=scene.footer,
            about=words("stand_alone.about"),
            script=own_file("page.js"),
            data=_as_data(self._data()),
        )

    def _tools(self) -> str:
        words = self.words
        names = sorted({node.name for node in self.scene.nodes}, key=alphabetical)
        options = "".join(f'<option value="{escape(name)}"></option>' for name in names)
        buttons = "".join(
            f'<button type="button" data-zoom="{key}" aria-label="{escape(words(f"map_text.{word}"))}">'
            f"{sign}</button>"
            for key, sign, word in (("+", "+", "zoom_in"), ("-", "−", "zoom_out"), ("0", "⤢", "fit"))
        )
        return f"""<form id="search" role="search">
<label for="sought">{escape(words("stand_alone.search"))}</label>
<input id="sought" type="search" list="names" autocomplete="off">
<datalist id="names">{options}</datalist>
<button>{escape(words("stand_alone.show"))}</button>
<span class="zoom">{buttons}</span>
</form>"""

    @cached_property
    def _told(self) -> Told:
        return Told(self.scene, self.study, self.words)

    @cached_property
    def _sheet(self) -> Sheet:
        """The map alone: what stands around it is text of the page."""
        bare = replace(self.scene, title="", subtitle="", legend=(), footer=())
        sheet = poster(bare, FORM, language=self.words.language)
        return replace(sheet, title=self.scene.title, description=self.scene.subtitle)

    def _picture(self) -> str:
        """Return the SVG with its nodes made reachable, and its colours left to the page."""
        sheet, root = self._sheet, svg_tree(self._sheet)
        root.set("id", "map")
        root.set("role", "group")
        root.set("aria-describedby", "keys")
        middles = {(mark.x, mark.y): mark.id for mark in sheet.marks if isinstance(mark, Shape)}
        named = {node.id: node for node in self.scene.nodes}
        first = max(self.scene.nodes, key=lambda node: (node.priority, node.id), default=None)
        for mark, element in zip(sheet.marks, root[-len(sheet.marks) :] if sheet.marks else (), strict=True):
            if isinstance(mark, Shape) and mark.id in named:
                node = named[mark.id]
                element.set("role", "button")
                element.set("tabindex", "0" if node is first else "-1")
                element.set("aria-label", f"{node.name}. {node.detail}")
                continue
            element.set("aria-hidden", "true")
            if isinstance(mark, Line) and not mark.id and (mark.x0, mark.y0) in middles:
                element.set("data-node", middles[mark.x0, mark.y0])
        return _with_variables(root)

    def _legend(self) -> str:
        items = "".join(
            f"<li>{_sign(entry)}<span>{escape(entry.label)}</span></li>" for entry in self.scene.legend
        )
        return f'<ul class="legend" aria-label="{escape(self.words("stand_alone.legend"))}">{items}</ul>'

    def _table(self) -> str:
        words = self.words
        headings = [words(f"column.{name}") for name in ("name", "kind", "detail")]
        nodes = sorted(self.scene.nodes, key=lambda node: (node.kind, alphabetical(node.name)))
        return html_table(
            words("stand_alone.table"),
            [*headings, words("stand_alone.ties")],
            [(node.name, *self._cells(node)) for node in nodes],
            name="all",
        )

    def _cells(self, node: SceneNode) -> tuple[str, str, str]:
        names = sorted((self._told.names[other] for other in self._told.ties[node.id]), key=alphabetical)
        ties = "; ".join(names) or self.words("stand_alone.no_ties")
        return self.words(f"map_text.{node.kind}"), node.detail, ties

    def _data(self) -> dict[str, Any]:
        """Return what the script shows of each node, all of it text."""
        places = {mark.id: mark for mark in self._sheet.marks if isinstance(mark, Shape)}
        texts = {
            "not_found": self.words("stand_alone.not_found", text="{text}"),
            "nothing": self.words("stand_alone.nothing"),
            "hint": self.words("stand_alone.hint"),
            "no_ties": self.words("stand_alone.no_ties"),
        }
        nodes = {
            node.id: self._told.of(node) | {"x": round(places[node.id].x), "y": round(places[node.id].y)}
            for node in self.scene.nodes
        }
        ends = {edge.id: [edge.source, edge.target] for edge in self.scene.edges}
        return {"words": texts, "nodes": nodes, "ends": ends, "focus": self.focus}


def _as_data(data: Mapping[str, Any]) -> str:
    """Return data as JSON that can stand in a page: nothing in it ends the element, or begins one."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sign(entry: LegendEntry) -> str:
    """Return a legend's sign as a small picture that says nothing by itself."""
    mark = legend_sign(entry, 14, 9, 8.75, LIGHT)
    root = svg_tree(Sheet(28, 18, LIGHT["background"]["fill"], "", "", "", (mark,)), with_font=False)
    for part in list(root)[:-1]:
        root.remove(part)
    root.attrib.clear()
    root.set("viewBox", "0 0 28 18")
    root.set("aria-hidden", "true")
    return _with_variables(root)


def _with_variables(root: ElementTree.Element) -> str:
    known = dict(colour_pairs())
    for element in root.iter():
        for name in ("fill", "stroke"):
            if (colour := element.get(name)) in known:
                element.set(name, f"var(--{colour.removeprefix('#')})")
    return ElementTree.tostring(root, encoding="unicode")
