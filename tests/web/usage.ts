// How a program in TypeScript uses the package: compiled by a test, never run.

import { load, OptionError, type Transcription } from "hamanlp";
import { annotate } from "hamanlp/annotate";
import { HamaIpa } from "hamanlp/element";
import { loadWorker } from "hamanlp/worker";

const hama = await load({ model: "default" });
const line: string = hama.transcribe("Hello", { lang: "en", phone_separator: null });
const lines: string[] = hama.transcribe(["Hello", "안녕"] as const);
const known: Transcription = hama.analyze(line);
const many: Transcription[] = hama.analyze(lines, { style: "narrow", across_words: true });
const first: string | undefined = known.words[0]?.phones[0]?.phone ?? many[0]?.ipa;
const worker = await loadWorker();
const later: string = await worker.transcribe(first ?? "");
const took: string | undefined = hama.trace(line, { force: "ɹ ˈɛ", boost: { i: 2 } })[0]?.steps[0]?.candidates[0]?.phone ?? (await worker.trace(line))[0]?.ipa;
const undo: () => void = await annotate(document.body, { lang: "ko" });
const element: HTMLElement = new HamaIpa();

// @ts-expect-error - there is no such language
hama.transcribe(later, { lang: "klingon" });
// @ts-expect-error - a number is no text
hama.transcribe(7);
// @ts-expect-error - an array gives an array
const wrong: string = hama.transcribe(["a"]);

export { element, OptionError, took, undo, wrong };
