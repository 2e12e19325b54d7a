/** The steps of a reading as columns: each phone that was taken, and under it those that could have been. */

import { shade } from "./alignment.js";
import { button, made, percent } from "./elements.js";
import { say } from "./strings.js";

/** @typedef {import("../hamanlp.js").Step} Step */

const SHOWN = 5; // candidates of a step

/** Columns with a button for each candidate; the arrow keys go between them. */
export class Steps {
  #list;
  #take;

  /**
   * @param {HTMLElement} list
   * @param {(step: number, phone: string) => void} take called with the candidate that someone chose; "" is the end of the word
   */
  constructor(list, take) {
    this.#list = list;
    this.#take = take;
    list.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /**
   * Show steps.
   * @param {Step[]} steps
   * @param {{ forced: number, drawn: boolean }} how how many were forced, and whether the others were drawn
   */
  show(steps, { forced, drawn }) {
    const focused = this.#list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset : null;
    this.#list.replaceChildren(...steps.map((step, at) => this.#column(step, at, at < forced, drawn)));
    const buttons = this.#buttons();
    const [first] = buttons;
    if (first) first.tabIndex = 0;
    if (!focused) return;
    const same = buttons.find(({ dataset }) => dataset.step === focused.step && dataset.phone === focused.phone);
    this.#focus(same ?? first);
  }

  /** @param {Step} step @param {number} at @param {boolean} isForced @param {boolean} isDrawn */
  #column(step, at, isForced, isDrawn) {
    const column = made("li", isForced ? "step forced" : "step", "");
    const taken = step.candidates.find(({ phone }) => phone === step.phone) ?? { phone: step.phone, probability: 0, filtered: 0 };
    shade(column, taken.probability);
    const likely = step.candidates.slice(0, SHOWN);
    const shown = likely.includes(taken) ? likely : [...likely.slice(0, -1), taken];
    const head = made("div", "taken", name(step.phone), step.phone ? "en-fonipa" : "");
    if (isForced) head.append(made("span", "pin", "", ""));
    const list = made("ul", "", "");
    for (const candidate of shown) {
      const row = made("li", "", "");
      row.append(this.#candidate(candidate, at, candidate === taken, isForced, isDrawn));
      list.append(row);
    }
    column.append(head, list);
    return column;
  }

  /** @param {import("../hamanlp.js").Candidate} candidate @param {number} at @param {boolean} isTaken @param {boolean} isForced @param {boolean} isDrawn */
  #candidate({ phone, probability, filtered }, at, isTaken, isForced, isDrawn) {
    const element = button(isTaken ? "candidate chosen" : "candidate", "", () => this.#take(at, phone));
    element.dataset.step = String(at);
    element.dataset.phone = phone;
    element.tabIndex = -1;
    element.setAttribute("aria-pressed", String(isTaken && isForced));
    const chance = isDrawn ? `; ${say("drawn_with")} ${percent(filtered)}` : "";
    const about = `${name(phone)}: ${percent(probability)}${chance}`;
    element.title = isTaken && isForced ? `${about} · ${say("let_go")}` : `${about} · ${say("force_it")}`;
    element.style.setProperty("--p", String(probability));
    element.style.setProperty("--f", String(filtered));
    element.append(made("span", "name", name(phone), phone ? "en-fonipa" : ""), made("span", "number", short(probability)));
    element.append(made("span", "hidden", ` %${chance}${isTaken ? `; ${say("taken")}` : ""}`), made("span", isDrawn ? "bar drawn" : "bar", ""));
    return element;
  }

  #buttons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.#list.querySelectorAll("button")]);
  }

  /** @param {HTMLElement | undefined} target */
  #focus(target) {
    if (!target) return;
    for (const each of this.#buttons()) each.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const columns = [...this.#list.children].map((column) => [...column.querySelectorAll("button")]);
    const across = columns.findIndex((column) => column.includes(/** @type {HTMLButtonElement} */ (event.target)));
    if (across < 0) return;
    const down = columns[across]?.indexOf(/** @type {HTMLButtonElement} */ (event.target)) ?? 0;
    const [x = 0, y = 0] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [0, 0];
    const column = columns[across + x];
    const target = column?.[Math.min(down + y, column.length - 1)];
    if ((!x && !y) || !target) return;
    event.preventDefault();
    this.#focus(target);
  }
}

/** @param {string} phone */
function name(phone) {
  return phone || say("end");
}

/** @param {number} share */
function short(share) {
  if (share >= 0.995) return "100";
  if (share < 0.001) return "<0.1";
  return share < 0.01 ? (100 * share).toFixed(1) : String(Math.round(100 * share));
}
