/** Pronunciations under the words of a web page, as ruby. */

import { load } from "./hamanlp.js";
import { unitIndex } from "./text.js";

/** @typedef {import("./hamanlp.js").Options & { hama?: import("./hamanlp.js").Hama }} AnnotateOptions */

const SKIPPED = "script, style, noscript, template, textarea, select, ruby, svg, math, hama-ipa, [contenteditable]";

/** @type {Promise<import("./hamanlp.js").Hama> | undefined} */
let loading;

/** The model that all elements of a page share; it is loaded when it is first needed. */
export function sharedHama() {
  loading ??= load();
  loading.catch(() => (loading = undefined)); // the next one tries again
  return loading;
}

/**
 * Write the pronunciation under every word of an element. Its elements stay, and their listeners; words that are cut by a tag
 * (`un<b>do</b>`) are left as they are.
 * @param {Element} element
 * @param {AnnotateOptions} [options] those of `transcribe`; `hama`: the model, by default one that all calls share
 * @returns {Promise<() => void>} a function that takes the annotation away again
 */
export async function annotate(element, { hama, ...options } = {}) {
  const model = hama ?? (await sharedHama());
  /** @type {(() => void)[]} */
  const undo = [];
  for (const nodes of runs(element)) {
    const text = plain(nodes.map((node) => node.data).join(""));
    const { words } = model.analyze(text, options);
    const index = unitIndex(text);
    let begun = 0;
    for (const node of nodes) {
      const end = begun + node.data.length;
      const inside = words
        .map((word) => ({ word, start: index(word.start) - begun, end: index(word.end) - begun }))
        .filter((each) => each.word.lang && each.start >= 0 && each.end <= node.data.length);
      if (inside.length) undo.push(replace(node, rubyOf(node.data, inside)));
      begun = end;
    }
  }
  return () => undo.splice(0).forEach((each) => each());
}

/**
 * A text with its pronunciation under each word.
 * @param {import("./hamanlp.js").Hama} hama
 * @param {string} text
 * @param {import("./hamanlp.js").Options} [options]
 * @returns {DocumentFragment}
 */
export function ruby(hama, text, options) {
  const clean = plain(text);
  const { words } = hama.analyze(clean, options);
  const index = unitIndex(clean);
  const placed = words.map((word) => ({ word, start: index(word.start), end: index(word.end) }));
  return rubyOf(text, placed.filter(({ word }) => word.lang));
}

/**
 * @typedef {{ word: import("./hamanlp.js").Word, start: number, end: number }} Placed places in UTF-16 units
 * @param {string} text @param {Placed[]} words @returns {DocumentFragment}
 */
function rubyOf(text, words) {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (const { word, start, end } of words) {
    fragment.append(text.slice(done, start), rubyElement(text.slice(start, end), word));
    done = end;
  }
  fragment.append(text.slice(done));
  return fragment;
}

/** @param {string} text @param {import("./hamanlp.js").Word} word */
function rubyElement(text, word) {
  const element = document.createElement("ruby");
  element.style.setProperty("ruby-position", "under");
  const pronunciation = document.createElement("rt");
  pronunciation.lang = `${word.lang}-fonipa`;
  pronunciation.textContent = word.ipa;
  element.append(text, parenthesis("("), pronunciation, parenthesis(")"));
  return element;
}

/** @param {string} sign what browsers without ruby show */
function parenthesis(sign) {
  const element = document.createElement("rp");
  element.textContent = sign;
  return element;
}

/**
 * White space as a page shows it, on one line, and no half characters; every place stays where it is.
 * @param {string} text
 */
function plain(text) {
  return text.replace(/[\r\n]/g, " ").replace(/\p{Surrogate}/gu, "\ufffd");
}

/**
 * The text nodes of an element, those together that are read together: neither a block nor a line break is between them.
 * @param {Element} root @returns {Text[][]}
 */
function runs(root) {
  /** @type {Text[][]} */
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Element | null} */
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text) {
      const own = blockOf(node, root);
      if (own !== block || !found.length) found.push([]);
      block = own;
      found.at(-1)?.push(node);
    } else if (node.nodeName === "BR") {
      block = null;
    }
  }
  return found;
}

/** @param {Text} node @param {Element} root */
function blockOf(node, root) {
  let element = node.parentElement;
  while (element && element !== root && /^(inline$|contents$)/.test(getComputedStyle(element).display)) {
    element = element.parentElement;
  }
  return element;
}

/** @param {Text} node @param {DocumentFragment} fragment @returns {() => void} what puts the node back */
function replace(node, fragment) {
  const [first, ...others] = fragment.childNodes;
  node.replaceWith(fragment);
  return () => {
    others.forEach((each) => each.remove());
    first?.replaceWith(node);
  };
}
