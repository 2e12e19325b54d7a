/** What becomes of a word between the ends of the accent dial: its readings, and the part of the way that each has. */

import { button, made } from "./elements.js";
import { DIALS } from "./state.js";
import { say } from "./strings.js";

/** @typedef {{ ipa: string, from: number, to: number }} Stretch */

/**
 * Show the readings of an English word along the dial, if it has several.
 * @param {HTMLElement} container to which they are added
 * @param {(accent: number) => string} read how it is said in an accent
 * @param {number} accent where the dial stands
 * @param {(accent: number) => void} go called with where it shall stand
 */
export function showAccents(container, read, accent, go) {
  const stretches = along(read);
  if (stretches.length < 2) return;
  const list = made("ol", "along", "");
  for (const { ipa, from, to } of stretches) {
    const isHere = from <= accent && accent <= to;
    const choice = button("", "", () => go(from === DIALS.accent.min ? from : to));
    choice.append(made("span", "name", ipa, "en-fonipa"), made("span", "number", from === to ? from.toFixed(2) : `${from.toFixed(2)} – ${to.toFixed(2)}`));
    choice.setAttribute("aria-pressed", String(isHere));
    choice.title = say("go");
    const row = made("li", "", "");
    row.append(choice);
    list.append(row);
  }
  container.append(made("h3", "", say("along")), list);
}

/** @param {(accent: number) => string} read @returns {Stretch[]} */
function along(read) {
  const { min, max, step } = DIALS.accent;
  /** @type {Stretch[]} */
  const stretches = [];
  for (let place = 0; place <= Math.round((max - min) / step); place++) {
    const accent = Number((min + place * step).toFixed(2));
    const ipa = read(accent);
    const last = stretches.at(-1);
    if (last?.ipa === ipa) last.to = accent;
    else stretches.push({ ipa, from: accent, to: accent });
  }
  return stretches;
}
