/** What is known about one word: where its reading comes from, which letters made which phones, and what else it could be. */

import { alignment, shade } from "./alignment.js";
import { button, made, percent } from "./elements.js";
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
    made("h2", "", word.text, word.lang ?? ""),
    made("p", "said", word.ipa, `${word.lang}-fonipa`),
    made("p", "from", say(`source_${word.source}`)),
  );
  if (word.normalized && word.normalized !== word.text.toLowerCase()) {
    const reads = made("p", "from", `${say("read_as")} `);
    reads.append(made("strong", "", word.normalized, word.lang ?? ""));
    container.append(reads);
  }
  if (isAligned(word)) container.append(made("h3", "", say("letters_to_phones")), alignment(word));
  if (word.alternatives.length) {
    const readings = [{ ipa: word.ipa, probability: word.probability ?? 0 }, ...word.alternatives];
    const rows = readings.map((reading, at) => bar(reading, at ? sayIt : null));
    const list = made("ol", "bars", "");
    list.append(...rows);
    container.append(made("h3", "", say("readings")), list);
  }
}

/** Whether it is known which letters made which phones: of what is read as other words it is not. @param {Word} word */
function isAligned({ phones, start, end }) {
  return phones.length === 1 || phones.some((phone) => phone.start > start || phone.end < end);
}

/** @param {import("../hamanlp.js").Alternative} reading @param {((ipa: string) => void) | null} sayIt */
function bar({ ipa, probability }, sayIt) {
  const row = made("li", "", "");
  shade(row, probability);
  row.append(made("span", "name", ipa, "en-fonipa"), made("span", "bar", ""), made("span", "number", percent(probability)));
  if (sayIt) {
    const action = button("", say("say_so_short"), () => sayIt(ipa));
    action.setAttribute("aria-label", `${say("say_so_short")}: ${ipa}`);
    action.title = say("say_so");
    row.append(action);
  }
  return row;
}
