/**
 * The element `<hama-ipa lang="ko">안녕하세요</hama-ipa>`: its text with the pronunciation under each word.
 *
 * Attributes are the options of `transcribe` with hyphens (`across-words`, `stress="false"`); `style` being CSS, that option is
 * called `narrow` here. `lang` may be any language tag; those of other languages mean `auto`. Errors go to the event `error`.
 */

import { ruby, sharedHama } from "./annotate.js";

const ATTRIBUTES = ["lang", "notation", "narrow", "latin", "accent", "across-words", "stress", "exceptions", "markup", "phone-separator"];
const CSS = `
  :host { ruby-position: under; line-height: 2.4 }
  rt { font-size: .62em; font-family: "Noto Sans", "Doulos SIL", "Charis SIL", "DejaVu Sans", sans-serif; opacity: .8; padding-inline: .25em }
`;

// Where there is no page (Node, a worker), the module can be imported all the same.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** The class of `<hama-ipa>`. */
export class HamaIpa extends Base {
  static observedAttributes = ATTRIBUTES;

  /** @type {MutationObserver | undefined} */
  #observer;
  #renders = 0;

  connectedCallback() {
    if (!this.shadowRoot) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(document.createElement("slot")); // until the model is there, and for those who have none
    }
    this.#observer = new MutationObserver(() => this.#render());
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    this.#render();
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.shadowRoot) this.#render();
  }

  /** The options that the attributes name. @returns {import("./hamanlp.js").Options} */
  get options() {
    /** @type {Record<string, string>} */
    const options = { style: this.hasAttribute("narrow") ? "narrow" : "broad" };
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value !== null && name !== "narrow") options[name.replace("-", "_")] = value || "true";
    }
    const language = options.lang?.split("-", 1)[0]?.toLowerCase();
    options.lang = language === "en" || language === "ko" ? language : "auto";
    return /** @type {import("./hamanlp.js").Options} */ (options);
  }

  async #render() {
    const render = ++this.#renders;
    try {
      const hama = await sharedHama();
      if (render !== this.#renders) return; // there is a newer one
      this.shadowRoot?.replaceChildren(ruby(hama, this.textContent ?? "", this.options));
      this.dispatchEvent(new Event("render"));
    } catch (error) {
      this.shadowRoot?.replaceChildren(document.createElement("slot"));
      this.dispatchEvent(new ErrorEvent("error", { error, message: error instanceof Error ? error.message : String(error) }));
    }
  }
}

if (globalThis.customElements && !customElements.get("hama-ipa")) customElements.define("hama-ipa", HamaIpa);
