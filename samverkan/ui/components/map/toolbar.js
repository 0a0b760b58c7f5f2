// The buttons below the map.

const ACTIONS = {
  zoom_in: (live) => live.zoom(ZOOM_STEP),
  zoom_out: (live) => live.zoom(1 / ZOOM_STEP),
  fit: (live) => live.fit({ is_animated: true }),
  full_screen: (live) => toggleFullScreen(live.elements.root),
  download_png: (live, button) => whileDisabled(button, () => downloadPicture(live)),
};

/** Inside a shadow root the document names the host, and only the root names the element. */
function isFullScreen(root) {
  return root.getRootNode().fullscreenElement === root;
}

function toggleFullScreen(root) {
  return isFullScreen(root) ? document.exitFullscreen() : root.requestFullscreen();
}

async function whileDisabled(button, work) {
  button.disabled = true;
  try {
    await work();
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function listenToToolbar(live, signal) {
  for (const button of live.elements.buttons) {
    button.addEventListener("click", () => ACTIONS[button.dataset.action](live, button), { signal });
  }
  const full_screen = live.elements.buttons.find((button) => button.dataset.action === "full_screen");
  document.addEventListener("fullscreenchange", () => {
    full_screen.setAttribute("aria-pressed", String(isFullScreen(live.elements.root)));
  }, { signal });
}
