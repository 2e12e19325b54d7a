/** How Korean is read: by rule, so that there is nothing to draw; what is written stands over what is said, syllable by syllable. */

import { made } from "./elements.js";
import { say } from "./strings.js";

/**
 * Show a Korean word; other words have no rules.
 * @param {HTMLElement} container
 * @param {import("../hamanlp.js").Hama} hama
 * @param {import("../hamanlp.js").Word | null} word
 */
export function showRules(container, hama, word) {
  container.replaceChildren();
  if (word?.lang !== "ko") return;
  const written = word.source === "rule" ? word.text : word.normalized;
  const read = (/** @type {import("../hamanlp.js").Options} */ options) => hama.transcribe(written, { lang: "ko", ...options });
  const said = read({ notation: "hangul" });
  const [above, below] = [[...written], [...said]];
  if (above.length !== below.length) {
    container.append(made("p", "plain", `${written} → ${said}`, "ko"));
  } else {
    const list = made("ol", "syllables", "");
    above.forEach((syllable, at) => list.append(column(syllable, below[at] ?? "")));
    container.append(list);
    const changed = above.filter((syllable, at) => syllable !== below[at]).length;
    container.append(made("p", "quiet", changed ? say("changed") : say("unchanged")));
  }
  const forms = made("dl", "forms", "");
  for (const style of /** @type {const} */ (["broad", "narrow"])) {
    const pair = document.createElement("div");
    pair.append(made("dt", "", say(`style_${style}`)), made("dd", "", read({ style }), "ko-fonipa"));
    forms.append(pair);
  }
  container.append(forms);
}

/** @param {string} written @param {string} said */
function column(written, said) {
  const element = made("li", written === said ? "" : "changed", "");
  element.append(made("span", "", written, "ko"), made("span", "arrow", written.trim() ? "↓" : "", ""), made("span", "said", said, "ko"));
  return element;
}
