// How long Node takes to load hama.wasm and to read a first text: `node bench/node_start.mjs`.

import { readFileSync } from "node:fs";

const bytes = readFileSync(new URL("../hamanlp/hama.wasm", import.meta.url));
const start = performance.now();
const hama = new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports;
const loaded = performance.now();
const text = new TextEncoder().encode("Hello, 안녕하세요");
new Uint8Array(hama.memory.buffer, hama.input(), text.length).set(text);
hama.transcribe(0, text.length, 1);
const ipa = new TextDecoder().decode(new Uint8Array(hama.memory.buffer, hama.output(), hama.output_length()));
const done = performance.now();
console.log(`load ${(loaded - start).toFixed(1)} ms, first call ${(done - loaded).toFixed(1)} ms: ${ipa}`);
