// What Python is told: again until it has been heard.

const ASK = { again_ms: 1000, most_ms: 8000 };

/**
 * Whether Streamlit is at work. What it is told then stops that work, and what the work had begun to change can
 * be lost; so nothing is told twice before it has come to rest.
 */
function isPageAtWork() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

/** One kind of answer to Python. Streamlit may lose what it is told while it draws the whole page anew. */
class Asking {
  /** A choice that is told again is a new one, for the first may have been begun and lost; a turn is not. */
  constructor(isHeard, { is_renewed }) {
    this.isHeard = isHeard;
    this.is_renewed = is_renewed;
    /** Set by the door to Streamlit, anew with each call. */
    this.tell = () => undefined;
  }

  /** The time makes each answer a new value: choosing the same thing again must reach the page again. */
  ask(value) {
    this.asked_at = Date.now();
    this.say({ ...value, answered_at_ms: this.asked_at });
  }

  say(answer) {
    this.tell(answer);
    this.listen(answer);
  }

  listen(answer) {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (this.isHeard(answer) || Date.now() - this.asked_at > ASK.most_ms) return;
      if (isPageAtWork()) this.listen(answer);
      else this.say(this.is_renewed ? { ...answer, answered_at_ms: Date.now() } : answer);
    }, ASK.again_ms);
  }

  stop() {
    clearTimeout(this.again);
  }
}
