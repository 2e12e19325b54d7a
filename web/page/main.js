/** The page: text and options in, pronunciation out; everything stays in the browser. */

import { load } from "../hamanlp.js";
import { unitIndex } from "../text.js";
import { find } from "./elements.js";
import { showAccents } from "./accents.js";
import { EXAMPLES, FIRST } from "./examples.js";
import { Generation } from "./generation.js";
import { inspect } from "./inspector.js";
import { Lexicon } from "./lexicon.js";
import { buildOptions, readOptions, undialled, writeOptions } from "./options.js";
import { Reading } from "./reading.js";
import { fromHash, toHash } from "./state.js";
import { remembered } from "./storage.js";
import { interfaceLanguage, say, speak } from "./strings.js";

const loading = load();
const field = /** @type {HTMLTextAreaElement} */ (find("text"));
const form = /** @type {HTMLFormElement} */ (find("options"));
const total = { words: 0, milliseconds: 0 };

const lexicon = new Lexicon(() => hama && show());

/** @type {import("../hamanlp.js").Hama} */
let hama;
/** @type {Generation} */
let generation;
/** @type {import("../hamanlp.js").Word | null} */
let chosen = null;

const reading = new Reading(find("reading"), (word) => {
  chosen = word;
  inspectChosen();
});

function inspectChosen() {
  const isIpa = !readOptions(form).notation; // what is written into the text has to be IPA
  inspect(find("inspector"), chosen && withAlternatives(chosen), isIpa ? write : null);
  if (chosen?.lang === "en") inspectAccents(chosen);
  generation.show(chosen, settings());
}

/** @param {import("../hamanlp.js").Word} word */
function inspectAccents(word) {
  const accent = Number(readOptions(form).accent ?? 0);
  const read = (/** @type {number} */ each) => hama.transcribe(word.text, { ...settings(), lang: "en", accent: each });
  if (read(accent) !== word.ipa) return; // the words around it decide
  showAccents(find("inspector"), read, accent, (chosenAccent) => {
    writeOptions(form, { ...readOptions(form), accent: chosenAccent });
    show();
  });
}

/** A word with what else it could be, which takes too long for all words. @param {import("../hamanlp.js").Word} word */
function withAlternatives(word) {
  if (!["model", "exception", "lexicon"].includes(word.source)) return word;
  const { words } = hama.analyze(word.text, { ...settings(), lang: word.lang ?? "auto", nbest: 4 });
  const [same] = words;
  return words.length === 1 && same?.ipa === word.ipa ? { ...word, alternatives: same.alternatives } : word;
}

/** What the engine is asked with: the options, and the readings that someone keeps. @returns {import("../hamanlp.js").Options} */
function settings() {
  return { ...readOptions(form), lexicon: lexicon.text, lexicon_errors: "skip" };
}

async function show() {
  const options = settings();
  const dials = readOptions(form);
  const isMixed = options.lexicon !== "" && options.mix !== 0;
  const isDialled = isMixed || dials.accent !== undefined;
  const { lexicon: listed, lexicon_errors } = options;
  const plain = isDialled ? { ...undialled(dials), lexicon: listed, lexicon_errors, mix: 0 } : null;
  const speed = await reading.show(hama, field.value, options, plain);
  if (!speed) return;
  find("differ").textContent = isDialled ? `${say("differ")} ${reading.changed}` : "";
  hama.transcribe("", options);
  find("bad-lines").textContent = hama.skippedLines.join("\n");
  total.words = total.words / 2 + speed.words; // the latest counts most: browsers make code faster while it runs
  total.milliseconds = total.milliseconds / 2 + speed.milliseconds;
  if (total.milliseconds > 0) {
    find("speed").textContent = Math.round((1000 * total.words) / total.milliseconds).toLocaleString(interfaceLanguage());
  }
}

/** Write a pronunciation into the text for the chosen word. @param {string} ipa */
function write(ipa) {
  const place = reading.chosen;
  if (!place || !chosen) return;
  const lines = field.value.split("\n");
  const line = lines[place.line] ?? "";
  const index = unitIndex(line);
  const spelling = /^\[(.+)\]\(\//.exec(chosen.text)?.[1] ?? chosen.text; // it may have been given one before
  lines[place.line] = `${line.slice(0, index(chosen.start))}[${spelling}](/${ipa}/)${line.slice(index(chosen.end))}`;
  field.value = lines.join("\n");
  writeOptions(form, { ...readOptions(form), markup: true });
  show();
}

/** @param {string} word @param {string} ipa */
function keep(word, ipa) {
  lexicon.save(word, ipa);
  tell(say("kept"));
}

/** @param {string} hash */
function restore(hash) {
  const { text, settings, place, bend } = fromHash(hash);
  field.value = text ?? FIRST;
  writeOptions(form, settings);
  reading.startAt(place);
  generation.start(bend);
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
  const options = settings();
  const text = field.value.replace(/\p{Surrogate}/gu, "\ufffd");
  if (kind === "json") return JSON.stringify(hama.analyze(text, options), null, 1);
  return hama.transcribe(text, { ...options, notation: /** @type {"ipa" | "arpabet" | "xsampa"} */ (kind) });
}

function buildExamples() {
  const buttons = EXAMPLES.map(({ name, text, lang }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", lang, textContent: name });
    button.addEventListener("click", () => {
      field.value = text;
      reading.startAt(null);
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
    history.replaceState(null, "", toHash(field.value, readOptions(form), reading.chosen, generation.bend));
    copy(location.href, say("link_copied"));
  });
  find("copy-lexicon").addEventListener("click", () => copy(lexicon.text, say("copied")));
  addEventListener("hashchange", () => {
    restore(location.hash);
    show();
  });
}

buildOptions(form, () => hama && show());
buildSwitches();
buildExamples();
field.value = fromHash(location.hash).text ?? FIRST;
try {
  hama = await loading;
  generation = new Generation(hama, { use: write, save: keep });
  restore(location.hash);
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
