/** Where the wasm comes from: a file beside this module, fetched in a browser and read from the disk in Node. */
/** @type {Record<string, string>} */
export declare const FILES: Record<string, string>;
export type Loaded = {
    module: WebAssembly.Module;
    instance: WebAssembly.Instance;
    bytes: number;
};
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
export declare function compiled(model: string, wasm: string | URL | BufferSource | Response | undefined): Promise<Loaded>;
/** @param {BufferSource} bytes @returns {Promise<Loaded>} */
export declare function fromBytes(bytes: BufferSource): Promise<Loaded>;
