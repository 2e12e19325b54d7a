// A bare host of the wasm, for Node and the browser alike: `node host.mjs WASM < QUESTIONS` prints the answers as JSON.

/**
 * What one instance makes of questions.
 * @param {BufferSource} wasm
 * @param {{ record: string, lexicon: string, text: string }[]} questions
 * @returns {Promise<string[]>}
 */
export async function answers(wasm, questions) {
  const { instance } = await WebAssembly.instantiate(wasm);
  const engine = instance.exports;
  const encoder = new TextEncoder();
  const view = (address, length) => new Uint8Array(engine.memory.buffer, address >>> 0, length);
  const output = () => view(engine.output(), engine.output_length());
  return questions.map(({ record, lexicon, text }) => {
    const options = encoder.encode(record);
    const words = encoder.encode(lexicon);
    view(engine.lexicon_room(words.length), words.length).set(words);
    if (engine.lexicon_load(words.length, 0)) throw new Error(new TextDecoder().decode(output()));
    view(engine.input(), options.length).set(options);
    if (engine.configure(options.length)) throw new Error(new TextDecoder().decode(output()));
    const bytes = encoder.encode(text);
    const capacity = engine.input_capacity();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let written = "";
    for (let begun = 0; begun < bytes.length; ) {
      const piece = bytes.subarray(begun, begun + capacity);
      const final = Number(begun + piece.length === bytes.length);
      view(engine.input(), piece.length).set(piece);
      for (let done = 0; done < piece.length; ) {
        const consumed = engine.transcribe(done, piece.length - done, final);
        const length = engine.output_length();
        written += decoder.decode(output(), { stream: true });
        done += consumed;
        begun += consumed;
        if (!consumed && !length) {
          if (final || !done) throw new Error("the engine does not get on");
          break;
        }
      }
    }
    return written + decoder.decode();
  });
}

if (globalThis.process?.argv[1]?.endsWith("host.mjs")) {
  const { readFileSync } = await import("node:fs");
  const questions = JSON.parse(readFileSync(0, "utf-8"));
  process.stdout.write(JSON.stringify(await answers(readFileSync(process.argv[2]), questions)));
}
