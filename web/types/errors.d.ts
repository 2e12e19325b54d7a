/**
 * What can go wrong, as errors. Every message is one line: where, what was wrong, and what would be right.
 * The classes and their messages are those of the Python package.
 */
/** The base of every error that hamanlp throws on purpose. */
export declare class HamaError extends Error {
    /** @param {string} message @param {ErrorOptions} [options] */
    constructor(message: string, options?: ErrorOptions);
}
/** An option has a value that it cannot have. */
export declare class OptionError extends HamaError {
    /** The option's name, such as `"lang"`. */
    option: string;
    /** @param {string} message @param {string} option */
    constructor(message: string, option: string);
}
/** The input is not text. */
export declare class InputError extends HamaError {
    /** Which element of an array it was, counted from 0; null for a single string. */
    item: number | null;
    /** Where in that string, in code points counted from 0; null if the input has no such place. */
    position: number | null;
    /** @param {string} message @param {number | null} item @param {number | null} position */
    constructor(message: string, item?: number | null, position?: number | null);
}
/** The input is neither a string nor an array of strings. */
export declare class InputTypeError extends InputError {
}
/** A model's wasm cannot be fetched, is damaged, or speaks another version of the interface. */
export declare class ModelError extends HamaError {
}
/** The engine stopped in the middle of its work: a bug in hamanlp, whatever the input was. */
export declare class EngineError extends HamaError {
}
