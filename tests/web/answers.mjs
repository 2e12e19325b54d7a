// Calls of the JavaScript module: `node answers.mjs MODULE MODEL < [{"method", "parameters"}]` prints what each gives, or its error.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, model] = process.argv;
const { load } = await import(pathToFileURL(module));
const hama = await load({ model });
const answers = JSON.parse(readFileSync(0, "utf-8")).map(({ method, parameters }) => {
  try {
    return { value: hama[method](...parameters) };
  } catch (error) {
    return { error: error.name, message: error.message, ...error };
  }
});
console.log(JSON.stringify(answers));
