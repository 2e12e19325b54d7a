/** JavaScript's strings as text: the input is checked, and places are counted in code points. */
/** @param {string} text @returns {{ position: number, code: number } | null} the first lone surrogate */
export declare function loneSurrogate(text: string): {
    position: number;
    code: number;
} | null;
/** @param {string} text @returns {number} */
export declare function countCodePoints(text: string): number;
/**
 * Refuse what is no text.
 * @param {unknown} text
 * @returns {text is readonly string[]} whether it is an array
 */
export declare function checkInput(text: unknown): text is readonly string[];
/**
 * Where code points stand in a string, since results count them and JavaScript counts UTF-16 units.
 * @param {string} text
 * @returns {(codePoint: number) => number} the index in `text` of a code point; of those past the end, the length
 */
export declare function unitIndex(text: string): (codePoint: number) => number;
