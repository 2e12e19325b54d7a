/** How the model reads a word, step by step, and how it would read it otherwise: warmer, with a phone boosted, or with one forced. */

import { Dials, isBent, optionsOf, STRAIGHT } from "./bend.js";
import { button, find, made, percent } from "./elements.js";
import { showRules } from "./rules.js";
import { Steps } from "./steps.js";
import { say } from "./strings.js";

/** @typedef {import("../hamanlp.js").Word} Word */
/** @typedef {import("../hamanlp.js").Trace} Trace */
/** @typedef {import("./bend.js").Bend} Bend */

/** The part of the page below a word. */
export class Generation {
  /** @type {Bend} */
  bend = { ...STRAIGHT };
  /** @type {Word | null} */
  #word = null;
  /** @type {string[]} the words that the model reads in it */
  #parts = [];
  #part = 0;
  #reading = "";
  /** Where the dials of the whole page stand: the accent, and the readings that are mixed in. @type {import("../hamanlp.js").Options} */
  #dialled = {};
  #dials;
  #steps;
  #hama;

  /**
   * @param {import("../hamanlp.js").Hama} hama
   * @param {{ use: (ipa: string) => void, save: (word: string, ipa: string) => void }} actions what may be done with a reading
   */
  constructor(hama, { use, save }) {
    this.#hama = hama;
    this.#dials = new Dials(find("dials"), (change) => this.#change(change));
    this.#steps = new Steps(find("steps"), (step, phone) => this.#force(step, phone));
    find("again").addEventListener("click", () => this.#again());
    find("straight").addEventListener("click", () => this.#change({ ...STRAIGHT }));
    find("use").addEventListener("click", () => use(this.#reading));
    find("save").addEventListener("click", () => save(this.#spelling(), this.#reading));
  }

  /** Begin with a bend that comes from elsewhere, if the engine takes it. @param {Bend} bend */
  start(bend) {
    this.#word = null;
    try {
      this.#trace("a", bend);
      this.bend = bend;
    } catch {
      this.bend = { ...STRAIGHT };
    }
  }

  /**
   * Show a word; what was forced is let go unless it is the same word.
   * @param {Word | null} word
   * @param {import("../hamanlp.js").Options} options of the page, of which the dials count here
   */
  show(word, { accent, lexicon, lexicon_errors, mix = 1 }) {
    // At 1, the lexicon has nothing to say about other words.
    this.#dialled = { ...(accent !== undefined && { accent }), lexicon, lexicon_errors, mix: mix < 1 ? mix : 0 };
    const isOther = this.#word !== null && word?.text !== this.#word.text;
    if (isOther) this.bend = { ...this.bend, force: [] };
    if (isOther) this.#part = 0;
    this.#word = word;
    this.#parts = word?.lang === "en" ? this.#readable(word) : [];
    this.#part = Math.min(this.#part, Math.max(0, this.#parts.length - 1));
    find("play").hidden = this.#parts.length === 0;
    find("generation").hidden = word === null;
    showRules(find("rules"), this.#hama, word);
    this.#showParts();
    this.#showNote();
    if (this.#parts.length) this.#read();
  }

  /** The words of an item that the model can read by itself. @param {Word} word */
  #readable(word) {
    const texts = word.source === "number" || word.source === "user" ? word.normalized.split(/[ -]/) : [word.text];
    return texts.filter((text) => /\p{L}/u.test(text) && !/^\p{Lu}s?$/u.test(text) && this.#trace(text, STRAIGHT));
  }

  /** @param {string} text @param {Bend} bend @returns {Trace | undefined} the model alone, in IPA with stress */
  #trace(text, bend) {
    const options = { lang: /** @type {const} */ ("en"), exceptions: false, ...this.#dialled, ...optionsOf(bend) };
    const [trace] = this.#hama.trace(text, options);
    return trace ?? this.#hama.trace(text, { ...options, mix: 0 })[0]; // of listed words, how the model alone would read them
  }

  #spelling() {
    return (this.#parts[this.#part] ?? "").toLowerCase();
  }

  /** @param {Partial<Bend>} change */
  #change(change) {
    this.bend = { ...this.bend, ...change };
    this.#read();
  }

  #again() {
    if (this.bend.temperature === 0) this.#change({ temperature: 1 }); // at 0 nothing is drawn
    else this.#change({ seed: this.bend.seed + 1 });
  }

  /** Make the model take a phone at a step, or, if it has to already, let go of it. @param {number} step @param {string} phone */
  #force(step, phone) {
    const taken = this.#trace(this.#spelling(), this.bend)?.steps ?? [];
    const before = taken.slice(0, step).map((each) => each.phone);
    const name = phone || "#";
    const isForced = step < this.bend.force.length && this.bend.force[step] === name;
    this.#change({ force: isForced ? this.bend.force.slice(0, step) : [...before, name] });
  }

  #read() {
    const text = this.#spelling();
    const straight = this.#trace(text, STRAIGHT);
    const trace = this.#trace(text, this.bend);
    if (!trace || !straight) return;
    this.#reading = trace.ipa;
    find("bent").textContent = trace.ipa || "·";
    const shares = trace.steps.map(({ phone, candidates }) => candidates.find((each) => each.phone === phone)?.probability ?? 0);
    const probability = shares.reduce((product, share) => product * share, 1);
    find("sure").textContent = `${say("sure")} ${percent(probability)}`;
    find("instead").textContent = trace.ipa === straight.ipa ? "" : `${say("instead_of")} ${straight.ipa}`;
    find("straight").toggleAttribute("disabled", !isBent(this.bend));
    for (const id of ["use", "save"]) find(id).toggleAttribute("disabled", !trace.ipa);
    find("drawn").hidden = this.bend.temperature === 0;
    this.#dials.show(this.bend, hottest(trace));
    this.#steps.show(trace.steps, { forced: this.bend.force.length, drawn: this.bend.temperature > 0 });
  }

  #showParts() {
    const choices = this.#parts.map((text, at) => {
      const choice = button("", text, () => {
        this.#part = at;
        this.bend = { ...this.bend, force: [] };
        this.#showParts();
        this.#read();
        /** @type {HTMLElement | undefined} */ (find("parts").children[at])?.focus();
      });
      choice.setAttribute("aria-pressed", String(at === this.#part));
      choice.lang = "en";
      return choice;
    });
    find("use").hidden = this.#parts.length > 1; // the text has one place for them all
    find("parts").replaceChildren(...(choices.length > 1 ? choices : []));
  }

  #showNote() {
    const word = this.#word;
    const lines = [];
    if (word?.lang === "ko") lines.push(say("note_ko"));
    else if (word && !this.#parts.length) lines.push(say(word.source === "homograph" ? "note_homograph" : "note_none"));
    else if (word && word.source !== "model") lines.push(say(`note_${word.source}`));
    if (this.#parts.length) lines.push(say("note_model"));
    find("note").replaceChildren(...lines.map((line) => made("span", "", `${line} `)));
  }
}

/** The phones of the candidates, those first that would bend the reading soonest. @param {Trace} trace */
function hottest({ steps }) {
  const others = steps.flatMap(({ phone, candidates }) => candidates.filter((each) => each.phone && each.phone !== phone));
  others.sort((one, other) => other.probability - one.probability);
  return [...new Set([...others, ...steps].map(({ phone }) => phone))].filter(Boolean);
}
