/**
 * Text to IPA for Korean and English: a tiny Llama in WebAssembly, and this thin host around it.
 *
 *     import { load } from "hamanlp";
 *     const hama = await load();
 *     hama.transcribe("Hello, 안녕하세요");
 */

import { assemble, assembleTraces } from "./analysis.js";
import { Engine } from "./engine.js";
import { EngineError, InputTypeError, OptionError } from "./errors.js";
import { compiled } from "./source.js";
import { checkInput } from "./text.js";

export { EngineError, HamaError, InputError, InputTypeError, ModelError, OptionError } from "./errors.js";

/** @typedef {import("./analysis.js").Transcription} Transcription */
/** @typedef {import("./analysis.js").Word} Word */
/** @typedef {import("./analysis.js").Phone} Phone */
/** @typedef {import("./analysis.js").Alternative} Alternative */
/** @typedef {import("./analysis.js").Trace} Trace */
/** @typedef {import("./analysis.js").Step} Step */
/** @typedef {import("./analysis.js").Candidate} Candidate */

/**
 * How to transcribe. Names, values and defaults are those of the Python package.
 * @typedef {object} Options
 * @property {"auto" | "en" | "ko"} [lang] `auto`: by script
 * @property {"ipa" | "xsampa" | "arpabet" | "kokoro" | "espeak" | "hangul" | "spelling"} [notation] ARPABET and the phone sets of the speech
 *   synthesizers Kokoro and espeak-ng are for English, hangul for Korean; spelling: the words read
 * @property {"broad" | "narrow"} [style] narrow: Korean with allophones
 * @property {"english" | "letters"} [latin] how the Latin words of Korean text are read
 * @property {boolean} [across_words] whether neighbouring Korean words are read together; default false
 * @property {boolean} [stress] whether stress is written; default true
 * @property {boolean} [preserve_punctuation] whether punctuation and symbols stay; default true
 * @property {boolean} [exceptions] whether frequent irregular English words come from a table; default true
 * @property {boolean} [markup] whether the text may give pronunciations itself, as `[word](/ipa/)`; default false
 * @property {number} [nbest] how many pronunciations `analyze` gives of a word, 1 to 20: its own and `alternatives`; default 1
 * @property {number} [temperature] 0 to 10; at 0, the default, nothing is drawn
 * @property {number | null} [top_k] of how many phones one is drawn; default all
 * @property {number} [top_p] the most probable phones of which one is drawn have this share together; default 1
 * @property {number} [seed] what is drawn depends on it; default 0
 * @property {Record<string, number> | null} [boost] phone in IPA: number from -100 to 100 that is added to its logit
 * @property {string | null} [force] English phones in IPA that the model is made to write first in each word that it reads; with `#` at
 *   the end, and nothing after them
 * @property {string | null} [phone_separator] default nothing, in ARPABET a space
 * @property {string | null} [word_separator] default a space, in ARPABET two
 */

/**
 * What to load.
 * @typedef {object} LoadOptions
 * @property {"default" | "tiny" | "large"} [model]
 * @property {string | URL | BufferSource | Response} [wasm] where the wasm is, or what it holds; by default it lies beside this module
 */

/**
 * Load a model. Nothing is fetched but its wasm file.
 * @param {LoadOptions} [options]
 * @returns {Promise<Hama>}
 * @throws {ModelError} the wasm cannot be fetched, is damaged or belongs to another version
 */
export async function load({ model = "default", wasm } = {}) {
  return new Hama(await compiled(model, wasm));
}

/** A loaded model. All of its calls are synchronous. */
export class Hama {
  /** @type {WebAssembly.Module} */
  #module;
  /** @type {Engine | null} */
  #engine;

  /**
   * For `load`, which is the way to get one.
   * @param {import("./source.js").Loaded} loaded
   */
  constructor({ module, instance, bytes }) {
    this.#module = module;
    this.#engine = new Engine(instance);
    /** Size of the wasm in bytes; 0 where the server did not say. */
    this.bytes = bytes;
    /** What the wasm says about its model: name, parameters, data, scores. */
    this.metadata = this.#engine.metadata();
  }

