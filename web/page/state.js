/** The options that the page offers, and text and options in the address, so that a link shows what its sender saw. */

/** Names and values, the default first. */
export const OPTIONS = /** @type {const} */ ({
  lang: ["auto", "en", "ko"],
  notation: ["ipa", "arpabet", "hangul", "spelling"],
  style: ["broad", "narrow"],
  latin: ["english", "letters"],
  stress: [true, false],
  across_words: [false, true],
  preserve_punctuation: [true, false],
  exceptions: [true, false],
  markup: [false, true],
});

/** @typedef {Record<string, string | boolean>} Settings those that differ from their defaults */

/** @param {string} hash of an address @returns {{ text: string | null, settings: Settings }} */
export function fromHash(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Settings} */
  const settings = {};
  for (const [name, values] of Object.entries(OPTIONS)) {
    const value = values.find((each) => String(each) === fields.get(name));
    if (value !== undefined && value !== values[0]) settings[name] = value;
  }
  return { text: fields.get("text"), settings };
}

/** @param {string} text @param {Settings} settings @returns {string} */
export function toHash(text, settings) {
  const fields = new URLSearchParams({ text });
  for (const [name, value] of Object.entries(settings)) fields.set(name, String(value));
  return `#${fields}`;
}
