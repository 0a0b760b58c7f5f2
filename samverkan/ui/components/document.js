// The document's language, and the library's own English words in the language that the reader has chosen.
// The library has no option for them: they are changed where they stand, as it writes them, and back again.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-valuetext", "aria-roledescription"];
/** What holds words of ours or of the data alone. */
const NOT_ITS_OWN = ".sv, svg, style, script, noscript, [data-testid=data-grid-canvas]";

/** What was changed, to be changed back: node to name (of an attribute, or "" for the text) to the two texts. */
const changed = new WeakMap();
/** What may stand for a name in braces, where not anything may. */
const PLACE = { "{n}": "(\\d[\\d,. ]*)" };

let observer;
let translate = () => undefined;

export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.cookie = `samverkan_lang=${data.language}; path=/; SameSite=Strict; max-age=31536000`;
  translate = translatorOf(data.words);
  observer ??= new MutationObserver(follow);
  observer.disconnect();
  reword(document.body);
  const seen = { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES };
  observer.observe(document.body, seen);
}

/** Sentences with a name in braces become patterns, {n} being a number; all others are looked up whole. */
function translatorOf(words) {
  const whole = new Map(words.filter(([own]) => !own.includes("{")));
  const patterns = words.filter(([own]) => own.includes("{")).map(([own, put]) => {
    const parts = own.split(/(\{\w+\})/).map((part) => (
      PLACE[part] ?? (part.startsWith("{") ? "(.+)" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    ));
    return [new RegExp(`^${parts.join("")}$`), put];
  });
  return (text) => {
    if (whole.has(text)) return whole.get(text);
    for (const [pattern, put] of patterns) {
      const found = text.match(pattern);
      let place = 0;
      if (found) return put.replace(/\{\w+\}/g, () => found[++place]);
    }
    return undefined;
  };
}

function follow(mutations) {
  for (const { type, target, attributeName, addedNodes } of mutations) {
    if (type === "attributes") rewordAttribute(target, attributeName);
    else if (type === "characterData") rewordText(target);
    else addedNodes.forEach(reword);
  }
}

function reword(root) {
  if (root.nodeType === Node.TEXT_NODE) return rewordText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ATTRIBUTES) {
    if (root.hasAttribute(name)) rewordAttribute(root, name);
    root.querySelectorAll(`[${name}]`).forEach((element) => rewordAttribute(element, name));
  }
  if (root.parentElement?.closest(NOT_ITS_OWN)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_ITS_OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  for (let node = walker.currentNode; node; node = walker.nextNode())
    if (node.nodeType === Node.TEXT_NODE) rewordText(node);
}

function rewordText(node) {
  if (node.parentElement?.closest(NOT_ITS_OWN)) return;
  exchange(node, "", node.nodeValue, (text) => { node.nodeValue = text; });
}

function rewordAttribute(element, name) {
  if (element.closest(".sv")) return;
  exchange(element, name, element.getAttribute(name) ?? "", (text) => element.setAttribute(name, text));
}

/** Put the reader's word for the library's, or the library's own back where there is none. */
function exchange(node, name, shown, put) {
  const before = changed.get(node)?.get(name);
  const own = before?.put === shown ? before.own : shown;
  const found = own.trim() && translate(own.trim());
  const wanted = found ? own.replace(own.trim(), () => found) : own;
  if (wanted === shown) return;
  if (!changed.has(node)) changed.set(node, new Map());
  changed.get(node).set(name, { own, put: wanted });
  put(wanted);
}
