import { STRAIGHT } from "./bend.js";

/** The options that the page offers, and text and options in the address, so that a link shows what its sender saw. */

/** Names and values, the default first. */
export const OPTIONS = /** @type {const} */ ({
  lang: ["auto", "en", "ko"],
  notation: ["ipa", "xsampa", "arpabet", "kokoro", "espeak", "hangul", "spelling"],
  style: ["broad", "narrow"],
  latin: ["english", "letters"],
  stress: [true, false],
  across_words: [false, true],
  preserve_punctuation: [true, false],
  exceptions: [true, false],
  markup: [false, true],
});

/** Numbers that are dialled: lowest, highest, step, and where they stand at first. */
export const DIALS = /** @type {const} */ ({
  accent: { min: 0, max: 1, step: 0.05, start: 0 },
  mix: { min: 0, max: 1, step: 0.05, start: 1 },
});

/** @typedef {keyof typeof DIALS} Dial */

/** @typedef {Record<string, string | boolean | number>} Settings those that differ from their defaults */

/** @typedef {import("./bend.js").Bend} Bend */
/** @typedef {import("./reading.js").Place} Place */

const NUMBERS = /** @type {const} */ (["temperature", "top_k", "top_p", "seed", "boost"]);

/**
 * @param {string} hash of an address
 * @returns {{ text: string | null, settings: Settings, place: Place | null, bend: Bend }}
 */
export function fromHash(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Settings} */
  const settings = {};
  for (const [name, values] of Object.entries(OPTIONS)) {
    const value = values.find((each) => String(each) === fields.get(name));
    if (value !== undefined && value !== values[0]) settings[name] = value;
  }
  for (const [name, { min, max, start }] of Object.entries(DIALS)) {
    const number = Number(fields.get(name) ?? start);
    if (number >= min && number <= max && number !== start) settings[name] = number;
  }
  const [line, at] = (fields.get("word") ?? "").split(".").map(Number);
  const place = Number.isInteger(line) && Number.isInteger(at) ? /** @type {Place} */ ({ line, at }) : null;
  return { text: fields.get("text"), settings, place, bend: bendOf(fields) };
}

/** @param {URLSearchParams} fields @returns {Bend} */
function bendOf(fields) {
  const bend = { ...STRAIGHT };
  for (const name of NUMBERS) {
    const number = Number(fields.get(name) ?? STRAIGHT[name]);
    if (Number.isFinite(number)) bend[name] = number;
  }
  return { ...bend, boosted: fields.get("boosted") ?? "", force: (fields.get("force") ?? "").split(" ").filter(Boolean) };
}

/** @param {string} text @param {Settings} settings @param {Place | null} place @param {Bend} bend @returns {string} */
export function toHash(text, settings, place, bend) {
  const fields = new URLSearchParams({ text });
  for (const [name, value] of Object.entries(settings)) fields.set(name, String(value));
  if (place) fields.set("word", `${place.line}.${place.at}`);
  for (const name of NUMBERS) if (bend[name] !== STRAIGHT[name]) fields.set(name, String(bend[name]));
  if (bend.boosted && bend.boost) fields.set("boosted", bend.boosted);
  if (bend.force.length) fields.set("force", bend.force.join(" "));
  return `#${fields}`;
}
