/** Pronunciations under the words of a web page, as ruby. */
export type AnnotateOptions = import("./hamanlp.js").Options & {
    hama?: import("./hamanlp.js").Hama;
};
/** The model that all elements of a page share; it is loaded when it is first needed. */
export declare function sharedHama(): Promise<import("./hamanlp.js").Hama>;
/**
 * Write the pronunciation under every word of an element. Its elements stay, and their listeners; words that are cut by a tag
 * (`un<b>do</b>`) are left as they are.
 * @param {Element} element
 * @param {AnnotateOptions} [options] those of `transcribe`; `hama`: the model, by default one that all calls share
 * @returns {Promise<() => void>} a function that takes the annotation away again
 */
export declare function annotate(element: Element, { hama, ...options }?: AnnotateOptions): Promise<() => void>;
/**
 * A text with its pronunciation under each word.
 * @param {import("./hamanlp.js").Hama} hama
 * @param {string} text
 * @param {import("./hamanlp.js").Options} [options]
 * @returns {DocumentFragment}
 */
export declare function ruby(hama: import("./hamanlp.js").Hama, text: string, options?: import("./hamanlp.js").Options): DocumentFragment;
export type Placed = {
    word: import("./hamanlp.js").Word;
    start: number;
    end: number;
};
