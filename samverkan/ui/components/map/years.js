// Years: the map as it was in one of them, played by itself or chosen. Nothing moves; what was not there goes.

/** How long a year stands while the map plays. */
const YEAR_MS = 1000;
/** A slider that is dragged or walked with the arrows asks Python when it has come to rest. */
const REST_MS = 350;
const WHEN = { known: "known", undated: "undated", other: "other" };

/**
 * Whether a year lies in one of some periods [first, last]. An unknown end rules nothing out; where both are
 * unknown nobody can tell.
 */
function when(periods, year) {
  const touching = periods.filter(([first, last]) =>
    (first === null || first <= year) && (last === null || last >= year));
  if (touching.some(([first, last]) => first !== null || last !== null)) return WHEN.known;
  return touching.length ? WHEN.undated : WHEN.other;
}

/** The payload of a year, the whole one where there is none. What has no dates stays, and is told apart. */
function payloadOf(whole, year) {
  if (year === null) return whole;
  const seen = (things) => things
    .map((thing) => ({ ...thing, is_undated: when(thing.periods, year) === WHEN.undated }))
    .filter((thing) => when(thing.periods, year) !== WHEN.other);
  const nodes = seen(whole.nodes);
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = seen(whole.edges).filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { ...whole, nodes, edges };
}

function isStill() {
  return globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The part of a live map that goes through the years. */
const years = {
  /** Follow the page, unless the reader is under way through the years. */
  followYear() {
    const told = this.sent.years;
    // An ask that nothing came of for so long is forgotten, so that the page decides again.
    const is_answered = told?.chosen === this.wanted_year || Date.now() - this.wanted_at > ASK.most_ms;
    if (is_answered) this.wanted_year = undefined;
    if (!this.is_playing && this.wanted_year === undefined) this.year = told?.chosen ?? null;
    this.arrange();
    if (this.is_waiting && !told?.is_filtered) this.play();
  },

  /** Draw a year, without asking anybody. */
  showYear(year) {
    this.year = year;
    this.arrange();
    this.writeYear();
    this.refresh();
  },

  /** Let the page follow: its table, its panel and its link. */
  askForYear(year) {
    this.wanted_year = year;
    this.wanted_at = Date.now();
    this.asking.year.ask({ year });
  },

  nextYear() {
    const { first, last } = this.whole.years;
    return this.year === null || this.year >= last ? first : this.year + 1;
  },

  togglePlay() {
    if (this.is_playing) {
      this.stop();
    } else if (isStill()) {
      this.showYear(this.nextYear());
      this.askForYear(this.year);
    } else if (this.whole.years.is_filtered) {
      // A page that shows a year has sent nothing of the others.
      this.is_waiting = true;
      this.askForYear(null);
    } else {
      this.play();
    }
  },

  play() {
    this.is_waiting = false;
    this.is_playing = true;
    this.showYear(this.nextYear());
    this.clock = setInterval(() => {
      if (this.year >= this.whole.years.last) this.stop();
      else this.showYear(this.year + 1);
    }, YEAR_MS);
  },

  stop() {
    clearInterval(this.clock);
    this.is_playing = false;
    this.writeYear();
    this.askForYear(this.year);
  },

  /** The slider has been moved. */
  slideTo(year) {
    clearInterval(this.clock);
    this.is_playing = false;
    this.showYear(year);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.askForYear(year), REST_MS);
  },

  allYears() {
    clearInterval(this.clock);
    this.is_playing = false;
    this.askForYear(null);
    this.showYear(null);
  },

  /** What the controls say. */
  writeYear() {
    const { years: box, play, slider, year: said, all } = this.elements;
    const { texts, years: told } = this.whole;
    box.hidden = !told || !texts.play;
    if (box.hidden) return;
    const name = this.is_playing ? texts.pause : isStill() ? texts.next_year : texts.play;
    play.setAttribute("aria-label", name);
    play.title = name;
    play.dataset.playing = String(this.is_playing);
    slider.setAttribute("aria-label", texts.year);
    [slider.min, slider.max] = [told.first, told.last];
    slider.value = this.year ?? told.last;
    said.textContent = this.year ?? (this.wanted_year === null ? texts.all_years : told.label);
    slider.setAttribute("aria-valuetext", said.textContent);
    all.title = texts.all_years;
    all.setAttribute("aria-label", texts.all_years);
    all.hidden = this.year === null && (this.wanted_year === null || !told.is_filtered);
  },

  /** What the live line says of a year: how many of which kind, and of how many nobody knows. */
  describeYear() {
    const { texts, nodes } = this.payload;
    const kind = nodes.some((node) => node.kind === "initiative") ? "initiative" : "actor";
    const own = nodes.filter((node) => node.kind === kind);
    const undated = own.filter((node) => node.is_undated).length;
    return fillIn(texts[`year_${kind}`], { year: this.year, known: own.length - undated, undated });
  },
};
Object.assign(LiveMap.prototype, years);

function listenToYears(live, signal) {
  const { play, slider, all } = live.elements;
  play.addEventListener("click", () => live.togglePlay(), { signal });
  slider.addEventListener("input", () => live.slideTo(Number(slider.value)), { signal });
  all.addEventListener("click", () => live.allYears(), { signal });
}
