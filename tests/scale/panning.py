"""How smoothly a map of a thousand nodes follows the mouse: ``python tests/scale/panning.py``.

The time between two frames while the map is dragged, median and 95th percentile, beside the HTML that pyvis
itself writes of the same graph at the same places, its physics off, dragged in the same way. The package is
``data/`` some times over, a tenth of its ties moved among the copies. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import csv
import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import numpy as np
from browser import ROOT, serving, until_drawn
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

import samverkan as sv
from samverkan.analysis.centrality import measures
from samverkan.domain.selection import Selection
from samverkan.domain.view import View
from samverkan.draw.layout import map_layout
from samverkan.draw.map_scene import map_scene
from samverkan.draw.most import ALWAYS
from samverkan.draw.vis import library_folder, vis_payload
from samverkan.i18n import translator

COPIES = 6
"""Of the last one only the actors, to stay just below the thousand above which a map is cut."""
OWN = {
    "actors": ("id", "parent_id", "merged_into"),
    "initiatives": ("id", "parent_id"),
    "participations": ("actor_id", "initiative_id"),
    "serves": ("initiative_id",),
}
MOVED = 0.1
WINDOW = {"width": 1920, "height": 1080}
STEPS, STEP_PX = 90, 9
GOAL_MS = 60
WATCH = """() => {
  const ask = window.requestAnimationFrame.bind(window);
  const seen = window.seen = { frames: [], work: [] };
  window.requestAnimationFrame = (work) => ask((time) => {
    const start = performance.now();
    work(time);
    seen.work.push(performance.now() - start);
  });
  const see = (time) => { seen.frames.push(time); ask(see); };
  ask(see);
}"""

REST_MS = 1000
Room = Mapping[str, float]
Size = tuple[float, float]
Frames = tuple[float, float, float, float]
"""Median and 95th percentile, in ms: of the time between two frames, and of the script's work in one."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        enlarge(ROOT / "data", folder / "data")
        payload = payload_of(folder / "data")
        if len(payload["nodes"]) > ALWAYS:
            raise RuntimeError("the map would be cut")
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        print(f"{len(payload['nodes'])} nodes, {len(payload['edges'])} edges, dragged with the mouse")
        print(f"{'':32}{'ms between frames, 95th':>28}{'script ms a frame, 95th':>28}")
        ours, size = ours_dragged(browser, folder / "data")
        _row("our map", ours)
        peer = peer_dragged(browser, payload, folder, size)
        _row("pyvis's HTML, physics off", peer)
        _row("  pyvis / ours", tuple(theirs / own for theirs, own in zip(peer, ours, strict=True)))
        _row(f"  ours / the goal of {GOAL_MS} ms", tuple(own / GOAL_MS for own in ours))
        browser.close()


def _row(name: str, figures: Iterable[float]) -> None:
    between, slow, work, slow_work = figures
    print(f"{name:32}{between:>19.1f}{slow:>9.1f}{work:>19.1f}{slow_work:>9.1f}")


def enlarge(source: Path, target: Path) -> None:
    """Write a data package with copies of all actors, initiatives and what ties them."""
    shutil.copytree(source, target)
    tables = {table: _rows(target / f"{table}.csv") for table in OWN}
    first = {table: list(rows) for table, rows in tables.items()}
    for number in range(1, COPIES):
        for table, columns in OWN.items():
            if table == "actors" or number < COPIES - 1:
                tables[table] += [_copied(row, number, columns) for row in first[table]]
    _move_ties(tables["participations"])
    for table, rows in tables.items():
        with (target / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _copied(row: dict[str, str], number: int, columns: tuple[str, ...]) -> dict[str, str]:
    own = {column: f"{row[column]}-k{number}" for column in columns if row[column]}
    names = {name: f"{row[name]} {number}" for name in ("name", "short_name") if row.get(name)}
    return {**row, **own, **names}


def _move_ties(participations: list[dict[str, str]]) -> None:
    """Let some participations swap their actors, so that the copies hang together."""
    generator = np.random.default_rng(1)
    chances = generator.random(len(participations))
    moved = [row for row, chance in zip(participations, chances, strict=True) if chance < MOVED]
    actors = [row["actor_id"] for row in moved]
    for row, place in zip(moved, generator.permutation(len(moved)), strict=True):
        row["actor_id"] = actors[place]


def payload_of(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the nodes and edges that the dashboard draws first, with their places."""
    dataset = sv.open_package(folder).dataset
    chosen = sv.study(dataset, sv.home_selection(dataset))
    positions = map_layout(sv.study(dataset, Selection(roles=(), statuses=())), "two_mode")
    view = View(chosen.selection)
    return vis_payload(map_scene(chosen, view, measures(chosen.network), positions, translator("sv")))


def ours_dragged(browser: Browser, data: Path) -> tuple[Frames, Size]:
    """Drag the dashboard's map; returns also how large it is."""
    with serving(SAMVERKAN_DATA=str(data), SAMVERKAN_CACHE="") as address:
        page = browser.new_page(viewport=WINDOW)
        page.goto(address)
        until_drawn(page, "")
        page.locator('[data-test-script-state="notRunning"]').wait_for(timeout=60_000)
        stage = page.get_by_role("application")
        room = stage.bounding_box() or {}
        frames = _dragged(page, room)
        page.close()
    return frames, (room["width"], room["height"])


def peer_dragged(
    browser: Browser, payload: dict[str, list[dict[str, object]]], folder: Path, size: Size
) -> Frames:
    """Drag pyvis's own page, on a canvas of the same size."""
    width, height = size
    graph = Network(height=f"{height}px", width=f"{width}px", directed=True)
    for node in payload["nodes"]:
        shown = {key: node[key] for key in ("x", "y", "size", "title")} | {"shape": "dot"}
        graph.add_node(node["id"], label=node["caption"], **shown)
    graph.edges.extend({key: edge[key] for key in ("from", "to", "width")} for edge in payload["edges"])
    graph.toggle_physics(False)
    # Its page fetches three files from elsewhere; the library comes from the installed package instead.
    html = re.sub(
        r"<(?:script|link)[^>]+(?:src|href)=[^>]+>(?:\s*</script>)?", "", graph.generate_html(local=True)
    )
    html = html.replace("<head>", '<head><script src="vis/vis-network.min.js"></script>', 1)
    folder.joinpath("pyvis.html").write_text(html, encoding="utf-8")
    folder.joinpath("vis").symlink_to(library_folder())
    with _files_of(folder) as address:
        page = browser.new_page(viewport=WINDOW)
        page.goto(f"{address}/pyvis.html")
        canvas = page.locator("canvas")
        canvas.wait_for(timeout=60_000)
        page.wait_for_timeout(REST_MS)
        frames = _dragged(page, canvas.bounding_box() or {})
        page.close()
    return frames


def _dragged(page: Page, room: Room) -> Frames:
    """Drag what is in a rectangle to and fro, from a corner where nothing lies, and watch the frames."""
    x, y = room["x"] + 12, room["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for step in range(STEPS):
        away = STEP_PX * (step if step < STEPS / 2 else STEPS - step)
        page.mouse.move(x + away, y + away / 2)
    seen: dict[str, list[float]] = page.evaluate("window.seen")
    page.mouse.up()
    between = [later - earlier for earlier, later in pairwise(seen["frames"])]
    if len(seen["work"]) < STEPS / 2:
        raise RuntimeError("the map did not follow the mouse")
    return *_median_and_slow(between), *_median_and_slow(seen["work"])


def _median_and_slow(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]


@contextmanager
def _files_of(folder: Path) -> Iterator[str]:
    """Serve a folder's files and give their address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
