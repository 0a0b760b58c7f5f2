// What Python is told: again and again until it has been heard.

const ASK = { again_ms: 1000, most_ms: 8000 };

/**
 * One kind of answer to Python. Streamlit may lose what it is told while it draws the whole page anew; each
 * payload says what has been `heard`. The same value comes twice without harm: only a new one counts there.
 */
class Asking {
  constructor() {
    /** Set by the door to Streamlit, anew with each call. */
    this.tell = () => undefined;
  }

  /** The time makes each answer a new value: choosing the same thing again must reach the page again. */
  ask(value) {
    this.value = { ...value, answered_at_ms: Date.now() };
    this.tellAgain();
  }

  tellAgain() {
    clearTimeout(this.again);
    this.tell(this.value);
    if (Date.now() - this.value.answered_at_ms > ASK.most_ms) return;
    this.again = setTimeout(() => this.tellAgain(), ASK.again_ms);
  }

  hear(answered_at_ms) {
    if (answered_at_ms >= this.value?.answered_at_ms) this.stop();
  }

  stop() {
    clearTimeout(this.again);
  }
}
