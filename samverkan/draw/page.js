"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, ends, words } = data;
  const map = document.getElementById("map");
  const details = document.getElementById("details");
  const status = document.getElementById("status");
  const sought = document.getElementById("sought");
  const signs = new Map([...map.querySelectorAll("[role=button]")].map((sign) => [sign.dataset.id, sign]));
  const parts = [...map.querySelectorAll("[data-id], [data-node]")];
  const nodeOf = (element) => {
    const part = element.closest?.("[data-id], [data-node]");
    const id = part?.dataset.node ?? part?.dataset.id;
    return id in nodes ? id : "";
  };
  let chosen = "";

  // What is near the node in question stays lit, the rest is dimmed.
  const light = (id) => {
    const near = new Set(id ? [id, ...nodes[id].ties.map((tie) => tie.to)] : []);
    for (const part of parts) {
      const tie = ends[part.dataset.id];
      const isNear = tie ? tie.includes(id) : near.has(part.dataset.node ?? part.dataset.id);
      part.classList.toggle("dim", Boolean(id) && !isNear);
    }
  };

  const put = (parent, tag, text = "") => {
    const element = document.createElement(tag);
    element.textContent = text; // Never markup: names are data.
    parent.append(element);
    return element;
  };

  const tell = (id) => {
    details.replaceChildren();
    details.classList.toggle("empty", !id);
    const node = nodes[id];
    put(details, "h2", node ? node.name : words.nothing);
    if (!node) return put(details, "p", words.hint);
    for (const line of [node.detail, ...node.about]) put(details, "p", line);
    put(details, "h3", node.heading);
    if (!node.ties.length) put(details, "p", words.no_ties);
    const list = put(details, "ul");
    for (const { to, says, where } of node.ties) {
      const item = put(list, "li");
      const button = put(item, "button", nodes[to].name);
      button.type = "button";
      button.addEventListener("click", () => { choose(to); details.querySelector("button")?.focus(); });
      put(item, "span", ` ${says}`);
      for (const line of where) put(item, "small", line);
    }
  };

  const choose = (id) => {
    signs.get(chosen)?.classList.remove("chosen");
    chosen = id;
    signs.get(id)?.classList.add("chosen");
    if (id) reach(id);
    light(id);
    tell(id);
    status.textContent = id ? nodes[id].said : words.nothing;
  };

  // One stop for Tab; the arrows do the rest.
  const reach = (id) => signs.forEach((sign, other) => sign.setAttribute("tabindex", other === id ? 0 : -1));

  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const towards = (id, [right, down]) => {
    let best = id;
    let least = Infinity;
    for (const [other, { x, y }] of Object.entries(nodes)) {
      const along = (x - nodes[id].x) * right + (y - nodes[id].y) * down;
      const aside = Math.abs((x - nodes[id].x) * down) + Math.abs((y - nodes[id].y) * right);
      const far = along + 2 * aside;
      if (other !== id && along > 0 && far < least) [best, least] = [other, far];
    }
    return best;
  };

  const whole = map.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const look = (x, y, width) => {
    whole.width = clamp(width, full.width / 12, full.width);
    whole.height = whole.width * full.height / full.width;
    whole.x = clamp(x, 0, full.width - whole.width);
    whole.y = clamp(y, 0, full.height - whole.height);
    map.classList.toggle("large", whole.width < full.width);
  };
  // Around a share of the view: where the pointer is, else where what is chosen stands, else the middle.
  const share = (at, start, length) => clamp((at - start) / length, 0, 1);
  const zoom = (key, point) => {
    const { x, y } = point ?? nodes[chosen] ?? { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 };
    const across = share(x, whole.x, whole.width);
    const down = share(y, whole.y, whole.height);
    const width = clamp(whole.width * { "+": 0.75, "-": 4 / 3, 0: 100 }[key], full.width / 12, full.width);
    const gain = whole.width - width;
    look(whole.x + gain * across, whole.y + gain * down * full.height / full.width, width);
  };

  map.addEventListener("pointerover", (event) => light(nodeOf(event.target) || chosen));
  map.addEventListener("pointerleave", () => light(chosen));
  // Not on the map itself: a picture that listens for focus becomes a stop for Tab.
  map.parentElement.addEventListener("focusin", (event) => light(nodeOf(event.target) || chosen));
  map.parentElement.addEventListener("focusout", () => light(chosen));
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = map.getBoundingClientRect();
    const scale = whole.width / box.width;
    zoom(event.deltaY < 0 ? "+" : "-", { x: whole.x + (event.clientX - box.x) * scale, y: whole.y + (event.clientY - box.y) * scale });
  }, { passive: false });
  map.addEventListener("keydown", (event) => {
    const id = nodeOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || !id) return;
    if (event.key in WAYS) { const next = towards(id, WAYS[event.key]); reach(next); signs.get(next).focus(); }
    else if (event.key === "Enter" || event.key === " ") choose(id);
    else if ("+-0".includes(event.key)) zoom(event.key);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(""); });

  // A drag moves a map that is larger than its frame; what was not dragged was a click.
  let held = null;
  map.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, at: { x: whole.x, y: whole.y }, far: 0 }; });
  map.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const scale = whole.width / map.getBoundingClientRect().width;
    held.far = Math.max(held.far, Math.hypot(event.clientX - held.x, event.clientY - held.y));
    if (held.far > 4) look(held.at.x - (event.clientX - held.x) * scale, held.at.y - (event.clientY - held.y) * scale, whole.width);
  });
  map.addEventListener("click", (event) => { if (!held || held.far <= 4) choose(nodeOf(event.target)); });

  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => zoom(button.dataset.zoom)));
  const find = (fits) => Object.keys(nodes).find((id) => fits(nodes[id].name.toLowerCase(), sought.value.trim().toLowerCase()));
  sought.addEventListener("input", () => { const id = find((name, text) => name === text); if (id) choose(id); });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const waysToFit = [(name, text) => name === text, (name, text) => name.startsWith(text), (name, text) => name.includes(text)];
    const id = sought.value.trim() && waysToFit.map(find).find(Boolean);
    if (id) choose(id);
    else status.textContent = words.not_found.replace("{text}", () => sought.value);
  });

  document.getElementById("idle").remove();
  choose(data.focus in nodes ? data.focus : "");
})();
