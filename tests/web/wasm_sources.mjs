// Where the wasm may come from: `node wasm_sources.mjs FOLDER` serves the folder with right and wrong types and loads from it.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { load, ModelError } = await import(pathToFileURL(`${folder}/hamanlp.js`));
const wasm = readFileSync(`${folder}/hama.wasm`);
const server = createServer((request, response) => {
  if (request.url === "/missing.wasm") return response.writeHead(404).end();
  const type = request.url === "/right.wasm" ? "application/wasm" : "text/plain";
  response.writeHead(200, { "Content-Type": type, "Content-Length": wasm.length });
  response.end(request.url === "/cut.wasm" ? wasm.subarray(0, 1000) : wasm);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const at = `http://127.0.0.1:${server.address().port}`;
const sources = {
  right: `${at}/right.wasm`,
  wrong: new URL(`${at}/wrong.wasm`),
  bytes: new Uint8Array(wasm),
  buffer: new Uint8Array(wasm).buffer,
  response: await fetch(`${at}/right.wasm`),
  missing: `${at}/missing.wasm`,
  damaged: new Uint8Array(wasm.subarray(0, 1000)),
};
const results = {};
for (const [name, source] of Object.entries(sources)) {
  try {
    const hama = await load({ wasm: source });
    results[name] = [hama.transcribe("값"), hama.bytes];
  } catch (error) {
    results[name] = error instanceof ModelError ? error.message : `not a ModelError: ${error.stack}`;
  }
}
server.closeAllConnections();
server.close();
console.log(JSON.stringify(results));
