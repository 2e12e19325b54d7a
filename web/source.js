/** Where the wasm comes from: a file beside this module, fetched in a browser and read from the disk in Node. */

import { ModelError } from "./errors.js";

/** @type {Record<string, string>} */
export const FILES = { default: "hama.wasm", tiny: "hama-tiny.wasm", large: "hama-large.wasm" };

/**
 * @typedef {{ module: WebAssembly.Module, instance: WebAssembly.Instance, bytes: number }} Loaded
 * `bytes` is the size of the wasm, 0 where it is not known.
 */

/**
 * Compile the wasm of a model.
 * @param {string} model
 * @param {string | URL | BufferSource | Response | undefined} wasm where it is instead, or what it holds
 * @returns {Promise<Loaded>}
 */
export async function compiled(model, wasm) {
  const file = FILES[model];
  if (file === undefined) throw new ModelError(`model: '${model}' is not right; give one of ${Object.keys(FILES).join(", ")}`);
  const source = wasm ?? new URL(file, import.meta.url);
  try {
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return await fromBytes(/** @type {BufferSource} */ (source));
    if (typeof Response === "function" && source instanceof Response) return await fromResponse(source);
    const url = new URL(/** @type {string | URL} */ (source), globalThis.document?.baseURI ?? import.meta.url);
    return url.protocol === "file:" && inNode() ? await fromDisk(url) : await fromResponse(await fetch(url));
  } catch (error) {
    if (error instanceof ModelError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ModelError(`${wasm ? "the wasm" : file}: cannot be loaded: ${reason}`, { cause: error });
  }
}

function inNode() {
  return Boolean(/** @type {any} */ (globalThis).process?.versions?.node);
}

/** @param {URL} url */
async function fromDisk(url) {
  const name = "node:fs/promises"; // in a variable, so that bundlers for the browser leave it alone
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
  return fromBytes(await readFile(url));
}

/**
 * Compile while it comes, if the server calls it application/wasm; servers that do not are forgiven.
 * @param {Response} response
 */
async function fromResponse(response) {
  if (!response.ok) throw new ModelError(`${response.url}: the server answers ${response.status} ${response.statusText}`.trim());
  const type = response.headers.get("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/wasm" || !WebAssembly.instantiateStreaming) return fromBytes(await response.arrayBuffer());
  const bytes = Number(response.headers.get("Content-Length")) || 0;
  return { ...(await WebAssembly.instantiateStreaming(response)), bytes };
}

/** @param {BufferSource} bytes @returns {Promise<Loaded>} */
export async function fromBytes(bytes) {
  return { ...(await WebAssembly.instantiate(bytes)), bytes: bytes.byteLength };
}
