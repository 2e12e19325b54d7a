/** The controls of the options: one for each name in `state.js`. */

import { find, made, translated } from "./elements.js";
import { DIALS, OPTIONS } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./state.js").Settings} Settings */
/** @typedef {import("./state.js").Dial} Dial */

/**
 * Fill a form with controls; the dials, which are its controls too, stand where the page has a place for them.
 * @param {HTMLFormElement} form
 * @param {() => void} changed called when someone changes one
 */
export function buildOptions(form, changed) {
  const controls = Object.entries(OPTIONS).map(([name, values]) => (typeof values[0] === "boolean" ? check(name) : choice(name, values)));
  form.replaceChildren(...controls);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of /** @type {Dial[]} */ (Object.keys(DIALS))) {
    const input = range(name, form);
    input.addEventListener("input", () => {
      told(input);
      changed();
    });
    find(`${name}-dial`).prepend(...labelled(name, input));
  }
}

/** What is set and differs from its default. @param {HTMLFormElement} form @returns {Settings} */
export function readOptions(form) {
  /** @type {Settings} */
  const settings = {};
  for (const [name, values] of Object.entries(OPTIONS)) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    const value = control instanceof HTMLInputElement ? control.checked : control.value;
    if (value !== values[0]) settings[name] = value;
  }
  for (const [name, { start }] of Object.entries(DIALS)) {
    const { valueAsNumber } = dialOf(form, name);
    if (valueAsNumber !== start) settings[name] = valueAsNumber;
  }
  return settings;
}

/** @param {HTMLFormElement} form @param {Settings} settings */
export function writeOptions(form, settings) {
  for (const [name, values] of Object.entries(OPTIONS)) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    const value = settings[name] ?? values[0];
    if (control instanceof HTMLInputElement) control.checked = value === true;
    else control.value = String(value);
  }
  for (const [name, { start }] of Object.entries(DIALS)) {
    const dial = dialOf(form, name);
    dial.value = String(settings[name] ?? start);
    told(dial);
  }
}

/** The same settings with every dial where it stands at first. @param {Settings} settings @returns {Settings} */
export function undialled(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in DIALS)));
}

/** @param {HTMLFormElement} form @param {string} name */
function dialOf(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** @param {Dial} name @param {HTMLFormElement} form */
function range(name, form) {
  const { min, max, step, start } = DIALS[name];
  const input = Object.assign(document.createElement("input"), { type: "range", name, id: name, min: `${min}`, max: `${max}`, step: `${step}` });
  input.setAttribute("form", form.id);
  input.value = String(start);
  return input;
}

/** A dial's name, its lower end, itself, its upper end, and where it stands. @param {Dial} name @param {HTMLInputElement} input */
function labelled(name, input) {
  const label = Object.assign(translated("label", name), { htmlFor: name });
  const [lower, upper] = [translated("span", `${name}_lower`), translated("span", `${name}_upper`)];
  return [label, lower, input, upper, made("span", "value", "")];
}

/** Tell where a dial stands, in words at its ends. @param {HTMLInputElement} input */
function told(input) {
  const { name, value, min, max, parentElement } = input;
  const number = Number(value).toFixed(2);
  const end = value === min ? say(`${name}_lower`) : value === max ? say(`${name}_upper`) : "";
  input.setAttribute("aria-valuetext", end || number);
  const shown = parentElement?.querySelector(".value");
  if (shown) shown.textContent = number;
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
