/** Which letters made which phones: a row of letters, a row of phones, and lines between. */

const SVG = "http://www.w3.org/2000/svg";
const STEP = 34; // between neighbours of a row
const TOP = 24; // where letters stand
const BOTTOM = 116; // where phones stand

/**
 * Draw the alignment of a word.
 * @param {import("../hamanlp.js").Word} word
 * @returns {SVGSVGElement}
 */
export function alignment(word) {
  const letters = [...word.text];
  const columns = Math.max(letters.length, word.phones.length, 9);
  const drawing = /** @type {SVGSVGElement} */ (element("svg", { class: "alignment", viewBox: `0 0 ${columns * STEP} 130`, role: "img" }));
  drawing.setAttribute("aria-label", describe(word, letters));
  const across = (/** @type {number} */ at, /** @type {number} */ count) => (columns * STEP * (at + 0.5)) / count;
  const heard = new Set();
  word.phones.forEach((phone, at) => {
    const group = element("g", {});
    shade(/** @type {SVGElement} */ (group), phone.probability);
    const x = across(at, word.phones.length);
    for (let letter = phone.start - word.start; letter < phone.end - word.start; letter++) {
      heard.add(letter);
      const above = across(letter, letters.length);
      group.append(element("path", { d: `M${above} ${TOP + 9}C${above} ${TOP + 45} ${x} ${BOTTOM - 60} ${x} ${BOTTOM - 22}` }));
    }
    group.append(text(phone.phone, x, BOTTOM, "phone"));
    drawing.append(group);
  });
  drawing.append(...letters.map((letter, at) => text(letter, across(at, letters.length), TOP, heard.has(at) ? "" : "silent")));
  return drawing;
}

/**
 * Give an element the colour of a probability.
 * @param {HTMLElement | SVGElement} target @param {number} probability
 */
export function shade(target, probability) {
  target.dataset.p = "";
  target.style.setProperty("--p", String(probability));
  target.style.setProperty("--scaled", String(Math.max(0, (probability - 0.4) / 0.6))); // below 40 %, all is unsure
}

/** @param {import("../hamanlp.js").Word} word @param {string[]} letters */
function describe(word, letters) {
  const pairs = word.phones.map(
    (phone) => `${letters.slice(phone.start - word.start, phone.end - word.start).join("")} → ${phone.phone}`,
  );
  return pairs.join(", ");
}

/** @param {string} content @param {number} x @param {number} y @param {string} className */
function text(content, x, y, className) {
  const label = element("text", { x: String(x), y: String(y), class: className });
  label.textContent = content;
  return label;
}

/** @param {string} name @param {Record<string, string>} attributes */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
