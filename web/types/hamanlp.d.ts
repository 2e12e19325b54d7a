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
export type Trace = import("./analysis.js").Trace;
export type Step = import("./analysis.js").Step;
export type Candidate = import("./analysis.js").Candidate;
export type Options = {
    /**
     * `auto`: by script
     */
    lang?: "auto" | "en" | "ko";
    /**
     * ARPABET and the phone sets of the speech
     * synthesizers Kokoro and espeak-ng are for English, hangul for Korean; spelling: the words read
     */
    notation?: "ipa" | "xsampa" | "arpabet" | "kokoro" | "espeak" | "hangul" | "spelling";
    /**
     * narrow: Korean with allophones
     */
    style?: "broad" | "narrow";
    /**
     * how the Latin words of Korean text are read
     */
    latin?: "english" | "letters";
    /**
     * of English: American, British, or a number between 0 and 1
     */
    accent?: "us" | "gb" | number;
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
     * how many pronunciations `analyze` gives of a word, 1 to 20: its own and `alternatives`; default 1
     */
    nbest?: number;
    /**
     * 0 to 10; at 0, the default, nothing is drawn
     */
    temperature?: number;
    /**
     * of how many phones one is drawn; default all
     */
    top_k?: number | null;
    /**
     * the most probable phones of which one is drawn have this share together; default 1
     */
    top_p?: number;
    /**
     * what is drawn depends on it; default 0
     */
    seed?: number;
    /**
     * phone in IPA: number from -100 to 100 that is added to its logit
     */
    boost?: Record<string, number> | null;
    /**
     * your own pronunciations: lines of a word, a tab, IPA or ARPABET; or an object
     */
    lexicon?: import("./lexicon.js").Lexicon | null;
    /**
     * how much the lexicon says, 0 to 1; at 1, the default, listed words only, exactly as listed
     */
    mix?: number;
    /**
     * skip: bad lines of the lexicon are left out, see `skippedLines`; default fail
     */
    lexicon_errors?: "fail" | "skip";
    /**
     * English phones in IPA that the model is made to write first in each word that it reads; with `#` at
     * the end, and nothing after them
     */
    force?: string | null;
    /**
     * default nothing, in ARPABET a space
     */
    phone_separator?: string | null;
    /**
     * default a space, in ARPABET two
     */
    word_separator?: string | null;
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
 * @property {"us" | "gb" | number} [accent] of English: American, British, or a number between 0 and 1
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
 * @property {import("./lexicon.js").Lexicon | null} [lexicon] your own pronunciations: lines of a word, a tab, IPA or ARPABET; or an object
 * @property {number} [mix] how much the lexicon says, 0 to 1; at 1, the default, listed words only, exactly as listed
 * @property {"fail" | "skip"} [lexicon_errors] skip: bad lines of the lexicon are left out, see `skippedLines`; default fail
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
    /** What is wrong with each line of the latest call's lexicon that was left out. @returns {string[]} */
    get skippedLines(): string[];
    /**
     * Tell what the model could have written at each step of each word, for people who want to see it decide.
     * @param {string} text of any length and any number of lines
     * @param {Options} [options]
     * @returns {Trace[]} of the words that the model read, in order; words that tables or rules read have no steps and are left out
     * @throws {InputError} not a string (`InputTypeError`), or one with a lone surrogate
     * @throws {OptionError} an option has a value that it cannot have
     */
    trace(text: string, options?: Options): Trace[];
}
