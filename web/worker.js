/** The other side of `worker-client.js`: loads a model in a Web Worker and answers its calls. */

import { load } from "./hamanlp.js";

/** @type {Promise<import("./hamanlp.js").Hama> | undefined} */
let loading;

self.addEventListener("message", async (/** @type {MessageEvent} */ event) => {
  const { id, method, parameters } = event.data;
  try {
    if (method === "load") loading = load(parameters[0]);
    const hama = await loading;
    if (!hama) throw new Error("nothing was loaded");
    let value;
    if (method === "load") value = { bytes: hama.bytes, metadata: hama.metadata };
    else if (method === "analyze") value = hama.analyze(parameters[0], parameters[1]);
    else value = method === "trace" ? hama.trace(parameters[0], parameters[1]) : hama.transcribe(parameters[0], parameters[1]);
    self.postMessage({ id, value });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    self.postMessage({ id, error: { .../** @type {object} */ (error), name, message } }); // with `option`, `item`, `position`
  }
});
