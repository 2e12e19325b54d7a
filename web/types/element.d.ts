/**
 * The element `<hama-ipa lang="ko">안녕하세요</hama-ipa>`: its text with the pronunciation under each word.
 *
 * Attributes are the options of `transcribe` with hyphens (`across-words`, `stress="false"`); `style` being CSS, that option is
 * called `narrow` here. `lang` may be any language tag; those of other languages mean `auto`. Errors go to the event `error`.
 */
declare const Base: typeof HTMLElement;
/** The class of `<hama-ipa>`. */
export declare class HamaIpa extends Base {
    #private;
    static observedAttributes: string[];
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
    /** The options that the attributes name. @returns {import("./hamanlp.js").Options} */
    get options(): import("./hamanlp.js").Options;
}
export {};
