/**
 * The wasm host: bytes into the engine's input buffer, bytes out of its output buffer. It knows nothing about text.
 * The interface is described in `hamanlp/engine.py` and `zig/root.zig`.
 */

import { EngineError, ModelError, OptionError } from "./errors.js";
import { isSame } from "./lexicon.js";
import { loneSurrogate } from "./text.js";

const ABI_VERSION = 1;
const utf8 = new TextEncoder();

/**
 * The functions that the wasm exports; addresses and lengths are in bytes.
 * @typedef {{
 *   memory: WebAssembly.Memory,
 *   abi_version(): number,
 *   metadata(): number, metadata_length(): number,
 *   input(): number, input_capacity(): number,
 *   output(): number, output_length(): number,
 *   configure(length: number): number,
 *   transcribe(offset: number, length: number, final: number): number,
 *   lexicon_room(length: number): number,
 *   lexicon_load(length: number, skip: number): number,
 * }} Exports
 */

/** One instance of the engine. */
export class Engine {
  /** @type {Exports} */
  #wasm;
  #configured = "";
  /** @type {string | Uint8Array} */
  #lexicon = "";
  #errors = "fail";
  /** @type {string[]} what is wrong with each line of the lexicon that was left out */
  skippedLines = [];

  /** @param {WebAssembly.Instance} instance */
  constructor(instance) {
    this.#wasm = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    const version = this.#wasm.abi_version?.();
    if (version !== ABI_VERSION) {
      throw new ModelError(`the wasm has interface version ${version}, not ${ABI_VERSION}; use the one of this package`);
    }
  }

  /** What the wasm says about its model. @returns {Record<string, unknown>} */
  metadata() {
    return JSON.parse(this.#decode(this.#wasm.metadata(), this.#wasm.metadata_length()));
  }

  /**
   * Set all options; those left out have the engine's defaults. What the engine remembers of words is kept.
   * @param {Record<string, string>} options names and values as text
   */
  configure(options) {
    const record = Object.entries(options).map(([name, value]) => field(name, value)).join("");
    if (record === this.#configured) return;
    this.#configured = "?"; // if it fails, the engine has its former options, which nobody asked for
    const bytes = utf8.encode(record);
    if (bytes.length > this.#wasm.input_capacity()) refuseLongest(options);
    this.#write(bytes, 0);
    if (this.#call(() => this.#wasm.configure(bytes.length)) !== 0) {
      const message = this.#output(new TextDecoder()).split(/[\r\n\u2028\u2029\x85\v\f]/).join("\\n"); // it quotes the value
      throw new OptionError(message, message.split(":", 1)[0] ?? "");
    }
    this.#configured = record;
  }

  /**
   * Set the user's own pronunciations, to be called before `configure`.
   * @param {string | Uint8Array} lexicon empty for none
   * @param {string} errors what becomes of bad lines: `fail` or `skip`
   */
  load(lexicon, errors) {
    if (errors !== "fail" && errors !== "skip") {
      throw new OptionError(`lexicon_errors: '${errors}' is not right; give one of fail, skip`, "lexicon_errors");
    }
    if (isSame(lexicon, this.#lexicon) && (this.#errors === errors || !lexicon.length)) return;
    const bytes = typeof lexicon === "string" ? utf8.encode(lexicon) : lexicon;
    this.#lexicon = "";
    this.#configured = "?"; // the engine sorts the lexicon where the options want that
    this.skippedLines = [];
    const address = this.#call(() => this.#wasm.lexicon_room(bytes.length)) >>> 0;
    if (address) this.#view(address, bytes.length).set(bytes);
    if (!address || this.#call(() => this.#wasm.lexicon_load(bytes.length, Number(errors === "skip"))) !== 0) {
      throw new OptionError(`lexicon: ${this.#output(new TextDecoder())}`, "lexicon");
    }
    this.skippedLines = this.#output(new TextDecoder()).split("\n").slice(0, -1);
    this.#lexicon = typeof lexicon === "string" ? lexicon : lexicon.slice(); // its owner may change it
    this.#errors = errors;
  }

  /**
   * Transcribe a whole text.
   * @param {string} text without lone surrogates
   * @returns {string} the transcription, with one line feed for every line feed
   */
  transcribe(text) {
    const bytes = utf8.encode(text);
    const capacity = this.#wasm.input_capacity();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let written = "";
    let begun = 0; // what is before was consumed
    do {
      const end = Math.min(begun + capacity, bytes.length);
      const consumed = this.#piece(bytes.subarray(begun, end), end === bytes.length, (output) => {
        written += decoder.decode(output, { stream: true });
      });
      begun += consumed;
    } while (begun < bytes.length);
    return written + decoder.decode();
  }

  /**
   * Transcribe what fits into the input buffer, as far as the engine takes it.
   * @param {Uint8Array} bytes @param {boolean} final @param {(output: Uint8Array) => void} write
   * @returns {number} bytes that were consumed
   */
  #piece(bytes, final, write) {
    this.#write(bytes, 0);
    let done = 0;
    for (;;) {
      const rest = bytes.length - done;
      const consumed = this.#call(() => this.#wasm.transcribe(done, rest, Number(final)));
      const length = this.#wasm.output_length();
      if (length) write(this.#view(this.#wasm.output(), length));
      done += consumed;
      if (done === bytes.length) return done;
      if (!consumed && !length) {
        if (!final && done > 0) return done;
        throw new EngineError(`the engine takes none of ${rest} bytes and writes nothing; please report this`);
      }
    }
  }

  /** @param {() => number} call @returns {number} */
  #call(call) {
    try {
      return call();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError(`the engine stopped: ${reason}; please report this with the input`, { cause: error });
    }
  }

  /** @param {Uint8Array} bytes @param {number} offset */
  #write(bytes, offset) {
    this.#view(this.#wasm.input() + offset, bytes.length).set(bytes);
  }

  /** @param {TextDecoder} decoder */
  #output(decoder) {
    return decoder.decode(this.#view(this.#wasm.output(), this.#wasm.output_length()));
  }

  /** @param {number} address @param {number} length */
  #decode(address, length) {
    return new TextDecoder().decode(this.#view(address, length));
  }

  /** @param {number} address @param {number} length */
  #view(address, length) {
    return new Uint8Array(this.#wasm.memory.buffer, address >>> 0, length);
  }
}

/** @param {string} name @param {string} value */
function field(name, value) {
  if (loneSurrogate(value)) throw new OptionError(`${name}: the value has a lone surrogate, which is no character`, name);
  if (value.includes("\0")) throw new OptionError(`${name}: the value has U+0000, which no option may have`, name);
  return `${name}\0${value}\0`;
}

/** @param {Record<string, string>} options @returns {never} */
function refuseLongest(options) {
  const sizes = Object.entries(options).map(([name, value]) => ({ name, bytes: utf8.encode(field(name, value)).length }));
  const { name, bytes } = sizes.reduce((longest, each) => (each.bytes > longest.bytes ? each : longest));
  throw new OptionError(`${name}: a value of ${bytes} bytes is too long; all options together may have 65536`, name);
}
