/** What is known about one word: where its reading comes from, which letters made which phones, how sure, and what else it could be. */

import { alignment, shade } from "./alignment.js";
import { say } from "./strings.js";

/** @typedef {import("../hamanlp.js").Word} Word */

/**
 * Show a word.
 * @param {HTMLElement} container
 * @param {Word | null} word
 * @param {((ipa: string) => void) | null} sayIt called with another reading that is asked for; null: none can be
 */
export function inspect(container, word, sayIt) {
  container.className = word?.lang ?? "";
  if (!word) return container.replaceChildren(made("p", "quiet", say("nothing")));
  container.replaceChildren(
    named("h2", word.text, word.lang ?? ""),
    named("p", word.ipa, `${word.lang}-fonipa`, "said"),
    made("p", "from", say(`source_${word.source}`)),
  );
  if (word.normalized && word.normalized !== word.text.toLowerCase()) {
    const reads = made("p", "from", `${say("read_as")} `);
    reads.append(named("strong", word.normalized, word.lang ?? ""));
    container.append(reads);
  }
  if (word.alternatives.length) {
    const readings = [{ ipa: word.ipa, probability: word.probability ?? 0 }, ...word.alternatives];
    const rows = readings.map((reading, at) => bar(reading.ipa, reading.probability, at && sayIt ? button(reading.ipa, sayIt) : null));
    container.append(made("h3", "", say("readings")), bars(rows));
  }
  if (word.phones.length) {
    container.append(made("h3", "", say("letters_to_phones")), alignment(word));
    const rows = word.phones.map((phone) => bar(phone.phone, phone.probability, null));
    container.append(made("h3", "", say("phones")), bars(rows));
  }
}

/** @param {HTMLElement[]} rows */
function bars(rows) {
  const list = made("ol", "bars", "");
  list.append(...rows);
  return list;
}

/** @param {string} name @param {number} probability @param {HTMLElement | null} action */
function bar(name, probability, action) {
  const row = made("li", "", "");
  shade(row, probability);
  row.append(made("span", "name", name), made("span", "bar", ""), made("span", "number", `${(100 * probability).toFixed(1)} %`));
  if (action) row.append(action);
  return row;
}

/** @param {string} ipa @param {(ipa: string) => void} sayIt */
function button(ipa, sayIt) {
  const element = /** @type {HTMLButtonElement} */ (made("button", "", say("say_so")));
  element.type = "button";
  element.setAttribute("aria-label", `${say("say_so")}: ${ipa}`);
  element.addEventListener("click", () => sayIt(ipa));
  return element;
}

/** @param {string} tag @param {string} text @param {string} language @param {string} [className] */
function named(tag, text, language, className = "") {
  const element = made(tag, className, text);
  if (language) element.lang = language;
  return element;
}

/** @param {string} tag @param {string} className @param {string} text */
function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