  /**
   * Transcribe a text, or each text of an array.
   * @template {string | readonly string[]} Text
   * @param {Text} text strings of any length and any number of lines
   * @param {Options} [options]
   * @returns {Text extends string ? string : string[]} as many strings as were given, in their order, with their line feeds
   * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
   * @throws {OptionError} an option has a value that it cannot have
   */
  transcribe(text, options = {}) {
    /** @type {string | string[]} */
    let result;
    if (checkInput(text)) {
      const lines = text.length ? this.#run(text.join("\n"), "text", options).split("\n") : [];
      const lengths = text.map((each) => each.split("\n").length);
      const expected = lengths.reduce((sum, length) => sum + length, 0);
      if (lines.length !== expected) {
        throw new EngineError(`${expected} lines became ${lines.length}; please report this with the input`);
      }
      let next = 0;
      result = lengths.map((length) => lines.slice(next, (next += length)).join("\n"));
    } else {
      result = this.#run(/** @type {string} */ (text), "text", options);
    }
    return /** @type {Text extends string ? string : string[]} */ (result);
  }

  /**
   * Transcribe, and tell what is known about each word: its place in the text in code points, its phones, where they come from.
   * @template {string | readonly string[]} Text
   * @param {Text} text strings of any length and any number of lines
   * @param {Options} [options]
   * @returns {Text extends string ? Transcription : Transcription[]}
   * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
   * @throws {OptionError} an option has a value that it cannot have
   */
  analyze(text, options = {}) {
    const one = (/** @type {string} */ each) => assemble(each, this.#run(each, "jsonl", options));
    const result = checkInput(text) ? text.map(one) : one(/** @type {string} */ (text));
    return /** @type {Text extends string ? Transcription : Transcription[]} */ (result);
  }

  /**
   * Tell what the model could have written at each step of each word, for people who want to see it decide.
   * @param {string} text of any length and any number of lines
   * @param {Options} [options]
   * @returns {Trace[]} of the words that the model read, in order; words that tables or rules read have no steps and are left out
   * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
   * @throws {OptionError} an option has a value that it cannot have
   */
  trace(text, options = {}) {
    if (checkInput(text)) throw new InputTypeError("the input is of type object; pass a string");
    return assembleTraces(this.#run(text, "jsonl", options, { trace: "true" }));
  }

  /** @param {string} text @param {"text" | "jsonl"} format @param {Options} options @param {{ trace?: "true" }} [more] */
  #run(text, format, options, more) {
    this.#engine ??= new Engine(new WebAssembly.Instance(this.#module));
    this.#engine.configure({ format, ...asText(options), ...more });
    try {
      return this.#engine.transcribe(text);
    } catch (error) {
      this.#engine = null; // it stopped in the middle of a text
      throw error;
    }
  }
}

/**
 * The options as the engine reads them; whether a value is a good one is for the engine to say.
 * @param {Options} options @returns {Record<string, string>}
 */
function asText(options) {
  /** @type {Record<string, string>} */
  const settings = {};
  for (const [name, value] of Object.entries(options)) {
    if (name === "model" || name === "wasm") throw new OptionError(`${name}: is not an option of a call; give it to load()`, name);
    if (name === "format") throw new OptionError("format: is not an option of a call; analyze() gives the structured result", name);
    if (name === "trace") throw new OptionError("trace: is not an option of a call; trace() gives the steps", name);
    if (value !== null && value !== undefined) settings[name] = valueText(value);
  }
  return settings;
}

/**
 * One value. Numbers never have an exponent.
 * @param {unknown} value @returns {string}
 */
function valueText(value) {
  if (typeof value === "number" && !Number.isInteger(value)) return value.toFixed(6).replace(/\.?0+$/, "");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value).map(([name, number]) => `${name}=${valueText(number)}`).join(",");
}
