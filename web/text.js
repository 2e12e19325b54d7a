/** JavaScript's strings as text: the input is checked, and places are counted in code points. */

import { InputError, InputTypeError } from "./errors.js";

const SURROGATE = /\p{Surrogate}/u; // with the flag u, a pair of them is one character, which this is not

/** @param {string} text @returns {{ position: number, code: number } | null} the first lone surrogate */
export function loneSurrogate(text) {
  const at = text.search(SURROGATE);
  return at < 0 ? null : { position: countCodePoints(text.slice(0, at)), code: text.charCodeAt(at) };
}

/** @param {string} text @returns {number} */
export function countCodePoints(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/**
 * Refuse what is no text.
 * @param {unknown} text
 * @returns {text is readonly string[]} whether it is an array
 */
export function checkInput(text) {
  if (typeof text === "string") {
    checkText(text, null);
    return false;
  }
  if (!Array.isArray(text)) {
    throw new InputTypeError(`the input is of type ${typeName(text)}; pass a string, or an array of strings`);
  }
  text.forEach((item, at) => {
    if (typeof item !== "string") {
      throw new InputTypeError(`item ${at} (counted from 0) is of type ${typeName(item)}; pass an array of strings`, at);
    }
  });
  text.forEach(checkText);
  return true;
}

/** @param {string} text @param {number | null} item */
function checkText(text, item) {
  const lone = loneSurrogate(text);
  if (!lone) return;
  const where = item === null ? "" : `item ${item}, `;
  const code = lone.code.toString(16).toUpperCase();
  throw new InputError(
    `${where}character ${lone.position} (counted from 0): lone surrogate U+${code} is no character; replace it`,
    item,
    lone.position,
  );
}

/** @param {unknown} value */
function typeName(value) {
  return value === null ? "null" : typeof value;
}

/**
 * Where code points stand in a string, since results count them and JavaScript counts UTF-16 units.
 * @param {string} text
 * @returns {(codePoint: number) => number} the index in `text` of a code point; of those past the end, the length
 */
export function unitIndex(text) {
  if (countCodePoints(text) === text.length) return (codePoint) => Math.min(codePoint, text.length);
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return (codePoint) => starts[codePoint] ?? text.length;
}
