/** The controls that bend a reading: how phones are drawn, which of them is boosted, which are forced. */

import { made, translated } from "./elements.js";
import { say } from "./strings.js";

/**
 * What bends a reading. `force`: the phones that are given, "#" the end.
 * @typedef {{ temperature: number, top_k: number, top_p: number, seed: number, boosted: string, boost: number, force: string[] }} Bend
 */

const ALL = 40; // of top_k: more phones than English has

/** @type {Readonly<Bend>} */
export const STRAIGHT = { temperature: 0, top_k: ALL, top_p: 1, seed: 0, boosted: "", boost: 0, force: [] };

/** What can be dragged: lowest, highest, step. */
const SLIDERS = /** @type {const} */ ({ temperature: [0, 2, 0.05], top_k: [1, ALL, 1], top_p: [0.05, 1, 0.05], boost: [-10, 10, 0.5] });

/** @typedef {keyof typeof SLIDERS} Slider */

/** @param {Bend} bend @returns {import("../hamanlp.js").Options} the options of the engine that do this */
export function optionsOf({ temperature, top_k, top_p, seed, boosted, boost, force }) {
  return {
    ...(temperature && { temperature, seed, top_p, top_k: top_k < ALL ? top_k : null }),
    ...(boosted && boost && { boost: { [boosted]: boost } }),
    ...(force.length && { force: force.join(" ") }),
  };
}

/** @param {Bend} bend whether it is other than straight */
export function isBent(bend) {
  return Object.keys(optionsOf(bend)).length > 0;
}

/** Sliders in a form, and the phone that the last of them boosts. */
export class Dials {
  #form;
  /** @type {Map<Slider, { input: HTMLInputElement, output: HTMLElement }>} */
  #sliders = new Map();
  #phones = document.createElement("select");

  /**
   * @param {HTMLFormElement} form
   * @param {(change: Partial<Bend>) => void} changed called with what someone changed
   */
  constructor(form, changed) {
    this.#form = form;
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const name of /** @type {Slider[]} */ (Object.keys(SLIDERS))) {
      const [min, max, step] = SLIDERS[name];
      const input = Object.assign(document.createElement("input"), { type: "range", name, ...{ min: `${min}`, max: `${max}`, step: `${step}` } });
      const output = made("span", "value", "");
      input.addEventListener("input", () => changed({ [name]: Number(input.value), ...(name === "boost" && { boosted: this.#phones.value }) }));
      this.#sliders.set(name, { input, output });
      const label = document.createElement("label");
      label.append(translated("span", name), output, input);
      if (name !== "boost") form.append(label);
      else form.append(this.#withPhone(label, changed));
    }
  }

  /** @param {HTMLElement} slider @param {(change: Partial<Bend>) => void} changed */
  #withPhone(slider, changed) {
    const group = made("div", "boost", "");
    this.#phones.name = "boosted";
    this.#phones.lang = "en-fonipa";
    this.#phones.addEventListener("change", () => changed({ boosted: this.#phones.value }));
    const label = document.createElement("label");
    label.append(translated("span", "boosted"), this.#phones);
    group.append(label, slider);
    return group;
  }

  /**
   * Show where things stand.
   * @param {Bend} bend
   * @param {string[]} phones that can be boosted, the hottest first
   */
  show(bend, phones) {
    for (const [name, { input, output }] of this.#sliders) {
      input.value = String(bend[name]);
      output.textContent = written(name, bend[name]);
      input.setAttribute("aria-valuetext", output.textContent);
    }
    for (const name of /** @type {const} */ (["top_k", "top_p"])) {
      const slider = this.#sliders.get(name);
      if (slider) slider.input.disabled = bend.temperature === 0; // nothing is drawn, so that there is nothing to choose from
    }
    const choices = [...new Set([...(bend.boosted ? [bend.boosted] : []), ...phones])];
    this.#phones.replaceChildren(...choices.map((phone) => new Option(phone, phone)));
    this.#phones.value = bend.boosted || (choices[0] ?? "");
    this.#form.dataset.drawn = String(bend.temperature > 0);
  }
}

/** @param {Slider} name @param {number} value */
function written(name, value) {
  if (name === "top_k") return value < ALL ? String(value) : say("all");
  if (name === "boost") return `${value > 0 ? "+" : ""}${value}`;
  return value.toFixed(2);
}
