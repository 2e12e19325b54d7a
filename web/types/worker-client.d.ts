/** The same calls in a Web Worker, so that a long text does not hold up the page: every call gives a promise. */
export type HamaWorker = {
    /**
     * size of the wasm
     */
    bytes: number;
    /**
     * what the wasm says about its model
     */
    metadata: Record<string, unknown>;
    transcribe: <Text extends string | readonly string[]>(text: Text, options?: import("./hamanlp.js").Options) => Promise<Text extends string ? string : string[]>;
    analyze: <Text extends string | readonly string[]>(text: Text, options?: import("./hamanlp.js").Options) => Promise<Text extends string ? import("./hamanlp.js").Transcription : import("./hamanlp.js").Transcription[]>;
    trace: (text: string, options?: import("./hamanlp.js").Options) => Promise<import("./hamanlp.js").Trace[]>;
    /**
     * end the worker; calls that wait for it are refused
     */
    close: () => void;
};
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
export declare function loadWorker(options?: Omit<import("./hamanlp.js").LoadOptions, "wasm"> & {
    wasm?: string | BufferSource;
}): Promise<HamaWorker>;
