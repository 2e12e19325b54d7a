// A peer from npm under measurement; requests and answers as in peer_worker.py. `node peer_worker.cjs SETTINGS`, with the folder of
// node_modules in NODE_PATH.
"use strict";

const fs = require("node:fs");
const readline = require("node:readline");

const settings = JSON.parse(process.argv[2]);

const readers = {
  // The npm package `phonemize`: rules and exceptions; Korean by way of a romanization.
  phonemize({ language }) {
    const path = require("node:path");
    const { toIPA } = require(language === "ko" ? path.join(path.dirname(require.resolve("phonemize")), "all.cjs") : "phonemize");
    const options = language === "ko" ? { anyAscii: true } : { language: language === "gb" ? "en-GB" : "en-US" };
    return (texts) => texts.map((text) => toIPA(text, options));
  },
};

const read = readers[settings.reader](settings);

function peakKilobytes() {
  const line = /^VmHWM:\s+(\d+)/m.exec(fs.existsSync("/proc/self/status") ? fs.readFileSync("/proc/self/status", "utf8") : "");
  return line ? Number(line[1]) : process.resourceUsage().maxRSS;
}

function seconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const cpu = seconds(), wall = performance.now();
  const outputs = read(JSON.parse(line).texts);
  const taken = { cpu: seconds() - cpu, wall: (performance.now() - wall) / 1000 };
  process.stdout.write(JSON.stringify({ ...taken, total_cpu: seconds(), peak_kb: peakKilobytes(), outputs }) + "\n");
});
