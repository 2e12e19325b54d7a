/** Elements made in one call. */

import { say } from "./strings.js";

/** @param {string} tag @param {string} className @param {string} text @param {string} [language] */
export function made(tag, className, text, language = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  if (language) element.lang = language;
  return element;
}

/** @param {string} className @param {string} text @param {() => void} pressed @returns {HTMLButtonElement} */
export function button(className, text, pressed) {
  const element = /** @type {HTMLButtonElement} */ (made("button", className, text));
  element.type = "button";
  element.addEventListener("click", pressed);
  return element;
}

/** An element whose text follows the page's language. @param {string} tag @param {string} key */
export function translated(tag, key) {
  const element = document.createElement(tag);
  element.dataset.text = key;
  element.textContent = say(key);
  return element;
}

/** @param {number} share @returns {string} */
export function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

/** @template {HTMLElement} [Kind=HTMLElement] @param {string} id @returns {Kind} */
export const find = (id) => /** @type {Kind} */ (document.getElementById(id));
