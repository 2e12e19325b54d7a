/** A user's own pronunciations on their way to the engine. */

import { OptionError } from "./errors.js";
import { loneSurrogate } from "./text.js";

/**
 * Lines of a word, a tab and its pronunciation in IPA, ARPABET or (Korean) hangul; such a file's bytes, or those of one that
 * `hamanlp lexicon build` compiled; or pronunciations by word.
 * @typedef {string | Uint8Array | Record<string, string>} Lexicon
 */

/**
 * A lexicon as text or bytes.
 * @param {Lexicon | null | undefined} lexicon
 * @returns {string | Uint8Array} empty for none
 * @throws {OptionError} it is nothing of the kind
 */
export function sourceOf(lexicon) {
  if (lexicon === null || lexicon === undefined) return "";
  if (lexicon instanceof Uint8Array) return lexicon;
  if (typeof lexicon === "object") return Object.entries(lexicon).map(lineOf).join("");
  if (typeof lexicon !== "string") {
    throw new OptionError(`lexicon: a ${typeof lexicon} is not right; give a string, a Uint8Array or an object`, "lexicon");
  }
  if (loneSurrogate(lexicon)) throw new OptionError("lexicon: the text has a lone surrogate, which is no character", "lexicon");
  return lexicon;
}

/** @param {string | Uint8Array} one @param {string | Uint8Array} other @returns {boolean} whether they are the same */
export function isSame(one, other) {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** @param {[string, unknown]} entry @returns {string} */
function lineOf(entry) {
  for (const text of entry) {
    if (typeof text !== "string" || !text || /[\t\r\n]/.test(text)) {
      throw new OptionError(
        `lexicon: ${JSON.stringify(text)} is not right; give words and pronunciations as strings without tabs and line breaks`,
        "lexicon",
      );
    }
    if (loneSurrogate(text)) throw new OptionError(`lexicon: ${JSON.stringify(text)} has a lone surrogate, which is no character`, "lexicon");
  }
  return `${entry[0]}\t${entry[1]}\n`;
}
