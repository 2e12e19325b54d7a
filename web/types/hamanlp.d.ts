/**
 * Text to IPA for Korean and English: a tiny Llama in WebAssembly, and this thin host around it.
 *
 *     import { load } from "hamanlp";
 *     const hama = await load();
 *     hama.transcribe("Hello, 안녕하세요");
 */
export { EngineError, HamaError, InputError, InputTypeError, ModelError, OptionError } from "./errors.js";
export type Transcription = import("./analysis.js").Transcription;
export type Word = import("./analysis.js").Word;
export type Phone = import("./analysis.js").Phone;
export type Alternative = import("./analysis.js").Alternative;
export type Options = {
    /**
     * `auto`: by script
     */
    lang?: "auto" | "en" | "ko";
    /**
     * ARPABET is for English, hangul for Korean; spelling: the words read
     */
    notation?: "ipa" | "arpabet" | "hangul" | "spelling";
    /**
     * narrow: Korean with allophones
     */
    style?: "broad" | "narrow";
    /**
     * how the Latin words of Korean text are read
     */
    latin?: "english" | "letters";
    /**
     * whether neighbouring Korean words are read together; default false
     */
    across_words?: boolean;
    /**
     * whether stress is written; default true
     */
    stress?: boolean;
    /**
     * whether punctuation and symbols stay; default true
     */
    preserve_punctuation?: boolean;
    /**
     * whether frequent irregular English words come from a table; default true
     */
    exceptions?: boolean;
    /**
     * whether the text may give pronunciations itself, as `[word](/ipa/)`; default false
     */
    markup?: boolean;
    /**
     * default nothing, in ARPABET a space
     */
    phone_separator?: string | null;
    /**
     * default a space, in ARPABET two
     */
    word_separator?: string | null;
    /**
     * pronunciations of a word in `analyze`, 1 to 20; default 1
     */
    nbest?: number;
    /**
     * phones are drawn at it, 0 to 10; default 0: the most probable are taken
     */
    temperature?: number;
    /**
     * of how many phones one is drawn; default of all
     */
    top_k?: number | null;
    /**
     * the share of those of which one is drawn, 0 to 1; default 1
     */
    top_p?: number;
    /**
     * what is drawn depends on it, 0 to 4294967295; default 0
     */
    seed?: number;
    /**
     * phone → what is added to its logit, -100 to 100
     */
    boost?: Record<string, number> | null;
};
export type LoadOptions = {
    model?: "default" | "tiny" | "large";
    /**
     * where the wasm is, or what it holds; by default it lies beside this module
     */
    wasm?: string | URL | BufferSource | Response;
};
/** @typedef {import("./analysis.js").Transcription} Transcription */
/** @typedef {import("./analysis.js").Word} Word */
/** @typedef {import("./analysis.js").Phone} Phone */
/** @typedef {import("./analysis.js").Alternative} Alternative */
/**
 * How to transcribe. Names, values and defaults are those of the Python package.
 * @typedef {object} Options
 * @property {"auto" | "en" | "ko"} [lang] `auto`: by script
 * @property {"ipa" | "arpabet" | "hangul" | "spelling"} [notation] ARPABET is for English, hangul for Korean; spelling: the words read
 * @property {"broad" | "narrow"} [style] narrow: Korean with allophones
 * @property {"english" | "letters"} [latin] how the Latin words of Korean text are read
 * @property {boolean} [across_words] whether neighbouring Korean words are read together; default false
 * @property {boolean} [stress] whether stress is written; default true
 * @property {boolean} [preserve_punctuation] whether punctuation and symbols stay; default true
 * @property {boolean} [exceptions] whether frequent irregular English words come from a table; default true
 * @property {boolean} [markup] whether the text may give pronunciations itself, as `[word](/ipa/)`; default false
 * @property {string | null} [phone_separator] default nothing, in ARPABET a space
 * @property {string | null} [word_separator] default a space, in ARPABET two
 * @property {number} [nbest] pronunciations of a word in `analyze`, 1 to 20; default 1
 * @property {number} [temperature] phones are drawn at it, 0 to 10; default 0: the most probable are taken
 * @property {number | null} [top_k] of how many phones one is drawn; default of all
 * @property {number} [top_p] the share of those of which one is drawn, 0 to 1; default 1
 * @property {number} [seed] what is drawn depends on it, 0 to 4294967295; default 0
 * @property {Record<string, number> | null} [boost] phone → what is added to its logit, -100 to 100
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
export declare function load({ model, wasm }?: LoadOptions): Promise<Hama>;
/** A loaded model. All of its calls are synchronous. */
export declare class Hama {
    #private;
    /** Size of the wasm in bytes; 0 where the server did not say. */
    bytes: number;
    /** What the wasm says about its model: name, parameters, data, scores. */
    metadata: Record<string, unknown>;
    /**
     * For `load`, which is the way to get one.
     * @param {import("./source.js").Loaded} loaded
     */
    constructor({ module, instance, bytes }: import("./source.js").Loaded);
    /**
     * Transcribe a text, or each text of an array.
     * @template {string | readonly string[]} Text
     * @param {Text} text strings of any length and any number of lines
     * @param {Options} [options]
     * @returns {Text extends string ? string : string[]} as many strings as were given, in their order, with their line feeds
     * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
     * @throws {OptionError} an option has a value that it cannot have
     */
    transcribe<Text extends string | readonly string[]>(text: Text, options?: Options): Text extends string ? string : string[];
    /**
     * Transcribe, and tell what is known about each word: its place in the text in code points, its phones, where they come from.
     * @template {string | readonly string[]} Text
     * @param {Text} text strings of any length and any number of lines
     * @param {Options} [options]
     * @returns {Text extends string ? Transcription : Transcription[]}
     * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
     * @throws {OptionError} an option has a value that it cannot have
     */
    analyze<Text extends string | readonly string[]>(text: Text, options?: Options): Text extends string ? Transcription : Transcription[];
}
