/** The same calls in a Web Worker, so that a long text does not hold up the page: every call gives a promise. */

import * as errors from "./errors.js";

/**
 * A model that was loaded in a worker.
 * @typedef {object} HamaWorker
 * @property {number} bytes size of the wasm
 * @property {Record<string, unknown>} metadata what the wasm says about its model
 * @property {<Text extends string | readonly string[]>(text: Text, options?: import("./hamanlp.js").Options) =>
 *   Promise<Text extends string ? string : string[]>} transcribe
 * @property {<Text extends string | readonly string[]>(text: Text, options?: import("./hamanlp.js").Options) =>
 *   Promise<Text extends string ? import("./hamanlp.js").Transcription : import("./hamanlp.js").Transcription[]>} analyze
 * @property {(text: string, options?: import("./hamanlp.js").Options) => Promise<import("./hamanlp.js").Trace[]>} trace
 * @property {() => void} close end the worker; calls that wait for it are refused
 */

/**
 * Load a model in a worker of its own.
 * @param {Omit<import("./hamanlp.js").LoadOptions, "wasm"> & { wasm?: string | BufferSource }} [options]
 * @returns {Promise<HamaWorker>}
 */
export async function loadWorker(options = {}) {
  const worker = started(new URL("./worker.js", import.meta.url));
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let calls = 0;

  worker.addEventListener("message", ({ data }) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) call?.reject(revived(data.error));
    else call?.resolve(data.value);
  });
  worker.addEventListener("error", (event) => fail(`the worker failed: ${event.message || "it cannot be loaded"}`));

  /** @param {string} method @param {unknown[]} parameters @returns {Promise<any>} */
  const ask = (method, ...parameters) =>
    new Promise((resolve, reject) => {
      waiting.set(++calls, { resolve, reject });
      worker.postMessage({ id: calls, method, parameters });
    });

  /** @param {string} message */
  function fail(message) {
    for (const { reject } of waiting.values()) reject(new errors.EngineError(message));
    waiting.clear();
  }

  try {
    const wasm = typeof options.wasm === "string" ? new URL(options.wasm, globalThis.document?.baseURI).href : options.wasm;
    const { bytes, metadata } = await ask("load", { ...options, wasm });
    return {
      bytes,
      metadata,
      transcribe: (text, settings) => ask("transcribe", text, settings),
      analyze: (text, settings) => ask("analyze", text, settings),
      trace: (text, settings) => ask("trace", text, settings),
      close() {
        worker.terminate();
        fail("the worker was closed");
      },
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/**
 * Browsers start no worker from another host's file, but one from the page's own text, which may import that file.
 * @param {URL} script @returns {Worker}
 */
function started(script) {
  const own = globalThis.location?.origin;
  if (!own || script.origin === own) return new Worker(script, { type: "module" });
  const text = new Blob([`import ${JSON.stringify(script.href)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(text);
  const worker = new Worker(address, { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

/** @param {{ name: string, message: string }} error its name is that of its class */
function revived(error) {
  const kinds = /** @type {Record<string, any>} */ (errors);
  return Object.assign(new (kinds[error.name] ?? Error)(error.message), error);
}
