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
    lexicon_room(length: number): number;
    lexicon_load(length: number, skip: number): number;
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
 *   lexicon_room(length: number): number,
 *   lexicon_load(length: number, skip: number): number,
 * }} Exports
 */
/** One instance of the engine. */
export declare class Engine {
    #private;
    /** @type {string[]} what is wrong with each line of the lexicon that was left out */
    skippedLines: string[];
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
     * Set the user's own pronunciations, to be called before `configure`.
     * @param {string | Uint8Array} lexicon empty for none
     * @param {string} errors what becomes of bad lines: `fail` or `skip`
     */
    load(lexicon: string | Uint8Array, errors: string): void;
    /**
     * Transcribe a whole text.
     * @param {string} text without lone surrogates
     * @returns {string} the transcription, with one line feed for every line feed
     */
    transcribe(text: string): string;
}
