// Lexica in their three forms: `node lexicon.mjs MODULE COMPILED < {"text", "lexicon", "options"}` prints what each gives.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, compiled] = process.argv;
const { load } = await import(pathToFileURL(module));
const hama = await load({ model: "tiny" });
const { text, lexicon, options } = JSON.parse(readFileSync(0, "utf-8"));
const lines = Object.entries(lexicon).map((entry) => `${entry.join("\t")}\n`).join("");
const bytes = new Uint8Array(readFileSync(compiled));
const results = [];
const say = (form, more = {}) => results.push(hama.transcribe(text, { ...options, lexicon: form, ...more }));
say(lexicon);
say(lines);
say(bytes);
say(null);
say(new TextEncoder().encode(lines));
say(`${lines}bad\n`, { lexicon_errors: "skip" });
results.push(hama.skippedLines);
say("");
results.push(hama.skippedLines);
const damaged = bytes.slice();
damaged[40] ^= 1;
for (const [form, more] of [[damaged], [`${lines}bad`], [7], [{ "a b": "i" }], [{ a: "\t" }], ["\ud800\ti"], [lines, { mix: 2 }], [lines, { lexicon_errors: "no" }]]) {
  try {
    say(form, more);
  } catch (error) {
    results.push(`${error.name}: ${error.message}`);
  }
}
say(lexicon);
console.log(JSON.stringify(results));
