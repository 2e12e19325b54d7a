/** The controls of the options: one for each name in `state.js`. */

import { translated } from "./elements.js";
import { OPTIONS } from "./state.js";

/**
 * Fill a form with controls.
 * @param {HTMLFormElement} form
 * @param {() => void} changed called when someone changes one
 */
export function buildOptions(form, changed) {
  const controls = Object.entries(OPTIONS).map(([name, values]) => (typeof values[0] === "boolean" ? check(name) : choice(name, values)));
  form.replaceChildren(...controls);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
}

/** What is set and differs from its default. @param {HTMLFormElement} form @returns {import("./state.js").Settings} */
export function readOptions(form) {
  /** @type {import("./state.js").Settings} */
  const settings = {};
  for (const [name, values] of Object.entries(OPTIONS)) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    const value = control instanceof HTMLInputElement ? control.checked : control.value;
    if (value !== values[0]) settings[name] = value;
  }
  return settings;
}

/** @param {HTMLFormElement} form @param {import("./state.js").Settings} settings */
export function writeOptions(form, settings) {
  for (const [name, values] of Object.entries(OPTIONS)) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    const value = settings[name] ?? values[0];
    if (control instanceof HTMLInputElement) control.checked = value === true;
    else control.value = String(value);
  }
}

/** @param {string} name */
function check(name) {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", name });
  const label = Object.assign(document.createElement("label"), { className: "check" });
  label.append(input, translated("span", name));
  return label;
}

/** @param {string} name @param {readonly (string | boolean)[]} values */
function choice(name, values) {
  const select = Object.assign(document.createElement("select"), { name });
  for (const value of values) {
    const option = /** @type {HTMLOptionElement} */ (translated("option", `${name}_${value}`));
    option.value = String(value);
    select.append(option);
  }
  const label = document.createElement("label");
  label.append(translated("span", name), select);
  return label;
}
