/** A user's own pronunciations on their way to the engine. */
export type Lexicon = string | Uint8Array | Record<string, string>;
/**
 * Lines of a word, a tab and its pronunciation in IPA, ARPABET or (Korean) hangul; such a file's bytes, or those of one that
 * `hamanlp lexicon build` compiled; or pronunciations by word.
 * @typedef {string | Uint8Array | Record<string, string>} Lexicon
 */
/**
 * A lexicon as text or bytes.
 * @param {Lexicon | null | undefined} lexicon
 * @returns {string | Uint8Array} empty for none
 * @throws {OptionError} it is nothing of the kind
 */
export declare function sourceOf(lexicon: Lexicon | null | undefined): string | Uint8Array;
/** @param {string | Uint8Array} one @param {string | Uint8Array} other @returns {boolean} whether they are the same */
export declare function isSame(one: string | Uint8Array, other: string | Uint8Array): boolean;
