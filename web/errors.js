/**
 * What can go wrong, as errors. Every message is one line: where, what was wrong, and what would be right.
 * The classes and their messages are those of the Python package.
 */

/** The base of every error that hamanlp throws on purpose. */
export class HamaError extends Error {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An option has a value that it cannot have. */
export class OptionError extends HamaError {
  /** @param {string} message @param {string} option */
  constructor(message, option) {
    super(message);
    /** The option's name, such as `"lang"`. */
    this.option = option;
  }
}

/** The input is not text. */
export class InputError extends HamaError {
  /** @param {string} message @param {number | null} item @param {number | null} position */
  constructor(message, item = null, position = null) {
    super(message);
    /** Which element of an array it was, counted from 0; null for a single string. */
    this.item = item;
    /** Where in that string, in code points counted from 0; null if the input has no such place. */
    this.position = position;
  }
}

/** The input is neither a string nor an array of strings. */
export class InputTypeError extends InputError {}

/** A model's wasm cannot be fetched, is damaged, or speaks another version of the interface. */
export class ModelError extends HamaError {}

/** The engine stopped in the middle of its work: a bug in hamanlp, whatever the input was. */
export class EngineError extends HamaError {}
