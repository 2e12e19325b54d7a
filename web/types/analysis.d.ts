/** The structured result: what is known about each word of a text. Names and values are those of the Python package. */
export type Phone = {
    phone: string;
    start: number;
    end: number;
    probability: number;
};
export type Alternative = {
    ipa: string;
    probability: number;
};
export type Word = {
    /**
     * as it stands in the text
     */
    text: string;
    /**
     * its first character, counted in code points of the text
     */
    start: number;
    /**
     * one after the last
     */
    end: number;
    /**
     * what is read
     */
    normalized: string;
    /**
     * null for what is not read
     */
    lang: "en" | "ko" | null;
    /**
     * the pronunciation, in the notation asked for
     */
    ipa: string;
    /**
     * `model`, `rule`, `exception`, `homograph`, `number`, `user` or `passed`
     */
    source: string;
    /**
     * how sure that is; null for what is not read
     */
    probability: number | null;
    phones: Phone[];
    /**
     * other pronunciations, the most probable first
     */
    alternatives: Alternative[];
};
export type Transcription = {
    text: string;
    ipa: string;
    words: Word[];
};
export type Candidate = {
    phone: string;
    probability: number;
    filtered: number;
};
export type Step = {
    phone: string;
    candidates: Candidate[];
};
export type Trace = {
    text: string;
    ipa: string;
    steps: Step[];
};
/**
 * A phone of a word. `phone` is in the notation asked for; `start` and `end` are the characters it comes from, in code points of the
 * text; `probability` is how sure the model is of it, 1 where a rule or a table gave it.
 * @typedef {{ phone: string, start: number, end: number, probability: number }} Phone
 */
/**
 * Another pronunciation of a word, and how probable it is.
 * @typedef {{ ipa: string, probability: number }} Alternative
 */
/**
 * A word of a text, or something else that is no white space.
 * @typedef {object} Word
 * @property {string} text as it stands in the text
 * @property {number} start its first character, counted in code points of the text
 * @property {number} end one after the last
 * @property {string} normalized what is read
 * @property {"en" | "ko" | null} lang null for what is not read
 * @property {string} ipa the pronunciation, in the notation asked for
 * @property {string} source `model`, `rule`, `exception`, `homograph`, `number`, `user` or `passed`
 * @property {number | null} probability how sure that is; null for what is not read
 * @property {Phone[]} phones
 * @property {Alternative[]} alternatives other pronunciations, the most probable first
 */
/**
 * A text with its pronunciation.
 * @typedef {{ text: string, ipa: string, words: Word[] }} Transcription
 */
/**
 * A phone that the model could write; empty for the end of the word. `probability`: how probable the model holds it, after the phones
 * before; `filtered`: how probable it is to be taken, after `boost`, `temperature`, `top_k` and `top_p`.
 * @typedef {{ phone: string, probability: number, filtered: number }} Candidate
 */
/**
 * A step of the model: what it took, and the candidates, at most eight, the most probable (of either kind) first.
 * @typedef {{ phone: string, candidates: Candidate[] }} Step
 */
/**
 * How the model read a word, or the words that a number is read as: one step for each phone, and one for the end.
 * @typedef {{ text: string, ipa: string, steps: Step[] }} Trace
 */
/**
 * Put the engine's records of a text together.
 * @param {string} text any number of lines
 * @param {string} records a line of JSON for each word, an empty one for each line feed of the text
 * @returns {Transcription}
 */
export declare function assemble(text: string, records: string): Transcription;
/**
 * The traces in the engine's records of a text.
 * @param {string} records with the option `trace`: a line of JSON for each word, empty lines
 * @returns {Trace[]}
 */
export declare function assembleTraces(records: string): Trace[];
