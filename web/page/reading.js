/** The text, each word over its pronunciation. A line that has not changed is not read again. */

import { unitIndex } from "../text.js";
import { say } from "./strings.js";

/** @typedef {import("../hamanlp.js").Word} Word */
/** @typedef {{ line: number, at: number }} Place a word: its line, and its number among the line's words */
/** @typedef {{ element: HTMLElement, words: Word[], buttons: (HTMLElement | null)[], changed: number }} Line */
/** @typedef {{ words: number, milliseconds: number }} Speed */

const SLICE = 12; // milliseconds of reading before the page may draw and listen again

/** What shows the pronunciation of a text, and which of its words is chosen. */
export class Reading {
  /** @type {Map<string, Line[]>} */
  #known = new Map();
  /** @type {Line[]} */
  #lines = [];
  #settings = "";
  /** What lines would be without the dials: the pronunciations of their words. @type {Map<string, string[]>} */
  #plain = new Map();
  #plainSettings = "";
  #run = 0;
  /** @type {Place | null} */
  #chosen = null;
  #container;
  #choose;

  /**
   * @param {HTMLElement} container
   * @param {(word: Word | null) => void} choose called with the chosen word, whenever it is another or was read again
   */
  constructor(container, choose) {
    this.#container = container;
    this.#choose = choose;
    container.addEventListener("click", (event) => this.#clicked(event));
    container.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @returns {Place | null} */
  get chosen() {
    return this.#chosen;
  }

  /** @returns {number} how many words are read otherwise than without the dials */
  get changed() {
    return this.#lines.reduce((sum, line) => sum + line.changed, 0);
  }

  /** Choose a word of the text that comes next; null: the most interesting one. @param {Place | null} place */
  startAt(place) {
    this.#chosen = place;
  }

  /**
   * Show a text. A call takes the place of those that are still at work.
   * @param {import("../hamanlp.js").Hama} hama @param {string} text @param {import("../hamanlp.js").Options} options
   * @param {import("../hamanlp.js").Options | null} plain other options: words that they read otherwise are marked
   * @returns {Promise<Speed | null>} how long the lines took that were new; null if another call came before the end
   */
  async show(hama, text, options, plain) {
    const run = ++this.#run;
    const settings = JSON.stringify([options, plain]);
    if (settings !== this.#settings) this.#known.clear();
    if (JSON.stringify(plain) !== this.#plainSettings) this.#plain.clear();
    this.#settings = settings;
    this.#plainSettings = JSON.stringify(plain);
    const before = this.#known;
    const speed = { words: 0, milliseconds: 0 };
    /** @type {Line[]} */
    const lines = [];
    let sliceEnd = performance.now() + SLICE;
    const sources = text.replace(/\p{Surrogate}/gu, "\ufffd").split("\n");
    for (const source of sources) {
      let line = before.get(source)?.pop();
      if (!line) {
        const start = performance.now();
        const { words } = hama.analyze(source, options);
        speed.milliseconds += performance.now() - start;
        speed.words += words.filter((word) => word.lang).length;
        line = build(source, words, plain ? this.#plainly(hama, source, plain) : null);
        if (performance.now() > sliceEnd) {
          await new Promise((resolve) => setTimeout(resolve));
          sliceEnd = performance.now() + SLICE;
          if (run !== this.#run) return null;
        }
      }
      lines.push(line);
    }
    this.#known = new Map();
    sources.forEach((source, at) => {
      const same = this.#known.get(source) ?? [];
      same.push(/** @type {Line} */ (lines[at]));
      this.#known.set(source, same);
    });
    for (const source of this.#plain.keys()) if (!this.#known.has(source)) this.#plain.delete(source);
    this.#lines = lines;
    this.#container.replaceChildren(...lines.map((line) => line.element));
    this.#select(this.#chosen && this.#buttonAt(this.#chosen) ? this.#chosen : this.#first());
    return speed;
  }

  /** @param {import("../hamanlp.js").Hama} hama @param {string} source @param {import("../hamanlp.js").Options} plain */
  #plainly(hama, source, plain) {
    const known = this.#plain.get(source) ?? hama.analyze(source, plain).words.map((word) => word.ipa);
    this.#plain.set(source, known);
    return known;
  }

  /** The most interesting word: the one that the model is least sure of, one with several readings, or the first. @returns {Place | null} */
  #first() {
    const places = this.#lines.flatMap(({ words }, line) => words.map((word, at) => ({ line, at, word })));
    const sureness = (/** @type {Word} */ word) => (word.source === "model" ? (word.probability ?? 1) : 1);
    const [unsure] = [...places].sort((one, other) => sureness(one.word) - sureness(other.word));
    const found =
      (unsure && sureness(unsure.word) < 0.8 ? unsure : null) ??
      places.find(({ word }) => word.alternatives.length) ??
      places.find(({ word }) => word.lang);
    return found ? { line: found.line, at: found.at } : null;
  }

  /** @param {Place | null} place */
  #select(place) {
    for (const button of this.#container.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", "false");
      button.tabIndex = -1;
    }
    this.#chosen = place;
    const button = place && this.#buttonAt(place);
    button?.setAttribute("aria-pressed", "true");
    if (button) button.tabIndex = 0; // one stop for the tab key, the arrows go on from there
    this.#choose((place && this.#lines[place.line]?.words[place.at]) ?? null);
  }

  /** @param {Place} place */
  #buttonAt({ line, at }) {
    return this.#lines[line]?.buttons[at] ?? null;
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) this.#select(this.#placeOf(button));
  }

  /** @param {HTMLElement} button @returns {Place | null} */
  #placeOf(button) {
    const line = this.#lines.findIndex(({ element }) => element.contains(button));
    return line < 0 ? null : { line, at: /** @type {Line} */ (this.#lines[line]).buttons.indexOf(button) };
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const buttons = [...this.#container.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = next === undefined || at < 0 ? null : buttons[next];
    if (!button) return;
    event.preventDefault();
    this.#select(this.#placeOf(button));
    button.focus();
  }
}

/** @param {string} source @param {Word[]} words @param {string[] | null} plain what they would be without the dials @returns {Line} */
function build(source, words, plain) {
  const element = document.createElement("p");
  const index = unitIndex(source);
  let done = 0;
  let changed = 0;
  const buttons = words.map((word, at) => {
    const start = index(word.start);
    const text = source.slice(start, index(word.end));
    const shown = word.lang ? wordButton(text, word) : passed(word.ipa);
    const before = plain?.[at] ?? word.ipa;
    if (word.lang && before !== word.ipa) {
      mark(shown, before);
      changed += 1;
    }
    element.append(source.slice(done, start), shown);
    done = start + text.length;
    return word.lang ? shown : null;
  });
  if (!words.length) element.append("\u00a0");
  return { element, words, buttons, changed };
}

/** @param {string} text @param {Word} word */
function wordButton(text, word) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `word ${word.lang}${word.alternatives.length ? " several" : ""}`;
  button.append(span("", text, word.lang ?? ""), span("ipa", word.ipa || "·", `${word.lang}-fonipa`));
  return button;
}

/** Mark a word as changed. @param {HTMLElement} button @param {string} before */
function mark(button, before) {
  button.classList.add("changed");
  button.title = `${say("before")} ${before}`;
  button.append(span("hidden", ` (${button.title})`, ""));
}

/** @param {string} text */
function passed(text) {
  return span("passed", text, "");
}

/** @param {string} className @param {string} text @param {string} language */
function span(className, text, language) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  if (language) element.lang = language;
  return element;
}
