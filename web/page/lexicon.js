/** Readings that someone keeps: a text of lines `word TAB IPA`, which the browser remembers. */

import { find } from "./elements.js";
import { remembered } from "./storage.js";

const KEY = "lexicon";

/** The box with the readings. */
export class Lexicon {
  #field = /** @type {HTMLTextAreaElement} */ (find("lexicon"));

  /** @param {(text: string) => void} [changed] called with the lines, whenever they are others */
  constructor(changed = () => {}) {
    this.changed = changed;
    this.#field.value = remembered(KEY) ?? "";
    this.#field.addEventListener("input", () => this.#keep());
    find("export").addEventListener("click", () => this.#export());
    const file = /** @type {HTMLInputElement} */ (find("import-file"));
    find("import").addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (chosen) this.add(await chosen.text());
      file.value = ""; // so that the same file can be chosen again
    });
  }

  /** @returns {string} */
  get text() {
    return this.#field.value;
  }

  /** Keep a reading, in the place of another of the same word. @param {string} word @param {string} ipa */
  save(word, ipa) {
    this.add(`${word}\t${ipa}`);
  }

  /** Add lines. @param {string} text */
  add(text) {
    const lines = new Map();
    for (const line of `${this.text}\n${text}`.split(/\r?\n/)) {
      if (line.trim()) lines.set(line.startsWith("#") ? line : line.split("\t", 1)[0], line);
    }
    this.#field.value = [...lines.values(), ""].join("\n");
    this.#keep();
  }

  #keep() {
    remembered(KEY, this.text);
    this.changed(this.text);
  }

  #export() {
    const address = URL.createObjectURL(new Blob([this.text], { type: "text/tab-separated-values" }));
    Object.assign(document.createElement("a"), { href: address, download: "lexicon.tsv" }).click();
    URL.revokeObjectURL(address);
  }
}
