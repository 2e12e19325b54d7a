/** The structured result: what is known about each word of a text. Names and values are those of the Python package. */

import { countCodePoints } from "./text.js";

/**
 * A phone of a word. `phone` is in the notation asked for; `start` and `end` are the characters it comes from, in code points of the
 * text; `probability` is how sure the model is of it, 1 where a rule or a table gave it.
 * @typedef {{ phone: string, start: number, end: number, probability: number }} Phone
 */

/**
 * Another pronunciation of a word, and how probable it is.
 * @typedef {{ ipa: string, probability: number }} Alternative
 */

/**
 * A word of a text, or something else that is no white space.
 * @typedef {object} Word
 * @property {string} text as it stands in the text
 * @property {number} start its first character, counted in code points of the text
 * @property {number} end one after the last
 * @property {string} normalized what is read
 * @property {"en" | "ko" | null} lang null for what is not read
 * @property {string} ipa the pronunciation, in the notation asked for
 * @property {string} source `model`, `rule`, `exception`, `homograph`, `number`, `user` or `passed`
 * @property {number | null} probability how sure that is; null for what is not read
 * @property {Phone[]} phones
 * @property {Alternative[]} alternatives other pronunciations, the most probable first
 */

/**
 * A text with its pronunciation.
 * @typedef {{ text: string, ipa: string, words: Word[] }} Transcription
 */

/**
 * A phone that the model could write; empty for the end of the word. `probability`: how probable the model holds it, after the phones
 * before; `filtered`: how probable it is to be taken, after `boost`, `temperature`, `top_k` and `top_p`.
 * @typedef {{ phone: string, probability: number, filtered: number }} Candidate
 */

/**
 * A step of the model: what it took, and the candidates, at most eight, the most probable (of either kind) first.
 * @typedef {{ phone: string, candidates: Candidate[] }} Step
 */

/**
 * How the model read a word, or the words that a number is read as: one step for each phone, and one for the end.
 * @typedef {{ text: string, ipa: string, steps: Step[] }} Trace
 */

/**
 * Put the engine's records of a text together.
 * @param {string} text any number of lines
 * @param {string} records a line of JSON for each word, an empty one for each line feed of the text
 * @returns {Transcription}
 */
export function assemble(text, records) {
  /** @type {Word[]} */
  const words = [];
  let ipa = "";
  let begun = 0; // of the line, in UTF-16 units
  let start = 0; // of the line, in code points
  for (const record of records.split("\n").slice(0, -1)) {
    if (record) {
      const { gap, ...word } = JSON.parse(record);
      ipa += gap + word.ipa;
      words.push(moved(word, start));
    } else {
      ipa += "\n";
      const end = text.indexOf("\n", begun) + 1;
      start += countCodePoints(text.slice(begun, end));
      begun = end;
    }
  }
  return { text, ipa, words };
}

/** @param {Word} word @param {number} start @returns {Word} */
function moved(word, start) {
  for (const each of [word, ...word.phones]) {
    each.start += start;
    each.end += start;
  }
  return word;
}

/**
 * The traces in the engine's records of a text.
 * @param {string} records with the option `trace`: a line of JSON for each word, empty lines
 * @returns {Trace[]}
 */
export function assembleTraces(records) {
  /** @type {Trace[]} */
  const known = records.split("\n").filter(Boolean).map((record) => JSON.parse(record));
  return known.filter(({ steps }) => steps?.length).map(({ text, ipa, steps }) => ({ text, ipa, steps }));
}
