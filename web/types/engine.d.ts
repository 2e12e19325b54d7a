/**
 * The wasm host: bytes into the engine's input buffer, bytes out of its output buffer. It knows nothing about text.
 * The interface is described in `hamanlp/engine.py` and `zig/root.zig`.
 */
export type Exports = {
    memory: WebAssembly.Memory;
    abi_version(): number;
    metadata(): number;
    metadata_length(): number;
    input(): number;
    input_capacity(): number;
    output(): number;
    output_length(): number;
    configure(length: number): number;
    transcribe(offset: number, length: number, final: number): number;
};
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
 * }} Exports
 */
/** One instance of the engine. */
export declare class Engine {
    #private;
    /** @param {WebAssembly.Instance} instance */
    constructor(instance: WebAssembly.Instance);
    /** What the wasm says about its model. @returns {Record<string, unknown>} */
    metadata(): Record<string, unknown>;
    /**
     * Set all options; those left out have the engine's defaults. What the engine remembers of words is kept.
     * @param {Record<string, string>} options names and values as text
     */
    configure(options: Record<string, string>): void;
    /**
     * Transcribe a whole text.
     * @param {string} text without lone surrogates
     * @returns {string} the transcription, with one line feed for every line feed
     */
    transcribe(text: string): string;
}
