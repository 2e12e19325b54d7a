/** The page: text and options in, pronunciation out; everything stays in the browser. */

import { load } from "../hamanlp.js";
import { unitIndex } from "../text.js";
import { EXAMPLES, FIRST } from "./examples.js";
import { inspect } from "./inspector.js";
import { buildOptions, readOptions, writeOptions } from "./options.js";
import { Reading } from "./reading.js";
import { fromHash, toHash } from "./state.js";
import { interfaceLanguage, say, speak } from "./strings.js";

/** @template {HTMLElement} [Kind=HTMLElement] @param {string} id @returns {Kind} */
const find = (id) => /** @type {Kind} */ (document.getElementById(id));

const loading = load();
const field = /** @type {HTMLTextAreaElement} */ (find("text"));
const form = /** @type {HTMLFormElement} */ (find("options"));
const total = { words: 0, milliseconds: 0 };

/** @type {import("../hamanlp.js").Hama} */
let hama;
/** @type {import("../hamanlp.js").Word | null} */
let chosen = null;

const reading = new Reading(find("reading"), (word) => {
  chosen = word;
  inspectChosen();
});

function inspectChosen() {
  const isIpa = !readOptions(form).notation; // what is written into the text has to be IPA
  inspect(find("inspector"), chosen, isIpa ? force : null);
}

async function show() {
  const speed = await reading.show(hama, field.value, readOptions(form));
  if (!speed) return;
  total.words = total.words / 2 + speed.words; // the latest counts most: browsers make code faster while it runs
  total.milliseconds = total.milliseconds / 2 + speed.milliseconds;
  if (total.milliseconds > 0) {
    find("speed").textContent = Math.round((1000 * total.words) / total.milliseconds).toLocaleString(interfaceLanguage());
  }
}

/** Write a pronunciation into the text for the chosen word. @param {string} ipa */
function force(ipa) {
  const place = reading.chosen;
  if (!place || !chosen) return;
  const lines = field.value.split("\n");
  const line = lines[place.line] ?? "";
  const index = unitIndex(line);
  lines[place.line] = `${line.slice(0, index(chosen.start))}[${chosen.text}](/${ipa}/)${line.slice(index(chosen.end))}`;
  field.value = lines.join("\n");
  writeOptions(form, { ...readOptions(form), markup: true });
  show();
}

/** @param {string} hash */
function restore(hash) {
  const { text, settings } = fromHash(hash);
  field.value = text ?? FIRST;
  writeOptions(form, settings);
}

/** @param {string} text @param {string} done what to say then */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    tell(say("not_copied"));
  }
}

/** @param {string} message */
function tell(message) {
  find("status").textContent = message;
  setTimeout(() => {
    if (find("status").textContent === message) find("status").textContent = "";
  }, 4000);
}

/** @param {string} kind @returns {string} */
function result(kind) {
  const options = readOptions(form);
  const text = field.value.replace(/\p{Surrogate}/gu, "\ufffd");
  if (kind === "json") return JSON.stringify(hama.analyze(text, options), null, 1);
  return hama.transcribe(text, { ...options, notation: /** @type {"ipa" | "arpabet"} */ (kind) });
}

function buildExamples() {
  const buttons = EXAMPLES.map(({ name, text, lang }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", lang, textContent: name });
    button.addEventListener("click", () => {
      field.value = text;
      show();
    });
    return button;
  });
  find("examples").replaceChildren(...buttons);
}

/** @param {"en" | "ko"} language */
function talk(language) {
  speak(language);
  const other = find("ui");
  other.lang = language === "ko" ? "en" : "ko";
  other.textContent = language === "ko" ? "English" : "한국어";
  if (hama) inspectChosen();
}

/** What this browser remembers, if it may. @param {string} key @param {string} [value] */
function remembered(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(`hamanlp.${key}`, value);
    return localStorage.getItem(`hamanlp.${key}`);
  } catch {
    return null;
  }
}

function buildSwitches() {
  const theme = /** @type {HTMLSelectElement} */ (find("theme"));
  theme.value = remembered("theme") ?? "auto";
  document.documentElement.dataset.theme = theme.value;
  theme.addEventListener("change", () => {
    document.documentElement.dataset.theme = theme.value;
    remembered("theme", theme.value);
  });
  find("ui").addEventListener("click", () => {
    const language = interfaceLanguage() === "ko" ? "en" : "ko";
    remembered("interface", language);
    talk(language);
  });
  talk((remembered("interface") ?? navigator.language).startsWith("ko") ? "ko" : "en");
}

function listen() {
  field.addEventListener("input", show);
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(result(/** @type {HTMLElement} */ (button).dataset.copy ?? ""), say("copied")));
  }
  find("share").addEventListener("click", () => {
    history.replaceState(null, "", toHash(field.value, readOptions(form)));
    copy(location.href, say("link_copied"));
  });
  addEventListener("hashchange", () => {
    restore(location.hash);
    show();
  });
}

buildOptions(form, () => hama && show());
buildSwitches();
buildExamples();
restore(location.hash);
try {
  hama = await loading;
  listen();
  await show();
  find("ready").textContent = `${Math.round(performance.now()).toLocaleString(interfaceLanguage())} ${say("milliseconds")}`;
  find("bytes").textContent = `${Math.round(hama.bytes / 1000)} ${say("kilobytes")}`;
  document.documentElement.dataset.ready = "";
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = error instanceof Error ? error.message : String(error);
  find("reading").replaceChildren(message);
}
